//! Long looks at everyone tell how far they are, and end when nobody wants them any more.

use std::ops::ControlFlow;

use desk::reports::{AsOf, ReportQuestion};
use desk::what_if::Supposing;
use desk::wire::json;
use rules::calendar::{Day, day};
use rules::words::Lang;

use crate::today::opened;

const ON: Day = day(2026, 4, 21);

fn question(name: &str) -> ReportQuestion {
    ReportQuestion { name: name.to_owned(), from: None, to: None, on: ON, as_of: AsOf::Now, lang: Lang::Ja }
}

/// What is told never goes back, and never beyond the whole.
fn tells(heard: &[(usize, usize)]) {
    assert!(!heard.is_empty(), "somebody waits");
    assert!(heard.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 == two[1].1), "{heard:?}");
    assert!(heard.iter().all(|(done, total)| done <= total && *done > 0), "{heard:?}");
}

#[test]
fn a_report_tells_how_far_it_is_and_ends_when_nobody_wants_it() {
    let (_world, desk) = opened();
    for name in ["covered", "outstanding"] {
        let mut heard = Vec::new();
        let mut hear = |done, total| {
            heard.push((done, total));
            ControlFlow::Continue(())
        };
        let watched = desk.report_watched(&question(name), &mut hear).expect("a report");
        tells(&heard);
        let plain = desk.report(&question(name)).expect("a report");
        assert_eq!(json(&watched.answer), json(&plain.answer), "{name}");
        let mut asked = 0;
        let mut end = |_, _| {
            asked += 1;
            ControlFlow::Break(())
        };
        let failure = desk.report_watched(&question(name), &mut end).err().expect("it was stopped");
        assert_eq!((failure.complaints[0].code, asked), ("cancelled", 1), "{name}");
    }
}

#[test]
fn a_trial_tells_how_far_it_is_and_ends_when_nobody_wants_it() {
    let (_world, desk) = opened();
    let supposing =
        Supposing { on: ON, against: Some(day(2026, 12, 1)), policy: None, pack: None, known_at: None, lang: Lang::Ja };
    let mut heard = Vec::new();
    let mut hear = |done, total| {
        heard.push((done, total));
        ControlFlow::Continue(())
    };
    let watched = desk.what_if_watched(&supposing, &mut hear).expect("a trial");
    tells(&heard);
    assert_eq!(json(&watched.answer), json(&desk.what_if(&supposing).expect("a trial").answer));
    let failure = desk.what_if_watched(&supposing, &mut |_, _| ControlFlow::Break(())).err().expect("it was stopped");
    assert_eq!(failure.complaints[0].code, "cancelled");
}
