//! カスタマバーコード: the same bars as another program's, drawn in the sizes that the manual allows.

use std::process::Command;

use papers::Layout;
use rules::customer_barcode::{Bar, bars, display_number};
use tests::paper::{Picture, pdf_picture};

use crate::people::{batch, print_for, society};

/// The bars as zint lays them out: an upper and a lower row, a bar in every other place.
fn of_zint(text: &str) -> Vec<Bar> {
    let ran = Command::new("zint").args(["-b", "76", "--dump", "-d", text]).output().expect("zint is there");
    assert!(ran.status.success(), "{text}: {}", String::from_utf8_lossy(&ran.stderr));
    let dump = String::from_utf8(ran.stdout).expect("text");
    let rows: Vec<Vec<bool>> = dump
        .lines()
        .map(|line| {
            let bytes = line.split_whitespace().map(|hex| u8::from_str_radix(hex, 16).expect("hexadecimal"));
            bytes.flat_map(|byte| (0..4).map(move |at| byte >> (7 - 2 * at) & 1 == 1)).collect()
        })
        .collect();
    let [upper, _, lower] = rows.as_slice() else { panic!("three rows: {dump}") };
    upper
        .iter()
        .zip(lower)
        .map(|halves| match halves {
            (true, true) => Bar::Long,
            (true, false) => Bar::Upper,
            (false, true) => Bar::Lower,
            (false, false) => Bar::Timing,
        })
        .take(67)
        .collect()
}

#[test]
fn every_number_that_zint_takes_has_the_bars_that_zint_draws() {
    let mut compared = 0;
    for at in 0..240_u64 {
        let lot = at.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let postcode = format!("{:07}", lot % 10_000_000);
        let letter = char::from(b'A' + u8::try_from(lot >> 9 & 0xFF).expect("a byte") % 26);
        let (one, two, three) = (lot >> 20 & 0x3F, lot >> 30 & 0xFF, lot >> 40 & 0x1FF);
        let number = match at % 5 {
            0 => display_number(&format!("見本町{one}丁目{two}番{three}号")),
            1 => format!("{one}-{two}{letter}{}", three % 10),
            2 => String::new(),
            3 => format!("{one}{letter}"),
            _ => format!("{one}-{two}-{three}"),
        };
        // It takes thirteen places and no more; a letter needs two.
        if number.chars().map(|sign| 1 + usize::from(sign.is_ascii_uppercase())).sum::<usize>() > 13 {
            continue;
        }
        let ours = bars(&postcode, &number).expect("a barcode");
        assert_eq!(ours, of_zint(&format!("{postcode}{number}")), "{postcode} {number}");
        compared += 1;
    }
    assert!(compared > 200, "{compared} were compared");
}

const DPI: f64 = 1200.0;

/// Where the dark stretches of a line of spots begin and end, in mm.
fn stretches(dark: impl Iterator<Item = bool>) -> Vec<(f64, f64)> {
    let mut found: Vec<(f64, f64)> = Vec::new();
    let mut began = None;
    for (at, dark) in dark.chain(std::iter::once(false)).enumerate() {
        let place = at as f64 / DPI * 25.4;
        match (began, dark) {
            (None, true) => began = Some(place),
            (Some(from), false) => {
                found.push((from, place));
                began = None;
            }
            _ => {}
        }
    }
    found
}

fn dark(picture: &Picture, x: usize, y: usize) -> bool {
    picture.at(x, y) < 128
}

#[test]
fn the_bars_have_the_sizes_that_the_manual_allows() {
    for size in [8.0, 9.5, 11.5] {
        let own = format!(
            "title = \"t\"\nkind = \"notice\"\npaper = [148, 60]\n[[front.barcode]]\nx = 20\ny = 20\nsize = {size:.1}\n[[front.text]]\nx = 20\ny = 50\ntext = \"{{name}} {{number}}\"\n"
        );
        let layout = Layout::read(&own, "own").unwrap_or_else(|complaints| panic!("{complaints:#?}"));
        let printed = print_for(&layout, &society(), &batch(1));
        let picture = pdf_picture(&printed.path(0), printed.volumes[0].papers[0].page, DPI as u32);
        let row = |mm: f64| (mm / 25.4 * DPI) as usize;
        // Every bar crosses the middle; the long ones alone are seen whole in their own column.
        let middle = row(20.0 + 0.35 * size / 2.0);
        let across = stretches((0..picture.width).map(|x| dark(&picture, x, middle)));
        assert_eq!(across.len(), 67, "{size}");
        let scale = size / 10.0;
        for pair in across.windows(2) {
            let (pitch, width, space) = (pair[1].0 - pair[0].0, pair[0].1 - pair[0].0, pair[1].0 - pair[0].1);
            assert!((0.95 * scale..=1.30 * scale).contains(&pitch), "{size}: pitch {pitch}");
            assert!((0.50 * scale..=0.70 * scale).contains(&width), "{size}: width {width}");
            assert!((0.45 * scale..=0.60 * scale).contains(&space), "{size}: space {space}");
        }
        let heights: Vec<f64> = across
            .iter()
            .map(|(from, to)| {
                let column = row((from + to) / 2.0);
                let bar = stretches((0..row(40.0)).map(|y| dark(&picture, column, y)));
                assert_eq!(bar.len(), 1);
                bar[0].1 - bar[0].0
            })
            .collect();
        let long = heights.iter().copied().fold(0.0, f64::max);
        let timing = heights.iter().copied().fold(f64::MAX, f64::min);
        assert!((3.40 * scale..=3.60 * scale).contains(&long), "{size}: long {long}");
        assert!((1.05 * scale..=1.35 * scale).contains(&timing), "{size}: timing {timing}");
    }
}

#[test]
fn a_size_that_no_machine_reads_is_refused() {
    for size in ["7.9", "12"] {
        let own = format!(
            "title = \"t\"\nkind = \"notice\"\npaper = [210, 297]\n[[front.barcode]]\nx = 20\ny = 20\nsize = {size}\n"
        );
        let complaints = Layout::read(&own, "own").expect_err("a size out of bounds");
        assert_eq!(complaints.first().map(|one| one.code), Some("layout_barcode"), "{complaints:?}");
    }
}
