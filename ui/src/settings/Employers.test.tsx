import { expect, test } from "vitest";
import { failure } from "../mock/desk";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const settings = { screen: "settings" } as const;
const rows = () => [...document.querySelectorAll<HTMLElement>("#employers tbody tr")].map((row) => row.dataset["employer"]);

test("an employer is changed by keyboard, its code stays, and the new name stands everywhere", async () => {
  const { user, desk } = await openWindow(settings);
  const change = await screen.findByRole("button", { name: "見本商事 を直す" });
  change.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => byId("employer-name"));
  expect(byId<HTMLInputElement>("employer-code").readOnly).toBe(true);
  await user.clear(byId("employer-name"));
  await user.type(byId("employer-name"), "見本トレード");
  await user.clear(byId("employer-contact"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(byId("employer-saved").textContent).toContain("見本トレード"));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(desk.asked.find((one) => one.cmd === "change_employer")?.args).toEqual({
    employer: { code: "002", name: "見本トレード", symbol: "102", postcode: "1010051", address: "東京都千代田区神田錦町2丁目99番地", contact: "" },
  });
  await waitFor(() => expect(document.querySelector("[data-employer='002']")?.textContent).toContain("見本トレード"));
});

test("the Enter that ends a conversion saves nothing", async () => {
  const { user, desk } = await openWindow(settings);
  await user.click(await screen.findByRole("button", { name: "見本商事 を直す" }));
  const name = await waitFor(() => byId("employer-name"));
  name.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  name.closest("form")?.requestSubmit();
  expect(desk.asked.some((one) => one.cmd === "change_employer")).toBe(false);
  expect(screen.getByRole("dialog")).toBeTruthy();
  name.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  // The end of a conversion is believed one turn later.
  await waitFor(() => {
    name.closest("form")?.requestSubmit();
    expect(desk.asked.some((one) => one.cmd === "change_employer")).toBe(true);
  });
});

test("what is missing of a new employer, and what the desk finds wrong, is said at its field with nothing lost", async () => {
  const refuse = () => {
    throw failure("employer_field", "usage", "事業所の郵便番号が7桁の数字ではありません。", "100-0001 のように書いてください。", "postcode");
  };
  const over: Parameters<typeof openWindow>[2] = { add_employer: refuse };
  const { user } = await openWindow(settings, {}, over);
  await user.click(await waitFor(() => byId("employer-new")));
  await user.type(await waitFor(() => byId("employer-name")), "見本新社");
  await user.click(byId("employer-save"));
  await waitFor(() => expect(document.activeElement).toBe(byId("employer-code")));
  expect(screen.getAllByText("必ず入れてください。")).toHaveLength(2);
  await user.type(byId("employer-code"), "005");
  await user.type(byId("employer-symbol"), "105");
  await user.type(byId("employer-postcode"), "100-000");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(byId("employer-postcode-error").textContent).toContain("7桁の数字ではありません"));
  expect(document.activeElement).toBe(byId("employer-postcode"));
  expect(byId<HTMLInputElement>("employer-name").value).toBe("見本新社");
  await user.type(byId("employer-postcode"), "1");
  expect(document.getElementById("employer-postcode-error")).toBeNull();
});

test("a code that another employer has is refused at the code", async () => {
  const { user } = await openWindow(settings);
  await user.click(await waitFor(() => byId("employer-new")));
  await waitFor(() => byId("employer-code"));
  for (const [key, text] of [["code", "001"], ["symbol", "105"], ["name", "見本新社"]] as const) {
    await user.type(byId(`employer-${key}`), text);
  }
  await user.click(byId("employer-save"));
  await waitFor(() => expect(byId("employer-code-error").textContent).toContain("すでにあります"));
  await user.clear(byId("employer-code"));
  await user.type(byId("employer-code"), "005");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(rows()).toContain("005"));
});

test("what the desk refuses altogether is said in the dialog, which stays", async () => {
  const refuse = () => {
    throw failure("not_permitted", "refused", "設定の変更は、この担当者には許されていません。", "管理者に頼んでください。", "sato");
  };
  const { user } = await openWindow(settings, {}, { change_employer: refuse });
  await user.click(await screen.findByRole("button", { name: "見本商事 を直す" }));
  await user.click(await waitFor(() => byId("employer-save")));
  expect((await screen.findByRole("alert")).textContent).toContain("許されていません");
  expect(screen.getByRole("dialog")).toBeTruthy();
});

test("many employers are searched by code, name, symbol and address, however wide the letters are", async () => {
  const { user } = await openWindow(settings);
  expect(await waitFor(() => rows())).toBeDefined();
  await waitFor(() => expect(rows()).toHaveLength(4));
  expect(document.getElementById("employers-find"), "a few are seen at a glance").toBeNull();
  for (const code of ["A05", "A06", "A07", "A08", "A09"]) {
    await user.click(byId("employer-new"));
    await waitFor(() => byId("employer-code"));
    for (const [key, text] of [["code", code], ["symbol", "900"], ["name", `${code}社`]] as const) {
      await user.click(byId(`employer-${key}`));
      await user.paste(text);
    }
    await user.keyboard("{Enter}");
    await waitFor(() => expect(rows()).toContain(code));
  }
  const find = await waitFor(() => byId("employers-find"));
  for (const [words, found] of [["ａ０７", ["A07"]], ["見本運輸", ["004"]], ["103", ["003"]], ["錦町2丁目", ["002"]], ["どこにもない", []]] as const) {
    await user.clear(find);
    await user.click(find);
    await user.paste(words);
    await waitFor(() => expect(rows()).toEqual(found));
  }
  expect(screen.getByText("当てはまる事業所はありません。")).toBeTruthy();
});
