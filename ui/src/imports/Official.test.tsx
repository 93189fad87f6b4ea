import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("forms are written into a folder that the clerk chooses, and who was left out is named", async () => {
  const { user, desk } = await openWindow({ screen: "imports" });
  await user.click(await waitFor(() => byId("official-open")));
  await user.type(byId("official-office"), "0101");
  await user.click(byId("official-write"));
  const told = await waitFor(() => byId("official-written"));
  expect(desk.asked.find((one) => one.cmd === "official")?.args).toMatchObject({ form: "enrolment", layout: "kpfd", office: "0101", serial: 1, lang: "ja" });
  expect(told.textContent).toContain("KPFD0006.CSV");
  expect(told.textContent).toContain("101-53-00 氏名");
  expect(told.textContent).toContain("個人番号");
});
