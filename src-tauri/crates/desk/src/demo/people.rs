//! 加入者: households of invented people whose names, ages, sexes and relations fit each other.

use std::collections::HashSet;

use rules::calendar::{Day, start_at_70};
use rules::case::{MynaCard, UseRegistration};
use rules::words::{InsuredNumber, Relation, Sex};

use super::DAY;
use super::employers::Employer;
use super::forms::Form;
use super::luck::Luck;
use super::places::{self, Town};

/// One member, as everything about him is in truth.
#[derive(Clone)]
pub struct Member {
    /// 記号・番号・枝番
    pub number: InsuredNumber,
    /// Which of [`super::Society::employers`].
    pub employer: usize,
    /// Households are counted through the whole society.
    pub household: usize,
    /// 氏
    pub family: String,
    /// 名
    pub given: String,
    /// 氏カナ
    pub family_kana: String,
    /// 名カナ
    pub given_kana: String,
    /// 生年月日
    pub born: Day,
    /// 性別
    pub sex: Sex,
    /// 続柄
    pub relation: Relation,
    /// 資格取得日 / 認定日
    pub acquired: Day,
    /// 資格喪失日 / 削除日: first day not covered.
    pub lost: Option<Day>,
    /// 個人番号, all twelve digits; `None` when the society does not have it.
    pub my_number: Option<String>,
    /// 郵便番号
    pub postcode: String,
    /// 住所
    pub address: String,
    /// 資格確認書発行要否
    pub wants_certificate: bool,
    /// What the state's list says; `None` for those who are not on it yet.
    pub card: Option<Card>,
}

/// 基準日 of the state's list: the last day of the month before the society's day.
pub(super) fn list_day() -> Day {
    DAY.plus_days(-i64::from(DAY.day()))
}

/// One line of the state's list (利用登録状況).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// マイナンバーカード
    pub card: MynaCard,
    /// 利用登録
    pub registered: UseRegistration,
    /// 電子証明書有効期限
    pub until: Option<Day>,
}

/// An invented person's data are shown as little as a real one's.
impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Member ‹redacted›")
    }
}

impl Member {
    /// 一部負担金の割合 in tenths, of those who are 70 or will be within three months: one household in six earns as those
    /// in work do.
    #[must_use]
    pub fn ratio(&self) -> Option<u8> {
        let has = start_at_70(self.born) <= DAY.plus_days(92);
        has.then_some(if self.household.is_multiple_of(6) { 3 } else { 2 })
    }

    /// Family and given name with one U+3000 between them.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}\u{3000}{}", self.family, self.given)
    }

    /// 氏名カナ, likewise.
    #[must_use]
    pub fn kana(&self) -> String {
        format!("{}\u{3000}{}", self.family_kana, self.given_kana)
    }

    /// An insured person (被保険者).
    #[must_use]
    pub fn insured(&self) -> bool {
        self.relation == Relation::Insured
    }
}

/// The names that lots are drawn from.
struct Names {
    common: Vec<(&'static str, &'static str)>,
    /// In the CP932 of Windows.
    special: Vec<(&'static str, &'static str)>,
    /// In Unicode alone.
    rare: Vec<(&'static str, &'static str)>,
    foreign: Vec<(&'static str, &'static str, Sex)>,
    given: Vec<Given>,
}

struct Given {
    name: &'static str,
    kana: &'static str,
    sex: Sex,
    from: i32,
}

fn sex(word: &str) -> Sex {
    if word == "m" { Sex::Male } else { Sex::Female }
}

impl Names {
    fn read() -> Names {
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
        let fields = |line: &'static str| {
            let mut fields = line.split('\t');
            let mut next = move || fields.next().unwrap_or("");
            [next(), next(), next(), next()]
        };
        let surnames = |kind: &str| {
            let all = lines(include_str!("surnames.tsv")).map(fields);
            all.filter(|it| it[2] == kind).map(|it| (it[0], it[1])).collect::<Vec<_>>()
        };
        Names {
            common: surnames("c"),
            special: surnames("s"),
            rare: surnames("u"),
            foreign: lines(include_str!("foreign.tsv")).map(fields).map(|it| (it[0], it[1], sex(it[2]))).collect(),
            given: lines(include_str!("given.tsv"))
                .map(fields)
                .map(|it| Given { name: it[0], kana: it[1], sex: sex(it[2]), from: it[3].parse().unwrap_or(0) })
                .collect(),
        }
    }

    /// A surname; about one in 25 has a character that computers stumble over, as in life. `unicode` is whether the employer's files
    /// can carry all of them.
    fn family(&self, luck: &mut Luck, unicode: bool) -> (&'static str, &'static str) {
        match luck.below(100) {
            0..3 => *luck.pick(&self.special),
            3 if unicode => *luck.pick(&self.rare),
            _ => *luck.pick_early(&self.common),
        }
    }

    fn given(&self, luck: &mut Luck, sex: Sex, born: Day) -> (&'static str, &'static str) {
        let from = self.given.iter().map(|it| it.from).filter(|from| *from <= born.year()).max().unwrap_or(0);
        let fitting: Vec<&Given> = self.given.iter().filter(|it| it.sex == sex && it.from == from).collect();
        let it = luck.pick(&fitting);
        (it.name, it.kana)
    }
}

/// What the members of one household have in common.
struct Home<'a> {
    names: &'a Names,
    towns: &'a [Town],
    employer: usize,
    household: usize,
    symbol: &'a str,
    number: String,
}

/// So many members, household by household, employer by employer.
pub(super) fn members(count: u32, employers: &[Employer], luck: &Luck) -> Vec<Member> {
    let names = Names::read();
    let towns = places::towns();
    let mut members: Vec<Member> = Vec::with_capacity(count as usize);
    let mut taken = HashSet::new();
    let mut household = 0;
    for (index, employer) in employers.iter().enumerate() {
        let near: Vec<Town> = towns.iter().copied().filter(|town| town.prefecture == employer.prefecture).collect();
        let end = members.len() + employer.members as usize;
        let mut number = 0;
        while members.len() < end {
            let mut luck = luck.of("household", household);
            number += luck.between(1, 3);
            let home = Home {
                names: &names,
                towns: if luck.chance(4, 5) { &near } else { &towns },
                employer: index,
                household,
                symbol: &employer.symbol,
                number: Form::of(index).number(number),
            };
            let mut people = home.people(&mut luck, Form::of(index).unicode());
            people.truncate(end - members.len());
            // Namesakes born on one day would be in doubt, whichever file comes second.
            for person in &mut people {
                while !taken.insert((person.born, format!("{}{}", person.family_kana, person.given_kana))) {
                    person.born = person.born.plus_days(-1);
                }
            }
            members.append(&mut people);
            household += 1;
        }
    }
    for (index, member) in members.iter_mut().enumerate() {
        papers(index, member, luck);
    }
    departures(&mut members, luck);
    members
}

/// What belongs to a member alone: number, card.
fn papers(index: usize, member: &mut Member, luck: &Luck) {
    let mut luck = luck.of("papers", index);
    let on_list = member.acquired.plus_days(28) < DAY;
    if luck.chance(985, 1000) {
        member.my_number = Some(my_number(index));
        member.card = on_list.then(|| card(&mut luck, member.born));
    }
    let usable = member.card.is_some_and(|it| it.registered == UseRegistration::Yes);
    member.wants_certificate = member.insured() && !usable && luck.chance(1, 8);
}

fn card(luck: &mut Luck, born: Day) -> Card {
    let (card, registered) = luck.weigh(&[
        (750, (MynaCard::Held, UseRegistration::Yes)),
        (70, (MynaCard::Held, UseRegistration::No)),
        (110, (MynaCard::None, UseRegistration::No)),
        (18, (MynaCard::Held, UseRegistration::Released)),
        (10, (MynaCard::Returned, UseRegistration::No)),
        (10, (MynaCard::Lost, UseRegistration::Yes)),
        (12, (MynaCard::Renewing, UseRegistration::Yes)),
        (20, (MynaCard::Unknown, UseRegistration::Unknown)),
    ]);
    let has = matches!(card, MynaCard::Held | MynaCard::Lost | MynaCard::Renewing);
    // The e-certificate ends on a birthday, the fifth after its issue; a small child's on its fifth.
    let year = DAY.year() + luck.weigh(&[(5, -1), (14, 0), (17, 1), (17, 2), (17, 3), (17, 4), (13, 5)]);
    let until = anniversary(born, year.max(born.year() + 1));
    Card { card, registered, until: has.then_some(until) }
}

/// The birthday in that year; of a birth on 29 February, the 28th.
fn anniversary(born: Day, year: i32) -> Day {
    Day::new(year, born.month(), born.day()).or_else(|| Day::new(year, born.month(), 28)).unwrap_or(born)
}

/// 個人番号 beginning with 99, different for everyone, with a valid check digit (総務省令第85号 第5条). No one's number on purpose.
fn my_number(index: usize) -> String {
    let scattered = (index as u64).wrapping_mul(618_033_989).wrapping_add(271_828_183) % 1_000_000_000;
    let body = format!("99{scattered:09}");
    let weights = [6_u32, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 =
        body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')) * weight).sum();
    let check = if sum % 11 <= 1 { 0 } else { 11 - sum % 11 };
    format!("{body}{check}")
}

/// Some leave: insured people who are alone in their household, and grown-up children. Not the joiners of the last weeks.
fn departures(members: &mut [Member], luck: &Luck) {
    let households: Vec<usize> = members.iter().map(|it| it.household).collect();
    for (index, member) in members.iter_mut().enumerate() {
        let neighbour = |other: Option<usize>| other.and_then(|at| households.get(at)) == Some(&member.household);
        let alone = !neighbour(index.checked_sub(1)) && !neighbour(Some(index + 1));
        let mut luck = luck.of("departure", index);
        let long_here = member.acquired.plus_days(365) < DAY;
        let leaves = match member.relation {
            Relation::Insured => alone && luck.chance(6, 100),
            Relation::Child => member.born.plus_days(366 * 19) < DAY && luck.chance(12, 100),
            _ => false,
        };
        if leaves && long_here {
            let lost = DAY.plus_days(luck.between(-75, 15));
            member.lost = Some(lost);
            if lost <= list_day() {
                member.card = None;
            }
        }
    }
}

impl Home<'_> {
    fn people(&self, luck: &mut Luck, unicode: bool) -> Vec<Member> {
        if luck.chance(3, 200) {
            return vec![self.guest(luck)];
        }
        let family = self.names.family(luck, unicode);
        let town = luck.pick(self.towns);
        let home = town.home(luck);
        let sex = if luck.chance(55, 100) { Sex::Male } else { Sex::Female };
        let born = insured_birth(self.household, luck);
        let age = (born.days_until(DAY) * 100 / 36_525).max(18);
        let acquired = joined(born, luck);
        let mut people = vec![self.member(luck, Relation::Insured, family, sex, born, acquired, (town, &home))];
        let join = |people: &mut Vec<Member>,
                    luck: &mut Luck,
                    relation,
                    family,
                    sex,
                    born: Day,
                    fact: Day,
                    home: (&Town, &str)| {
            // A wedding that is still to come is no reason yet: the two came together.
            let fact = if fact.plus_days(30) < DAY { fact } else { acquired };
            let acquired = acquired.max(born).max(fact);
            let member = self.member(luck, relation, family, sex, born, acquired, home);
            people.push(member);
        };

        let married = (22..=74).contains(&age) && luck.chance(if sex == Sex::Male { 45 } else { 12 }, 100);
        let wed = born.plus_days(luck.between(25, 32) * 365);
        if married {
            let (relation, other) =
                if sex == Sex::Male { (Relation::Wife, Sex::Female) } else { (Relation::Husband, Sex::Male) };
            let apart = luck.between(-5 * 365, 5 * 365);
            let birth = near_age(luck, born.plus_days(apart), 20, 74);
            join(&mut people, luck, relation, family, other, birth, wed, (town, &home));
        }
        if (25..=62).contains(&age) && luck.chance(if married { 70 } else { 18 }, 100) {
            let mut child = born.plus_days(luck.between(23, 36) * 365 + luck.between(0, 364));
            for _ in 0..luck.weigh(&[(45, 1), (42, 2), (13, 3)]) {
                if child < DAY.plus_days(-10) && child.plus_days(365 * 23) > DAY {
                    let sex = if luck.chance(1, 2) { Sex::Male } else { Sex::Female };
                    let birth = leap_sometimes(luck, child);
                    join(&mut people, luck, Relation::Child, family, sex, birth, birth, (town, &home));
                }
                child = child.plus_days(luck.between(400, 1500));
            }
        }
        if (34..=52).contains(&age) && luck.chance(9, 100) {
            let by_marriage = married && luck.chance(1, 4);
            let (relation, family) = if by_marriage {
                (Relation::ParentInLaw, self.names.family(luck, unicode))
            } else {
                (Relation::Parent, family)
            };
            let sex = if luck.chance(1, 4) { Sex::Male } else { Sex::Female };
            let older = luck.between(22, 32) * 365 + 100;
            let birth = near_age(luck, born.plus_days(-older), 60, 74);
            let fact = born.plus_days(luck.between(32, 34) * 365);
            let away = luck.pick(self.towns);
            let apart = away.home(luck);
            let home = if luck.chance(2, 5) { (away, apart.as_str()) } else { (town, home.as_str()) };
            join(&mut people, luck, relation, family, sex, birth, fact, home);
        } else if (20..=35).contains(&age) && luck.chance(1, 100) {
            let sex = if luck.chance(1, 2) { Sex::Male } else { Sex::Female };
            let birth = born.plus_days(luck.between(2, 9) * 365 + 30);
            join(&mut people, luck, Relation::YoungerSibling, family, sex, birth, birth, (town, &home));
        }
        for (branch, member) in people.iter_mut().enumerate() {
            member.number.branch = format!("{branch:02}");
        }
        people
    }

    /// Somebody from abroad, alone in the household.
    fn guest(&self, luck: &mut Luck) -> Member {
        let (name, kana, sex) = *luck.pick(&self.names.foreign);
        let town = luck.pick(self.towns);
        let home = town.home(luck);
        let born = DAY.plus_days(-luck.between(21 * 366, 60 * 366));
        let acquired = joined(born, luck);
        let mut member = self.member(luck, Relation::Insured, ("", ""), sex, born, acquired, (town, &home));
        let (family, given) = name.split_once('\u{3000}').unwrap_or((name, ""));
        let (family_kana, given_kana) = kana.split_once('\u{3000}').unwrap_or((kana, ""));
        (member.family, member.given) = (family.to_owned(), given.to_owned());
        (member.family_kana, member.given_kana) = (family_kana.to_owned(), given_kana.to_owned());
        member
    }

    #[allow(clippy::too_many_arguments, reason = "a person is that many facts, and they are given in one place")]
    fn member(
        &self,
        luck: &mut Luck,
        relation: Relation,
        (family, family_kana): (&str, &str),
        sex: Sex,
        born: Day,
        acquired: Day,
        (town, address): (&Town, &str),
    ) -> Member {
        let (given, given_kana) = self.names.given(luck, sex, born);
        Member {
            number: InsuredNumber::new(self.symbol, &self.number, "00"),
            employer: self.employer,
            household: self.household,
            family: family.to_owned(),
            given: given.to_owned(),
            family_kana: family_kana.to_owned(),
            given_kana: given_kana.to_owned(),
            born,
            sex,
            relation,
            acquired,
            lost: None,
            my_number: None,
            postcode: town.postcode.to_owned(),
            address: address.to_owned(),
            wants_certificate: false,
            card: None,
        }
    }
}

/// A working age. Every 40th or so is about to turn 70 or 75, so that a small society shows these too.
fn insured_birth(household: usize, luck: &mut Luck) -> Day {
    let birthday_in = luck.between(-40, 100);
    let turning = |age: i32| anniversary(DAY.plus_days(birthday_in), DAY.year() - age);
    match household % 83 {
        17 => turning(70),
        // Not yet 75: those who are have gone to the 後期高齢者 system and are no member.
        59 => anniversary(DAY.plus_days(birthday_in.abs().max(2)), DAY.year() - 75),
        _ => {
            let decade = luck.weigh(&[(6, 18), (19, 22), (22, 30), (23, 40), (20, 50), (8, 60), (2, 66)]);
            let age = decade + luck.between(0, if decade == 18 { 3 } else { 8 });
            let born = DAY.plus_days(-(age * 36_525 / 100 + luck.between(1, 365)));
            let born = leap_sometimes(luck, born);
            let moved = clamp_age(born, 18, 74);
            // Nobody shares a birthday only because they were moved to the same age.
            if moved < born { moved.plus_days(-luck.between(0, 1_000)) } else { moved }
        }
    }
}

/// Born on 29 February more often than life has it, so that a small society has some; else as it was.
fn leap_sometimes(luck: &mut Luck, born: Day) -> Day {
    let lot = luck.chance(1, 120);
    let year = born.year() - born.year().rem_euclid(4);
    if lot { Day::new(year, 2, 29).unwrap_or(born) } else { born }
}

fn near_age(luck: &mut Luck, born: Day, least: i64, most: i64) -> Day {
    let lot = luck.between(0, 1_500);
    let born = leap_sometimes(luck, born);
    let moved = clamp_age(born, least, most);
    if moved > born { clamp_age(moved.plus_days(lot), least, most) } else { moved }
}

/// The same person, moved into an age that can be: not yet `most` + 1 and at least `least` years old on the society's day.
fn clamp_age(born: Day, least: i64, most: i64) -> Day {
    let oldest = DAY.plus_days(-(most * 36_525 / 100) - 330);
    let youngest = DAY.plus_days(-(least * 36_525 / 100) - 370);
    if born < oldest {
        oldest
    } else if born > youngest {
        youngest
    } else {
        born
    }
}

/// 資格取得日: long ago, often on an April first; some in the last weeks.
fn joined(born: Day, luck: &mut Luck) -> Day {
    if luck.chance(25, 1000) {
        return DAY.plus_days(-luck.between(1, 24));
    }
    let grown = born.plus_days(18 * 366);
    let longest = grown.days_until(DAY).clamp(40, 30 * 365);
    let ago = luck.between(40, longest).min(luck.between(40, longest));
    let some_day = DAY.plus_days(-ago);
    let april = Day::new(some_day.year(), 4, 1).filter(|april| *april >= grown && april.plus_days(40) < DAY);
    if luck.chance(1, 2) { april.unwrap_or(some_day) } else { some_day }
}
