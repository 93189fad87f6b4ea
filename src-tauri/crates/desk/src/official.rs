//! 電子媒体の届: an employer's enrolments, leavings and dependants of some days, written as KPFD0006.CSV or SHFD0006.CSV from what
//! the ledger knows. Read back, such a file changes nothing. What the ledger does not know (pay, reasons, the kana of addresses,
//! 個人番号, which nobody keeps) stays blank and is said.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use intake::official::write::{Dependant, Filed, Head, Office, Person, write};
use intake::official::{FormCode, Media};
use ledger::{Employer, HouseholdId, MemberId, NewAct, State};
use rules::calendar::Day;
use rules::words::{Complaint, InsuredNumber, Lang, Relation, Said, Weight};

use crate::case::{member, printable};
use crate::drafts::{Drafts, may_write};
use crate::print::folder;
use crate::release::MANY;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{self, OfficialFile};
use crate::{Desk, Failure, Occasion};

/// What to write.
#[derive(Debug, Clone)]
pub struct Official {
    /// The employer's code.
    pub employer: String,
    /// `enrolment`, `leaving` or `dependants`.
    pub form: String,
    /// `kpfd` or `shfd`.
    pub layout: String,
    /// Of these days; without a first day, from the beginning.
    pub from: Option<Day>,
    /// Up to this day.
    pub to: Day,
    /// 事業所番号 of the society (`0123`), or 都道府県-郡市区-事業所記号-事業所番号 of the pension office (`21-01-ｹｲﾄ-12345`).
    pub office: Option<String>,
    /// 媒体通番
    pub serial: u16,
    /// The folder.
    pub out: PathBuf,
    /// The language of sentences.
    pub lang: Lang,
}

/// A form with those whom it names.
struct Named {
    filed: Filed,
    members: Vec<MemberId>,
}

impl Desk {
    /// Writes the file. That it was written is recorded, and whom it names.
    ///
    /// # Errors
    /// When it is not permitted, the employer or its number is unknown, nobody is in it, or the file cannot be written.
    pub fn official(&mut self, ask: &Official, occasion: &Occasion) -> Result<OfficialFile, Failure> {
        self.must(Permission::Print)?;
        let form = FormCode::from_code(&ask.form).ok_or_else(|| {
            unknown(&ask.form, "この届の種類はありません。", "There is no such form.", "enrolment, leaving, dependants")
        })?;
        let media = Media::from_code(&ask.layout)
            .ok_or_else(|| unknown(&ask.layout, "この様式はありません。", "There is no such layout.", "kpfd, shfd"))?;
        if !(1..=999).contains(&ask.serial) {
            return Err(unknown(
                &ask.serial.to_string(),
                "媒体通番は1から999までです。",
                "A medium's number is 1 to 999.",
                "1–999",
            ));
        }
        let known = self.ledger.now_known()?;
        self.employer_known(&ask.employer, occasion.today, known)?;
        let employers = self.ledger.employers(occasion.today, known)?;
        let employer = employers.into_iter().find(|one| one.code == ask.employer).unwrap_or_default();
        let office = office(&employer, media, ask.office.as_deref())?;
        folder(&ask.out)?;
        let path = ask.out.join(media.file_name());
        if path.exists() {
            return Err(there_already(&path));
        }
        let mut complaints = Vec::new();
        let named = self.forms_of(ask, form, &employer, occasion.today, &mut complaints)?;
        let filed: Vec<Filed> = named.iter().map(|one| one.filed.clone()).collect();
        let head = Head { media, day: occasion.today, serial: ask.serial, office: &office };
        let written = write(form, &head, &filed);
        complaints.extend(written.complaints);
        if written.kept.len() > MANY {
            self.must(Permission::PrintMany)?;
        }
        if written.kept.is_empty() {
            complaints.insert(0, nobody(&ask.employer));
            return Err(Failure::refused(complaints));
        }
        let seen = written.kept.iter().filter_map(|at| named.get(*at)).flat_map(|one| one.members.clone()).collect();
        may_write(&ask.out)?;
        self.showing("official", Some(&employer.code), || Ok(((), seen)))?;
        let act = NewAct { subject: Some(employer.code.clone()), ..self.act_of("export", occasion) };
        self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        let mut files = Drafts::new(&ask.out);
        let made = files.whole(media.file_name(), 0, &written.bytes)?;
        files.publish()?;
        let left_out = complaints.iter().filter(|one| one.weight == Weight::Refusal).count() as u64;
        Ok(OfficialFile {
            file: path.display().to_string(),
            form: form.code(),
            layout: media.code(),
            forms: written.forms,
            left_out,
            sha256: made.sha256,
            complaints: complaints.iter().map(|one| wire::Said::of(one, ask.lang)).collect(),
            remarks: remarks(form, media).into_iter().map(|said| said.in_lang(ask.lang).to_owned()).collect(),
        })
    }

    /// Everybody of the employer of whom such a form of those days speaks.
    fn forms_of(
        &self,
        ask: &Official,
        form: FormCode,
        employer: &Employer,
        today: Day,
        complaints: &mut Vec<Complaint>,
    ) -> Result<Vec<Named>, Failure> {
        let known = self.ledger.now_known()?;
        let mut families: HashMap<HouseholdId, Vec<State>> = HashMap::new();
        let mut order = Vec::new();
        self.states(today.max(ask.to), known, &mut |state| {
            if let Some(coverage) = state.coverage.as_ref()
                && coverage.employer.as_ref() == Some(&employer.code)
            {
                let family = families.entry(coverage.household).or_default();
                if family.is_empty() {
                    order.push(coverage.household);
                }
                family.push(state);
            }
            ControlFlow::Continue(())
        })?;
        let symbol = InsuredNumber::part_key(&employer.symbol);
        let mut named = Vec::new();
        for family in order.iter().filter_map(|household| families.get(household)) {
            let Some(insured) = family.iter().find(|one| relation(one) == Some(Relation::Insured)) else { continue };
            let all = match form {
                FormCode::Enrolment => enrolment(ask, insured, family),
                FormCode::Leaving => leaving(ask, insured, today),
                FormCode::Dependants => dependants(ask, insured, family, today),
            };
            let own = insured.coverage.as_ref().map(|it| InsuredNumber::part_key(&it.number.symbol));
            if !all.is_empty() && own.is_some_and(|own| own != symbol) {
                complaints.push(other_symbol(&member(insured)));
                continue;
            }
            named.extend(all);
        }
        Ok(named)
    }
}

fn relation(state: &State) -> Option<Relation> {
    state.coverage.as_ref().map(|coverage| coverage.relation)
}

fn within(ask: &Official, day: Option<Day>) -> Option<Day> {
    day.filter(|day| ask.from.is_none_or(|from| from <= *day) && *day <= ask.to)
}

/// One person; whoever has no address of their own lives with the insured person.
fn person(state: &State, insured: Option<&State>) -> Person {
    let reported = state.names.reported.as_ref().or(state.names.registered.as_ref());
    let home = state.home.as_ref().or_else(|| insured.filter(|one| !protected(one))?.home.as_ref());
    let home = home.filter(|_| !protected(state));
    Person {
        place: member(state),
        kana: reported.map(|named| named.kana.text().to_owned()).unwrap_or_default(),
        name: reported.map_or_else(|| printable(state).text().to_owned(), |named| named.name.text().to_owned()),
        born: state.person.born,
        sex: state.person.sex,
        postcode: home.map(|home| home.postcode.clone()).unwrap_or_default(),
        address: home.map(|home| home.address.text().to_owned()).unwrap_or_default(),
        wish: state.circumstance.asked_at_enrolment,
    }
}

fn number(state: &State) -> String {
    state.coverage.as_ref().map(|coverage| coverage.number.number.clone()).unwrap_or_default()
}

fn enrolment(ask: &Official, insured: &State, family: &[State]) -> Vec<Named> {
    let Some(acquired) = within(ask, insured.coverage.as_ref().and_then(|it| it.acquired)) else { return Vec::new() };
    let filed = Filed::Enrolment {
        person: person(insured, None),
        number: number(insured),
        acquired,
        dependants: family.len() > 1,
    };
    vec![Named { filed, members: vec![insured.id] }]
}

fn leaving(ask: &Official, insured: &State, today: Day) -> Vec<Named> {
    let Some(coverage) = insured.coverage.as_ref() else { return Vec::new() };
    // A loss is reported once it has come.
    let Some(lost) = within(ask, coverage.lost).filter(|lost| *lost <= today) else { return Vec::new() };
    let filed = Filed::Leaving { person: person(insured, None), number: number(insured), lost, left: coverage.left };
    vec![Named { filed, members: vec![insured.id] }]
}

/// Those who were added, and those who were removed on a day of their own; each form has a spouse and two others.
fn dependants(ask: &Official, insured: &State, family: &[State], today: Day) -> Vec<Named> {
    let lost = |state: &State| state.coverage.as_ref().and_then(|it| it.lost);
    let mut named = Vec::new();
    for added in [true, false] {
        let mut people: Vec<(Dependant, MemberId)> = Vec::new();
        for state in family.iter().filter(|one| one.id != insured.id) {
            let day = if added {
                state.coverage.as_ref().and_then(|it| it.acquired)
            } else {
                lost(state).filter(|day| lost(insured).is_none_or(|with| *day < with) && *day <= today)
            };
            let (Some(on), Some(relation)) = (within(ask, day), relation(state)) else { continue };
            let together = state.home.is_none() || state.home == insured.home;
            people.push((Dependant { person: person(state, Some(insured)), relation, on, together }, state.id));
        }
        while !people.is_empty() {
            let (mut spouse, mut others) = (0, 0);
            let mut here = Vec::new();
            people.retain(|one| {
                let room = match one.0.relation {
                    Relation::Husband | Relation::Wife => {
                        spouse += 1;
                        spouse <= 1
                    }
                    _ => {
                        others += 1;
                        others <= 2
                    }
                };
                if room {
                    here.push(one.clone());
                }
                !room
            });
            let mut members = vec![insured.id];
            members.extend(here.iter().map(|one| one.1));
            let filed = Filed::Dependants {
                person: person(insured, None),
                number: number(insured),
                received: insured.coverage.as_ref().and_then(|it| it.received),
                added,
                people: here.into_iter().map(|one| one.0).collect(),
            };
            named.push(Named { filed, members });
        }
    }
    named
}

/// What the file must know of the employer: told by the clerk, or for a society its symbol, where that is a number.
fn office(employer: &Employer, media: Media, said: Option<&str>) -> Result<Office, Failure> {
    let digits =
        |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let mut office = Office {
        postcode: employer.postcode.clone().unwrap_or_default(),
        address: employer.address.clone().unwrap_or_default(),
        name: employer.name.clone(),
        ..Office::default()
    };
    match media {
        Media::Kpfd => {
            let number = said.map_or_else(|| employer.symbol.clone(), str::to_owned);
            let number = if said.is_none() { InsuredNumber::part_key(&number) } else { number.trim().to_owned() };
            if !digits(&number, 4) {
                return Err(no_office(
                    &employer.code,
                    "事業所番号（健康保険組合）が分かりません。",
                    "The employer's number with the society is not known.",
                    "0123",
                ));
            }
            office.number = number;
        }
        Media::Shfd => {
            let parts: Vec<&str> = said.unwrap_or_default().split('-').map(str::trim).collect();
            let [prefecture, district, mark, number] = parts[..] else {
                return Err(no_pension_office(&employer.code));
            };
            let marked = (1..=4).contains(&intake::write::half_width(mark).chars().count());
            if !(digits(prefecture, 2) && digits(district, 2) && marked && digits(number, 5)) {
                return Err(no_pension_office(&employer.code));
            }
            office.pension =
                [format!("{prefecture:0>2}"), format!("{district:0>2}"), mark.to_owned(), number.to_owned()];
        }
    }
    Ok(office)
}

/// What has to be filled in before the file is handed in.
fn remarks(form: FormCode, media: Media) -> Vec<Said> {
    let mut remarks = vec![match form {
        FormCode::Enrolment => Said::new(
            "個人番号・報酬月額・住所カナ・事業主氏名・電話番号は台帳にないため空欄です。届書作成プログラムで補ってください。",
            "My Numbers, pay, the kana of addresses, the employer's head and telephone are not in the ledger and blank; fill them in.",
        ),
        FormCode::Leaving => Said::new(
            "個人番号・基礎年金番号・回収枚数は空欄です。退職日のない方は喪失原因も空欄です。届書作成プログラムで補ってください。",
            "My Numbers, pension numbers and what was collected are blank, and causes where no day of leaving is known; fill them in.",
        ),
        FormCode::Dependants => Said::new(
            "個人番号・収入・職業・理由は台帳にないため空欄です。届書作成プログラムで補ってください。",
            "My Numbers, income, occupations and reasons are not in the ledger and blank; fill them in.",
        ),
    }];
    if media == Media::Kpfd && form != FormCode::Leaving {
        remarks.push(Said::new(
            "末尾の3項目（事業所番号・被保険者証番号・健保固有項目）は、資格確認書発行要否の後に置いています。ほかの仕組みに渡す前に、1件で確かめてください。",
            "The last three items stand after the wish for a certificate; try one form before another program reads the file.",
        ));
    }
    remarks
}

fn refusal(place: &str, code: &'static str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }
}

fn unknown(place: &str, ja: &str, en: &str, known: &str) -> Failure {
    let hint = Said::new(format!("{known} のいずれかです。"), format!("It is one of {known}."));
    Failure::usage(refusal(place, "official_unknown", Said::new(ja, en), hint))
}

fn no_office(code: &str, ja: &str, en: &str, example: &str) -> Failure {
    let hint = Said::new(
        format!("事業所の番号を {example} のように指定してください。"),
        format!("Give the employer's number, as {example}."),
    );
    Failure::usage(refusal(code, "official_office", Said::new(ja, en), hint))
}

fn no_pension_office(code: &str) -> Failure {
    no_office(
        code,
        "事業所整理記号と事業所番号（年金事務所）は台帳にありません。",
        "The ledger does not have the employer's mark and number with the pension office.",
        "21-01-ｹｲﾄ-12345",
    )
}

fn there_already(path: &Path) -> Failure {
    Failure::usage(refusal(
        &path.display().to_string(),
        "file_there_already",
        Said::new("同じ名前のファイルがもうあります。", "There is a file of this name already."),
        Said::new("別のフォルダーに書き出してください。", "Write into another folder."),
    ))
}

fn nobody(code: &str) -> Complaint {
    refusal(
        code,
        "official_nobody",
        Said::new("この期間に、届に書く方がいません。", "There is nobody to be written of those days."),
        Said::new("届の種類と期間を確かめてください。", "Check the form and the days."),
    )
}

fn other_symbol(place: &str) -> Complaint {
    refusal(
        place,
        "other_symbol",
        Said::new(
            "記号が事業所の記号と違います。届には番号しか書けないため、この方の届は書き出していません。",
            "The symbol is not the employer's, and the form holds the number alone; the form is left out.",
        ),
        Said::new("事業所の記号を確かめてください。", "Check the employer's symbol."),
    )
}
