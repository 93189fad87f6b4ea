//! 不具合の報告: one text for whoever mends the program, with nobody real in it. The clerk reads all of it before it goes anywhere.
//!
//! A member becomes a look-alike: every character of a name, an address or a number by another of its kind, the same for the same, so
//! that what equalled still does; all days moved by the same weeks, then each by some more, so that no day gives the others away.
//! Their order stays, and the look-alike is decided by the same rules: whether that comes out as the member's own decision is said.
//! The chances come from the system: with the ledger's own numbers whoever gets the report could work them back.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;

use intake::write::{Csv, Encoding, LineEnd, csv};
use ledger::{Addressed, Event, MemberId, Named, State};
use rules::calendar::Day;
use rules::case::{Case, Change, Fact};
use rules::policy::Policies;
use rules::words::Lang;

use crate::case::{case, changes, decided_case};
use crate::decide::Question;
use crate::drafts::Drafts;
use crate::print::folder;
use crate::roles::Permission;
use crate::wire::Trouble;
use crate::{Desk, Failure, Occasion};

/// What the desk cannot know of the program that runs it.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The program and its version.
    pub program: String,
    /// The system, and what draws the pages.
    pub system: String,
    /// The last lines of the log: ids and codes.
    pub log: Vec<String>,
}

/// Weeks by which days are moved at most: never so far that the law is another one for most.
const WEEKS: i64 = 26;
/// Days by which each is moved beside that at most; a birth by so many years.
const DAYS: i64 = 24;
const YEARS: i64 = 4;

impl Desk {
    /// A report of trouble: the program, the society's choices, counts, the log, and, with a member, a look-alike.
    ///
    /// # Errors
    /// When the member is unknown or may not be seen, or the ledger cannot be read.
    pub fn trouble(&self, question: &Question, machine: &Machine) -> Result<Trouble, Failure> {
        let known = self.known(question.known_at.as_ref())?;
        let policies = self.policies(known)?;
        let text_of = |ja: &'static str, en: &'static str| if question.lang == Lang::Ja { ja } else { en };
        let mut text = String::new();
        let mut say = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        say(text_of("# 資格台帳 不具合の報告", "# Daicho: a report of trouble"));
        say("");
        say(text_of(
            "実在の方の情報は入っていません。書き足すときも、氏名や番号は書かないでください。",
            "Nobody real is in it. Please add no names and no numbers either.",
        ));
        say("");
        say(text_of("## 何をして、どうなったか", "## What was done, and what happened"));
        say("");
        say("");
        say(text_of("## プログラム", "## The program"));
        say("");
        say(&machine.program);
        say(&machine.system);
        say(&format!("ledger {}, variants {}", self.number(), rules::words::fold::FOLD_VERSION));
        let society = self.ledger.society(known)?.unwrap_or_default();
        say(&format!("training {}, last_four_on_notice {}", society.training, society.last_four_on_notice));
        say(&format!(
            "members {}, acts {}, imports {}, batches {}",
            self.ledger.count_members()?,
            self.last_act()?,
            self.ledger.imports()?.len(),
            self.ledger.batches()?.len()
        ));
        say("");
        say("## policy.toml");
        say("");
        say(without_words(&self.ledger.policy_text(known)?.unwrap_or_default()).trim_end());
        let mut same = None;
        if let Some(member) = &question.member {
            self.must(Permission::View)?;
            let id = self.member(member, question.on)?;
            let look = self.showing_one("trouble", id, || self.look_alike(member, id, question, &policies))?;
            same = Some(look.same);
            say("");
            say(text_of("## 加入者（作りものに置き換えたもの）", "## The member, as a look-alike"));
            say("");
            say(if look.same {
                text_of(
                    "置き換えても、判定の結果と理由は同じです。",
                    "The look-alike is decided as the member is, for the same reasons.",
                )
            } else {
                text_of(
                    "日付を置き換えると、判定が変わりました。元の判定も示します。",
                    "With other days the decision became another one; the member's own is shown too.",
                )
            });
            say("");
            say(look.text.trim_end());
            say("");
            say("## cases.csv");
            say("");
            say(look.cases.trim_end());
        }
        say("");
        say(text_of("## 動作の記録（ログ）", "## The log"));
        say("");
        machine.log.iter().for_each(|line| say(line));
        Ok(Trouble { text, same })
    }

    fn look_alike(
        &self,
        text: &str,
        id: MemberId,
        question: &Question,
        policies: &Policies,
    ) -> Result<(LookAlike, Vec<MemberId>), Failure> {
        let known = self.known(question.known_at.as_ref())?;
        let state = self.state(id, question.on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let events = self.ledger.timeline(id, known)?;
        Ok((LookAlike::of(&state, question.on, &events, policies), vec![id]))
    }
}

/// Writes a report into a folder, as the clerk read it; answers the file.
///
/// # Errors
/// When the folder cannot be written.
pub fn save(text: &str, out: &Path, occasion: &Occasion) -> Result<String, Failure> {
    folder(out)?;
    let at: String = occasion.at.text().chars().filter(char::is_ascii_alphanumeric).collect();
    let name = format!("daicho-trouble-{at}.txt");
    let mut file = Drafts::new(out);
    file.whole(&name, 0, text.as_bytes())?;
    file.publish()?;
    Ok(out.join(name).display().to_string())
}

/// Somebody who is decided alike, and is nobody.
struct LookAlike {
    same: bool,
    text: String,
    cases: String,
}

/// A case, and what has changed since the certificate and since the notice.
#[derive(Clone)]
struct Asked {
    case: Case,
    since: (Change, Change),
}

impl Asked {
    /// All that was decided and why, without the days.
    fn outline(&self, policies: &Policies) -> Vec<&'static str> {
        let Ok(policy) = policies.on(self.case.on) else { return vec!["no_policy"] };
        let Ok(it) = decided_case(self.case.clone(), self.since, policy) else { return vec!["cannot_decide"] };
        let returned = |part: &rules::decision::ReturnDecision| {
            [part.outcome.code(), part.because.map_or("-", rules::decision::ReturnBecause::code)]
        };
        let mut codes = vec![it.covered.code(), it.covered_because.code()];
        codes.extend([it.certificate.outcome.code(), it.certificate.because.code()]);
        codes.push(it.certificate.last_day.map_or("-", |last| last.because.code()));
        codes.extend([it.notice.outcome.code(), it.notice.because.code()]);
        codes.extend(returned(&it.old_card_return));
        codes.extend(returned(&it.certificate_return));
        codes
    }

    /// Every day but the one that is asked about: the birth first.
    fn days(&self) -> [Option<Day>; 12] {
        let it = &self.case;
        let certificate = it.certificate;
        [
            it.born,
            it.acquired,
            it.lost,
            it.left,
            it.received,
            it.voluntary_until,
            it.e_certificate_until,
            it.old_card_until,
            it.notice_issued,
            it.application.and_then(|it| it.on),
            certificate.and_then(|it| it.issued),
            certificate.map(|it| it.until),
        ]
    }

    fn with(&self, on: Day, days: &[Option<Day>; 12]) -> Asked {
        let mut case = Case { on, ..self.case.clone() };
        [case.born, case.acquired, case.lost, case.left, case.received, ..] = *days;
        [.., case.voluntary_until, case.e_certificate_until, case.old_card_until, case.notice_issued, _, _, _] = *days;
        if let Some(application) = &mut case.application {
            application.on = days[9];
        }
        if let Some(certificate) = &mut case.certificate {
            certificate.issued = days[10];
            certificate.until = days[11].unwrap_or(certificate.until);
        }
        Asked { case, since: self.since }
    }

    /// The same with every day moved; the day that is asked about only when it moves along.
    fn moved(&self, by: i64, on_too: bool) -> Asked {
        let on = if on_too { self.case.on.plus_days(by) } else { self.case.on };
        self.with(on, &self.days().map(|day| day.map(|day| day.plus_days(by))))
    }

    /// Does every day stand to every other as in another one?
    fn is_ordered_as(&self, other: &Asked) -> bool {
        let all = |it: &Asked| it.days().into_iter().chain([Some(it.case.on)]).collect::<Vec<_>>();
        let (here, there) = (all(self), all(other));
        let pairs = (0..here.len()).flat_map(|one| (0..one).map(move |two| (one, two)));
        pairs.into_iter().all(|(one, two)| here[one].cmp(&here[two]) == there[one].cmp(&there[two]))
    }

    /// The same with each day moved by some more, as long as it is decided alike; never to where it really was.
    fn scattered(mut self, real: &Asked, chance: &RandomState, policies: &Policies) -> Asked {
        let wanted = self.outline(policies);
        for place in 0..self.days().len() {
            let far = if place == 0 { YEARS * 365 } else { DAYS };
            let mut steps: Vec<i64> = (-far..=far).filter(|step| *step != 0).collect();
            steps.sort_by_key(|step| chance.hash_one((place, step)));
            let other = steps.into_iter().map(|step| {
                let mut days = self.days();
                days[place] = days[place].map(|day| day.plus_days(step));
                self.with(self.case.on, &days)
            });
            let mut alike = other.filter(|it| {
                it.days()[place] != real.days()[place] && it.is_ordered_as(&self) && it.outline(policies) == wanted
            });
            if self.days()[place].is_some()
                && let Some(found) = alike.next()
            {
                self = found;
            }
        }
        self
    }

    fn row(&self, name: &str, change: Change) -> Vec<String> {
        let case = Case { change, ..self.case.clone() };
        std::iter::once(name.to_owned()).chain(columns().map(|fact| case.cell(fact))).collect()
    }
}

/// The columns of a table of cases.
fn columns() -> impl Iterator<Item = Fact> {
    Fact::ALL.iter().copied().filter(|fact| *fact != Fact::Received)
}

impl LookAlike {
    fn of(state: &State, on: Day, events: &[Event], policies: &Policies) -> LookAlike {
        let chance = RandomState::new();
        let real = Asked { case: case(state, on), since: changes(state, on) };
        let wanted = real.outline(policies);
        let mut weeks: Vec<i64> = (-WEEKS..=WEEKS).filter(|weeks| *weeks != 0).collect();
        weeks.sort_by_key(|weeks| chance.hash_one(weeks));
        // Everything moves, the day asked about too; where the law stands in the way, that day stays.
        let tries = [true, false].into_iter().flat_map(|on_too| weeks.iter().map(move |weeks| (weeks * 7, on_too)));
        let found =
            tries.map(|(days, on_too)| real.moved(days, on_too)).find(|asked| asked.outline(policies) == wanted);
        let same = found.is_some();
        let found = found.unwrap_or_else(|| real.moved(weeks[0] * 7, false));
        let asked = found.scattered(&real, &chance, policies);
        let mask = Mask::new(chance, state);
        let mut text = person(state, &mask);
        let _ = writeln!(text, "received: {}", asked.case.cell(Fact::Received));
        // Without their days, of which one that is known would give the others away.
        for paper in &state.papers {
            let _ = writeln!(text, "paper: {} {}", paper.kind.code(), paper.life.code());
        }
        let happened: Vec<&str> = events.iter().map(|event| event.kind).collect();
        let _ = writeln!(text, "events: {}", happened.join(" "));
        let _ = writeln!(text, "decided: {}", asked.outline(policies).join(" "));
        if !same {
            let _ = writeln!(text, "decided for the member: {}", wanted.join(" "));
        }
        let header: Vec<String> =
            std::iter::once("case".to_owned()).chain(columns().map(|fact| fact.code().to_owned())).collect();
        let mut rows = vec![header, asked.row("since_certificate", asked.since.0)];
        if asked.since.1 != asked.since.0 {
            rows.push(asked.row("since_notice", asked.since.1));
        }
        let how = Csv { encoding: Encoding::Utf8, line_end: LineEnd::Lf, ..Csv::default() };
        let mut cases = Vec::new();
        // UTF-8 lacks no character, and memory no room.
        let _ = csv(rows, how, &mut cases);
        LookAlike { same, text, cases: String::from_utf8_lossy(&cases).into_owned() }
    }
}

/// Who it is, in the same shape.
fn person(state: &State, mask: &Mask) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{name}: {value}");
        }
    };
    if let Some(coverage) = &state.coverage {
        let number = &coverage.number;
        line("number", &[&number.symbol, &number.number, &number.branch].map(|part| mask.text(part)).join("-"));
        line("relation", coverage.relation.code());
        line("employer", &mask.text(coverage.employer.as_deref().unwrap_or_default()));
    }
    line("code", &mask.text(&state.code));
    line("sex", state.person.sex.map_or("", rules::words::Sex::code));
    let layers = [("registered", &state.names.registered), ("reported", &state.names.reported)];
    for (layer, named) in layers.into_iter().chain([("printed", &state.names.printed)]) {
        if let Some(Named { name, kana, .. }) = named {
            line(&format!("name {layer}"), &mask.text(name.text()));
            line(&format!("kana {layer}"), &mask.text(kana.text()));
        }
    }
    for (kind, home) in [("home", &state.home), ("delivery", &state.delivery)] {
        if let Some(Addressed { postcode, address, .. }) = home {
            line(&format!("postcode {kind}"), &mask.text(postcode));
            line(&format!("address {kind}"), &mask.text(address.text()));
        }
    }
    line("last four", if state.last_four.is_some() { "on_file" } else { "none" });
    text
}

/// Characters of one kind that stand for each other: what a font or an encoding treats alike. They are such that nobody bears
/// a name of them alone: what is made of them is never by chance somebody else's.
#[rustfmt::skip]
const KINDS: [&str; 13] = [
    "123456789", "１２３４５６７８９", "qvwxz", "QVWXZ", "ｑｖｗｘｚ", "ＱＶＷＸＺ",
    "ぬへゑをゐ", "ァィゥェォッャュョ", "ヌヘヱヲヰ", "ﾇﾍｦﾗﾙ",
    // Kanji of every Japanese font, as deeds call parties; those of the compatibility area; those beyond the first plane.
    "甲乙丙戊庚壬癸", "\u{FA10}\u{FA11}\u{FA12}\u{FA15}\u{FA16}\u{FA17}\u{FA1E}", "𠀋𠂢𠂤𠆢𠈓𠌫𠎁𠍱𠏹𠑊",
];

fn kind_of(c: char) -> Option<&'static str> {
    let at = match c {
        '1'..='9' => 0,
        '１'..='９' => 1,
        'a'..='z' => 2,
        'A'..='Z' => 3,
        'ａ'..='ｚ' => 4,
        'Ａ'..='Ｚ' => 5,
        'ぁ'..='ゖ' => 6,
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => 7,
        'ア'..='ヺ' => 8,
        'ｦ'..='ﾝ' if c != 'ｰ' => 9,
        '\u{F900}'..='\u{FAFF}' => 11,
        '\u{20000}'..='\u{3FFFF}' => 12,
        // Foreign letters too: whatever is no sign could be somebody's.
        c if c.is_alphabetic() && c != 'ー' && c != 'ｰ' => 10,
        _ => return None,
    };
    KINDS.get(at).copied()
}

/// Puts for each character another one of its kind, the same for the same. Zeros, signs and spaces stay: they are the shape.
struct Mask {
    chance: RandomState,
    /// What stands in the originals never stands in their place.
    taken: HashSet<char>,
}

impl Mask {
    fn new(chance: RandomState, state: &State) -> Mask {
        let mut mask = Mask { chance, taken: HashSet::new() };
        let names = [&state.names.registered, &state.names.reported, &state.names.printed];
        let names = names.into_iter().flatten().flat_map(|named| [named.name.text(), named.kana.text()]);
        let homes = [&state.home, &state.delivery].into_iter().flatten().map(|home| home.address.text());
        mask.taken = names.chain(homes).flat_map(str::chars).filter(|c| !c.is_ascii_digit()).collect();
        mask
    }

    fn text(&self, text: &str) -> String {
        text.chars().map(|c| kind_of(c).map_or(c, |kind| self.other(c, kind))).collect()
    }

    fn other(&self, c: char, kind: &str) -> char {
        let free: Vec<char> = kind.chars().filter(|other| *other != c && !self.taken.contains(other)).collect();
        let at = self.chance.hash_one(c) % free.len().max(1) as u64;
        // Somebody whose name has every character of a kind is told by a sign.
        usize::try_from(at).ok().and_then(|at| free.get(at).copied()).unwrap_or('〓')
    }
}

/// A policy's choices as they are; what somebody wrote in words of their own is left out.
fn without_words(policy: &str) -> String {
    fn cleaned(value: &mut toml::Value) {
        match value {
            toml::Value::String(text) if !text.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                "(left out)".clone_into(text);
            }
            toml::Value::Array(list) => list.iter_mut().for_each(cleaned),
            toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| cleaned(value)),
            _ => {}
        }
    }
    let Ok(mut table) = policy.parse::<toml::Table>() else { return String::new() };
    table.iter_mut().for_each(|(_, value)| cleaned(value));
    toml::to_string(&table).unwrap_or_default()
}
