import { expect, test } from "vitest";
import { act } from "@testing-library/react";
import { go } from "../frame/route";
import { answers } from "../mock/answers";
import { failure, tell } from "../mock/desk";
import { byId, dropFiles, onScreen, openWindow, screen, waitFor } from "../mock/window";

const fail = (): never => {
  throw new Error("it is not there");
};

test("a file goes from choosing to the ledger, and a tick brings doubtful rows in", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await user.click(byId("choose-file"));
  await user.click(await screen.findByText("台帳との違いを見る"));
  await waitFor(() => expect(byId("accept-import").textContent).toBe("167 行を取り込む"));
  await user.click(await waitFor(() => byId("confirm-column")));
  await waitFor(() => expect(byId("accept-import").textContent).toBe("205 行を取り込む"));
  await user.click(byId("accept-import"));
  await waitFor(() => byId("import-done"));
  const sent = desk.asked.find((one) => one.cmd === "import")?.args;
  expect(sent).toMatchObject({ ask: { confirmed: ["hired_is_acquired"] }, rejects: null, lang: "ja" });
});

test("an import can be stopped, and the same rows go in afterwards", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await user.click(byId("choose-file"));
  await user.click(await screen.findByText("台帳との違いを見る"));
  await user.click(await waitFor(() => byId("accept-import")));
  await user.click(await waitFor(() => byId("stop-import")));
  expect(await screen.findByText(/取り込みを止めました。/)).toBeTruthy();
  expect(document.getElementById("import-done")).toBeNull();
  await waitFor(() => expect(byId<HTMLButtonElement>("accept-import").disabled).toBe(false));
  await user.click(byId("accept-import"));
  await waitFor(() => byId("import-done"));
  expect(screen.queryByText(/取り込みを止めました。/)).toBeNull();
  const jobs = desk.asked.filter((one) => one.cmd === "import").map((one) => (one.args as { job: number }).job);
  expect(new Set(jobs).size).toBe(2);
});

test("the focus comes to the choice of a file, and comes back to it with another file", async () => {
  const { user } = await openWindow({ screen: "imports" });
  await user.click(await waitFor(() => byId("new-import")));
  await onScreen("import");
  await waitFor(() => expect(document.activeElement).toBe(byId("choose-file")));
  expect(document.body.textContent).toContain("このウィンドウにドラッグして放しても始められます。");
  await user.keyboard("{Enter}");
  await user.click(await waitFor(() => byId("other-file")));
  await waitFor(() => expect(document.activeElement).toBe(byId("choose-file")));
});

test("a half done import waits while the clerk looks at something else", async () => {
  const { user } = await openWindow({ screen: "import" });
  await user.click(byId("choose-file"));
  await waitFor(() => byId("compare"));
  await user.keyboard("{Alt>}[Digit1]{/Alt}");
  await onScreen("home");
  go({ screen: "import" });
  await waitFor(() => byId("compare"));
});

test("a clerk says what a column means, and the difference is asked for so", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await user.click(byId("choose-file"));
  const meaning = await waitFor(() => document.querySelector<HTMLSelectElement>("[data-column='1!J']") ?? fail());
  await user.selectOptions(meaning, "postcode");
  await waitFor(() => expect(byId<HTMLButtonElement>("compare").disabled).toBe(false));
  await user.click(byId("compare"));
  await waitFor(() => byId("accept-import"));
  expect(desk.asked.findLast((one) => one.cmd === "difference")?.args).toMatchObject({ ask: { meanings: ["1!J=postcode"] } });
});

test("a dropped file is looked at wherever the clerk is, read as the last one with its columns", async () => {
  const { user, desk } = await openWindow({ screen: "home" });
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "drops")).toBe(true));
  await dropFiles({ over: true, files: [] });
  await screen.findByText("ここに放すと、取り込む前の確認を始めます");
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/5月.xlsx"] });
  await onScreen("import");
  await waitFor(() => byId("forget"));
  const look = desk.asked.findLast((one) => one.cmd === "look");
  expect(look?.args).toMatchObject({ ask: { file: "/srv/kenpo/受信/5月.xlsx", employer: "A001", confirmed: ["hired_is_acquired"], meanings: ["1!J=staff_number"] } });
  await user.click(byId("forget"));
  await waitFor(() => expect(document.getElementById("forget")).toBeNull());
  expect(desk.asked.findLast((one) => one.cmd === "look")?.args).toMatchObject({ ask: { employer: null, confirmed: [], meanings: [] } });
  await dropFiles({ over: false, files: ["/a.csv", "/b.csv"] });
  await screen.findByText(/一度に読めるファイルはひとつです/);
});

test("nothing is compared while the file is being read anew", async () => {
  let release = () => {};
  const gate = new Promise<void>((done) => {
    release = done;
  });
  let held = false;
  const look = async () => {
    if (held) {
      await gate;
    }
    return answers.look;
  };
  const { user } = await openWindow({ screen: "import" }, {}, { look });
  await user.click(byId("choose-file"));
  const form = await waitFor(() => byId<HTMLSelectElement>("import-form"));
  held = true;
  await user.selectOptions(form, "leaving");
  expect(byId<HTMLButtonElement>("compare").disabled).toBe(true);
  release();
  await waitFor(() => expect(byId<HTMLButtonElement>("compare").disabled).toBe(false));
});

async function imported(desk: Parameters<typeof openWindow>[2] = {}) {
  const window = await openWindow({ screen: "import" }, {}, desk);
  await window.user.click(byId("choose-file"));
  await window.user.click(await waitFor(() => byId("compare")));
  await window.user.click(await waitFor(() => byId("accept-import")));
  await waitFor(() => byId("import-done"));
  return window;
}

test("after an import the next one starts afresh, from the list and from the palette", async () => {
  const { user } = await imported();
  await user.keyboard("{Alt>}[Digit4]{/Alt}");
  await onScreen("imports");
  await user.click(await waitFor(() => byId("new-import")));
  await onScreen("import");
  await user.click(await waitFor(() => byId("choose-file")));
  await user.click(await waitFor(() => byId("compare")));
  await user.click(await waitFor(() => byId("accept-import")));
  await waitFor(() => byId("import-done"));
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await waitFor(() => byId("palette")), "ファイルを取り込む{Enter}");
  await waitFor(() => byId("choose-file"));
  expect(document.getElementById("import-done")).toBeNull();
});

test("the foot of the window counts the members anew after an import", async () => {
  let members = 10;
  const here = () => ({ ...answers.here, members });
  await imported({
    status: () => ({ ledger: here(), named: null, recent: [], version: "0.1.0", today: "2026-04-15" }),
    import: () => {
      members = 12;
      return { ...answers.difference, written: true };
    },
  });
  await waitFor(() => expect(document.querySelector("footer")?.textContent).toContain("台帳の加入者 12 人"));
});

test("the newest import stands first, however the desk lists them", async () => {
  const one = { at: "2026-04-05T00:40:00Z", operator: "yamada", file: "届.csv", sha256: "a1b2c3", employer: null, employers: ["001"], new: 1, changed: 0, unchanged: 0, doubtful: 0, rejected: 0, duplicate: 0, alone: false, undone: null, recipe: null };
  await openWindow({ screen: "imports" }, {}, { imports: () => [{ ...one, id: 7 }, { ...one, id: 9 }, { ...one, id: 8 }] });
  await waitFor(() => byId("imports"));
  expect([...document.querySelectorAll("#imports [data-row]")].map((row) => row.getAttribute("data-row"))).toEqual(["9", "8", "7"]);
});

test("the file for the employer can still be made after the rest went in", async () => {
  const { user, desk } = await imported();
  await user.click(byId("write-returned"));
  await waitFor(() => expect(byId("import-done-returned").textContent).toContain("お返しするファイル.xlsx"));
  expect(document.getElementById("write-returned")).toBeNull();
  expect(desk.asked.findLast((one) => one.cmd === "import")?.args).toMatchObject({ rejects: null, returned: "/srv/kenpo/受信/お返しするファイル.xlsx" });
});

test("rows that stayed out can still be written to a file after the rest went in", async () => {
  const { user, desk } = await imported();
  const imports = () => desk.asked.filter((one) => one.cmd === "import").map((one) => (one.args as { rejects: string | null }).rejects);
  expect(imports()).toEqual([null]);
  await user.click(byId("write-rejects"));
  await screen.findByText("取り込めなかった行: /srv/kenpo/受信/戻す行.xlsx");
  expect(imports()).toEqual([null, "/srv/kenpo/受信/戻す行.xlsx"]);
  expect(byId("import-done").textContent).toContain("新規 158 件");
  expect(document.getElementById("write-rejects")).toBeNull();
});

test("a row that could go in by now is shown, and does not go in with the writing of the others", async () => {
  const { user, desk } = await imported({ difference: () => answers.difference });
  await user.click(byId("write-rejects"));
  await waitFor(() => byId("accept-import"));
  expect(desk.asked.filter((one) => one.cmd === "import")).toHaveLength(1);
});

test("an import on record opens with Enter: its file, its counts, by whom", async () => {
  const { user } = await openWindow({ screen: "imports" });
  (await waitFor(() => byId("imports"))).focus();
  await user.keyboard("{ArrowDown}{Enter}");
  const record = await waitFor(() => byId("import-record"));
  expect(record.getAttribute("data-import")).toBe("41");
  expect(record.textContent).toContain("見本商事_喪失届_R8年3月.xls");
  expect(record.textContent).toContain("002 見本商事");
  expect([...record.querySelectorAll("dl:last-of-type > div")].map((one) => one.textContent)).toEqual(["新規0", "変更38", "変更なし0", "重複0", "要確認2", "取込不可1"]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(byId("imports")));
});

test("the list of imports names the employers whose rows a file had", async () => {
  const files = [
    ["one.csv", null, ["001"], /^001 \S/],
    ["many.csv", null, ["001", "002", "003"], /^001 .* ほか2$/],
    ["old.csv", "002", [], /^002 \S/],
    ["unknown.csv", null, [], /^ファイルの記載による$/],
  ] as const;
  const imports = files.map(([file, employer, employers], at) => ({ id: at + 1, at: "2026-04-05T00:40:00Z", operator: "yamada", file, sha256: "a1b2c3", employer, employers: [...employers], new: 1, changed: 0, unchanged: 0, doubtful: 0, rejected: 0, duplicate: 0, alone: false, undone: null, recipe: null }));
  await openWindow({ screen: "imports" }, {}, { imports: () => imports });
  for (const [file, , , said] of files) {
    const cells = (await screen.findByText(file)).closest("[role=row]")?.querySelectorAll("[role=gridcell]");
    expect(cells?.[2]?.textContent).toMatch(said);
  }
});

test("an import that runs is seen on the list and stopped there, and one that has ended stands on it", async () => {
  let end = (_stopped: boolean) => undefined as void;
  const { user, desk } = await openWindow({ screen: "import" }, {}, {
    import: async ({ progress }) => {
      tell(progress, { done: 1, total: 2 });
      if (await new Promise<boolean>((ended) => (end = ended))) {
        throw failure("cancelled", "other", "取込みを中止しました。");
      }
      return answers.difference;
    },
    cancel: () => {
      end(true);
      return null;
    },
  });
  const run = async () => {
    await user.click(await waitFor(() => byId("accept-import")));
    await waitFor(() => byId("stop-import"));
    await user.click(byId("section-imports"));
    await onScreen("imports");
    expect(screen.getByRole("progressbar", { name: "取り込んでいます" })).toBeTruthy();
  };
  const gone = () => waitFor(() => expect(document.getElementById("stop-import")).toBeNull());
  const asked = () => desk.asked.filter((one) => one.cmd === "imports").length;
  await user.click(byId("choose-file"));
  await user.click(await screen.findByText("台帳との違いを見る"));
  await run();
  await user.click(byId("stop-import"));
  await gone();
  await user.click(byId("new-import"));
  await run();
  const before = asked();
  act(() => end(false));
  await gone();
  await waitFor(() => expect(asked()).toBe(before + 1));
});

test("a protected file asks for its password in its place, says that one is wrong there, and is remembered only when asked to", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/保護.xlsx"] });
  await waitFor(() => expect(document.activeElement).toBe(byId("file-password")));
  expect(byId<HTMLInputElement>("file-password").type).toBe("password");
  await user.keyboard("なつ2026{Enter}");
  await waitFor(() => expect(byId("file-password-error").textContent).toContain("パスワードが違います。"));
  expect(byId("file-password").getAttribute("aria-invalid")).toBe("true");
  await user.clear(byId("file-password"));
  await user.type(byId("file-password"), "はる2026{Enter}");
  await waitFor(() => byId("compare"));
  const sent = desk.asked.filter((one) => one.cmd === "look").map((one) => (one.args as { ask: { password?: string } }).ask.password);
  expect(sent.at(-1)).toBe("はる2026");
  expect(desk.asked.some((one) => one.cmd === "keep_password")).toBe(false);
});

test("a password that is remembered for an employer opens the next file once the employer is named", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/保護_4月.xlsx"] });
  await user.selectOptions(await waitFor(() => byId("password-employer")), "001");
  await user.click(await waitFor(() => byId("remember-password")));
  await user.type(byId("file-password"), "はる2026{Enter}");
  await waitFor(() => byId("compare"));
  expect(desk.asked.find((one) => one.cmd === "keep_password")?.args).toEqual({ employer: "001", password: "はる2026" });
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/保護_6月.xlsx"] });
  await waitFor(() => expect(byId("locked-file").textContent).toContain("保護_6月.xlsx"));
  await user.selectOptions(byId("password-employer"), "001");
  await waitFor(() => byId("compare"));
  const last = desk.asked.findLast((one) => one.cmd === "look")?.args as { ask: object };
  expect("password" in last.ask, "the screen knows no password").toBe(false);
  // Forgotten, the file asks for it again.
  await user.click(byId("forget-kept"));
  await waitFor(() => byId("file-password"));
  expect(desk.asked.findLast((one) => one.cmd === "keep_password")?.args).toEqual({ employer: "001", password: null });
});

test("a text file is read in another encoding when a clerk says so", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/届.csv"] });
  const choice = await waitFor(() => byId<HTMLSelectElement>("import-encoding"));
  expect(choice.selectedOptions[0]?.textContent).toBe("自動（Shift_JIS）");
  await user.selectOptions(choice, "euc-jp");
  await waitFor(() => expect(desk.asked.findLast((one) => one.cmd === "look")?.args).toMatchObject({ ask: { encoding: "euc-jp" } }));
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/届.xlsx"] });
  await waitFor(() => expect(document.getElementById("import-encoding"), "a workbook has none").toBeNull());
});

test("of an archive with several tables one is chosen", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await dropFiles({ over: false, files: ["/srv/kenpo/受信/名簿.zip"] });
  await user.click(await screen.findByText("喪失.csv"));
  await waitFor(() => byId("compare"));
  expect(desk.asked.filter((one) => one.cmd === "look").at(-1)?.args).toMatchObject({ ask: { inside: "喪失.csv" } });
});

test("where no row went in, nothing is said to have been imported", async () => {
  await imported({ import: () => ({ ...answers.difference, written: true, new: 0, changed: 0, unchanged: 0, doubtful: 1, rejected: 0, list: null }) });
  expect(byId("import-done").textContent).toContain("取り込めた行はありません");
  expect(byId("import-done").textContent).not.toContain("取り込みました");
});
