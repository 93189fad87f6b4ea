//! Figures of a ledger of 300,000 members: `cargo bench -p ledger`. Another size: `MEMBERS=100000 cargo bench -p ledger`.
#![allow(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ledger::{
    AddressKind, Addressed, Coverage, Employer, Entry, Error, HouseholdId, LastFourFact, Layer, Ledger, MemberId,
    Moment, Myna, Named, NewAct, NewLook, NewPaper, PaperKind, PaperLife, Passphrase, Person, Result,
};
use rules::calendar::Day;
use rules::case::{MynaCard, UseRegistration};
use rules::words::fold::kana_key;
use rules::words::{Address, InsuredNumber, Kana, LastFour, Name, Relation, Sex};

const FAMILY: &str = "佐藤サトウ 鈴木スズキ 高橋タカハシ 田中タナカ 伊藤イトウ 渡邊ワタナベ 山本ヤマモト 中村ナカムラ 小林コバヤシ 加藤カトウ 吉田ヨシダ 山田ヤマダ 佐々木ササキ 山口ヤマグチ 松本マツモト 井上イノウエ 木村キムラ 林ハヤシ 斎藤サイトウ 清水シミズ 山﨑ヤマザキ 森モリ 池田イケダ 橋本ハシモト 阿部アベ 石川イシカワ 山下ヤマシタ 中島ナカジマ 石井イシイ 小川オガワ 前田マエダ 岡田オカダ 長谷川ハセガワ 藤田フジタ 後藤ゴトウ 近藤コンドウ 村上ムラカミ 遠藤エンドウ 青木アオキ 坂本サカモト 福田フクダ 太田オオタ 西村ニシムラ 藤井フジイ 岡本オカモト 金子カネコ 藤原フジワラ 三浦ミウラ 中野ナカノ 中川ナカガワ";
const GIVEN: &str = "太郎タロウ 花子ハナコ 一郎イチロウ 健ケン 誠マコト 大輔ダイスケ 翔太ショウタ 美咲ミサキ 陽菜ヒナ 結衣ユイ 直樹ナオキ 和也カズヤ 恵子ケイコ 由美ユミ 明美アケミ 久美子クミコ 智子トモコ 真由美マユミ 健太ケンタ 拓也タクヤ 翼ツバサ 大地ダイチ 蓮レン 葵アオイ さくらサクラ 陽子ヨウコ 幸子サチコ 隆タカシ 浩ヒロシ 修オサム 正マサシ 清キヨシ 進ススム 勝マサル 豊ユタカ 実ミノル 茂シゲル 昇ノボル 学マナブ 亮リョウ 涼リョウ 愛アイ 舞マイ 彩アヤ 優ユウ 遥ハルカ 凛リン 海斗カイト 悠真ユウマ 湊ミナト";

struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

fn names(list: &'static str) -> Vec<(&'static str, &'static str)> {
    let kana = |c: char| ('ァ'..='ヶ').contains(&c);
    list.split(' ').map(|both| both.split_at(both.find(kana).unwrap_or(both.len()))).collect()
}

fn act(kind: &'static str, on: Day, minute: usize) -> NewAct {
    let at = Moment::new(&format!("2026-04-01T{:02}:{:02}:00Z", minute / 60, minute % 60));
    NewAct { at: at.expect("a minute of the day"), operator: "op".to_owned(), kind, on, subject: None, reason: None }
}

struct Society {
    family: Vec<(&'static str, &'static str)>,
    given: Vec<(&'static str, &'static str)>,
    random: Random,
    from: Day,
    household: Option<HouseholdId>,
}

impl Society {
    /// The n-th member: every other one is a dependant of the one before.
    fn enrol(&mut self, entry: &mut Entry<'_>, n: usize) -> Result<MemberId> {
        let (family, family_kana) = self.family[self.random.below(self.family.len())];
        let (given, given_kana) = self.given[self.random.below(self.given.len())];
        let born = self.from.plus_days(-(self.random.below(25_000) as i64));
        let member = entry.add_member(&Person { born: Some(born), sex: Some(Sex::Male) })?;
        let insured = n.is_multiple_of(2);
        let household = match self.household {
            Some(household) if !insured => household,
            _ => entry.household()?,
        };
        self.household = Some(household);
        let coverage = Coverage {
            number: InsuredNumber::new(
                format!("{}", 11 + n % 300),
                format!("{:07}", n / 2),
                if insured { "00" } else { "01" },
            ),
            employer: Some(format!("E{:03}", n % 300)),
            household,
            relation: if insured { Relation::Insured } else { Relation::Child },
            acquired: Some(self.from),
            lost: None,
            left: None,
            voluntary_until: None,
            received: Some(self.from),
            staff_number: insured.then(|| format!("S{:06}", n * 7 % 1_000_000)),
        };
        entry.cover(member, self.from, &coverage)?;
        let named = Named {
            name: Name::new(format!("{family}　{given}")),
            kana: Kana::new(format!("{family_kana}　{given_kana}")),
        };
        entry.name(member, Layer::Reported, self.from, &named)?;
        let address = Address::new(format!("東京都千代田区千代田{}-{}", n % 9 + 1, n % 30 + 1));
        entry.address(member, AddressKind::Home, self.from, &Addressed { postcode: "1000001".to_owned(), address })?;
        let myna = Myna {
            card: MynaCard::Held,
            use_registered: UseRegistration::Yes,
            e_certificate_until: Some(self.from.plus_days(self.random.below(2_000) as i64)),
            ..Myna::default()
        };
        entry.myna(member, self.from, &myna)?;
        if let Some(digits) = LastFour::new(&format!("{:04}", n % 10_000)) {
            entry.last_four(member, self.from, &LastFourFact { digits, state: "not_sent".to_owned() })?;
        }
        if n.is_multiple_of(3) {
            let paper = NewPaper {
                member,
                batch: None,
                kind: PaperKind::Notice,
                issued: self.from,
                until: None,
                printed: ledger::Imprint { name: named.name, number: coverage.number, ..ledger::Imprint::default() },
            };
            let (paper, _) = entry.paper(&paper)?;
            entry.paper_event(paper, self.from, PaperLife::Posted, None)?;
        }
        Ok(member)
    }
}

fn timed<T>(what: &str, f: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = f();
    println!("{what}: {:.2} s", begun.elapsed().as_secs_f64());
    done
}

/// p50, p95 and the longest of many queries.
fn queries(ledger: &Ledger, what: &str, queries: &[String]) {
    let mut times: Vec<Duration> = Vec::new();
    let mut hits = 0;
    for query in queries {
        let begun = Instant::now();
        hits += ledger.find(query, 50).map_or(0, |found| found.len());
        times.push(begun.elapsed());
    }
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!(
        "find, {what}: p50 {:.2} ms, p95 {:.2} ms, longest {:.2} ms ({} queries, {hits} hits)",
        at(50),
        at(95),
        at(100),
        times.len()
    );
}

fn main() {
    let members: usize = std::env::var("MEMBERS").ok().and_then(|text| text.parse().ok()).unwrap_or(300_000);
    run(members).unwrap_or_else(|error| println!("{error}"));
}

fn run(members: usize) -> Result<()> {
    let folder = tempfile::tempdir().map_err(|error| Error::Refused(error.to_string()))?;
    let path = folder.path().join("ledger.daicho");
    let passphrase = Passphrase::from("a passphrase".to_owned());
    let from: Day = "2026-04-01".parse().map_err(|_| Error::Refused("a day".to_owned()))?;
    let moment = act("found", from, 0).at;
    let mut ledger = timed("create", || Ledger::create(&path, "desk", &passphrase, &moment))?;
    ledger.act::<_, Error>(act("found", from, 0), |entry| {
        (0..300).try_for_each(|n| {
            let (code, name) = (format!("E{n:03}"), format!("見本{n:03}商事株式会社"));
            entry.employer(from, &Employer { code, name, symbol: (11 + n).to_string(), ..Employer::default() })
        })
    })?;
    let mut society = Society { family: names(FAMILY), given: names(GIVEN), random: Random(7), from, household: None };
    let mut done = 0;
    while done < members {
        let until = (done + 100_000).min(members);
        timed(&format!("one act enrols members {} to {until}", done + 1), || {
            ledger.act::<_, Error>(act("import", from, 1 + done / 100_000), |entry| {
                (done..until).try_for_each(|n| society.enrol(entry, n).map(|_| ()))
            })
        })?;
        done = until;
    }
    drop(ledger);
    println!("file: {:.0} MB", path.metadata().map_or(0, |file| file.len()) as f64 / 1e6);
    let ledger = timed("open", || Ledger::open(&path, &passphrase))?;
    let known = ledger.now_known()?;

    for round in 1..=2 {
        let rows = timed(&format!("merely read the facts ({round})"), || ledger.read_facts(known))?;
        let mut count = 0;
        timed(&format!("states of all members ({round})"), || {
            ledger.states(from, known, &mut |_| {
                count += 1;
                Ok(ControlFlow::Continue(()))
            })
        })?;
        println!("{rows} rows, {count} members");
    }

    let (family, given) = (names(FAMILY), names(GIVEN));
    let each = |make: &dyn Fn(usize) -> String| (0..400).map(make).collect::<Vec<_>>();
    let pick = |n: usize| (family[n * 7 % 50], given[n * 13 % 50]);
    queries(&ledger, "number", &each(&|n| format!("{}", n * 331 % members)));
    queries(&ledger, "number, beginning", &each(&|n| format!("{}", 1 + n % 99)));
    queries(&ledger, "whole number", &each(&|n| format!("{}-{}-00", 11 + n * 2 % 300, n)));
    queries(&ledger, "birth date", &each(&|n| from.plus_days(-(n as i64 * 61)).to_string()));
    queries(&ledger, "kana", &each(&|n| format!("{}　{}", pick(n).0.1, pick(n).1.1)));
    queries(&ledger, "kana, beginning", &each(&|n| pick(n).0.1.chars().take(1 + n % 3).collect()));
    queries(&ledger, "kanji", &each(&|n| format!("{}　{}", pick(n).0.0, pick(n).1.0)));
    queries(&ledger, "kanji, beginning", &each(&|n| pick(n).0.0.chars().take(1 + n % 2).collect()));
    queries(&ledger, "kanji, inside", &each(&|n| pick(n).1.0.to_owned()));
    queries(&ledger, "employer", &each(&|n| format!("見本{:03}", n % 300)));
    queries(
        &ledger,
        "family name and birth date",
        &each(&|n| format!("{} {}", pick(n).0.0, from.plus_days(-(n as i64 * 61)))),
    );
    queries(&ledger, "family name and employer", &each(&|n| format!("{} E{:03}", pick(n).0.0, n % 300)));
    queries(
        &ledger,
        "two beginnings",
        &each(&|n| {
            let ((family, _), (_, kana)) = pick(n);
            format!("{} {}", family.chars().take(1).collect::<String>(), kana.chars().take(1).collect::<String>())
        }),
    );
    queries(
        &ledger,
        "one kanji and one kanji inside",
        &each(&|n| {
            let first = |text: &str| text.chars().take(1).collect::<String>();
            format!("{} {}", first(pick(n).1.0), first(pick(n).0.0))
        }),
    );
    queries(&ledger, "nothing", &each(&|n| format!("無{n}")));

    timed("100,000 look-ups by birth date and kana", || {
        (0..100_000usize).try_for_each(|n| {
            let kana = kana_key(&format!("{}{}", pick(n).0.1, pick(n).1.1));
            ledger.members_born_with_kana(from.plus_days(-((n % 25_000) as i64)), &kana).map(|_| ())
        })
    })?;
    timed("100,000 look-ups by number", || {
        (0..100_000usize).try_for_each(|n| {
            ledger.members_with_number(Some(&format!("{}", 11 + n % 300)), &format!("{}", n / 2)).map(|_| ())
        })
    })?;
    guesses(&ledger);
    journal(&ledger, from, &moment)?;
    copy_while_a_clerk_works(&ledger, folder.path(), from, &moment)
}

/// How long an unlocking takes, and how many guesses that leaves to somebody who has the key file: seconds of one core.
fn guesses(ledger: &Ledger) {
    let tries = 10;
    let begun = Instant::now();
    for n in 0..tries {
        let refused = ledger.check_passphrase("desk", &Passphrase::from(format!("a guess {n}"))).is_err();
        assert!(refused, "no guess is right");
    }
    let each = begun.elapsed().as_secs_f64() / f64::from(tries);
    println!("unlocking: {each:.2} s of one core, {:.1} guesses a second", 1.0 / each);
}

/// The whole check, without and with a million rows of looks.
fn journal(ledger: &Ledger, on: Day, at: &Moment) -> Result<()> {
    let begun = Instant::now();
    let verified = ledger.verify()?;
    let without = begun.elapsed().as_secs_f64();
    let rows = verified.rows as f64 / 1e6;
    println!(
        "verify: {without:.2} s, {} acts, {} rows, {:.2} s a million rows",
        verified.acts,
        verified.rows,
        without / rows
    );
    let mut shown = Vec::new();
    ledger.states(on, ledger.now_known()?, &mut |state| {
        shown.push(state.id);
        Ok(if shown.len() < 1_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    let looks = 1_000_000 / shown.len().max(1);
    timed(&format!("{looks} looks at {} people each", shown.len()), || {
        (0..looks).try_for_each(|_| {
            let look = NewLook { at: at.clone(), operator: "desk".to_owned(), kind: "list", subject: None };
            ledger.look::<(), Error>(look, || Ok(((), shown.clone())))
        })
    })?;
    let begun = Instant::now();
    let verified = ledger.verify()?;
    let with = begun.elapsed().as_secs_f64();
    println!("verify with them: {with:.2} s, {} findings, {:.2} s more", verified.findings.len(), with - without);
    Ok(())
}

/// A copy, made and verified, while somebody else acts five times a second.
fn copy_while_a_clerk_works(ledger: &Ledger, folder: &Path, on: Day, at: &Moment) -> Result<()> {
    let done = AtomicBool::new(false);
    let mut clerk = ledger.again()?;
    let mut work = |until: &dyn Fn(usize) -> bool| -> Result<Vec<Duration>> {
        let mut took = Vec::new();
        while until(took.len()) {
            let begun = Instant::now();
            clerk.act::<_, Error>(act("import", on, 30), |entry| entry.household())?;
            took.push(begun.elapsed());
            std::thread::park_timeout(Duration::from_millis(200));
        }
        took.sort();
        Ok(took)
    };
    let part = |took: &[Duration], hundredth: usize| {
        took.get((took.len() * hundredth / 100).min(took.len().saturating_sub(1)))
            .map_or(0.0, |it| it.as_secs_f64() * 1e3)
    };
    let alone = work(&|acts| acts < 25)?;
    let (copied, beside) = std::thread::scope(|scope| {
        let clerk = scope.spawn(|| work(&|_| !done.load(Ordering::Relaxed)));
        let begun = Instant::now();
        let copied = ledger.back_up(folder, at).map(|copy| (copy.bytes, begun.elapsed()));
        done.store(true, Ordering::Relaxed);
        (copied, clerk.join())
    });
    let (bytes, took) = copied?;
    let beside = beside.map_err(|_| Error::Refused("the clerk".to_owned()))??;
    println!(
        "a copy of {:.0} MB, made and verified: {:.1} s; acts beside it p50 {:.0} ms, longest {:.0} ms (alone {:.0} ms and {:.0} ms), {} acts",
        bytes as f64 / 1e6,
        took.as_secs_f64(),
        part(&beside, 50),
        part(&beside, 100),
        part(&alone, 50),
        part(&alone, 100),
        beside.len()
    );
    Ok(())
}
