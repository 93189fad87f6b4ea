import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const open = () => openWindow({ screen: "papers", tab: "last_four" });

test("an answer is a scan and one key, whatever the input method makes of the key", async () => {
  const { user, desk } = await open();
  const field = await waitFor(() => byId<HTMLInputElement>("check-code"));
  await user.click(field);
  await user.keyboard("P2K3QX9FHT2{Enter}");
  expect(await screen.findByText("P2K3QX9FHT2 の回答は？")).toBeTruthy();
  await user.keyboard("1");
  await waitFor(() => expect(byId("check-told").textContent).toContain("101-1002-00"));
  expect(byId("check-told").textContent).toContain("一致");
  expect(document.activeElement).toBe(byId("check-code"));
  await user.keyboard("P2K3QX9FHT4{Enter}");
  await user.keyboard("２");
  await waitFor(() => expect(desk.asked.filter((one) => one.cmd === "last_four_answer")).toHaveLength(2));
  const asked = desk.asked.filter((one) => one.cmd === "last_four_answer").map((one) => one.args as { codes: string[]; agrees: boolean; said: string | null });
  expect(asked.map((one) => [one.codes[0], one.agrees, one.said])).toEqual([
    ["P2K3QX9FHT2", true, null],
    ["P2K3QX9FHT4", false, null],
  ]);
});

test("a wrong code is said and records nothing; Esc drops a letter that was read", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("check-code")));
  await user.keyboard("PX{Enter}1");
  await waitFor(() => expect(byId("check-told").textContent).toContain("記録していません"));
  expect(byId("check-told").textContent).toContain("打ち間違い");
  await user.keyboard("P2K3QX9FHT2{Enter}{Escape}");
  expect(document.getElementById("check-keys")).toBeNull();
  expect(desk.asked.filter((one) => one.cmd === "last_four_answer")).toHaveLength(1);
});

test("digits that a member told are typed unseen, and only by whoever may see digits", async () => {
  const { user, desk, close } = await open();
  await user.click(await waitFor(() => byId("check-code")));
  await user.keyboard("P2K3QX9FHT2{Enter}3");
  const digits = await waitFor(() => byId<HTMLInputElement>("check-digits"));
  expect(digits.type).toBe("password");
  await user.type(digits, "9018{Enter}");
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "last_four_answer")).toBe(true));
  expect(desk.asked.find((one) => one.cmd === "last_four_answer")?.args).toMatchObject({ agrees: false, said: "9018" });
  expect(document.body.textContent).not.toContain("9018");
  close();
  const other = await openWindow({ screen: "papers", tab: "last_four" }, { may: ["view", "edit", "print"] });
  await other.user.click(await waitFor(() => byId("check-code")));
  await other.user.keyboard("P2K3QX9FHT2{Enter}3");
  expect(document.getElementById("check-digits")).toBeNull();
});

test("how far it is stands in words, and silence is recorded at once", async () => {
  const { user, desk } = await open();
  const progress = await waitFor(() => byId("check-campaigns"));
  expect(progress.textContent).toContain("回答待ち 120");
  await user.click(byId("check-due"));
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "last_four_due")).toBe(true));
});

test("a case is opened, somebody is asked, and it is closed only with a reason", async () => {
  const { user, desk } = await open();
  const cases = await waitFor(() => byId("cases"));
  expect(cases.textContent).toContain("入れ替わりの候補あり");
  cases.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.querySelector("[data-swap]")?.textContent).toContain("1万回に1回"));
  expect(document.getElementById("case-close")).toBeNull();
  // What is not chosen is not shown as if it were: the usual time has no day of its own on the screen.
  expect(byId("case-until").querySelectorAll("input:checked")).toHaveLength(1);
  await user.click(byId("case-ask"));
  const close = await waitFor(() => byId<HTMLButtonElement>("case-close"));
  expect(desk.asked.find((one) => one.cmd === "last_four_step")?.args).toMatchObject({ step: "ask", whom: "employer", until: null });
  expect(close.disabled).toBe(true);
  await user.type(byId("case-note"), "本人の見間違い");
  await user.click(byId("case-close"));
  await waitFor(() => expect(desk.asked.filter((one) => one.cmd === "last_four_step")).toHaveLength(2));
});

test("spellings of the answer are compared with the ledger's by grade and reason", async () => {
  const { user } = await open();
  const cases = await waitFor(() => byId("cases"));
  cases.focus();
  await user.keyboard("{Enter}");
  const spellings = await waitFor(() => byId<HTMLDetailsElement>("case-spellings"));
  spellings.open = true;
  await user.type(byId("case-name"), "髙橋さくら");
  await user.click(byId("case-compare"));
  await waitFor(() => expect(document.querySelector("[data-grade=B]")?.textContent).toContain("異体字"));
});

test("letters are looked at first, then frozen", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("check-look")));
  await waitFor(() => expect(byId("check-planned").textContent).toContain("214 人"));
  await user.click(byId("check-freeze"));
  await waitFor(() => expect(desk.asked.filter((one) => one.cmd === "start_last_four").map((one) => (one.args as { dry_run: boolean }).dry_run)).toEqual([true, false]));
});
