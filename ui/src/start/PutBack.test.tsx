import { expect, test } from "vitest";
import { failure, RIGHT_PASSPHRASE } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const LEDGER = "/srv/kenpo/壊れた台帳.daicho";

async function opened(over: Parameters<typeof openWindow>[2] = {}) {
  const shown = await openWindow({ screen: "home" }, { open: false }, over);
  await shown.user.clear(byId("path"));
  await shown.user.type(byId("path"), LEDGER);
  await shown.user.type(byId("passphrase"), `${RIGHT_PASSPHRASE}{Enter}`);
  const dialog = await screen.findByRole("alertdialog");
  return { ...shown, dialog };
}

test("a damaged ledger offers the last good backup, says what it does not have, and opens after a yes", async () => {
  const { user, desk, dialog } = await opened();
  await waitFor(() => byId("put-back-offer"));
  expect(dialog.textContent).toContain("台帳が壊れています");
  expect(byId("put-back-offer").textContent).toContain("少なくとも 3 件");
  expect(byId("put-back-offer").textContent).toContain("/srv/控え/daicho-0a1b2c3d-20260412T010000Z-41.kbk");
  expect(byId("put-back-offer").textContent).toContain("20260413T010000Z-44.kbk");
  expect(desk.asked.some((one) => one.cmd === "put_back")).toBe(false);
  await user.click(byId("put-back"));
  await waitFor(() => expect(byId("put-back-aside").textContent).toBe(`${LEDGER}.damaged-20260414T013000Z`));
  expect(desk.asked.find((one) => one.cmd === "put_back")?.args).toMatchObject({ path: LEDGER, copy: "/srv/控え/daicho-0a1b2c3d-20260412T010000Z-41.kbk" });
  await user.click(byId("put-back-begin"));
  await onScreen("home");
});

test("without a good backup it is said, and nothing can be put back", async () => {
  const { user, desk } = await opened({
    way_back: () => {
      throw failure("no_good_copy", "cannot_open", "この台帳に戻せる控えが見つかりません。", "控えのあるディスクをつないで、もう一度行ってください。", LEDGER);
    },
  });
  await waitFor(() => expect(byId("put-back-none").textContent).toContain("控えが見つかりません"));
  expect(byId("put-back")).toHaveProperty("disabled", true);
  await user.click(byId("put-back-close"));
  await onScreen("start");
  expect(desk.asked.some((one) => one.cmd === "put_back")).toBe(false);
});

test("a backup that cannot be put back is said, and the offer stays", async () => {
  await opened({
    put_back: () => {
      throw failure("disk_full", "other", "ディスクに空きがありません。何も書かれていません。", "空きを作ってください。", LEDGER);
    },
  }).then(async ({ user }) => {
    await waitFor(() => byId("put-back-offer"));
    await user.click(byId("put-back"));
    await waitFor(() => expect(document.body.textContent).toContain("ディスクに空きがありません"));
    await user.click(byId("failure-close"));
    await waitFor(() => expect(byId("put-back")).toHaveProperty("disabled", false));
  });
});
