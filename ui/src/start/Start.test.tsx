import { expect, test } from "vitest";
import { failure, RIGHT_PASSPHRASE } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const closed = { open: false };

test("a wrong passphrase is said in place, and the clerk stays in the field", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await user.type(byId("passphrase"), "chigau{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("パスフレーズが違います。");
  await waitFor(() => expect(document.activeElement).toBe(byId("passphrase")));
  expect(byId("passphrase").getAttribute("aria-invalid")).toBe("true");
});

test("who has guessed too often sees the seconds go down, and nobody hears each of them", async () => {
  const slow = () => {
    throw { ...failure("slow_down", "cannot_open", "パスフレーズの間違いが続いています。あと2秒お待ちください。", "Caps Lock を確かめてください。"), wait: 2 };
  };
  const { user } = await openWindow({ screen: "home" }, closed, { open_ledger: slow });
  await user.type(byId("passphrase"), "chigau{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("パスフレーズの間違いが続いています。 Caps Lock を確かめてください。");
  expect(screen.getByRole("timer").textContent).toBe("あと2秒お待ちください。");
  await waitFor(() => expect(screen.getByRole("timer").textContent).toBe("あと1秒お待ちください。"), { timeout: 5000 });
  await waitFor(() => expect(screen.getByRole("timer").textContent).toBe("もう一度入れてください。"), { timeout: 5000 });
});

test("beside what looks like a training ledger the file with its passphrase is named, elsewhere nothing", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await waitFor(() => byId("operator"));
  expect(document.getElementById("passphrase-practice")).toBeNull();
  await user.click(screen.getByRole("radio", { name: /練習/ }));
  expect((await waitFor(() => byId("passphrase-practice"))).textContent).toBe("練習用の台帳なら、同じフォルダーの passphrase.txt にパスフレーズがあります。");
  expect(document.body.textContent).not.toContain(RIGHT_PASSPHRASE);
});

test("the right passphrase and Enter open the ledger", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await user.type(byId("passphrase"), `${RIGHT_PASSPHRASE}{Enter}`);
  await onScreen("home");
});

test("a ledger that cannot be opened is told in three parts", async () => {
  const refuse = () => {
    throw failure("ledger_newer", "cannot_open", "この台帳は新しい版のプログラムで書かれています。", "プログラムを更新してください。", "ledger.daicho");
  };
  const { user } = await openWindow({ screen: "home" }, closed, { open_ledger: refuse });
  await user.type(byId("passphrase"), "x{Enter}");
  const dialog = await screen.findByRole("alertdialog");
  expect(dialog.textContent).toContain("この台帳は新しい版のプログラムで書かれています。");
  expect(dialog.textContent).toContain("台帳は元のままです。");
  expect(dialog.textContent).toContain("プログラムを更新してください。");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
});

test("a training society is made where the clerk chooses, and says what it is on every side", async () => {
  const { user, desk } = await openWindow({ screen: "home" }, closed);
  await user.click(byId("make-training"));
  expect((await waitFor(() => byId("training-passphrase"))).textContent).toBe(RIGHT_PASSPHRASE);
  expect(screen.getByRole("dialog").textContent).toContain("passphrase.txt");
  await waitFor(() => expect(document.activeElement).toBe(byId("training-begin")));
  await user.keyboard("{Enter}");
  await onScreen("home");
  expect(screen.getByText("練習用の組合です")).toBeTruthy();
  expect(document.querySelector(".frame.training")).not.toBeNull();
  expect(desk.asked.find((one) => one.cmd === "make_training")?.args).toEqual({ dir: "/srv/kenpo/印刷/R8-04-15", members: 3000 });
});

test("a step of the form that lacks something leads to the first gap", async () => {
  const { user } = await openWindow({ screen: "home" }, closed);
  await user.click(byId("new-ledger"));
  await user.click(byId("wizard-next"));
  await waitFor(() => expect(document.activeElement).toBe(byId("society-name")));
  expect(screen.getAllByText("必ず入れてください。").length).toBe(5);
});

test("with no ledger known yet, the first field is ready to be written in", async () => {
  await openWindow({ screen: "home" }, closed, { status: () => ({ ledger: null, named: null, recent: [], version: "0.1.0", today: "2026-04-15" }) });
  expect(document.activeElement).toBe(byId("path"));
});

const write = async (user: Awaited<ReturnType<typeof openWindow>>["user"], id: string, text: string) => {
  await user.click(byId(id));
  await user.paste(text);
};

async function society(over: Parameters<typeof openWindow>[2] = {}) {
  const window = await openWindow({ screen: "home" }, closed, over);
  await window.user.click(byId("new-ledger"));
  for (const [key, text] of [["name", "ためし健康保険組合"], ["insurer_number", "06139992"], ["postcode", "1010054"], ["address", "東京都"], ["phone", "03-0000-0000"]] as const) {
    await write(window.user, `society-${key}`, text);
  }
  return window;
}

test("who leaves the founding of a ledger finds it again as it was", async () => {
  const { user } = await society();
  await user.click(screen.getByText("戻る"));
  expect(document.querySelector(".wizard")).toBeNull();
  await user.click(byId("new-ledger"));
  expect(byId<HTMLInputElement>("society-name").value).toBe("ためし健康保険組合");
  expect(byId<HTMLInputElement>("society-phone").value).toBe("03-0000-0000");
});

const wrong = (...complaints: readonly (readonly [cell: string, sentence: string])[]) => () => {
  throw {
    code: "society_field",
    ending: "usage",
    complaints: complaints.map(([cell, sentence]) => ({ cell, code: "society_field", sentence, hint: "", weight: "refusal" })),
  };
};

test("what the desk finds wrong with the society stands at its fields before the next step, and nothing typed is lost", async () => {
  const blanks = ["employer.0.code", "事業所のコードがありません。"] as const;
  const answers = [
    wrong(["postcode", "組合の郵便番号が7桁の数字ではありません。"], ["phone", "組合の電話番号が合いません。"], blanks),
    // Of the employers nothing is said yet: they have not been written.
    wrong(blanks),
  ];
  const { user, desk } = await society({ check_founding: () => answers.shift()?.() ?? null });
  await user.click(byId("wizard-next"));
  await waitFor(() => expect(byId("society-postcode-error").textContent).toBe("組合の郵便番号が7桁の数字ではありません。"));
  expect(byId("society-phone-error").textContent).toBe("組合の電話番号が合いません。");
  await waitFor(() => expect(document.activeElement).toBe(byId("society-postcode")));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(byId<HTMLInputElement>("society-name").value).toBe("ためし健康保険組合");
  await user.type(byId("society-postcode"), "9");
  expect(document.getElementById("society-postcode-error")).toBeNull();
  expect(byId("society-phone").getAttribute("aria-invalid")).toBe("true");
  await user.click(byId("wizard-next"));
  await waitFor(() => byId("employer-0-code"));
  expect(document.getElementById("employer-0-code-error")).toBeNull();
  expect(desk.asked.filter((one) => one.cmd === "check_founding")).toHaveLength(2);
});

test("a mistake that is found only when the ledger is made leads back to its field", async () => {
  const { user } = await society({ make_ledger: wrong(["employer.1.postcode", "事業所の郵便番号が7桁の数字ではありません。"], ["employer.1.name", "事業所の名称がありません。"]) });
  await user.click(byId("wizard-next"));
  await user.click(await waitFor(() => byId("add-employer")));
  for (const [at, code] of [[0, "001"], [1, "002"]] as const) {
    await write(user, `employer-${at}-code`, code);
    await write(user, `employer-${at}-symbol`, "101");
    await write(user, `employer-${at}-name`, "あおば工業");
  }
  await user.click(byId("wizard-next"));
  await user.click(await screen.findByLabelText(/単一型/));
  await write(user, "policy-source", "理事会決定 令和6年11月5日");
  await user.click(byId("wizard-next"));
  await waitFor(() => byId("new-path"));
  await write(user, "new-path", "/srv/新.daicho");
  await write(user, "new-passphrase", "momiji-umibe-suzume");
  await write(user, "new-passphrase-again", "momiji-umibe-suzume");
  await user.click(byId("wizard-next"));
  await user.click(await waitFor(() => byId("make-ledger")));
  await waitFor(() => expect(byId("employer-1-postcode-error").textContent).toContain("7桁"));
  await waitFor(() => expect(document.activeElement).toBe(byId("employer-1-name")));
  expect(byId<HTMLInputElement>("employer-1-code").value).toBe("002");
  // Without its neighbour the second is the first, and what was said of places is no longer said.
  await user.click(byId("remove-employer-0"));
  expect(document.querySelector(".wizard [aria-invalid=true]")).toBeNull();
});

test("the focus follows the employers that come and go", async () => {
  const { user } = await society();
  await user.click(byId("wizard-next"));
  await user.click(await waitFor(() => byId("add-employer")));
  await waitFor(() => expect(document.activeElement).toBe(byId("employer-1-code")));
  await user.click(byId("add-employer"));
  await waitFor(() => expect(document.activeElement).toBe(byId("employer-2-code")));
  byId("remove-employer-2").focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(byId("remove-employer-1")));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(byId("add-employer")));
});

test("the policy of a new ledger is chosen in words, and the check says what differs from the sample", async () => {
  const { user, desk } = await society();
  await user.click(byId("wizard-next"));
  await waitFor(() => byId("employer-0-code"));
  await write(user, "employer-0-code", "001");
  await write(user, "employer-0-symbol", "101");
  await write(user, "employer-0-name", "あおば工業");
  await user.click(byId("wizard-next"));
  await user.click(await screen.findByLabelText(/単一型/));
  await write(user, "policy-source", "理事会決定 令和6年11月5日");
  await user.selectOptions(byId("policy-certificate_lapse"), "申請があれば交付する");
  expect(byId<HTMLTextAreaElement>("new-policy-text").value).toContain('source = "理事会決定 令和6年11月5日"');
  await user.click(byId("wizard-next"));
  await waitFor(() => byId("new-path"));
  await write(user, "new-path", "/srv/新.daicho");
  await write(user, "new-passphrase", "momiji-umibe-suzume");
  await write(user, "new-passphrase-again", "momiji-umibe-suzume");
  await user.click(byId("wizard-next"));
  await waitFor(() => byId("policy-altered"));
  const altered = [...byId("policy-altered").querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(altered).toEqual([["電子証明書が切れた方", "申請を待たずに交付する", "申請があれば交付する"]]);
  await user.click(byId("make-ledger"));
  await onScreen("home");
  const sent = desk.asked.find((one) => one.cmd === "make_ledger")?.args as { policy: string };
  expect(sent.policy).toContain('certificate_lapse = "on_application"');
});

test("language, colours and size are changed before a ledger is open, and F1 names the keys that work there", async () => {
  const { user, desk } = await openWindow({ screen: "home" }, closed);
  const root = document.documentElement;
  await user.selectOptions(byId("start-theme"), "dark");
  expect(root.dataset["theme"]).toBe("dark");
  await user.selectOptions(byId("start-zoom"), "150");
  expect(root.style.fontSize).toBe("24px");
  await user.keyboard("{Control>}0{/Control}");
  expect(root.style.fontSize).toBe("16px");
  await user.click(byId("start-language"));
  await screen.findByText("Open a ledger");
  expect(desk.asked.at(-1)).toEqual({ cmd: "status", args: { lang: "en" } });
  await user.keyboard("{F1}");
  const keys = (await screen.findByRole("dialog")).textContent;
  expect(keys).toContain("Zoom in");
  expect(keys).not.toContain("Find");
  await user.keyboard("{Escape}");
  await user.click(byId("start-language"));
  await screen.findByText("台帳を開く");
});

test("a new passphrase after a recovery is typed twice, and the first operator is called as everywhere", async () => {
  const { user, desk } = await openWindow({ screen: "home" }, { open: false }, { operators_of: () => ({ operators: ["desk", "sato"], practice: null }), recover: () => { throw failure("passphrase_weak", "usage", "このパスフレーズは短いか、推測されやすいものです。", "12文字以上にしてください。"); } });
  await user.click(await waitFor(() => byId("recover")));
  await waitFor(() => expect([...byId<HTMLSelectElement>("recover-operator").options].map((one) => one.textContent)).toEqual(["窓口", "sato"]));
  await user.type(byId("recover-code"), "7K2M");
  await user.type(byId("recover-passphrase"), "asagao");
  await user.type(byId("recover-passphrase-again"), "asagau");
  expect(byId("recover-do")).toHaveProperty("disabled", true);
  expect(byId("recover-passphrase-again-error").textContent).toBe("二つのパスフレーズが違います。");
  await user.clear(byId("recover-passphrase-again"));
  await user.type(byId("recover-passphrase-again"), "asagao");
  await user.click(byId("recover-do"));
  await waitFor(() => expect(byId("recover-passphrase-error").textContent).toContain("推測されやすい"));
  await user.type(byId("recover-passphrase"), " to neko");
  expect(document.getElementById("recover-passphrase-error")).toBeNull();
  expect(desk.asked.find((one) => one.cmd === "recover")?.args).toMatchObject({ passphrase: "asagao", operator: "desk" });
});
