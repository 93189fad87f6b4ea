//! 漏えい等の報告: when one is due, and the days.

use rules::calendar::{Day, day};
use rules::leak::{Leak, Reason, report};

const LEAK: Leak = Leak {
    known_on: day(2026, 4, 15),
    members: 3,
    with_numbers: 0,
    on_purpose: false,
    sensitive: false,
    encrypted: false,
};

#[test]
fn a_report_is_due_for_the_reasons_of_the_rules_and_from_their_numbers_on() {
    use Reason::{Many, Numbers, OnPurpose, Sensitive};
    let table: &[(&str, Leak, &[Reason])] = &[
        ("a few letters", LEAK, &[]),
        ("a thousand", Leak { members: 1_000, ..LEAK }, &[]),
        ("more than a thousand", Leak { members: 1_001, ..LEAK }, &[Many]),
        ("a hundred with numbers", Leak { members: 100, with_numbers: 100, ..LEAK }, &[]),
        ("more than a hundred with numbers", Leak { members: 101, with_numbers: 101, ..LEAK }, &[Numbers]),
        ("one, on purpose", Leak { members: 1, on_purpose: true, ..LEAK }, &[OnPurpose]),
        ("one, with an illness", Leak { members: 1, sensitive: true, ..LEAK }, &[Sensitive]),
        (
            "everything at once",
            Leak { members: 5_000, with_numbers: 5_000, on_purpose: true, sensitive: true, ..LEAK },
            &[Sensitive, OnPurpose, Many, Numbers],
        ),
        ("an encrypted copy", Leak { members: 5_000, with_numbers: 5_000, encrypted: true, ..LEAK }, &[]),
        ("nobody", Leak { members: 0, on_purpose: true, ..LEAK }, &[]),
    ];
    for (what, leak, reasons) in table {
        assert_eq!(report(leak).because, *reasons, "{what}");
    }
}

#[test]
fn the_day_of_knowing_is_the_first_and_a_closed_last_day_moves_on() {
    // Known on, on purpose, the first report from and by, the full report by.
    let table: &[(Day, bool, Day, Day, Day)] = &[
        (day(2026, 4, 15), false, day(2026, 4, 17), day(2026, 4, 19), day(2026, 5, 14)),
        // The thirtieth day is Sunday 17 May.
        (day(2026, 4, 18), false, day(2026, 4, 20), day(2026, 4, 22), day(2026, 5, 18)),
        // The thirtieth day is 3 May, a Sunday and a holiday; the 4th and 5th are holidays, the 6th is their substitute.
        (day(2026, 4, 4), false, day(2026, 4, 6), day(2026, 4, 8), day(2026, 5, 7)),
        // The thirtieth day is 29 December; offices open on Monday 4 January.
        (day(2026, 11, 30), false, day(2026, 12, 2), day(2026, 12, 4), day(2027, 1, 4)),
        // The sixtieth day.
        (day(2026, 4, 15), true, day(2026, 4, 17), day(2026, 4, 19), day(2026, 6, 15)),
    ];
    for (known_on, on_purpose, from, by, full) in table {
        let due = report(&Leak { known_on: *known_on, on_purpose: *on_purpose, ..LEAK });
        assert_eq!((due.first_from, due.first_by, due.full_by), (*from, *by, *full), "{known_on}");
    }
}
