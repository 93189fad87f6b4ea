//! What a part of an import wrote is known to nobody until it is published, and then as if the publication had written it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ledger::backup::Copy;
use ledger::{
    ActSeq, AddressKind, Addressed, Employer, Entry, Error, Known, Layer, Ledger, MemberId, NewAct, NewLook, Opener,
    PART, PaperLife,
};
use rules::retention::Kind;
use rules::words::Address;

use crate::{Shelf, act, an_act, enrol, moment, named, on, passphrase};

/// Does an act that is a part of an import.
fn part<T>(ledger: &mut Ledger, minute: u32, f: impl FnOnce(&mut Entry<'_>) -> ledger::Result<T>) -> (ActSeq, T) {
    ledger.act(NewAct { kind: PART, ..an_act(minute) }, f).unwrap()
}

/// A ledger with one member, whom a part then gives another name, while another part enrols somebody: both, and the parts.
fn half_imported() -> (Shelf, Ledger, [MemberId; 2], [ActSeq; 2]) {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, old) = act(&mut ledger, 1, |entry| enrol(entry, "1001", "山田　太郎", "ヤマダ　タロウ", "1980-01-02"));
    let (first, ()) = part(&mut ledger, 2, |entry| {
        entry.name(old, Layer::Reported, on("2026-04-02"), &named("鈴木　太郎", "スズキ　タロウ"))
    });
    act(&mut ledger, 3, |entry| entry.policy("a text"));
    let (second, new) = part(&mut ledger, 4, |entry| enrol(entry, "2002", "佐藤　花", "サトウ　ハナ", "1991-03-04"));
    (shelf, ledger, [old, new], [first, second])
}

/// Somebody's name and number, and what is told of them: the act and what it said, sorted.
type Told = (String, String, Vec<(i64, &'static str)>);

/// All that is told as known at an act.
fn told(ledger: &Ledger, known: Known) -> Vec<Told> {
    let mut all = Vec::new();
    ledger
        .states(on("2026-05-01"), known, &mut |state| {
            assert_eq!(ledger.state(state.id, on("2026-05-01"), known)?.as_ref(), Some(&state));
            let events = ledger.timeline(state.id, known)?;
            let mut events: Vec<_> = events.into_iter().map(|event| (event.act.0, event.kind)).collect();
            events.sort_unstable();
            let name = state.names.printable().unwrap().name.text().to_owned();
            all.push((name, state.coverage.unwrap().number.number, events));
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
    all
}

/// Whom each of some questions finds now.
fn found(ledger: &Ledger, new: MemberId) -> Vec<usize> {
    let code = ledger.code_of(new).unwrap().unwrap();
    let questions = ["太郎", "鈴木", "すずき", "佐藤", "サトウ", "2002", "11-2002", "1991-03-04", "佐藤 2002", &code];
    let mut counts: Vec<usize> = questions.iter().map(|query| ledger.find(query, 10).unwrap().len()).collect();
    counts.push(ledger.members_with_number(Some("11"), "2002").unwrap().len());
    counts.push(ledger.members_with_number(None, "2002").unwrap().len());
    counts.push(ledger.members_born(on("1991-03-04")).unwrap().len());
    counts.push(ledger.members_born_with_kana(on("1991-03-04"), "サトウハナ").unwrap().len());
    counts.push(ledger.members_born_with_kana(on("1980-01-02"), "スズキタロウ").unwrap().len());
    counts.push(usize::from(ledger.member_by_code(&code).unwrap().is_some()));
    counts.push(usize::try_from(ledger.count_members().unwrap()).unwrap());
    counts
}

#[test]
fn a_part_is_known_to_nobody_before_its_publication_and_to_everybody_from_it_on() {
    let (_shelf, mut ledger, [_, new], parts) = half_imported();
    let said = |act| ["coverage", "enrolled", "name", "person"].map(|kind| (act, kind)).to_vec();
    let before = [("山田　太郎".to_owned(), "1001".to_owned(), said(1))];
    let at = |ledger: &Ledger, act: i64| told(ledger, Known::after(ActSeq(act)));
    let hidden = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    assert_eq!(parts, [ActSeq(2), ActSeq(4)]);
    for act in 1..=4 {
        assert_eq!(at(&ledger, act), before, "known at {act}");
    }
    assert_eq!(found(&ledger, new), hidden);
    assert_eq!(ledger.unpublished().unwrap(), BTreeSet::from(parts));
    assert_eq!((ledger.last_known().unwrap(), ledger.head().unwrap().0), (ActSeq(3), ActSeq(4)));
    ledger.make_index_again().unwrap();
    assert_eq!(found(&ledger, new), hidden, "the index made again");

    let (published, ()) = act(&mut ledger, 5, |entry| entry.publish(&parts));
    let mut all = said(1);
    all.push((published.0, "name"));
    let after = [
        ("鈴木　太郎".to_owned(), "1001".to_owned(), all),
        ("佐藤　花".to_owned(), "2002".to_owned(), said(published.0)),
    ];
    for act in 1..=4 {
        assert_eq!(at(&ledger, act), before, "known at {act}, looked back at");
    }
    assert_eq!(at(&ledger, published.0), after);
    let known = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2];
    assert_eq!(found(&ledger, new), known);
    ledger.make_index_again().unwrap();
    assert_eq!(found(&ledger, new), known, "the index made again");
    assert_eq!((ledger.unpublished().unwrap(), ledger.last_known().unwrap()), (BTreeSet::new(), published));
    act(&mut ledger, 6, |entry| entry.policy("another text"));
    assert_eq!(at(&ledger, published.0 + 1), after);
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty() && verified.remarks.is_empty(), "{:?}", verified.findings);
}

#[test]
fn a_term_that_everybody_knows_stays_when_a_part_says_it_too() {
    let (_shelf, mut ledger, [old, _], _) = half_imported();
    part(&mut ledger, 5, |entry| {
        entry.name(old, Layer::Printed, on("2026-04-02"), &named("山田　太郎", "ヤマダ　タロウ"))
    });
    assert_eq!(ledger.find("山田", 10).unwrap(), [old]);
    // What a part says is known as soon as somebody else says it.
    act(&mut ledger, 6, |entry| {
        entry.name(old, Layer::Reported, on("2026-04-03"), &named("鈴木　太郎", "スズキ　タロウ"))
    });
    assert_eq!(ledger.find("鈴木", 10).unwrap(), [old]);
    assert_eq!(ledger.find("1980-01-02 スズキ", 10).unwrap(), [old]);
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn only_a_part_is_published_and_only_once() {
    let (_shelf, mut ledger, _, [first, second]) = half_imported();
    let mut refused = |parts: &[ActSeq]| {
        let before = ledger.head().unwrap();
        let refused = ledger.act::<(), Error>(an_act(7), |entry| entry.publish(parts));
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert_eq!(ledger.head().unwrap(), before);
    };
    refused(&[ActSeq(1)]);
    refused(&[first, ActSeq(3)]);
    refused(&[ActSeq(5)]);
    refused(&[first, first]);
    act(&mut ledger, 8, |entry| entry.publish(&[first]));
    let again = ledger.act::<(), Error>(an_act(9), |entry| entry.publish(&[first, second]));
    assert!(matches!(again, Err(Error::Refused(_))));
    assert_eq!(ledger.unpublished().unwrap(), BTreeSet::from([second]));
}

#[test]
fn whoever_was_shown_everyone_before_the_publication_did_not_see_them() {
    let (_shelf, mut ledger, [old, new], parts) = half_imported();
    let day = moment(0).day_in_japan();
    let look = |ledger: &Ledger, minute, operator: &str| {
        let look = NewLook { at: moment(minute), operator: operator.to_owned(), kind: "decide", subject: None };
        ledger.look_at_everyone(&look).unwrap();
    };
    let saw = |ledger: &Ledger, member| -> Vec<(String, i64)> {
        let looks = ledger.looks_at(member, day, day).unwrap();
        looks.into_iter().map(|look| (look.operator, look.members)).collect()
    };
    look(&ledger, 5, "sato");
    assert_eq!(saw(&ledger, new), []);
    act(&mut ledger, 6, |entry| entry.publish(&parts));
    assert_eq!(saw(&ledger, new), []);
    look(&ledger, 7, "suzuki");
    assert_eq!(saw(&ledger, new), [("suzuki".to_owned(), 2)]);
    assert_eq!(saw(&ledger, old), [("sato".to_owned(), 1), ("suzuki".to_owned(), 2)]);
}

#[test]
fn a_ledger_with_unpublished_parts_is_whole_in_itself_in_a_copy_and_put_back() {
    let (_shelf, mut ledger, [old, new], parts) = half_imported();
    let remark = |verified: &ledger::Verification| verified.remarks.iter().map(|one| one.code).collect::<Vec<_>>();
    let verified = ledger.verify().unwrap();
    assert_eq!((verified.findings.len(), remark(&verified)), (0, vec!["parts_unpublished"]));
    let (away, back) = (Shelf::new(), Shelf::new());
    let made = ledger.back_up(away.folder.path(), &moment(9_000)).unwrap();
    let copy = Copy::open(&made.file, Opener::Operator(None, &passphrase())).unwrap();
    assert_eq!(remark(&copy.verify().unwrap()), ["parts_unpublished"]);
    let mut restored = copy.restore(&back.path()).unwrap();
    assert_eq!(told(&restored, restored.now_known().unwrap()), told(&ledger, ledger.now_known().unwrap()));
    act(&mut restored, 5, |entry| entry.publish(&parts));
    assert_eq!(told(&restored, restored.now_known().unwrap()).len(), 2);
    // Whoever goes takes along what a part says of them.
    let delete = NewAct { kind: "delete", ..an_act(6) };
    ledger.act::<(), Error>(delete, |entry| entry.delete(Kind::Member, &[old, new].into())).unwrap();
    assert!(ledger.sweep().unwrap());
    assert_eq!(found(&ledger, new)[..9], [0; 9]);
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn an_act_hears_whether_anybody_wrote_what_an_import_reads() {
    let (_shelf, mut ledger, [old, _], parts) = half_imported();
    let mut since = ledger.now_known().unwrap();
    let mut minute = 10;
    let mut told = |ledger: &mut Ledger, f: &mut dyn FnMut(&mut Entry<'_>) -> ledger::Result<()>, kind| {
        minute += 1;
        ledger.act::<(), Error>(NewAct { kind, ..an_act(minute) }, |entry| f(entry)).unwrap();
        let (_, unchanged) = act(ledger, minute, |entry| {
            // What this very act writes does not count.
            entry.household()?;
            entry.unchanged_since(since)
        });
        since = ledger.now_known().unwrap();
        unchanged
    };
    let address = Addressed { postcode: String::new(), address: Address::new("千代田1-1") };
    let employer = Employer {
        code: "E01".to_owned(),
        name: "見本".to_owned(),
        symbol: "11".to_owned(),
        postcode: None,
        address: None,
        contact: None,
    };
    let mut home = |entry: &mut Entry<'_>| entry.address(old, AddressKind::Home, on("2026-05-01"), &address);
    assert!(!told(&mut ledger, &mut home, "address"));
    assert!(told(&mut ledger, &mut home, PART), "nobody knows it");
    assert!(!told(&mut ledger, &mut |entry| entry.employer(on("2026-05-01"), &employer), "employer"));
    assert!(told(&mut ledger, &mut |entry| entry.policy("a text"), "policy"));
    assert!(told(&mut ledger, &mut |entry| entry.hold(old, true), "hold"));
    assert!(
        told(&mut ledger, &mut |entry| entry.publish(&parts), "publish"),
        "an import that publishes writes itself too"
    );
    assert!(!told(&mut ledger, &mut |entry| entry.delete(Kind::LastFour, &[old].into()), "delete"));
}

#[test]
fn what_is_judged_under_the_lock_is_written_as_judged() {
    let (_shelf, mut ledger, _, _) = half_imported();
    let before = ledger.head().unwrap();
    let (seq, count) = ledger
        .act_upon::<_, u64, Error>(
            |ledger| {
                assert_eq!(ledger.head()?, before, "its own act is not open yet");
                Ok((an_act(5), ledger.count_members()?))
            },
            |entry, count| {
                enrol(entry, "3003", "古川　猿", "フルカワ　サル", "1970-01-02")?;
                Ok(count)
            },
        )
        .unwrap();
    assert_eq!((seq, count), (ActSeq(before.0.0 + 1), 1));
    let refused = ledger.act_upon::<(), (), Error>(|_| Err(Error::Refused("no".to_owned())), |_, ()| Ok(()));
    assert!(refused.is_err());
    assert_eq!(ledger.head().unwrap().0, seq);
    assert_eq!(ledger.count_members().unwrap(), 2);
}

#[test]
fn a_ledger_from_before_there_were_parts_keeps_its_data_and_takes_a_long_import() {
    let shelf = Shelf::of_version(9);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows), (5, 61));
    let find = |ledger: &Ledger, query: &str| ledger.find(query, 10).unwrap().len();
    assert_eq!((find(&ledger, "ヤマダ"), find(&ledger, "髙橋"), find(&ledger, "フルカワ")), (3, 1, 0));
    assert_eq!(ledger.count_members().unwrap(), 4);
    let (written, _) = part(&mut ledger, 1, |entry| enrol(entry, "2002", "佐藤　花", "サトウ　ハナ", "1991-03-04"));
    assert_eq!((find(&ledger, "佐藤"), ledger.count_members().unwrap()), (0, 4));
    act(&mut ledger, 2, |entry| entry.publish(&[written]));
    assert_eq!((find(&ledger, "佐藤"), ledger.count_members().unwrap()), (1, 5));
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_ledger_from_before_papers_had_lives_keeps_them_and_goes_on() {
    let shelf = Shelf::of_version(10);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows), (8, 72));
    let known = ledger.now_known().unwrap();
    let day = on("2026-11-25");
    let member = ledger.find("ヤマダ タロウ", 10).unwrap()[0];
    let papers = |ledger: &Ledger| ledger.state(member, day, ledger.now_known().unwrap()).unwrap().unwrap().papers;
    let lives: Vec<PaperLife> = papers(&ledger).iter().map(|paper| paper.life).collect();
    assert_eq!(lives, [PaperLife::Posted, PaperLife::Printed]);
    let paper = papers(&ledger)[0].id;
    act(&mut ledger, 2, |entry| entry.paper_event(paper, day, PaperLife::SaidReturned, None));
    assert_eq!(papers(&ledger)[0].life, PaperLife::SaidReturned);
    // What was known before is known as it was.
    assert_eq!(ledger.state(member, day, known).unwrap().unwrap().papers[0].life, PaperLife::Posted);
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_ledger_from_before_the_year_had_campaigns_and_runs_keeps_its_lives_and_goes_on() {
    let shelf = Shelf::of_version(11);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows), (12, 61));
    let known = ledger.now_known().unwrap();
    let day = on("2026-11-26");
    let mut lives = Vec::new();
    let mut doubt = Vec::new();
    ledger
        .states(day, known, &mut |state| {
            lives.extend(state.papers.iter().map(|paper| paper.life));
            doubt.push(state.doubt.iter().any(Option::is_some));
            assert!(!state.shielded && state.check.is_none());
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
    assert_eq!(lives, [PaperLife::Lost, PaperLife::Undelivered, PaperLife::Destroyed]);
    assert_eq!(doubt, [false, true, false]);
    let member = ledger.find("ヤマダ タロウ", 10).unwrap()[0];
    act(&mut ledger, 2, |entry| entry.shield(member, true));
    assert!(ledger.state(member, day, ledger.now_known().unwrap()).unwrap().unwrap().shielded);
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_ledger_from_before_recipes_and_quarantine_keeps_its_list_and_run_and_takes_another_import() {
    let shelf = Shelf::of_version(12);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows), (4, 37));
    let lists = ledger.registration_lists().unwrap();
    assert_eq!((lists.len(), lists[0].as_of), (1, on("2026-11-20")));
    assert_eq!((ledger.imports().unwrap().len(), ledger.find("ヤマダ", 10).unwrap().len()), (2, 2));
    act(&mut ledger, 2, |entry| enrol(entry, "2002", "佐藤　花", "サトウ　ハナ", "1991-03-04"));
    assert_eq!(ledger.count_members().unwrap(), 4);
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_ledger_from_before_envelopes_were_scanned_keeps_its_waiting_rows_and_its_printed_batch() {
    let shelf = Shelf::of_version(15);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows), (6, 129));
    let batch = ledger.batch_by_code("B3C682YXKY8").unwrap().unwrap();
    assert_eq!((ledger.sheets(batch.id).unwrap().len(), ledger.imports().unwrap().len()), (7, 3));
    let lives: Vec<PaperLife> = ledger.batch_lives().unwrap().into_iter().map(|(_, life)| life).collect();
    assert_eq!(lives, [PaperLife::Printed]);
    act(&mut ledger, 2, |entry| enrol(entry, "2002", "佐藤　花", "サトウ　ハナ", "1991-03-04"));
    assert_eq!(ledger.count_members().unwrap(), 8);
    assert!(ledger.verify().unwrap().findings.is_empty());
}
