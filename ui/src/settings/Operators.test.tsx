import { expect, test } from "vitest";
import { failure, RECOVERY_CODE, RIGHT_PASSPHRASE } from "../mock/desk";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const openTab = async (over: Parameters<typeof openWindow>[2] = {}) => {
  const opened = await openWindow({ screen: "settings" }, {}, over);
  await opened.user.click(await screen.findByRole("tab", { name: "担当者" }));
  await waitFor(() => byId("own-passphrase"));
  return opened;
};

const row = (code: string) => document.querySelector<HTMLElement>(`[data-operator="${code}"]`);

test("an operator is added with roles, and a weak passphrase is said in place", async () => {
  const { user, desk } = await openTab();
  await waitFor(() => expect(row("sato")?.textContent).toContain("担当"));
  expect(row("kimura")?.textContent).toContain("外した");
  await user.click(byId("operator-add"));
  await waitFor(() => expect(document.activeElement).toBe(byId("operator-code")));
  await user.type(byId("operator-code"), "mori");
  await user.type(byId("operator-name"), "森");
  await user.click(screen.getByRole("checkbox", { name: "まとめて印刷する" }));
  await user.type(byId("operator-passphrase"), "short");
  await user.click(byId("operator-save"));
  expect(document.activeElement).toBe(byId("operator-passphrase-again"));
  expect(desk.asked.some((one) => one.cmd === "add_operator")).toBe(false);
  await user.type(byId("operator-passphrase-again"), "short");
  await user.click(byId("operator-save"));
  await waitFor(() => expect(byId("operator-passphrase-error").textContent).toContain("推測されやすい"));
  await user.type(byId("operator-passphrase"), " but not any more");
  expect(document.getElementById("operator-passphrase-error")).toBeNull();
  expect(byId("operator-passphrase-again-error").textContent).toBe("二つのパスフレーズが違います。");
  await user.type(byId("operator-passphrase-again"), " but not any more{Enter}");
  await waitFor(() => expect(row("mori")?.textContent).toContain("森"));
  expect(byId("operator-told").textContent).toBe("登録しました。");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "変更する 森" })));
  const form = { code: "mori", name: "森", roles: ["clerk"], grants: ["batch"] };
  expect(desk.asked.findLast((one) => one.cmd === "add_operator")?.args).toEqual({ form, passphrase: "short but not any more" });
});

test("an operator is changed with Enter, is told so, and the focus stays at the row", async () => {
  const { user, desk } = await openTab();
  await waitFor(() => expect(row("sato")).not.toBeNull());
  await user.click(screen.getByRole("button", { name: "変更する 佐藤" }));
  await waitFor(() => expect(document.activeElement).toBe(byId("operator-name")));
  await user.type(byId("operator-name"), "　花子{Enter}");
  await waitFor(() => expect(row("sato")?.textContent).toContain("佐藤　花子"));
  expect(byId("operator-told").textContent).toBe("変えました。");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "変更する 佐藤　花子" })));
  await user.click(screen.getByRole("button", { name: "変更する 業務課 山田" }));
  expect(document.getElementById("operator-told")).toBeNull();
  await user.clear(await waitFor(() => byId("operator-name")));
  await user.type(byId("operator-name"), "山田{Enter}");
  await waitFor(() => expect(byId("who").textContent).toBe("担当 山田（yamada）"));
  expect(desk.asked.filter((one) => one.cmd === "change_operator")).toHaveLength(2);
});

test("whoever is taken out loses the key too, unless the clerk says otherwise", async () => {
  const { user, desk } = await openTab();
  await waitFor(() => expect(row("sato")).not.toBeNull());
  await user.click(screen.getByRole("button", { name: "外す 佐藤" }));
  await user.click(byId("operator-remove-yes"));
  await waitFor(() => expect(row("sato")?.textContent).toContain("外した"));
  await waitFor(() => expect(document.activeElement).toBe(byId("operator-add")));
  expect(desk.asked.find((one) => one.cmd === "remove_operator")?.args).toEqual({ code: "sato", rekey: true });
  expect(byId("operator-told").textContent).toBe("外し、台帳の鍵を新しくしました。");
  await user.click(byId("rekey"));
  expect(await screen.findByText(/台帳の鍵を新しくしました/)).toBeTruthy();
});

test("whoever is taken out without a new key is said to be, and that the key is as before", async () => {
  const { user, desk } = await openTab();
  await waitFor(() => expect(row("sato")).not.toBeNull());
  await user.click(screen.getByRole("button", { name: "外す 佐藤" }));
  await user.click(screen.getByRole("checkbox", { name: /台帳の鍵も新しくする/ }));
  await user.click(byId("operator-remove-yes"));
  await waitFor(() => expect(byId("operator-told").textContent).toContain("台帳の鍵は前のままです"));
  expect(desk.asked.find((one) => one.cmd === "remove_operator")?.args).toEqual({ code: "sato", rekey: false });
});

test("a wrong passphrase of one's own is said at its field, which has the focus, and so is a wait", async () => {
  const { user } = await openTab();
  await user.type(byId("own-now"), "not mine");
  await user.type(byId("own-new"), "asagao to neko no hiru");
  await user.type(byId("own-new-again"), "asagao to neko no hiru{Enter}");
  await waitFor(() => expect(byId("own-now-error").textContent).toContain("パスフレーズが違います。"));
  await waitFor(() => expect(document.activeElement).toBe(byId("own-now")));
  expect(byId("own-now").getAttribute("aria-describedby")).toBe("own-now-error");
  await user.clear(byId("own-now"));
  await user.type(byId("own-now"), `${RIGHT_PASSPHRASE}{Enter}`);
  expect(await screen.findByText("パスフレーズを変えました。")).toBeTruthy();
  expect(document.getElementById("own-now-error")).toBeNull();
});

test("guesses at one's own passphrase that come too early must be waited out", async () => {
  const { user } = await openTab({
    set_passphrase: () => {
      throw { ...failure("slow_down", "cannot_open", "パスフレーズの間違いが続いています。あと30秒お待ちください。", "Caps Lock を確かめてください。"), wait: 30 };
    },
  });
  await user.type(byId("own-now"), "not mine");
  await user.type(byId("own-new"), "asagao to neko no hiru");
  await user.type(byId("own-new-again"), "asagao to neko no hiru{Enter}");
  await waitFor(() => expect(byId("own-now-error").textContent).toContain("あと30秒お待ちください。"));
});

test("the recovery code is valid only when it was typed back", async () => {
  const { user } = await openTab();
  await user.click(byId("recovery-new"));
  await waitFor(() => expect(byId("recovery-code").textContent).toBe(RECOVERY_CODE));
  await user.type(byId("recovery-typed"), "7K2M{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("打ち間違い");
  await user.clear(byId("recovery-typed"));
  await user.type(byId("recovery-typed"), `${RECOVERY_CODE.toLowerCase()}{Enter}`);
  await waitFor(() => expect(document.getElementById("recovery-code")).toBeNull());
  expect(screen.getByText("復旧コードが有効になりました。前のコードは使えません。")).toBeTruthy();
});

test("the recovery code is printed on a sheet of its own, through the system's dialog", async () => {
  const sheet = () => document.querySelector("body > .sheets");
  let seen: (string | null | undefined)[] | null = null;
  const { user, desk } = await openTab({
    printer: () => {
      seen = [...(sheet()?.querySelectorAll("h1, p") ?? [])].map((one) => one.textContent);
      return null;
    },
  });
  await user.click(byId("recovery-new"));
  await user.click(await waitFor(() => byId("recovery-print")));
  await waitFor(() => expect(seen).not.toBeNull());
  expect(seen).toEqual([
    "復旧コード",
    "練習用の組合です",
    "見本健康保険組合",
    "令和8年4月15日",
    RECOVERY_CODE,
    "全員がパスフレーズを忘れたとき、これだけが台帳を開けます。封をして、金庫に入れてください。",
    "一度使うと、または新しくつくると、このコードは使えなくなります。",
  ]);
  expect(desk.asked.find((one) => one.cmd === "printer")?.args).toEqual({ width_mm: 210, height_mm: 297 });
  await user.type(byId("recovery-typed"), `${RECOVERY_CODE}{Enter}`);
  await waitFor(() => expect(sheet()).toBeNull());
});

test("who is no admin changes the own passphrase and nothing else", async () => {
  const { user } = await openTab({
    status: () => ({
      ledger: { path: "/srv/l.daicho", society: "見本", insurer_number: "06139992", training: true, members: 3, employers: [], today: "2026-04-15", operator: "sato", operator_name: "佐藤", read_only: false, may: ["view"] },
      named: null,
      recent: [],
      version: "0.1.0",
      today: "2026-04-15",
    }),
  });
  expect(document.getElementById("operators")).toBeNull();
  expect(document.getElementById("recovery")).toBeNull();
  await user.type(byId("own-now"), RIGHT_PASSPHRASE);
  await user.type(byId("own-new"), "asagao to neko no hiru");
  await user.type(byId("own-new-again"), "asagao to neko no yoru{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("二つのパスフレーズが違います。");
  await user.clear(byId("own-new-again"));
  await user.type(byId("own-new-again"), "asagao to neko no hiru");
  await user.click(byId("own-change"));
  expect(await screen.findByText("パスフレーズを変えました。")).toBeTruthy();
});

test("the first operator is called as everywhere, beside the code as it is", async () => {
  const first = { code: "desk", name: "desk", roles: ["admin"], grants: [], active: true, signs_in: true };
  await openTab({ operators: () => [first] });
  await waitFor(() => expect(row("desk")?.querySelector("th")?.textContent).toBe("窓口"));
  expect(row("desk")?.querySelector("td")?.textContent).toBe("desk");
});

test("a name that is missing or too long is refused at the field", async () => {
  const { user, desk } = await openTab();
  await waitFor(() => expect(row("sato")).not.toBeNull());
  await user.click(screen.getByRole("button", { name: "変更する 佐藤" }));
  await user.clear(await waitFor(() => byId("operator-name")));
  await user.click(byId("operator-save"));
  expect(byId("operator-name-error").textContent).toBe("氏名を入れてください。");
  expect(document.activeElement).toBe(byId("operator-name"));
  await user.paste("𠮷".repeat(41));
  expect(byId("operator-name-error").textContent).toBe("氏名は40文字までです。");
  await user.click(byId("operator-save"));
  expect(desk.asked.some((one) => one.cmd === "change_operator")).toBe(false);
  await user.clear(byId("operator-name"));
  await user.paste("𠮷".repeat(40));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(row("sato")?.textContent).toContain("𠮷".repeat(40)));
});

test("on a ledger that can only be read no operator, key, passphrase or code is made", async () => {
  const { user } = await openWindow({ screen: "settings", tab: "operators" }, { readOnly: true });
  await waitFor(() => expect(row("sato")).not.toBeNull());
  for (const id of ["rekey", "operator-add", "recovery-new"]) {
    expect([id, byId<HTMLButtonElement>(id).disabled, byId(id).title]).toEqual([id, true, "読み取り専用のため使えません"]);
  }
  expect([...(row("sato")?.querySelectorAll("button") ?? [])].every((one) => one.disabled)).toBe(true);
  await user.type(byId("own-now"), RIGHT_PASSPHRASE);
  await user.type(byId("own-new"), "asagao to neko no hiru");
  expect(byId<HTMLButtonElement>("own-change").disabled).toBe(true);
  expect(screen.getAllByText("読み取り専用のため使えません")).toHaveLength(3);
});
