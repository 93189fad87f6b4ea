import { act, render } from "@testing-library/react";
import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";
import type { Failed } from "../wire";
import { Told } from "./Failure";
import { go, parse, type Route, write } from "./route";

test("home shows the desk's numbers, each a way to its list", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { home: () => answers.home, trend: () => answers.trend });
  await waitFor(() => expect(byId("uncovered").textContent).toContain(String(answers.home.uncovered)));
  for (const list of answers.home.lists.filter((one) => !one.name.startsWith("uncovered"))) {
    expect(byId(`list-${list.name}`).closest("tr")?.textContent).toContain(String(list.count));
  }
  await user.click(byId("list-notice_due"));
  await onScreen("list");
  expect(document.querySelector("[data-list=notice_due]")).not.toBeNull();
});

test("another day than today stands in a frame, says so, and lets nothing be written", async () => {
  const { user } = await openWindow({ screen: "print", batch: null, kind: "notice" });
  const begins = async (section: string, id: string) => {
    await user.click(byId(`section-${section}`));
    return (await waitFor(() => byId<HTMLButtonElement>(id))).disabled;
  };
  expect(byId<HTMLButtonElement>("freeze").disabled).toBe(false);
  await user.click(byId("day"));
  await user.click(await screen.findByLabelText("指定した日までに記録された内容"));
  await user.click(byId("day-show"));
  await waitFor(() => expect(document.querySelector(".frame.past")).not.toBeNull());
  expect(screen.getByText("今日の台帳ではありません")).toBeTruthy();
  expect(byId<HTMLButtonElement>("freeze").disabled).toBe(true);
  expect(await begins("imports", "new-import")).toBe(true);
  expect(await begins("prints", "new-print")).toBe(true);
  await user.click(byId("back-to-today"));
  await waitFor(() => expect(document.querySelector(".frame.past")).toBeNull());
  expect(await begins("imports", "new-import")).toBe(false);
  expect(await begins("prints", "new-print")).toBe(false);
});

test("the day switch names what differs from today, and home names the day that is looked at", async () => {
  const { user } = await openWindow({ screen: "home" });
  const said = () => byId("day").textContent;
  const title = () => document.querySelector("main h1")?.textContent;
  expect(said()).toBe("基準日 R8.4.15今日");
  expect(title()).toContain("今日の仕事");
  await user.click(byId("day"));
  await user.click(await screen.findByLabelText("指定した日までに記録された内容"));
  await user.click(byId("day-show"));
  await waitFor(() => expect(said()).toBe("R8.4.15時点の記録"));
  expect(title()).toContain("今日の仕事");
  await user.click(byId("day"));
  await user.type(await screen.findByLabelText("いつの状態を見るか（基準日）"), "{Control>}a{/Control}7.12.1");
  await user.click(byId("day-show"));
  await waitFor(() => expect(said()).toBe("基準日 R7.12.1R8.4.15時点の記録"));
  expect(title()).toBe("令和7年12月1日の仕事");
  await waitFor(() => expect(byId("uncovered").textContent).toContain("令和7年12月1日に、医療機関で示せるものがない方"));
  await user.click(byId("day"));
  await user.click(await screen.findByLabelText("今知っている内容"));
  await user.click(byId("day-show"));
  await waitFor(() => expect(said()).toBe("基準日 R7.12.1"));
});

test("a screen that does not go back to what was known says so, a member's does not", async () => {
  const { user } = await openWindow({ screen: "member", member: "101-1002-00" });
  await user.click(byId("day"));
  await user.click(await screen.findByLabelText("指定した日までに記録された内容"));
  await user.click(byId("day-show"));
  const band = await screen.findByText(/までに記録された内容だけで見ています/);
  expect(band.textContent).not.toContain("今の台帳の内容で数えています");
  for (const section of ["home", "find", "members"]) {
    await user.click(byId(`section-${section}`));
    await onScreen(section);
    const said = document.querySelector(".past-band")?.textContent;
    expect(said).toContain("この画面は、今の台帳の内容で数えています。");
    expect(said).not.toContain("だけで見ています");
  }
});

test("what the ledger knew by a day is asked for as the end of that day in Japan", async () => {
  const { user, desk } = await openWindow({ screen: "member", member: "101-1002-00" });
  await user.click(byId("day"));
  await user.click(await screen.findByLabelText("指定した日までに記録された内容"));
  await user.click(byId("day-show"));
  await waitFor(() => {
    const asked = desk.asked.filter((one) => one.cmd === "show").at(-1);
    expect(asked?.args).toMatchObject({ known_at: "2026-04-15T14:59:59Z" });
  });
});

test("a screen that breaks leaves the frame alive", async () => {
  const quiet = console.error;
  console.error = () => undefined;
  const { user } = await openWindow({ screen: "home" }, {}, { home: () => ({}) as never });
  await waitFor(() => expect(document.querySelector("[data-broken]")).not.toBeNull());
  expect(document.body.textContent).toContain("台帳は元のままです。");
  await user.click(byId("section-settings"));
  await onScreen("settings");
  expect(document.querySelector("[data-broken]")).toBeNull();
  console.error = quiet;
});

test("a failed reading is told in its place, and can be tried again", async () => {
  let broken = true;
  const { user } = await openWindow({ screen: "member", member: "999-1-1" }, {}, {
    show: () => {
      if (broken) {
        throw answers.failed;
      }
      return answers.show;
    },
  });
  expect((await screen.findByRole("alert")).textContent).toContain("この番号の加入者は台帳にありません。");
  broken = false;
  await user.click(screen.getByText("もう一度試す"));
  await waitFor(() => byId("decisions"));
});

test("every address leads back to the screen it came from", () => {
  const routes: Route[] = [
    { screen: "home" },
    { screen: "list", name: "lapsing", month: "2026-05" },
    { screen: "list", name: "ask", month: null },
    { screen: "find", query: "山田 / 太郎" },
    { screen: "members" },
    { screen: "member", member: "記号-1/2-00" },
    { screen: "imports" },
    { screen: "import" },
    { screen: "prints" },
    { screen: "prints", state: "planned" },
    { screen: "prints", state: "printed" },
    { screen: "print", batch: null, kind: null },
    { screen: "print", batch: null, kind: "certificate" },
    { screen: "print", batch: "B0000000005", kind: null },
    { screen: "papers" },
    { screen: "papers", tab: "scan" },
    { screen: "papers", tab: "scan", code: "P7K3QX9FHT2" },
    { screen: "answers", member: null },
    { screen: "answers", member: "101-1002-00" },
    { screen: "settings" },
  ];
  for (const route of routes) {
    expect(parse(write(route))).toEqual(route);
  }
  expect(parse("#/nonsense/%E3%8")).toEqual({ screen: "home" });
});

test("a failure says once that the ledger is as it was", () => {
  const complaint = (code: string, sentence: string): Failed => ({ code, ending: "other", complaints: [{ cell: "取得!9", code, sentence, hint: "", weight: "refusal" }] });
  for (const failed of [complaint("fault", "プログラムの誤りです。台帳は元のままです。"), complaint("no_such_day", "この日はありません。")]) {
    const shown = render(<Told failed={failed} />);
    const text = document.body.textContent ?? "";
    expect(text.match(/台帳は元のまま/g)).toHaveLength(1);
    expect(text).toContain("取得の9行目");
    shown.unmount();
  }
  const shown = render(<Told failed={complaint("ledger_missing", "この台帳はありません。")} />);
  expect(document.body.textContent).not.toContain("台帳は元のまま");
  shown.unmount();
});

test("a ledger that can only be read says so on every screen, and nothing offers to write", async () => {
  const { user } = await openWindow({ screen: "home" }, { readOnly: true });
  await waitFor(() => expect(byId("read-only").textContent).toContain("読み取り専用で開いています"));
  await user.click(byId("section-imports"));
  await onScreen("imports");
  expect(byId("read-only")).not.toBeNull();
  await user.click(byId("section-settings"));
  await user.click(await screen.findByRole("tab", { name: "記録" }));
  await waitFor(() => expect(byId("close-day")).toHaveProperty("disabled", true));
  expect(byId("close-day").getAttribute("title")).toBe("読み取り専用のため使えません");
});

const LOOKS = new Set(["home", "trend", "list", "find", "people", "show", "explain", "imports", "batches", "try_policy", "drops"]);

test("whoever may look at nobody is offered the settings alone, and nothing is asked that would be refused", async () => {
  for (const [may, tab] of [
    [["operators", "settings", "backup"], "担当者"],
    [["audit"], "記録"],
  ] as const) {
    const { user, desk, close } = await openWindow({ screen: "home" }, { may });
    await onScreen("settings");
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe(tab);
    expect(location.hash).toBe("#/settings");
    const counts = may.some((one) => one === "audit");
    expect([...document.querySelectorAll(".rail a")].map((one) => one.id)).toEqual([...(counts ? ["section-reports"] : []), "section-settings"]);
    expect(document.getElementById("find")).toBeNull();
    for (const digit of [1, 2, 3, 4, 5, 6]) {
      await user.keyboard(`{Alt>}[Digit${digit}]{/Alt}`);
    }
    await user.keyboard("/");
    await user.keyboard("{Control>}f{/Control}");
    act(() => go({ screen: "member", member: "101-1002-00" }));
    await waitFor(() => expect(location.hash).toBe("#/settings"));
    await onScreen("settings");
    await user.keyboard("{Control>}k{/Control}");
    const palette = await waitFor(() => byId("palette"));
    const offered = screen.getAllByRole("option").map((one) => one.textContent);
    expect(offered).toEqual([...(counts ? ["報告へ移るAlt8"] : []), "設定へ移るAlt9", "拡大Ctrl+", "縮小Ctrl-", "元の大きさCtrl0", "明るい画面にする", "暗い画面にする", "Switch to English", "キーの一覧F1", "画面をロックする", "台帳を閉じる"]);
    await user.type(palette, "やまだ");
    expect(await screen.findByText("当てはまるものがありません。")).toBeTruthy();
    expect(desk.asked.filter((one) => LOOKS.has(one.cmd))).toEqual([]);
    close();
  }
});
