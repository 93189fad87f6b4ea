//! 事業所, the employers whose people the society insures: what of them is checked.

use ledger::Employer;
use rules::words::{Complaint, InsuredNumber, Said, Weight};

use crate::founding::postcode;
use crate::wire::EmployerForm;

impl From<&EmployerForm> for Employer {
    fn from(form: &EmployerForm) -> Employer {
        Employer {
            code: form.code.clone(),
            name: form.name.clone(),
            symbol: form.symbol.clone(),
            postcode: Some(form.postcode.clone()),
            address: Some(form.address.clone()),
            contact: None,
        }
    }
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
