//! A member's applications with what became of them, and 不交付のお知らせ: the letter that tells of a refused one, with the reason and
//! what it rests on. That it was written is on record; printed again, it has the same bytes.

use std::path::Path;

use ledger::{ActSeq, Addressed, DecisionRow, Fact, Known, MemberId, State};
use papers::Record;
use rules::calendar::Day;
use rules::decision::{Because, CertificateDecision, NoticeDecision};
use rules::policy::Policies;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::drafts::{Drafts, may_write};
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{ApplicationShown, Applications, FeeShown, ProxyShown, RefusalLetter, RefusedPart};
use crate::{Desk, Failure, Occasion, words};

/// An application with the act that took it, and what was refused of it.
struct Taken {
    shown: ApplicationShown,
    act: ActSeq,
}

impl Desk {
    /// A member's applications, the last one first.
    ///
    /// # Errors
    /// When the member is unknown, or the ledger cannot be read.
    pub fn applications(&self, text: &str, on: Day, lang: Lang) -> Result<Applications, Failure> {
        self.must(Permission::View)?;
        let id = self.member(text, on)?;
        self.showing_one("applications", id, || {
            let known = self.ledger.now_known()?;
            let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
            let applications = self.taken(id, known, lang)?.into_iter().rev().map(|one| one.shown).collect();
            let shown = Applications {
                member: member(&state),
                code: state.code.clone(),
                name: printable(&state).text().to_owned(),
                applications,
            };
            Ok((shown, vec![id]))
        })
    }

    /// Writes the letter of a member's refused application: of the one that is named, else of the last that was refused. The first
    /// time it is recorded.
    ///
    /// # Errors
    /// When nothing was refused, nobody knows where the letter goes, it cannot be printed, or the folder cannot be written.
    pub fn refusal_letter(
        &mut self,
        text: &str,
        application: Option<i64>,
        out: &Path,
        on: Day,
        occasion: &Occasion,
    ) -> Result<RefusalLetter, Failure> {
        self.must(Permission::Print)?;
        folder(out)?;
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let refused = |one: &Taken| {
            !one.shown.refused.is_empty() && application.is_none_or(|number| number == one.shown.application)
        };
        let taken = self.taken(id, known, Lang::Ja)?.into_iter().rev().find(refused);
        let taken = taken.ok_or_else(|| nothing_refused(text))?;
        let number = taken.shown.application;
        let written_on = taken.shown.letter;
        let day = written_on.unwrap_or(on);
        // What is printed again says what was known when it was written first.
        let known_then = match written_on {
            Some(_) => self.letter_known(id, number, known)?,
            None => known,
        };
        let state = self.ledger.state(id, day, known_then)?.ok_or_else(|| crate::show::unknown_then(text))?;
        self.showing_one("refusal", id, || Ok(((), vec![id])))?;
        let sheet = self.refusal_on_paper(&state, &taken.shown, day, known_then)?;
        may_write(out)?;
        if written_on.is_none() {
            let act = ledger::NewAct { subject: Some(state.code.clone()), on, ..self.act_of("refusal", occasion) };
            self.ledger.act::<(), Failure>(act, |entry| Ok(entry.refusal_letter(id, number, on)?))?;
        }
        let name = format!("daicho-refusal-{}-{number}.pdf", state.code);
        let mut files = Drafts::new(out);
        let written = files.whole(&name, sheet.pages, &sheet.bytes).and_then(|_| files.publish());
        written.map_err(|failure| {
            failure.after(
                ("印刷したことは記録されていますが、書面を書き出せていません。", "もう一度印刷してください。"),
                ("It is on record; the letter is not written.", "Print it once more."),
            )
        })?;
        Ok(RefusalLetter {
            member: member(&state),
            code: state.code.clone(),
            name: printable(&state).text().to_owned(),
            application: number,
            on: day,
            again: written_on.is_some(),
            file: out.join(name).display().to_string(),
        })
    }

    /// A member's applications as they were known, the first one first.
    pub(crate) fn applications_of(&self, id: MemberId, known: Known) -> Result<Vec<ApplicationShown>, Failure> {
        Ok(self.taken(id, known, Lang::Ja)?.into_iter().map(|one| one.shown).collect())
    }

    /// What was known when the letter of an application was first written: everything before the act that recorded it.
    fn letter_known(&self, id: MemberId, application: i64, known: Known) -> Result<Known, Failure> {
        let letters = self.ledger.refusal_letters(id, known)?;
        Ok(letters.into_iter().find(|one| one.0 == application).map_or(known, |(_, _, act)| Known::after(act)))
    }

    fn taken(&self, id: MemberId, known: Known, lang: Lang) -> Result<Vec<Taken>, Failure> {
        let policies = self.policies(known)?;
        let forms = self.ledger.forms(id, known)?;
        let fees = self.ledger.fees(id, known)?;
        let letters = self.ledger.refusal_letters(id, known)?;
        let events = self.ledger.timeline(id, known)?;
        let decisions: Vec<(ActSeq, &DecisionRow)> = events
            .iter()
            .filter_map(|event| match &event.fact {
                Fact::Decision(row) if row.outcome == "refuse" => Some((event.act, row)),
                _ => None,
            })
            .collect();
        let mut taken: Vec<Taken> = events
            .iter()
            .filter_map(|event| {
                let Fact::Application(application) = &event.fact else { return None };
                let form = forms.iter().find(|(number, ..)| *number == application.id).map(|(_, _, form)| form);
                let refused =
                    decisions.iter().filter(|(act, _)| *act == event.act && form.is_some()).map(|(_, row)| *row);
                let shown = ApplicationShown {
                    application: application.id,
                    reason: application.reason.code(),
                    reason_word: words::reason(application.reason, lang).to_owned(),
                    on: application.on,
                    received: form.map(|form| form.received),
                    way: form.map(|form| form.way.code()),
                    proxy: form.and_then(|form| form.proxy.as_ref()).map(|proxy| ProxyShown {
                        name: proxy.name.text().to_owned(),
                        relation: proxy.relation.clone(),
                        papers_seen: proxy.papers_seen.clone(),
                    }),
                    refused: refused.map(|row| part(row, &policies, lang)).collect(),
                    fee: fees.iter().find(|fee| fee.application == application.id).map(|fee| FeeShown {
                        yen: fee.yen,
                        state: fee.state.code(),
                        on: fee.on,
                        reason: fee.reason.clone(),
                    }),
                    letter: letters.iter().find(|one| one.0 == application.id).map(|one| one.1),
                };
                Some(Taken { shown, act: event.act })
            })
            .collect();
        taken.sort_by_key(|one| (one.act, one.shown.application));
        Ok(taken)
    }

    fn refusal_on_paper(
        &self,
        state: &State,
        application: &ApplicationShown,
        on: Day,
        known: Known,
    ) -> Result<papers::Cover, Failure> {
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
        // Straight to the member: why somebody's application was refused is no business of the employer's.
        let head = match (&state.coverage, letterbox(state), protected(state)) {
            // A dependant without an address of his own lives with the insured person.
            // Where an insured person in danger lives stands on nobody else's letter.
            (Some(coverage), None, false) => {
                self.head_of(coverage.household, on, known)?.filter(|head| !crate::shield::protected(head))
            }
            _ => None,
        };
        let there = letterbox(state).or(head.as_ref().and_then(letterbox));
        let (there, doubt) = there.ok_or_else(|| nowhere(&member(state)))?;
        if doubt.is_some() {
            return Err(doubtful(&member(state)));
        }
        let (area, town) = there.postcode.split_at_checked(3).unwrap_or((&there.postcode, ""));
        let postcode = if town.is_empty() { area.to_owned() } else { format!("〒{area}-{town}") };
        let name = printable(state);
        let heads = [
            postcode,
            there.address.text().to_owned(),
            format!("{}　様", name.text()),
            "申請の結果について（不交付のお知らせ）".to_owned(),
            "申請のありました書類は、次の理由により交付できません。".to_owned(),
            "ご事情が変わったときや、下の内容が事実と違うときは、当組合にご連絡ください。もう一度申請していただけます。".to_owned(),
        ];
        let row = |item: &str, said: String| vec![item.to_owned(), said];
        let mut rows = vec![
            row("記号・番号・枝番", member(state)),
            row("申請日", application.on.map(Day::wareki).unwrap_or_default()),
            row("受付日", application.received.map(Day::wareki).unwrap_or_default()),
            row("申請の理由", application.reason_word.clone()),
        ];
        for part in &application.refused {
            let what = words::word(&part.about, Lang::Ja);
            rows.push(row("交付しない書類", what.to_owned()));
            rows.push(row("理由", part.sentence.clone()));
            rows.push(row("根拠", part.basis.clone()));
        }
        let record = Record { society: &society, on, heads: &heads, rows: &rows, anchor: "" };
        papers::record("refusal", &record).map_err(Failure::from)
    }
}

/// Where somebody's own letters go, and why mail came back from there; a home that others may share is no place for whoever is
/// protected.
fn letterbox(state: &State) -> Option<(&Addressed, &Option<String>)> {
    let [home, delivery] = &state.doubt;
    match (&state.delivery, &state.home) {
        (Some(there), _) => Some((there, delivery)),
        (None, Some(there)) if !protected(state) => Some((there, home)),
        _ => None,
    }
}

fn doubtful(place: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: place.to_owned(),
        code: "address_doubtful",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この住所から郵便物が戻っているため、送りません。",
            "Mail to this address came back, so nothing is sent there.",
        ),
        hint: Said::new(
            "本人か事業所に新しい住所を確かめ、登録してから印刷してください。",
            "Find out the new address and record it first.",
        ),
    }])
}

fn part(row: &DecisionRow, policies: &Policies, lang: Lang) -> RefusedPart {
    let said = Because::from_code(&row.because).map(|because| {
        let (certificate, notice) = (CertificateDecision::refused(because), NoticeDecision::refused(because));
        let basis = policies.on(row.on).ok().map(|policy| match row.about.as_str() {
            "notice" => notice.basis_under(policy),
            _ => certificate.basis_under(policy),
        });
        let sentence = if row.about == "notice" { notice.sentence(lang) } else { certificate.sentence(lang) };
        (sentence, basis.map(|said| said.in_lang(lang).to_owned()).unwrap_or_default())
    });
    let (sentence, basis) = said.unwrap_or_default();
    RefusedPart { about: row.about.clone(), because: row.because.clone(), sentence, basis, on: row.on }
}

fn nothing_refused(text: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: text.to_owned(),
        code: "nothing_refused",
        weight: Weight::Refusal,
        sentence: Said::new("この方に、お断りした申請はありません。", "No application of this member was refused."),
        hint: Said::new("申請の一覧で確かめてください。", "See the member's applications."),
    }])
}

fn nowhere(place: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: place.to_owned(),
        code: "address_missing",
        weight: Weight::Refusal,
        sentence: Said::new("送り先の住所がありません。", "There is no address to send it to."),
        hint: Said::new(
            "住所を登録してください。保護が必要な方には、送付先の住所が要ります。",
            "Record the address; whoever is protected needs one of delivery.",
        ),
    }])
}
