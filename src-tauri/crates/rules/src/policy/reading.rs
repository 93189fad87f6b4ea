//! The policy file (`policy.toml`): read whole, every mistake named with its line.
//!
//! The reader walks the TOML itself instead of letting serde fill the struct, because serde stops at the first mistake
//! and a society wants to see all of them at once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{
    CertificateLapse, CertificateLastDay, Envelopes, GraceReading, JoinerWait, NoticeOnChange, NoticeReissue, NoticeTo,
    Policies, Policy, PrintCharacters, ReturnBasis,
};
use crate::calendar::{Day, LAW, Law};
use crate::words::{Complaint, Said, Weight, toml_mistake};

/// So many days a frozen batch waits where the society has not decided otherwise.
const BATCH_MAX_AGE_DAYS: u32 = 30;

/// Every key of a policy.
const KEYS: [&str; 23] = [
    "from",
    "source",
    "certificate_lapse",
    "lapse_lead_days",
    "joiner_wait",
    "certificate_last_day",
    "short_term_months",
    "renewal_lead_days",
    "ratio_on_certificate",
    "ratio_year",
    "return_when_usable",
    "return_basis",
    "grace_reading",
    "notice_to",
    "notice_on_change",
    "notice_reissue",
    "reissue_fee_yen",
    "print_characters",
    "batch_max_age_days",
    "envelopes",
    "customer_barcode",
    "optional_items",
    "source_max_age_days",
];

impl Policies {
    /// Reads a policy file; `place` is its name as the clerk knows it (`policy.toml`).
    ///
    /// # Errors
    /// Every mistake in the file, in the order of its lines, with the place `policy.toml:LINE`.
    pub fn read(toml_text: &str, place: &str) -> Result<Policies, Vec<Complaint>> {
        Policies::read_under(&LAW, toml_text, place)
    }

    /// As [`Policies::read`], under another law.
    ///
    /// # Errors
    /// Every mistake in the file.
    pub fn read_under(law: &Law, toml_text: &str, place: &str) -> Result<Policies, Vec<Complaint>> {
        let text = toml_text.strip_prefix('\u{feff}').unwrap_or(toml_text);
        let mut reading = Reading { law, text, place, torn: false, complaints: Vec::new() };
        let policies = reading.file();
        if reading.complaints.is_empty() {
            return Policies::new(policies).ok_or_else(Vec::new);
        }
        reading.complaints.sort_by_key(|(line, _)| *line);
        Err(reading.complaints.into_iter().map(|(_, complaint)| complaint).collect())
    }
}

/// A key as a clerk calls it, in Japanese and in English: who fills in the form never sees the word of the file.
fn called(key: &str) -> (String, String) {
    let (ja, en) = match key {
        "from" => ("いつから", "from"),
        "source" => ("組合の決定", "decision"),
        "certificate_lapse" => ("電子証明書が切れた方", "e-certificate lapsed"),
        "lapse_lead_days" => ("切れる何日前からか", "days before the lapse"),
        "joiner_wait" => ("取得してからの待ち", "wait of joiners"),
        "joiner_wait.days" => ("取得してからの待ち: 確かめるまで（日）", "wait of joiners: shown after (days)"),
        "joiner_wait.until_days" => {
            ("取得してからの待ち: ご本人に聞くまで（日）", "wait of joiners: over after (days)")
        }
        "joiner_wait.business_days" => ("取得してからの待ち: 営業日数", "wait of joiners: business days"),
        "certificate_last_day" => ("資格確認書の有効期限", "last day of certificates"),
        "certificate_last_day.fixed" => ("資格確認書の有効期限: 日", "last day of certificates: day"),
        "certificate_last_day.years" => ("資格確認書の有効期限: 年数", "last day of certificates: years"),
        "certificate_last_day.month_end" => {
            ("資格確認書の有効期限: 何月の末日か", "last day of certificates: end of month")
        }
        "short_term_months" => ("短期の月数", "short term"),
        "renewal_lead_days" => ("更新の何日前からか", "lead of renewals"),
        "ratio_on_certificate" => ("負担割合の記載", "ratio on certificate"),
        "ratio_year" => ("負担割合の年度末", "year of the ratio"),
        "return_when_usable" => ("使えるようになったときの返納", "return when usable"),
        "return_basis" => ("返納の基準の日", "basis of returns"),
        "grace_reading" => ("猶予期間の読み方", "reading of the grace"),
        "notice_to" => ("お知らせを送る方", "notices go to"),
        "notice_on_change" => ("変わったときのお知らせ", "notice on change"),
        "notice_reissue" => ("お知らせの再交付", "notice again"),
        "reissue_fee_yen" => ("再交付の手数料", "fee"),
        "print_characters" => ("印字する文字", "characters printed"),
        "batch_max_age_days" => ("束を使える日数", "days a batch may wait"),
        "envelopes" => ("封筒の分け方", "envelopes"),
        "customer_barcode" => ("カスタマバーコード", "customer barcode"),
        "source_max_age_days" => ("利用登録状況の古さの限り", "oldest list of registrations"),
        "optional_items" => ("任意記載事項", "optional items of certificates"),
        _ => (key, key),
    };
    (format!("「{ja}」"), format!("\"{en}\""))
}

/// A place in the text: the bytes that a key or a value fills.
type Span = Range<usize>;

struct Reading<'a> {
    law: &'a Law,
    text: &'a str,
    place: &'a str,
    /// The file is not TOML throughout: what is missing may only be hidden by that, and is not complained of.
    torn: bool,
    complaints: Vec<(usize, Complaint)>,
}

impl Reading<'_> {
    /// The line of a place, counted from 1.
    fn line(&self, span: &Span) -> usize {
        1 + self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count()
    }

    fn complain(&mut self, span: &Span, code: &'static str, sentence: Said, hint: Said) {
        let line = self.line(span);
        if self.torn && self.complaints.iter().any(|(named, _)| *named == line) {
            return;
        }
        let place = format!("{}:{line}", self.place);
        self.complaints.push((line, Complaint { place, code, weight: Weight::Refusal, sentence, hint }));
    }

    fn unknown_key(&mut self, span: &Span, key: &str, known: &[&str]) {
        let known = known.join(", ");
        self.complain(
            span,
            "unknown_key",
            Said::new(format!("「{key}」という項目はありません。"), format!("There is no key \"{key}\".")),
            Said::new(format!("使える項目: {known}"), format!("Known keys: {known}")),
        );
    }

    fn unknown_value(&mut self, span: &Span, key: &str, ja: impl Into<String>, en: impl Into<String>) {
        let shown = self.text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let (ja_key, en_key) = called(key);
        let sentence = Said::new(
            format!("{ja_key}の値「{shown}」は使えません。"),
            format!("{en_key} cannot have the value {shown}."),
        );
        self.complain(span, "unknown_value", sentence, Said::new(ja, en));
    }

    fn missing_key(&mut self, span: &Span, key: &str) {
        if self.torn {
            return;
        }
        let (ja_key, en_key) = called(key);
        self.complain(
            span,
            "missing_key",
            // Who writes the file by hand must know the word.
            Said::new(format!("項目{ja_key}（{key}）がありません。"), format!("The key {key} ({en_key}) is missing.")),
            Said::new(
                "組合で決めた内容を書いてください。書かない項目が自動で決まることはありません。",
                "Write what the society decided; nothing is decided by leaving a key out.",
            ),
        );
    }

    fn file(&mut self) -> Vec<Policy> {
        let (root, faults) = DeTable::parse_recoverable(self.text);
        self.torn = !faults.is_empty();
        for fault in &faults {
            let span = fault.span().unwrap_or(0..0);
            self.complain(
                &span,
                "not_toml",
                Said::new(toml_mistake(fault.message()), format!("This is not valid TOML: {}.", fault.message())),
                Said::new(
                    "文字列は \" で囲み、日付は 2024-12-02 のように囲まずに書き、同じ項目を二度書かないでください。",
                    "Quote texts, write days bare as 2024-12-02, and give no key twice.",
                ),
            );
        }
        let mut tables: Vec<&Spanned<DeValue>> = Vec::new();
        for (key, value) in root.get_ref() {
            if key.get_ref() != "policy" {
                self.unknown_key(&key.span(), key.get_ref(), &["policy"]);
            } else if let Some(array) = value.get_ref().as_array() {
                tables.extend(array.iter());
            } else {
                self.unknown_value(
                    &value.span(),
                    "policy",
                    "定めは [[policy]] と二重の括弧で書き始めます。",
                    "Each policy begins with [[policy]], in double brackets.",
                );
            }
        }
        if tables.is_empty() && self.complaints.is_empty() {
            self.complain(
                &(0..0),
                "no_policy",
                Said::new("組合の定めが一つもありません。", "There is no policy in the file."),
                Said::new(
                    "templates/policies の見本から始めることができます。",
                    "You can begin with one of the samples in templates/policies.",
                ),
            );
        }
        let mut begun: Vec<(Day, Span)> = Vec::new();
        let mut policies = Vec::new();
        for table in tables {
            let span = table.span();
            let Some(entries) = table.get_ref().as_table() else {
                self.unknown_value(
                    &span,
                    "policy",
                    "定めは [[policy]] で書き始めます。",
                    "A policy begins with [[policy]].",
                );
                continue;
            };
            policies.extend(self.policy(&span, entries, &mut begun));
        }
        policies
    }

    /// One `[[policy]]`; `None` when it has a mistake, which is then among the complaints.
    fn policy(&mut self, span: &Span, entries: &DeTable, begun: &mut Vec<(Day, Span)>) -> Option<Policy> {
        for key in entries.keys() {
            if !KEYS.contains(&key.get_ref().as_ref()) {
                self.unknown_key(&key.span(), key.get_ref(), &KEYS);
            }
        }
        let mut of = Keys { reading: self, span, entries };
        // All keys are read before any may fail, so that every mistake is named.
        let from = of.from(begun);
        let source = of.required("source", Reading::text);
        let certificate_lapse =
            of.word("certificate_lapse", CertificateLapse::from_code, CertificateLapse::ALL, |v| v.code());
        let lapse_lead_days = of.optional("lapse_lead_days", Reading::whole).map(|days| days.unwrap_or(30));
        let joiner_wait = of.required("joiner_wait", Reading::joiner_wait);
        let certificate_last_day = of.required("certificate_last_day", Reading::certificate_last_day);
        let short_term_months = of.required("short_term_months", Reading::whole);
        let renewal_lead_days = of.optional("renewal_lead_days", Reading::whole).map(|days| days.unwrap_or(60));
        let ratio_on_certificate = of.required("ratio_on_certificate", Reading::yes_or_no);
        let ratio_year = of.optional("ratio_year", Reading::month_and_day);
        let return_when_usable = of.required("return_when_usable", Reading::yes_or_no);
        let return_basis = of.word("return_basis", ReturnBasis::from_code, ReturnBasis::ALL, |v| v.code());
        let grace_reading = of.word("grace_reading", GraceReading::from_code, GraceReading::ALL, |v| v.code());
        let notice_to = of.word("notice_to", NoticeTo::from_code, NoticeTo::ALL, |v| v.code());
        let notice_on_change =
            of.word("notice_on_change", NoticeOnChange::from_code, NoticeOnChange::ALL, |v| v.code());
        let notice_reissue = of.word("notice_reissue", NoticeReissue::from_code, NoticeReissue::ALL, |v| v.code());
        let reissue_fee_yen = of.required("reissue_fee_yen", Reading::whole);
        let print_characters =
            of.word("print_characters", PrintCharacters::from_code, PrintCharacters::ALL, |v| v.code());
        let batch_max_age_days =
            of.optional("batch_max_age_days", Reading::whole).map(|days| days.unwrap_or(BATCH_MAX_AGE_DAYS));
        let envelopes =
            of.word_or("envelopes", Envelopes::Household, Envelopes::from_code, Envelopes::ALL, |v| v.code());
        let customer_barcode = of.optional("customer_barcode", Reading::yes_or_no).map(|flag| flag.unwrap_or(false));
        let optional_items = of.optional("optional_items", Reading::yes_or_no).map(|flag| flag.unwrap_or(false));
        let source_max_age_days = of.optional("source_max_age_days", Reading::whole);
        Some(Policy {
            from: from?,
            source: source?,
            certificate_lapse: certificate_lapse?,
            lapse_lead_days: lapse_lead_days?,
            joiner_wait: joiner_wait?,
            certificate_last_day: certificate_last_day?,
            short_term_months: short_term_months?,
            renewal_lead_days: renewal_lead_days?,
            ratio_on_certificate: ratio_on_certificate?,
            ratio_year: ratio_year?,
            return_when_usable: return_when_usable?,
            return_basis: return_basis?,
            grace_reading: grace_reading?,
            notice_to: notice_to?,
            notice_on_change: notice_on_change?,
            notice_reissue: notice_reissue?,
            reissue_fee_yen: reissue_fee_yen?,
            print_characters: print_characters?,
            batch_max_age_days: batch_max_age_days?,
            envelopes: envelopes?,
            customer_barcode: customer_barcode?,
            optional_items: optional_items?,
            source_max_age_days: source_max_age_days?,
        })
    }

    fn text(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.unknown_value(&value.span(), key, "文字列を \" で囲んで書いてください。", "Write a text in quotes.");
        }
        text
    }

    fn yes_or_no(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.unknown_value(&value.span(), key, "true か false を書いてください。", "Write true or false.");
        }
        flag
    }

    fn whole(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<u32> {
        let number = value.get_ref().as_integer().and_then(|it| u32::from_str_radix(it.as_str(), it.radix()).ok());
        if number.is_none() {
            self.unknown_value(
                &value.span(),
                key,
                "0以上の整数を書いてください。",
                "Write a whole number, not negative.",
            );
        }
        number
    }

    fn date(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<Day> {
        let written = value.get_ref().as_datetime().filter(|it| it.time.is_none() && it.offset.is_none());
        let day =
            written.and_then(|it| it.date).and_then(|it| Day::new(i32::from(it.year), it.month.into(), it.day.into()));
        if day.is_none() {
            self.unknown_value(
                &value.span(),
                key,
                "日付を 2024-12-02 のように、\" で囲まずに書いてください。",
                "Write a day as 2024-12-02, without quotes.",
            );
        }
        day
    }

    fn month_and_day(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<(u32, u32)> {
        // 2023 is a common year, so 02-29 is no day in it; a yearly day must exist every year.
        let found = value
            .get_ref()
            .as_str()
            .and_then(|text| format!("2023-{text}").parse::<Day>().ok())
            .map(|day| (day.month(), day.day()));
        if found.is_none() {
            self.unknown_value(
                &value.span(),
                key,
                "毎年ある月日を \"07-31\" のように書いてください(02-29は使えません)。",
                "Write a month and day that every year has, as \"07-31\" (never 02-29).",
            );
        }
        found
    }

    fn joiner_wait(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<JoinerWait> {
        const FORMS: Said2 = (
            "{ days = 30, until_days = 50 } か { business_days = 4 } のどちらかを書いてください。",
            "Write either { days = 30, until_days = 50 } or { business_days = 4 }.",
        );
        let entries = self.one_of_two_forms(key, value, &["days", "until_days"], &["business_days"], FORMS)?;
        if let Some(value) = entries.get("business_days") {
            return self.whole("joiner_wait.business_days", value).map(JoinerWait::BusinessDays);
        }
        let days = self.whole("joiner_wait.days", entries.get("days")?);
        let until_days = self.whole("joiner_wait.until_days", entries.get("until_days")?);
        let (days, until_days) = (days?, until_days?);
        if days > until_days {
            self.unknown_value(
                &value.span(),
                key,
                "確かめるまでの日数は、ご本人に聞くまでの日数を超えられません。",
                "It cannot be shown later than it is over.",
            );
            return None;
        }
        Some(JoinerWait::Days { days, until_days })
    }

    fn certificate_last_day(&mut self, key: &str, value: &Spanned<DeValue>) -> Option<CertificateLastDay> {
        const FORMS: Said2 = (
            "{ fixed = 2029-11-30 } か { years = 2, month_end = 8 } のどちらかを書いてください。",
            "Write either { fixed = 2029-11-30 } or { years = 2, month_end = 8 }.",
        );
        let entries = self.one_of_two_forms(key, value, &["years", "month_end"], &["fixed"], FORMS)?;
        if let Some(value) = entries.get("fixed") {
            return self.date("certificate_last_day.fixed", value).map(CertificateLastDay::Fixed);
        }
        let years = self.whole("certificate_last_day.years", entries.get("years")?);
        let month_value = entries.get("month_end")?;
        let month_end = self.whole("certificate_last_day.month_end", month_value);
        if month_end.is_some_and(|month| !(1..=12).contains(&month)) {
            self.unknown_value(
                &month_value.span(),
                "certificate_last_day.month_end",
                "月は1から12までです。",
                "A month is 1 to 12.",
            );
            return None;
        }
        Some(CertificateLastDay::Years { years: years?, month_end: month_end? })
    }

    /// The entries of a value that has one of two forms, whole and unmixed.
    fn one_of_two_forms<'v>(
        &mut self,
        key: &str,
        value: &'v Spanned<DeValue<'v>>,
        one: &[&str],
        other: &[&str],
        (ja, en): Said2,
    ) -> Option<&'v DeTable<'v>> {
        let Some(entries) = value.get_ref().as_table() else {
            self.unknown_value(&value.span(), key, ja, en);
            return None;
        };
        let mut sound = true;
        let known: Vec<&str> = one.iter().chain(other).copied().collect();
        for entry in entries.keys() {
            if !known.contains(&entry.get_ref().as_ref()) {
                self.unknown_key(&entry.span(), &format!("{key}.{}", entry.get_ref()), &known);
                sound = false;
            }
        }
        let holds = |keys: &[&str]| keys.iter().filter(|key| entries.contains_key(**key)).count();
        let whole = (holds(one) == one.len() && holds(other) == 0) || (holds(other) == other.len() && holds(one) == 0);
        if !whole {
            self.unknown_value(&value.span(), key, ja, en);
            sound = false;
        }
        sound.then_some(entries)
    }
}

/// A sentence in Japanese and in English.
type Said2 = (&'static str, &'static str);

/// The keys of one `[[policy]]`.
struct Keys<'r, 'a, 't> {
    reading: &'r mut Reading<'a>,
    span: &'t Span,
    entries: &'t DeTable<'t>,
}

impl<'a> Keys<'_, 'a, '_> {
    fn required<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Reading<'a>, &str, &Spanned<DeValue>) -> Option<T>,
    ) -> Option<T> {
        match self.entries.get(key) {
            Some(value) => read(self.reading, key, value),
            None => {
                self.reading.missing_key(self.span, key);
                None
            }
        }
    }

    /// `Some(None)` for a key left out; `None` for a mistake.
    #[allow(clippy::option_option, reason = "left out and mistaken are two things")]
    fn optional<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Reading<'a>, &str, &Spanned<DeValue>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.entries.get(key) {
            Some(value) => read(self.reading, key, value).map(Some),
            None => Some(None),
        }
    }

    fn word<T: Copy>(
        &mut self,
        key: &str,
        from_code: impl Fn(&str) -> Option<T>,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        self.required(key, |reading, key, value| {
            let found = value.get_ref().as_str().and_then(&from_code);
            if found.is_none() {
                let words = all.iter().map(|it| format!("\"{}\"", code(*it))).collect::<Vec<_>>().join(", ");
                reading.unknown_value(
                    &value.span(),
                    key,
                    format!("使える値: {words}"),
                    format!("Known values: {words}"),
                );
            }
            found
        })
    }

    /// As [`Keys::word`], of a key that may be left out.
    fn word_or<T: Copy>(
        &mut self,
        key: &str,
        default: T,
        from_code: impl Fn(&str) -> Option<T>,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        if self.entries.contains_key(key) { self.word(key, from_code, all, code) } else { Some(default) }
    }

    fn from(&mut self, begun: &mut Vec<(Day, Span)>) -> Option<Day> {
        let entries = self.entries;
        let from = self.required("from", Reading::date)?;
        let span = entries.get("from")?.span();
        let reading = &mut *self.reading;
        let first = reading.law.old_cards_not_issued;
        if from < first {
            reading.unknown_value(
                &span,
                "from",
                format!("資格確認書の制度が始まった{}以後の日を書いてください。", first.wareki()),
                format!("Certificates began on {first}; write that day or a later one."),
            );
        }
        if let Some((_, earlier)) = begun.iter().find(|(day, _)| *day == from) {
            let line = reading.line(earlier);
            reading.complain(
                &span,
                "same_from",
                Said::new(
                    format!("{}から始まる定めが二つあります({line}行目にもあります)。", from.wareki()),
                    format!("Two policies begin on {from}; the other is on line {line}."),
                ),
                Said::new(
                    "どちらかの日付を改めるか、一つにまとめてください。",
                    "Change one of the days, or make one policy of the two.",
                ),
            );
        }
        begun.push((from, span));
        (from >= first).then_some(from)
    }
}
