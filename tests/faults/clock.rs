//! A clock that is set back and ahead between two acts. The order of the journal is that of its numbers: nothing is lost,
//! nothing is called tampering, and it is told.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tests::program::{daicho, run};

use crate::society::{Society, standing};
use crate::{figure, long};

/// The program under a clock that runs apart from the machine's, by an offset (`-2d`) or from an instant on (`@2027-12-31
/// 14:59:50`, in UTC).
fn at(folder: &Path, clock: &str, arguments: &[&str]) -> Value {
    let output = Command::new("faketime")
        .args(["--exclude-monotonic", "-f", clock])
        .arg(daicho())
        .args(arguments)
        .current_dir(folder)
        .env("TZ", "UTC")
        .env("DAICHO_PASSPHRASE_FILE", folder.join("passphrase.txt"))
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .env("XDG_STATE_HOME", folder.join(".state"))
        .stdin(Stdio::null())
        .output()
        .expect("faketime (Debian: faketime)");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.code().is_some_and(|code| code <= 1), "{clock} {arguments:?}: {out} {err}");
    serde_json::from_str(out.lines().next().unwrap_or("null")).unwrap_or_else(|error| panic!("{error}: {out} {err}"))
}

fn verified(folder: &Path, more: &[&str]) -> Value {
    let mut arguments = vec!["verify", "ledger.daicho", "--json"];
    arguments.extend(more);
    run(folder, &arguments).ends(0).json()
}

/// Codes and places of the remarks.
fn remarks(verified: &Value) -> Vec<(&str, &str)> {
    let remarks = verified["remarks"].as_array().expect("remarks");
    remarks.iter().filter_map(|one| Some((one["code"].as_str()?, one["cell"].as_str()?))).collect()
}

const CLOSE: [&str; 8] = ["journal", "ledger.daicho", "close", "--out", "out", "--anchors", "usb", "--json"];

#[test]
fn acts_keep_their_order_under_any_clock_and_a_jump_is_told() {
    let society = Society::new();
    let folder = society.path();
    let whole = verified(&folder, &[]);
    assert!(remarks(&whole).is_empty(), "an even clock is not remarkable: {whole}");
    let begun = standing(&folder);
    let import = ["import", "ledger.daicho", society.waiting.as_str(), "--json"];
    let show = ["show", "ledger.daicho", society.member.as_str(), "--json"];
    let backup = ["backup", "ledger.daicho", "--to", "copies", "--json"];
    let close = CLOSE.as_slice();
    // What the clock says, what is done then, and what is told of it.
    let steps: [(&str, &[&str], &str); 8] = [
        ("-2d", &import, "clock_back"),
        ("+150d", close, "clock_ahead"),
        ("+150d", &backup, ""),
        ("+150d", &show, "clock_ahead"),
        ("+0d", close, "clock_back"),
        ("+0d", &backup, ""),
        ("-400d", &show, "clock_back"),
        ("+1d", close, ""),
    ];
    let mut expected: Vec<(&str, String)> = Vec::new();
    for (clock, does, told) in steps {
        let before = standing(&folder);
        let answer = at(&folder, clock, does);
        let here = standing(&folder);
        let (acts, looks) = (here.acts - before.acts, here.looks - before.looks);
        assert_eq!((acts, looks), if does[0] == "show" { (0, 1) } else { (1, 0) }, "{clock} {does:?}: {answer}");
        if !told.is_empty() {
            let place = if looks == 1 { format!("look {}", here.looks) } else { format!("act {}", here.acts) };
            expected.push((told, place));
        }
        if does[0] == "backup" {
            let copy = answer["file"].as_str().expect("a copy");
            assert!(folder.join(copy).exists(), "the copy just made is kept: {answer}");
        }
    }
    // The anchor of a day to come vouches for what was done up to it, and so do those after it.
    let whole = verified(&folder, &["--anchors", "usb"]);
    assert_eq!(
        (&whole["ok"], &whole["anchors"], &whole["since_anchor"]),
        (&true.into(), &3.into(), &0.into()),
        "{whole}"
    );
    assert_eq!(whole["acts"].as_i64(), Some(begun.acts + 6), "{whole}");
    let mut told: Vec<(&str, String)> =
        remarks(&whole).iter().map(|(code, place)| (*code, (*place).to_owned())).collect();
    told.sort();
    expected.sort();
    assert_eq!(told, expected, "{whole}");
    let words = run(&folder, &["verify", "ledger.daicho"]).ends(0).out;
    assert!(words.contains("台帳に異常はありません") && words.contains("時計が戻されたか"), "{words}");
    // Nobody who was on record has gone from sight.
    at(&folder, "+0d", &show);
}

#[test]
fn a_day_begins_at_midnight_in_japan_on_leap_days_and_at_the_end_of_a_century() {
    // The clock in UTC, and the day in Japan.
    let clocks: [(&str, &str); 12] = [
        ("2027-02-28 14:59:30", "2027-02-28"),
        ("2027-02-28 15:00:00", "2027-03-01"),
        ("2027-12-31 14:59:30", "2027-12-31"),
        ("2027-12-31 15:00:00", "2028-01-01"),
        ("2028-02-28 14:59:30", "2028-02-28"),
        ("2028-02-28 15:00:00", "2028-02-29"),
        ("2028-02-29 14:59:30", "2028-02-29"),
        ("2028-02-29 15:00:00", "2028-03-01"),
        ("2032-02-29 03:00:00", "2032-02-29"),
        ("2038-01-19 03:14:08", "2038-01-19"),
        ("2100-02-28 15:00:00", "2100-03-01"),
        ("2099-12-31 15:00:00", "2100-01-01"),
    ];
    let society = Society::new();
    let folder = society.path();
    let before = standing(&folder);
    let tried = if long() { &clocks[..] } else { &clocks[4..7] };
    for (clock, day) in tried {
        assert_eq!(at(&folder, &format!("@{clock}"), &CLOSE)["on"], *day, "{clock}");
    }
    let after = standing(&folder);
    assert_eq!(after.acts - before.acts, i64::try_from(tried.len()).expect("few"));
    verified(&folder, &["--anchors", "usb"]);
    figure("dates of a clock", tried.len());
}
