//! 回収の経過: everything that was done about one paper, day by day, as it stands in the journal. Three reminders in it bear out the
//! report that the paper cannot be collected (回収不能届); it is printed to go with that report.

use std::path::Path;

use ledger::{MemberId, PaperState, State};
use papers::Record;
use rules::calendar::Day;
use rules::owed::REMINDERS;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::drafts::{Drafts, may_write};
use crate::life::{Happening, WHY_UNDELIVERED};
use crate::owed::not_borne_out;
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::wire::{DunningEntry, DunningLog};
use crate::{Desk, Failure, Occasion, words};

impl Desk {
    /// What was done about a paper, until a day; with a folder to write to it is printed.
    ///
    /// # Errors
    /// When the code is none, or the file cannot be written.
    pub fn dunning(&self, code: &str, on: Day, out: Option<&Path>, lang: Lang) -> Result<DunningLog, Failure> {
        self.must(if out.is_some() { Permission::Print } else { Permission::View })?;
        if let Some(out) = out {
            folder(out)?;
        }
        let (state, paper) = self.paper_on(code, on)?;
        self.showing_one("dunning", state.id, || Ok(((), vec![state.id])))?;
        let mut log = self.log_of(&state, &paper, on, lang)?;
        if let Some(out) = out {
            let name = format!("daicho-dunning-{}.pdf", paper.code);
            let sheet = match lang {
                Lang::Ja => self.dunning_on_paper(&state, &paper, &log, on)?,
                // On paper it is Japanese.
                Lang::En => self.dunning_on_paper(&state, &paper, &self.log_of(&state, &paper, on, Lang::Ja)?, on)?,
            };
            let mut files = Drafts::new(out);
            files.whole(&name, sheet.pages, &sheet.bytes)?;
            files.publish()?;
            log.file = Some(out.join(name).display().to_string());
        }
        Ok(log)
    }

    /// Records the report that a paper cannot be collected, and prints what was done about it.
    ///
    /// # Errors
    /// When the report is not borne out, the paper's state forbids it, or the file cannot be written.
    pub fn not_collectable(
        &mut self,
        code: &str,
        happening: &Happening,
        out: &Path,
        occasion: &Occasion,
    ) -> Result<DunningLog, Failure> {
        folder(out)?;
        may_write(out)?;
        let told = self.paper_step(&[code.to_owned()], happening, occasion)?;
        if let Some(refused) = told.iter().find(|one| !one.done) {
            let said = |text: &Option<String>| text.clone().unwrap_or_default();
            let (sentence, hint) = (said(&refused.sentence), said(&refused.hint));
            return Err(Failure::refused(vec![Complaint {
                place: refused.paper.clone(),
                code: "not_collectable",
                weight: Weight::Refusal,
                sentence: Said::new(sentence.clone(), sentence),
                hint: Said::new(hint.clone(), hint),
            }]));
        }
        self.dunning(code, happening.on, Some(out), happening.lang).map_err(|failure| {
            failure.after(
                ("回収不能届は記録されていますが、経過を書き出せていません。", "もう一度印刷してください。"),
                ("The report is on record; the log is not written.", "Print it once more."),
            )
        })
    }

    /// The report that a paper cannot be collected needs a duty, and the reminders on record.
    pub(crate) fn bears_out(&self, id: MemberId, paper: &PaperState, on: Day) -> Result<(), Failure> {
        let owed = self.owed_by_member(id, on)?;
        let own = owed.iter().find(|one| one.paper.as_ref().is_some_and(|(id, _)| *id == paper.id));
        match own {
            None => Err(Failure::refused(vec![Complaint {
                place: paper.code.clone(),
                code: "not_owed",
                weight: Weight::Refusal,
                sentence: Said::new(
                    "この書類は、いま返していただく書類ではありません。",
                    "Nobody owes this paper on that day.",
                ),
                hint: Said::new("台帳は元のままです。", "The ledger is as it was."),
            }])),
            Some(one) if one.reminded.0 < REMINDERS => Err(not_borne_out(&paper.code, one.reminded.0)),
            Some(_) => Ok(()),
        }
    }

    fn log_of(&self, state: &State, paper: &PaperState, on: Day, lang: Lang) -> Result<DunningLog, Failure> {
        let known = self.ledger.now_known()?;
        let operators = self.ledger.operators(known)?;
        let letters: Vec<i64> = self
            .ledger
            .reminded_of(state.id, known)?
            .into_iter()
            .filter(|line| line.paper == Some(paper.id) && line.fresh)
            .map(|line| line.reminder)
            .collect();
        let mut letters = letters.into_iter();
        let mut entries = Vec::new();
        for event in self.ledger.paper_events(state.id, paper.id, known)? {
            let letter = if event.reminder { letters.next() } else { None };
            if on < event.on {
                continue;
            }
            let act = self.ledger.acts(event.act.0..=event.act.0)?.pop();
            let (at, operator) = act.map_or_else(Default::default, |act| (act.at.text().to_owned(), act.operator));
            let word = if event.reminder { "reminded" } else { event.life.code() };
            let note = match (letter, event.note) {
                (Some(letter), _) => Some(match lang {
                    Lang::Ja => format!("督促第{letter}号"),
                    Lang::En => format!("reminder {letter}"),
                }),
                (None, Some(note)) => Some(match WHY_UNDELIVERED.iter().find(|(word, ..)| *word == note) {
                    Some((_, ja, en, _)) => Said::new(*ja, *en).in_lang(lang).to_owned(),
                    None => note,
                }),
                (None, None) => None,
            };
            entries.push(DunningEntry {
                on: event.on,
                at,
                operator: words::called(&operators, &operator, lang),
                event: word,
                said: words::word(word, lang).to_owned(),
                note,
            });
        }
        // What was reported is closed, and owed no more: its reminders are those before the report.
        let owed = self.owed_by_member(state.id, on)?;
        let own = owed.iter().find(|one| one.paper.as_ref().is_some_and(|(id, _)| *id == paper.id));
        let reminded = own.map_or(paper.reminded.len(), |one| one.reminded.0);
        Ok(DunningLog {
            paper: paper.code.clone(),
            kind: paper.kind.code(),
            member: member(state),
            name: printable(state).text().to_owned(),
            state: paper.life.code(),
            reminded,
            borne_out: own.is_some() && reminded >= REMINDERS,
            entries,
            file: None,
        })
    }

    fn dunning_on_paper(
        &self,
        state: &State,
        paper: &PaperState,
        log: &DunningLog,
        on: Day,
    ) -> Result<papers::Cover, Failure> {
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
        let until = paper.until.map(|until| format!("、有効期限 {}", until.wareki())).unwrap_or_default();
        let heads = [
            format!("{}　{}", words::word(paper.kind.code(), Lang::Ja), paper.code),
            format!("{}　{}", log.member, printable(state).text()),
            format!("交付 {}{until}", paper.issued.wareki()),
            format!("{}（督促 {}回）", words::word(paper.life.code(), Lang::Ja), log.reminded),
        ];
        let rows: Vec<Vec<String>> = log
            .entries
            .iter()
            .map(|entry| {
                vec![
                    entry.on.wareki(),
                    entry.said.clone(),
                    entry.note.clone().unwrap_or_default(),
                    entry.operator.clone(),
                ]
            })
            .collect();
        let record = Record { society: &society, on, heads: &heads, rows: &rows, anchor: "" };
        papers::record("dunning", &record).map_err(Failure::from)
    }
}
