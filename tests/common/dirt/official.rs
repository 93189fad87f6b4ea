//! 電子媒体の届 as payroll programs write them: KPFD0006.CSV with 資格取得届, 被扶養者異動届 and 資格喪失届, item by item, and as
//! it comes when a spreadsheet or a careless export has had it in hand.

use desk::demo::{Employer, Member};
use encoding_rs::SHIFT_JIS;
use intake::write::half_width;
use rules::calendar::Day;
use rules::words::{Relation, Sex};

use super::value::{era, plain, wide};

/// Records of items.
pub type Records = Vec<Vec<String>>;

/// How records come as a file.
pub type Writes = fn(&Records) -> Vec<u8>;

/// How such a file comes, and the name of that.
pub const WAYS: [(&str, Writes); 4] = [
    ("KPFD", |records| cp932(&lines(records))),
    ("KPFD_一行", |records| {
        let items: Vec<&str> = records.iter().flatten().map(String::as_str).collect();
        items.join(",").into_bytes()
    }),
    ("KPFD_UTF-8", |records| lines(records).into_bytes()),
    ("KPFD_表計算で保存", |records| cp932(&lines(&saved_by_a_spreadsheet(records)))),
];

/// The name of the way that loses leading zeros and long numbers.
pub const SPOILED: &str = WAYS[3].0;

fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = SHIFT_JIS.encode(text);
    assert!(!lost, "a character that the official files lack");
    bytes.into_owned()
}

fn lines(records: &Records) -> String {
    records.iter().map(|record| record.join(",") + "\r\n").collect()
}

/// Numbers lose their leading zeros, and every line gets as many commas as the longest.
fn saved_by_a_spreadsheet(records: &Records) -> Records {
    let most = records.iter().map(Vec::len).max().unwrap_or(0);
    let bare = |item: &String| match item.parse::<u64>() {
        Ok(number) => number.to_string(),
        Err(_) => item.clone(),
    };
    records
        .iter()
        .map(|record| {
            let mut record: Vec<String> = record.iter().map(bare).collect();
            record.resize(most, String::new());
            record
        })
        .collect()
}

/// Can the file hold this person: JIS X 0208 after the usual replacements, and an era that the form has?
pub fn can_hold(it: &Member) -> bool {
    let name: String = it.name().chars().map(plain).collect();
    let (bytes, _, lost) = SHIFT_JIS.encode(&name);
    let mut two = bytes.chunks(2);
    !lost
        && two.all(|pair| matches!(pair, [0x81..=0x84 | 0x88..=0x9F | 0xE0..=0xEA, _]))
        && it.name().chars().count() <= 12
        && half_width(&it.kana()).len() <= 75
        && it.born.year() > 1926
}

/// Can its two forms hold a household: the insured person, a spouse, others by relations that the codes tell?
pub fn can_hold_family(family: &[&Member]) -> bool {
    let in_order = family.iter().enumerate().all(|(at, it)| it.number.branch == format!("{at:02}"));
    let all_named_apart =
        family.iter().enumerate().all(|(at, it)| family.iter().skip(at + 1).all(|on| it.kana() != on.kana()));
    let spouse_first = family.iter().skip(2).all(|it| !spouse(it));
    in_order
        && all_named_apart
        && spouse_first
        && family.first().is_some_and(|it| it.insured())
        && family.iter().all(|it| can_hold(it))
        && family.iter().skip(1).all(|it| can_hold_dependant(it))
}

/// Do the codes tell how this dependant is related?
pub fn can_hold_dependant(it: &Member) -> bool {
    can_hold(it) && (spouse(it) || code(it).is_some())
}

fn spouse(it: &Member) -> bool {
    matches!(it.relation, Relation::Husband | Relation::Wife)
}

fn code(it: &Member) -> Option<&'static str> {
    Some(match it.relation {
        Relation::Child => "01",
        Relation::Parent => "03",
        Relation::ParentInLaw => "04",
        Relation::YoungerSibling => "05",
        _ => return None,
    })
}

/// The head of a file, its families' forms behind it.
pub fn file(employer: &Employer, forms: Records) -> Records {
    let text = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<String>>();
    let office = format!("{:0>4}", employer.symbol);
    let (area, town) = employer.postcode.split_at(3);
    let mut records = vec![
        text(&[&office, "001", "20260414", "", "", "", "", ""]),
        text(&["[kanri]"]),
        text(&["", "001"]),
        text(&[&office, area, town, &wide(&employer.address), &employer.name, "健保　太郎", "03", "1234", "5678"]),
        text(&["[data]"]),
    ];
    records.extend(forms);
    records
}

struct Form(Vec<String>);

impl Form {
    fn new(code: &str, items: usize, employer: &Employer, number: &str) -> Form {
        let mut form = Form(vec![String::new(); items]);
        form.set(1, code);
        form.set(items - 2, &format!("{:0>4}", employer.symbol));
        form.set(items - 1, number);
        form
    }

    fn set(&mut self, item: usize, text: &str) {
        text.clone_into(&mut self.0[item - 1]);
    }

    fn day(&mut self, item: usize, day: Day) {
        let (letter, _, year) = era(day);
        self.set(
            item,
            match letter {
                'T' => "3",
                'S' => "5",
                'H' => "7",
                _ => "9",
            },
        );
        self.set(item + 1, &format!("{year:02}{:02}{:02}", day.month(), day.day()));
    }

    fn named(&mut self, item: usize, it: &Member) {
        let name: String = it.name().chars().map(plain).collect();
        self.set(item, &half_width(&it.kana()).replace('\u{3000}', " "));
        self.set(item + 1, &name);
        self.day(item + 2, it.born);
    }

    fn home(&mut self, item: usize, it: &Member) {
        self.set(item, &it.postcode[..3]);
        self.set(item + 1, &it.postcode[3..]);
    }
}

fn sex(it: &Member) -> &'static str {
    match it.sex {
        Sex::Male => "1",
        Sex::Female => "2",
    }
}

/// 資格取得届 of an insured person. Whoever is named by a My Number has no address in it.
pub fn enrolment(employer: &Employer, it: &Member, my_number: bool) -> Vec<String> {
    let mut form = Form::new("2200700", 37, employer, &it.number.number);
    form.named(7, it);
    form.set(11, sex(it));
    form.set(12, "1");
    form.day(18, it.acquired);
    form.set(20, "0");
    match it.my_number.as_ref().filter(|_| my_number) {
        Some(number) => form.set(13, number),
        None => {
            form.home(29, it);
            form.set(32, &wide(&it.address));
        }
    }
    form.set(34, if it.wants_certificate { "1" } else { "" });
    form.0
}

/// 資格喪失届 of an insured person who resigned.
pub fn leaving(employer: &Employer, it: &Member, lost: Day) -> Vec<String> {
    let mut form = Form::new("2201700", 30, employer, &it.number.number);
    form.named(7, it);
    form.day(14, lost);
    form.set(16, "4");
    form.day(17, lost.plus_days(-1));
    form.0
}

/// 被扶養者異動届 of a household: those who begin to be dependants, or who cease to be. One form has a spouse and two others.
pub fn dependants(
    employer: &Employer,
    insured: &Member,
    people: &[&Member],
    ended: Option<Day>,
    my_number: bool,
) -> Records {
    let number = |it: &Member| it.my_number.clone().filter(|_| my_number).unwrap_or_default();
    let (spouses, others): (Vec<&Member>, Vec<&Member>) = people.iter().partition(|it| spouse(it));
    let forms = spouses.len().max(others.len().div_ceil(2));
    (0..forms)
        .map(|at| {
            let mut form = Form::new("2202700", 142, employer, &insured.number.number);
            form.named(9, insured);
            form.set(13, sex(insured));
            form.set(21, if ended.is_some() { "2" } else { "1" });
            if let Some(it) = spouses.get(at) {
                form.named(24, it);
                form.set(28, if it.relation == Relation::Husband { "1" } else { "2" });
                form.set(29, &number(it));
                form.home(37, it);
                form.set(39, &wide(&it.address));
                form.day(if ended.is_some() { 50 } else { 44 }, ended.unwrap_or(it.acquired));
                form.set(137, if it.wants_certificate { "1" } else { "" });
            }
            for (it, first, wish) in
                others.iter().skip(at * 2).zip([(70, 138), (103, 139)]).map(|(it, at)| (it, at.0, at.1))
            {
                form.named(first + 1, it);
                form.set(first + 5, sex(it));
                form.set(first + 6, code(it).expect("a relation with a code"));
                form.set(first + 8, &number(it));
                form.home(first + 10, it);
                form.set(first + 12, &wide(&it.address));
                form.day(if ended.is_some() { first + 27 } else { first + 20 }, ended.unwrap_or(it.acquired));
                form.set(wish, if it.wants_certificate { "1" } else { "" });
            }
            form.0
        })
        .collect()
}

/// The families of a file in which they begin: the insured person's form, then those of the others.
pub fn families(employer: &Employer, families: &[Vec<Member>], my_number: bool) -> Records {
    let mut forms = Vec::new();
    for family in families {
        let Some((insured, others)) = family.split_first() else { continue };
        forms.push(enrolment(employer, insured, my_number));
        let others: Vec<&Member> = others.iter().collect();
        forms.extend(dependants(employer, insured, &others, None, my_number));
    }
    file(employer, forms)
}
