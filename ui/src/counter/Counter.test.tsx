import { act, fireEvent } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { LOCKED } from "../desk";
import { answers } from "../mock/answers";
import { PaperCounter, SCANNED } from "../mock/counter";
import { failure, tell } from "../mock/desk";
import type { AtCounter, Identified } from "../wire";
import { person } from "../mock/people";
import { go } from "../frame/route";
import { prefer } from "../frame/preferences";
import { byId, onScreen, openWindow, waitFor } from "../mock/window";
import { FORGOTTEN } from "./Check";
import { IDLE } from "./Curtain";

const done = { result: "same", identified: true, sentence: "ご本人です。", method: "card_pin", compared: [], last_four: null, last_four_said: null, certificate_until: null, certificate_said: null, card_until: null, possession: null, possession_said: null, insist: null, recorded: [], next: [], exchanged: 31 };

const WHO = { member: person(1).member, code: person(1).code, name: person(1).name };

const counter = async (over: Parameters<typeof openWindow>[2] = {}) => {
  const window = await openWindow({ screen: "counter", member: null }, {}, over);
  await waitFor(() => byId("counter-check"));
  return window;
};

/** Nobody touches the counter any more, and it hides itself. */
async function hidesItself() {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    fireEvent.keyDown(document.body, { key: "Shift" });
    await act(() => vi.advanceTimersByTimeAsync(IDLE + 1_000));
  } finally {
    vi.useRealTimers();
  }
  await waitFor(() => byId("curtain"));
}

/** A scanner's keys: one after another, and whatever the input method makes of them; whether its Enter goes on to do what Enter does. */
function scan(field: HTMLElement, code: string, composing: boolean) {
  for (const sign of code) {
    const key = /\d/.test(sign) ? `Digit${sign}` : `Key${sign}`;
    fireEvent.keyDown(field, { code: key, key: composing ? "Process" : sign, keyCode: composing ? 229 : sign.charCodeAt(0), isComposing: composing });
  }
  return fireEvent.keyDown(field, { code: "Enter", key: composing ? "Process" : "Enter", keyCode: composing ? 229 : 13, isComposing: composing });
}

test("a scanned code shows who it is, where the paper is and what to say, whatever the input method is", async () => {
  const { desk } = await counter();
  for (const composing of [false, true]) {
    scan(byId("counter-text"), SCANNED, composing);
    await waitFor(() => expect(byId("counter-scanned").textContent).toContain("令和9年3月31日まで使えます"));
    expect(byId<HTMLInputElement>("counter-text").value).toBe("");
    expect(desk.asked.findLast((one) => one.cmd === "at_counter")?.args).toMatchObject({ member: SCANNED });
  }
  expect(byId("counter-say").textContent).toContain("返していただくもの");
});

test("who comes back to a counter does not meet the visitor with whom it was opened", async () => {
  const { user, desk } = await openWindow({ screen: "counter", member: WHO.code });
  await waitFor(() => byId("counter-shown"));
  expect(location.hash).toBe(`#/counter/${WHO.code}`);
  scan(byId("counter-text"), SCANNED, false);
  await waitFor(() => byId("counter-scanned"));
  expect(location.hash).toBe("#/counter");
  const looks = () => desk.asked.filter((one) => one.cmd === "at_counter").length;
  const before = looks();
  await user.click(byId("counter-member"));
  await onScreen("member");
  act(() => go({ screen: "counter", member: null }));
  await onScreen("counter");
  expect([looks(), document.getElementById("counter-shown")]).toEqual([before, null]);
});

test("a code that is typed by hand, in full width, is looked up, and a name leads to those who bear it", async () => {
  const { user, desk } = await counter();
  await user.type(byId("counter-text"), "Ｐ７Ｋ３ＱＸ９ＦＨＴ２{Enter}");
  await waitFor(() => byId("counter-scanned"));
  await user.click(byId("counter-next"));
  expect(document.getElementById("counter-shown")).toBeNull();
  // A code of letters alone is one, too; with a slip it is a code all the same.
  await user.type(byId("counter-text"), "MABCDEFGHJK{Enter}");
  await waitFor(() => byId("counter-failed"));
  expect(desk.asked.findLast((one) => one.cmd === "at_counter")?.args).toMatchObject({ member: "MABCDEFGHJK" });
  await user.type(byId("counter-text"), "PKO3QX9FHT2{Enter}");
  await waitFor(() => byId("counter-failed"));
  expect(desk.asked.findLast((one) => one.cmd === "at_counter")?.args).toMatchObject({ member: "PKO3QX9FHT2" });
  await user.type(byId("counter-text"), "サトウ{Enter}");
  const hits = await waitFor(() => byId("counter-hits"));
  expect(hits.querySelectorAll("li").length).toBeGreaterThan(0);
  expect(desk.asked.findLast((one) => one.cmd === "find")?.args).toMatchObject({ query: "サトウ" });
});

test("the card shows who it is; what opened it leaves the screen, and never comes again in a question", async () => {
  const { user, desk } = await counter();
  expect(byId("reader-state").textContent).toContain("カードがあります");
  await user.type(byId("counter-pin"), "１２３４");
  await user.click(byId("counter-proves"));
  await user.type(byId("counter-proof"), "5678");
  await user.click(byId("counter-do"));
  const result = await waitFor(() => byId("counter-result"));
  expect(result.textContent).toContain("ご本人です");
  expect(result.querySelector("[data-about=name]")?.textContent).toContain("異体字");
  expect(result.textContent).toContain("失効は確認していません");
  await waitFor(() => expect(byId("counter-checks").textContent).toContain("下4桁は一致"));
  expect(byId<HTMLInputElement>("counter-pin").value).toBe("");
  expect(desk.asked.filter((one) => one.cmd === "check_card")).toHaveLength(1);
});

test("a wrong PIN says what is left and offers the printed code; at one try left nothing goes without the member's wish", async () => {
  const { user, desk } = await counter();
  await user.type(byId("counter-pin"), "12{Enter}");
  await waitFor(() => expect(byId("check-failed").textContent).toContain("残りの回数は減っていません"));
  for (const left of [2, 1]) {
    await user.type(byId("counter-pin"), "9999{Enter}");
    await waitFor(() => expect(byId("check-failed").textContent).toContain(`あと${left}回`));
    expect(byId<HTMLInputElement>("counter-pin").value).toBe("");
  }
  await user.type(byId("counter-pin"), "1234{Enter}");
  await user.click(await waitFor(() => byId("counter-insist")));
  await waitFor(() => byId("counter-result"));
  expect(desk.asked.findLast((one) => one.cmd === "check_card")?.args).toMatchObject({ insists: "pin", pin: "1234" });
});

test("without a PIN the printed code is asked for, as it stands on the card", async () => {
  const { user, desk } = await counter();
  await user.type(byId("counter-pin"), "9999{Enter}");
  await user.click(await waitFor(() => byId("counter-by-code")));
  await user.type(byId("counter-born"), "550217");
  await user.type(byId("counter-until"), "2035");
  await user.type(byId("counter-code"), "2285{Enter}");
  await waitFor(() => expect(byId("check-failed").textContent).toContain("顔を見くらべ"));
  // Nothing was sent, and what was typed is still there.
  await user.click(byId("counter-face"));
  await user.click(byId("counter-do"));
  await waitFor(() => byId("counter-result"));
  expect(desk.asked.findLast((one) => one.cmd === "check_card")?.args).toMatchObject({ pin: null, code_b: ["550217", "2035", "2285"] });
});

test("two documents are recorded with who came and by what authority", async () => {
  const { user, desk } = await counter();
  await user.type(byId("counter-text"), `${SCANNED}{Enter}`);
  await waitFor(() => byId("counter-shown"));
  await user.click(document.querySelector<HTMLElement>("#counter-way [value=papers]") as HTMLElement);
  await user.click(document.querySelector<HTMLElement>("[data-document=driving_licence]") as HTMLElement);
  await user.click(document.querySelector<HTMLElement>("#counter-agrees [value=yes]") as HTMLElement);
  await user.click(byId("counter-do"));
  await waitFor(() => expect(byId("check-failed").textContent).toContain("2点"));
  await user.click(document.querySelector<HTMLElement>("[data-document=certificate]") as HTMLElement);
  await user.click(byId("counter-face"));
  await user.click(byId("counter-proxy"));
  expect(byId("counter-agrees").textContent).toContain("委任状などの代理の方と同じ");
  expect(byId<HTMLButtonElement>("counter-do").disabled, "nobody chose who came").toBe(true);
  await user.selectOptions(byId("counter-relation"), "guardian");
  await user.selectOptions(byId("counter-authority"), "guardian_record");
  await user.click(byId("counter-do"));
  await waitFor(() => byId("counter-result"));
  expect(desk.asked.findLast((one) => one.cmd === "check_papers")?.args).toMatchObject({
    documents: ["driving_licence", "certificate"],
    face: true,
    agrees: true,
    proxy: "guardian",
    authority: "guardian_record",
  });
});

test("before visitors only initials are shown, one key hides all, and an idle counter hides itself", async () => {
  const { user } = await counter();
  await user.type(byId("counter-text"), `${SCANNED}{Enter}`);
  const open = (await waitFor(() => byId("counter-shown"))).textContent ?? "";
  await user.click(byId("counter-visitors"));
  const covered = byId("counter-shown").textContent ?? "";
  expect(covered).toMatch(/[ァ-ヶ]・[ァ-ヶ]/u);
  expect(open).toContain("生年月日");
  expect(covered).not.toContain("生年月日");
  await user.keyboard("{F8}");
  await waitFor(() => byId("curtain"));
  await user.click(byId("curtain-up"));
  expect(document.getElementById("curtain")).toBeNull();
  await hidesItself();
});

test("a key that is held hides the screen once", async () => {
  const { user } = await counter();
  await user.keyboard("{F8}");
  await waitFor(() => byId("curtain"));
  for (let more = 0; more < 3; more += 1) {
    fireEvent.keyDown(document.body, { key: "F8", repeat: true });
    expect(document.getElementById("curtain")).not.toBeNull();
  }
});

test("what the clerk uncovers before one visitor is covered for the next, and still hides itself", async () => {
  const paper = new PaperCounter();
  const { user } = await counter({ at_counter: ({ member, on }) => ({ ...paper.at(member, (code) => ({ ...answers.memberAnswers, member: code, on })), open: member === person(1).member ? [{ code: "protected", said: "この方の情報は何もお伝えしないでください。" }] : [] }) });
  await user.click(byId("counter-visitors"));
  await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
  const waiting = await waitFor(() => byId("counter-aside"));
  await user.click(waiting.querySelector("button") as HTMLElement);
  expect(byId("counter-shown").textContent).toContain(person(1).member);
  // Set again, the tick covers the same visitor again; and so does whatever hides the screen.
  await user.click(byId("counter-visitors"));
  await waitFor(() => byId("counter-aside"));
  await user.click(byId("counter-aside").querySelector("button") as HTMLElement);
  await user.keyboard("{F8}{F8}");
  await waitFor(() => byId("counter-aside"));
  await user.click(byId("counter-aside").querySelector("button") as HTMLElement);
  await user.type(byId("counter-text"), `${person(2).member}{Enter}`);
  await waitFor(() => byId("counter-say"));
  expect(byId("counter-shown").textContent).not.toContain(person(2).member);
  await hidesItself();
});

test("before visitors a check is finished only where nothing is left to do, and a slip of the hand is told", async () => {
  let next: string[] = ["代理の方ご自身の書類2点も確かめ、続けて記録してください。"];
  const { user } = await counter({ check_card: () => ({ identified: { ...done, ...WHO, next }, holders: null }) });
  await user.click(byId("counter-visitors"));
  await user.type(byId("counter-text"), "999-9999-9{Enter}");
  await waitFor(() => expect(byId("counter-failed").textContent).toContain("この番号の方は台帳にいません"));
  await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
  await waitFor(() => byId("counter-say"));
  await user.type(byId("counter-pin"), "1234{Enter}");
  await waitFor(() => expect(byId("counter-aside").textContent).toContain("係の者がご案内します"));
  expect(document.getElementById("counter-result")).toBeNull();
  next = [];
  await user.click(byId("counter-next"));
  await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
  await waitFor(() => byId("counter-say"));
  await user.type(byId("counter-pin"), "1234{Enter}");
  await waitFor(() => expect(byId("counter-result").textContent).toContain("確認が終わりました"));
});

test("while the next visitor is looked up, nobody is in sight and nobody is checked", async () => {
  const paper = new PaperCounter();
  let answer: () => void = () => undefined;
  let slow = false;
  const { user, desk } = await counter({
    at_counter: ({ member, on }) => {
      const shown = paper.at(member, (code) => ({ ...answers.memberAnswers, member: code, on }));
      return slow ? new Promise((done) => (answer = () => done(shown))) : shown;
    },
  });
  await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
  await waitFor(() => byId("counter-shown"));
  slow = true;
  await user.type(byId("counter-text"), `${person(2).member}{Enter}`);
  await waitFor(() => expect(document.getElementById("counter-shown")).toBeNull());
  await user.type(byId("counter-pin"), "1234{Enter}");
  expect(desk.asked.some((one) => one.cmd === "check_card")).toBe(false);
  await act(async () => answer());
  await waitFor(() => expect(byId("counter-shown").textContent).toContain(person(2).member));
  // Whoever is sent away while they are looked up keeps nobody after them waiting.
  await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
  await user.click(byId("counter-next"));
  await act(async () => answer());
  expect(document.getElementById("counter-shown")).toBeNull();
  await user.type(byId("counter-pin"), "1234{Enter}");
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "check_card")).toBe(true));
});

test("who was looked up stays when the language or the day changes, whoever the address named", async () => {
  const { user } = await openWindow({ screen: "counter", member: person(1).code });
  await waitFor(() => expect(byId("counter-shown").textContent).toContain(person(1).member));
  await user.type(byId("counter-text"), `${person(2).member}{Enter}`);
  await waitFor(() => expect(byId("counter-shown").textContent).toContain(person(2).member));
  act(() => prefer({ lang: "en" }));
  await waitFor(() => expect(document.querySelector("[data-screen=counter] h1")?.textContent).toBe("Counter"));
  await waitFor(() => expect(byId("counter-shown").textContent).toContain(person(2).member));
  act(() => prefer({ lang: "ja" }));
  await user.click(byId("day"));
  await user.click(await waitFor(() => document.querySelector<HTMLElement>("[role=dialog] input[value=then]") as HTMLElement));
  await user.click(byId("day-show"));
  await waitFor(() => expect(document.querySelector(".past-band")).not.toBeNull());
  await waitFor(() => expect(byId("counter-shown").textContent).toContain(person(2).member));
});

test("what was typed before the card is laid down stays for it", async () => {
  let road: unknown = null;
  const { here } = new PaperCounter();
  const empty = { ...here, state: "no_card" as const, readers: here.readers.map((one) => ({ ...one, card: false, changes: 2 })) };
  const { user } = await counter({
    watch_readers: ({ progress }) => {
      road = progress;
      tell(road, empty);
      return null;
    },
  });
  await user.type(byId("counter-pin"), "1234");
  act(() => tell(road, { ...here, readers: here.readers.map((one) => ({ ...one, changes: 3 })) }));
  await waitFor(() => expect(byId("reader-state").textContent).toContain("カードがあります"));
  expect(byId<HTMLInputElement>("counter-pin").value).toBe("1234");
  act(() => tell(road, { ...empty, readers: empty.readers.map((one) => ({ ...one, changes: 4 })) }));
  await waitFor(() => expect(byId<HTMLInputElement>("counter-pin").value).toBe(""));
});

test("the doctor tells of each reader what it is and what to do", async () => {
  const { user } = await counter();
  await user.click(byId("reader-doctor"));
  const found = await waitFor(() => byId("reader-findings"));
  expect(found.querySelector("[data-finding=virtual_reader]")?.textContent).toContain("実物のリーダー");
});

test("beside a member one key opens the counter about that member", async () => {
  const { user } = await openWindow({ screen: "member", member: person(2).code });
  await waitFor(() => document.querySelector("[data-screen=member] h1"));
  await user.keyboard("{F3}");
  await onScreen("counter");
  await waitFor(() => byId("counter-shown"));
});

test("what comes of one visitor's card is not shown to the next", async () => {
  let answer: (done: unknown) => void = () => undefined;
  const { user, desk } = await counter({ check_card: () => new Promise((done) => (answer = done as (done: unknown) => void)) });
  await user.type(byId("counter-text"), `${person(1).code}{Enter}`);
  await waitFor(() => byId("counter-shown"));
  await user.type(byId("counter-pin"), "1234{Enter}");
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "check_card")).toBe(true));
  expect(byId<HTMLButtonElement>("counter-next").disabled, "a card is being read").toBe(true);
  await user.type(byId("counter-text"), `${person(2).code}{Enter}`);
  await waitFor(() => expect(byId("counter-shown").textContent).toContain(person(2).member));
  await act(async () => answer({ identified: { ...done, ...WHO }, holders: null }));
  await waitFor(() => expect(byId<HTMLButtonElement>("counter-next").disabled).toBe(false));
  expect(byId("counter-shown").textContent).toContain(person(2).member);
  expect(document.getElementById("counter-result")).toBeNull();
});

test("what was typed for one visitor is gone for the next, and behind the curtain", async () => {
  const { user } = await counter();
  for (let tries = 0; tries < 2; tries += 1) {
    await user.type(byId("counter-pin"), "9999{Enter}");
    await waitFor(() => expect(byId("check-failed").textContent).toContain(`あと${2 - tries}回`));
  }
  await user.type(byId("counter-pin"), "1234{Enter}");
  await waitFor(() => byId("counter-insist"));
  await user.click(byId("counter-next"));
  expect(document.getElementById("counter-insist")).toBeNull();
  expect(byId<HTMLInputElement>("counter-pin").value).toBe("");
  await user.type(byId("counter-pin"), "1234");
  await user.keyboard("{F8}{Enter}");
  await waitFor(() => byId("curtain"));
  await user.keyboard("{F8}");
  await waitFor(() => expect(document.getElementById("curtain")).toBeNull());
  expect(byId<HTMLInputElement>("counter-pin").value).toBe("");
});

test("a scan is heard in every field of the counter and its Enter sends nothing, but not where something else is written", async () => {
  const { user, desk } = await counter();
  await user.type(byId("counter-pin"), "1234{Enter}");
  await waitFor(() => expect(byId("counter-checks").textContent).toContain("下4桁は一致"));
  const asked = (cmd: string) => desk.asked.filter((one) => one.cmd === cmd).length;
  const [reads, sees] = [asked("check_card"), asked("check_papers")];
  for (const place of [() => document.activeElement, () => byId("counter-pin"), () => byId("counter-visitors"), () => document.querySelector("#counter-way [value=papers]"), () => byId("counter-proxy")]) {
    const before = asked("at_counter");
    const field = place() as HTMLElement;
    // Enter in a field of a form sends the form, unless somebody took it.
    expect(scan(field, SCANNED, false), "its Enter was taken").toBe(false);
    await waitFor(() => expect(asked("at_counter")).toBe(before + 1));
    // The scanner comes back to the field, and who was scanned is in sight.
    await waitFor(() => expect(document.activeElement).toBe(byId("counter-text")));
    await waitFor(() => byId("counter-scanned"));
  }
  expect([asked("check_card"), asked("check_papers")]).toEqual([reads, sees]);
  const before = asked("at_counter");
  scan(document.getElementById("find") as HTMLElement, SCANNED, false);
  expect(asked("at_counter")).toBe(before);
});

test("what one member wished, and typed, never goes to the next card", async () => {
  const spared = { ...done, insist: "proof" };
  let identified: Identified = { ...spared, ...WHO };
  let road: unknown = null;
  const { here } = new PaperCounter();
  const { user, desk } = await counter({
    check_card: () => ({ identified, holders: null }),
    watch_readers: ({ progress }) => {
      road = progress;
      tell(road, here);
      return null;
    },
  });
  await user.type(byId("counter-pin"), "1234");
  await user.click(byId("counter-proves"));
  await user.type(byId("counter-proof"), "5678{Enter}");
  await user.click(await waitFor(() => byId("counter-last")));
  await user.type(byId("counter-pin"), "1234");
  act(() => tell(road, { ...here, readers: here.readers.map((one) => ({ ...one, changes: one.changes + 2 })) }));
  await waitFor(() => expect(byId<HTMLInputElement>("counter-pin").value).toBe(""));
  expect(document.getElementById("counter-last")).toBeNull();
  identified = { ...done, ...WHO };
  await user.type(byId("counter-pin"), "2222");
  await user.type(byId("counter-proof"), "3333{Enter}");
  await waitFor(() => expect(desk.asked.findLast((one) => one.cmd === "check_card")?.args).toMatchObject({ pin: "2222", insists: null }));
});

test("what was typed does not outlive a lock", async () => {
  let locked = false;
  const { user } = await counter({ idle: () => ({ locked, operator: locked ? "yamada" : null, path: locked ? "/srv/kenpo/資格台帳.daicho" : null, practice: null }) });
  await user.type(byId("counter-pin"), "1234");
  await user.click(byId("counter-states"));
  await user.type(byId("counter-number"), "123456789012");
  locked = true;
  act(() => void window.dispatchEvent(new Event(LOCKED)));
  await waitFor(() => expect(byId<HTMLInputElement>("counter-pin").value + byId<HTMLInputElement>("counter-number").value).toBe(""));
});

test("what was typed does not outlive a minute without anybody", async () => {
  const { user } = await counter();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    fireEvent.change(byId("counter-pin"), { target: { value: "1234" } });
    await act(() => vi.advanceTimersByTimeAsync(FORGOTTEN - 5_000));
    expect(byId<HTMLInputElement>("counter-pin").value).toBe("1234");
    await act(() => vi.advanceTimersByTimeAsync(6_000));
    expect(byId<HTMLInputElement>("counter-pin").value).toBe("");
  } finally {
    vi.useRealTimers();
  }
  await user.keyboard("{Escape}");
});

test("a refusal that comes behind the curtain is told when it goes up, and nothing is sent twice", async () => {
  let refuse: (why: unknown) => void = () => undefined;
  const { user, desk } = await counter({ check_card: () => new Promise((_, no) => (refuse = no)) });
  await user.type(byId("counter-pin"), "9999{Enter}");
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "check_card")).toBe(true));
  await user.keyboard("{F8}");
  await waitFor(() => byId("curtain"));
  await act(async () => refuse(failure("pin_wrong", "other", "暗証番号（券面事項入力補助用）が違います。あと2回まちがえるとロックされます。", "", "pin")));
  await user.keyboard("{F8}");
  await waitFor(() => expect(document.getElementById("curtain")).toBeNull());
  expect(byId("check-failed").textContent).toContain("あと2回");
});

test("before visitors nothing is shown of whoever is protected or has died, and no refusal about a member", async () => {
  let open: AtCounter["open"] = [];
  const paper = new PaperCounter();
  const { user } = await counter({ at_counter: ({ member, on }) => ({ ...paper.at(member, (code) => ({ ...answers.memberAnswers, member: code, on })), open }), check_papers: () => Promise.reject(failure("proxy_of_protected", "refused", "この方のことは、代理の方には何もお伝えできません。", "加入しているかどうかも口に出さず、責任者に代わってください。", person(1).member)) });
  await user.click(byId("counter-visitors"));
  for (const code of ["protected", "died", "not_insured"]) {
    open = [{ code, said: "この方の情報は何もお伝えしないでください。" }];
    await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
    await waitFor(() => expect(byId("counter-aside").textContent).toContain("係の者がご案内します"));
    const all = document.querySelector("[data-screen=counter]")?.textContent ?? "";
    expect(all).not.toContain(person(1).member);
    expect(all).not.toContain("お伝えしないで");
    expect(document.getElementById("counter-say")).toBeNull();
    await user.click(byId("counter-next"));
  }
  open = [];
  await user.type(byId("counter-text"), `${person(1).member}{Enter}`);
  await waitFor(() => byId("counter-shown"));
  await user.click(document.querySelector<HTMLElement>("#counter-way [value=papers]") as HTMLElement);
  await user.click(document.querySelector<HTMLElement>("#counter-agrees [value=yes]") as HTMLElement);
  await user.click(byId("counter-do"));
  await waitFor(() => expect(byId("check-failed").textContent).toContain("係の者がご案内します"));
  expect(byId("check-failed").textContent).not.toContain("代理の方には");
  // The clerk's own screen says it whole.
  await user.click(byId("check-failed").querySelector("button") as HTMLElement);
  await waitFor(() => expect(byId("check-failed").textContent).toContain("責任者に代わってください"));
});
