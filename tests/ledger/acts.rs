//! Acts: whole or not at all, in one unbroken line, and never edited.

use ledger::{
    ActSeq, AddressKind, Addressed, Circumstance, DecisionRow, Employer, Error, Known, LastFourFact, Layer, MemberId,
    Myna, NewApplication, NewBatch, NewImport, NewPaper, PaperId, PaperKind, PaperLife, Person, SheetRow, Society,
};
use rules::case::{Assistance, MynaCard, Reason, UseRegistration};
use rules::words::{Address, LastFour};

use crate::{Shelf, act, an_act, bytes, coverage, enrol, moment, named, on};

#[test]
fn a_failed_act_leaves_no_trace() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    act(&mut ledger, 1, |entry| enrol(entry, "1", "山田　太郎", "ヤマダ　タロウ", "1980-01-02"));
    let head = ledger.head().unwrap();
    drop(ledger);
    let before = bytes(&shelf.path());

    #[derive(Debug)]
    enum Mine {
        ChangedMyMind,
        Ledger,
    }
    impl From<Error> for Mine {
        fn from(_: Error) -> Mine {
            Mine::Ledger
        }
    }
    let mut ledger = shelf.open().unwrap();
    let mut seen = None;
    let failed = ledger.act::<(), Mine>(an_act(2), |entry| {
        for number in 0..3_000 {
            seen = Some(enrol(entry, &number.to_string(), "鈴木　花子", "スズキ　ハナコ", "1990-05-06")?);
        }
        Err(Mine::ChangedMyMind)
    });
    assert!(matches!(failed, Err(Mine::ChangedMyMind)));
    assert_eq!(ledger.head().unwrap(), head);
    assert_eq!(ledger.find("鈴木", 10).unwrap(), []);
    assert_eq!(ledger.state(seen.unwrap(), on("2026-05-01"), ledger.now_known().unwrap()).unwrap(), None);
    assert!(ledger.verify().unwrap().findings.is_empty());
    drop(ledger);
    assert!(bytes(&shelf.path()) == before);
}

#[test]
fn an_act_that_panics_leaves_no_trace_and_the_next_one_works() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        ledger.act::<(), Error>(an_act(1), |entry| {
            entry.household()?;
            panic!("the caller's own fault");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(ledger.head().unwrap().0, ActSeq(0));
    assert_eq!(act(&mut ledger, 2, |entry| entry.household()).0, ActSeq(1));
}

#[test]
fn references_to_nothing_are_refused() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, (member, household)) =
        act(&mut ledger, 1, |entry| Ok((entry.add_member(&Person::default())?, entry.household()?)));
    let nobody = MemberId(99);
    let day = on("2026-04-01");
    let refused = |done: Result<_, Error>| assert!(matches!(done, Err(Error::Refused(_))), "{done:?}");
    refused(ledger.act(an_act(2), |entry| entry.name(nobody, Layer::Reported, day, &named("a", "b"))).map(|_| ()));
    let nowhere = coverage(ledger::HouseholdId(99), "11", "1", "00");
    refused(ledger.act(an_act(2), |entry| entry.cover(member, day, &nowhere)).map(|_| ()));
    refused(ledger.act(an_act(2), |entry| entry.paper_event(PaperId(5), day, PaperLife::Lost, None)).map(|_| ()));
    refused(ledger.act(an_act(2), |entry| entry.cover(nobody, day, &coverage(household, "11", "1", "00"))).map(|_| ()));
    let no_layout = NewBatch { kind: PaperKind::Notice, on: day, layout: Some("f".repeat(64)) };
    refused(ledger.act(an_act(2), |entry| entry.batch(&no_layout)).map(|_| ()));
    let strange = Circumstance { ratio: Some(9), ..Circumstance::default() };
    refused(ledger.act(an_act(2), |entry| entry.circumstance(member, day, &strange)).map(|_| ()));
    assert_eq!(ledger.head().unwrap().0, ActSeq(1));
}

#[test]
fn a_refused_row_that_the_caller_swallows_is_not_sealed_either() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    act(&mut ledger, 1, |entry| {
        entry.household()?;
        assert!(entry.myna(MemberId(7), on("2026-04-01"), &Myna::default()).is_err());
        Ok(())
    });
    let verified = ledger.verify().unwrap();
    assert_eq!((verified.findings.len(), verified.rows), (0, 1));
}

#[test]
fn acts_are_counted_without_a_gap_and_tell_who_when_and_what_for() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    assert_eq!(ledger.head().unwrap(), (ActSeq(0), [0; 32]));
    for number in 1..=5 {
        let mut new = an_act(number);
        new.subject = Some(format!("file {number}"));
        new.reason = (number % 2 == 0).then(|| "a reason".to_owned());
        let (seq, _) = ledger.act::<_, Error>(new, |entry| entry.household()).unwrap();
        assert_eq!(seq, ActSeq(i64::from(number)));
    }
    let acts = ledger.acts(2..=4).unwrap();
    assert_eq!(acts.iter().map(|act| act.seq.0).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!((acts[0].at.clone(), acts[0].operator.as_str(), acts[0].kind.as_str()), (moment(2), "op-1", "import"));
    assert_eq!((acts[1].subject.as_deref(), acts[1].reason.as_deref(), acts[1].rows), (Some("file 3"), None, 1));
    assert_eq!(acts[2].reason.as_deref(), Some("a reason"));
    assert_eq!(ledger.head().unwrap().1, ledger.acts(5..=5).unwrap()[0].hash);
}

#[test]
fn what_was_known_at_a_moment_is_what_had_been_recorded_by_then() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    for minute in [10, 20, 20, 30] {
        act(&mut ledger, minute, |entry| entry.household());
    }
    let known = |minute| ledger.known_at(&moment(minute)).unwrap();
    assert_eq!(known(9), Known::after(ActSeq(0)));
    assert_eq!(known(10), Known::after(ActSeq(1)));
    assert_eq!(known(20), Known::after(ActSeq(3)));
    assert_eq!(known(29), Known::after(ActSeq(3)));
    assert_eq!(known(99), ledger.now_known().unwrap());
}

#[test]
fn everything_that_can_be_entered_is_told_again() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let day = on("2026-04-01");
    let society = Society {
        name: "見本健康保険組合".to_owned(),
        insurer_number: "06139992".to_owned(),
        training: true,
        ..Society::default()
    };
    let employer = Employer {
        code: "E01".to_owned(),
        name: "見本商事株式会社".to_owned(),
        symbol: "11".to_owned(),
        contact: Some("総務課".to_owned()),
        ..Employer::default()
    };
    let (_, layout) = act(&mut ledger, 1, |entry| {
        entry.society(day, &society)?;
        entry.employer(day, &employer)?;
        entry.employer(on("2026-10-01"), &Employer { name: "新見本株式会社".to_owned(), ..employer.clone() })?;
        entry.policy("first = 1\n")?;
        let seal = entry.layout("notice", "page = 1\n")?;
        assert_eq!(entry.layout("notice", "page = 1\n")?, seal);
        Ok(seal)
    });
    let before = ledger.now_known().unwrap();
    let myna = Myna { card: MynaCard::Held, use_registered: UseRegistration::Yes, ..Myna::default() };
    let circumstance = Circumstance { assistance: Assistance::Standing, ratio: Some(2), ..Circumstance::default() };
    let home = Addressed { postcode: "1000001".to_owned(), address: Address::new("東京都千代田区千代田1-1") };
    let last_four = LastFourFact { digits: LastFour::new("0123").unwrap(), state: "not_sent".to_owned() };
    let import = NewImport {
        sha256: "a".repeat(64),
        file: "名簿.xlsx".to_owned(),
        form: "auto".to_owned(),
        confirmed: "hired_is_acquired".to_owned(),
        meanings: "1!C=number".to_owned(),
        headers: "c".repeat(64),
        new: 1,
        held: "名簿!18\n名簿!19".to_owned(),
        ..NewImport::default()
    };
    let (_, (member, batch, batch_code, paper, paper_code)) = act(&mut ledger, 2, |entry| {
        entry.from_place(Some("名簿!D17"));
        let member = enrol(entry, "1", "山田　太郎", "ヤマダ　タロウ", "1980-01-02")?;
        entry.name(member, Layer::Printed, day, &named("山田　太朗", "ヤマダ　タロウ"))?;
        entry.address(member, AddressKind::Home, day, &home)?;
        entry.myna(member, day, &myna)?;
        entry.last_four(member, day, &last_four)?;
        entry.circumstance(member, day, &circumstance)?;
        entry.application(member, &NewApplication { reason: Reason::Lost, on: Some(day) })?;
        entry.import(&import)?;
        entry.policy("second = 2\n")?;
        let (batch, batch_code) =
            entry.batch(&NewBatch { kind: PaperKind::Notice, on: day, layout: Some(layout.clone()) })?;
        let paper = NewPaper {
            member,
            batch: Some(batch),
            kind: PaperKind::Notice,
            issued: day,
            until: None,
            printed: Default::default(),
        };
        let (paper, paper_code) = entry.paper(&paper)?;
        entry.sheet(&SheetRow {
            batch,
            sheet: 1,
            envelope: 1,
            route: "employer".to_owned(),
            employer: Some("E01".to_owned()),
            member,
            paper: Some(paper),
        })?;
        entry.paper_event(paper, on("2026-04-03"), PaperLife::Posted, Some("bag 3"))?;
        entry.decision(&DecisionRow {
            member,
            on: day,
            about: "notice".to_owned(),
            outcome: "issue".to_owned(),
            because: "joined".to_owned(),
            last_day: None,
            last_day_because: None,
            policy_from: Some(on("2024-12-02")),
            batch: Some(batch),
        })?;
        let mid_act = entry.state(member, day)?.unwrap();
        assert_eq!(mid_act.myna, myna);
        Ok((member, batch, batch_code, paper, paper_code))
    });

    let known = ledger.now_known().unwrap();
    assert_eq!(ledger.society(known).unwrap(), Some(society));
    assert_eq!(ledger.employers(day, known).unwrap(), [employer]);
    assert_eq!(ledger.employers(on("2026-10-01"), known).unwrap()[0].name, "新見本株式会社");
    assert_eq!(ledger.policy_text(before).unwrap().as_deref(), Some("first = 1\n"));
    assert_eq!(ledger.policy_text(known).unwrap().as_deref(), Some("second = 2\n"));
    assert_eq!(ledger.layout(&layout).unwrap(), Some(("notice".to_owned(), "page = 1\n".to_owned())));
    let state = ledger.state(member, on("2026-04-03"), known).unwrap().unwrap();
    assert_eq!((state.myna, state.circumstance.clone()), (myna, circumstance));
    assert_eq!((state.home, state.delivery, state.last_four), (Some(home), None, Some(last_four)));
    assert_eq!(state.names.printed.as_ref().map(|named| named.name.text()), Some("山田　太朗"));
    assert_eq!((state.applications[0].reason, state.coverage_from), (Reason::Lost, Some(day)));
    assert_eq!((state.papers[0].life, state.papers[0].since), (PaperLife::Posted, Some(on("2026-04-03"))));
    assert_eq!((state.papers[0].code.as_str(), state.papers[0].batch), (paper_code.as_str(), Some(batch)));
    assert_eq!(ledger.state(member, day, known).unwrap().unwrap().papers[0].life, PaperLife::Planned);
    assert_eq!(ledger.state(member, day, before).unwrap(), None);
    assert_eq!(ledger.paper_by_code(&paper_code).unwrap(), Some((paper, member)));
    assert_eq!(ledger.member_by_code(&state.code.to_lowercase()).unwrap(), Some(member));
    let frozen = ledger.batch_by_code(&batch_code).unwrap().unwrap();
    assert_eq!(ledger.batch(batch).unwrap().as_ref(), Some(&frozen));
    assert_eq!((frozen.on, frozen.layout.as_deref(), frozen.known), (day, Some(layout.as_str()), known));
    assert_eq!(ledger.batches().unwrap(), [frozen]);
    assert_eq!(ledger.sheets(batch).unwrap()[0].paper, Some(paper));
    let row = ledger.imports_with_sha(&"a".repeat(64)).unwrap().remove(0);
    assert_eq!((row.import.clone(), row.at.clone(), row.id), (import, moment(2), 1));
    assert_eq!(ledger.imports().unwrap(), [row]);
    assert_eq!(ledger.imports_with_headers(&"c".repeat(64)).unwrap(), ledger.imports().unwrap());
    assert_eq!(ledger.imports_with_sha(&"b".repeat(64)).unwrap(), []);
    let told: Vec<&str> = ledger.timeline(member, known).unwrap().iter().map(|event| event.kind).collect();
    for kind in [
        "enrolled",
        "person",
        "coverage",
        "name",
        "address",
        "myna",
        "last_four",
        "circumstance",
        "application",
        "paper",
        "paper_life",
        "decision",
    ] {
        assert!(told.contains(&kind), "{kind}");
    }
    let event = ledger.timeline(member, known).unwrap().into_iter().find(|event| event.kind == "coverage").unwrap();
    assert_eq!((event.on, event.act, event.at, event.place.as_deref()), (day, ActSeq(2), moment(2), Some("名簿!D17")));
    assert!(ledger.timeline(member, before).unwrap().is_empty());
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn management_codes_are_valid_and_say_nothing() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, members) = act(&mut ledger, 1, |entry| {
        (0..200).map(|_| entry.add_member(&Person::default())).collect::<ledger::Result<Vec<_>>>()
    });
    let known = ledger.now_known().unwrap();
    let codes: std::collections::HashSet<String> =
        members.iter().map(|id| ledger.state(*id, on("2026-04-01"), known).unwrap().unwrap().code).collect();
    assert_eq!(codes.len(), 200);
    for code in &codes {
        assert!(ledger::codes::is_valid(code) && code.starts_with('M'));
        assert_eq!(ledger::codes::kind(code), Some(ledger::codes::Kind::Member));
    }
}

#[test]
fn a_moment_is_an_instant_that_exists() {
    for good in ["2026-11-21T10:58:44Z", "2028-02-29T23:59:59Z"] {
        assert_eq!(ledger::Moment::new(good).map(|moment| moment.text().to_owned()).as_deref(), Some(good));
    }
    for bad in [
        "",
        "2026-11-21",
        "2026-11-21T10:58:44",
        "2026-11-21T24:00:00Z",
        "2027-02-29T00:00:00Z",
        "2026-11-21T1:58:44Z",
        "2026-11-21T10:58:60Z",
        "2026-11-21T10-58-44Z",
        "2026-11-21T10:58:+4Z",
    ] {
        assert_eq!(ledger::Moment::new(bad), None, "{bad}");
    }
}
