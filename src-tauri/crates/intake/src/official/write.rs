//! Writing KPFD0006.CSV and SHFD0006.CSV: the latest edition of each form, in CP932 with CRLF, without quotes, in JIS X 0208 and
//! half-width kana alone. What a file cannot hold is said by name: a person is left out, a character is replaced only by the
//! common form of the same character, and every such place is told. 個人番号 is always blank: nobody keeps it.

use std::collections::BTreeSet;

use encoding_rs::SHIFT_JIS;
use rules::calendar::{Day, Era, birthday_75};
use rules::words::fold::{fold_variant, is_variation_selector};
use rules::words::{Complaint, Relation, Sex, Weight};
use unicode_normalization::UnicodeNormalization;

use super::layout::{FormCode, Layout, Media, latest};
use crate::jis::outside_jis_1_2;
use crate::refusal::complaint;
use crate::write::half_width;

/// The employer in the head of a file.
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// 事業所番号 of the society (KPFD).
    pub number: String,
    /// 都道府県コード, 郡市区符号, 事業所記号 and 事業所番号 of the pension office (SHFD).
    pub pension: [String; 4],
    /// Seven digits.
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 名称
    pub name: String,
}

/// The file to be written.
#[derive(Debug, Clone)]
pub struct Head<'a> {
    /// The kind of file.
    pub media: Media,
    /// The day on which it is made.
    pub day: Day,
    /// 媒体通番: 1 to 999.
    pub serial: u16,
    /// Whose it is.
    pub office: &'a Office,
}

/// One person as a form has them.
#[derive(Clone, Default)]
pub struct Person {
    /// By which a complaint names the person: the insured number.
    pub place: String,
    /// 氏名カナ
    pub kana: String,
    /// 氏名
    pub name: String,
    /// 生年月日
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<Sex>,
    /// Seven digits.
    pub postcode: String,
    /// 住所
    pub address: String,
    /// A certificate is wished for.
    pub wish: bool,
}

/// A dependant of a form.
#[derive(Clone)]
pub struct Dependant {
    /// Who.
    pub person: Person,
    /// 続柄
    pub relation: Relation,
    /// The day of the change.
    pub on: Day,
    /// 同居
    pub together: bool,
}

/// One form.
#[derive(Clone)]
pub enum Filed {
    /// 資格取得届
    Enrolment {
        /// Who.
        person: Person,
        /// 番号
        number: String,
        /// 資格取得日
        acquired: Day,
        /// There are dependants.
        dependants: bool,
    },
    /// 資格喪失届
    Leaving {
        /// Who.
        person: Person,
        /// 番号
        number: String,
        /// 資格喪失日
        lost: Day,
        /// 退職日
        left: Option<Day>,
    },
    /// 被扶養者異動届: a spouse and up to two others, all added or all removed.
    Dependants {
        /// The insured person.
        person: Person,
        /// 番号
        number: String,
        /// 事業主等受付年月日
        received: Option<Day>,
        /// 該当, or 非該当.
        added: bool,
        /// Spouse and others.
        people: Vec<Dependant>,
    },
}

/// A file, and what a clerk must know of it.
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many forms are in it.
    pub forms: u64,
    /// Whose forms are in it, by their place in what was given.
    pub kept: Vec<usize>,
    /// Who was left out and why, and which characters were replaced.
    pub complaints: Vec<Complaint>,
}

/// Writes a file of one kind of form.
#[must_use]
pub fn write(form: FormCode, head: &Head<'_>, filed: &[Filed]) -> Written {
    let layout = latest(form, head.media);
    let mut complaints = Vec::new();
    let (mut records, mut kept) = (head_records(head, &mut complaints), Vec::new());
    for (at, one) in filed.iter().enumerate() {
        let mut record = Record::new(layout, one.place(), head);
        record.fill(one);
        let left_out = record.complaints.iter().any(|complaint| complaint.weight == Weight::Refusal);
        complaints.append(&mut record.complaints);
        if !left_out {
            records.push(record.items);
            kept.push(at);
        }
    }
    let mut text = String::new();
    for record in &records {
        text.push_str(&record.join(","));
        text.push_str("\r\n");
    }
    // Every character was looked at above.
    let bytes = SHIFT_JIS.encode(&text).0.into_owned();
    Written { bytes, forms: kept.len() as u64, kept, complaints }
}

impl Filed {
    fn place(&self) -> &str {
        match self {
            Filed::Enrolment { person, .. } | Filed::Leaving { person, .. } | Filed::Dependants { person, .. } => {
                &person.place
            }
        }
    }
}

fn head_records(head: &Head<'_>, complaints: &mut Vec<Complaint>) -> Vec<Vec<String>> {
    let office = head.office;
    let (serial, day) = (format!("{:03}", head.serial), head.day.to_string().replace('-', ""));
    let (front, back) = postcode(&office.postcode);
    let mut wide = |item: &'static str, most: usize, text: &str| match full_width(text) {
        Ok((text, replaced)) if text.chars().count() <= most => {
            complaints.extend(replaced.into_iter().map(|(from, to)| instead("", item, from, to)));
            text
        }
        _ => {
            complaints.push(complaint(
                item,
                "office_item_blank",
                Weight::Note,
                (
                    format!("事業所の{item}が様式に入らないため、空欄にしました（{most}文字まで、第1・第2水準）。"),
                    format!("The employer's {item} does not fit the form ({most} characters, JIS levels 1 and 2) and is blank."),
                ),
                ("提出の前に補ってください。", "Fill it in before it is handed in."),
            ));
            String::new()
        }
    };
    let (address, name) = (wide("所在地", 37, &office.address), wide("名称", 25, &office.name));
    let blank = String::new;
    let (medium, own) = match head.media {
        Media::Kpfd => (
            vec![office.number.clone(), serial, day, blank(), blank(), blank(), blank(), blank()],
            vec![office.number.clone()],
        ),
        Media::Shfd => {
            let [prefecture, district, mark, number] = &office.pension;
            (
                vec![prefecture.clone(), district.clone(), half_width(mark), serial, day, "22223".to_owned()],
                vec![prefecture.clone(), district.clone(), half_width(mark), number.clone()],
            )
        }
    };
    // 事業主氏名 and 電話番号 are not in the ledger.
    let rest = [front, back, address, name, blank(), blank(), blank(), blank()];
    vec![
        medium,
        vec![super::KANRI.to_owned()],
        vec![blank(), "001".to_owned()],
        own.into_iter().chain(rest).collect(),
        vec![super::DATA.to_owned()],
    ]
}

struct Record {
    layout: Layout,
    place: String,
    items: Vec<String>,
    complaints: Vec<Complaint>,
}

impl Record {
    fn new(layout: Layout, place: &str, head: &Head<'_>) -> Record {
        let mut record = Record {
            layout,
            place: place.to_owned(),
            items: vec![String::new(); layout.items],
            complaints: Vec::new(),
        };
        record.put(1, layout.form.number());
        match layout.office() {
            Some(office) => record.put(office, &head.office.number),
            None => {
                let [prefecture, district, mark, number] = &head.office.pension;
                record.put(2, prefecture);
                record.put(3, district);
                record.put(4, &half_width(mark));
                if layout.form != FormCode::Dependants {
                    record.put(5, number);
                }
            }
        }
        record
    }

    fn put(&mut self, item: usize, text: &str) {
        if let Some(slot) = item.checked_sub(1).and_then(|at| self.items.get_mut(at)) {
            text.clone_into(slot);
        }
    }

    fn refuse(&mut self, item: &str, code: &'static str, ja: &str, en: &str) {
        let place = if self.place.is_empty() { item.to_owned() } else { format!("{} {item}", self.place) };
        self.complaints.push(complaint(
            place,
            code,
            Weight::Refusal,
            (format!("{item}：{ja}この方の届は書き出していません。"), format!("{item}: {en} The form is left out.")),
            (
                "台帳の値を直すか、届書作成プログラムで作ってください。",
                "Correct the ledger, or use the official program.",
            ),
        ));
    }

    fn fill(&mut self, filed: &Filed) {
        match filed {
            Filed::Enrolment { person, number, acquired, dependants } => {
                self.number(6, number);
                self.who(person, (7, 8), 9);
                self.put(11, sex(person.sex));
                self.put(12, "1");
                self.day(18, *acquired);
                self.put(20, if *dependants { "1" } else { "0" });
                self.home(person, 29, 32);
                self.put(34, if person.wish { "1" } else { "" });
                self.sex_is_there(person);
            }
            Filed::Leaving { person, number, lost, left } => {
                self.number(6, number);
                self.who(person, (7, 8), 9);
                self.day(14, *lost);
                let at_75 = person.born.is_some_and(|born| birthday_75(born) == *lost);
                match left {
                    Some(left) if left.after() == *lost => {
                        self.put(16, "4");
                        self.day(17, *left);
                    }
                    Some(_) => self.refuse(
                        "退職日",
                        "lost_not_day_after_leaving",
                        "喪失日が退職日の翌日ではありません。",
                        "The loss is not the day after leaving.",
                    ),
                    None => self.put(16, if at_75 { "7" } else { "" }),
                }
            }
            Filed::Dependants { person, number, received, added, people } => {
                self.number(8, number);
                if let Some(received) = received {
                    self.day(6, *received);
                }
                self.who(person, (9, 10), 11);
                self.put(13, sex(person.sex));
                self.home(person, 18, 20);
                self.put(21, if *added { "1" } else { "2" });
                let mut other = 0;
                for one in people {
                    match one.relation {
                        Relation::Husband | Relation::Wife => self.spouse(one, *added),
                        _ => {
                            self.other(one, *added, other);
                            other += 1;
                        }
                    }
                }
            }
        }
    }

    fn spouse(&mut self, one: &Dependant, added: bool) {
        self.of(&one.person, |record| {
            record.who(&one.person, (24, 25), 26);
            record.put(28, if one.relation == Relation::Husband { "1" } else { "2" });
            record.home(&one.person, 37, 39);
            record.together(one, added, 35);
            record.day(if added { 44 } else { 50 }, one.on);
            record.put(137, if one.person.wish { "1" } else { "" });
        });
    }

    fn other(&mut self, one: &Dependant, added: bool, nth: usize) {
        let from = 70 + 33 * nth;
        self.of(&one.person, |record| {
            record.who(&one.person, (from + 1, from + 2), from + 3);
            record.put(from + 5, sex(one.person.sex));
            record.sex_is_there(&one.person);
            let relation = relation_code(one.relation);
            if relation.is_empty() {
                record.refuse("続柄", "relation_missing", "続柄がありません。", "There is no relation.");
            }
            record.put(from + 6, relation);
            record.together(one, added, from + 9);
            record.home(&one.person, from + 10, from + 12);
            record.day(from + if added { 20 } else { 27 }, one.on);
            record.put(138 + nth, if one.person.wish { "1" } else { "" });
        });
    }

    fn together(&mut self, one: &Dependant, added: bool, item: usize) {
        if added {
            self.put(item, if one.together { "1" } else { "2" });
        }
    }

    /// Complaints name whom they are about.
    fn of(&mut self, person: &Person, fill: impl FnOnce(&mut Record)) {
        let own = std::mem::replace(&mut self.place, person.place.clone());
        fill(self);
        self.place = own;
    }

    fn number(&mut self, reference: usize, number: &str) {
        let number: String = number.nfkc().collect();
        let (item, most, name) = match self.layout.number() {
            Some(item) => (item, 7, "被保険者証番号"),
            None => (reference, 6, "被保険者整理番号"),
        };
        let bare = number.trim_start_matches('0');
        let number = if number.len() > most && bare.len() <= most { bare.to_owned() } else { number };
        if number.is_empty() || number.len() > most || !number.bytes().all(|b| b.is_ascii_digit()) {
            return self.refuse(
                name,
                "number_too_long",
                &format!("番号は{most}桁までの数字です。"),
                &format!("It holds up to {most} digits."),
            );
        }
        self.put(item, &number);
    }

    fn who(&mut self, person: &Person, (kana_at, name_at): (usize, usize), born_at: usize) {
        let kana = half_width(&person.kana).split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let odd = |c: &char| !matches!(c, '\u{FF66}'..='\u{FF9F}' | ' ' | 'A'..='Z' | 'a'..='z' | '-' | '.' | '\'' | '(' | ')');
        if kana.is_empty() {
            self.refuse("氏名カナ", "kana_missing", "カナがありません。", "There is no kana.");
        } else if let Some(c) = kana.chars().find(odd) {
            self.refuse(
                "氏名カナ",
                "character_not_in_form",
                &format!("「{c}」（U+{:04X}）は半角カナで書けません。", u32::from(c)),
                &format!("{c} (U+{:04X}) has no half-width kana.", u32::from(c)),
            );
        } else if kana.chars().count() > 25 {
            self.refuse("氏名カナ", "too_long", "25文字を超えています。", "It is longer than 25 bytes.");
        } else if !kana.contains(' ') {
            self.refuse(
                "氏名カナ",
                "name_not_split",
                "姓と名の間に空白がありません。",
                "Family and given name are not separated.",
            );
        }
        self.put(kana_at, &kana);
        if let Some(name) = self.wide("氏名", 12, &person.name) {
            if !name.is_empty() && !name.contains('\u{3000}') {
                self.refuse(
                    "氏名",
                    "name_not_split",
                    "姓と名の間に空白がありません。",
                    "Family and given name are not separated.",
                );
            }
            self.put(name_at, &name);
        }
        match person.born {
            Some(born) => self.day(born_at, born),
            None => self.refuse("生年月日", "born_missing", "生年月日がありません。", "There is no birth date."),
        }
    }

    fn sex_is_there(&mut self, person: &Person) {
        if person.sex.is_none() {
            self.refuse("性別", "sex_missing", "性別がありません。", "There is no sex.");
        }
    }

    fn home(&mut self, person: &Person, postcode_at: usize, address_at: usize) {
        let (front, back) = postcode(&person.postcode);
        self.put(postcode_at, &front);
        self.put(postcode_at + 1, &back);
        if let Some(address) = self.wide("住所", 37, &person.address) {
            self.put(address_at, &address);
        }
    }

    /// A text in full width alone, or why there is none.
    fn wide(&mut self, item: &'static str, most: usize, text: &str) -> Option<String> {
        match full_width(text) {
            Ok((text, replaced)) => {
                let length = text.chars().count();
                if length > most {
                    self.refuse(
                        item,
                        "too_long",
                        &format!("{length}文字あり、{most}文字を超えています。"),
                        &format!("It has {length} characters; the form holds {most}."),
                    );
                    return None;
                }
                for (from, to) in replaced {
                    self.complaints.push(instead(&self.place, item, from, to));
                }
                Some(text)
            }
            Err(c) => {
                self.refuse(
                    item,
                    "character_not_in_form",
                    &format!("「{c}」（U+{:04X}）は第1・第2水準にない文字です。", u32::from(c)),
                    &format!("{c} (U+{:04X}) lies outside JIS levels 1 and 2.", u32::from(c)),
                );
                None
            }
        }
    }

    fn day(&mut self, item: usize, day: Day) {
        let Some(era) = Era::of(day) else { return };
        let code = match era {
            Era::Meiji => "1",
            Era::Taisho => "3",
            Era::Showa => "5",
            Era::Heisei => "7",
            Era::Reiwa => "9",
        };
        self.put(item, code);
        self.put(item + 1, &format!("{:02}{:02}{:02}", era.year(day), day.month(), day.day()));
    }
}

/// Every character in full width, variants that the form lacks replaced by the common form; or the first that has none.
fn full_width(text: &str) -> Result<(String, BTreeSet<(char, char)>), char> {
    let mut out = String::new();
    let mut replaced = BTreeSet::new();
    let joined: String = text
        .nfc()
        .filter(|c| !is_variation_selector(*c))
        .map(|c| if matches!(c, '\u{FF61}'..='\u{FF9F}') { c } else { twin(c) })
        .collect();
    // Half-width kana with their marks become one character.
    let joined =
        if joined.chars().any(|c| matches!(c, '\u{FF61}'..='\u{FF9F}')) { kana_joined(&joined) } else { joined };
    for c in joined.chars() {
        let c = match c {
            ' ' | '\u{A0}' | '\u{3000}' => {
                if out.ends_with('\u{3000}') || out.is_empty() {
                    continue;
                }
                '\u{3000}'
            }
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            c => c,
        };
        if outside_jis_1_2(c.encode_utf8(&mut [0; 4])).is_empty() {
            out.push(c);
            continue;
        }
        let plain = fold_variant(c);
        if plain == c || !outside_jis_1_2(plain.encode_utf8(&mut [0; 4])).is_empty() {
            return Err(c);
        }
        replaced.insert((c, plain));
        out.push(plain);
    }
    Ok((out.trim_end_matches('\u{3000}').to_owned(), replaced))
}

fn kana_joined(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars() {
        if matches!(c, '\u{FF61}'..='\u{FF9F}') {
            run.push(c);
            continue;
        }
        out.extend(run.nfkc());
        run.clear();
        out.push(c);
    }
    out.extend(run.nfkc());
    out
}

/// The same character as CP932 has it.
fn twin(c: char) -> char {
    match c {
        '〜' => '～',
        '—' => '―',
        '‖' => '∥',
        '\u{2212}' | '‐' | '‑' | '–' => '－',
        c => c,
    }
}

fn instead(place: &str, item: &str, from: char, to: char) -> Complaint {
    complaint(
        format!("{place} {item}").trim().to_owned(),
        "character_replaced",
        Weight::Note,
        (
            format!("{item}：「{from}」は様式で使えない文字のため、「{to}」に替えました。"),
            format!("{item}: {from} is not in the form's characters; {to} stands instead."),
        ),
        ("台帳の文字はそのままです。", "The ledger keeps its own."),
    )
}

fn postcode(text: &str) -> (String, String) {
    let digits: String = text.nfkc().filter(char::is_ascii_digit).collect();
    match digits.split_at_checked(3) {
        Some((front, back)) if back.len() == 4 => (front.to_owned(), back.to_owned()),
        _ => (String::new(), String::new()),
    }
}

fn sex(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::Male) => "1",
        Some(Sex::Female) => "2",
        None => "",
    }
}

fn relation_code(relation: Relation) -> &'static str {
    match relation {
        Relation::Insured | Relation::Husband | Relation::Wife => "",
        Relation::Child => "01",
        Relation::OtherChild => "02",
        Relation::Parent => "03",
        Relation::ParentInLaw => "04",
        Relation::YoungerSibling => "05",
        Relation::OlderSibling => "06",
        Relation::Grandparent => "07",
        Relation::GreatGrandparent => "08",
        Relation::Grandchild => "09",
        Relation::Other => "10",
    }
}
