//! What is deleted is gone, from every page and for every question; everything else is as it was, and proves it.

use std::collections::BTreeSet;

use ledger::backup::Copy;
use ledger::{
    AddressKind, Addressed, Anchor, LastFourFact, Layer, Ledger, MemberId, NewBatch, NewLook, NewPaper, NewReminder,
    NewReminderPaper, OldCardEnd, Opener, PaperKind, PaperLife, SheetRow, UseAfterLoss,
};
use rules::owed::Firmness;
use rules::retention::Kind;
use rules::words::{Address, InsuredNumber, LastFour, Name};
use tests::intruder;

use crate::{Shelf, act, an_act, enrol, moment, named, on, passphrase};

const WORDS: &str = "たまごかけごはん 42 pinwheel";

/// What the pages must not hold of the one who goes.
const CANARIES: [&str; 6] = ["青空　金糸雀", "アオゾラ", "青空町9-9-9", "7654321", "1971-11-19", "4096"];

fn of(member: MemberId) -> BTreeSet<MemberId> {
    [member].into()
}

fn delete(ledger: &mut Ledger, minute: u32, kind: Kind, members: &BTreeSet<MemberId>) {
    let new = ledger::NewAct { kind: "delete", ..an_act(minute) };
    ledger.act::<(), ledger::Error>(new, |entry| entry.delete(kind, members)).unwrap();
}

/// A ledger in which many come one after the other, so that rows were moved from page to page, and the one who will go among
/// them: a name that was changed, an address, digits, and a paper on a sheet.
fn peopled() -> (Shelf, Ledger, MemberId, MemberId) {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let mut both = Vec::new();
    for part in 0..6_u32 {
        act(&mut ledger, 10 + part, |entry| {
            for n in 0..60 {
                let number = (n * 7919 + part * 31) % 6_000_000;
                let (name, born) = (format!("山田　太郎{number}"), format!("1980-{:02}-{:02}", 1 + n % 12, 1 + n % 28));
                let stays = enrol(entry, &number.to_string(), &name, "ヤマダ　タロウ", &born)?;
                if part == 3 && n == 30 {
                    let goes = enrol(entry, "7654321", "青空　金糸雀", "アオゾラ　カナリア", "1971-11-19")?;
                    both.extend([stays, goes]);
                }
            }
            Ok(())
        });
    }
    let [stays, goes]: [MemberId; 2] = both.try_into().unwrap();
    let (_, batch) = act(&mut ledger, 100, |entry| {
        entry.name(goes, Layer::Printed, on("2026-05-01"), &named("青空　金糸雀子", "アオゾラ　カナリアコ"))?;
        let batch = entry.batch(&NewBatch { kind: PaperKind::Notice, on: on("2026-05-01"), layout: None })?.0;
        for (sheet, member) in [(1, stays), (2, goes)] {
            let address = Address::new(if member == goes { "青空町9-9-9" } else { "千代田1-1" });
            entry.address(
                member,
                AddressKind::Home,
                on("2026-04-01"),
                &Addressed { postcode: "1000001".to_owned(), address: address.clone() },
            )?;
            let digits = LastFour::new(if member == goes { "4096" } else { "0001" }).unwrap();
            entry.last_four(member, on("2026-04-01"), &LastFourFact { digits, state: "not_sent".to_owned() })?;
            let printed = ledger::Imprint {
                name: Name::new(if member == goes { "青空　金糸雀子" } else { "山田" }),
                number: InsuredNumber::new("11", if member == goes { "7654321" } else { "1" }, "00"),
                acquired: None,
                ratio: None,
                address: Some(address),
            };
            let paper = entry.paper(&NewPaper {
                member,
                batch: Some(batch),
                kind: PaperKind::Notice,
                issued: on("2026-05-01"),
                until: None,
                printed,
            })?;
            entry.paper_event(paper.0, on("2026-05-01"), PaperLife::Posted, None)?;
            entry.reminder(&NewReminder {
                on: on("2026-05-02"),
                employer: Some("A001".to_owned()),
                household: None,
                alone: false,
                firmness: Firmness::First,
                papers: vec![NewReminderPaper {
                    member,
                    paper: Some((paper.0, PaperLife::Posted)),
                    because: "certificate_in_validity".to_owned(),
                    by: None,
                    number: 1,
                    fresh: true,
                }],
            })?;
            let note = if member == goes { "青空医院" } else { "見本医院" }.to_owned();
            entry.use_after_loss(&UseAfterLoss { member, on: on("2026-05-03"), note: note.clone() })?;
            let end = OldCardEnd { on: on("2026-05-03"), life: PaperLife::Returned, note: Some(note) };
            entry.old_card_end(member, &end)?;
            entry.death(member, Some(on("2026-05-04")))?;
            let (route, paper) = ("home".to_owned(), Some(paper.0));
            entry.sheet(&SheetRow { batch, sheet, envelope: sheet, route, employer: None, member, paper })?;
        }
        Ok(batch)
    });
    assert_eq!(ledger.sheets(batch).unwrap().len(), 2);
    // The planner's samples hold what stands in the index.
    drop(ledger);
    intruder::open(&shelf.path(), WORDS).execute_batch("ANALYZE").unwrap();
    let ledger = shelf.open().unwrap();
    (shelf, ledger, stays, goes)
}

/// Which of some texts stand in a ledger's pages.
fn found(shelf: &Shelf, texts: &[&'static str]) -> Vec<&'static str> {
    let pages = intruder::pages(&shelf.path(), WORDS);
    texts.iter().copied().filter(|text| pages.windows(text.len()).any(|window| window == text.as_bytes())).collect()
}

#[test]
fn nothing_of_a_deleted_member_is_left_in_any_page_and_everything_else_is_as_it_was() {
    let (shelf, mut ledger, stays, goes) = peopled();
    // The last number is a passing one: digits of marks look like it.
    assert_eq!(found(&shelf, &CANARIES), CANARIES, "the search finds what is there");
    let known = ledger.now_known().unwrap();
    let before = ledger.state(stays, on("2026-06-01"), known).unwrap();
    let code = ledger.code_of(goes).unwrap().unwrap();
    let count = ledger.count_members().unwrap();
    act(&mut ledger, 150, |entry| entry.name(goes, Layer::Registered, on("2026-05-01"), &named("青空　雲雀", "")));
    let (_, head) = ledger.head().unwrap();

    delete(&mut ledger, 200, Kind::Member, &of(goes));
    assert!(ledger.is_unswept().unwrap());
    assert_eq!(found(&shelf, &["青空　雲雀"]), ["青空　雲雀"], "the journal beside the file still has it");
    assert!(ledger.sweep().unwrap() && !ledger.is_unswept().unwrap());
    assert_eq!(found(&shelf, &["青空"]), Vec::<&str>::new());
    assert_eq!(found(&shelf, &CANARIES[..5]), Vec::<&str>::new());
    assert_eq!(std::fs::metadata(format!("{}-wal", shelf.path().display())).map_or(0, |wal| wal.len()) / 4096, 1);

    let known = ledger.now_known().unwrap();
    assert_eq!(ledger.state(stays, on("2026-06-01"), known).unwrap(), before);
    assert_eq!(ledger.state(goes, on("2026-06-01"), known).unwrap(), None);
    for query in ["青空", "アオゾラ", "7654321", "S46.11.19", "カナリア"] {
        assert_eq!(ledger.find(query, 10).unwrap(), [], "{query}");
    }
    assert_eq!(ledger.member_by_code(&code).unwrap(), Some(goes), "the code still leads to who was deleted");
    let gone = ledger.gone(goes).unwrap();
    assert_eq!((gone.len(), gone[0].kind, gone[0].act), (1, Kind::Member, ledger.head().unwrap().0));
    assert_eq!(ledger.count_members().unwrap(), count - 1);
    assert_eq!(ledger.reminder_papers(1).unwrap().len() + ledger.reminder_papers(2).unwrap().len(), 1);
    assert_eq!((ledger.deaths(known).unwrap().len(), ledger.uses_after_loss(known).unwrap().len()), (1, 1));
    assert!(!ledger.has_any(goes, Kind::Member).unwrap() && ledger.has_any(stays, Kind::LastFour).unwrap());
    let mut everyone = Vec::new();
    ledger
        .states(on("2026-06-01"), known, &mut |state| {
            everyone.push(state.id);
            Ok(std::ops::ControlFlow::Continue(()))
        })
        .unwrap();
    assert!(everyone.len() as u64 == count - 1 && !everyone.contains(&goes));

    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(verified.acts, 9);
    assert_eq!(ledger.acts(8..=8).unwrap()[0].hash, head, "no seal of before was touched");
    drop(ledger);
    assert!(shelf.open().unwrap().verify().unwrap().findings.is_empty());
}

#[test]
fn the_last_four_digits_go_alone_and_the_member_stays() {
    let (shelf, mut ledger, stays, goes) = peopled();
    let digits = |ledger: &Ledger, member| {
        let state = ledger.state(member, on("2026-06-01"), ledger.now_known().unwrap()).unwrap().unwrap();
        state.last_four.map(|fact| fact.digits.text())
    };
    assert_eq!(digits(&ledger, goes).as_deref(), Some("4096"));
    delete(&mut ledger, 200, Kind::LastFour, &of(goes));
    assert!(ledger.sweep().unwrap());
    assert_eq!((digits(&ledger, goes), digits(&ledger, stays).as_deref()), (None, Some("0001")));
    // The row itself, as it is written: the digits stand before the state.
    assert_eq!(found(&shelf, &["4096not_sent", "0001not_sent"]), ["0001not_sent"]);
    assert_eq!(ledger.find("青空", 10).unwrap(), [goes]);
    assert!(ledger.has_any(goes, Kind::Papers).unwrap());
    // Who comes back has digits again, and they go again.
    for minute in [300, 302] {
        act(&mut ledger, minute, |entry| {
            let digits = LastFour::new("7777").unwrap();
            entry.last_four(goes, on("2026-06-01"), &LastFourFact { digits, state: "not_sent".to_owned() })
        });
        assert_eq!(digits(&ledger, goes).as_deref(), Some("7777"));
        delete(&mut ledger, minute + 1, Kind::LastFour, &of(goes));
        assert_eq!(digits(&ledger, goes), None);
        assert!(ledger.verify().unwrap().findings.is_empty());
    }
    assert_eq!(ledger.gone(goes).unwrap().len(), 3);
}

#[test]
fn papers_go_with_their_sheets_and_the_batch_tells_how_many() {
    let (_shelf, mut ledger, stays, goes) = peopled();
    let paper = ledger.state(goes, on("2026-06-01"), ledger.now_known().unwrap()).unwrap().unwrap().papers.remove(0);
    let batch = paper.batch.unwrap();
    delete(&mut ledger, 200, Kind::Papers, &of(goes));
    let sheets = ledger.sheets(batch).unwrap();
    assert_eq!(sheets.iter().map(|sheet| sheet.member).collect::<Vec<_>>(), [stays]);
    let act = ledger.batch(batch).unwrap().unwrap().act;
    assert_eq!((ledger.sheets_gone(act).unwrap(), ledger.sheets_gone(ledger::ActSeq(1)).unwrap()), (1, 0));
    assert_eq!(ledger.paper_by_code(&paper.code).unwrap(), None);
    let state = ledger.state(goes, on("2026-06-01"), ledger.now_known().unwrap()).unwrap().unwrap();
    assert!(state.papers.is_empty() && state.last_four.is_some() && state.home.is_some());
    assert!(ledger.verify().unwrap().findings.is_empty());
}

fn look(ledger: &Ledger, minute: u32, members: &[MemberId]) {
    let look = NewLook { at: moment(minute), operator: "desk".to_owned(), kind: "show", subject: None };
    ledger.look::<(), ledger::Error>(look, || Ok(((), members.to_vec()))).unwrap();
}

#[test]
fn old_looks_go_from_the_first_on_and_their_chain_and_its_anchors_hold() {
    let (_shelf, mut ledger, stays, goes) = peopled();
    let mut anchors: Vec<Anchor> = Vec::new();
    for minute in 200..206 {
        look(&ledger, minute, &[stays, goes]);
        let (act, ()) = act(&mut ledger, minute, |_| Ok(()));
        anchors.push(ledger.anchor(act).unwrap().unwrap());
    }
    assert_eq!(ledger.looks_before(&moment(203)).unwrap(), 3);
    let (_, gone) = act(&mut ledger, 300, |entry| entry.delete_looks(&moment(203)));
    assert_eq!(gone, 3);
    assert!(ledger.sweep().unwrap());
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty() && verified.looks == 3, "{:?}", verified.findings);
    let held = ledger.hold_against(&anchors).unwrap();
    assert!(held.findings.is_empty() && held.anchors == 6, "{:?}", held.findings);
    for anchor in &anchors[2..] {
        assert_eq!(ledger.anchor(anchor.act).unwrap().unwrap().text(), anchor.text(), "an anchor can be had again");
    }
    // Nothing before the last look of all, however late the day is.
    let (_, gone) = act(&mut ledger, 301, |entry| entry.delete_looks(&moment(9_000)));
    assert_eq!(gone, 2);
    look(&ledger, 400, &[stays]);
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty() && verified.looks == 2, "{:?}", verified.findings);
    assert_eq!(act(&mut ledger, 500, |entry| entry.delete_looks(&moment(1))).1, 0);
}

#[test]
fn a_deletion_that_was_interrupted_before_the_file_was_wiped_is_finished_by_whoever_opens_next() {
    let (shelf, mut ledger, _, goes) = peopled();
    delete(&mut ledger, 200, Kind::Member, &of(goes));
    drop(ledger);
    let ledger = shelf.open().unwrap();
    assert!(!ledger.is_unswept().unwrap());
    assert_eq!(found(&shelf, &CANARIES[..5]), Vec::<&str>::new());
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn whoever_reads_just_now_goes_on_reading_and_the_file_is_wiped_later() {
    let (_shelf, mut ledger, _, goes) = peopled();
    delete(&mut ledger, 200, Kind::Member, &of(goes));
    let reader = ledger.again().unwrap();
    let (known, mut asked, mut seen) = (reader.now_known().unwrap(), None, 0);
    reader
        .states(on("2026-06-01"), known, &mut |_| {
            seen += 1;
            if asked.is_none() {
                asked = Some(ledger.sweep()?);
            }
            Ok(std::ops::ControlFlow::Continue(()))
        })
        .unwrap();
    assert_eq!((asked, seen), (Some(false), 360));
    assert!(ledger.is_unswept().unwrap() && ledger.sweep().unwrap());
}

#[test]
fn a_failed_deletion_deletes_nothing() {
    let (_shelf, mut ledger, stays, goes) = peopled();
    let head = ledger.head().unwrap();
    let failed = ledger.act::<(), ledger::Error>(an_act(200), |entry| {
        entry.delete(Kind::Member, &of(goes))?;
        entry.delete(Kind::Looks, &of(stays))
    });
    assert!(failed.is_err());
    assert_eq!(ledger.head().unwrap(), head);
    assert_eq!(ledger.find("青空", 10).unwrap(), [goes]);
    assert!(ledger.gone(goes).unwrap().is_empty() && ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn copies_of_before_and_after_are_whole_and_a_key_is_exchanged_as_ever() {
    let (shelf, mut ledger, _, goes) = peopled();
    let away = Shelf::new();
    let before = ledger.back_up(away.folder.path(), &moment(190)).unwrap().file;
    delete(&mut ledger, 200, Kind::Member, &of(goes));
    assert!(ledger.sweep().unwrap());
    let after = ledger.back_up(away.folder.path(), &moment(210)).unwrap().file;
    for (file, gone) in [(before, false), (after, true)] {
        let copy = Copy::open(&file, Opener::Operator(None, &passphrase())).unwrap();
        assert!(copy.verify().unwrap().findings.is_empty());
        let back = Shelf::new();
        let restored = copy.restore(&back.path()).unwrap();
        assert_eq!(restored.find("青空", 10).unwrap().is_empty(), gone);
        assert_eq!(restored.deletions(ledger::ActSeq(0)).unwrap().len(), usize::from(gone));
    }
    let code = ledger.code_of(goes).unwrap().unwrap();
    let all = ledger.deletions(ledger::ActSeq(0)).unwrap();
    assert_eq!((all.len(), &all[0].members[&Kind::Member]), (1, &vec![code]));
    assert!(ledger.deletions(all[0].act).unwrap().is_empty());
    let ledger = ledger.rekey().unwrap();
    assert!(ledger.verify().unwrap().findings.is_empty());
    drop(ledger);
    assert_eq!(found(&shelf, &CANARIES[..5]), Vec::<&str>::new());
}

#[test]
fn spans_and_holds_are_recorded_and_the_last_word_counts() {
    let (_shelf, mut ledger, stays, goes) = peopled();
    assert!(ledger.retentions(ledger.now_known().unwrap()).unwrap().is_empty() && ledger.holds().unwrap().is_empty());
    act(&mut ledger, 200, |entry| {
        entry.retention(Kind::Member, 7, "文書保存規程 第3条")?;
        entry.retention(Kind::LastFour, 10, "理事会決定")?;
        entry.retention(Kind::Member, 6, "文書保存規程 第4条")
    });
    let retentions = ledger.retentions(ledger.now_known().unwrap()).unwrap();
    let told: Vec<(Kind, u32, &str)> = retentions.iter().map(|one| (one.kind, one.length, &*one.source)).collect();
    assert_eq!(told, [(Kind::LastFour, 10, "理事会決定"), (Kind::Member, 6, "文書保存規程 第4条")]);
    act(&mut ledger, 201, |entry| entry.hold(goes, true));
    act(&mut ledger, 202, |entry| entry.hold(stays, true));
    act(&mut ledger, 203, |entry| entry.hold(goes, false));
    assert_eq!(ledger.holds().unwrap().iter().map(|hold| hold.member).collect::<Vec<_>>(), [stays]);
    assert!(ledger.verify().unwrap().findings.is_empty());
    let empty = ledger.act::<(), ledger::Error>(an_act(204), |entry| entry.retention(Kind::Looks, 5, ""));
    assert!(empty.is_err());
}

#[test]
fn a_ledger_from_before_there_were_deletions_keeps_its_data_and_can_delete_them() {
    let shelf = Shelf::of_version(8);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows, verified.looks), (5, 35, 2));
    let left = ledger.find("髙橋", 10).unwrap();
    assert_eq!((left.len(), ledger.find("ヤマダ", 10).unwrap().len()), (1, 2));
    // Rows of before have no salt, those of today do; both go.
    act(&mut ledger, 1, |entry| entry.name(left[0], Layer::Printed, on("2026-06-01"), &named("高橋　桜", "")));
    assert!(ledger.verify().unwrap().findings.is_empty());
    delete(&mut ledger, 2, Kind::Member, &of(left[0]));
    assert!(ledger.sweep().unwrap() && ledger.verify().unwrap().findings.is_empty());
    assert!(ledger.find("髙橋", 10).unwrap().is_empty());
    let members = ledger.find("ヤマダ", 10).unwrap();
    delete(&mut ledger, 3, Kind::LastFour, &members.into_iter().collect());
    let taro = ledger.find("太郎", 10).unwrap();
    delete(&mut ledger, 4, Kind::Papers, &taro.into_iter().collect());
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty() && verified.acts == 9, "{:?}", verified.findings);
}
