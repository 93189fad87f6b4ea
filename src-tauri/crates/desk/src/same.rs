//! 同じ方かもしれない: members who may be one person, shown side by side, and what clerks answered.
//!
//! They are looked for by birth date and kana, by birth date and last four digits, and, within an employer, by kana with a birth date
//! of which one digit differs. Kanji find nobody. Nobody is merged: "same" links two members, as after a change of employers; if
//! both are covered at once, that stays on the list until one of them has lost cover.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use ledger::{Answer, Answered, MemberId, State, pair};
use rules::calendar::Day;
use rules::words::fold::{self, kana_key, name_key};
use rules::words::{Complaint, Lang, Said, Sex};
use smallvec::SmallVec;

use crate::case::{case, member, printable};
use crate::home::Today;
use crate::roles::Permission;
use crate::shield::HIDDEN;
use crate::wire::{
    RowAnswered, RowsForgotten, SameAnswered, SameList, SamePair, SamePaper, SamePerson, SameRow, SameSpell,
    VariantTable,
};
use crate::{Desk, Failure, Occasion, words};

/// Why two may be one person, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// 生年月日とカナ
    BornAndKana,
    /// 生年月日と下4桁
    BornAndLastFour,
    /// カナと事業所: a digit of the birth date slipped, perhaps.
    Slipped,
    /// A clerk answered about them, and nothing else speaks for it.
    Said,
}

impl Why {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Why::BornAndKana => "born_and_kana",
            Why::BornAndLastFour => "born_and_last_four",
            Why::Slipped => "slipped",
            Why::Said => "said",
        }
    }

    /// Short, for a list.
    pub(crate) fn said(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Why::BornAndKana => ("生年月日とカナが同じ", "birth date and kana agree"),
            Why::BornAndLastFour => ("生年月日と下4桁が同じ", "birth date and last four digits agree"),
            Why::Slipped => (
                "カナと事業所が同じで、生年月日が1字だけ違う",
                "kana and employer agree, one digit of the birth date differs",
            ),
            Why::Said => ("担当者が確かめた", "a clerk answered"),
        };
        if lang == Lang::Ja { ja } else { en }
    }
}

/// The list's word for two who are one person and covered at once.
pub(crate) fn twice(lang: Lang) -> &'static str {
    if lang == Lang::Ja { "同じ方が二重に加入している" } else { "one person, covered twice at once" }
}

/// What of somebody is compared.
#[derive(Clone)]
struct Traits {
    born: Option<Day>,
    sex: Option<Sex>,
    /// The groups in which others like them stand.
    of: [Option<u64>; 3],
    covered: bool,
}

/// Everyone by what is compared, and the pairs that it brings up.
#[derive(Clone, Default)]
pub(crate) struct Alike {
    traits: HashMap<MemberId, Traits>,
    groups: HashMap<u64, SmallVec<[MemberId; 1]>>,
    pairs: BTreeMap<(MemberId, MemberId), Why>,
}

fn hash(key: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

impl Alike {
    /// Somebody as they are on the day that is looked at.
    pub(crate) fn add(&mut self, state: &State, on: Day) {
        let named = state.names.reported.as_ref().or(state.names.printable());
        let kana = named.map(|named| kana_key(named.kana.text())).filter(|kana| !kana.is_empty());
        let born = state.person.born;
        let four = state.last_four.as_ref().map(|fact| fact.digits.text());
        let employer = state.coverage.as_ref().and_then(|coverage| coverage.employer.as_deref());
        let covered = state.coverage.is_some() && {
            let case = case(state, on);
            case.acquired.is_none_or(|acquired| acquired <= on) && rules::retention::ended(&case).is_none()
        };
        let of = [
            born.zip(kana.as_ref()).map(|it| hash((0, it))),
            born.zip(four.as_ref()).map(|it| hash((1, it))),
            kana.as_ref().zip(employer).map(|it| hash((2, it))),
        ];
        self.put(state.id, Traits { born, sex: state.person.sex, of, covered });
    }

    fn put(&mut self, id: MemberId, own: Traits) {
        let otherwise = |one: Option<Sex>, two: Option<Sex>| one.zip(two).is_some_and(|(one, two)| one != two);
        for (why, group) in [Why::BornAndKana, Why::BornAndLastFour, Why::Slipped].into_iter().zip(own.of) {
            let Some(group) = group else { continue };
            let group = self.groups.entry(group).or_default();
            for other in group.iter().filter(|other| **other != id) {
                let Some(theirs) = self.traits.get(other) else { continue };
                let fits = match why {
                    Why::BornAndKana | Why::Said => true,
                    Why::BornAndLastFour => !otherwise(own.sex, theirs.sex),
                    Why::Slipped => {
                        !otherwise(own.sex, theirs.sex)
                            && own.born.zip(theirs.born).is_some_and(|(one, two)| one_digit(one, two))
                    }
                };
                if fits {
                    let found = self.pairs.entry(pair(id, *other)).or_insert(why);
                    *found = why.min(*found);
                }
            }
            group.push(id);
        }
        self.traits.insert(id, own);
    }

    /// Others are looked at too.
    pub(crate) fn take(&mut self, other: Alike) {
        let mut all: Vec<(MemberId, Traits)> = other.traits.into_iter().collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        for (id, traits) in all {
            self.put(id, traits);
        }
    }

    /// Somebody is about to be looked at again.
    pub(crate) fn forget(&mut self, id: MemberId) {
        let Some(own) = self.traits.remove(&id) else { return };
        for group in own.of.into_iter().flatten() {
            if let Some(members) = self.groups.get_mut(&group) {
                let others: Vec<MemberId> = members.iter().copied().filter(|other| *other != id).collect();
                for other in &others {
                    self.pairs.remove(&pair(id, *other));
                }
                *members = others.into();
            }
        }
    }

    fn twice(&self, (one, other): (MemberId, MemberId)) -> bool {
        [one, other].iter().all(|id| self.traits.get(id).is_some_and(|own| own.covered))
    }

    /// What waits for a clerk: pairs about which nobody answered, and who is one person and covered twice.
    pub(crate) fn open(&self, answers: &BTreeMap<(MemberId, MemberId), Answered>) -> Vec<Open> {
        let unanswered = self.pairs.iter().filter(|(pair, _)| !answers.contains_key(pair));
        let unanswered = unanswered.map(|(pair, why)| Open { pair: *pair, why: *why, twice: false });
        let linked = answers.iter().filter(|(pair, said)| said.answer == Answer::Same && self.twice(**pair));
        let linked = linked.map(|(pair, _)| Open { pair: *pair, why: self.why(*pair), twice: true });
        let mut open: Vec<Open> = linked.chain(unanswered).collect();
        open.sort_by_key(|one| (!one.twice, one.why, one.pair));
        open
    }

    fn why(&self, pair: (MemberId, MemberId)) -> Why {
        self.pairs.get(&pair).copied().unwrap_or(Why::Said)
    }
}

/// Two members who wait for a clerk's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) pair: (MemberId, MemberId),
    pub(crate) why: Why,
    pub(crate) twice: bool,
}

/// Do two days differ in a single digit?
fn one_digit(one: Day, other: Day) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    one.len() == other.len() && one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1
}

/// The table of variant characters with which names are compared and found. No decision asks it.
#[must_use]
pub fn variants() -> VariantTable {
    VariantTable { version: fold::FOLD_VERSION, variants: fold::variants().count() as u64 }
}

/// The answer of a word: `same`, `different`, or `open` to take one back.
///
/// # Errors
/// When it is none of them.
pub fn answer(word: &str) -> Result<Answer, Failure> {
    Answer::from_code(word).ok_or_else(|| {
        Failure::usage(Complaint::refusal(
            word,
            "answer_unknown",
            ("この答えはありません。", "There is no such answer."),
            (
                "same（同じ方）、different（別の方）、open（答えを取り消す）のいずれかです。",
                "Give same, different, or open to take an answer back.",
            ),
        ))
    })
}

impl Desk {
    /// The members who may be one person, two by two: those who wait for an answer, or with those about whom there is one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn same(
        &self,
        today: &Today,
        all: bool,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<SameList, Failure> {
        self.must(Permission::View)?;
        let answers = self.ledger.same_answers()?;
        let alike = today.alike();
        let mut pairs = alike.open(&answers);
        let open = pairs.len();
        if all {
            let settled = answers.keys().filter(|pair| !pairs.iter().any(|one| one.pair == **pair));
            let settled: Vec<Open> =
                settled.map(|pair| Open { pair: *pair, why: alike.why(*pair), twice: false }).collect();
            pairs.extend(settled);
        }
        let total = pairs.len();
        self.showing("same", None, || {
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for one in pairs.iter().skip(start).take(len) {
                let Some(row) = self.same_pair(one, answers.get(&one.pair), today.day(), lang)? else { continue };
                rows.push(row);
                shown.extend([one.pair.0, one.pair.1]);
            }
            shown.sort_unstable();
            shown.dedup();
            Ok((SameList { open, total, start, rows }, shown))
        })
    }

    /// Records what a clerk answered about two members, or takes an answer back; then the two side by side.
    ///
    /// # Errors
    /// When one of them is nobody, both are one member, it was answered so already, or there is no answer to take back.
    pub fn answer_same(
        &mut self,
        (one, other): (&str, &str),
        answer: Answer,
        note: Option<&str>,
        on: Day,
        (lang, occasion): (Lang, &Occasion),
    ) -> Result<SamePair, Failure> {
        self.must(Permission::Edit)?;
        let pair = pair(self.member(one, on)?, self.member(other, on)?);
        if pair.0 == pair.1 {
            return Err(Failure::usage(Complaint::refusal(
                other,
                "one_member",
                ("二つとも同じ加入者を指しています。", "Both name one member."),
                ("二人の加入者を指定してください。", "Name two members."),
            )));
        }
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        let subject = self.ledger.code_of(pair.0)?;
        let act =
            ledger::NewAct { subject, reason: note.map(str::to_owned), on, ..self.act_of("same_person", occasion) };
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        self.ledger.act::<(), Failure>(act, |entry| {
            let before = entry.same_answers()?.remove(&pair);
            match &before {
                Some(before) if before.answer == answer => {
                    let called = |lang| words::called(&operators, &before.operator, lang);
                    let day = before.at.day_in_japan();
                    return Err(Failure::refused(vec![Complaint::refusal(
                        one,
                        "answered_already",
                        (
                            &format!("{}が{}に同じ答えを記録しています。", called(Lang::Ja), day.wareki()),
                            &format!("{} gave this answer on {day}.", called(Lang::En)),
                        ),
                        ("台帳は元のままです。", "The ledger is as it was."),
                    )]));
                }
                None if answer == Answer::Open => {
                    return Err(Failure::refused(vec![Complaint::refusal(
                        one,
                        "no_answer",
                        ("このお二人についての答えはありません。", "There is no answer about these two."),
                        ("台帳は元のままです。", "The ledger is as it was."),
                    )]));
                }
                _ => {}
            }
            Ok(entry.same_answer(pair.0, pair.1, answer)?)
        })?;
        let answers = self.ledger.same_answers()?;
        self.showing_one("same", pair.0, || {
            let mut alike = Alike::default();
            let known = self.known(None)?;
            for id in [pair.0, pair.1] {
                if let Some(state) = self.state(id, on, known)? {
                    alike.add(&state, on);
                }
            }
            let said = answers.get(&pair);
            let twice = said.is_some_and(|said| said.answer == Answer::Same) && alike.twice(pair);
            let row = self.same_pair(&Open { pair, why: alike.why(pair), twice }, said, on, lang)?;
            Ok((row.ok_or_else(|| crate::show::unknown_then(one))?, vec![pair.0, pair.1]))
        })
    }

    /// What was answered about rows of files, the latest first: next month's file with the same person goes by it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn row_answers(&self, on: Day, lang: Lang) -> Result<Vec<RowAnswered>, Failure> {
        self.must(Permission::View)?;
        self.showing("same", None, || {
            let known = self.known(None)?;
            let operators = self.ledger.operators(known)?;
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for ((_, id), said) in self.ledger.row_answers()? {
                let Some(state) = self.state(id, on, known)? else { continue };
                shown.push(id);
                rows.push(RowAnswered {
                    act: said.act.0,
                    member: member(&state),
                    code: state.code.clone(),
                    name: printable(&state).text().to_owned(),
                    answer: said.answer.code(),
                    at: said.at.text().to_owned(),
                    operator: words::called(&operators, &said.operator, lang),
                });
            }
            rows.sort_by(|one, other| (other.act, &one.member).cmp(&(one.act, &other.member)));
            shown.sort_unstable();
            shown.dedup();
            Ok((rows, shown))
        })
    }

    /// Takes back what was answered by an act about rows and a member: the next file with the same person asks again.
    ///
    /// # Errors
    /// When the member is nobody, or there is no such answer.
    pub fn forget_row_answer(
        &mut self,
        act: i64,
        text: &str,
        on: Day,
        occasion: &Occasion,
    ) -> Result<RowsForgotten, Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let answers = self.ledger.row_answers()?;
        let of_act: Vec<_> = answers
            .into_iter()
            .filter(|((_, of), said)| *of == id && said.act.0 == act)
            .map(|((key, _), _)| key)
            .collect();
        if of_act.is_empty() {
            return Err(Failure::refused(vec![Complaint::refusal(
                text,
                "no_answer",
                ("この記録の答えはありません。", "There is no such answer."),
                (
                    "答えの一覧で番号と加入者を確かめてください。",
                    "Look at the list of answers for its number and member.",
                ),
            )]));
        }
        let new = ledger::NewAct { subject: self.ledger.code_of(id)?, on, ..self.act_of("same_person", occasion) };
        self.ledger.act::<(), Failure>(new, |entry| {
            for key in &of_act {
                entry.row_answer(id, key, Answer::Open)?;
            }
            Ok(())
        })?;
        Ok(RowsForgotten { taken_back: of_act.len() as u64 })
    }

    fn same_pair(&self, one: &Open, said: Option<&Answered>, on: Day, lang: Lang) -> Result<Option<SamePair>, Failure> {
        let known = self.known(None)?;
        let (Some(first), Some(second)) = (self.state(one.pair.0, on, known)?, self.state(one.pair.1, on, known)?)
        else {
            return Ok(None);
        };
        let shielded = self.ledger.shielded()?;
        let hidden = [one.pair.0, one.pair.1].map(|id| shielded.contains(&id));
        let people = [(&first, hidden[0]), (&second, hidden[1])];
        let persons = people.map(|(state, hidden)| self.same_person(state, hidden, on, lang));
        let [person, other] = persons;
        let next = match (one.twice, said.map(|said| said.answer)) {
            (true, _) => Said::new(
                "同じ方が二つの番号で同時に加入しています。どちらの喪失が届いていないか、事業所に確かめてください。",
                "One person is covered under two numbers at once. Ask the employers which loss is missing.",
            ),
            (false, Some(Answer::Same)) => {
                Said::new("同じ方として結び付けています。", "They are linked as one person.")
            }
            (false, Some(_)) => Said::new("別の方と確かめてあります。", "They are known to be two people."),
            (false, None) => Said::new(
                "横に並べて見比べ、同じ方か別の方かを答えてください。分からないときは事業所に確かめます。",
                "Compare the two and answer whether they are one person. If it is not clear, ask the employer.",
            ),
        };
        let operators = self.ledger.operators(known)?;
        Ok(Some(SamePair {
            person: person?,
            other: other?,
            why: one.why.code(),
            sentence: if one.twice { twice(lang) } else { one.why.said(lang) }.to_owned(),
            twice: one.twice,
            rows: side_by_side(people, lang),
            answered: said.map(|said| SameAnswered {
                answer: said.answer.code(),
                at: said.at.text().to_owned(),
                operator: words::called(&operators, &said.operator, lang),
                note: said.note.clone(),
            }),
            next: next.in_lang(lang).to_owned(),
        }))
    }

    fn same_person(&self, state: &State, shielded: bool, on: Day, lang: Lang) -> Result<SamePerson, Failure> {
        let known = self.known(None)?;
        let spells = self.ledger.coverages(state.id, known)?.into_iter().filter(|spell| spell.stands);
        Ok(SamePerson {
            member: member(state),
            code: state.code.clone(),
            name: printable(state).text().to_owned(),
            shielded,
            spells: spells
                .map(|spell| SameSpell {
                    member: spell.value.number.to_string(),
                    employer: spell.value.employer,
                    acquired: spell.value.acquired,
                    lost: spell.value.lost,
                })
                .collect(),
            papers: state
                .papers
                .iter()
                .map(|paper| SamePaper {
                    paper: paper.code.clone(),
                    kind: words::word(paper.kind.code(), lang).to_owned(),
                    state: words::word(paper.life.code(), lang).to_owned(),
                    last_day: paper.until,
                })
                .collect(),
            owed: self.owed_by_member(state.id, on)?.len() as u64,
        })
    }
}

/// Field by field what the ledger has of two. No address of whoever is shielded, nor of whoever stands beside them.
fn side_by_side(people: [(&State, bool); 2], lang: Lang) -> Vec<SameRow> {
    let [(one, _), (other, _)] = people;
    let hidden = people.iter().any(|(_, shielded)| *shielded);
    let mut rows = Vec::new();
    let mut row = |field: &'static str, of: &dyn Fn(&State) -> String, same: &dyn Fn(&str, &str) -> bool| {
        let (left, right) = (of(one), of(other));
        if !(left.is_empty() && right.is_empty()) {
            let same = same(&left, &right);
            rows.push(SameRow { field, word: words::field(field, lang).to_owned(), one: left, other: right, same });
        }
    };
    let exactly = |left: &str, right: &str| left == right;
    let named = |state: &State| state.names.reported.clone().or(state.names.printable().cloned());
    row("name", &|state| named(state).map(|named| named.name.text().to_owned()).unwrap_or_default(), &|left, right| {
        name_key(left) == name_key(right)
    });
    row("kana", &|state| named(state).map(|named| named.kana.text().to_owned()).unwrap_or_default(), &|left, right| {
        kana_key(left) == kana_key(right)
    });
    row("born", &|state| state.person.born.map(|day| day.to_string()).unwrap_or_default(), &exactly);
    let sex = |state: &State| state.person.sex.map_or("", Sex::code);
    row("sex", &|state| words::value("sex", sex(state), lang).to_owned(), &exactly);
    let coverage = |state: &State| state.coverage.clone();
    row("employer", &|state| coverage(state).and_then(|it| it.employer).unwrap_or_default(), &exactly);
    let relation = |state: &State| coverage(state).map_or("", |it| it.relation.code());
    row("relation", &|state| words::value("relation", relation(state), lang).to_owned(), &exactly);
    if hidden {
        row("address", &|_| HIDDEN.to_owned(), &|_, _| false);
    } else {
        let home = |state: &State| state.home.as_ref().map(|home| home.address.text().to_owned()).unwrap_or_default();
        row("address", &home, &exactly);
    }
    rows
}
