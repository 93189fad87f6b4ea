import { render, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { answers } from "../mock/answers";
import { byId, openWindow, waitFor } from "../mock/window";
import { WhyCard } from "./Why";

test("the card says the sentence, the law, the society's decision, the facts with their sources, and what would change it", () => {
  const { explain } = answers;
  render(<WhyCard explained={explain} about="certificate" onAbout={() => undefined} />);
  const part = explain.parts.find((one) => one.about === "certificate");
  const card = document.body.textContent ?? "";
  expect(card).toContain(part?.sentence);
  expect(card).toContain(part?.basis);
  expect(card).toContain(explain.policy_source);
  for (const fact of part?.facts ?? []) {
    expect(card).toContain(fact.word);
  }
  const [facts, changes] = screen.getAllByRole("table");
  const sources = within(facts as HTMLElement).getAllByRole("row").slice(1).map((row) => row.children[2]?.textContent);
  expect(sources).toEqual(["—", "people.csvの3行目", "—", "—", "people.csvの3行目", "利用登録状況.csvの3行目", "—"]);
  const blank = part?.facts.filter((fact) => fact.value === "（記録なし）") ?? [];
  expect(blank.some((fact) => fact.source !== null)).toBe(true);
  expect(within(changes as HTMLElement).getAllByRole("row")).toHaveLength((part?.changes.length ?? 0) + 1);
});

test("each part of the decision has its own card", async () => {
  const about = vi.fn();
  render(<WhyCard explained={answers.explain} about="covered" onAbout={about} />);
  expect(document.body.textContent).toContain("資格はありますが、この日に医療機関で示せるものがありません。");
  screen.getByRole("button", { name: "資格情報のお知らせ" }).click();
  expect(about).toHaveBeenCalledWith("notice");
});

test("「なぜ？」 opens beside the member, Escape closes it, and the focus is back on the button", async () => {
  const { user } = await openWindow({ screen: "member", member: "101-0012-01" }, {}, { show: () => answers.show, explain: () => answers.explain });
  const button = await waitFor(() => byId("why-certificate"));
  await user.click(button);
  await waitFor(() => expect(screen.getByRole("dialog").textContent).toContain("健康保険法第51条の3"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(byId("why-certificate")));
});
