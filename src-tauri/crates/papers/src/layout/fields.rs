//! The words in braces that a layout may use: `{name}`, `{portal_url}` ... and the patterns they stand in.

use rules::calendar::{Day, Era};
use rules::words::{Relation, Sex};

use crate::sheet::{Group, Route, Run, Sheet};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $ja:literal, $en:literal;)+) => {
        /// What can be written in braces.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Field { $($(#[$doc])* $variant),+ }

        impl Field {
            pub(crate) const ALL: &'static [Field] = &[$(Field::$variant),+];

            /// The word in braces.
            pub(crate) fn word(self) -> &'static str {
                match self { $(Field::$variant => $word),+ }
            }

            /// What a clerk calls it, in Japanese and in English.
            pub(crate) fn called(self) -> (&'static str, &'static str) {
                match self { $(Field::$variant => ($ja, $en)),+ }
            }
        }
    };
}

fields! {
    /// Of the run: the same on every sheet.
    Society = "society", "保険者名称", "the society's name";
    InsurerNumber = "insurer_number", "保険者番号", "the insurer number";
    SocietyPostcode = "society_postcode", "保険者の郵便番号", "the society's postcode";
    SocietyAddress = "society_address", "保険者所在地", "the society's address";
    SocietyPhone = "society_phone", "保険者の電話番号", "the society's telephone number";
    PortalUrl = "portal_url", "ポータルのURL", "the portal's address";
    Kind = "kind", "帳票名", "the paper's title";
    Batch = "batch", "処理番号", "the batch code";
    AsOf = "as_of", "基準日", "the day of the batch";
    GraceExact = "grace_exact", "3か月後の同じ日まで使える", "use until the same day three months later";
    LapseOnApplication = "lapse_on_application", "期限切れは申請により交付", "certificates for lapsed e-certificates on application";
    CustomerBarcode = "customer_barcode", "カスタマバーコード", "the customer barcode";
    Issuer = "issuer", "発行者", "the issuer";
    Seal = "seal", "印影", "the seal";
    Training = "training", "訓練用の表示", "the mark of training";
    /// Of one sheet.
    Paper = "paper", "管理番号", "the paper's code";
    Copy = "copy", "何回目の印刷か", "which copy it is";
    Symbol = "symbol", "記号", "the symbol";
    Number = "number", "番号", "the number";
    Branch = "branch", "枝番", "the branch number";
    Name = "name", "氏名", "the name";
    Kana = "kana", "フリガナ", "the kana";
    Born = "born", "生年月日", "the day of birth";
    Sex = "sex", "性別", "the sex";
    Acquired = "acquired", "資格取得年月日", "the day of acquisition";
    AcquiredLabel = "acquired_label", "資格取得年月日の見出し", "the label of the day of acquisition";
    Standing = "standing", "本人・家族の別", "insured person or dependant";
    Insured = "insured", "本人", "being the insured person";
    Dependant = "dependant", "家族", "being a dependant";
    InsuredName = "insured_name", "被保険者氏名", "the insured person's name";
    Employer = "employer", "事業所名称", "the employer";
    EmployerCode = "employer_code", "事業所コード", "the employer's code";
    LastFour = "last_four", "個人番号下4桁", "the last four digits of the My Number";
    AnswerUntil = "answer_until", "回答期限", "the last day for an answer";
    Corrected = "corrected", "訂正の知らせ", "telling of a correction";
    Ratio = "ratio", "一部負担金の割合", "the ratio";
    RatioUntil = "ratio_until", "負担割合の期限", "the last day of the ratio";
    Issued = "issued", "交付年月日", "the day of issue";
    LastDay = "last_day", "有効期限", "the last day";
    VoluntaryEnd = "voluntary_end", "資格喪失予定年月日", "the planned day of loss";
    Reason = "reason", "交付の理由", "the reason";
    Basis = "basis", "根拠", "the legal basis";
    Home = "home", "自宅宛", "being posted home";
    AtEmployer = "at_employer", "事業所経由", "going through the employer";
    Postcode = "postcode", "郵便番号", "the postcode";
    Address = "address", "住所", "the address";
    Envelope = "envelope", "封筒番号", "the envelope number";
    InEnvelope = "in_envelope", "封筒内の枚数", "the sheet within its envelope";
    EnvelopeCode = "envelope_code", "封筒の管理番号", "the envelope's code, on its first sheet";
    ValidFrom = "valid_from", "発効期日", "the first day of the ratio";
    Ceiling = "ceiling", "限度額適用区分", "the category of the ceiling of costs";
    Meals = "meals", "標準負担額減額認定", "the reduction of the standard charge";
    Disease = "disease", "特定疾病", "the specified disease";
    /// Of a letter that lists something: its parts in order.
    Item1 = "item_1", "内容の1", "part 1 of the list";
    Item2 = "item_2", "内容の2", "part 2 of the list";
    Item3 = "item_3", "内容の3", "part 3 of the list";
    Item4 = "item_4", "内容の4", "part 4 of the list";
    Item5 = "item_5", "内容の5", "part 5 of the list";
    Item6 = "item_6", "内容の6", "part 6 of the list";
    Item7 = "item_7", "内容の7", "part 7 of the list";
    Item8 = "item_8", "内容の8", "part 8 of the list";
    Item9 = "item_9", "内容の9", "part 9 of the list";
    Item10 = "item_10", "内容の10", "part 10 of the list";
    Item11 = "item_11", "内容の11", "part 11 of the list";
    Item12 = "item_12", "内容の12", "part 12 of the list";
    Item13 = "item_13", "内容の13", "part 13 of the list";
    Item14 = "item_14", "内容の14", "part 14 of the list";
    Item15 = "item_15", "内容の15", "part 15 of the list";
    Item16 = "item_16", "内容の16", "part 16 of the list";
    /// Of a group of sheets, on its separator.
    GroupName = "group_name", "事業所名称", "the employer";
    GroupCode = "group_code", "事業所コード", "the employer's code";
    GroupPostcode = "group_postcode", "事業所の郵便番号", "the employer's postcode";
    GroupAddress = "group_address", "事業所の所在地", "the employer's address";
    GroupContact = "group_contact", "事業所の担当", "the employer's contact";
    GroupSheets = "group_sheets", "枚数", "the number of sheets";
    GroupEnvelopes = "group_envelopes", "封筒数", "the number of envelopes";
    GroupFirst = "group_first", "最初の管理番号", "the first code";
    GroupLast = "group_last", "最後の管理番号", "the last code";
    GroupBundle = "group_bundle", "梱包の管理番号", "the bundle's code";
    GroupLabel = "group_label", "宛名の管理番号", "the code of the bundle's label";
    /// Of a cover.
    TotalSheets = "total_sheets", "枚数の合計", "the number of all sheets";
    TotalEnvelopes = "total_envelopes", "封筒数の合計", "the number of all envelopes";
    TotalGroups = "total_groups", "送付先の数", "the number of groups";
    Anchor = "anchor", "台帳の照合コード", "the journal's anchor";
    Page = "page", "ページ", "the page";
    Pages = "pages", "総ページ数", "the number of pages";
    TotalRows = "total_rows", "行数の合計", "the number of all rows";
    /// Of a record: what stands above its table, and the cells of one row.
    Head1 = "head_1", "見出しの1", "the first head";
    Head2 = "head_2", "見出しの2", "the second head";
    Head3 = "head_3", "見出しの3", "the third head";
    Head4 = "head_4", "見出しの4", "the fourth head";
    Head5 = "head_5", "見出しの5", "the fifth head";
    Head6 = "head_6", "見出しの6", "the sixth head";
    Head7 = "head_7", "見出しの7", "the seventh head";
    Head8 = "head_8", "見出しの8", "head 8";
    Head9 = "head_9", "見出しの9", "head 9";
    Head10 = "head_10", "見出しの10", "head 10";
    Head11 = "head_11", "見出しの11", "head 11";
    Head12 = "head_12", "見出しの12", "head 12";
    Head13 = "head_13", "見出しの13", "head 13";
    Head14 = "head_14", "見出しの14", "head 14";
    Head15 = "head_15", "見出しの15", "head 15";
    Head16 = "head_16", "見出しの16", "head 16";
    Cell1 = "cell_1", "1列目", "the first cell";
    Cell2 = "cell_2", "2列目", "the second cell";
    Cell3 = "cell_3", "3列目", "the third cell";
    Cell4 = "cell_4", "4列目", "the fourth cell";
    Cell5 = "cell_5", "5列目", "the fifth cell";
    Cell6 = "cell_6", "6列目", "the sixth cell";
    Cell7 = "cell_7", "7列目", "the seventh cell";
    Cell8 = "cell_8", "8列目", "cell 8";
    Cell9 = "cell_9", "9列目", "cell 9";
    Cell10 = "cell_10", "10列目", "cell 10";
    Cell11 = "cell_11", "11列目", "cell 11";
    Cell12 = "cell_12", "12列目", "cell 12";
}

impl Field {
    /// The field of a word.
    pub(crate) fn of(word: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.word() == word)
    }

    /// The same on every page of a run?
    pub(crate) fn of_run(self) -> bool {
        self <= Field::Training
    }

    /// Belongs to a separator sheet.
    pub(crate) fn of_group(self) -> bool {
        self >= Field::GroupName
    }
}

/// Whom a page speaks of.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    /// No one: what is the same on all pages.
    Everyone,
    /// One member's sheet.
    Sheet(&'a Sheet),
    /// A group of sheets.
    Group(&'a Group),
    /// A row of a record, cell by cell.
    Row(&'a [String]),
    /// A page of a cover or of a record.
    Cover(CoverPage<'a>),
}

/// The rows of a cover or of a record.
#[derive(Clone, Copy)]
pub(crate) enum Lines<'a> {
    /// The groups of a batch.
    Groups(&'a [Group]),
    /// Heads that stand above the table, and its rows.
    Record(&'a [String], &'a [Vec<String>]),
}

impl Lines<'_> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Lines::Groups(groups) => groups.len(),
            Lines::Record(_, rows) => rows.len(),
        }
    }
}

/// What a page of a cover says.
#[derive(Clone, Copy)]
pub(crate) struct CoverPage<'a> {
    pub lines: Lines<'a>,
    pub anchor: &'a str,
    pub page: usize,
    pub pages: usize,
}

/// Writes what a field says into `out`. Nothing is written where there is nothing to say; a condition asks exactly that.
pub(crate) fn say(field: Field, run: &Run<'_>, subject: Subject<'_>, out: &mut String) {
    let society = run.society;
    match field {
        Field::Society => out.push_str(&society.name),
        Field::InsurerNumber => out.push_str(&society.insurer_number),
        Field::SocietyPostcode => push_postcode(&society.postcode, out),
        Field::SocietyAddress => out.push_str(&society.address),
        Field::SocietyPhone => out.push_str(&society.phone),
        Field::PortalUrl => out.push_str(&society.portal_url),
        Field::Kind => out.push_str(run.kind.word()),
        Field::Batch => out.push_str(run.batch),
        Field::AsOf => push_day(run.on, out),
        Field::GraceExact => out.push_str(if society.grace_exact { "はい" } else { "" }),
        Field::LapseOnApplication => out.push_str(if society.lapse_on_application { "はい" } else { "" }),
        Field::CustomerBarcode => out.push_str(if society.customer_barcode { "はい" } else { "" }),
        Field::Issuer => out.push_str(society.issuer.as_deref().unwrap_or_default()),
        Field::Seal => out.push_str(if society.seal.is_some() { "印" } else { "" }),
        Field::Training => out.push_str(if society.training { "見本" } else { "" }),
        _ => match subject {
            Subject::Everyone => {}
            Subject::Sheet(sheet) => say_sheet(field, sheet, out),
            Subject::Group(group) => say_group(field, group, out),
            Subject::Row(cells) => say_nth(field, Field::Cell1, cells, out),
            Subject::Cover(cover) => say_cover(field, cover, out),
        },
    }
}

fn say_sheet(field: Field, sheet: &Sheet, out: &mut String) {
    let insured = sheet.relation == Relation::Insured;
    match field {
        Field::Paper => out.push_str(&sheet.paper),
        Field::Copy if sheet.copy > 1 => push_number(sheet.copy as usize, out),
        Field::Symbol => out.push_str(&sheet.symbol),
        Field::Number => out.push_str(&sheet.number),
        Field::Branch => out.push_str(&sheet.branch),
        Field::Name => out.push_str(sheet.name.text()),
        Field::Kana => out.push_str(sheet.kana.text()),
        Field::Born => push_maybe(sheet.born, out),
        Field::Sex => out.push_str(match sheet.sex {
            Some(Sex::Male) => "男",
            Some(Sex::Female) => "女",
            None => "",
        }),
        Field::Acquired => push_maybe(sheet.acquired, out),
        Field::AcquiredLabel => out.push_str(if insured { "資格取得年月日" } else { "認定年月日" }),
        Field::Standing => out.push_str(if insured { "本人（被保険者）" } else { "家族（被扶養者）" }),
        Field::Insured => out.push_str(if insured { "本人" } else { "" }),
        Field::Dependant => out.push_str(if insured { "" } else { "家族" }),
        Field::InsuredName => {
            if let (false, Some(name)) = (insured, &sheet.insured_name) {
                out.push_str(name.text());
            }
        }
        Field::Employer => out.push_str(sheet.employer.as_deref().unwrap_or_default()),
        Field::EmployerCode => out.push_str(&sheet.employer_code),
        Field::LastFour => {
            if let Some(four) = sheet.last_four {
                out.push_str(&four.text());
            }
        }
        Field::AnswerUntil => push_maybe(sheet.answer_until, out),
        Field::Corrected => out.push_str(if sheet.corrected { "訂正" } else { "" }),
        Field::Ratio => {
            if let Some(ratio) = sheet.ratio {
                push_number(usize::from(ratio), out);
                out.push('割');
            }
        }
        Field::RatioUntil => push_maybe(sheet.ratio_until, out),
        Field::Issued => push_day(sheet.issued, out),
        Field::LastDay => push_maybe(sheet.last_day, out),
        Field::VoluntaryEnd => push_maybe(sheet.voluntary_until.map(Day::after), out),
        Field::Reason => out.push_str(sheet.reason.as_deref().unwrap_or_default()),
        Field::Basis => out.push_str(sheet.basis.as_deref().unwrap_or_default()),
        Field::Home => out.push_str(if sheet.route == Route::Home { "自宅宛" } else { "" }),
        Field::AtEmployer => out.push_str(if sheet.route == Route::Employer { "事業所経由" } else { "" }),
        Field::Postcode => {
            if let Some(postcode) = &sheet.postcode {
                push_postcode(postcode, out);
            }
        }
        Field::Address => {
            if let Some(address) = &sheet.address {
                out.push_str(address.text());
            }
        }
        Field::Envelope => push_number(sheet.envelope as usize, out),
        Field::InEnvelope => {
            push_number(sheet.in_envelope.0 as usize, out);
            out.push('/');
            push_number(sheet.in_envelope.1 as usize, out);
        }
        // Only one sheet lies behind the window.
        Field::EnvelopeCode if sheet.in_envelope.0 == 1 => out.push_str(&sheet.codes.envelope),
        Field::ValidFrom => push_maybe(sheet.valid_from, out),
        Field::Ceiling | Field::Meals | Field::Disease => {
            let nth = field as usize - Field::Ceiling as usize;
            out.push_str(sheet.optional.get(nth).and_then(Option::as_deref).unwrap_or_default());
        }
        _ => say_nth(field, Field::Item1, &sheet.items, out),
    }
}

fn say_group(field: Field, group: &Group, out: &mut String) {
    match field {
        Field::GroupName => out.push_str(&group.name),
        Field::GroupCode => out.push_str(&group.code),
        Field::GroupPostcode => {
            if let Some(postcode) = &group.postcode {
                push_postcode(postcode, out);
            }
        }
        Field::GroupAddress => out.push_str(group.address.as_deref().unwrap_or_default()),
        Field::GroupContact => out.push_str(group.contact.as_deref().unwrap_or_default()),
        Field::GroupSheets => push_number(group.sheets, out),
        Field::GroupEnvelopes => push_number(group.envelopes, out),
        Field::GroupFirst => out.push_str(&group.first),
        Field::GroupLast => out.push_str(&group.last),
        Field::GroupBundle => out.push_str(&group.codes.bundle),
        Field::GroupLabel => out.push_str(&group.codes.label),
        _ => {}
    }
}

fn say_cover(field: Field, cover: CoverPage<'_>, out: &mut String) {
    let (groups, heads) = match cover.lines {
        Lines::Groups(groups) => (groups, &[][..]),
        Lines::Record(heads, _) => (&[][..], heads),
    };
    match field {
        Field::TotalSheets => push_number(groups.iter().map(|group| group.sheets).sum(), out),
        Field::TotalEnvelopes => push_number(groups.iter().map(|group| group.envelopes).sum(), out),
        Field::TotalGroups => push_number(groups.len(), out),
        Field::TotalRows => push_number(cover.lines.len(), out),
        Field::Anchor => out.push_str(cover.anchor),
        Field::Page => push_number(cover.page, out),
        Field::Pages => push_number(cover.pages, out),
        _ => say_nth(field, Field::Head1, heads, out),
    }
}

/// Says the text that belongs to a numbered field, `first` being the first of its kind.
fn say_nth(field: Field, first: Field, texts: &[String], out: &mut String) {
    let nth = (field as usize).checked_sub(first as usize).and_then(|nth| texts.get(nth));
    out.push_str(nth.map(String::as_str).unwrap_or_default());
}

fn push_maybe(day: Option<Day>, out: &mut String) {
    if let Some(day) = day {
        push_day(day, out);
    }
}

/// `令和8年（2026年）11月21日`: the era that people write, and the year that readers from elsewhere need.
fn push_day(day: Day, out: &mut String) {
    let year = |year: i32, out: &mut String| push_number(year.unsigned_abs() as usize, out);
    match Era::of(day).map(|era| (era.name(), era.year(day))) {
        Some((name, 1)) => {
            out.push_str(name);
            out.push_str("元年（");
            year(day.year(), out);
            out.push_str("年）");
        }
        Some((name, of_era)) => {
            out.push_str(name);
            year(of_era, out);
            out.push_str("年（");
            year(day.year(), out);
            out.push_str("年）");
        }
        None => {
            year(day.year(), out);
            out.push('年');
        }
    }
    push_number(day.month() as usize, out);
    out.push('月');
    push_number(day.day() as usize, out);
    out.push('日');
}

fn push_number(mut number: usize, out: &mut String) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(number % 10).expect("a remainder of ten is one digit");
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

fn push_postcode(postcode: &str, out: &mut String) {
    let digits = postcode.trim_start_matches('〒').trim();
    match digits.split_at_checked(3) {
        Some((town, rest)) if digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            out.push_str(town);
            out.push('-');
            out.push_str(rest);
        }
        _ => out.push_str(digits),
    }
}

/// A text with fields in braces and bold words between double asterisks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pattern {
    /// Its pieces in order, each bold or not.
    pub pieces: Vec<(bool, Piece)>,
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words as they stand.
    Words(String),
    /// A field.
    Field(Field),
}

/// Why a pattern cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No field of this name.
    Unknown(String),
    /// A brace without its partner.
    Unclosed,
}

impl Pattern {
    /// Reads `氏名 {name} 様`. `{{` and `}}` are braces themselves.
    pub(crate) fn read(text: &str) -> Result<Pattern, Flaw> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut bold = false;
        let mut rest = text;
        let keep = |words: &mut String, bold, pieces: &mut Vec<(bool, Piece)>| {
            if !words.is_empty() {
                pieces.push((bold, Piece::Words(std::mem::take(words))));
            }
        };
        while let Some(letter) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("{{") {
                words.push('{');
                rest = after;
            } else if let Some(after) = rest.strip_prefix("}}") {
                words.push('}');
                rest = after;
            } else if let Some(after) = rest.strip_prefix("**") {
                keep(&mut words, bold, &mut pieces);
                bold = !bold;
                rest = after;
            } else if let Some(after) = rest.strip_prefix('{') {
                let (word, after) = after.split_once('}').ok_or(Flaw::Unclosed)?;
                let field = Field::of(word.trim()).ok_or_else(|| Flaw::Unknown(word.trim().to_owned()))?;
                keep(&mut words, bold, &mut pieces);
                pieces.push((bold, Piece::Field(field)));
                rest = after;
            } else if letter == '}' {
                return Err(Flaw::Unclosed);
            } else {
                words.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        keep(&mut words, bold, &mut pieces);
        Ok(Pattern { pieces })
    }

    /// The fields in it.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.pieces.iter().filter_map(|(_, piece)| match piece {
            Piece::Field(field) => Some(*field),
            Piece::Words(_) => None,
        })
    }

    /// The same on every page of a run?
    pub(crate) fn of_run(&self) -> bool {
        self.fields().all(Field::of_run)
    }

    /// Does it end by greeting this one: `{field}　様`?
    pub(crate) fn greets(&self, field: Field) -> bool {
        match self.pieces.as_slice() {
            [.., (_, Piece::Field(last)), (_, Piece::Words(words))] => *last == field && words.trim() == "様",
            _ => false,
        }
    }

    /// Nothing but a code, which says nothing of anybody: the paper's own, its envelope's, its bundle's?
    pub(crate) fn is_code(&self) -> bool {
        matches!(
            self.pieces.as_slice(),
            [(_, Piece::Field(Field::Paper | Field::EnvelopeCode | Field::GroupBundle | Field::GroupLabel))]
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_knows_its_fields_and_its_bold_words() {
        let pattern = Pattern::read("**氏名** {name} 様").unwrap_or_default();
        assert_eq!(pattern.pieces.len(), 4);
        assert!(!pattern.of_run());
        assert_eq!(Pattern::read("{nmae}"), Err(Flaw::Unknown("nmae".into())));
        assert_eq!(Pattern::read("{name"), Err(Flaw::Unclosed));
    }
}
