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
  // What is wider than the card scrolls within it, also by keyboard.
  expect(byId("saw").parentElement?.tabIndex).toBe(0);
  expect(screen.getByRole("group", { name: "この方をだれが見たか" }).contains(byId("saw"))).toBe(true);
  expect(desk.asked.find((one) => one.cmd === "who_saw")?.args).toMatchObject({ member: "101-1-0", first: "2021-04-11", last: "2026-04-15" });
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

test("a leak is answered with whom, what and by when, and written into a folder", async () => {
  const { user, desk } = await open();
  await user.type(await waitFor(() => byId("leak-name")), "N260415-1");
  await user.type(byId("leak-envelopes"), "３、12");
  await user.click(byId("leak-ask"));
  const told = await waitFor(() => byId("leak-told"));
  expect(told.textContent).toContain("法律上の報告の基準には当たりません。");
  expect(told.textContent).toContain("個人番号下4桁（1人）");
  expect(byId("leak-people").querySelectorAll("tbody tr")).toHaveLength(2);
  expect(desk.asked.find((one) => one.cmd === "leak")?.args).toMatchObject({ lost: "batch", name: "N260415-1", envelopes: "３、12", out: null });
  await user.click(byId("leak-write"));
  await waitFor(() => expect(byId("leak-told").textContent).toContain("daicho-leak-44-people.xlsx"));
});

test("a lost machine is encrypted, unless its key is lost too", async () => {
  const { user } = await open();
  await user.selectOptions(await waitFor(() => byId("leak-lost")), "ledger");
  await user.click(byId("leak-ask"));
  await waitFor(() => expect(byId("leak-told").textContent).toContain("暗号化"));
  await user.click(byId("leak-key_too"));
  await user.click(byId("leak-ask"));
  await waitFor(() => expect(byId("leak-told").textContent).toContain("報告と、ご本人への通知が必要です。"));
});

test("whom a look concerned leads to nobody for whoever may not look", async () => {
  const { user } = await openWindow({ screen: "settings" }, { may: ["audit"] });
  await user.click(await waitFor(() => byId("unusual-ask")));
  const found = await waitFor(() => byId("unusual-found"));
  expect(found.textContent).toContain("M0000000002");
  expect(found.querySelector("button")).toBeNull();
});

test("guesses that let nobody in are nobody's, and a list is called as on the home screen", async () => {
  const row = { seq: 7, at: "2026-04-15T01:00:00Z", reason: null, members: null, everyone: false };
  const rows = [
    { ...row, look: false, operator: "", kind: "sign_in_refused", word: "開こうとして、パスフレーズを間違えた", subject: "satoとして1回" },
    { ...row, look: true, operator: "sato", kind: "list", word: "仕事の一覧", subject: "notice_due" },
  ];
  await openWindow({ screen: "settings", tab: "journal" }, {}, { journal: ({ first, last }) => ({ first, last, total: 2, start: 0, rows }) });
  const cells = await waitFor(() => [...byId("journal-rows").querySelectorAll("tbody tr")].map((one) => [...one.querySelectorAll("td")].map((cell) => cell.textContent)));
  expect([cells[0]?.[1], cells[0]?.[4]]).toEqual(["だれか", "satoとして1回"]);
  expect(cells[1]?.[4]).not.toContain("notice_due");
});
