//! How long a clerk waits: deciding everyone, trying something else over everyone, a report, importing a large file, finding one
//! member, and working beside a long import.
//!
//! `cargo bench -p tests --bench desk -- [MEMBERS] [decide] [what_if] [report] [find] [lists] [scan] [counter] [import]
//! [state_list] [beside] [dirt]` (default 300000, and all;
//! beside an import of at most 90000). Times are medians of one run on one machine; what counts are
//! the ratios. The training society is kept under the target folder and made anew when the tables of the ledger have changed.
#![allow(
    clippy::print_stdout,
    clippy::type_complexity,
    reason = "a benchmark tells its figures, and its table of questions is read once"
)]

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use calamine::{DataRef, Reader, Xlsx};
use desk::counter::{CardAsk, read_card};
use desk::decide::Question;
use desk::import::Import;
use desk::insertion::{Scan, ScanMode};
use desk::ledger::{
    DecisionRow, Imprint, Layer, Ledger, Moment, Named, NewAct, NewBatch, NewPaper, PaperKind, PaperLife, Passphrase,
    SheetRow,
};
use desk::life::Happening;
use desk::plan::{PaperWord, Plan};
use desk::reports::{AsOf, ReportCell, ReportQuestion};
use desk::what_if::Supposing;
use desk::{Desk, Occasion};
use rules::calendar::{Day, day};
use rules::paper::Step;
use rules::words::{Kana, Lang, Name};
use tests::software_card::{Card, Desk as ReaderOfSoftware, PcscService, holder, reported};

const ON: Day = day(2026, 4, 20);

fn main() {
    if let Some(ledger) = std::env::var_os("DAICHO_BENCH_BESIDE") {
        return at_work(Path::new(&ledger));
    }
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let members = arguments.iter().find_map(|word| word.parse().ok()).unwrap_or(300_000_u32);
    let named: Vec<&String> = arguments.iter().filter(|word| word.parse::<u32>().is_err()).collect();
    let asked = |part: &str| named.is_empty() || named.iter().any(|word| *word == part);
    if asked("decide") {
        decide(&society(members));
    }
    if asked("what_if") {
        what_if(&society(members));
    }
    if asked("report") {
        report(&with_papers(members));
    }
    if asked("find") {
        find(&society(members));
    }
    if asked("lists") {
        lists(&with_papers(members));
    }
    if asked("scan") {
        scan(&society(members));
    }
    if asked("counter") {
        counter(members);
    }
    if asked("import") {
        import();
    }
    if asked("state_list") {
        state_list(&society(members));
    }
    if asked("dirt") {
        dirt();
    }
    if asked("beside") {
        beside(members.min(90_000) as usize);
    }
}

/// A thousand files with every kind of dirt, by one command, held against the truth.
fn dirt() {
    let incoming = tests::dirt::incoming(25, 1_000, 7);
    let folder = tempfile::tempdir().expect("a folder");
    tests::dirt::founded(&incoming, folder.path());
    let rows: usize = incoming.files.iter().map(|file| file.rows.len()).sum();
    let start = Instant::now();
    let day = desk::demo::DAY.to_string();
    std::fs::write(folder.path().join("password.txt"), tests::dirt::PASSWORD).expect("a file");
    let ask = ["import", "ledger.daicho", "incoming", "--on", &day, "--password-file", "password.txt", "--json"];
    tests::program::run(folder.path(), &ask).ends(1);
    let seconds = start.elapsed().as_secs_f64();
    let tally = tests::dirt::tally(&incoming, folder.path(), desk::demo::DAY);
    println!(
        "{} dirty files, {rows} rows in {seconds:.1} s: {} right, {} wait as they should, {} wait that might have gone in, {} wrong",
        incoming.files.len(),
        tally.right,
        tally.waiting,
        tally.doubted.values().sum::<usize>(),
        tally.wrong.len()
    );
    tally.wrong.iter().chain(tally.doubted.keys()).take(20).for_each(|one| println!("  {one}"));
}

/// From a scan to its answer, in a batch for everybody: envelopes and sheets, one act for each envelope.
fn scan(folder: &Path) {
    let copy = copied(folder);
    let path = copy.path().join("ledger.daicho");
    let open = || Desk::open(&path, None, &passphrase(folder), &occasion()).expect("a desk");
    let mut desk = open();
    let (kind, lang) = (PaperWord::Notice, Lang::Ja);
    let plan = Plan {
        kind,
        on: ON,
        members: None,
        layout: None,
        without_unprintable: true,
        dry_run: false,
        envelopes: None,
        lang,
    };
    let batch = desk.plan(&plan, &occasion()).expect("a plan").batch.expect("a batch");
    desk.printed(&batch, &occasion()).expect("it is printed");
    let ledger = Ledger::open(&path, &passphrase(folder)).expect("the ledger");
    let id = ledger.batch_by_code(&batch).expect("read").expect("a batch").id;
    let known = ledger.now_known().expect("read");
    let envelopes = ledger.envelopes(id).expect("read");
    let all = envelopes.len();
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    let mut here = Vec::new();
    let question = Question { on: ON, known_at: None, member: None, lang };
    for envelope in envelopes.iter().step_by((all / 500).max(1)) {
        let mut read = vec![envelope.code.clone()];
        for row in ledger.sheets_in(id, envelope.envelope).expect("read") {
            let state = ledger.state(row.member, ON, known).expect("read").expect("a member");
            read.extend(state.papers.into_iter().filter(|paper| Some(paper.id) == row.paper).map(|paper| paper.code));
        }
        for code in &read[1..] {
            let start = Instant::now();
            let answer = desk.at_counter(code, &question).expect("an answer");
            here.push(start.elapsed().as_secs_f64() * 1000.0);
            assert!(answer.scanned.is_some_and(|paper| paper.paper == *code));
        }
        let mut held = Vec::new();
        for code in read {
            let scan = Scan { batch: batch.clone(), mode: ScanMode::Insert, held, code, on: ON, lang };
            let start = Instant::now();
            let answer = desk.scan(&scan, &occasion()).expect("an answer");
            times[usize::from(answer.done)].push(start.elapsed().as_secs_f64() * 1000.0);
            assert!(answer.right, "{}", answer.sentence);
            held = answer.held;
        }
    }
    // What a window reads anew now and then; each scan itself says what it has changed.
    let anew = (0..5).map(|_| {
        let start = Instant::now();
        desk.batches().expect("read");
        desk.insertion(&batch, lang).expect("read");
        desk.batch_sheets(&batch, lang).expect("read");
        start.elapsed().as_secs_f64() * 1000.0
    });
    let times = [std::mem::take(&mut times[0]), std::mem::take(&mut times[1]), anew.collect(), here];
    for (what, mut times) in
        ["answered", "closed and recorded", "the whole read anew", "who it is, at the counter"].into_iter().zip(times)
    {
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!(
            "scan in a batch of {all} envelopes, {what}: {} times, median {:.2} ms, p95 {:.2} ms, slowest {:.2} ms",
            times.len(),
            at(50),
            at(95),
            at(100)
        );
    }
}

/// From a card on the reader to its graded and recorded result: command by command in memory, then through the real service and the
/// program apart, which starts anew each time.
fn counter(members: u32) {
    // Whom to believe stands in the environment, as for every program.
    if std::env::var_os("DAICHO_CARD_TRUST").is_none() {
        let again = std::process::Command::new(std::env::current_exe().expect("a program has a path"))
            .args([&members.to_string(), "counter"])
            .env("DAICHO_CARD_TRUST", tests::software_card::trust_file())
            .status();
        assert!(again.is_ok_and(|it| it.success()), "the counter");
        return;
    }
    let folder = society(members);
    let copy = copied(&folder);
    let mut desk =
        Desk::open(&copy.path().join("ledger.daicho"), None, &passphrase(&folder), &occasion()).expect("a desk");
    // The people of the cards, under a number that nobody has.
    let reported = reported();
    let family = reported.lines().enumerate().filter(|(at, row)| *at == 0 || row.starts_with("101,12,"));
    let rows: String = family.map(|(_, row)| format!("{row}\n").replace("101,12,", "101,999912,")).collect();
    let list = copy.path().join("family.csv");
    std::fs::write(&list, rows).expect("a list");
    let imported = desk.import(&Import { not_torn: true, ..Import::of(list, Lang::Ja) }, &occasion());
    assert_eq!(imported.expect("an import").new, 3);
    let whose = holder("adult");
    let card = Card::of(whose);
    let service = PcscService::start();
    service.reader(0).insert(&card);
    let secret = |text: &str| Some(text.to_owned());
    println!("card on the reader to graded and recorded result, {members} members");
    for (what, whole, direct) in [
        ("in memory, PIN", false, true),
        ("in memory, PIN, stated number and proof", true, true),
        ("through pcscd, PIN", false, false),
        ("through pcscd, PIN, stated number and proof", true, false),
    ] {
        let mut times = Vec::new();
        let mut commands = 0;
        for _ in 0..100 {
            let mut ask = CardAsk::new(None, None);
            ask.pin = secret(whose.pin);
            if whole {
                (ask.proof, ask.number) = (secret(whose.proof_pin), secret(&whose.number()));
            }
            let start = Instant::now();
            let reading = match direct {
                true => read_card(&mut ReaderOfSoftware::with(&card), &ask, ON),
                false => read_card(&mut service.apart(), &ask, ON),
            };
            let reading = reading.expect("a reading");
            let done = desk
                .card_checked("101-999912-0", &reading, ask.method(), None, Lang::Ja, &occasion())
                .expect("a result");
            times.push(start.elapsed().as_secs_f64() * 1000.0);
            commands = done.exchanged;
            assert_eq!((done.result, done.last_four), ("same", Some("agrees")));
            assert_eq!(done.possession, whole.then_some("genuine"));
        }
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!(
            "  {what:45} {commands} commands, 100 times: median {:.1} ms, p95 {:.1} ms, slowest {:.1} ms",
            at(50),
            at(95),
            at(100)
        );
    }
}

/// The ledger of a society, to be written in.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(folder).expect("the folder").flatten() {
        if file.file_name().to_string_lossy().starts_with("ledger.daicho") {
            std::fs::copy(file.path(), copy.path().join(file.file_name())).expect("a copy");
        }
    }
    copy
}

fn occasion() -> Occasion {
    Occasion { at: Moment::new("2026-04-20T00:00:00Z").expect("an instant"), today: ON, operator: "bench".to_owned() }
}

fn target() -> PathBuf {
    let program = std::env::current_exe().expect("a program has a path");
    program.ancestors().nth(3).expect("benches lie in target/release/deps").join("bench")
}

/// A filled training society.
fn society(members: u32) -> PathBuf {
    let folder = target().join(format!("society-{members}"));
    if folder.join("filled").exists() {
        return folder;
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old society goes");
    }
    std::fs::create_dir_all(folder.parent().expect("a parent")).expect("a folder");
    let start = Instant::now();
    let made = desk::training::make(&folder, members, 1, true, &occasion(), Lang::En).expect("a training society");
    let rows: u64 = made.imported.iter().map(|one| one.new + one.changed + one.unchanged).sum();
    println!(
        "training society of {members}: {} files, {rows} rows imported in {:.1} s",
        made.imported.len(),
        start.elapsed().as_secs_f64()
    );
    std::fs::write(folder.join("filled"), "").expect("a mark");
    folder
}

fn passphrase(folder: &Path) -> Passphrase {
    Passphrase::from(std::fs::read_to_string(folder.join("passphrase.txt")).expect("a passphrase"))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn decide(folder: &Path) {
    let path = folder.join("ledger.daicho");
    let ledger = Ledger::open(&path, &passphrase(folder)).expect("the ledger");
    let known = ledger.now_known().expect("known");
    let desk = Desk::open(&path, None, &passphrase(folder), &occasion()).expect("the desk");
    let question = Question { on: ON, known_at: None, member: None, lang: Lang::Ja };
    let (mut reads, mut folds, mut decisions, mut answers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut decided) = (0, 0_u64);
    for _ in 0..3 {
        let start = Instant::now();
        rows = ledger.read_facts(known).expect("facts");
        reads.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        ledger.states(ON, known, &mut |_| Ok(std::ops::ControlFlow::Continue(()))).expect("states");
        folds.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        decided = desk.decide_count(ON).expect("decisions");
        decisions.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let mut length = 0;
        desk.decide(&question, &mut |one| {
            length += desk::wire::json(&one).len();
            Ok(())
        })
        .expect("answers");
        answers.push(start.elapsed().as_secs_f64());
    }
    let (read, fold, decision, answer) = (median(reads), median(folds), median(decisions), median(answers));
    println!("decide all of {decided} members ({rows} facts)");
    println!("  reading the facts      {read:.2} s   1.0");
    println!("  states of a day        {fold:.2} s   {:.1}", fold / read);
    println!("  decided                {decision:.2} s   {:.1}  (goal 3)", decision / read);
    println!("  decided, with JSON     {answer:.2} s   {:.1}", answer / read);
}

/// What-if over everyone: another policy on the same day, a rule pack, another day.
fn what_if(folder: &Path) {
    let desk = Desk::open(&folder.join("ledger.daicho"), None, &passphrase(folder), &occasion()).expect("the desk");
    let policy = std::fs::read_to_string(folder.join("policy.toml")).expect("the policy");
    let other = policy
        .replace("renewal_lead_days = 60", "renewal_lead_days = 120")
        .replace("\"ex_officio\"", "\"on_application\"");
    let pack = "title = \"longer\"\nsource = \"bench\"\nold_cards_end = 2027-12-02\n";
    let same = Supposing { on: ON, against: None, policy: None, pack: None, known_at: None, lang: Lang::Ja };
    println!("what-if over everyone (goal 10 s)");
    for (what, supposing) in [
        ("another policy", Supposing { policy: Some(other.clone()), ..same.clone() }),
        ("a rule pack", Supposing { pack: Some(pack.to_owned()), ..same.clone() }),
        ("another day", Supposing { against: Some(ON.plus_days(180)), ..same.clone() }),
    ] {
        let (mut times, mut told, mut pieces) = (Vec::new(), None, Vec::new());
        for _ in 0..3 {
            let start = Instant::now();
            let compared = desk.what_if(&supposing).expect("a comparison");
            times.push(start.elapsed().as_secs_f64());
            if let Some(group) = compared.answer.groups.iter().max_by_key(|group| group.members) {
                let start = Instant::now();
                desk.what_if_list(&compared, &group.key, 0, 200).expect("a list");
                pieces.push(start.elapsed().as_secs_f64());
            }
            told = Some((compared.answer.altered, compared.answer.members));
        }
        let (altered, members) = told.unwrap_or_default();
        let piece = if pieces.is_empty() { 0.0 } else { median(pieces) * 1000.0 };
        println!(
            "  {what:<20} {:.2} s   {altered} of {members} otherwise; first page of the largest list {piece:.0} ms",
            median(times)
        );
    }
}

/// Each report over twelve months.
fn report(folder: &Path) {
    let desk = Desk::open(&folder.join("ledger.daicho"), None, &passphrase(folder), &occasion()).expect("the desk");
    println!("reports of twelve months (goal 10 s)");
    for name in desk::reports::names() {
        let question =
            ReportQuestion { name: name.to_owned(), from: None, to: None, on: ON, as_of: AsOf::Now, lang: Lang::Ja };
        let start = Instant::now();
        let counted = desk.report(&question).expect("a report");
        let counting = start.elapsed().as_secs_f64();
        let start = Instant::now();
        desk.report_list(&counted, &ReportCell::default(), 0, 200).expect("a list");
        println!("  {name:<12} {counting:.2} s   first page {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
}

fn find(folder: &Path) {
    let ledger = Ledger::open(&folder.join("ledger.daicho"), &passphrase(folder)).expect("the ledger");
    let desk = Desk::open(&folder.join("ledger.daicho"), None, &passphrase(folder), &occasion()).expect("the desk");
    let truth = std::fs::read_to_string(folder.join("truth.jsonl")).expect("truth.jsonl");
    let people: Vec<serde_json::Value> = truth
        .lines()
        .step_by((truth.lines().count() / 300).max(1))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let text = |one: &serde_json::Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    let kinds: Vec<(&str, Box<dyn Fn(&serde_json::Value) -> String>)> = vec![
        ("prefix: number", Box::new(move |one| format!("{}-{}", text(one, "symbol"), text(one, "number")))),
        ("prefix: kana, three letters", Box::new(move |one| text(one, "kana").chars().take(3).collect())),
        (
            "prefix: family name",
            Box::new(move |one| text(one, "name").split('\u{3000}').next().unwrap_or_default().to_owned()),
        ),
        ("prefix: whole kana", Box::new(move |one| text(one, "kana"))),
        (
            "anything: given name",
            Box::new(move |one| text(one, "name").split('\u{3000}').nth(1).unwrap_or_default().to_owned()),
        ),
        (
            "anything: one kanji",
            Box::new(move |one| text(one, "name").chars().last().map(String::from).unwrap_or_default()),
        ),
        (
            "anything: birth date by era",
            Box::new(move |one| text(one, "born").parse::<Day>().map(Day::wareki).unwrap_or_default()),
        ),
        (
            "anything: name and birth date",
            Box::new(move |one| {
                format!("{} {}", text(one, "name").split('\u{3000}').next().unwrap_or_default(), text(one, "born"))
            }),
        ),
        ("anything: employer", Box::new(move |one| text(one, "employer"))),
    ];
    println!("find, 20 hits at most (ms)          ids: p50   p95      shown: p50   p95");
    for (name, query) in kinds {
        let (mut ids, mut shown) = (Vec::new(), Vec::new());
        for one in &people {
            let query = query(one);
            let start = Instant::now();
            let hits = ledger.find(&query, 20).expect("hits");
            ids.push(start.elapsed().as_secs_f64() * 1e3);
            assert!(!hits.is_empty(), "{name} finds somebody");
            let start = Instant::now();
            desk.find(&query, ON, 20).expect("hits");
            shown.push(start.elapsed().as_secs_f64() * 1e3);
        }
        let p = |times: &mut Vec<f64>, part: f64| {
            times.sort_by(f64::total_cmp);
            times[((times.len() - 1) as f64 * part) as usize]
        };
        println!(
            "  {name:<32} {:>8.2} {:>6.2}  {:>12.2} {:>6.2}",
            p(&mut ids, 0.5),
            p(&mut ids, 0.95),
            p(&mut shown, 0.5),
            p(&mut shown, 0.95)
        );
    }
}

/// So many papers everybody has had, where lists are measured, and one in three of them one more.
const PAPERS: usize = 3;

/// A filled training society in which everybody has had several papers, each decided and sent with a batch; the last one is with
/// its holder. Before that one the state's list told of everyone, and one in a thousand has got another name since.
fn with_papers(members: u32) -> PathBuf {
    let folder = target().join(format!("society-{members}-papers"));
    if folder.join("decided").exists() {
        return folder;
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old society goes");
    }
    let from = society(members);
    std::fs::create_dir_all(&folder).expect("a folder");
    for file in ["ledger.daicho", "ledger.daicho.keys", "passphrase.txt"] {
        std::fs::copy(from.join(file), folder.join(file)).expect("a copy");
    }
    let start = Instant::now();
    let mut ledger = Ledger::open(&folder.join("ledger.daicho"), &passphrase(&folder)).expect("the ledger");
    let mut everyone = Vec::new();
    let known = ledger.now_known().expect("known");
    ledger
        .states(ON, known, &mut |state| {
            everyone.push((
                state.id,
                Imprint {
                    name: state.names.printable().map(|named| named.name.clone()).unwrap_or_default(),
                    number: state.coverage.as_ref().map(|coverage| coverage.number.clone()).unwrap_or_default(),
                    acquired: state.coverage.as_ref().and_then(|coverage| coverage.acquired),
                    ratio: None,
                    address: None,
                },
                state.myna,
            ));
            Ok(std::ops::ControlFlow::Continue(()))
        })
        .expect("states");
    let mut codes = String::new();
    let mut written = 0;
    for at in 0..=PAPERS {
        // The first paper is the one that not everybody has had.
        let issued = ON.plus_days(-300 * (PAPERS + 1 - at) as i64);
        let last = at == PAPERS;
        for chunk in everyone.chunks(5_000) {
            let act = |kind| NewAct { kind, ..an_act() };
            if last {
                let told = |entry: &mut desk::ledger::Entry<'_>| -> Result<(), desk::ledger::Error> {
                    for (member, _, myna) in chunk {
                        entry.myna(*member, issued.plus_days(-20), myna)?;
                    }
                    Ok(())
                };
                ledger.act::<_, desk::ledger::Error>(act("import"), told).expect("a list");
            }
            let few: Vec<_> = chunk.iter().filter(|(member, ..)| 0 < at || member.0 % 3 == 0).collect();
            let (_, told) = ledger
                .act::<_, desk::ledger::Error>(act("plan"), |entry| {
                    let kind = PaperKind::Certificate;
                    let (batch, _) = entry.batch(&NewBatch { kind, on: issued, layout: None })?;
                    let mut told = Vec::new();
                    for (sheet, (member, printed, _)) in (1..).zip(few.iter().copied()) {
                        let until = Some(issued.plus_days(500));
                        let outcome = if at == 0 { "issue" } else { "renew" };
                        entry.decision(&DecisionRow {
                            member: *member,
                            on: issued,
                            about: "certificate".to_owned(),
                            outcome: outcome.to_owned(),
                            because: "not_registered".to_owned(),
                            last_day: until,
                            last_day_because: None,
                            policy_from: None,
                            batch: Some(batch),
                        })?;
                        let (paper, code) = entry.paper(&NewPaper {
                            member: *member,
                            batch: Some(batch),
                            kind,
                            issued,
                            until,
                            printed: printed.clone(),
                        })?;
                        entry.sheet(&SheetRow {
                            batch,
                            sheet,
                            envelope: sheet,
                            route: "home".to_owned(),
                            employer: None,
                            member: *member,
                            paper: Some(paper),
                        })?;
                        entry.paper_event(paper, issued, PaperLife::Posted, None)?;
                        let life = if last { PaperLife::InHand } else { PaperLife::Replaced };
                        entry.paper_event(paper, issued.plus_days(9), life, None)?;
                        told.extend(last.then_some(code));
                    }
                    Ok(told)
                })
                .expect("papers");
            written += few.len();
            told.iter().for_each(|code| codes = std::mem::take(&mut codes) + code + "\n");
        }
    }
    let renamed = |entry: &mut desk::ledger::Entry<'_>| -> Result<(), desk::ledger::Error> {
        for (member, ..) in everyone.iter().step_by(1_000) {
            let named = Named { name: Name::new("見本　改名"), kana: Kana::new("ミホン　カイメイ") };
            entry.name(*member, Layer::Reported, ON.plus_days(-400), &named)?;
        }
        Ok(())
    };
    ledger.act::<_, desk::ledger::Error>(NewAct { kind: "rename", ..an_act() }, renamed).expect("names");
    println!("{written} papers of {} members in {:.1} s", everyone.len(), start.elapsed().as_secs_f64());
    std::fs::write(folder.join("papers"), codes).expect("the codes");
    std::fs::write(folder.join("decided"), "").expect("a mark");
    folder
}

fn an_act() -> NewAct {
    NewAct { at: occasion().at, operator: "bench".to_owned(), kind: "close", on: ON, subject: None, reason: None }
}

/// The work lists while a clerk is at work: after each scanned paper the counts anew, and the first page of every list.
fn lists(folder: &Path) {
    let mut desk = Desk::open(&folder.join("ledger.daicho"), None, &passphrase(folder), &occasion()).expect("the desk");
    let codes = std::fs::read_to_string(folder.join("papers")).expect("the codes");
    let codes: Vec<&str> = codes.lines().collect();
    let question = Question { on: ON, known_at: None, member: None, lang: Lang::Ja };
    let start = Instant::now();
    let mut today = desk.today(ON, Lang::Ja).expect("everyone");
    let first = start.elapsed().as_secs_f64();
    println!("work lists of {} members; a first look at everyone {first:.2} s", today.home().members);
    let (mut scans, mut steps, mut counts, mut pages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for code in codes.iter().step_by((codes.len() / 200).max(1)) {
        let start = Instant::now();
        desk.paper(code, &question).expect("a paper");
        scans.push(start.elapsed().as_secs_f64() * 1e3);
        let happening = Happening { step: Step::Damage, on: ON, note: None, witness: None, lang: Lang::Ja };
        let start = Instant::now();
        desk.paper_step(&[(*code).to_owned()], &happening, &occasion()).expect("a step");
        steps.push(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        today = desk.today_again(today).expect("those concerned");
        let home = today.home();
        counts.push(start.elapsed().as_secs_f64() * 1e3);
        let list = &home.lists[counts.len() % desk::home::LISTS.len()];
        let start = Instant::now();
        desk.list(&today, &list.name, None, 0, 50).expect("a page");
        pages.push(start.elapsed().as_secs_f64() * 1e3);
    }
    println!("  {} scans (ms)                          p50    p95  longest", scans.len());
    for (what, goal, mut times) in [
        ("scan to answer", 200, scans),
        ("what happened, recorded", 200, steps),
        ("the counts after it", 100, counts),
        ("first page of a list", 100, pages),
    ] {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!("  {what:<32} {:>7.1} {:>7.1} {:>7.1}  (goal {goal})", at(0.5), at(0.95), at(1.0));
    }
}

/// A piece of kana that no other row has.
fn kana(at: usize) -> String {
    const LETTERS: [char; 20] = [
        'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ',
        'テ', 'ト',
    ];
    (0..4).map(|place| LETTERS[at / 20_usize.pow(place) % 20]).collect()
}

/// The same in kanji.
fn kanji(at: usize) -> String {
    const LETTERS: [char; 20] = [
        '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '上', '下', '左', '右', '東',
        '西', '南',
    ];
    (0..4).map(|place| LETTERS[at / 20_usize.pow(place) % 20]).collect()
}

/// A workbook of so many enrolments; without first days it waits row by row.
fn workbook(rows: usize, acquired: &str) -> Vec<u8> {
    use intake::write::{Cell, Sheet, Texts, xlsx};
    let header = ["記号", "番号", "枝番", "氏名", "氏名カナ", "生年月日", "性別", "資格取得年月日", "郵便番号", "住所"];
    let lines = (0..rows).map(|at| {
        let born = day(1960, 1, 1).plus_days((at % 15_000) as i64);
        let (given, given_kana, sex) = [("太郎", "タロウ", "男"), ("花子", "ハナコ", "女")][at % 2];
        [
            "101".to_owned(),
            format!("{:07}", at + 1),
            "00".to_owned(),
            format!("見本{}　{given}", kanji(at)),
            format!("ミホン{}　{given_kana}", kana(at)),
            born.wareki(),
            sex.to_owned(),
            acquired.to_owned(),
            "1000001".to_owned(),
            format!("東京都千代田区千代田{}-{}", at % 9 + 1, at % 99 + 1),
        ]
        .map(Cell::text)
        .to_vec()
    });
    let mut bytes = Vec::new();
    xlsx(vec![Sheet::new("取得届", header, lines)], Texts::Shared, &mut bytes).expect("a workbook");
    bytes
}

/// A new ledger without members.
fn empty(here: &Path) -> Desk {
    std::fs::write(
        here.join("society.toml"),
        "name = \"見本健康保険組合\"\ninsurer_number = \"06132682\"\npostcode = \"1000001\"\naddress = \"東京都\"\nphone = \"03-0000-0000\"\n\
         portal_url = \"https://myna.go.jp/\"\n[[employer]]\ncode = \"A\"\nname = \"見本\"\nsymbol = \"101\"\n",
    )
    .expect("society.toml");
    let policy = society(1000).join("policy.toml");
    let made =
        desk::founding::found(&here.join("ledger.daicho"), &here.join("society.toml"), &policy, &secret(), &occasion());
    made.expect("a ledger").0
}

fn secret() -> Passphrase {
    Passphrase::from("a passphrase for the bench".to_owned())
}

fn import() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let mut desk = empty(here);
    let mut dry = Vec::new();
    for rows in [10_000, 100_000] {
        let bytes = workbook(rows, "2024/4/1");
        let file = here.join(format!("{rows}.xlsx"));
        std::fs::write(&file, &bytes).expect("a workbook");
        let import = |dry_run| Import { dry_run, ..Import::of(file.clone(), Lang::Ja) };
        let (mut streams, mut imports) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            let start = Instant::now();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a workbook");
            let mut cells = book.worksheet_cells_reader("取得届").expect("a sheet");
            let mut length = 0;
            while let Some(cell) = cells.next_cell().expect("a cell") {
                if let DataRef::SharedString(text) = cell.get_value() {
                    length += text.len();
                }
            }
            assert!(length > rows, "the cells were read");
            streams.push(start.elapsed().as_secs_f64());
            let start = Instant::now();
            let imported = desk.import(&import(true), &occasion()).expect("a difference");
            imports.push(start.elapsed().as_secs_f64());
            assert_eq!(imported.rejected + imported.doubtful, 0, "{:?}", imported.complaints.first());
        }
        let (stream, difference) = (median(streams), median(imports));
        dry.push(difference);
        let start = Instant::now();
        let written = desk.import(&import(false), &occasion()).expect("an import");
        let written_in = start.elapsed().as_secs_f64();
        // The same bytes would be known by their seal; these rows say the same in other bytes.
        let resaved = here.join(format!("{rows}-again.xlsx"));
        std::fs::write(&resaved, workbook(rows, "2024.4.1")).expect("a workbook");
        let resaved = Import { dry_run: true, ..Import::of(resaved, Lang::Ja) };
        let start = Instant::now();
        let again = desk.import(&resaved, &occasion()).expect("a difference");
        let again_in = start.elapsed().as_secs_f64();
        assert_eq!(again.unchanged, rows as u64);
        println!("import of {rows} rows (xlsx, {} KB): {} new", bytes.len() / 1000, written.new);
        println!("  streaming the cells alone           {stream:.2} s   1.0");
        println!("  parse, validate, difference         {difference:.2} s   {:.1}  (goal 3)", difference / stream);
        println!("  the same against a ledger with them {again_in:.2} s   {:.1}", again_in / stream);
        println!("  with one act written                {written_in:.2} s   {:.1}", written_in / stream);
        let import = written.id.expect("an import on record");
        let undo = desk::import::undo::Undo {
            reason: Some("見本".to_owned()),
            ..desk::import::undo::Undo::of(import, Lang::Ja)
        };
        let start = Instant::now();
        let undone = desk.undo_import(&undo, &occasion()).expect("an undo");
        let undone_in = start.elapsed().as_secs_f64();
        assert_eq!(undone.withdrawn, rows as u64);
        println!("  all of it undone                    {undone_in:.2} s   {:.1}", undone_in / stream);
        held(here, rows, stream);
    }
    println!("ten times the rows: {:.1} times the time (goal 12)", dry[1] / dry[0]);
}

/// As many rows that all have to wait, then looked through, and tried again.
fn held(here: &Path, rows: usize, stream: f64) {
    let here = here.join(format!("held-{rows}"));
    std::fs::create_dir(&here).expect("a folder");
    let mut desk = empty(&here);
    let file = here.join("held.xlsx");
    std::fs::write(&file, workbook(rows, "")).expect("a workbook");
    let start = Instant::now();
    let imported = desk.import(&Import::of(file, Lang::Ja), &occasion()).expect("an import");
    let held_in = start.elapsed().as_secs_f64();
    assert_eq!(imported.doubtful + imported.rejected, rows as u64);
    let start = Instant::now();
    let waiting = desk.quarantine(None, Lang::Ja, &occasion()).expect("rows that wait");
    let looked_in = start.elapsed().as_secs_f64();
    assert_eq!(waiting.total, rows as u64);
    println!("  all of it into quarantine           {held_in:.2} s   {:.1}", held_in / stream);
    println!("  the quarantine looked through       {looked_in:.2} s   {:.1}", looked_in / stream);
}

/// A list of the state with everybody whom the ledger knows and two strangers for each three of them.
fn state_list(folder: &Path) {
    let here = tempfile::tempdir().expect("a temporary folder");
    for name in ["ledger.daicho", "ledger.daicho.keys"] {
        std::fs::copy(folder.join(name), here.path().join(name)).expect("a copy");
    }
    let mut desk =
        Desk::open(&here.path().join("ledger.daicho"), None, &passphrase(folder), &occasion()).expect("a desk");
    let ledger = Ledger::open(&here.path().join("ledger.daicho"), &passphrase(folder)).expect("a ledger");
    let mut text =
        String::from("記号,番号,枝番,氏名カナ,生年月日,マイナンバーカード,利用登録,電子証明書有効期限,基準日\n");
    let mut rows = 0_usize;
    ledger
        .states(ON, ledger.now_known().expect("known"), &mut |state| {
            let (Some(coverage), Some(named)) = (&state.coverage, &state.names.reported) else {
                return Ok(ControlFlow::Continue(()));
            };
            let number = &coverage.number;
            let born = state.person.born.map(|day| day.to_string()).unwrap_or_default();
            let (card, registered, until) = if rows.is_multiple_of(7) {
                ("未取得", "未登録", "")
            } else {
                ("取得済", "登録済", "2030/5/1")
            };
            text += &format!(
                "{},{},{},{},{born},{card},{registered},{until},2026/4/15\n",
                number.symbol,
                number.number,
                number.branch,
                named.kana.text()
            );
            rows += 1;
            Ok(ControlFlow::Continue(()))
        })
        .expect("states");
    drop(ledger);
    let known = rows;
    for at in 0..known * 2 / 3 {
        text += &format!("999,{at:07},00,ミホン{} タロウ,1970/1/2,取得済,登録済,2030/5/1,2026/4/15\n", kana(at));
        rows += 1;
    }
    let file = here.path().join("list.csv");
    std::fs::write(&file, &text).expect("a list");
    let import = |dry_run| Import { dry_run, ..Import::of(file.clone(), Lang::Ja) };
    let start = Instant::now();
    let dry = desk.import(&import(true), &occasion()).expect("a difference");
    let dry_in = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let written = desk.import(&import(false), &occasion()).expect("an import");
    let written_in = start.elapsed().as_secs_f64();
    println!("list of the state, {rows} rows ({} MB), {known} of them members", text.len() / 1_000_000);
    println!(
        "  difference {dry_in:.1} s: {} changed, {} unchanged, {} wait",
        dry.changed,
        dry.unchanged,
        dry.doubtful + dry.rejected
    );
    println!("  written    {written_in:.1} s: {} changed", written.changed);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("  {line}"));
    }
}

/// A long import while two other processes show members and do small acts: how long these wait, and what it costs the
/// import, in one act and in parts.
fn beside(rows: usize) {
    println!("import of {rows} new rows beside two processes that look and act all the time");
    for (name, in_parts, others) in
        [("one act, alone", false, 0), ("in parts, alone", true, 0), ("one act", false, 2), ("in parts", true, 2)]
    {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let here = folder.path();
        let mut desk = empty(here);
        for (file, rows) in [("few.xlsx", 10), ("many.xlsx", rows + 10)] {
            std::fs::write(here.join(file), workbook(rows, "2024/4/1")).expect("a workbook");
        }
        desk.import(&Import::of(here.join("few.xlsx"), Lang::Ja), &occasion()).expect("the first members");
        let mut workers: Vec<std::process::Child> = (0..others)
            .map(|_| {
                std::process::Command::new(std::env::current_exe().expect("a program has a path"))
                    .env("DAICHO_BENCH_BESIDE", here.join("ledger.daicho"))
                    .stdin(std::process::Stdio::piped())
                    .stdout(std::process::Stdio::piped())
                    .spawn()
                    .expect("another process")
            })
            .collect();
        // Each says when it is at work.
        for worker in &mut workers {
            let mut word = [0; 1];
            worker.stdout.as_mut().expect("its words").read_exact(&mut word).expect("a word");
        }
        let mut import = Import::of(here.join("many.xlsx"), Lang::Ja);
        if !in_parts {
            import.part = rows;
        }
        let start = Instant::now();
        let written = desk.import(&import, &occasion()).expect("an import");
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!((written.new, written.written), (rows as u64, true), "{:?}", written.complaints.first());
        println!("  {name:15} {seconds:6.2} s");
        let mut waits: Vec<Vec<f64>> = vec![Vec::new(); 2];
        for worker in workers {
            // It ends when nobody speaks to it any more.
            let told = worker.wait_with_output().expect("what it measured").stdout;
            for line in String::from_utf8(told).expect("text").lines().filter(|line| !line.trim().is_empty()) {
                let (kind, milliseconds) = line.trim().split_once(' ').expect("a kind and a time");
                waits[usize::from(kind == "act")].push(milliseconds.parse().expect("a time"));
            }
        }
        for (kind, mut waits) in ["looks", "acts"].into_iter().zip(waits).filter(|(_, waits)| !waits.is_empty()) {
            waits.sort_by(f64::total_cmp);
            let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize];
            println!(
                "    {kind:5} {:6}: half within {:.0} ms, 99 of 100 within {:.0} ms, the longest {:.0} ms (goal 500)",
                waits.len(),
                at(0.5),
                at(0.99),
                at(1.0)
            );
        }
    }
}

/// Another process: shows members and does small acts until its parent has no more to say, and tells how long each took.
fn at_work(ledger: &Path) {
    let desk = Desk::open(ledger, None, &secret(), &occasion()).expect("a desk");
    let mut acting = Ledger::open(ledger, &secret()).expect("a ledger");
    let mut told = String::new();
    print!(" ");
    std::io::stdout().flush().expect("a word");
    let (ended, hears) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        ended.send(())
    });
    while hears.try_recv().is_err() {
        let start = Instant::now();
        let hits = desk.find("ミホンアアアア", ON, 10).expect("hits");
        told += &format!("look {:.1}\n", start.elapsed().as_secs_f64() * 1000.0);
        assert!(!hits.is_empty(), "somebody is shown");
        let start = Instant::now();
        acting.act::<(), desk::ledger::Error>(an_act(), |_| Ok(())).expect("an act");
        told += &format!("act {:.1}\n", start.elapsed().as_secs_f64() * 1000.0);
        // A clerk thinks; whoever asks again at once would measure nothing but the disk.
        std::thread::park_timeout(std::time::Duration::from_millis(10));
    }
    println!("{told}");
}
