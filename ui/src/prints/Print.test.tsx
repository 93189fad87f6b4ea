import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";
import { go } from "../frame/route";
import { numbers } from "./Freeze";
import { secondsLeft } from "../frame/HowFar";

test("who cannot be printed is shown first; without them the run is frozen and its pages are seen", async () => {
  const { user } = await openWindow({ screen: "print", batch: null, kind: "notice" });
  await user.click(byId("freeze"));
  expect(await screen.findByText("自宅へ送る方ですが、住所が登録されていません。")).toBeTruthy();
  await user.click(byId("freeze-without"));
  await waitFor(() => expect(byId("freeze-yes").textContent).toBe("211 人分を確定する"));
  await waitFor(() => expect(document.activeElement).toBe(byId("freeze-yes")));
  await user.keyboard("{Enter}");
  expect(await screen.findByAltText("1 ページ目の紙面")).toBeTruthy();
  await user.click(byId("page-next"));
  expect(await screen.findByAltText("2 ページ目の紙面")).toBeTruthy();
});

test("what is asked anew is looked at anew", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: null, kind: "notice" });
  await user.click(byId("freeze"));
  await waitFor(() => byId("freeze-without"));
  await user.click(screen.getByLabelText("資格確認書"));
  expect(document.getElementById("freeze-without")).toBeNull();
  expect(desk.asked.filter((one) => one.cmd === "plan").map((one) => one.args)).toMatchObject([{ dry_run: true }]);
});

test("a batch that is not printed is taken back, and is printed no more", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "C260410-1", kind: null });
  await user.click(await waitFor(() => byId("withdraw")));
  await user.click(await waitFor(() => byId("withdraw-yes")));
  expect(await screen.findByText("この束は取り消しました。印刷はできません。")).toBeTruthy();
  expect(desk.asked.find((one) => one.cmd === "withdraw")?.args).toEqual({ batch: "C260410-1" });
  expect(document.getElementById("print")).toBeNull();
  expect(document.getElementById("withdraw")).toBeNull();
});

test("a printing can be stopped, and nothing is lost", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "C260410-1", kind: null });
  await user.click(await waitFor(() => byId("print")));
  await user.click(await waitFor(() => byId("stop-print")));
  expect(await screen.findByText(/印刷を止めました/)).toBeTruthy();
  await waitFor(() => expect(byId<HTMLButtonElement>("print").disabled).toBe(false));
  const asked = desk.asked.filter((one) => one.cmd === "choose").length;
  await user.click(byId("resume-print"));
  await waitFor(() => byId("stop-print"));
  expect(desk.asked.filter((one) => one.cmd === "choose").length).toBe(asked);
  expect(document.getElementById("resume-print")).toBeNull();
});

test("a few letters go straight to a printer, and are printed only once the clerk says so", async () => {
  const run = { batch: "N1", kind: "notice", on: "2026-04-10", at: "2026-04-10T02:05:00Z", operator: "desk", sheets: 1, envelopes: 1, state: "planned" as const, closed: null, alone: false };
  const sheets: number[] = [];
  const { user, desk } = await openWindow({ screen: "print", batch: "N1", kind: null }, {}, { batches: () => [run], page: ({ page }) => ({ page, pages: 2, png: "" }), printed: () => null, printer: () => (sheets.push(document.querySelectorAll("body > .sheets img").length), null) });
  HTMLImageElement.prototype.decode = () => Promise.resolve();
  await user.click(await waitFor(() => byId("print-dialog")));
  await user.click(await waitFor(() => byId("printed-yes")));
  expect(sheets).toEqual([2]);
  await waitFor(() => expect(desk.asked.find((one) => one.cmd === "printed")?.args).toEqual({ batch: "N1" }));
  await waitFor(() => expect(document.querySelector(".sheets")).toBeNull());
});

test("what has changed since the freezing stops before the first page leaves the program", async () => {
  const run = { batch: "N1", kind: "notice", on: "2026-04-10", at: "2026-04-10T02:05:00Z", operator: "desk", sheets: 1, envelopes: 1, state: "planned" as const, closed: null, alone: false };
  const sentence = "確定したあとで1人の1件が変わっています。";
  const may_go_out = () => {
    throw { code: "refused", ending: "input", complaints: [{ cell: "N1", code: "changed_since", sentence, hint: "", weight: "refusal" }] };
  };
  const { user, desk } = await openWindow({ screen: "print", batch: "N1", kind: null }, {}, { batches: () => [run], page: ({ page }) => ({ page, pages: 2, png: "" }), may_go_out });
  await user.click(await waitFor(() => byId("print-dialog")));
  await waitFor(() => expect(document.body.textContent).toContain(sentence));
  expect(desk.asked.some((one) => one.cmd === "printer" || (one.cmd === "page" && (one.args as { fine: boolean }).fine))).toBe(false);
});

test("many letters go through a folder", async () => {
  await openWindow({ screen: "print", batch: "C260410-1", kind: null });
  expect((await waitFor(() => byId<HTMLButtonElement>("print-dialog"))).disabled).toBe(true);
  expect(screen.getAllByText(/20通まで/).length).toBeGreaterThan(0);
});

test("posting is asked for once more, since it cannot be undone", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "N260405-1", kind: null });
  await user.click(await waitFor(() => byId("post")));
  await user.click(await waitFor(() => byId("post-yes")));
  expect(await screen.findByText("発送済みと記録しました。")).toBeTruthy();
  expect(desk.asked.find((one) => one.cmd === "post")?.args).toEqual({ batch: "N260405-1", on: "2026-04-15" });
});

test("numbers are pasted from a spreadsheet, one a line, first cell only", () => {
  expect(numbers("101-1-00\t山田\r\n\n 101-2-00 \n")).toEqual(["101-1-00", "101-2-00"]);
  expect(numbers("101-2-00\n101-1-00\n101-2-00\n１０１-１-００")).toEqual(["101-2-00", "101-1-00"]);
});

test("the time left goes by the pace so far", () => {
  expect(secondsLeft(10_000, { done: 100, total: 400 })).toBe(30);
  expect(secondsLeft(10_000, { done: 0, total: 400 })).toBeNull();
});

test("a batch of many that another has frozen is released for printing", async () => {
  const run = { batch: "N2", kind: "notice", on: "2026-04-10", at: "2026-04-10T02:05:00Z", operator: "sato", sheets: 101, envelopes: 60, state: "planned" as const, closed: null, alone: false };
  const { user, desk } = await openWindow({ screen: "print", batch: "N2", kind: null }, {}, { batches: () => [run], page: () => ({ page: 1, pages: 202, png: "" }) });
  await waitFor(() => byId("release"));
  await user.click(byId("release"));
  await screen.findByText("印刷できます。");
  expect(desk.asked.find((one) => one.cmd === "release")?.args).toEqual({ batch: "N2" });
});

test("the numbers of a new run wait while the clerk looks elsewhere, and are gone once they are frozen", async () => {
  const { user } = await openWindow({ screen: "print", batch: null, kind: "notice" });
  await user.click(screen.getByLabelText("番号で指定する"));
  await user.type(byId("numbers"), "101-1-00");
  await user.click(byId("section-home"));
  await onScreen("home");
  act(() => go({ screen: "print", batch: null, kind: "notice" }));
  expect((await waitFor(() => byId<HTMLTextAreaElement>("numbers"))).value).toBe("101-1-00");
  await user.click(byId("freeze"));
  await user.click(await waitFor(() => byId("freeze-without")));
  await user.click(await waitFor(() => byId("freeze-yes")));
  await waitFor(() => byId("print"));
  act(() => go({ screen: "print", batch: null, kind: "notice" }));
  await waitFor(() => byId("freeze"));
  expect(document.getElementById("numbers")).toBeNull();
});

test("a page opens large: sharp, turned by the arrows, and the focus comes back", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "C260410-1", kind: null });
  const enlarge = await waitFor(() => byId("page-enlarge"));
  expect(document.querySelector(".preview .pager")?.textContent).toContain("/ 88ほかに発送表紙などが付きます");
  enlarge.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => byId("page-large"));
  await user.keyboard("{ArrowRight}{ArrowRight}{ArrowLeft}");
  expect(await screen.findByRole("dialog", { name: "2 / 88 ページ" })).toBeTruthy();
  // The picture for a printer is made of the page on which the hand rested.
  await waitFor(() => expect(desk.asked.at(-1)).toEqual({ cmd: "page", args: { batch: "C260410-1", page: 2, fine: true } }));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(byId("page-enlarge")));
  expect(byId<HTMLInputElement>("page").value).toBe("2");
});

test("what has changed since a batch was frozen is shown, and is gone on with for a reason only", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "C260410-1", kind: null }, { overtaken: "C260410-1" });
  await waitFor(() => expect(byId("later").textContent).toContain("変更 2 件"));
  expect(byId("later-changes").textContent).toContain("鈴木　花子");
  await user.click(byId("go-on"));
  expect((await waitFor(() => byId<HTMLButtonElement>("go-on-yes"))).disabled).toBe(true);
  await user.type(byId("go-on-reason"), "別便で知らせる{Enter}");
  await waitFor(() => expect(byId("later").textContent).toContain("別便で知らせる"));
  expect(document.getElementById("go-on")).toBeNull();
  expect(byId("later-changes").textContent).toContain("続行済み");
  expect(desk.asked.find((one) => one.cmd === "go_on")?.args).toEqual({ batch: "C260410-1", reason: "別便で知らせる" });
});

test("a batch of which nothing has changed says on what it rests", async () => {
  await openWindow({ screen: "print", batch: "C260410-1", kind: null });
  await waitFor(() => expect(byId("later").textContent).toContain("変更なし"));
  expect(byId("later").textContent).toContain("対象となる方すべて");
  expect(byId("later").textContent).toContain("4月異動.xlsx");
  expect(document.getElementById("go-on")).toBeNull();
});

test("a batch shows its seal and in whose name it goes out, before it is printed", async () => {
  await openWindow({ screen: "print", batch: "C260410-1", kind: null });
  await waitFor(() => expect(byId("made-with").textContent).toContain("理事長印"));
  expect(byId("made-with").textContent).toContain("理事長　港　太郎");
  expect(byId("made-with").textContent).toContain("承認 見本 係（desk）");
  await waitFor(() => expect(document.querySelector("#made-with img")?.getAttribute("alt")).toBe("印影「理事長印」"));
});

test("everything that stops a run is there page by page, with the number, what to do and the row of the file", async () => {
  const refused = Array.from({ length: 120 }, (_, at) => ({ member: `101-${at + 1}-00`, because: "missing_character", sentence: "この文字の字形が書体にありません。", hint: "印字用の氏名を登録してください。", place: `people.csv!${at + 2}` }));
  const answer = { batch: null, kind: "notice", on: "2026-04-21", members: 0, sheets: 0, envelopes: 0, stopped: true, refused, remark: null, assets: [] };
  const { user, desk } = await openWindow({ screen: "print", batch: null, kind: null }, {}, { plan: () => answer });
  await user.click(await screen.findByLabelText("ひとりにひとつ"));
  await user.click(byId("freeze"));
  const pager = await waitFor(() => byId("refused-pager"));
  expect(pager.textContent).toContain("120 件のうち 1〜50 件目");
  const rows = () => [...document.querySelectorAll(".refused tbody tr")].map((row) => row.textContent);
  expect(rows()[0]).toBe("101-1-00この文字の字形が書体にありません。 印字用の氏名を登録してください。people.csv!2");
  await user.click(byId("refused-next"));
  await user.click(byId("refused-next"));
  expect(rows()).toHaveLength(20);
  expect(rows()[19]).toContain("101-120-00");
  expect(byId<HTMLButtonElement>("refused-next").disabled).toBe(true);
  expect(desk.asked.find((one) => one.cmd === "plan")?.args).toMatchObject({ envelopes: "member" });
});
