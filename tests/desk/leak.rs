//! 漏えい等 and 備えの名簿: whom a loss concerns is answered and put on paper; the list for a machine that is broken opens with
//! its passphrase only.

use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use tests::pdf_text;

use crate::world::World;

/// A society with people, a printed batch of notices, and a folder.
fn printed() -> (World, String) {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("a folder");
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-20", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    (world, batch)
}

fn data_of(answer: &Value) -> Vec<(&str, u64)> {
    let data = answer["data"].as_array().expect("data");
    data.iter().map(|one| (one["data"].as_str().expect("a code"), one["members"].as_u64().expect("a count"))).collect()
}

fn table(path: &std::path::Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range("対象の方").expect("the sheet");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other} is not text"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn a_lost_batch_is_answered_with_people_data_receivers_and_days_and_put_on_paper() {
    let (world, batch) = printed();
    let leak = ["leak", "ledger.daicho", "--batch", &batch, "--known-on", "2026-04-18", "--json"];
    let answer = world.run(&leak).ends(0).json();
    assert_eq!(
        (&answer["members"], &answer["due"], &answer["full_by"]),
        (&4.into(), &false.into(), &"2026-05-18".into())
    );
    assert!(data_of(&answer).contains(&("name", 4)), "{answer}");
    let receivers = answer["receivers"].as_array().expect("receivers");
    let sum: u64 = receivers.iter().map(|one| one["members"].as_u64().expect("a count")).sum();
    assert!(sum == 4 && receivers.iter().any(|one| one["name"] == "株式会社みほん製作所"), "{answer}");
    assert_eq!((&answer["act"], answer["files"].as_array().map(Vec::len)), (&Value::Null, Some(0)), "only asked");

    let to = ["--receiver", "見本商事株式会社", "--out", "out", "--on-purpose"];
    let written = world.run(&[&leak[..], &to[..]].concat()).ends(0).json();
    assert_eq!((&written["due"], &written["because"][0]["code"]), (&true.into(), &"on_purpose".into()), "{written}");
    let files: Vec<_> = written["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| world.at(file.as_str().expect("a file")))
        .collect();
    let text: String = pdf_text(&files[0]).split_whitespace().collect();
    for said in ["漏えい等の記録", &batch, "4人", "渡った相手:見本商事株式会社", "令和8年6月16日", "daicho2"]
    {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains("山田"), "the draft names nobody");
    let rows = table(&files[1]);
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().any(|row| row[1] == "202-7-0" || row[1] == "202-7-00"), "{rows:?}");
    let who = world.run(&["journal", "ledger.daicho", "who-saw", "101-12-0", "--json"]).ends(0).json();
    assert!(who["rows"].as_array().expect("rows").iter().any(|row| row["kind"] == "leak"), "{who}");
    let journal = world.run(&["journal", "ledger.daicho", "--what", "acts", "--json"]).ends(0);
    assert!(journal.out.contains("\"leak\""), "{}", journal.out);
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn one_envelope_of_a_batch_concerns_those_in_it_alone() {
    let (world, batch) = printed();
    let of =
        |envelope: &str| world.run(&["leak", "ledger.daicho", "--batch", &batch, "--envelope", envelope, "--json"]);
    let all: u64 = ["1", "2"].iter().map(|one| of(one).ends(0).json()["members"].as_u64().expect("a count")).sum();
    assert_eq!(all, 4);
    for both in ["1-2", "１～２", "2、1", "1 2", "1〜2,2"] {
        assert_eq!(of(both).ends(0).json()["members"], 4, "{both}");
    }
    // Whatever is not understood must not make a leak look smaller or larger.
    for wrong in ["99", "1-99", "1,99", "0", "abc", "1.5", "2-1", "1-", "123456789012345678901"] {
        let refused = of(wrong).ends(2);
        assert!(refused.err.contains("この束の封筒の番号ではありません"), "{wrong}: {}", refused.err);
    }
}

#[test]
fn a_receiver_that_would_not_stand_on_the_report_is_refused() {
    let (world, batch) = printed();
    let of =
        |receiver: &str| world.run(&["leak", "ledger.daicho", "--batch", &batch, "--receiver", receiver, "--out", "."]);
    let long = of(&"みどり物流株式会社".repeat(7));
    assert!(long.code == 2 && long.err.contains("60字まで"), "{}", long.err);
    of(&"み".repeat(60)).ends(0);
    let report = std::fs::read_dir(world.path()).expect("a folder").flatten().map(|entry| entry.path());
    let report = report.filter(|path| path.display().to_string().ends_with("report.pdf")).max().expect("a report");
    let text: String = tests::pdf_text(&report).split_whitespace().collect();
    assert!(text.contains(&"み".repeat(60)) && !text.contains('〓'), "{text}");
}

#[test]
fn a_lost_copy_concerns_those_whom_it_held_and_is_encrypted_unless_its_key_is_lost_too() {
    let world = World::peopled();
    std::fs::create_dir(world.at("copies")).expect("a folder");
    let copy = world.run(&["backup", "ledger.daicho", "--to", "copies", "--json"]).ends(0).json();
    let file = copy["file"].as_str().expect("a file").to_owned();
    world.import(
        "later.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得日,続柄\n202,8,00,見本　次郎,ミホン　ジロウ,H3.3.3,2026-04-12,本人\n",
        &["--on", "2026-04-12"],
    );
    // The file itself is gone: its name is enough, and so is the number of its last act.
    std::fs::remove_file(world.at(&file)).expect("the copy");
    for name in [file.clone(), copy["act"].to_string()] {
        let answer = world.run(&["leak", "ledger.daicho", "--copy", &name, "--json"]).ends(0).json();
        assert_eq!(
            (&answer["members"], &answer["encrypted"], &answer["due"]),
            (&4.into(), &true.into(), &false.into()),
            "{answer}"
        );
    }
    let machine =
        world.run(&["leak", "ledger.daicho", "--machine", "--key-too", "--sensitive", "--json"]).ends(0).json();
    assert_eq!((&machine["members"], &machine["encrypted"], &machine["due"]), (&5.into(), &false.into(), &true.into()));
    for name in ["nothing.kbk", "999", "-3"] {
        let wrong = world.run(&["leak", "ledger.daicho", &format!("--copy={name}")]).ends(2);
        assert!(wrong.err.contains("控えの名前でも"), "{name}: {}", wrong.err);
    }
    assert!(world.run(&["leak", "ledger.daicho"]).ends(2).err.contains("何を失くしたか"));
}

#[test]
fn what_an_operator_saw_is_answered_without_the_digits_that_were_not_asked_for() {
    let world = World::peopled();
    world.run(&["show", "ledger.daicho", "101-12-0"]).ends(0);
    world.run(&["show", "ledger.daicho", "202-7-0", "--reason", "窓口で照合"]).ends(0);
    let answer = world.run(&["leak", "ledger.daicho", "--seen-by", "desk", "--json"]).ends(0).json();
    // A household is shown together.
    assert_eq!(answer["members"], 4, "{answer}");
    assert!(!data_of(&answer).iter().any(|(data, members)| *data == "last_four" && 1 < *members), "{answer}");
    assert!(world.run(&["leak", "ledger.daicho", "--seen-by", "nobody"]).ends(2).err.contains("登録されていません"));
}

#[test]
fn the_fallback_list_opens_with_its_passphrase_only_and_holds_who_is_insured() {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.file("weak.txt", "1234\n");
    world.file("list.txt", "midori no yama wo koeru fune\n");
    let make =
        |file: &str| world.run(&["fallback", "ledger.daicho", "--out", "out", "--new-passphrase-file", file, "--json"]);
    assert!(make("weak.txt").ends(2).err.contains("推測されやすい"));
    assert_eq!(std::fs::read_dir(world.at("out")).expect("out").count(), 0);
    let made = make("list.txt").ends(0).json();
    assert_eq!((&made["members"], &made["pages"]), (&4.into(), &1.into()), "{made}");
    let file = world.at(made["file"].as_str().expect("a file"));
    let read = |passphrase: &[&str]| {
        let ran = Command::new("pdftotext")
            .args(passphrase)
            .args([file.as_os_str(), "-".as_ref()])
            .output()
            .expect("pdftotext");
        (ran.status.success(), String::from_utf8_lossy(&ran.stdout).split_whitespace().collect::<String>())
    };
    assert!(!read(&[]).0, "it opens for nobody without the passphrase");
    let (opened, text) = read(&["-upw", "midori no yama wo koeru fune"]);
    assert!(opened && text.contains("備えの名簿") && text.contains("202-7-0"), "{text}");
    let bytes = std::fs::read(&file).expect("the list");
    assert!(!bytes.windows(5).any(|bytes| bytes == b"202-7"));
    let checked = Command::new("qpdf")
        .args(["--password=midori no yama wo koeru fune".as_ref(), "--check".as_ref(), file.as_os_str()])
        .output()
        .expect("qpdf");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
