//! 事業所, the employers whose people the society insures: what of them is checked, and how they are added and changed.
//!
//! None is ever taken out, and its code stays: what was insured through it stands under that code. What has been frozen is printed
//! with what was known of the employer then.

use ledger::{Employer, NewAct};
use rules::calendar::Day;
use rules::words::{Complaint, InsuredNumber, Said, Weight};

use crate::founding::postcode;
use crate::roles::Permission;
use crate::wire::EmployerForm;
use crate::{Desk, Ending, Failure, Occasion};

impl From<&EmployerForm> for Employer {
    fn from(form: &EmployerForm) -> Employer {
        Employer {
            code: form.code.clone(),
            name: form.name.clone(),
            symbol: form.symbol.clone(),
            postcode: Some(form.postcode.clone()),
            address: Some(form.address.clone()),
            contact: Some(form.contact.clone()),
        }
    }
}

impl From<Employer> for EmployerForm {
    fn from(employer: Employer) -> EmployerForm {
        EmployerForm {
            code: employer.code,
            name: employer.name,
            symbol: employer.symbol,
            postcode: employer.postcode.unwrap_or_default(),
            address: employer.address.unwrap_or_default(),
            contact: employer.contact.unwrap_or_default(),
        }
    }
}

impl Desk {
    /// Puts another employer on record, from today on.
    ///
    /// # Errors
    /// When something that must be there is blank or is not what it is called, another employer has the code, or the ledger cannot
    /// be written. A complaint of the form has its field as its place.
    pub fn add_employer(&mut self, form: &EmployerForm, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Settings)?;
        let employer = tidy(&form.into()).map_err(usage)?;
        let others = self.ledger.employers(occasion.today, self.known(None)?)?;
        if others.iter().any(|other| key(&other.code) == key(&employer.code)) {
            return Err(usage(vec![twice(&employer.code)]));
        }
        self.put(&employer, occasion.today, occasion)
    }

    /// Changes what is known of an employer, from today on. Its code stays, and so does its symbol (記号) once somebody is insured
    /// through it: the symbol is a part of their numbers.
    ///
    /// # Errors
    /// As [`Desk::add_employer`], and when there is no such employer or its symbol must stay.
    pub fn change_employer(&mut self, form: &EmployerForm, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Settings)?;
        let employer = tidy(&form.into()).map_err(usage)?;
        let known = self.known(None)?;
        // One who comes only later may be changed before; a change must not end when that day comes.
        let from = self.ledger.employer_from(&employer.code, known)?;
        let from = from.map_or(occasion.today, |from| from.max(occasion.today));
        let before = self.ledger.employers(from, known)?.into_iter().find(|one| one.code == employer.code);
        let Some(before) = before else {
            return Err(usage(vec![wrong(
                "code",
                Said::new("この事業所コードは登録されていません。", "No employer has this code."),
                Said::new("一覧から選び直してください。", "Choose it from the list again."),
            )]));
        };
        if before.symbol != employer.symbol && self.ledger.insured_through(&employer.code)? {
            return Err(usage(vec![wrong(
                "symbol",
                Said::new(
                    format!("この事業所の加入者がいるので、記号は {} のままです。", before.symbol),
                    format!("People are insured through this employer, so its symbol stays {}.", before.symbol),
                ),
                Said::new(
                    "元の記号に戻してください。記号が変わるときは、別の事業所として加えます。",
                    "Put it back. For another symbol, add another employer.",
                ),
            )]));
        }
        if employer == before {
            return Ok(());
        }
        self.put(&employer, from, occasion)
    }

    fn put(&mut self, employer: &Employer, from: Day, occasion: &Occasion) -> Result<(), Failure> {
        let act = NewAct { on: from, subject: Some(employer.code.clone()), ..self.act_of("employer", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.employer(from, employer)?))?;
        Ok(())
    }
}

fn usage(complaints: Vec<Complaint>) -> Failure {
    Failure { ending: Ending::Usage, complaints }
}

/// An employer as the ledger keeps it: nothing around its texts, a postcode of seven digits, and what is blank not at all. Each
/// complaint has its field as its place.
pub(crate) fn tidy(employer: &Employer) -> Result<Employer, Vec<Complaint>> {
    let maybe =
        |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut kept = Employer {
        code: employer.code.trim().to_owned(),
        name: employer.name.trim().to_owned(),
        symbol: employer.symbol.trim().to_owned(),
        postcode: maybe(&employer.postcode),
        address: maybe(&employer.address),
        contact: maybe(&employer.contact),
    };
    let mut complaints = Vec::new();
    for (field, ja, text) in
        [("code", "コード", &kept.code), ("symbol", "記号", &kept.symbol), ("name", "名称", &kept.name)]
    {
        if text.is_empty() {
            complaints.push(wrong(
                field,
                Said::new(format!("事業所の{ja}がありません。"), format!("The employer's {field} is missing.")),
                Said::new("入力してください。", "Fill it in."),
            ));
        }
    }
    if let Some(text) = &mut kept.postcode {
        match postcode(text) {
            Some(digits) => *text = digits,
            None => complaints.push(wrong(
                "postcode",
                Said::new(
                    "事業所の郵便番号が7桁の数字ではありません。",
                    "The employer's postcode is not seven digits.",
                ),
                Said::new("100-0001 のように書いてください。", "Write it like 100-0001."),
            )),
        }
    }
    if complaints.is_empty() { Ok(kept) } else { Err(complaints) }
}

/// A code as it is compared: a clerk who types it wide or in small letters means the same employer.
pub(crate) fn key(code: &str) -> String {
    InsuredNumber::part_key(code)
}

/// Another employer has the code already.
pub(crate) fn twice(code: &str) -> Complaint {
    Complaint {
        code: "employer_twice",
        ..wrong(
            "code",
            Said::new(
                format!("事業所コード {code} の事業所は、すでにあります。"),
                format!("There is an employer with the code {code} already."),
            ),
            Said::new("事業所ごとに別のコードにしてください。", "Give each employer a code of its own."),
        )
    }
}

fn wrong(field: &str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: field.to_owned(), code: "employer_field", weight: Weight::Refusal, sentence, hint }
}
