// The counter on paper: a reader with a card, who stands there, and cards whose PIN is known.
import type { AtCounter, CardAnswer, CounterChoices, Identified, MemberAnswers, ReaderReport, ReadersHere } from "../wire";
import { failure } from "./desk";
import { person } from "./people";

/** The PINs of the card that lies in the reader on paper. */
export const RIGHT_PIN = "1234";
/** The code of a certificate of the second member on paper. */
export const SCANNED = "P7K3QX9FHT2";

const CHOICES: CounterChoices = {
  documents: [
    { code: "myna_card", said: "マイナンバーカード（券面）", photo: true },
    { code: "driving_licence", said: "運転免許証", photo: true },
    { code: "passport", said: "旅券", photo: true },
    { code: "certificate", said: "資格確認書", photo: false },
    { code: "pension", said: "年金手帳・基礎年金番号通知書", photo: false },
    { code: "resident_record", said: "住民票の写し・印鑑登録証明書", photo: false },
  ],
  proxies: [
    { code: "spouse", said: "配偶者", photo: false },
    { code: "guardian", said: "成年後見人など", photo: false },
  ],
  authorities: [
    { code: "power_of_attorney", said: "委任状", photo: false },
    { code: "guardian_record", said: "登記事項証明書（後見人）", photo: false },
  ],
};

const REPORT: ReaderReport = {
  ok: false,
  findings: [
    { reader: "Windows Hello for Business 1", code: "virtual_reader", tone: "doubt", sentence: "カードリーダーのふりをするソフトで、実物ではありません。", hint: "実物のリーダーをUSBにつないでください。" },
    { reader: "Sony FeliCa Port/PaSoRi 4.0", code: "card_good", tone: "good", sentence: "マイナンバーカードを読み取れます。", hint: "" },
  ],
};

export class PaperCounter {
  readonly choices = CHOICES;
  readonly report = REPORT;
  here: ReadersHere = { state: "ready", sentence: "カードがあります。", hint: "", readers: [{ name: "Sony FeliCa Port/PaSoRi 4.0", card: true, virtual_one: false, changes: 1 }] };
  checks: AtCounter["checks"] = [];
  wrong = 0;

  at(text: string, answers: (code: string) => MemberAnswers): AtCounter {
    const scanned = text.toUpperCase() === SCANNED;
    const who = scanned ? person(1) : (this.named(text) ?? person(1));
    if (!scanned && this.named(text) === undefined) {
      throw failure("member_unknown", "usage", "この番号の方は台帳にいません。", "番号を確かめてください。", text);
    }
    return {
      answers: { ...answers(who.code), member: who.member, code: who.code, name: who.name },
      kana: who.kana,
      initials: who.kana.split(/\s+/u).map((part) => part.slice(0, 1)).join("・"),
      born: who.born,
      sex: "female",
      scanned: scanned ? { paper: SCANNED, kind: "certificate", state: "in_hand", valid: true, sentence: "交付済みの資格確認書です。令和9年3月31日まで使えます。" } : null,
      myna_said: "マイナンバーカード: あり　利用登録: あり　電子証明書: 令和8年6月30日まで",
      e_certificate_until: "2026-06-30",
      last_four: true,
      open: this.checks.some((one) => one.said.includes("下4桁が相違")) ? [{ code: "card_differs", said: "カードの個人番号の下4桁が台帳と違いました。番号の届出を確かめてください。" }] : [],
      household: [],
      checks: this.checks,
    };
  }

  card(asked: { member: string | null; pin: string | null; code_b: readonly string[] | null; face: boolean; proof: string | null; insists: string | null }): CardAnswer {
    if (asked.code_b !== null && !asked.face) {
      throw failure("face_not_compared", "usage", "写真と顔を見くらべたことが記録されていません。", "カードや書類の写真と顔を見くらべてから、印を付けてください。", "face");
    }
    if (asked.pin !== null && !/^\d{4}$/.test(asked.pin.normalize("NFKC"))) {
      throw failure("pin_not_four_digits", "usage", "暗証番号は数字4桁です。", "入れ直してください。カードには送っていないので、残りの回数は減っていません。", "pin");
    }
    if (asked.pin !== null && this.wrong === 2 && asked.insists !== "pin") {
      throw failure("one_try_left", "other", "暗証番号（券面事項入力補助用）は、あと1回まちがえるとロックされます。カードには送っていません。", "それでも試すかどうか、本人に聞いてください。", "pin");
    }
    if (asked.pin !== null && asked.pin.normalize("NFKC") !== RIGHT_PIN) {
      this.wrong += 1;
      throw failure("pin_wrong", "other", `暗証番号（券面事項入力補助用）が違います。あと${3 - this.wrong}回まちがえるとロックされます。`, "番号の種類を取り違えていないか聞いてください。", "card");
    }
    this.wrong = 0;
    if (asked.member === null) {
      return { identified: this.done(person(1).code, asked.code_b === null ? "card_pin" : "card_code_b", asked.proof !== null), holders: null };
    }
    return { identified: this.done(asked.member, asked.code_b === null ? "card_pin" : "card_code_b", asked.proof !== null), holders: null };
  }

  papers(member: string, documents: readonly string[], agrees: boolean): Identified {
    if (new Set(documents).size < 2) {
      throw failure("documents_too_few", "usage", "確認書類が足りません。種類の違うものが2点要ります。", "もう1点を見せていただいてください。", "documents");
    }
    const done = this.done(member, "documents", false);
    return agrees ? done : { ...done, result: "different", identified: false, sentence: "この方と確かめられません。台帳と違います。", next: ["この方の情報は何もお伝えしないでください。"] };
  }

  private named(text: string) {
    return [1, 2, 3, 4, 5].map(person).find((one) => one.code === text || one.member === text || one.member.replaceAll("-", "") === text);
  }

  private done(code: string, method: string, proven: boolean): Identified {
    const who = this.named(code) ?? person(1);
    const card = method !== "documents";
    this.checks = [
      { on: "2026-04-15", at: "2026-04-15T01:02:00Z", operator: "yamada", method, result: "variant", identified: true, said: card ? "カードと暗証番号: 表記の違いのみ、下4桁は一致" : "写真と書類: 一致、運転免許証・資格確認書" },
      ...this.checks,
    ];
    return {
      member: who.member,
      code: who.code,
      name: who.name,
      result: card ? "variant" : "same",
      identified: true,
      sentence: card ? "ご本人です。字体など、表記だけが違います。" : "ご本人です。台帳と一致しました。",
      method,
      compared: card
        ? [
            { about: "name", said: "氏名", grade: "B", because: ["異体字・旧字体の違いです"] },
            { about: "born", said: "生年月日", grade: "A", because: [] },
            { about: "sex", said: "性別", grade: "A", because: [] },
          ]
        : [],
      last_four: card ? "agrees" : null,
      last_four_said: card ? "個人番号の下4桁は、台帳と一致しました。" : null,
      certificate_until: card ? "2027-05-11" : null,
      certificate_said: card ? "電子証明書は令和9年5月11日まで有効です。" : null,
      card_until: null,
      possession: proven ? "genuine" : null,
      possession_said: proven ? "本物のカードです（電子証明書の失効は確認していません）。" : null,
      insist: null,
      recorded: card ? ["電子証明書の有効期限（令和9年5月11日）を台帳に記録しました。"] : [],
      next: [],
      exchanged: card ? 31 : 0,
    };
  }
}
