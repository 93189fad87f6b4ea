//! The reader: what is asked of a card, and every trouble with its sentence and its next step.

use card::{
    Apart, BadInput, CardState, Check, CodeB, ECertificate, Opens, Pin, Port, Reading, Seen, StatedNumber, Trouble,
    Which,
};
use rules::calendar::Day;
use rules::counter::Method;
use rules::words::{Complaint, Lang, Said, Weight};
use zeroize::Zeroize;

use super::said;
use crate::Failure;
use crate::wire::{ReaderFinding, ReaderHere, ReaderReport, ReadersHere};

/// What the member and the clerk give for a look at a card. Wiped when it is dropped.
#[derive(Zeroize)]
#[zeroize(drop)]
pub struct CardAsk {
    /// Which reader; `None` where one alone holds a card.
    #[zeroize(skip)]
    pub reader: Option<String>,
    /// 暗証番号（券面事項入力補助用）
    pub pin: Option<String>,
    /// 照合番号B: birth YYMMDD as printed, the card's year of expiry, the four digits of the security code.
    pub code_b: Option<[String; 3]>,
    /// 個人番号, as the member states it: the card says whether it is its own.
    pub number: Option<String>,
    /// 暗証番号（利用者証明用）: asks the card to prove that it is the real one.
    pub proof: Option<String>,
    /// What the member wants to be tried although one try is left: `pin`, `proof`, `number`, `code_b`.
    #[zeroize(skip)]
    pub insists: Option<String>,
    /// The photo on the card was compared with the face; or a proxy came, and there is no face to compare. Whoever finds a card can read
    /// the printed code, so that this alone shows nobody.
    #[zeroize(skip)]
    pub face: bool,
}

impl CardAsk {
    /// Nothing is given yet.
    #[must_use]
    pub fn new(reader: Option<String>, insists: Option<String>) -> CardAsk {
        CardAsk { reader, pin: None, code_b: None, number: None, proof: None, insists, face: false }
    }

    /// By what the card will be opened.
    #[must_use]
    pub fn method(&self) -> Method {
        if self.pin.is_none() && self.code_b.is_some() { Method::CardCodeB } else { Method::CardPin }
    }

    /// What goes to the card. What cannot be right never goes there.
    fn check(&self, on: Day) -> Result<Check, Failure> {
        let opens = match (&self.pin, &self.code_b) {
            (Some(pin), _) => Opens::Pin(Pin::new(pin).map_err(|bad| bad_input("pin", bad))?),
            (None, Some([born, until, code])) => {
                Opens::CodeB(CodeB::new(born, until, code).map_err(|bad| bad_input("code_b", bad))?)
            }
            (None, None) => Opens::Nothing,
        };
        if matches!(opens, Opens::CodeB(_)) && !self.face {
            return Err(face_not_compared());
        }
        let number = self.number.as_deref().map(StatedNumber::new).transpose();
        let proof = self.proof.as_deref().map(Pin::new).transpose();
        Ok(Check {
            reader: self.reader.clone(),
            opens,
            number: number.map_err(|bad| bad_input("number", bad))?,
            proof: proof.map_err(|bad| bad_input("proof", bad))?,
            insists: self.insists.as_deref().map(which_named).transpose()?,
            on,
        })
    }
}

/// There is a photo, and nobody said that it is the face.
pub(super) fn face_not_compared() -> Failure {
    Failure::wrong(
        "face",
        "face_not_compared",
        ("写真と顔を見くらべたことが記録されていません。", "Face and photo were not compared."),
        (
            "カードや書類の写真と顔を見くらべてから、印を付けてください。",
            "Compare the photo on the card or the papers with the face, then say so.",
        ),
    )
}

/// Looks at the card in the reader.
///
/// # Errors
/// When what was given cannot be right (it never reaches the card), or the card or the reader is in trouble; each with a sentence and
/// a next step.
pub fn read_card(port: &mut dyn Port, ask: &CardAsk, on: Day) -> Result<Reading, Failure> {
    let check = ask.check(on)?;
    let mut reading = card::check(port, &check).map_err(|trouble| Failure::other(complaint(&trouble)))?;
    if reading.number_agrees == Some(true) {
        // The card said that the stated number is its own: so it ends as that one does.
        reading.last_four = reading.last_four.or(check.number.as_ref().map(StatedNumber::last_four));
    }
    Ok(reading)
}

/// The word under which it is recorded that a card was not read, when a try was lost or none is left.
#[must_use]
pub fn tries_lost(failure: &Failure) -> Option<&'static str> {
    let lost = ["pin_wrong", "pin_blocked", "code_wrong", "code_blocked"];
    failure.complaints.iter().find_map(|one| lost.iter().find(|word| **word == one.code).copied())
}

/// The readers and their cards as they are now.
#[must_use]
pub fn readers(port: &mut dyn Port, lang: Lang) -> ReadersHere {
    watched(&port.readers(), lang)
}

/// The readers and their cards at a moment, to be said in whatever language is asked for.
#[derive(Clone)]
pub struct Readers(card::Told);

impl Readers {
    /// In words.
    #[must_use]
    pub fn said(&self, lang: Lang) -> ReadersHere {
        watched(&self.0, lang)
    }
}

/// Tells of readers and cards as they come and go, until `tell` answers false. A service that dies and comes back is told as such.
pub fn watch(tell: &mut dyn FnMut(Readers) -> bool) {
    card::watch(&port(), &mut |seen| tell(Readers(seen.clone())));
}

/// What the watching of readers tells, for the screen.
#[must_use]
fn watched(seen: &Result<Vec<Seen>, Trouble>, lang: Lang) -> ReadersHere {
    let here = |trouble: &Trouble, readers: Vec<ReaderHere>| {
        let complaint = complaint(trouble);
        ReadersHere {
            state: complaint.code,
            sentence: complaint.sentence.in_lang(lang).to_owned(),
            hint: complaint.hint.in_lang(lang).to_owned(),
            readers,
        }
    };
    let seen = match seen {
        Ok(seen) => seen,
        Err(trouble) => return here(trouble, Vec::new()),
    };
    let readers: Vec<ReaderHere> = seen
        .iter()
        .map(|one| ReaderHere {
            name: one.name.clone(),
            card: one.card,
            virtual_one: one.virtual_one,
            changes: one.event,
        })
        .collect();
    if seen.is_empty() {
        return here(&Trouble::NoReader, readers);
    }
    // Beside a real reader a reader of software counts for nothing.
    let real = seen.iter().any(|one| !one.virtual_one);
    let counted = || seen.iter().filter(|one| !real || !one.virtual_one);
    if counted().any(|one| one.card && !one.mute) {
        let said = Said::new("カードがあります。", "A card is there.");
        return ReadersHere { state: "ready", sentence: said.in_lang(lang).to_owned(), hint: String::new(), readers };
    }
    here(if counted().any(|one| one.mute) { &Trouble::Mute } else { &Trouble::NoCard }, readers)
}

/// The sentence of readers that are not there, as a failure.
#[must_use]
pub fn no_reader(here: &ReadersHere) -> Failure {
    Failure::other(Complaint {
        place: "card".to_owned(),
        code: here.state,
        weight: Weight::Refusal,
        sentence: Said::new(here.sentence.clone(), here.sentence.clone()),
        hint: Said::new(here.hint.clone(), here.hint.clone()),
    })
}

/// Looks at service, readers and cards without a PIN: what is in the way, and what to do about it.
#[must_use]
pub fn doctor(port: &mut dyn Port, on: Day, lang: Lang) -> ReaderReport {
    let found = card::examine(port, on);
    let mut findings = Vec::new();
    let mut tell = |reader: Option<&String>, code: &'static str, tone: &'static str, sentence: Said, hint: Said| {
        findings.push(ReaderFinding {
            reader: reader.cloned(),
            code,
            tone,
            sentence: sentence.in_lang(lang).to_owned(),
            hint: hint.in_lang(lang).to_owned(),
        });
    };
    if let Some(trouble) = &found.service {
        let it = complaint(trouble);
        tell(None, it.code, "bad", it.sentence, it.hint);
    }
    if found.service.is_none() && found.readers.is_empty() {
        let it = complaint(&Trouble::NoReader);
        tell(None, it.code, "bad", it.sentence, it.hint);
    }
    let real = found.readers.iter().filter(|one| !one.virtual_one).count();
    for one in &found.readers {
        let reader = Some(&one.name);
        if one.virtual_one && (real > 0 || matches!(one.card, CardState::None)) {
            tell(
                reader,
                "virtual_reader",
                if real > 0 { "plain" } else { "doubt" },
                Said::new(
                    "カードリーダーのふりをするソフトで、実物ではありません。",
                    "This is a program that plays a reader, not a reader.",
                ),
                Said::new(
                    "実物のリーダーがつながっていれば、このままで差し支えありません。つないであるのに出ないときは、リーダーのドライバーを入れてください。",
                    "Beside a real reader it does no harm. If a connected reader is missing here, install its driver.",
                ),
            );
            continue;
        }
        let trouble = match &one.card {
            CardState::None => Trouble::NoCard,
            CardState::Mute => Trouble::Mute,
            CardState::OtherCard => Trouble::OtherCard,
            CardState::OldCard => Trouble::OldCard,
            CardState::Phone => Trouble::Phone,
            CardState::InUse => Trouble::InUse,
            CardState::NewGeneration => Trouble::NewGeneration,
            CardState::Unread(trouble) => trouble.clone(),
            CardState::MyNumberCard { certificate, card_until, blocked, .. } => {
                let until = match certificate {
                    ECertificate::Until(until) => Some(*until),
                    _ => None,
                };
                tell_of_card(&mut tell, reader, (*certificate, until), *card_until, blocked, on);
                continue;
            }
        };
        let it = complaint(&trouble);
        let tone = if matches!(one.card, CardState::None) { "good" } else { "bad" };
        tell(reader, it.code, tone, it.sentence, it.hint);
    }
    ReaderReport { ok: findings.iter().all(|one| matches!(one.tone, "good" | "plain")), findings }
}

type Tell<'a> = &'a mut dyn FnMut(Option<&String>, &'static str, &'static str, Said, Said);

fn tell_of_card(
    tell: Tell<'_>,
    reader: Option<&String>,
    (certificate, until): (ECertificate, Option<Day>),
    card_until: Option<Day>,
    blocked: &[Which],
    on: Day,
) {
    let mut good = true;
    if let Some(over) = card_until.filter(|until| *until < on) {
        good = false;
        tell(
            reader,
            "card_expired",
            "bad",
            Said::new(
                format!("カードの有効期限が{}に切れています。", over.wareki()),
                format!("The card ended on {over}."),
            ),
            Said::new("市区町村の窓口での更新を案内してください。", "It is renewed at the municipality."),
        );
    }
    if certificate == ECertificate::NotOnCard {
        good = false;
        tell(
            reader,
            "no_certificate",
            "doubt",
            Said::new("このカードに利用者証明用電子証明書がありません。", "This card has no e-certificate for users."),
            Said::new(
                "マイナ保険証としては使えません。氏名などは照合番号で確かめられます。",
                "It cannot serve as an insurance card; name and birth can be seen by the printed code.",
            ),
        );
    }
    if let Some(over) = until.filter(|until| *until < on) {
        good = false;
        let still = said::grace(over, on);
        let code = if still.is_some() { "certificate_in_grace" } else { "certificate_expired" };
        let (ja, en) = still.map_or_else(Default::default, |still| (still.ja, format!(" {}", still.en)));
        tell(
            reader,
            code,
            "doubt",
            Said::new(
                format!("電子証明書が{}に切れています。{ja}", over.wareki()),
                format!("The e-certificate ended on {over}.{en}"),
            ),
            Said::new("市区町村の窓口での更新を案内してください。", "It is renewed at the municipality."),
        );
    }
    for which in blocked {
        good = false;
        let it = complaint(&Trouble::Blocked(*which));
        tell(reader, it.code, "doubt", it.sentence, it.hint);
    }
    if good {
        tell(
            reader,
            "card_good",
            "good",
            Said::new("マイナンバーカードを読み取れます。", "The My Number Card can be read."),
            Said::new("", ""),
        );
    }
}

/// What was given cannot be right; it never went to the card, and no try is lost.
fn bad_input(place: &str, bad: BadInput) -> Failure {
    let (code, ja, en): (&'static str, String, String) = match (place, bad) {
        (_, BadInput::Empty) => {
            let (ja, en) = match place {
                "pin" => which_word(Which::Pin),
                "proof" => which_word(Which::Proof),
                "number" => ("個人番号", "the My Number"),
                _ => which_word(Which::CodeB),
            };
            ("input_empty", format!("{ja}が入っていません。"), format!("Nothing was given for {en}."))
        }
        ("pin" | "proof", BadInput::Length { .. } | BadInput::NotDigits) => {
            ("pin_not_four_digits", "暗証番号は数字4桁です。".to_owned(), "The PIN has four digits.".to_owned())
        }
        ("number", BadInput::CheckDigit) => (
            "number_check_digit",
            "個人番号の検査用数字が合いません。聞き違いか打ち違いです。".to_owned(),
            "The check digit of the number does not fit.".to_owned(),
        ),
        ("number", _) => (
            "number_not_twelve_digits",
            "個人番号は数字12桁です。".to_owned(),
            "A My Number has twelve digits.".to_owned(),
        ),
        (_, BadInput::NoSuchDay) => (
            "code_no_such_day",
            "照合番号の生年月日が、ありえない日付です。".to_owned(),
            "The code's birth date is no day.".to_owned(),
        ),
        (_, BadInput::Length { wanted }) => {
            ("code_length", format!("この欄は数字{wanted}桁です。"), format!("This takes {wanted} digits."))
        }
        _ => ("code_not_digits", "照合番号は数字だけです。".to_owned(), "The code has digits only.".to_owned()),
    };
    let (ja_hint, en_hint) = match place {
        "code_b" => (
            "カードの表面にあるとおり、生年月日（和暦は年2桁・月2桁・日2桁、西暦の表示なら西暦の下2桁から）、有効期限の西暦4桁、セキュリティコード4桁を入れてください。カードには送っていません。",
            "Type what is printed on the card: birth as six digits (the last two of the Western year where it is Western), the year of expiry, the security code. Nothing was sent to the card.",
        ),
        "number" => (
            "もう一度聞いて、入れ直してください。カードには送っていません。",
            "Ask again. Nothing was sent to the card.",
        ),
        _ => (
            "入れ直してください。カードには送っていないので、残りの回数は減っていません。",
            "Type it again. Nothing was sent to the card, and no try is lost.",
        ),
    };
    Failure::usage(Complaint {
        place: place.to_owned(),
        code,
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new(ja_hint, en_hint),
    })
}

/// The place of a secret, as the screen and the command line name it.
fn place_of(which: Which) -> &'static str {
    match which {
        Which::Pin => "pin",
        Which::Proof => "proof",
        Which::CodeA => "number",
        Which::CodeB => "code_b",
    }
}

fn which_named(place: &str) -> Result<Which, Failure> {
    let known = [Which::Pin, Which::Proof, Which::CodeA, Which::CodeB].into_iter().find(|one| place_of(*one) == place);
    known.ok_or_else(|| {
        Failure::usage(Complaint {
            place: place.to_owned(),
            code: "secret_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("どれを試すのかが分かりません。", "There is no such secret."),
            hint: Said::new("pin、proof、number、code_b のいずれかです。", "It is one of pin, proof, number, code_b."),
        })
    })
}

fn which_word(which: Which) -> (&'static str, &'static str) {
    match which {
        Which::Pin => ("暗証番号（券面事項入力補助用）", "the PIN of the text application"),
        Which::Proof => ("暗証番号（利用者証明用）", "the PIN of the e-certificate"),
        Which::CodeA => ("個人番号の照合（照合番号A）", "the comparison of the stated number"),
        Which::CodeB => ("照合番号", "the printed code"),
    }
}

fn is_pin(which: Which) -> bool {
    matches!(which, Which::Pin | Which::Proof)
}

/// A trouble as a clerk is told it: what it is, and what to do next.
#[must_use]
pub fn complaint(trouble: &Trouble) -> Complaint {
    let documents = "暗証番号なしでは、照合番号か、書類2点で確かめてください。";
    let documents_en = "Check by the printed code, or by two documents.";
    let (code, sentence, hint): (&'static str, Said, Said) = match trouble {
        Trouble::NoHelper => (
            "no_helper",
            Said::new(
                "カードを読み取る部品（daicho-card）がありません。",
                "The part that reads cards (daicho-card) is missing.",
            ),
            Said::new(
                "資格台帳を入れ直してください。それまでは書類2点で確かめてください。ほかの仕事は続けられます。",
                "Install Daicho again; until then check by two documents. All else works.",
            ),
        ),
        Trouble::NoLibrary => (
            "no_library",
            Said::new(
                "このパソコンに、カードを読み取るしくみ（PC/SC）がありません。",
                "This machine has no PC/SC library.",
            ),
            Said::new(
                "管理者に、pcscd（libpcsclite1）を入れるよう頼んでください。それまでは書類2点で確かめてください。",
                "Ask your administrator to install pcscd (libpcsclite1); until then check by two documents.",
            ),
        ),
        Trouble::NoService => (
            "no_service",
            Said::new("カードリーダーのサービスが動いていません。", "The service of card readers is not running."),
            Said::new(
                "リーダーを挿し直してください。直らないときは、Windowsでは「Smart Card」、Linuxではpcscdを始めるよう、管理者に頼んでください。始まれば、このまま使えます。",
                "Reconnect the reader. If that does not help, have the service started (Smart Card on Windows, pcscd on Linux); nothing needs a restart here.",
            ),
        ),
        Trouble::NoReader => (
            "no_reader",
            Said::new("カードリーダーがつながっていません。", "No card reader is connected."),
            Said::new(
                "リーダーをUSBにつないでください。始め直す必要はありません。",
                "Connect the reader; nothing needs a restart.",
            ),
        ),
        Trouble::NoCard => (
            "no_card",
            Said::new("カードが置かれていません。", "No card lies in the reader."),
            Said::new("マイナンバーカードをリーダーに置いてください。", "Put the My Number Card into the reader."),
        ),
        Trouble::SeveralCards(readers) => (
            "several_cards",
            Said::new("カードが2枚以上置かれています。", "There are several cards."),
            Said::new(
                format!("どのリーダーを使うか選ぶか、1枚だけにしてください（{}）。", readers.join("、")),
                format!("Choose a reader, or leave one card only ({}).", readers.join(", ")),
            ),
        ),
        Trouble::UnknownReader => (
            "unknown_reader",
            Said::new("選んだリーダーが見つかりません。", "There is no such reader."),
            Said::new("リーダーの接続を確かめ、選び直してください。", "Look at its cable, and choose again."),
        ),
        Trouble::InUse => (
            "card_in_use",
            Said::new("ほかのソフトがカードを使っています。", "Another program is using the card."),
            Said::new(
                "マイナポータルやe-Taxなどの画面を閉じてから、もう一度試してください。",
                "Close the other program, and try again.",
            ),
        ),
        Trouble::OtherCard => (
            "other_card",
            Said::new("マイナンバーカードではありません。", "This is not a My Number Card."),
            Said::new(
                "財布ごとではなく、マイナンバーカードだけを置いてください。運転免許証や在留カードは読み取れません。",
                "Put the My Number Card alone into the reader; licences and residence cards are not read.",
            ),
        ),
        Trouble::OldCard => (
            "old_resident_card",
            Said::new(
                "住民基本台帳カードです。マイナンバーカードではありません。",
                "This is an old resident card (住基カード).",
            ),
            Said::new(
                "いまは使えないカードです。マイナンバーカードか、書類2点で確かめてください。",
                "It is not good any more. Ask for the My Number Card or two documents.",
            ),
        ),
        Trouble::Phone => (
            "phone",
            Said::new(
                "スマートフォンの電子証明書です。氏名などは読み取れません。",
                "This is a phone; name and birth cannot be read from it.",
            ),
            Said::new(
                "マイナンバーカードをお持ちか聞いてください。ないときは書類2点で確かめてください。",
                "Ask for the card, or for two documents.",
            ),
        ),
        Trouble::NewGeneration => (
            "new_generation",
            Said::new(
                "この世代のマイナンバーカードには、まだ対応していません。",
                "This generation of the card is not supported yet.",
            ),
            Said::new(
                "書類2点で確かめてください。管理者に、新しい版があるか聞いてください。",
                "Check by two documents, and ask for a newer release.",
            ),
        ),
        Trouble::Mute => (
            "mute_card",
            Said::new("カードから返事がありません。", "The card does not answer."),
            Said::new(
                "カードをいったん離し、まっすぐ置き直してください。くり返すときはICチップの故障が考えられます。書類2点で確かめてください。",
                "Take it off and put it back. If that does not help the chip may be broken: check by two documents.",
            ),
        ),
        Trouble::Pulled => (
            "card_pulled",
            Said::new("読み取りの途中でカードが離れました。", "The card was taken off while it was read."),
            Said::new(
                "もう一度置いて、初めからやり直してください。暗証番号を送ったあとなら、1回分減っていることがあります。",
                "Put it back and begin again. If a PIN had been sent, a try may be gone.",
            ),
        ),
        Trouble::Garbled => (
            "card_garbled",
            Said::new("カードの返事を読み取れませんでした。", "The card's answer could not be understood."),
            Said::new("カードを置き直して、もう一度試してください。", "Put the card back, and try again."),
        ),
        Trouble::Wrong { which, left } => {
            let (ja, en) = which_word(*which);
            let sentence = Said::new(
                format!("{ja}が違います。あと{left}回まちがえるとロックされます。"),
                format!("This is not {en}; {left} tries are left."),
            );
            let again = if *left <= 1 && is_pin(*which) {
                Said::new(
                    format!("続けて試さず、本人に思い出していただいてください。{documents}"),
                    format!("Do not go on trying. {documents_en}"),
                )
            } else if *left <= 2 && !is_pin(*which) {
                Said::new(
                    "続けて試さず、暗証番号か、書類2点で確かめてください。",
                    "Do not go on trying: check by the PIN, or by two documents.",
                )
            } else if !is_pin(*which) {
                Said::new(
                    "カードの表面の印刷をもう一度見て、入れ直してください。",
                    "Look at the front of the card again, and type it anew.",
                )
            } else {
                Said::new(
                    "番号の種類を取り違えていないか聞いて、入れ直していただいてください。4桁の暗証番号は2種類あります。",
                    "Ask which of the two four-digit PINs it is, and have it typed again.",
                )
            };
            (if is_pin(*which) { "pin_wrong" } else { "code_wrong" }, sentence, again)
        }
        Trouble::Blocked(Which::CodeA) => (
            "number_blocked",
            Said::new(
                "個人番号の照合（照合番号A）がロックされています。",
                "The comparison of the stated number (照合番号A) is locked.",
            ),
            Said::new(
                "個人番号の確かめをやめれば、照合番号だけで続けられます。",
                "Leave the number out, and go on by the printed code alone.",
            ),
        ),
        Trouble::Blocked(which) => {
            let (ja, en) = which_word(*which);
            (
                if is_pin(*which) { "pin_blocked" } else { "code_blocked" },
                Said::new(format!("{ja}がロックされています。"), format!("{en} is locked.")),
                if is_pin(*which) {
                    Said::new(
                        format!("解除は市区町村の窓口でできます。{documents}"),
                        format!("It is unlocked at the municipality. {documents_en}"),
                    )
                } else {
                    Said::new("暗証番号か、書類2点で確かめてください。", "Check by the PIN, or by two documents.")
                },
            )
        }
        Trouble::OneLeft(which) => {
            let (ja, en) = which_word(*which);
            (
                "one_try_left",
                Said::new(
                    format!("{ja}は、あと1回まちがえるとロックされます。カードには送っていません。"),
                    format!("One try is left of {en}; nothing was sent to the card."),
                ),
                Said::new(
                    format!("それでも試すかどうか、本人に聞いてください。{documents}"),
                    format!("Ask the member whether to try all the same. {documents_en}"),
                ),
            )
        }
        Trouble::TooFew(Which::CodeA) => (
            "too_few_tries",
            Said::new(
                "個人番号の照合は、残りの回数が少ないため、カードには送っていません。",
                "Few tries are left of the comparison of the stated number; nothing was sent to the card.",
            ),
            Said::new(
                "個人番号の確かめをやめれば、照合番号だけで続けられます。",
                "Leave the number out, and go on by the printed code alone.",
            ),
        ),
        Trouble::TooFew(which) => {
            let (ja, en) = which_word(*which);
            (
                "too_few_tries",
                Said::new(
                    format!("{ja}の残りの回数が少ないため、カードには送っていません。"),
                    format!("Few tries are left of {en}; nothing was sent to the card."),
                ),
                Said::new(
                    "暗証番号か、書類2点で確かめてください。ほかに方法がなければ、もう一度試すかどうかを本人に聞いてください。",
                    "Check by the PIN, or by two documents. If there is no other way, ask the member whether to try once more.",
                ),
            )
        }
        Trouble::Other(number) => (
            "reader_error",
            Said::new(
                format!("カードリーダーの不具合です（{number:#010X}）。"),
                format!("The reader is in trouble ({number:#010X})."),
            ),
            Said::new("リーダーを挿し直して、もう一度試してください。", "Reconnect the reader, and try again."),
        ),
    };
    let place = match trouble {
        Trouble::Wrong { which, .. } | Trouble::Blocked(which) | Trouble::OneLeft(which) | Trouble::TooFew(which) => {
            place_of(*which)
        }
        _ => "card",
    };
    Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }
}

/// The reader's program, as it stands beside this one.
#[must_use]
pub fn port() -> Apart {
    Apart::beside()
}
