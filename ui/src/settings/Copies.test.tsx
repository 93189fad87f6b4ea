import { expect, test } from "vitest";
import { failure } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const copies = { screen: "settings", tab: "copies" } as const;

test("a backup goes to the folders that are named, and what is due is said until it has been done", async () => {
  const { user, desk } = await openWindow(copies);
  await waitFor(() => byId("make-copy"));
  expect(screen.getAllByText("そろそろ必要です")).toHaveLength(1);
  await user.type(byId("copies-also"), "/media/usb");
  await user.click(byId("make-copy"));
  await waitFor(() => byId("copy-made"));
  expect(desk.asked.find((one) => one.cmd === "back_up")?.args).toEqual({ to: "/mnt/控え", also: "/media/usb" });
  expect(byId("copy-made").textContent).toContain("二つ目の場所にも置きました。");
  await waitFor(() => expect(document.querySelectorAll("[id^=try-copy-]")).toHaveLength(3));
});

test("a second place that fails is said beside the copy that was made", async () => {
  const said = { cell: "/media/usb", code: "disk_full", sentence: "ディスクに空きがありません。", hint: "空きを作ってください。", weight: "refusal" } as const;
  const made = { file: "/mnt/控え/a.kbk", bytes: 1, act: 1, anchor: "", anchors: "", removed: [], also: null, complaints: [said] };
  const { user } = await openWindow(copies, {}, { back_up: () => made });
  await user.click(await waitFor(() => byId("make-copy")));
  await waitFor(() => expect(byId("copy-made").textContent).toContain("二つ目の場所には置けませんでした。 ディスクに空きがありません。"));
});

test("the way back is tried with a passphrase, and a wrong one is said", async () => {
  const { user } = await openWindow(copies);
  await user.click(await waitFor(() => byId("try-copy-0")));
  await user.type(byId("try-passphrase"), "wrong{Enter}");
  await waitFor(() => expect(byId("try-passphrase-error").textContent).toContain("パスフレーズが違います。"));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(byId("try-passphrase")));
  await user.clear(byId("try-passphrase"));
  await user.type(byId("try-passphrase"), "right{Enter}");
  await waitFor(() => expect(byId("copy-tried").textContent).toContain("この控えから戻せます。"));
});

test("the home screen says when the ledger was copied, and leads there", async () => {
  const { user } = await openWindow({ screen: "home" });
  await user.click(await waitFor(() => byId("home-copies")));
  await onScreen("settings");
  await waitFor(() => byId("make-copy"));
});

test("a backup is restored into a new ledger, which is open then", async () => {
  const { user, desk } = await openWindow({ screen: "home" }, { open: false });
  await user.click(byId("start-restore"));
  await user.click(byId("choose-copy"));
  await waitFor(() => expect(byId<HTMLInputElement>("restore-copy").value).not.toBe(""));
  await user.click(byId("choose-restore-to"));
  await waitFor(() => expect(byId<HTMLInputElement>("restore-to").value).not.toBe(""));
  await user.type(byId("restore-passphrase"), "right");
  await user.click(byId("restore"));
  expect((await screen.findByRole("dialog")).textContent).toContain("記録点が見つからないため、分かりません");
  await user.click(byId("restore-begin"));
  await onScreen("home");
  expect(desk.asked.find((one) => one.cmd === "restore")?.args).toMatchObject({ to: "/srv/kenpo/新しい台帳.daicho" });
});

test("a backup that cannot be restored leaves the form as it is", async () => {
  const { user } = await openWindow({ screen: "home" }, { open: false }, {
    restore: () => {
      throw failure("ledger_exists", "other", "この名前のファイルがすでにあります。", "別の名前を選んでください。", "a");
    },
  });
  await user.click(byId("start-restore"));
  await user.click(byId("choose-copy"));
  await waitFor(() => expect(byId<HTMLInputElement>("restore-copy").value).not.toBe(""));
  await user.click(byId("choose-restore-to"));
  await waitFor(() => expect(byId<HTMLInputElement>("restore-to").value).not.toBe(""));
  await user.type(byId("restore-passphrase"), "right{Enter}");
  expect((await screen.findByRole("alertdialog")).textContent).toContain("すでにあります");
  await user.keyboard("{Escape}");
  expect(byId<HTMLInputElement>("restore-to").value).not.toBe("");
});

test("the fallback list is written with a passphrase that is typed twice", async () => {
  const { user, desk } = await openWindow(copies);
  await user.type(await waitFor(() => byId("fallback-passphrase")), "みどりの山を越える船が来た");
  await user.type(byId("fallback-again"), "みどり");
  expect(byId("fallback").textContent).toContain("二つのパスフレーズが違います。");
  expect(byId("make-fallback")).toHaveProperty("disabled", true);
  await user.type(byId("fallback-again"), "の山を越える船が来た");
  await user.click(byId("make-fallback"));
  await waitFor(() => expect(byId("fallback-made").textContent).toContain("加入者 191 人"));
  expect(byId("fallback-passphrase")).toHaveProperty("value", "");
  expect(desk.asked.filter((one) => one.cmd === "fallback")).toHaveLength(1);
});

test("the home screen tries the way back by itself when that is due, once", async () => {
  const bad = { copy: "a.kbk", file: "", rehearsal: true, act: 1, at: "2026-04-14T00:00:00Z", members: 1, behind: 0, anchor: "", findings: [{ cell: "", code: "copy_differs", sentence: "この控えの記録は、台帳の記録と合いません。", hint: "", weight: "refusal" as const }], deleted_since: 0, ok: false };
  const { desk } = await openWindow({ screen: "home" }, {}, { rehearse_when_due: () => bad });
  expect((await screen.findByRole("alert")).textContent).toContain("この控えの記録は、台帳の記録と合いません。");
  expect(desk.asked.filter((one) => one.cmd === "rehearse_when_due")).toHaveLength(1);
});
