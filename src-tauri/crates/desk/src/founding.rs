//! A new ledger: the society, its employers and its policies.

use std::path::Path;

use ledger::{Employer, Entry, Ledger, Passphrase, Society};
use rules::calendar::Day;
use rules::policy::{Policies, Policy};
use rules::words::{Complaint, Said, Weight, toml_mistake};
use serde::Deserialize;

use crate::roles::everything;
use crate::wire::{Founded, SocietyForm};
use crate::{Desk, Ending, Failure, Occasion};

/// `society.toml`: who the society is and whose employees it insures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocietyFile {
    /// 保険者名称
    pub name: String,
    /// 保険者番号, eight digits with a valid check digit.
    pub insurer_number: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 電話番号
    pub phone: String,
    /// マイナポータル's address, the only thing the notice's QR code holds.
    pub portal_url: String,
    /// A training society: 見本 stands on everything it prints.
    #[serde(default)]
    pub training: bool,
    /// The layout of notices.
    #[serde(default = "notice_layout")]
    pub notice_layout: String,
    /// The layout of certificates.
    #[serde(default = "certificate_layout")]
    pub certificate_layout: String,
    /// Whether the notice shows the last four digits of the My Number.
    #[serde(default)]
    pub last_four_on_notice: bool,
    /// 事業所
    #[serde(default, rename = "employer")]
    pub employers: Vec<EmployerEntry>,
}

/// One employer of `society.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployerEntry {
    /// 事業所コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 記号
    pub symbol: String,
    /// 郵便番号
    pub postcode: Option<String>,
    /// 所在地
    pub address: Option<String>,
    /// 担当
    pub contact: Option<String>,
}

fn notice_layout() -> String {
    "notice-right".to_owned()
}

fn certificate_layout() -> String {
    "certificate-a4".to_owned()
}

/// A text file, as UTF-8.
pub(crate) fn text_file(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::other(Complaint {
            place: path.display().to_string(),
            code: "not_utf8",
            weight: Weight::Refusal,
            sentence: Said::new("UTF-8 のテキストではありません。", "This is not UTF-8 text."),
            hint: Said::new("文字コードを UTF-8 にして保存し直してください。", "Save it as UTF-8."),
        })
    })
}

/// The name of a file alone, for places in sentences.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Reads and checks `society.toml`.
///
/// # Errors
/// Names the line of an unknown key, a missing key, or a value that cannot be.
pub fn read_society(path: &Path) -> Result<SocietyFile, Failure> {
    let text = text_file(path)?;
    let place = file_name(path);
    let refuse = |line: Option<usize>, code, ja: String, en: String| {
        Failure::other(Complaint {
            place: line.map_or_else(|| place.clone(), |line| format!("{place}:{line}")),
            code,
            weight: Weight::Refusal,
            sentence: Said::new(ja, en),
            hint: Said::new("society.toml を直してください。", "Mend society.toml."),
        })
    };
    let society: SocietyFile = toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| text.get(..span.start).unwrap_or("").lines().count().max(1));
        refuse(line, "society_file", toml_mistake(error.message()), format!("Cannot be read: {}", error.message()))
    })?;
    check_society(&society, &|code, ja, en| refuse(None, code, ja, en))?;
    Ok(society)
}

/// Checks what no form can: the check digit, employers that stand there twice.
fn check_society(
    society: &SocietyFile,
    refuse: &dyn Fn(&'static str, String, String) -> Failure,
) -> Result<(), Failure> {
    let digits = society.insurer_number.as_bytes();
    if digits.len() != 8 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(refuse(
            "insurer_number",
            "保険者番号は8桁の数字です。".to_owned(),
            "The insurer number has eight digits.".to_owned(),
        ));
    }
    if !insurer_number_fits(digits) {
        return Err(refuse(
            "insurer_number",
            "保険者番号の検証番号が合いません。".to_owned(),
            "The check digit of the insurer number does not fit.".to_owned(),
        ));
    }
    for (at, employer) in society.employers.iter().enumerate() {
        let twice = society.employers.iter().take(at).any(|other| other.code == employer.code);
        if twice {
            return Err(refuse(
                "employer_twice",
                format!("事業所コード {} が二つあります。", employer.code),
                format!("The employer code {} stands there twice.", employer.code),
            ));
        }
    }
    Ok(())
}

/// 検証番号 of an eight-digit 保険者番号: weights 2, 1, 2, 1… from the seventh digit leftwards, digits of products added.
fn insurer_number_fits(digits: &[u8]) -> bool {
    let value = |byte: &u8| u32::from(byte - b'0');
    let Some((check, body)) = digits.split_last() else { return false };
    let sum: u32 = body
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let product = value(digit) * if at % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10 == value(check)
}

/// Makes a new ledger with its society, employers and policies. Everything is checked before a file exists.
///
/// # Errors
/// When a file cannot be read or is wrong, or the ledger exists already.
pub fn found(
    path: &Path,
    society: &Path,
    policy: &Path,
    passphrase: &Passphrase,
    occasion: &Occasion,
) -> Result<(Desk, Founded), Failure> {
    let file = read_society(society)?;
    let policy_text = text_file(policy)?;
    let policies = Policies::read(&policy_text, &file_name(policy)).map_err(Failure::others)?;
    found_with(path, &file, &policy_text, &policies, passphrase, occasion)
}

/// As [`found`], from a form in place of files.
///
/// # Errors
/// As [`found`]; what is wrong with the form names the field.
pub fn found_by_form(
    path: &Path,
    form: &SocietyForm,
    policy: &str,
    passphrase: &Passphrase,
    occasion: &Occasion,
) -> Result<(Desk, Founded), Failure> {
    let file = SocietyFile {
        name: form.name.trim().to_owned(),
        insurer_number: form.insurer_number.trim().to_owned(),
        postcode: form.postcode.trim().to_owned(),
        address: form.address.trim().to_owned(),
        phone: form.phone.trim().to_owned(),
        portal_url: form.portal_url.trim().to_owned(),
        training: false,
        notice_layout: notice_layout(),
        certificate_layout: certificate_layout(),
        last_four_on_notice: false,
        employers: form
            .employers
            .iter()
            .map(|employer| EmployerEntry {
                code: employer.code.trim().to_owned(),
                name: employer.name.trim().to_owned(),
                symbol: employer.symbol.trim().to_owned(),
                postcode: Some(employer.postcode.trim().to_owned()).filter(|text| !text.is_empty()),
                address: Some(employer.address.trim().to_owned()).filter(|text| !text.is_empty()),
                contact: None,
            })
            .collect(),
    };
    must_be_filled([&file.name, &file.postcode, &file.address, &file.phone, &file.portal_url])?;
    check_society(&file, &|code, ja, en| {
        Failure::usage(Complaint {
            place: code.to_owned(),
            code,
            weight: Weight::Refusal,
            sentence: Said::new(ja, en),
            hint: Said::new("入力を直してください。", "Mend the form."),
        })
    })?;
    let policies = Policies::read(policy, "policy.toml").map_err(Failure::others)?;
    must_cite(policies.iter())?;
    found_with(path, &file, policy, &policies, passphrase, occasion)
}

/// Whoever fills in a form says who the society is and where: name, postcode, address, phone, the portal's address.
pub(crate) fn must_be_filled(fields: [&str; 5]) -> Result<(), Failure> {
    const FIELDS: [(&str, &str); 5] = [
        ("名称", "name"),
        ("郵便番号", "postcode"),
        ("所在地", "address"),
        ("電話番号", "phone"),
        ("マイナポータルのアドレス", "portal_url"),
    ];
    let blank = FIELDS.iter().zip(fields).filter(|(_, text)| text.trim().is_empty());
    let complaints: Vec<Complaint> = blank
        .map(|((ja, en), _)| Complaint {
            place: (*en).to_owned(),
            code: "society_field",
            weight: Weight::Refusal,
            sentence: Said::new(format!("組合の{ja}がありません。"), format!("The society's {en} is missing.")),
            hint: Said::new("入力してください。", "Fill it in."),
        })
        .collect();
    if complaints.is_empty() { Ok(()) } else { Err(Failure { ending: Ending::Usage, complaints }) }
}

/// A policy rests on a decision of the society's own; the place that a sample leaves for it is none.
pub(crate) fn must_cite<'a>(mut policies: impl Iterator<Item = &'a Policy>) -> Result<(), Failure> {
    let cites = |policy: &Policy| !policy.source.trim().is_empty() && !policy.source.contains("【要書換え】");
    match policies.find(|policy| !cites(policy)) {
        None => Ok(()),
        Some(policy) => Err(Failure::usage(Complaint {
            place: "source".to_owned(),
            code: "policy_source",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("{}からの方針に、組合の決定がありません。", policy.from.wareki()),
                format!("The policy from {} cites no decision of the society.", policy.from),
            ),
            hint: Said::new(
                "決めた会議の名称と日付を入れてください。「なぜ？」に根拠として示します。",
                "Give the meeting that decided, and its date; it is shown as the basis of decisions.",
            ),
        })),
    }
}

fn found_with(
    path: &Path,
    file: &SocietyFile,
    policy_text: &str,
    policies: &Policies,
    passphrase: &Passphrase,
    occasion: &Occasion,
) -> Result<(Desk, Founded), Failure> {
    for name in [&file.notice_layout, &file.certificate_layout] {
        crate::plan::layout_text(name)?;
    }
    let operator = everything(&occasion.operator);
    let mut ledger = Ledger::create(path, &occasion.operator, passphrase, &occasion.at)?;
    // The society and its employers are known from the day its first policy is in force.
    let first = policies.iter().map(|policy| policy.from).min().unwrap_or(occasion.today);
    let recorded = ledger.act::<(), Failure>(occasion.act("found", occasion.today), |entry| {
        record_society(entry, first, file)?;
        entry.policy(policy_text)?;
        entry.operator(&operator)?;
        Ok(())
    });
    if let Err(failure) = recorded {
        ledger.discard();
        return Err(failure);
    }
    let founded = Founded {
        ledger: path.display().to_string(),
        society: file.name.clone(),
        insurer_number: file.insurer_number.clone(),
        employers: file.employers.len(),
        policies: policies.iter().map(|policy| policy.from).collect(),
    };
    Ok((Desk::at_work(ledger, operator, occasion), founded))
}

fn record_society(entry: &mut Entry, from: Day, file: &SocietyFile) -> Result<(), Failure> {
    entry.society(
        from,
        &Society {
            name: file.name.clone(),
            insurer_number: file.insurer_number.clone(),
            postcode: file.postcode.clone(),
            address: file.address.clone(),
            phone: file.phone.clone(),
            portal_url: file.portal_url.clone(),
            training: file.training,
            notice_layout: file.notice_layout.clone(),
            certificate_layout: file.certificate_layout.clone(),
            last_four_on_notice: file.last_four_on_notice,
        },
    )?;
    for employer in &file.employers {
        entry.employer(
            from,
            &Employer {
                code: employer.code.clone(),
                name: employer.name.clone(),
                symbol: employer.symbol.clone(),
                postcode: employer.postcode.clone(),
                address: employer.address.clone(),
                contact: employer.contact.clone(),
            },
        )?;
    }
    Ok(())
}
