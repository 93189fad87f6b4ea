import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, openWindow, waitFor } from "../mock/window";
import type { Shown } from "../wire";
import { Decisions } from "./Decisions";

const decided = (change: Partial<Shown>, until: string | null, covered_because = "myna_usable") => {
  const { decision } = answers.show;
  if (decision === null) {
    throw new Error("the desk's answer has no decision");
  }
  const shown = render(<Decisions shown={{ ...answers.show, ...change, decision: { ...decision, usable_until: until, covered_because } }} onWhy={() => undefined} />);
  const text = document.body.textContent ?? "";
  shown.unmount();
  return text;
};

test("a マイナ保険証 is good until its day, then over, and without registration neither", () => {
  for (const [use_registered, until, said] of [
    ["yes", "2026-04-22", "マイナ保険証の期限は令和8年4月22日"],
    ["yes", "2026-04-21", "マイナ保険証の期限は令和8年4月21日"],
    ["yes", "2026-04-20", "マイナ保険証は令和8年4月20日で期限切れ"],
    ["no", "2026-04-22", null],
    ["yes", null, null],
  ] as const) {
    const text = decided({ use_registered }, until);
    expect(text.includes("マイナ保険証"), `${use_registered} ${until}`).toBe(said !== null);
    expect(text).toContain(said ?? "");
  }
  // Who has lost the card is not told that it is good for years.
  expect(decided({ use_registered: "yes" }, "2031-03-26", "nothing_to_show")).not.toContain("マイナ保険証の期限");
});

test("a paper is marked from the day after its last", async () => {
  const [paper] = answers.show.papers;
  const papers = ["2026-04-20", "2026-04-21", null].map((last_day, at) => ({ ...paper, paper: `P${at}`, last_day }) as Shown["papers"][number]);
  await openWindow({ screen: "member", member: "101-0012-01" }, {}, { show: () => ({ ...answers.show, papers }) });
  const panel = await waitFor(() => byId("papers"));
  const marks = within(panel).getAllByRole("row").slice(1).map((row) => row.textContent?.includes("期限切れ"));
  expect(marks).toEqual([true, false, false]);
});

test("the record has days by era, places in words and postcodes as on a letter", async () => {
  await openWindow({ screen: "member", member: "101-0012-01" }, {}, { show: () => answers.show });
  const record = (await waitFor(() => byId("timeline"))).textContent ?? "";
  expect(record).toContain("取得 R2.4.1");
  expect(record).toContain("people.csvの3行目");
  expect(record).toContain("〒100-0001 東京都千代田区千代田1-1");
  expect(record).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  expect(byId("coverage").textContent).toContain("住所〒100-0001 東京都千代田区千代田1-1");
  expect(screen.queryByText("所在地")).toBeNull();
});

test("cover that rests on a certificate which is not posted says so, and the paper says what it waits for", async () => {
  const [paper] = answers.show.papers;
  const papers = ["planned", "printed", "posted"].map((state) => ({ ...paper, paper: state, state }) as Shown["papers"][number]);
  await openWindow({ screen: "member", member: "101-0012-01" }, {}, { show: () => ({ ...answers.show, papers }) });
  const panel = await waitFor(() => byId("papers"));
  const waits = within(panel).getAllByRole("row").slice(1).map((row) => row.querySelector("td:last-child")?.textContent);
  expect(waits).toEqual(["印刷待ち", "発送待ち", "発送済み"]);
  expect(byId("why-covered").closest("li")?.textContent).toContain("まだ発送していません");
});

test("how long a decision waits is said once", () => {
  const { decision } = answers.show;
  if (decision === null) {
    throw new Error("the desk's answer has no decision");
  }
  const certificate = { ...decision.certificate, outcome: "wait", sentence: "利用登録の状況がまだ届いていないため、令和8年5月30日まで待ちます。", wait_until: "2026-05-30", last_day: null } as const;
  const shown = render(<Decisions shown={{ ...answers.show, decision: { ...decision, certificate } }} onWhy={() => undefined} />);
  expect(document.body.textContent?.match(/令和8年5月30日まで/g)).toHaveLength(1);
  shown.unmount();
});
