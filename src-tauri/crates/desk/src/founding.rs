//! A new ledger: the society, its employers and its policies.

use std::path::Path;

use ledger::{Employer, Entry, Ledger, Passphrase, Society};
use rules::calendar::Day;
use rules::policy::{Policies, Policy};
use rules::words::{Complaint, Said, Weight, toml_mistake};
use serde::Deserialize;

use crate::employers;
use crate::operators::strong;
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

impl SocietyFile {
    /// Puts what is said as the ledger keeps it, or names all that is wrong with it. A complaint's place is its field, as a form
    /// calls it: `postcode`, and of the second employer `employer.1.postcode`.
    fn tidy(&mut self) -> Result<(), Vec<Complaint>> {
        let mut complaints = Vec::new();
        let fields = [&self.name, &self.postcode, &self.address, &self.phone, &self.portal_url];
        match society_fields(fields.map(String::as_str)) {
            Ok(kept) => [self.name, self.postcode, self.address, self.phone, self.portal_url] = kept,
            Err(wrong) => complaints.extend(wrong),
        }
        complaints.extend(insurer_number_wrong(&self.insurer_number));
        let mut codes: Vec<String> = Vec::new();
        for (at, entry) in self.employers.iter_mut().enumerate() {
            let placed = |one: Complaint| Complaint { place: format!("employer.{at}.{}", one.place), ..one };
            match employers::tidy(&entry.employer()) {
                Ok(kept) => {
                    if codes.contains(&employers::key(&kept.code)) {
                        complaints.push(placed(employers::twice(&kept.code)));
                    }
                    codes.push(employers::key(&kept.code));
                    *entry = EmployerEntry::of(kept);
                }
                Err(wrong) => complaints.extend(wrong.into_iter().map(placed)),
            }
        }
        if complaints.is_empty() { Ok(()) } else { Err(complaints) }
    }
}

impl EmployerEntry {
    fn of(employer: Employer) -> EmployerEntry {
        let Employer { code, name, symbol, postcode, address, contact } = employer;
        EmployerEntry { code, name, symbol, postcode, address, contact }
    }

    fn employer(&self) -> Employer {
        let EmployerEntry { code, name, symbol, postcode, address, contact } = self.clone();
        Employer { code, name, symbol, postcode, address, contact }
    }
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

/// The name of a file that was sent, as it is shown and kept: without a My Number.
pub(crate) fn sent_name(path: &Path) -> String {
    intake::name_shown(&file_name(path)).into_owned()
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
    let mut society: SocietyFile = toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| text.get(..span.start).unwrap_or("").lines().count().max(1));
        refuse(line, "society_file", toml_mistake(error.message()), format!("Cannot be read: {}", error.message()))
    })?;
    society.tidy().map_err(|complaints| {
        let placed = |one: Complaint| Complaint {
            place: line_of(&text, &one.place).map_or_else(|| place.clone(), |line| format!("{place}:{line}")),
            ..one
        };
        Failure::others(complaints.into_iter().map(placed).collect())
    })?;
    Ok(society)
}

/// The line on which a field stands that a complaint names: the society's above its employers, an employer's below its head.
fn line_of(text: &str, field: &str) -> Option<usize> {
    let is_head = |line: &str| line.trim_start().starts_with("[[employer]]");
    let says = |line: &str, key: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let mut lines = text.lines().zip(1..);
    let Some((nth, key)) = field.strip_prefix("employer.").and_then(|rest| rest.split_once('.')) else {
        return lines.find(|(line, _)| says(line, field)).map(|(_, at)| at);
    };
    let (_, head) = lines.by_ref().filter(|(line, _)| is_head(line)).nth(nth.parse().ok()?)?;
    let own = lines.take_while(|(line, _)| !is_head(line)).find(|(line, _)| says(line, key));
    Some(own.map_or(head, |(_, at)| at))
}

/// What is wrong with a 保険者番号.
fn insurer_number_wrong(number: &str) -> Option<Complaint> {
    let digits = number.as_bytes();
    let sentence = if digits.len() != 8 || !digits.iter().all(u8::is_ascii_digit) {
        Said::new("保険者番号は8桁の数字です。", "The insurer number has eight digits.")
    } else if insurer_number_fits(digits) {
        return None;
    } else {
        Said::new("保険者番号の検証番号が合いません。", "The check digit of the insurer number does not fit.")
    };
    Some(Complaint {
        place: "insurer_number".to_owned(),
        code: "insurer_number",
        weight: Weight::Refusal,
        sentence,
        hint: Said::new("8桁を一つずつ確かめてください。", "Check the eight digits one by one."),
    })
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

/// What is wrong with the society and the employers of a form, before there is a policy, a place or a passphrase.
///
/// # Errors
/// When something is wrong: each complaint has its field as its place (`postcode`, `employer.1.postcode`).
pub fn check_form(form: &SocietyForm) -> Result<(), Failure> {
    read_form(form).map(|_| ())
}

/// As [`found`], from a form in place of files.
///
/// # Errors
/// As [`found`]; what is wrong with the form names the field, as in [`check_form`].
pub fn found_by_form(
    path: &Path,
    form: &SocietyForm,
    policy: &str,
    passphrase: &Passphrase,
    occasion: &Occasion,
) -> Result<(Desk, Founded), Failure> {
    strong(passphrase)?;
    let file = read_form(form)?;
    let policies = Policies::read(policy, "policy.toml").map_err(Failure::others)?;
    must_cite(policies.iter())?;
    found_with(path, &file, policy, &policies, passphrase, occasion)
}

fn read_form(form: &SocietyForm) -> Result<SocietyFile, Failure> {
    let mut file = SocietyFile {
        name: form.name.clone(),
        insurer_number: form.insurer_number.trim().to_owned(),
        postcode: form.postcode.clone(),
        address: form.address.clone(),
        phone: form.phone.clone(),
        portal_url: form.portal_url.clone(),
        training: false,
        notice_layout: notice_layout(),
        certificate_layout: certificate_layout(),
        last_four_on_notice: false,
        employers: form.employers.iter().map(|employer| EmployerEntry::of(employer.into())).collect(),
    };
    file.tidy().map_err(|complaints| Failure { ending: Ending::Usage, complaints })?;
    Ok(file)
}

/// What a society says of itself: how a clerk calls it, how a form does.
const FIELDS: [(&str, &str); 5] = [
    ("名称", "name"),
    ("郵便番号", "postcode"),
    ("所在地", "address"),
    ("電話番号", "phone"),
    ("マイナポータルのアドレス", "portal_url"),
];

/// Who the society is and where, as the ledger keeps it: name, postcode, address, phone, the portal's address. Each must be there,
/// and what stands on every paper must be what it is called; each complaint has its field as its place.
pub(crate) fn society_fields(fields: [&str; 5]) -> Result<[String; 5], Vec<Complaint>> {
    let mut complaints = Vec::new();
    let mut kept = fields.map(|text| text.trim().to_owned());
    for ((ja, en), text) in FIELDS.iter().zip(&mut kept) {
        let mut refuse = |sentence: Said, hint: Said| {
            let place = (*en).to_owned();
            complaints.push(Complaint { place, code: "society_field", weight: Weight::Refusal, sentence, hint });
        };
        if text.is_empty() {
            refuse(
                Said::new(format!("組合の{ja}がありません。"), format!("The society's {en} is missing.")),
                Said::new("入力してください。", "Fill it in."),
            );
            continue;
        }
        match *en {
            "postcode" => match postcode(text) {
                Some(digits) => *text = digits,
                None => refuse(
                    Said::new(
                        "組合の郵便番号が7桁の数字ではありません。",
                        "The society's postcode is not seven digits.",
                    ),
                    Said::new("100-0001 のように書いてください。", "Write it like 100-0001."),
                ),
            },
            "phone" if !phone_fits(text) => refuse(
                Said::new(
                    "組合の電話番号が、9桁以上の数字とハイフン、かっこではありません。",
                    "The society's phone number is not nine digits or more, with hyphens and parentheses.",
                ),
                Said::new("03-1234-5678 のように書いてください。", "Write it like 03-1234-5678."),
            ),
            "portal_url" if !portal_fits(text) => refuse(
                Said::new(
                    "マイナポータルのアドレスが https:// で始まるアドレスではありません。",
                    "The portal's address does not begin with https:// and a host.",
                ),
                Said::new("https://myna.go.jp/ のように書いてください。", "Write it like https://myna.go.jp/."),
            ),
            _ => {}
        }
    }
    if complaints.is_empty() { Ok(kept) } else { Err(complaints) }
}

/// Seven digits, with or without the hyphen after the third.
pub(crate) fn postcode(text: &str) -> Option<String> {
    let digits = match text.split_once('-') {
        Some((front, back)) if front.len() == 3 => format!("{front}{back}"),
        Some(_) => return None,
        None => text.to_owned(),
    };
    (digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

fn phone_fits(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 9 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-()".contains(&byte))
}

/// The address goes into a QR code: a secure one, with a host that has a domain.
fn portal_fits(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels = || host.split('.');
    let fits =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    labels().count() > 1 && labels().all(fits) && rest.bytes().all(|byte| byte.is_ascii_graphic())
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
        entry.employer(from, &employer.employer())?;
    }
    Ok(())
}
