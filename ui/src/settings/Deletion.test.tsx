import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const open = () => openWindow({ screen: "settings", tab: "deletion" });

test("what is due stands by kind with its span, and people are shown when they are asked for", async () => {
  const { user, desk } = await open();
  const kinds = await waitFor(() => byId("deletion-kinds"));
  expect(kinds.querySelectorAll("tbody tr")).toHaveLength(4);
  expect(kinds.querySelector("[data-kind=last_four]")?.textContent).toContain("特定個人情報取扱規程");
  expect(kinds.querySelector("[data-kind=member]")?.textContent).toContain("組合の決定が未登録");
  expect(desk.asked.some((one) => one.cmd === "due_members")).toBe(false);
  await user.click(byId("held-member"));
  expect(await screen.findByText("保留にしています（不服申立てのため）")).toBeTruthy();
  expect(desk.asked.find((one) => one.cmd === "due_members")?.args).toMatchObject({ kind: "member", held: true, start: 0 });
});

test("a deletion needs a kind and a reason, and tells of its certificate and of the copies", async () => {
  const { user, desk } = await open();
  const go = await waitFor(() => byId("delete-go"));
  expect(go).toHaveProperty("disabled", true);
  await user.click(byId("delete-member"));
  await user.type(byId("deletion-reason"), "保存期間の満了");
  await user.click(byId("delete-go"));
  const deleted = await waitFor(() => byId("deleted"));
  expect(deleted.textContent).toContain("0a1b2c3d-44");
  expect(deleted.textContent).toContain("12 件に残っています");
  expect(desk.asked.find((one) => one.cmd === "delete_due")?.args).toMatchObject({ kinds: ["member"], reason: "保存期間の満了" });
  await waitFor(() => expect(byId("deletion-past").textContent).toContain("保存期間の満了"));
  await user.click(byId("certificate-44"));
  await waitFor(() => expect(byId("deletion-past").textContent).toContain("書き出しました"));
});

test("another supervisor must release it, and that is said", async () => {
  const { user } = await open();
  await user.click(await waitFor(() => byId("delete-last_four")));
  await user.type(byId("deletion-reason"), "確認待ち");
  await user.click(byId("delete-go"));
  expect(await screen.findByText(/まだ何も削除していません/)).toBeTruthy();
});

test("what waits is released by another supervisor, who is told by whom it was asked for; whoever asked is not", async () => {
  const due = (operator: string) => ({
    on: "2026-04-15", unswept: false, kinds: [], done: [],
    waiting: [{ on: "2026-04-15", kinds: ["last_four"], operator, called: `森（${operator}）`, at: "2026-04-15T00:30:00Z" }],
  });
  const told = async (operator: string) => {
    const { close } = await openWindow({ screen: "settings", tab: "deletion" }, {}, { due_for_deletion: () => due(operator) });
    const text = (await waitFor(() => byId("deletion-go"))).textContent;
    close();
    return text;
  };
  expect(await told("mori")).toContain("森（mori）さんが");
  const own = await told("yamada");
  expect(own).toContain("別の責任者の確認を待っています。");
  expect(own).not.toContain("削除すると、確認したことになります");
});

test("a span lies within the law and names its decision", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("keep-member")));
  await user.clear(byId("keep-length"));
  await user.type(byId("keep-length"), "１");
  expect(byId("keep-length-error").textContent).toContain("2 年から20 年まで");
  await user.clear(byId("keep-length"));
  await user.type(byId("keep-length"), "７");
  expect(byId("keep-go")).toHaveProperty("disabled", true);
  await user.type(byId("keep-source"), "文書保存規程 第3条");
  await user.click(byId("keep-go"));
  await waitFor(() => expect(desk.asked.find((one) => one.cmd === "keep_for")?.args).toMatchObject({ kind: "member", length: 7, source: "文書保存規程 第3条" }));
});

test("a member is put on hold with a reason", async () => {
  const { user, desk } = await open();
  await user.type(await waitFor(() => byId("hold-member")), "101-1-0");
  expect(byId("hold-go")).toHaveProperty("disabled", true);
  await user.type(byId("hold-reason"), "不服申立てのため");
  await user.click(byId("hold-go"));
  expect((await waitFor(() => byId("hold-told"))).textContent).toContain("保留にしました");
  expect(desk.asked.find((one) => one.cmd === "hold_deletion")?.args).toMatchObject({ member: "101-1-0", held: true });
});
