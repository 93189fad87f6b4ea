import { expect, test } from "vitest";
import { failure, RIGHT_PASSPHRASE } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const closed = { open: false };

test("a wrong passphrase is said in place, and the clerk stays in the field", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await user.type(byId("passphrase"), "chigau{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("パスフレーズが違います。");
  await waitFor(() => expect(document.activeElement).toBe(byId("passphrase")));
  expect(byId("passphrase").getAttribute("aria-invalid")).toBe("true");
});

test("the right passphrase and Enter open the ledger", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await user.type(byId("passphrase"), `${RIGHT_PASSPHRASE}{Enter}`);
  await onScreen("home");
});

test("a ledger that cannot be opened is told in three parts", async () => {
  const refuse = () => {
    throw failure("ledger_newer", "cannot_open", "この台帳は新しい版のプログラムで書かれています。", "プログラムを更新してください。", "ledger.daicho");
  };
  const { user } = await openWindow({ screen: "home" }, closed, { open_ledger: refuse });
  await user.type(byId("passphrase"), "x{Enter}");
  const dialog = await screen.findByRole("alertdialog");
  expect(dialog.textContent).toContain("この台帳は新しい版のプログラムで書かれています。");
  expect(dialog.textContent).toContain("台帳は元のままです。");
  expect(dialog.textContent).toContain("プログラムを更新してください。");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
});

test("a training society is made where the clerk chooses, and says what it is on every side", async () => {
  const { user, desk } = await openWindow({ screen: "home" }, closed);
  await user.click(byId("make-training"));
  await onScreen("home");
  expect(screen.getByText("練習用の組合です")).toBeTruthy();
  expect(document.querySelector(".frame.training")).not.toBeNull();
  expect(desk.asked.find((one) => one.cmd === "make_training")?.args).toEqual({ dir: "/srv/kenpo/印刷/R8-04-15", members: 3000 });
});

test("a step of the form that lacks something leads to the first gap", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await user.click(byId("new-ledger"));
  await user.click(byId("wizard-next"));
  await waitFor(() => expect(document.activeElement).toBe(byId("society-name")));
  expect(screen.getAllByText("必ず入れてください。").length).toBe(5);
});
