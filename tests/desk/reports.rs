//! 報告: numbers by employer and month, the list behind each, and that they are the same tomorrow.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use desk::applications::Application;
use desk::import::Import;
use desk::ledger::{Moment, Passphrase};
use desk::life::Happening;
use desk::owed::OwedQuestion;
use desk::plan::{Listing, PaperWord, Plan};
use desk::reports::{AsOf, ReportCell, ReportQuestion, names};
use desk::wire::Report;
use desk::{Desk, Occasion};
use rules::calendar::{Day, day};
use rules::paper::Step;
use rules::words::Lang;

use crate::world::World;

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
101,0012,00,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,,1000001,東京都千代田区千代田1-1
101,0012,01,山田　花子,ヤマダ　ハナコ,S57.3.4,女,妻,R2.4.1,,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2026.4.1,,5300001,大阪府大阪市北区梅田1-2-3
202,8,00,任意　続子,ニンイ　ツヅキコ,19880215,女,本人,2026.4.1,2028-03-31,5300001,大阪府大阪市北区梅田1-2-3
";

/// A society whose every act has an instant of its own.
struct Year {
    world: World,
    desk: Desk,
    minutes: u32,
}

impl Year {
    fn begun() -> Year {
        let world = World::bare();
        world.file("people.csv", PEOPLE);
        let passphrase = Passphrase::from("見本の合言葉 for tests".to_owned());
        let (society, policy) = (world.at("society.toml"), world.at("policy.toml"));
        let ledger = world.at("ledger.daicho");
        let founded = occasion(day(2026, 4, 1), 0);
        let (desk, _) = desk::founding::found(&ledger, &society, &policy, &passphrase, &founded).expect("a ledger");
        std::fs::create_dir(world.at("out")).expect("a folder");
        let mut year = Year { world, desk, minutes: 0 };
        year.import("people.csv", PEOPLE, day(2026, 4, 10));
        year
    }

    fn next(&mut self, on: Day) -> Occasion {
        self.minutes += 1;
        let occasion = occasion(on, self.minutes);
        self.desk.now(&occasion);
        occasion
    }

    fn import(&mut self, name: &str, text: &str, on: Day) {
        self.world.file(name, text);
        let occasion = self.next(on);
        let import = Import::of(self.world.at(name), Lang::Ja);
        self.desk.import(&import, &occasion).expect("an import");
    }

    /// Plans, prints and posts; the codes of the papers by member.
    fn issues(&mut self, kind: PaperWord, members: &str, on: Day) -> Vec<String> {
        let plan = Plan {
            kind,
            on,
            members: Some(Listing::Lines(members.to_owned())),
            layout: None,
            without_unprintable: false,
            dry_run: false,
            envelopes: None,
            lang: Lang::Ja,
        };
        let planned = self.next(on);
        let batch = self.desk.plan(&plan, &planned).expect("a batch").batch.expect("its code");
        let printed = self.next(on);
        self.desk.print(&batch, &self.world.at("out"), &printed).expect("printed");
        let posted = self.next(on);
        self.desk.post(&batch, on, &posted).expect("posted");
        let question = desk::decide::Question { on, known_at: None, member: None, lang: Lang::Ja };
        let word = if kind == PaperWord::Notice { "notice" } else { "certificate" };
        members
            .lines()
            .map(|member| {
                let shown = self.desk.show(member, &question).expect("a member");
                shown.papers.iter().rfind(|paper| paper.kind == word).expect("a paper").paper.clone()
            })
            .collect()
    }

    fn step(&mut self, code: &str, step: Step, on: Day) {
        let occasion = self.next(on);
        let happening = Happening { step, on, note: None, witness: None, lang: Lang::Ja };
        let told = self.desk.paper_step(&[code.to_owned()], &happening, &occasion).expect("a step");
        assert!(told[0].done, "{:?}", told[0].sentence);
    }

    fn apply(&mut self, member: &str, reason: &str, on: Day) -> bool {
        let occasion = self.next(on);
        let application = Application {
            member: member.to_owned(),
            reason: reason.to_owned(),
            on,
            received: on,
            direct: false,
            proxy: None,
            waived: None,
            paid: false,
            lang: Lang::Ja,
        };
        self.desk.apply(&application, &occasion).expect("an application").refused
    }

    fn report(&self, name: &str, as_of: AsOf) -> desk::reports::Counted {
        self.desk.report(&question(name, as_of)).expect("a report")
    }

    fn number(&self, name: &str, cell: (&str, &str, &str)) -> u64 {
        number(&self.report(name, AsOf::Now).answer, cell)
    }
}

fn occasion(today: Day, minutes: u32) -> Occasion {
    let at = format!("2026-11-01T{:02}:{:02}:00Z", minutes / 60, minutes % 60);
    Occasion { at: Moment::new(&at).expect("an instant"), today, operator: "desk".to_owned() }
}

fn question(name: &str, as_of: AsOf) -> ReportQuestion {
    ReportQuestion { name: name.to_owned(), from: None, to: None, on: day(2026, 12, 20), as_of, lang: Lang::Ja }
}

/// The number of an employer (`*` is all), a month and a measure.
fn number(report: &Report, (employer, month, measure): (&str, &str, &str)) -> u64 {
    let month = report.months.iter().position(|one| one == month).expect("the month");
    let measure = report.measures.iter().position(|one| one.code == measure).expect("the measure");
    if employer == "*" {
        return report.totals[month][measure];
    }
    report.rows.iter().find(|row| row.employer == employer).map_or(0, |row| row.cells[month][measure])
}

/// A year of papers: issued, reissued, refused, returned, outstanding.
fn whole_year() -> Year {
    let mut year = Year::begun();
    year.issues(PaperWord::Notice, "101-12-0\n202-7-0", day(2026, 4, 20));
    year.import(
        "list.csv",
        "記号,番号,枝番,利用登録\n101,12,0,無\n101,12,1,無\n202,7,0,無\n202,8,0,無\n",
        day(2026, 5, 7),
    );
    let codes = year.issues(PaperWord::Certificate, "101-12-0\n101-12-1\n202-7-0\n202-8-0", day(2026, 5, 8));
    year.step(&codes[0], Step::Lose, day(2026, 6, 1));
    assert!(!year.apply("101-12-0", "lost", day(2026, 6, 2)));
    year.issues(PaperWord::Certificate, "101-12-0", day(2026, 6, 3));
    year.import("list2.csv", "記号,番号,枝番,利用登録,電子証明書有効期限\n101,12,1,有,2030-06-15\n", day(2026, 7, 1));
    assert!(year.apply("101-12-1", "e_certificate_lapsed", day(2026, 7, 2)));
    year.import("left.csv", "記号,番号,枝番,資格喪失年月日\n202,7,0,2026-08-01\n", day(2026, 8, 3));
    year.step(&codes[2], Step::Return, day(2026, 10, 5));
    year
}

#[test]
fn each_report_counts_by_employer_and_month() {
    let year = whole_year();
    assert_eq!(year.number("issued", ("*", "2026-04", "notice_issued")), 2);
    assert_eq!(year.number("issued", ("A001", "2026-05", "certificate_issued")), 2);
    assert_eq!(year.number("issued", ("B002", "2026-05", "certificate_issued")), 1);
    assert_eq!(year.number("issued", ("", "2026-05", "certificate_issued")), 1, "voluntary continuation");
    assert_eq!(year.number("issued", ("*", "2026-06", "certificate_issued")), 0, "a reissue is none");
    assert_eq!(year.number("reissued", ("A001", "2026-06", "certificate_reissued")), 1);
    assert_eq!(year.number("refused", ("A001", "2026-07", "certificate_refused")), 1);
    assert_eq!(year.number("returned", ("B002", "2026-10", "returned")), 1);
    // Due from the loss in August until it came in October.
    for (month, due) in [("2026-07", 0), ("2026-08", 1), ("2026-09", 1), ("2026-10", 0)] {
        assert_eq!(year.number("outstanding", ("B002", month, "certificate_due")), due, "{month}");
    }
    // The board is told of just as many papers as reminders would go out for.
    let question = OwedQuestion { on: day(2026, 9, 30), employer: None, lang: Lang::Ja };
    let mut owed = 0;
    let mut each = |_| {
        owed += 1;
        Ok(())
    };
    year.desk.owed(&question, &mut each).expect("what is owed");
    let outstanding = year.report("outstanding", AsOf::Now).answer;
    let september = outstanding.months.iter().position(|month| month == "2026-09").expect("September");
    assert_eq!(outstanding.totals[september].iter().sum::<u64>(), owed);
    for (month, covered, without) in [("2026-04", 0, 0), ("2026-05", 4, 0), ("2026-06", 4, 0), ("2026-08", 3, 0)] {
        let found = year.number("covered", ("*", month, "covered"));
        assert_eq!((found, year.number("covered", ("*", month, "uncovered"))), (covered, without), "{month}");
    }
    assert_eq!(year.number("last_four", ("*", "2026-12", "not_sent")), 3);
    let issued = year.report("issued", AsOf::Now).answer;
    assert_eq!(issued.months.len(), 12);
    assert_eq!((issued.months[0].as_str(), issued.months[11].as_str()), ("2026-01", "2026-12"));
    // The sums are those of the cells, of rows and of columns.
    for report in names().into_iter().map(|name| year.report(name, AsOf::Now).answer) {
        for (at, month) in report.totals.iter().enumerate() {
            for (measure, total) in month.iter().enumerate() {
                assert_eq!(report.rows.iter().map(|row| row.cells[at][measure]).sum::<u64>(), *total);
            }
        }
        let sums: u64 = report.rows.iter().flat_map(|row| &row.sums).sum();
        assert_eq!(sums, report.sums.iter().sum::<u64>());
        assert_eq!(report.stock, report.sums.is_empty());
    }
}

#[test]
fn behind_every_number_is_a_list_of_just_so_many() {
    let year = whole_year();
    for name in names() {
        let counted = year.report(name, AsOf::Now);
        let report = &counted.answer;
        let len = |cell: &ReportCell| {
            let listed = year.desk.report_list(&counted, cell, 0, 1000).expect("a list");
            assert_eq!(listed.rows.len(), listed.total, "{name} {cell:?}");
            listed.total as u64
        };
        for row in &report.rows {
            for (month, cells) in report.months.iter().zip(&row.cells) {
                for (measure, number) in report.measures.iter().zip(cells) {
                    let cell = ReportCell {
                        employer: Some(row.employer.clone()),
                        month: Some(month.clone()),
                        measure: Some(measure.code.to_owned()),
                    };
                    assert_eq!(len(&cell), *number, "{name} {cell:?}");
                }
            }
        }
        let all: u64 = report.totals.iter().flatten().sum();
        assert_eq!(len(&ReportCell::default()), all, "{name}");
    }
    let counted = year.report("refused", AsOf::Now);
    let july = ReportCell { month: Some("2026-07".to_owned()), ..ReportCell::default() };
    let refused = year.desk.report_list(&counted, &july, 0, 10).expect("a list");
    assert_eq!((refused.rows[0].member.as_str(), refused.rows[0].by), ("101-0012-01", Some(day(2026, 7, 2))));
    assert!(refused.rows[0].why.contains("マイナ保険証"), "{}", refused.rows[0].why);
    let nowhere = ReportCell { employer: Some("Z999".to_owned()), ..ReportCell::default() };
    let failed = year.desk.report_list(&counted, &nowhere, 0, 10).map(|_| ()).expect_err("no such employer");
    assert_eq!(failed.complaints[0].code, "no_such_part");
}

/// Everything that a report says: its numbers, and the files that it is written into.
fn said(year: &Year, name: &str, as_of: AsOf) -> (i64, Moment, String, Vec<u8>, Vec<u8>) {
    let counted = year.report(name, as_of);
    let bytes = |ending: &str| {
        let path = year.world.at(&format!("report.{ending}"));
        let made = year.desk.save_report(&counted, &path).expect("a file");
        assert!(made.rows > 0);
        std::fs::read(&path).expect("the file")
    };
    let at = Moment::new(counted.answer.as_of.as_deref().expect("an act")).expect("an instant");
    (counted.act().0, at, desk::wire::json(&counted.answer), bytes("csv"), bytes("xlsx"))
}

#[test]
fn a_report_asked_for_again_as_it_was_known_is_the_same_to_the_byte_whatever_was_done_since() {
    // Some orders of the same deeds: what is known at each point differs, and never changes afterwards.
    for order in 0..6_usize {
        let mut year = Year::begun();
        let mut told = Vec::new();
        let keep = |year: &Year, told: &mut Vec<_>| {
            for name in names() {
                told.push((name, said(year, name, AsOf::Now)));
            }
        };
        keep(&year, &mut told);
        let lists = [
            ("a.csv", "記号,番号,枝番,利用登録\n101,12,0,無\n101,12,1,無\n202,7,0,無\n"),
            ("b.csv", "記号,番号,枝番,利用登録\n202,8,0,無\n"),
        ];
        let (file, text) = lists[order % 2];
        year.import(file, text, day(2026, 5, 7));
        keep(&year, &mut told);
        let members = if order % 2 == 0 { "101-12-0\n202-7-0" } else { "202-8-0" };
        let codes = year.issues(PaperWord::Certificate, members, day(2026, 5, 8));
        keep(&year, &mut told);
        let (file, text) = lists[(order + 1) % 2];
        year.import(file, text, day(2026, 5, 9));
        // Backdated: it changes what is true of days that were reported already.
        let lost = if order % 2 == 0 { "202,7,0" } else { "202,8,0" };
        let left = format!("記号,番号,枝番,資格喪失年月日\n{lost},2026-06-01\n");
        if order < 3 {
            year.import("left.csv", &left, day(2026, 9, 1));
            keep(&year, &mut told);
        }
        year.step(&codes[0], [Step::Return, Step::ReportLoss, Step::Lose][order % 3], day(2026, 9, 5));
        keep(&year, &mut told);
        if order >= 3 {
            year.import("left.csv", &left, day(2026, 10, 1));
        }
        let now: Vec<_> = names().into_iter().map(|name| said(&year, name, AsOf::Now)).collect();
        let differs = told
            .iter()
            .any(|(name, then)| now.iter().zip(names()).any(|(now, other)| *name == other && now.2 != then.2));
        assert!(differs, "what was done since changes the numbers of now");
        for (name, then) in &told {
            assert!(said(&year, name, AsOf::Act(then.0)) == *then, "{name} as of act {}", then.0);
            assert!(said(&year, name, AsOf::Moment(then.1.clone())) == *then, "{name} as of {}", then.1);
        }
    }
}

#[test]
fn a_report_is_written_as_csv_for_a_spreadsheet_and_as_a_workbook_and_nothing_runs_as_a_formula() {
    let world = World::bare();
    let society = crate::world::SOCIETY.replace("株式会社みほん製作所", "=HYPERLINK(\\\"見本\\\")");
    world.file("society.toml", society);
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    let report = |more: &[&str]| {
        let arguments = ["report", "ledger.daicho", "covered", "--on", "2026-06-20", "--from", "2026-05", "--json"];
        world.run(&[&arguments[..], more].concat())
    };
    let answer = report(&[]).ends(0).json();
    assert_eq!(answer["months"], serde_json::json!(["2026-05", "2026-06"]));
    let written = report(&["--out", "covered.csv"]).ends(0).json();
    assert_eq!(written["rows"], 8, "three employers and all of them, for two months each");
    let text = std::fs::read(world.at("covered.csv")).expect("the CSV");
    assert!(text.starts_with(b"\xef\xbb\xbf"), "a spreadsheet program knows that it is UTF-8");
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(text.contains("事業所コード,事業所,月,示せるものがある"), "{text}");
    assert!(text.contains("'=HYPERLINK"), "{text}");
    report(&["--out", "covered.xlsx"]).ends(0);
    let mut book: Xlsx<_> = open_workbook(world.at("covered.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("受診のときに示せるもの").expect("the sheet");
    let cells: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    assert!(cells.iter().flatten().any(|cell| *cell == Data::String("=HYPERLINK(\"見本\")".to_owned())), "a text");
    let numbers = cells.iter().flatten().filter(|cell| matches!(cell, Data::Float(_))).count();
    assert_eq!(numbers, 8 * 4);
    assert!(report(&["--out", "covered.pdf"]).ends(2).err.contains(".xlsx"));
    assert!(!Path::new(&world.at("covered.pdf")).exists());
    assert!(world.run(&["report", "ledger.daicho", "everything"]).ends(2).err.contains("last_four"));
    let long = ["report", "ledger.daicho", "covered", "--on", "2026-06-20", "--from", "2020-01"];
    assert!(world.run(&long).ends(2).err.contains("36"));
    assert!(report(&["--known-at", "9999"]).ends(2).err.contains("処理"));
}

#[test]
fn the_people_behind_a_cell_are_listed_by_the_command_line_and_that_is_a_look() {
    let world = World::peopled();
    let arguments = ["report", "ledger.daicho", "covered", "--on", "2026-06-20", "--json"];
    let before = world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json();
    let cell = ["--cell", "A001", "2026-06", "--measure", "unknown"];
    let listed = world.run(&[&arguments[..], &cell].concat()).ends(0).lines();
    let answer = world.run(&arguments).ends(0).json();
    let at = answer["measures"].as_array().expect("measures").iter().position(|one| one["code"] == "unknown");
    let row = answer["rows"].as_array().expect("rows").iter().find(|row| row["employer"] == "A001").expect("A001");
    assert_eq!(row["cells"][11][at.expect("unknown")], listed.len());
    assert!(!listed.is_empty());
    let looks = world.run(&["journal", "ledger.daicho", "--what", "looks", "--json"]).ends(0).lines();
    assert!(looks.iter().any(|one| one["kind"] == "report"), "{looks:?}");
    assert_eq!(world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json()["head"], before["head"]);
    // Who audits reads the numbers; the people behind them stay closed.
    world.operator("kansa", &["--role", "auditor"]);
    world.run_as("kansa", &arguments).ends(0);
    let closed = world.run_as("kansa", &[&arguments[..], &cell].concat()).ends(1);
    assert!(closed.err.contains("許されていません") && closed.out.is_empty(), "{}", closed.err);
}
