//! 届出の用紙: the application for a certificate, for a notice once more, the loss report and the report that a paper cannot be
//! collected; blank, or filled in for one member or one employer as far as the ledger knows.

use std::path::Path;

use ledger::{MemberId, State};
use papers::{Part, Parts};
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Relation, Said, Weight};

use crate::case::{insured, printable};
use crate::drafts::Drafts;
use crate::owed::Outstanding;
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::FormMade;
use crate::wrapping::{marked, shipped};
use crate::{Desk, Failure, words};

/// The forms that come with the program, by the word of the command.
pub const FORMS: [&str; 4] = ["certificate", "notice", "loss", "uncollected"];

/// So many lines a report has at least.
const LINES: usize = 10;

/// For whom a form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledFor<'a> {
    /// Nobody: a blank form.
    Nobody,
    /// A member, by number or management code.
    Member(&'a str),
    /// An employer, by code.
    Employer(&'a str),
}

impl Desk {
    /// Writes a form as a PDF.
    ///
    /// # Errors
    /// When there is no such form, member or employer, the form is none for an employer, a name cannot be printed, or the folder
    /// cannot be written.
    pub fn form(&self, name: &str, filled: FilledFor<'_>, out: &Path, on: Day) -> Result<FormMade, Failure> {
        self.must(Permission::Print)?;
        if !FORMS.contains(&name) {
            return Err(no_form(name));
        }
        folder(out)?;
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
        let (mut part, whose) = match filled {
            FilledFor::Nobody => (Part::default(), None),
            FilledFor::Member(text) => {
                let id = self.member(text, on)?;
                let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
                self.showing_one("form", id, || Ok(((), vec![id])))?;
                let part = match name {
                    "uncollected" => {
                        self.uncollected(employer_of(&state).as_deref(), self.owed_by_member(id, on)?, on)?
                    }
                    _ => Part { heads: self.heads(&state, name, on)?, rows: Vec::new() },
                };
                (part, Some(state.code))
            }
            FilledFor::Employer(code) => {
                let employer = self.ledger.employers(on, known)?.into_iter().find(|one| one.code == code.trim());
                let employer = employer.ok_or_else(|| no_employer(code))?;
                let part = match name {
                    "uncollected" => {
                        let all = self.outstanding(on)?;
                        let own = |one: &&Outstanding| one.employer.as_deref() == Some(employer.code.as_str());
                        let rows: Vec<Outstanding> = all.into_rows().into_iter().filter(|one| own(&one)).collect();
                        let seen: Vec<MemberId> = rows.iter().map(|one| one.id).collect();
                        self.showing("form", Some(&employer.code), || Ok(((), seen)))?;
                        self.uncollected(Some(&employer.code), rows, on)?
                    }
                    _ => {
                        let mut heads = vec![String::new(); 14];
                        heads[11].clone_from(&employer.name);
                        heads[12] = employer.address.clone().unwrap_or_default();
                        Part { heads, rows: Vec::new() }
                    }
                };
                (part, Some(employer.code))
            }
        };
        if name == "uncollected" {
            // Lines to write on.
            let lines = part.rows.len().max(LINES);
            part.rows.resize(lines, vec![String::new(); 5]);
        }
        let all = Parts { society: &society, batch: "", on, parts: &[part], exact: true };
        let made = papers::records(&shipped(&format!("form-{name}"))?, &all).map_err(Failure::from)?;
        let of = whose.as_ref().map(|code| format!("-{}", plain(code))).unwrap_or_default();
        let file = format!("daicho-form-{name}{of}.pdf");
        let mut files = Drafts::new(out);
        files.whole(&file, made.pages, &made.bytes)?;
        files.publish()?;
        Ok(FormMade { form: name.to_owned(), whose, pages: made.pages, file: out.join(file).display().to_string() })
    }

    /// What is known of a member, in the order of the forms' heads: of the insured person, then of whom it is about.
    fn heads(&self, state: &State, name: &str, on: Day) -> Result<Vec<String>, Failure> {
        let known = self.ledger.now_known()?;
        let alone = protected(state);
        let head = match &state.coverage {
            Some(coverage) if !insured(state) => self.head_of(coverage.household, on, known)?,
            _ => None,
        };
        let of = head.as_ref().unwrap_or(state);
        let number = of.coverage.as_ref().map(|coverage| coverage.number.clone()).unwrap_or_default();
        let kana =
            |state: &State| state.names.printable().map(|named| named.kana.text().to_owned()).unwrap_or_default();
        let born = |state: &State| state.person.born.map(Day::wareki).unwrap_or_default();
        // A form passes through many hands: where somebody in danger lives does not stand on it, nor where they work.
        let there = of.home.as_ref().filter(|_| !alone && !protected(of));
        let address =
            there.map(|there| format!("{}　{}", marked(&there.postcode), there.address.text())).unwrap_or_default();
        let dependant = state.coverage.as_ref().filter(|coverage| coverage.relation != Relation::Insured);
        let employer = match employer_of(state).filter(|_| !alone && !protected(of)) {
            Some(code) => self.ledger.employers(on, known)?.into_iter().find(|one| one.code == code),
            None => None,
        };
        let papers = self.owed_papers(state, name);
        let only = |said: String| if dependant.is_some() { said } else { String::new() };
        Ok(vec![
            number.symbol,
            number.number,
            number.branch,
            printable(of).text().to_owned(),
            kana(of),
            born(of),
            address,
            only(printable(state).text().to_owned()),
            only(kana(state)),
            only(born(state)),
            only(dependant.map(|coverage| coverage.number.branch.clone()).unwrap_or_default()),
            employer.as_ref().map(|employer| employer.name.clone()).unwrap_or_default(),
            employer.and_then(|employer| employer.address).unwrap_or_default(),
            papers,
        ])
    }

    /// The codes of the papers that a loss report can be about.
    fn owed_papers(&self, state: &State, form: &str) -> String {
        let about = |paper: &&ledger::PaperState| {
            form == "loss"
                && matches!(paper.kind, ledger::PaperKind::Certificate | ledger::PaperKind::ElderlyCertificate)
                && paper.life.counts()
                && !paper.replaced
        };
        let codes = state.papers.iter().filter(about);
        codes
            .map(|paper| format!("{}（{}）", paper.code, words::word(paper.kind.code(), Lang::Ja)))
            .collect::<Vec<_>>()
            .join("　")
    }

    /// The report of an employer: what is outstanding and how often somebody was reminded of it.
    fn uncollected(&self, employer: Option<&str>, rows: Vec<Outstanding>, on: Day) -> Result<Part, Failure> {
        let known = self.ledger.now_known()?;
        let employer = match employer {
            Some(code) => self.ledger.employers(on, known)?.into_iter().find(|one| one.code == code),
            None => None,
        };
        let heads = employer.map_or_else(Vec::new, |employer| {
            vec![
                employer.code,
                employer.name,
                employer.address.unwrap_or_default(),
                employer.contact.unwrap_or_default(),
            ]
        });
        let rows = rows.into_iter().filter(|row| !row.duty.searched).map(|row| {
            let (times, last) = row.reminded;
            let reminded = match last {
                Some(last) => format!("{times}回\n{last}"),
                None => "なし".to_owned(),
            };
            vec![
                row.member,
                row.name.text().to_owned(),
                words::word(row.kind.code(), Lang::Ja).to_owned(),
                row.paper.map(|(_, code)| code).unwrap_or_default(),
                reminded,
            ]
        });
        Ok(Part { heads, rows: rows.collect() })
    }
}

fn employer_of(state: &State) -> Option<String> {
    state.coverage.as_ref().and_then(|coverage| coverage.employer.clone()).filter(|_| !state.shielded)
}

/// A code as a part of a file's name.
fn plain(code: &str) -> String {
    code.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' }).collect()
}

fn no_form(name: &str) -> Failure {
    Failure::usage(Complaint {
        place: name.to_owned(),
        code: "form_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この名前の用紙はありません。", "There is no form of this name."),
        hint: Said::new(
            format!("{} のいずれかを指定してください。", FORMS.join("、")),
            format!("Give one of {}.", FORMS.join(", ")),
        ),
    })
}

fn no_employer(code: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: "employer_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この事業所は台帳にありません。", "The ledger has no such employer."),
        hint: Said::new("事業所コードを確かめてください。", "Check the employer's code."),
    }])
}
