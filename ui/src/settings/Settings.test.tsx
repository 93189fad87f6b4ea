import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { failure } from "../mock/desk";
import { POLICY_TEXT } from "../mock/policies";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";
import { policyValueWord } from "../words";
import { beginOn, choices, choose, CHOICES } from "./policy";

const settings = { screen: "settings" } as const;

test("the form and the text of a policy stay in step, and what else stands in the text stays", () => {
  const before = POLICY_TEXT.replace("reissue_fee_yen = 0", "reissue_fee_yen = 0 # free").replace(/^ratio_year.*\n/m, "");
  const after = choose(before, "renewal_lead_days", "90", "三か月前から。");
  expect(choices(after).get("renewal_lead_days")).toBe("90");
  expect(after).toContain("# 三か月前から。\nrenewal_lead_days = 90");
  expect(after).not.toContain("60日前から更新する");
  expect(after).toContain("reissue_fee_yen = 0 # free");
  expect(choices(choose(before, "ratio_year", '"07-31"')).get("ratio_year")).toBe('"07-31"');
  expect(choices(choose(after, "renewal_lead_days", null)).has("renewal_lead_days")).toBe(false);
  expect(choose("no policy here", "from", "2026-04-15")).toBe("no policy here");
});

test("a next policy begins as the last one, on another day and with no decision", () => {
  const next = beginOn(POLICY_TEXT, "2026-04-15");
  expect(next.startsWith(POLICY_TEXT.trimEnd())).toBe(true);
  expect([choices(next).get("from"), choices(next).get("source")]).toEqual(["2026-04-15", '""']);
  expect(choices(next).get("certificate_lapse")).toBe('"ex_officio"');
  expect(beginOn(next, "2026-04-15")).toBe(next);
  expect(beginOn(next, "2026-01-01")).toBe(next);
});

test("every choice of the society's own policy has a field, and its value words", () => {
  const said = choices(answers.settings.policies.at(-1)?.text ?? "");
  const known = new Set(["from", "source", ...CHOICES.map((choice) => choice.key)]);
  expect([...said.keys()].filter((key) => !known.has(key))).toEqual([]);
  for (const [key, value] of said) {
    expect(key === "source" || policyValueWord("ja", key, value) !== value, `${key} = ${value}`).toBe(true);
  }
  expect(policyValueWord("ja", "joiner_wait", "{ days = 30, until_days = 50 }")).toBe("30日で確かめ、50日目に聞く");
  expect(policyValueWord("ja", "reissue_fee_yen", "0")).toBe("取らない");
  expect(policyValueWord("ja", "reissue_fee_yen", "500")).toBe("500円");
  expect(policyValueWord("ja", "certificate_lapse", '"toString"')).toBe("toString");
});

test("a policy is tried, cites its decision, and is adopted after one more question", async () => {
  const { user, desk } = await openWindow(settings);
  await user.click(await screen.findByRole("tab", { name: "方針" }));
  await user.selectOptions(byId("policy-certificate_lapse"), "申請があれば交付する");
  expect(byId<HTMLTextAreaElement>("policy-text").value).toContain('certificate_lapse = "on_application"');
  expect(byId<HTMLButtonElement>("adopt-policy").disabled).toBe(true);
  await user.click(byId("try-policy"));
  await waitFor(() => expect(byId("policy-tried").textContent).toContain("2,314 人の判定が変わり"));
  await user.click(byId("adopt-policy"));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(document.activeElement).toBe(byId("adopt-source"));
  await user.paste("理事会決定 令和8年4月10日");
  await user.click(byId("try-policy"));
  await waitFor(() => byId("policy-tried"));
  await user.click(byId("adopt-policy"));
  expect((await screen.findByRole("alertdialog")).textContent).toContain("理事会決定 令和8年4月10日");
  await user.click(byId("adopt-yes"));
  await waitFor(() => byId("policy-adopted"));
  const sent = desk.asked.find((one) => one.cmd === "adopt_policy")?.args as { text: string; earlier: boolean };
  expect(sent.earlier).toBe(false);
  expect(sent.text).toContain('source = "理事会決定 令和8年4月10日"');
});

test("a mistake in a policy stands at its choice and is called by its name", async () => {
  const { user } = await openWindow(settings, {}, {
    try_policy: ({ text, on }) => {
      const line = text.split("\n").findIndex((one) => one.startsWith("short_term_months")) + 1;
      const said = { cell: `policy.toml:${line}`, code: "unknown_value", sentence: "「短期の月数」の値「-1」は使えません。", hint: "0以上の整数を書いてください。", weight: "refusal" as const };
      return { on, since: null, earlier: false, members: 0, altered: 0, due: 0, examples: [], complaints: [said] };
    },
  });
  await user.click(await screen.findByRole("tab", { name: "方針" }));
  await waitFor(() => byId("policy-short_term_months"));
  await user.click(byId("try-policy"));
  await waitFor(() => expect(byId("policy-short_term_months-error").textContent).toContain("値「-1」は使えません。"));
  expect(document.querySelectorAll(".policy-choice.wrong")).toHaveLength(1);
  expect(byId("policy-tried").textContent).toContain("短期の月数");
  expect(byId("policy-tried").textContent).not.toContain("policy.toml");
});

test("a number that is missing is said at its field and nothing is tried; what was tried takes the focus", async () => {
  const { user, desk } = await openWindow(settings);
  await user.click(await screen.findByRole("tab", { name: "方針" }));
  await user.clear(await waitFor(() => byId("policy-lapse_lead_days")));
  expect(byId("policy-lapse_lead_days-error").textContent).toBe("数字を入力してください。");
  expect(byId("policy-lapse_lead_days").getAttribute("aria-describedby")).toBe("policy-lapse_lead_days-error");
  await user.click(byId("try-policy"));
  await waitFor(() => expect(document.activeElement).toBe(byId("policy-lapse_lead_days")));
  expect(desk.asked.some((one) => one.cmd === "try_policy")).toBe(false);
  await user.type(byId("policy-lapse_lead_days"), "045");
  expect(document.getElementById("policy-lapse_lead_days-error")).toBeNull();
  await user.click(byId("try-policy"));
  await waitFor(() => expect(document.activeElement).toBe(byId("policy-tried")));
  const sent = desk.asked.find((one) => one.cmd === "try_policy")?.args as { text: string };
  expect(sent.text).toMatch(/^lapse_lead_days = 45$/m);
  expect(document.querySelector(".policy-form")?.textContent).not.toMatch(/（[a-z_]+）/);
});

test("a day of every year is typed as in an office", async () => {
  const { user, desk } = await openWindow(settings);
  await user.click(await screen.findByRole("tab", { name: "方針" }));
  const field = () => byId<HTMLInputElement>("policy-ratio_year");
  await waitFor(field);
  for (const [typed, held, shown] of [["7月31日", "07-31", "7月31日"], ["8/1", "08-01", "8月1日"], ["03-31", "03-31", "3月31日"], ["１２／３１", "12-31", "12月31日"]] as const) {
    await user.clear(field());
    await user.type(field(), typed);
    await user.tab();
    expect(field().value).toBe(shown);
    expect(byId<HTMLTextAreaElement>("policy-text").value).toContain(`ratio_year = "${held}"`);
  }
  await user.clear(field());
  await user.type(field(), "夏");
  expect(byId("policy-ratio_year-error").textContent).toBe("月と日を、7月31日 のように入力してください。");
  await user.click(byId("try-policy"));
  expect(desk.asked.some((one) => one.cmd === "try_policy")).toBe(false);
});

test("a policy that reaches into the past is adopted only by who says so", async () => {
  const { user, desk } = await openWindow(settings);
  await user.click(await screen.findByRole("tab", { name: "方針" }));
  await user.clear(byId("policy-text"));
  await user.click(byId("policy-text"));
  await user.paste(POLICY_TEXT.replace("ex_officio", "on_application"));
  await user.click(byId("try-policy"));
  await waitFor(() => byId("policy-tried"));
  await user.click(byId("adopt-policy"));
  await screen.findByRole("alertdialog");
  expect(byId<HTMLButtonElement>("adopt-yes").disabled).toBe(true);
  await user.click(byId("adopt-earlier"));
  await user.click(byId("adopt-yes"));
  await waitFor(() => byId("policy-adopted"));
  expect(desk.asked.find((one) => one.cmd === "adopt_policy")?.args).toMatchObject({ earlier: true });
});

test("the society's phone is changed, and a blank is said in place", async () => {
  const { user, desk } = await openWindow(settings);
  await waitFor(() => byId("change-phone"));
  expect(byId<HTMLButtonElement>("change-society").disabled).toBe(true);
  await user.clear(byId("change-phone"));
  await user.click(byId("change-society"));
  expect(document.activeElement).toBe(byId("change-phone"));
  expect(byId("change-phone").getAttribute("aria-invalid")).toBe("true");
  await user.type(byId("change-phone"), "03-9999-0000");
  await user.selectOptions(byId("change-notice_layout"), "資格情報のお知らせ（左下カード）");
  await user.click(byId("change-society"));
  await waitFor(() => byId("society-changed"));
  expect(desk.asked.find((one) => one.cmd === "change_society")?.args).toMatchObject({ society: { phone: "03-9999-0000", notice_layout: "notice-left" } });
});

test("what the desk says of a field stands at the field until it is written anew", async () => {
  const refuse = () => {
    throw failure("society_field", "usage", "組合の郵便番号が7桁の数字ではありません。", "100-0001 のように書いてください。", "postcode");
  };
  const { user } = await openWindow(settings, {}, { change_society: refuse });
  await waitFor(() => byId("change-postcode"));
  await user.type(byId("change-postcode"), "9");
  await user.click(byId("change-society"));
  await waitFor(() => expect(byId("change-postcode-error").textContent).toBe("組合の郵便番号が7桁の数字ではありません。100-0001 のように書いてください。"));
  expect(document.activeElement).toBe(byId("change-postcode"));
  expect(byId("change-phone").getAttribute("aria-invalid")).toBeNull();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  await user.type(byId("change-postcode"), "{Backspace}");
  expect(document.getElementById("change-postcode-error")).toBeNull();
});

test("what was saved as it was typed is shown as it is kept, and nothing is left to save", async () => {
  const { user } = await openWindow(settings);
  await waitFor(() => byId("change-postcode"));
  await user.clear(byId("change-postcode"));
  await user.type(byId("change-postcode"), "100-0001");
  await user.click(byId("change-society"));
  await waitFor(() => byId("society-changed"));
  expect(byId<HTMLInputElement>("change-postcode").value).toBe("1000001");
  await waitFor(() => expect(byId<HTMLButtonElement>("change-society").disabled).toBe(true));
});

test("what the desk refuses is told, and the form keeps what was written", async () => {
  const refuse = () => {
    throw failure("layout_kind", "usage", "この書類の様式ではありません。", "様式を選び直してください。", "certificate-a4");
  };
  const { user } = await openWindow(settings, {}, { change_society: refuse });
  await waitFor(() => byId("change-name"));
  await user.type(byId("change-name"), "新");
  await user.click(byId("change-society"));
  expect((await screen.findByRole("alertdialog")).textContent).toContain("この書類の様式ではありません。");
  await user.keyboard("{Escape}");
  expect(byId<HTMLInputElement>("change-name").value).toBe("見本健康保険組合新");
});

test("a layout is saved under a name once something is written", async () => {
  const { user, desk } = await openWindow(settings);
  await user.click(await screen.findByRole("tab", { name: "様式" }));
  await waitFor(() => expect(byId<HTMLTextAreaElement>("layout-text").value).not.toBe(""));
  await user.type(byId("layout-name"), "窓付き");
  expect(byId<HTMLButtonElement>("save-layout").disabled).toBe(true);
  await user.type(byId("layout-text"), "# ");
  await user.click(byId("save-layout"));
  await waitFor(() => byId("layout-saved"));
  const sent = desk.asked.find((one) => one.cmd === "save_layout")?.args as { name: string; text: string };
  expect(sent.name).toBe("窓付き");
  expect(sent.text.endsWith("# ")).toBe(true);
});

test("what is written of the society waits while the clerk looks elsewhere", async () => {
  const { user } = await openWindow(settings);
  await user.type(await waitFor(() => byId("change-name")), "新");
  await user.click(byId("section-home"));
  await onScreen("home");
  await user.click(byId("section-settings"));
  expect((await waitFor(() => byId<HTMLInputElement>("change-name"))).value).toBe("見本健康保険組合新");
});

test("an admin who may look at nobody tries a policy", async () => {
  const { user, desk } = await openWindow(settings, { may: ["settings", "operators"] });
  await user.click(await screen.findByRole("tab", { name: "方針" }));
  await user.click(await waitFor(() => byId("try-policy")));
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "try_policy")).toBe(true));
});

test("whoever may not change the settings, or has a ledger that can only be read, sees them and reads why", async () => {
  for (const [options, why] of [
    [{ may: ["view", "edit", "print", "backup"] }, "設定を変えられるのは、管理者です。"],
    [{ readOnly: true }, "読み取り専用のため使えません"],
  ] as const) {
    const { user, close } = await openWindow(settings, options);
    const phone = await waitFor(() => byId<HTMLInputElement>("change-phone"));
    await user.type(phone, "9");
    expect(phone.value).toBe("03-0000-0000");
    expect(byId("society-fixed").textContent).toBe(why);
    expect(byId("change-society").getAttribute("title")).toBe(why);
    expect(byId<HTMLButtonElement>("employer-new").disabled).toBe(true);
    await user.click(screen.getByRole("tab", { name: "方針" }));
    const source = await waitFor(() => byId<HTMLInputElement>("adopt-source"));
    await user.type(source, "理事会");
    expect(source.value).toBe("");
    expect(screen.getByLabelText("いつから")).toHaveProperty("disabled", true);
    expect(byId("policy-fixed").textContent).toBe(why);
    expect(byId<HTMLButtonElement>("try-policy").disabled).toBe(true);
    expect(byId<HTMLButtonElement>("adopt-policy").disabled).toBe(true);
    close();
  }
});
