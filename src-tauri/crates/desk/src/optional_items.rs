//! 任意記載事項: what a member wishes to stand on the certificate besides, where the society offers it.

use ledger::{MemberId, NewAct, PaperKind, PaperLife, State, Wished};
use rules::calendar::Day;
use rules::optional_item::OptionalItem;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::roles::Permission;
use crate::wire::{OptionalItemSaid, OptionalItemShown, OptionalItems, OptionalOffer};
use crate::{Desk, Failure, Occasion, words};

/// What a member wishes of one item.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    /// The item, by its word.
    pub item: &'a str,
    /// What is to be printed; `None` when it is no longer wished.
    pub value: Option<&'a str>,
    /// From when it holds.
    pub from: Day,
    /// Until when.
    pub until: Option<Day>,
    /// 申出の日
    pub on: Day,
}

impl Desk {
    /// Records what a member wishes to stand on the certificate besides, or no longer. It stands on the certificates that are frozen
    /// from then on.
    ///
    /// # Errors
    /// When it is not permitted, the society does not offer it, the member, item or value is unknown, it ends before it begins, or
    /// there is nothing to take back; then nothing is written.
    pub fn wish(
        &mut self,
        text: &str,
        wish: &Wish<'_>,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<OptionalItemSaid, Failure> {
        self.must(Permission::Edit)?;
        self.has_come(wish.on, occasion)?;
        let item = OptionalItem::from_code(wish.item.trim()).ok_or_else(|| unknown_item(wish.item))?;
        let id = self.member(text, occasion.today)?;
        let known = self.ledger.now_known()?;
        let state = self.state(id, occasion.today, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let before = self.ledger.optional_items_of(id, known)?.into_iter().find(|one| one.item == item);
        let said = match wish.value.map(str::trim) {
            Some(value) => {
                let policies = self.policies(known)?;
                if !policies.on(occasion.today).map_err(Failure::other)?.optional_items {
                    return Err(not_offered());
                }
                if !item.values(state.person.born, wish.from).contains(&value) {
                    return Err(unknown_value(item, value, &state, wish.from));
                }
                if wish.until.is_some_and(|until| until < wish.from) {
                    return Err(ends_before(wish.until.unwrap_or(wish.from), wish.from));
                }
                Some((value, wish.from, wish.until))
            }
            None if before.is_none() => return Err(nothing_wished(item)),
            None => None,
        };
        let same = before.as_ref().map(|one| (one.value.as_str(), one.from, one.until)) == said;
        if !same {
            let act = NewAct {
                subject: Some(state.code.clone()),
                reason: Some(item.code().to_owned()),
                on: wish.on,
                ..self.act_of("optional_item", occasion)
            };
            self.ledger.act::<(), Failure>(act, |entry| Ok(entry.optional_item(id, item, said, wish.on)?))?;
        }
        let sentence = match (same, said.is_some(), holds(&state, occasion.today)) {
            (true, ..) => Said::new("変更はありません。", "There is nothing to change."),
            (false, true, true) => Said::new(
                "次に交付する資格確認書から記載します。手元の資格確認書には載っていません。差し替えるときは、再交付の申請を受け付けてください。",
                "It stands on the next certificate. The one in hand does not say it; to replace it, record an application for another.",
            ),
            (false, true, false) => {
                Said::new("次に交付する資格確認書から記載します。", "It stands on the next certificate.")
            }
            (false, false, true) => Said::new(
                "次に交付する資格確認書からは記載しません。手元の資格確認書には載っていることがあります。",
                "It does not stand on the next certificate. The one in hand may still say it.",
            ),
            (false, false, false) => {
                Said::new("次に交付する資格確認書からは記載しません。", "It does not stand on the next certificate.")
            }
        };
        let answer = OptionalItemSaid {
            member: member(&state),
            code: state.code.clone(),
            name: printable(&state).text().to_owned(),
            item: item.code(),
            said: words::word(item.code(), lang).to_owned(),
            printed: said.map(|(value, from, until)| item.printed(value, from, until)),
            sentence: sentence.in_lang(lang).to_owned(),
        };
        self.showing_one("optional_item", id, || Ok((answer, vec![id])))
    }

    /// What a member's certificate says besides, and what it could say.
    ///
    /// # Errors
    /// When the member is unknown, or the ledger cannot be read.
    pub fn optional_items(&self, text: &str, on: Day, lang: Lang) -> Result<OptionalItems, Failure> {
        self.must(Permission::View)?;
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let offers = self.policies(known)?.on(on).is_ok_and(|policy| policy.optional_items);
        let said = |item: OptionalItem| words::word(item.code(), lang).to_owned();
        let offer = |item: &OptionalItem| OptionalOffer {
            item: item.code(),
            said: said(*item),
            values: item.values(state.person.born, on),
        };
        let shown = |one: Wished| OptionalItemShown {
            item: one.item.code(),
            said: said(one.item),
            printed: one.item.printed(&one.value, one.from, one.until),
            over: one.until.is_some_and(|until| until < on),
            on: one.on,
        };
        let answer = OptionalItems {
            member: member(&state),
            code: state.code.clone(),
            wished: self.ledger.optional_items_of(id, known)?.into_iter().map(shown).collect(),
            offered: OptionalItem::ALL.iter().filter(|_| offers).map(offer).collect(),
        };
        if answer.wished.is_empty() {
            return Ok(answer);
        }
        self.showing_one("optional_item", id, || Ok((answer, vec![id])))
    }
}

/// What is printed of a member's wishes on a day, item by item; what is over by then is not.
pub(crate) fn printed(wished: &[Wished], on: Day) -> [Option<String>; 3] {
    let mut said = [None, None, None];
    for (said, item) in said.iter_mut().zip(OptionalItem::ALL) {
        let one = wished.iter().find(|one| one.item == *item && one.until.is_none_or(|until| on <= until));
        *said = one.map(|one| one.item.printed(&one.value, one.from, one.until));
    }
    said
}

/// Is there a certificate with the member, or on its way?
fn holds(state: &State, on: Day) -> bool {
    state.papers.iter().any(|paper| {
        let there =
            matches!(paper.life, PaperLife::Printed | PaperLife::Inserted | PaperLife::Posted | PaperLife::InHand);
        paper.kind == PaperKind::Certificate && there && paper.until.is_none_or(|until| on <= until)
    })
}

/// A sheet says besides what its layout has no place for.
pub(crate) fn no_place(member: &str, item: OptionalItem) -> Complaint {
    let word = words::word(item.code(), Lang::Ja);
    Complaint {
        place: member.to_owned(),
        code: "no_place_for_item",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("この方の資格確認書には「{word}」を記載しますが、この様式には書くところがありません。"),
            format!("This member's certificate is to say `{}`, and this layout has no place for it.", item.code()),
        ),
        hint: Said::new(
            format!("様式に {{{}}} を加えるか、ほかの様式を選んでください。", item.code()),
            format!("Add {{{}}} to the layout, or choose another one.", item.code()),
        ),
    }
}

fn not_offered() -> Failure {
    wrong(
        "",
        "optional_items_not_offered",
        Said::new(
            "この組合の方針では、資格確認書に任意記載事項を載せません。",
            "By its policy the society prints no optional items on certificates.",
        ),
        Said::new(
            "載せることを決めたときは、方針の「任意記載事項」を変えてください（optional_items = true）。",
            "If that is decided, set the policy's optional_items to true.",
        ),
    )
}

fn unknown_item(item: &str) -> Failure {
    let all: Vec<&str> = OptionalItem::ALL.iter().map(|item| item.code()).collect();
    wrong(
        item,
        "optional_item_unknown",
        Said::new("記載する事項が分かりません。", "There is no such item."),
        Said::new(
            "ceiling（限度額適用区分）、meals（標準負担額減額認定）、disease（特定疾病）のいずれかを指定してください。",
            format!("Give one of {}.", all.join(", ")),
        ),
    )
}

fn unknown_value(item: OptionalItem, value: &str, state: &State, on: Day) -> Failure {
    let values = item.values(state.person.born, on).join("、");
    wrong(
        value,
        "optional_item_value",
        Said::new(
            format!("この方の「{}」に、この値はありません。", words::word(item.code(), Lang::Ja)),
            format!("This member cannot have this value of `{}`.", item.code()),
        ),
        Said::new(format!("{values} のいずれかを指定してください。"), format!("Give one of {values}.")),
    )
}

fn ends_before(until: Day, from: Day) -> Failure {
    wrong(
        &until.to_string(),
        "ends_before_it_begins",
        Said::new("終わりの日が、始まりの日より前です。", "It ends before it begins."),
        Said::new(format!("{}以後の日を指定してください。", from.wareki()), format!("Give a day from {from} on.")),
    )
}

fn nothing_wished(item: OptionalItem) -> Failure {
    wrong(
        item.code(),
        "nothing_wished",
        Said::new("この事項の申出は記録されていません。", "This item is not on record as wished."),
        Said::new("加入者の画面で確かめてください。", "Look at the member's page."),
    )
}

fn wrong(place: &str, code: &'static str, sentence: Said, hint: Said) -> Failure {
    Failure::usage(Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint })
}

/// Which members a map speaks of is asked by number.
pub(crate) type AllWished = std::collections::HashMap<MemberId, Vec<Wished>>;
