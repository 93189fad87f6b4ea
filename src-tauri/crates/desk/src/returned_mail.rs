//! 返戻: what the post brought back, what is proposed next, and the address that is mended or confirmed.
//!
//! An address that mail came back from is doubtful until a later one is recorded or somebody confirms it; no batch goes there
//! meanwhile ([`crate::plan`]).

use std::collections::BTreeMap;

use ledger::{AddressKind, Addressed, MemberId, NewAct, State, Undelivered};
use rules::calendar::Day;
use rules::returned_mail::{CameBack, next_step};
use rules::words::{Address, Lang};

use crate::case::{member, printable};
use crate::life::{WHY_UNDELIVERED, why_said};
use crate::roles::Permission;
use crate::wire::{MailBack, MailProposal, Mended};
use crate::{Desk, Failure, Occasion};

/// What is said of a member's address.
#[derive(Clone)]
pub enum Mend {
    /// A new one: 郵便番号, 住所.
    New(String, String),
    /// The one on file is right after all.
    Confirm,
}

impl Desk {
    /// What came back and lies here, and whose address is doubtful, the oldest first.
    ///
    /// # Errors
    /// When it is not permitted, or the ledger cannot be read.
    pub fn returned_mail(&self, on: Day, lang: Lang) -> Result<Vec<MailBack>, Failure> {
        self.must(Permission::View)?;
        self.showing("returned_mail", None, || {
            let known = self.ledger.now_known()?;
            let mut here: BTreeMap<MemberId, Vec<Undelivered>> = BTreeMap::new();
            for one in self.ledger.undelivered()? {
                here.entry(one.member).or_default().push(one);
            }
            for id in self.ledger.doubted()? {
                here.entry(id).or_default();
            }
            let mut rows = Vec::new();
            let mut seen = Vec::new();
            for (id, papers) in here {
                let Some(state) = self.state(id, on, known)? else { continue };
                let before = rows.len();
                rows.extend(papers.iter().filter_map(|one| came_back(&state, one, on, lang)));
                if rows.len() == before
                    && let Some((_, why)) = doubted(&state)
                {
                    rows.push(row(&state, None, why, on, lang));
                }
                if before < rows.len() {
                    seen.push(id);
                }
            }
            rows.sort_by_key(|one| (one.since.is_none(), one.since));
            Ok((rows, seen))
        })
    }

    /// Records a member's new address of one kind from a day on, or that the one on file is right after all; with that it is no
    /// longer doubtful.
    ///
    /// # Errors
    /// When it is not permitted, the member is unknown, the postcode is none, the address is empty or the one on file, or there
    /// is none to confirm; then nothing is written.
    pub fn mend_address(
        &mut self,
        text: &str,
        kind: AddressKind,
        mend: &Mend,
        on: Day,
        occasion: &Occasion,
    ) -> Result<Mended, Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let state = self.state(id, on.max(occasion.today), self.ledger.now_known()?)?;
        let state = state.ok_or_else(|| crate::show::unknown_then(text))?;
        let now = match kind {
            AddressKind::Home => state.home.as_ref(),
            AddressKind::Delivery => state.delivery.as_ref(),
        };
        let after = match mend {
            Mend::Confirm if now.is_none() => return Err(nothing_to_confirm(text)),
            Mend::Confirm => None,
            Mend::New(postcode, address) => {
                let written = Addressed { postcode: seven(postcode)?, address: Address::new(tidy(address)?) };
                if now == Some(&written) {
                    return Err(same_address());
                }
                Some(written)
            }
        };
        let act = NewAct { subject: Some(state.code.clone()), on, ..self.act_of("address", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            match &after {
                Some(address) => entry.address(id, kind, on, address)?,
                None => entry.address_check(id, kind, on, None)?,
            }
            Ok(())
        })?;
        let now = self.state(id, on.max(occasion.today), self.ledger.now_known()?)?.unwrap_or(state);
        let mended = Mended {
            member: member(&now),
            code: now.code.clone(),
            name: printable(&now).text().to_owned(),
            kind: kind.code(),
            confirmed: after.is_none(),
            doubtful: doubted(&now).is_some(),
        };
        self.showing_one("returned_mail", id, || Ok((mended, vec![id])))
    }
}

/// The address that mail goes to, when it comes back from there: which, and the word of the reason.
pub(crate) fn doubted(state: &State) -> Option<(AddressKind, &str)> {
    let [home, delivery] = &state.doubt;
    match &state.delivery {
        Some(_) => delivery.as_deref().map(|why| (AddressKind::Delivery, why)),
        None => home.as_deref().map(|why| (AddressKind::Home, why)),
    }
}

fn came_back(state: &State, one: &Undelivered, on: Day, lang: Lang) -> Option<MailBack> {
    let paper = state.papers.iter().find(|paper| paper.id == one.paper && !paper.replaced)?;
    let why = one.why.as_deref().unwrap_or("other");
    let shown = row(state, Some(one.on), why, on, lang);
    Some(MailBack { paper: Some(paper.code.clone()), kind: Some(paper.kind.code()), ..shown })
}

fn row(state: &State, since: Option<Day>, why: &str, on: Day, lang: Lang) -> MailBack {
    let doubt = doubted(state);
    let against_address = WHY_UNDELIVERED.iter().any(|(word, .., against)| *word == why && *against);
    let insured =
        state.coverage.as_ref().is_some_and(|coverage| coverage.ends(state.person.born).is_none_or(|end| on < end));
    let proposed = next_step(CameBack { doubtful: doubt.is_some(), against_address, insured });
    MailBack {
        member: member(state),
        code: state.code.clone(),
        name: printable(state).text().to_owned(),
        paper: None,
        kind: None,
        since,
        why: why_said(why, lang).unwrap_or_else(|| why.to_owned()),
        doubtful: doubt.map(|(kind, _)| kind.code()),
        shielded: state.shielded,
        next: MailProposal { code: proposed.code(), sentence: proposed.sentence().in_lang(lang).to_owned() },
    }
}

/// 郵便番号 as seven digits, whatever width and hyphen it was written with.
fn seven(typed: &str) -> Result<String, Failure> {
    let digits: String = typed
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            c => c,
        })
        .filter(|c| !matches!(c, '-' | 'ー' | '－' | '‐' | '−' | '〒' | ' ' | '\u{3000}'))
        .collect();
    // There is no such postcode; it is typed where somebody has none.
    if digits.len() == 7 && digits != "0000000" && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(digits);
    }
    Err(Failure::wrong(
        "postcode",
        "postcode_wrong",
        ("郵便番号が7桁の数字ではありません。", "The postcode has not seven digits."),
        (
            "例: 100-0001。国外など郵便番号のない住所へは送れません。国内の送付先を登録してください。",
            "For instance 100-0001. Nothing is sent to an address without one, such as abroad: record one in Japan.",
        ),
    ))
}

fn tidy(address: &str) -> Result<&str, Failure> {
    let address = address.trim();
    if address.is_empty() {
        return Err(Failure::wrong(
            "address",
            "address_empty",
            ("住所がありません。", "There is no address."),
            ("都道府県から記入してください。", "Write it from the prefecture on."),
        ));
    }
    Ok(address)
}

fn same_address() -> Failure {
    Failure::wrong(
        "address",
        "address_same",
        ("台帳にある住所と同じです。", "It is the address on file."),
        (
            "その住所で正しいときは、「確認した」と記録してください。",
            "If it is right after all, record that it is confirmed.",
        ),
    )
}

fn nothing_to_confirm(text: &str) -> Failure {
    Failure::wrong(
        text,
        "address_missing",
        ("確かめる住所が台帳にありません。", "There is no address on file to confirm."),
        ("新しい住所を記録してください。", "Record a new address."),
    )
}
