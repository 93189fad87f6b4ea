import { fireEvent } from "@testing-library/react";
import { expect, test } from "vitest";
import { failure } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";
import type { PaperStepped } from "../wire";
import { readings } from "./Scan";

const asked = (desk: { asked: { cmd: string; args: unknown }[] }, cmd: string) => desk.asked.filter((one) => one.cmd === cmd).map((one) => one.args);
/** The bench is laid, and its field hears the keys. */
const bench = async () => {
  await screen.findByRole("radio", { name: /返納/ });
  const field = byId<HTMLInputElement>("scan-code");
  await waitFor(() => expect(document.activeElement).toBe(field));
  return field;
};

test("what a scanner sends is read in full width and small letters, one code or several", () => {
  expect(readings("ｐ７ｋ３ｑｘ９ｆｈｔ２")).toEqual(["p7k3qx9fht2"]);
  expect(readings(" P7K3QX9FHT2　P8M4RY2GJV3、P9N5SZ3HKW4\n")).toEqual(["P7K3QX9FHT2", "P8M4RY2GJV3", "P9N5SZ3HKW4"]);
  expect(readings(" 　")).toEqual([]);
});

test("the bench begins at its field, a scan is looked at and answered at once, and the field waits for the next", async () => {
  const { user, desk } = await openWindow({ screen: "papers" });
  const field = await bench();
  await user.keyboard("ｐ7k3qx9fht2{Enter}");
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("佐藤"));
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe("");
  expect(asked(desk, "paper")).toEqual([{ code: "p7k3qx9fht2", on: "2026-04-15", lang: "ja" }]);
  expect(asked(desk, "paper_step")).toEqual([]);
  await user.keyboard("P0000000000{Enter}");
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("読み取り違い"));
  expect(byId("scan-answer").textContent).toContain("もう一度読み取ってください");
  expect(byId("scan-count").textContent).toBe("2 件（うち記録していないもの 1 件）");
});

test("a number chooses what happened, and each scan is recorded without a further key", async () => {
  const { user, desk } = await openWindow({ screen: "papers", tab: "scan" });
  await bench();
  await user.type(byId("scan-code"), "１{Enter}");
  expect(screen.getByRole("radio", { name: /返納/ })).toHaveProperty("checked", true);
  expect(document.activeElement).toBe(byId("scan-code"));
  await user.keyboard("P7K3QX9FHT2{Enter}P8M4RY2GJV3{Enter}P9N5SZ3HKW4{Enter}");
  await waitFor(() => expect(byId("scan-count").textContent).toBe("3 件"));
  expect(asked(desk, "paper_step").map((args) => (args as { codes: string[]; step: string }).codes)).toEqual([["P7K3QX9FHT2"], ["P8M4RY2GJV3"], ["P9N5SZ3HKW4"]]);
  await user.keyboard("P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("記録していません"));
  await user.keyboard("99{Enter}");
  expect(byId("scan-code-error").textContent).toContain("0から6までの番号");
});

test("mail that came back asks for its reason by one key, whatever the input method makes of it", async () => {
  const { user, desk } = await openWindow({ screen: "papers" });
  await bench();
  await user.keyboard("2{Enter}P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(document.activeElement?.id).toBe("scan-reason"));
  // A scanner that reads on gives no reason, though its code has digits.
  await user.keyboard("P8M4RY2GJV3{Enter}");
  expect(byId("scan-reason-error").textContent).toContain("先に");
  expect(asked(desk, "paper_step")).toEqual([]);
  fireEvent.change(byId("scan-reason"), { target: { value: "２" } });
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("返戻"));
  expect(asked(desk, "paper_step")).toEqual([{ codes: ["P7K3QX9FHT2"], step: "undelivered", on: "2026-04-15", note: "moved", witness: null, lang: "ja" }]);
  expect(document.activeElement).toBe(byId("scan-code"));
});

test("a reason that is not given records nothing", async () => {
  const { user, desk } = await openWindow({ screen: "papers" });
  await bench();
  await user.keyboard("2{Enter}P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(document.activeElement?.id).toBe("scan-reason"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement?.id).toBe("scan-code"));
  expect(document.getElementById("scan-pending")).toBeNull();
  expect(asked(desk, "paper_step")).toEqual([]);
});

test("destruction shows the count first, asks for a second person, and records all at once", async () => {
  const { user, desk } = await openWindow({ screen: "papers" });
  await bench();
  await user.keyboard("6{Enter}P7K3QX9FHT2 P8M4RY2GJV3{Enter}P8M4RY2GJV3{Enter}");
  expect(byId("scan-code-error").textContent).toContain("二度読み取りました");
  expect(byId("scan-pending").textContent).toContain("2 枚を読み取りました");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement?.id).toBe("scan-witness"));
  await user.click(byId("scan-record"));
  expect(byId("scan-witness-error").textContent).toContain("立ち会った方");
  expect(asked(desk, "paper_step")).toEqual([]);
  await user.type(byId("scan-witness"), "鈴木{Enter}");
  await waitFor(() => expect(byId("scan-count").textContent).toBe("2 件"));
  expect(asked(desk, "paper_step")).toEqual([{ codes: ["P7K3QX9FHT2", "P8M4RY2GJV3"], step: "destroyed", on: "2026-04-15", note: null, witness: "鈴木", lang: "ja" }]);
});

test("the papers of one envelope are recorded together", async () => {
  const { user, desk } = await openWindow({ screen: "papers" });
  await bench();
  await user.keyboard("1{Enter}");
  await user.click(byId("scan-bulk"));
  byId("scan-code").focus();
  await user.keyboard("P7K3QX9FHT2{Enter}P8M4RY2GJV3{Enter}");
  expect(asked(desk, "paper_step")).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(byId("scan-count").textContent).toBe("2 件"));
  expect((asked(desk, "paper_step")[0] as { codes: string[] }).codes).toEqual(["P7K3QX9FHT2", "P8M4RY2GJV3"]);
});

test("scans are answered in their order, though the first takes longer", async () => {
  const waiting: ((told: PaperStepped[]) => void)[] = [];
  const told = (paper: string): PaperStepped[] => [{ paper, member: "101-1-00", name: "山田　太郎", kind: "certificate", before: "posted", state: "returned", done: true, because: null, sentence: null, hint: null }];
  const { user } = await openWindow({ screen: "papers" }, {}, { paper_step: () => new Promise((done) => waiting.push(done)) });
  await bench();
  await user.keyboard("1{Enter}P7K3QX9FHT2{Enter}P8M4RY2GJV3{Enter}");
  await waitFor(() => expect(waiting).toHaveLength(1));
  waiting[0]?.(told("P7K3QX9FHT2"));
  await waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.(told("P8M4RY2GJV3"));
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("P8M4RY2GJV3"));
  expect(byId("scan-count").textContent).toBe("2 件");
});

test("what the whole call refuses is said of every code, and nothing is lost", async () => {
  const { user } = await openWindow({ screen: "papers" }, {}, {
    paper_step: () => {
      throw failure("somebody_faster", "refused", "ほかの担当者が、この書類を先に記録しました。", "いまの状態を見てください。");
    },
  });
  await bench();
  await user.keyboard("1{Enter}P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("先に記録しました"));
  expect(byId("scan-answer").textContent).toContain("いまの状態を見てください");
});

test.each([
  ["code_slip", "管理番号の読み取り違いか、打ち間違いです。"],
  ["paper_unknown", "この組合の台帳にない書類です。"],
  ["already_scanned", "同じ書類を二度読み取りました。"],
  ["never_issued", "この書類はまだ発送していません。"],
  ["day_too_early", "交付日より前の日付です。"],
])("a scan that cannot be (%s) is said beside the field, and the next one is heard", async (because, sentence) => {
  const refused: PaperStepped = { paper: "P7K3QX9FHT2", member: null, name: null, kind: null, before: null, state: null, done: false, because, sentence, hint: "確かめてください。" };
  const { user, desk } = await openWindow({ screen: "papers" }, {}, { paper_step: () => [refused] });
  await bench();
  await user.keyboard("1{Enter}P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(byId("scan-answer").textContent).toContain(sentence));
  expect(byId("scan-answer").textContent).toContain("確かめてください");
  expect(document.activeElement).toBe(byId("scan-code"));
  await user.keyboard("P8M4RY2GJV3{Enter}");
  await waitFor(() => expect(asked(desk, "paper_step")).toHaveLength(2));
});

test("whoever may not write, or looks at another day, can only look", async () => {
  const { user, desk } = await openWindow({ screen: "papers" }, { readOnly: true });
  await bench();
  await user.keyboard("1{Enter}");
  expect(byId("scan-code-error").textContent).toContain("見ることだけ");
  await user.keyboard("P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("佐藤"));
  expect(asked(desk, "paper_step")).toEqual([]);
});

test("a paper of the member's page opens at the bench", async () => {
  const { user, desk } = await openWindow({ screen: "papers", tab: "scan", code: "P8M4RY2GJV3" });
  await waitFor(() => expect(byId("scan-answer").textContent).toContain("P8M4RY2GJV3"));
  expect(asked(desk, "paper")).toHaveLength(1);
  await user.click(byId("section-members"));
  await onScreen("members");
});

test("returned mail is listed with what to do next, and the address is mended from there", async () => {
  const { user, desk } = await openWindow({ screen: "papers", tab: "mail" });
  await waitFor(() => byId("mail-mend"));
  expect(byId("mail").textContent).toContain("転居先不明");
  expect(byId("mail").textContent).toContain("住所を確かめ、直してください");
  await user.click(byId("mail-mend"));
  await waitFor(() => byId("mend-postcode"));
  await user.type(byId("mend-postcode"), "12{Enter}");
  await waitFor(() => expect(byId("mend-postcode-error").textContent).toContain("7桁"));
  await user.clear(byId("mend-postcode"));
  await user.type(byId("mend-postcode"), "530-0002");
  await user.type(byId("mend-address"), "大阪府大阪市北区曽根崎2-2{Enter}");
  await waitFor(() => expect(byId("mail-told").textContent).toContain("新しい住所を記録しました"));
  expect(asked(desk, "mend_address").at(-1)).toEqual({ member: "M7K3QX9FHT2", kind: "home", new: { postcode: "530-0002", address: "大阪府大阪市北区曽根崎2-2" }, on: "2026-04-15" });
  await waitFor(() => expect(byId("mail").textContent).toContain("戻った書類も、届かない住所もありません"));
});

test("an address that was right after all is confirmed", async () => {
  const { user, desk } = await openWindow({ screen: "papers", tab: "mail" });
  await waitFor(() => byId("mail-mend"));
  await user.click(byId("mail-mend"));
  await user.click(await waitFor(() => byId("mend-confirm")));
  await waitFor(() => expect(byId("mail-told").textContent).toContain("確認済み"));
  expect((asked(desk, "mend_address")[0] as { new: unknown }).new).toBeNull();
});
