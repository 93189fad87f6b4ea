import { expect, test } from "vitest";
import { RIGHT_PASSPHRASE } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const lockNow = async (user: Awaited<ReturnType<typeof openWindow>>["user"]) => {
  await user.click(byId("menu"));
  await user.click(await screen.findByRole("menuitem", { name: "画面をロックする" }));
  await waitFor(() => byId("lock-passphrase"));
};

test("a locked window shows who worked, refuses a wrong passphrase, and gives back what was typed", async () => {
  const { user, desk } = await openWindow({ screen: "home" });
  await user.type(byId("find"), "やまだ");
  await lockNow(user);
  expect(byId<HTMLSelectElement>("lock-operator").value).toBe("yamada");
  await user.type(byId("lock-passphrase"), "chigau{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("パスフレーズが違います。");
  await user.clear(byId("lock-passphrase"));
  await user.type(byId("lock-passphrase"), `${RIGHT_PASSPHRASE}{Enter}`);
  await waitFor(() => expect(document.getElementById("lock-passphrase")).toBeNull());
  expect(byId<HTMLInputElement>("find").value).toBe("やまだ");
  expect(desk.asked.findLast((one) => one.cmd === "unlock")?.args).toEqual({ operator: "yamada", passphrase: RIGHT_PASSPHRASE });
});

test("somebody else who unlocks begins anew, under the own name", async () => {
  const { user } = await openWindow({ screen: "settings" });
  await lockNow(user);
  await waitFor(() => expect(byId<HTMLSelectElement>("lock-operator").options.length).toBe(2));
  await user.selectOptions(byId("lock-operator"), "sato");
  await user.type(byId("lock-passphrase"), `${RIGHT_PASSPHRASE}{Enter}`);
  await onScreen("home");
  expect(byId("who").textContent).toBe("担当 佐藤（sato）");
});

test("an answer that the window is locked shows the lock", async () => {
  let locked = false;
  await openWindow(
    { screen: "home" },
    {},
    {
      idle: () => ({ locked, operator: locked ? "yamada" : null, path: locked ? "/srv/kenpo/資格台帳.daicho" : null, practice: null }),
    },
  );
  locked = true;
  window.dispatchEvent(new Event("daicho-locked"));
  await waitFor(() => byId("lock-passphrase"));
  expect(document.getElementById("lock-practice")).toBeNull();
});

test("the focus comes back to where it was when the window was locked", async () => {
  let locked = false;
  const idle = () => ({ locked, operator: locked ? "yamada" : null, path: locked ? "/srv/kenpo/資格台帳.daicho" : null, practice: null });
  const { user } = await openWindow({ screen: "members" }, {}, { idle });
  await user.click(byId("find"));
  locked = true;
  window.dispatchEvent(new Event("daicho-locked"));
  await waitFor(() => byId("lock-passphrase"));
  locked = false;
  await user.type(byId("lock-passphrase"), `${RIGHT_PASSPHRASE}{Enter}`);
  await waitFor(() => expect(document.getElementById("lock-passphrase")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(byId("find")));
});

test("a training society's lock tells its passphrase, a real one's never does", async () => {
  for (const training of [true, false]) {
    const { user, close } = await openWindow({ screen: "home" }, { training });
    await lockNow(user);
    const said = document.getElementById("lock-practice")?.textContent ?? null;
    expect(said).toBe(training ? `練習用の組合です。初めのパスフレーズは「${RIGHT_PASSPHRASE}」です。` : null);
    expect(document.body.textContent?.includes(RIGHT_PASSPHRASE)).toBe(training);
    close();
  }
});

test("the first operator is called as everywhere, not by a code", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { operators_of: () => ({ operators: ["desk", "sato"], practice: null }) });
  await lockNow(user);
  await waitFor(() => expect([...byId<HTMLSelectElement>("lock-operator").options].map((one) => one.textContent)).toEqual(["窓口", "sato"]));
});
