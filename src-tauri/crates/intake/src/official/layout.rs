//! The layouts of the official files, by form code and number of items: which item is what. Whoever reads a form of another
//! number of items would read names as days, so no other number is read.
//!
//! 2200700 資格取得届: 33 items, and since December 2024 a 34th, the wish for a certificate. 2201700 資格喪失届: 27. 2202700
//! 被扶養者異動届: 139 (one spouse and two others), and 123 in the edition of 2018 (one spouse and three others, no wish).
//! KPFD, which a society receives, adds three items at the end of each: 事業所番号, 被保険者証番号 and one of the society's own.
//! That the wish stands before them is not written anywhere we know of: such a record is only read when its 事業所番号 is the
//! one in the file's own head.

use crate::field::{DateField, DatePart, Field, PersonField, Scope};
use crate::row::SheetKind;

/// The forms that are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormCode {
    /// 2200700 資格取得届
    Enrolment,
    /// 2201700 資格喪失届
    Leaving,
    /// 2202700 被扶養者異動届
    Dependants,
}

impl FormCode {
    /// Every form.
    pub const ALL: [FormCode; 3] = [FormCode::Enrolment, FormCode::Leaving, FormCode::Dependants];

    /// 様式コード
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            FormCode::Enrolment => "2200700",
            FormCode::Leaving => "2201700",
            FormCode::Dependants => "2202700",
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FormCode::Enrolment => "資格取得届",
            FormCode::Leaving => "資格喪失届",
            FormCode::Dependants => "被扶養者異動届",
        }
    }

    /// The word on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FormCode::Enrolment => "enrolment",
            FormCode::Leaving => "leaving",
            FormCode::Dependants => "dependants",
        }
    }

    /// The form of a word.
    #[must_use]
    pub fn from_code(word: &str) -> Option<FormCode> {
        FormCode::ALL.into_iter().find(|form| form.code() == word)
    }

    /// The form of a 様式コード.
    pub(super) fn of_number(text: &str) -> Option<FormCode> {
        FormCode::ALL.into_iter().find(|form| form.number() == text)
    }

    pub(super) fn kind(self) -> SheetKind {
        match self {
            FormCode::Enrolment => SheetKind::Enrolment,
            FormCode::Leaving => SheetKind::Leaving,
            FormCode::Dependants => SheetKind::Dependants,
        }
    }
}

/// To whom a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// SHFD0006.CSV, to 年金事務所.
    Shfd,
    /// KPFD0006.CSV, to a 健康保険組合.
    Kpfd,
}

impl Media {
    /// The word on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Media::Shfd => "shfd",
            Media::Kpfd => "kpfd",
        }
    }

    /// The layout of a word.
    #[must_use]
    pub fn from_code(word: &str) -> Option<Media> {
        [Media::Shfd, Media::Kpfd].into_iter().find(|media| media.code() == word)
    }

    /// The name of the file.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Media::Shfd => "SHFD0006.CSV",
            Media::Kpfd => "KPFD0006.CSV",
        }
    }
}

/// Forms of which the ledger needs nothing, with their numbers of items where these are known.
const OTHERS: [(&str, &str, &str, &[usize]); 5] = [
    ("2225700", "算定基礎届", "monthly pay of the year", &[53, 56]),
    ("2221700", "月額変更届", "changed monthly pay", &[49, 52]),
    ("2265700", "賞与支払届", "bonuses", &[21, 24]),
    ("22187041", "住所変更届（旧様式）", "addresses, an old form", &[19]),
    ("22257041", "算定基礎届（旧様式）", "monthly pay of the year, an old form", &[]),
];

/// A form that is known and none of this ledger's: its name in both languages.
pub(super) fn other(code: &str) -> Option<(&'static str, &'static str)> {
    if code.len() == 8 && code.starts_with("528") && code.bytes().all(|b| b.is_ascii_digit()) {
        return Some(("国民年金第3号被保険者関係届", "a form of the national pension"));
    }
    OTHERS.iter().find(|(other, ..)| *other == code).map(|(_, ja, en, _)| (*ja, *en))
}

/// Does a text look like a 様式コード: seven or eight digits of a form that is known?
pub(super) fn is_form(text: &str) -> bool {
    FormCode::of_number(text).is_some() || other(text).is_some()
}

/// How many items a record of a form may have.
pub(super) fn counts(code: &str, media: Option<Media>) -> Vec<usize> {
    match FormCode::of_number(code) {
        Some(form) => {
            of_form(form).filter(|one| media.is_none_or(|media| one.may_lie_in(media))).map(|one| one.items).collect()
        }
        None => {
            OTHERS.iter().find(|(other, ..)| *other == code).map(|(.., counts)| counts.to_vec()).unwrap_or_default()
        }
    }
}

/// One form of one number of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Layout {
    pub(super) form: FormCode,
    pub(super) items: usize,
    pub(super) media: Media,
}

const fn layout(form: FormCode, items: usize, media: Media) -> Layout {
    Layout { form, items, media }
}

const LAYOUTS: [Layout; 10] = [
    layout(FormCode::Enrolment, 33, Media::Shfd),
    layout(FormCode::Enrolment, 34, Media::Shfd),
    layout(FormCode::Enrolment, 36, Media::Kpfd),
    layout(FormCode::Enrolment, 37, Media::Kpfd),
    layout(FormCode::Leaving, 27, Media::Shfd),
    layout(FormCode::Leaving, 30, Media::Kpfd),
    layout(FormCode::Dependants, 123, Media::Shfd),
    layout(FormCode::Dependants, 139, Media::Shfd),
    layout(FormCode::Dependants, 126, Media::Kpfd),
    layout(FormCode::Dependants, 142, Media::Kpfd),
];

/// The layouts of a form.
pub(super) fn of_form(form: FormCode) -> impl Iterator<Item = Layout> {
    LAYOUTS.into_iter().filter(move |one| one.form == form)
}

/// The layout of a form that is written: the latest edition.
pub(super) fn latest(form: FormCode, media: Media) -> Layout {
    let own = of_form(form).filter(|one| one.media == media);
    own.max_by_key(|one| one.items).unwrap_or(layout(form, 0, media))
}

/// Where the text of a column comes from. Items count from 1, as the official tables do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The layout does not have it.
    Nowhere,
    /// As it stands.
    Item(usize),
    /// 年月日, six digits beside their era.
    Date(usize),
    /// 郵便番号 in two items.
    Postcode(usize),
    /// 郡市区符号 and 事業所記号: the 事業所整理記号.
    Office(usize),
    /// A code, as the word that it stands for.
    Code(usize, Codes),
}

/// The tables of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codes {
    /// 異動の別
    Change,
    /// 喪失原因
    Cause,
    /// 続柄 of a spouse
    Spouse,
    /// The sex that 続柄 of a spouse says
    SpouseSex,
    /// 続柄 of others
    Relation,
}

impl Codes {
    pub(super) fn word(self, code: &str) -> Option<&'static str> {
        let code = code.trim_start_matches('0');
        Some(match (self, code) {
            (Codes::Change, "1") => "該当",
            (Codes::Change, "2") => "非該当",
            (Codes::Change, "3") => "変更",
            (Codes::Cause, "4") => "退職等",
            (Codes::Cause, "5") => "死亡",
            (Codes::Cause, "7") => "75歳到達",
            (Codes::Cause, "9") => "障害認定",
            (Codes::Cause, "11") => "社会保障協定",
            (Codes::Spouse, "1") => "夫",
            (Codes::Spouse, "2") => "妻",
            (Codes::Spouse, "3") => "夫（未届）",
            (Codes::Spouse, "4") => "妻（未届）",
            (Codes::SpouseSex, "1" | "3") => "男",
            (Codes::SpouseSex, "2" | "4") => "女",
            (Codes::Relation, "1") => "実子・養子",
            (Codes::Relation, "2") => "それ以外の子",
            (Codes::Relation, "3") => "父母・養父母",
            (Codes::Relation, "4") => "義父母",
            (Codes::Relation, "5") => "弟妹",
            (Codes::Relation, "6") => "兄姉",
            (Codes::Relation, "7") => "祖父母",
            (Codes::Relation, "8") => "曾祖父母",
            (Codes::Relation, "9") => "孫",
            (Codes::Relation, "10") => "その他",
            _ => return None,
        })
    }
}

/// A column of the table as which a form is read: what it means, its heading, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) heading: &'static str,
    pub(super) source: Source,
}

/// One person of a record: the sheet that such people make, and their columns.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) sheet: &'static str,
    pub(super) columns: Vec<Column>,
    /// Items of which one is filled when there is such a person.
    pub(super) named_by: Vec<usize>,
    /// 備考
    pub(super) remark: Option<usize>,
}

/// The items of one dependant, each at its own place; 0 is none.
struct Person {
    sheet: &'static str,
    kana: usize,
    born: usize,
    sex: Source,
    relation: Source,
    my_number: usize,
    postcode: usize,
    began: usize,
    ended: usize,
    remark: usize,
    wish: usize,
}

impl Layout {
    /// The items without the three that KPFD adds.
    pub(super) fn common(self) -> usize {
        match self.media {
            Media::Shfd => self.items,
            Media::Kpfd => self.items.saturating_sub(3),
        }
    }

    /// 事業所番号 (健康保険組合)
    pub(super) fn office(self) -> Option<usize> {
        (self.media == Media::Kpfd).then(|| self.common() + 1)
    }

    /// 被保険者証番号 (健康保険組合)
    pub(super) fn number(self) -> Option<usize> {
        (self.media == Media::Kpfd).then(|| self.common() + 2)
    }

    /// A file for the pension office has none for the society; a society is sent the other kind too.
    pub(super) fn may_lie_in(self, media: Media) -> bool {
        self.media == media || (media == Media::Kpfd && self.form == FormCode::Dependants)
    }

    /// 資格確認書発行要否, one for each person of the record.
    pub(super) fn wishes(self) -> std::ops::RangeInclusive<usize> {
        match (self.form, self.common()) {
            (FormCode::Enrolment, 34) => 34..=34,
            (FormCode::Dependants, 139) => 137..=139,
            #[allow(clippy::reversed_empty_ranges, reason = "no item at all")]
            _ => 1..=0,
        }
    }

    /// Do two layouts agree on the first items?
    pub(super) fn agrees(self, other: Layout, items: usize) -> bool {
        self.media == other.media && self.form == other.form && (self.form != FormCode::Dependants || items <= 56)
    }

    /// The people of a record.
    pub(super) fn parts(self) -> Vec<Part> {
        match self.form {
            FormCode::Enrolment => vec![self.enrolment()],
            FormCode::Leaving => vec![self.leaving()],
            FormCode::Dependants => self.dependants(),
        }
    }

    fn head(self, reference: usize) -> Vec<Column> {
        let mut columns = match self.office().zip(self.number()) {
            Some((office, number)) => vec![
                column(Field::EmployerCode, "事業所番号", Source::Item(office)),
                column(Field::Number, "被保険者証番号", Source::Item(number)),
            ],
            None => vec![
                column(Field::EmployerCode, "事業所整理番号", Source::Office(3)),
                column(Field::Reference, "被保険者整理番号", Source::Item(reference)),
            ],
        };
        columns.reserve(24);
        columns
    }

    fn enrolment(self) -> Part {
        let mut columns = self.head(6);
        let person = |field| Field::Person(Scope::Open, field);
        columns.extend([
            column(person(PersonField::Kana), "氏名カナ", Source::Item(7)),
            column(person(PersonField::Name), "氏名", Source::Item(8)),
        ]);
        columns.extend(date(Scope::Open, DateField::Born, ["生年月日元号", "生年月日年月日"], 9));
        columns.extend([
            column(person(PersonField::Sex), "種別", Source::Item(11)),
            column(person(PersonField::MyNumber), "個人番号", Source::Item(13)),
        ]);
        columns.extend(date(Scope::Open, DateField::Acquired, ["資格取得日元号", "資格取得日年月日"], 18));
        columns.extend([
            column(Field::Postcode, "郵便番号", Source::Postcode(29)),
            column(Field::Address, "住所", Source::Item(32)),
            column(Field::WantsCertificate, "資格確認書発行要否", wish(self.wishes().next())),
        ]);
        Part { sheet: self.form.name(), columns, named_by: Vec::new(), remark: None }
    }

    fn leaving(self) -> Part {
        let mut columns = self.head(6);
        let person = |field| Field::Person(Scope::Open, field);
        columns.extend([
            column(person(PersonField::Kana), "氏名カナ", Source::Item(7)),
            column(person(PersonField::Name), "氏名", Source::Item(8)),
        ]);
        columns.extend(date(Scope::Open, DateField::Born, ["生年月日元号", "生年月日年月日"], 9));
        columns.push(column(person(PersonField::MyNumber), "個人番号", Source::Item(11)));
        columns.extend(date(Scope::Open, DateField::Lost, ["資格喪失日元号", "資格喪失日年月日"], 14));
        columns.push(column(Field::Reason, "喪失原因", Source::Code(16, Codes::Cause)));
        columns.extend(date(Scope::Open, DateField::Left, ["退職日元号", "退職日年月日"], 17));
        Part { sheet: self.form.name(), columns, named_by: Vec::new(), remark: None }
    }

    fn dependants(self) -> Vec<Part> {
        let now = self.common() == 139;
        let spouse = Person {
            sheet: "被扶養者異動届（配偶者）",
            kana: 24,
            born: 26,
            sex: Source::Code(28, Codes::SpouseSex),
            relation: Source::Code(28, Codes::Spouse),
            my_number: 29,
            postcode: 37,
            began: 44,
            ended: 50,
            remark: 56,
            wish: if now { 137 } else { 0 },
        };
        let of_now = |sheet, from: usize, wish| Person {
            sheet,
            kana: from + 1,
            born: from + 3,
            sex: Source::Item(from + 5),
            relation: Source::Code(from + 6, Codes::Relation),
            my_number: from + 8,
            postcode: from + 10,
            began: from + 20,
            ended: from + 27,
            remark: from + 31,
            wish,
        };
        let of_2018 = |sheet, from: usize| Person {
            sheet,
            kana: from + 1,
            born: from + 3,
            sex: Source::Item(from + 5),
            relation: Source::Code(from + 6, Codes::Relation),
            my_number: from + 8,
            postcode: 0,
            began: from + 10,
            ended: from + 17,
            remark: from + 21,
            wish: 0,
        };
        let (first, second, third) =
            ("被扶養者異動届（その他1）", "被扶養者異動届（その他2）", "被扶養者異動届（その他3）");
        let people = if now {
            vec![spouse, of_now(first, 70, 138), of_now(second, 103, 139)]
        } else {
            vec![spouse, of_2018(first, 58), of_2018(second, 80), of_2018(third, 102)]
        };
        people.into_iter().map(|person| self.dependant(&person)).collect()
    }

    fn dependant(self, it: &Person) -> Part {
        let mut columns = self.head(8);
        let insured = |field| Field::Person(Scope::Insured, field);
        let person = |field| Field::Person(Scope::Dependant, field);
        columns.extend([
            column(Field::Change, "異動の別", Source::Code(21, Codes::Change)),
            column(insured(PersonField::Kana), "被保険者氏名カナ", Source::Item(9)),
            column(insured(PersonField::Name), "被保険者氏名", Source::Item(10)),
            column(person(PersonField::Kana), "被扶養者氏名カナ", Source::Item(it.kana)),
            column(person(PersonField::Name), "被扶養者氏名", Source::Item(it.kana + 1)),
        ]);
        columns.extend(date(
            Scope::Dependant,
            DateField::Born,
            ["被扶養者生年月日元号", "被扶養者生年月日年月日"],
            it.born,
        ));
        let (postcode, address) = if it.postcode == 0 {
            (Source::Nowhere, Source::Nowhere)
        } else {
            (Source::Postcode(it.postcode), Source::Item(it.postcode + 2))
        };
        columns.extend([
            column(person(PersonField::Sex), "被扶養者性別", it.sex),
            column(Field::Relation, "続柄", it.relation),
            column(person(PersonField::MyNumber), "被扶養者個人番号", Source::Item(it.my_number)),
        ]);
        columns.extend(date(Scope::Open, DateField::Recognized, ["認定日元号", "認定日年月日"], it.began));
        columns.extend(date(Scope::Open, DateField::Removed, ["削除日元号", "削除日年月日"], it.ended));
        columns.extend([
            column(Field::Postcode, "郵便番号", postcode),
            column(Field::Address, "住所", address),
            column(Field::WantsCertificate, "資格確認書発行要否", wish((it.wish > 0).then_some(it.wish))),
        ]);
        Part {
            sheet: it.sheet,
            columns,
            named_by: vec![it.kana, it.kana + 1, it.born + 1, it.my_number],
            remark: Some(it.remark),
        }
    }
}

fn wish(item: Option<usize>) -> Source {
    item.map_or(Source::Nowhere, Source::Item)
}

fn column(field: Field, heading: &'static str, source: Source) -> Column {
    Column { field, heading, source }
}

fn date(scope: Scope, field: DateField, [era, day]: [&'static str; 2], item: usize) -> [Column; 2] {
    [
        column(Field::Date(scope, field, DatePart::Era), era, Source::Item(item)),
        column(Field::Date(scope, field, DatePart::Year), day, Source::Date(item + 1)),
    ]
}

impl Source {
    /// The item by which a complaint names the column.
    pub(super) fn item(self) -> Option<usize> {
        match self {
            Source::Nowhere => None,
            Source::Item(item)
            | Source::Date(item)
            | Source::Postcode(item)
            | Source::Office(item)
            | Source::Code(item, _) => Some(item),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_item_of_a_layout_lies_outside_it_and_none_is_read_as_two_things() {
        for layout in LAYOUTS {
            for part in layout.parts() {
                let mut seen = Vec::new();
                for column in &part.columns {
                    let Some(item) = column.source.item() else { continue };
                    assert!((1..=layout.items).contains(&item), "{layout:?} {}", column.heading);
                    // A spouse's sex is told by the relation.
                    if !matches!(column.source, Source::Code(_, Codes::SpouseSex)) {
                        assert!(!seen.contains(&item), "{layout:?} {}", column.heading);
                        seen.push(item);
                    }
                }
            }
        }
    }
}
