import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

const route = { screen: "member", member: "101-1002-00" } as const;

test("what a member wishes on the certificate is recorded, and no longer wished is taken back", async () => {
  const { user, desk } = await openWindow(route);
  await user.click(await waitFor(() => byId("optional-change")));
  await user.selectOptions(byId("optional-value"), "ウ");
  await user.click(byId("optional-save"));
  await waitFor(() => expect(byId("optional-done").textContent).toContain("次に交付する資格確認書から"));
  await waitFor(() => expect(byId("optional").textContent).toContain("限度額適用区分ウ"));
  const asked = () => desk.asked.filter((one) => one.cmd === "wish").map((one) => one.args);
  expect(asked()).toMatchObject([{ item: "ceiling", value: "ウ", until: null }]);

  await user.click(byId("optional-change"));
  await user.selectOptions(byId("optional-value"), "記載しない");
  expect(document.getElementById("optional-ends")).toBeNull();
  await user.click(byId("optional-save"));
  await waitFor(() => expect(byId("optional").textContent).not.toContain("限度額適用区分ウ"));
  expect(asked()[1]).toMatchObject({ item: "ceiling", value: null, from: null });
});

test("what the desk refuses stands beside the form", async () => {
  const sentence = "終わりの日が、始まりの日より前です。";
  const wish = () => {
    throw { code: "refused", ending: "input", complaints: [{ cell: "", code: "ends_before_it_begins", sentence, hint: "", weight: "refusal" }] };
  };
  const { user } = await openWindow(route, {}, { wish });
  await user.click(await waitFor(() => byId("optional-change")));
  await user.click(byId("optional-ends"));
  await user.click(byId("optional-save"));
  await waitFor(() => expect(byId("optional-wrong").textContent).toContain(sentence));
});

test("where the society offers nothing, nothing is shown", async () => {
  const nothing = ({ member }: { member: string }) => ({ member, code: member, wished: [], offered: [] });
  await openWindow(route, {}, { optional_items: nothing });
  await waitFor(() => byId("shield"));
  expect(document.getElementById("optional")).toBeNull();
});
