import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, openWindow, waitFor } from "../mock/window";

test("labels and envelopes of a batch are written where the clerk says, bundles for employers alone", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "N260405-1", kind: null });
  await user.click(await waitFor(() => byId("wrap-labels-a4-12")));
  await waitFor(() => expect(byId("wrap").textContent).toContain("N260405-1-labels-a4-12.pdf"));
  await user.click(byId("wrap-envelope-kaku2"));
  await waitFor(() => expect(byId("wrap").textContent).toContain("N260405-1-envelope-kaku2.pdf"));
  const asked = desk.asked.filter((one) => one.cmd === "wrap").map((one) => one.args);
  expect(asked).toMatchObject([
    { batch: "N260405-1", layout: "labels-a4-12", bundles: false },
    { batch: "N260405-1", layout: "envelope-kaku2", bundles: true },
  ]);
});

test("the forms of a member are written filled in", async () => {
  const { user, desk } = await openWindow({ screen: "member", member: "101-12-00" }, {}, { show: () => answers.show });
  await user.click(await waitFor(() => byId("form-loss")));
  await waitFor(() => expect(byId("forms").textContent).toContain("daicho-form-loss.pdf"));
  expect(desk.asked.find((one) => one.cmd === "form")?.args).toMatchObject({ form: "loss", member: "101-12-00", employer: null });
});

test("return requests are frozen like every other paper", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: null, kind: "return_request" });
  await user.click(await waitFor(() => byId("freeze")));
  await waitFor(() => byId("freeze-without"));
  expect(desk.asked.find((one) => one.cmd === "plan")?.args).toMatchObject({ kind: "return_request", dry_run: true });
});

test("forms are written blank, or with an employer's name", async () => {
  const { user, desk } = await openWindow({ screen: "prints" });
  await user.click(await waitFor(() => byId("form-certificate")));
  await waitFor(() => expect(byId("forms").textContent).toContain("daicho-form-certificate"));
  await user.selectOptions(byId("form-employer"), "001");
  await user.click(byId("form-loss"));
  await waitFor(() => expect(byId("forms").textContent).toContain("daicho-form-loss"));
  const asked = desk.asked.filter((one) => one.cmd === "form").map((one) => one.args as { member: string | null; employer: string | null });
  expect(asked.map((one) => [one.member, one.employer])).toEqual([[null, null], [null, "001"]]);
});
