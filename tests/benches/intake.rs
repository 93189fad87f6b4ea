//! How fast an employer's file is read, against merely streaming its cells: seconds, ratio, peak memory.
//!
//! `cargo bench -p tests --no-default-features --features intake --bench intake`; with `-- hostile` what the refusal of each
//! hostile file takes of time and memory.
#![allow(clippy::print_stdout, reason = "a benchmark tells its figures")]

#[path = "../intake/forge.rs"]
mod forge;
#[path = "../intake/hostile_files.rs"]
mod hostile_files;

use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use calamine::{Reader, Xlsx};
use intake::apart::{Apart, CALLED, serve};
use intake::write::{Cell, Sheet, Texts, xlsx};
use intake::{Form, Request};
use rules::calendar::day;

const ROWS: usize = 100_000;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    if std::env::args().nth(1).as_deref() == Some(CALLED) {
        std::process::exit(i32::from(serve()));
    }
    match (args.next(), args.next()) {
        (Some(what), None) if what == "hostile" => hostile(),
        (Some(how), Some(file)) => measure(&how, Path::new(&file)),
        _ => compare(),
    }
}

/// One measurement in a process of its own, so that its peak memory is its own.
fn measure(how: &str, file: &Path) {
    let bytes = std::fs::read(file).expect("the file was just made");
    let best = (0..3)
        .map(|_| {
            let start = Instant::now();
            let count = match how {
                "cells" => cells(&bytes),
                "apart" => rows(&bytes, true),
                _ => rows(&bytes, false),
            };
            assert!(count > 0);
            start.elapsed().as_secs_f64()
        })
        .fold(f64::MAX, f64::min);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB").trim().to_owned();
    println!("{best} {}", peak.trim_end_matches(" kB"));
}

fn cells(bytes: &[u8]) -> usize {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("the file is good");
    let name = book.sheet_names()[0].clone();
    let mut reader = book.worksheet_cells_reader(&name).expect("the sheet is there");
    let mut count = 0;
    while let Some((cell, _)) = reader.next_cell_with_style_id().expect("every cell is good") {
        count += usize::from(!matches!(cell.get_value(), calamine::DataRef::Empty));
    }
    count
}

/// Each hostile file by a reader of its own, as the programs read: how long it took and how much memory the reader used.
fn hostile() {
    let mut worst = (0.0f64, 0.0f64);
    let all = hostile_files::all();
    for hostile in &all {
        let request = request(&hostile.name, &hostile.bytes);
        let start = Instant::now();
        let (read, spent) = reader().read_measured(&request, &mut |_| {});
        let seconds = start.elapsed().as_secs_f64();
        let code = read.map_or_else(|complaint| complaint.code, |_| "read");
        let peak = spent.peak_kilobytes as f64 / 1024.0;
        worst = (worst.0.max(seconds), worst.1.max(peak));
        println!("{:28} {code:22} {seconds:6.3} s {peak:6.1} MB", hostile.name);
        assert_eq!(code, hostile.code, "{}", hostile.name);
    }
    println!("{} files, the worst: {:.3} s, {:.1} MB", all.len(), worst.0, worst.1);
}

fn reader() -> Apart {
    Apart::by(std::env::current_exe().expect("the benchmark has a path"))
}

fn request<'a>(file_name: &'a str, bytes: &'a [u8]) -> Request<'a> {
    Request {
        bytes,
        file_name,
        form: Form::Auto,
        on: day(2026, 5, 10),
        confirmed: &[],
        meanings: &[],
        habits: None,
        with_cells: true,
        password: None,
        inside: None,
    }
}

fn rows(bytes: &[u8], apart: bool) -> usize {
    let request = request("取得届.xlsx", bytes);
    let mut good = 0;
    let mut read = 0;
    let mut each = |row: intake::Row| {
        read += 1;
        good += usize::from(row.weight().is_none());
    };
    let reading = if apart { reader().read(&request, &mut each) } else { intake::read(&request, &mut each) };
    reading.expect("the file is good");
    assert_eq!(good, read, "every row of the benchmark is clean");
    read
}

fn compare() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut seconds_of_rows = Vec::new();
    for count in [ROWS / 10, ROWS] {
        let file = folder.path().join(format!("{count}.xlsx"));
        std::fs::write(&file, made(count)).expect("the file can be written");
        let size = std::fs::metadata(&file).map(|meta| meta.len()).unwrap_or(0);
        let run = |how: &str| {
            let program = std::env::current_exe().expect("the benchmark has a path");
            let out = Command::new(program).arg(how).arg(&file).output().expect("it runs");
            let text = String::from_utf8_lossy(&out.stdout).into_owned();
            let mut words = text.split_whitespace().map(|word| word.parse::<f64>().unwrap_or(0.0));
            (words.next().unwrap_or(0.0), words.next().unwrap_or(0.0) / 1024.0)
        };
        let ((cells, cells_peak), (rows, rows_peak), (apart, apart_peak)) = (run("cells"), run("rows"), run("apart"));
        println!(
            "{count} rows, {:.1} MB: cells alone {cells:.3} s ({cells_peak:.0} MB peak), read and judged {rows:.3} s ({rows_peak:.0} MB peak), ratio {:.2}",
            size as f64 / 1e6,
            rows / cells
        );
        println!(
            "    by a process apart {apart:.3} s ({apart_peak:.0} MB peak of who asks), ratio to reading here {:.2}",
            apart / rows
        );
        seconds_of_rows.push(rows);
    }
    println!("ten times the rows: {:.1} times the time", seconds_of_rows[1] / seconds_of_rows[0]);
}

/// An enrolment file with fourteen columns, half of its texts different in every row.
fn made(count: usize) -> Vec<u8> {
    const FAMILIES: [(&str, &str); 6] = [
        ("佐藤", "サトウ"),
        ("鈴木", "スズキ"),
        ("髙橋", "タカハシ"),
        ("田中", "タナカ"),
        ("渡邉", "ワタナベ"),
        ("伊藤", "イトウ"),
    ];
    const GIVEN: [(&str, &str); 5] =
        [("葵", "アオイ"), ("湊", "ミナト"), ("結衣", "ユイ"), ("蓮", "レン"), ("陽菜", "ヒナ")];
    let header = [
        "事業所コード",
        "記号",
        "番号",
        "枝番",
        "社員番号",
        "氏名",
        "フリガナ",
        "生年月日",
        "性別",
        "個人番号",
        "資格取得年月日",
        "郵便番号",
        "住所",
        "資格確認書発行要否",
    ];
    let rows = (0..count).map(|n| {
        let (family, family_kana) = FAMILIES[n % FAMILIES.len()];
        let (given, given_kana) = GIVEN[n / 7 % GIVEN.len()];
        let born = day(1960, 1, 1).plus_days((n * 37 % 16_000) as i64);
        vec![
            Cell::text("E01"),
            Cell::text("12"),
            Cell::text(format!("{n:07}")),
            Cell::text("00"),
            Cell::text(format!("S{n:06}")),
            Cell::text(format!("{family}　{given}")),
            Cell::text(format!("{family_kana}　{given_kana}")),
            if n % 2 == 0 { Cell::Date(born, "yyyy/m/d") } else { Cell::text(born.wareki()) },
            Cell::text(if n % 3 == 0 { "男" } else { "女" }),
            Cell::text(my_number(n)),
            Cell::Date(day(2026, 4, 1), "[$-411]ge.m.d;@"),
            Cell::text("060-0001"),
            Cell::text(format!("北海道札幌市中央区北一条西{}-{}", n % 30 + 1, n % 97 + 1)),
            if n % 10 == 0 { Cell::text("○") } else { Cell::Blank },
        ]
    });
    let mut out = Cursor::new(Vec::new());
    xlsx(vec![Sheet::new("取得届", header, rows)], Texts::Shared, &mut out).expect("the file can be made");
    out.into_inner()
}

fn my_number(n: usize) -> String {
    let text = format!("99{n:09}");
    let mut eleven = [0u8; 11];
    for (slot, byte) in eleven.iter_mut().zip(text.bytes()) {
        *slot = byte - b'0';
    }
    format!("{text}{}", intake::check_digit(&eleven))
}
