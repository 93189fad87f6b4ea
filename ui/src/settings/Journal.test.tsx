import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const open = () => openWindow({ screen: "settings", tab: "journal" });

test("the journal shows acts and looks, or one of both", async () => {
  const { user, desk } = await open();
  const rows = await waitFor(() => byId("journal-rows"));
  expect(rows.querySelectorAll("tbody tr")).toHaveLength(5);
  expect(rows.textContent).toContain("全員");
  await user.click(screen.getByLabelText("閲覧"));
  await waitFor(() => expect(byId("journal-rows").querySelectorAll("tbody tr")).toHaveLength(3));
  expect(desk.asked.filter((one) => one.cmd === "journal").at(-1)?.args).toMatchObject({ what: "looks", start: 0 });
});

test("who saw somebody, and what stands out, is asked and answered", async () => {
  const { user, desk } = await open();
  await waitFor(() => byId("who-saw-member"));
  await user.type(byId("who-saw-member"), "101-1-0{Enter}");
  await waitFor(() => expect(byId("saw").querySelectorAll("tbody tr")).toHaveLength(3));
  expect(desk.asked.find((one) => one.cmd === "who_saw")?.args).toMatchObject({ member: "101-1-0" });
  await user.click(byId("unusual-ask"));
  expect(await screen.findByText(/夜間（21時から7時）に3人/)).toBeTruthy();
});

test("the day is closed: a sheet, an anchor, and where it is kept", async () => {
  const { user } = await open();
  await user.click(await waitFor(() => byId("close-day")));
  const closed = await waitFor(() => byId("closed"));
  expect(closed.textContent).toContain("処理 6 件、閲覧 128 件");
  expect(closed.textContent).toContain("daicho-0a1b2c3d.anchors");
});
