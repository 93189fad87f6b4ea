//! What cannot be printed is said, with member and character, before any file exists.

use std::path::Path;

use papers::{Failure, Kind, Layout, Route};
use rules::words::{Address, Complaint, Kana, Name};

use crate::people::{batch, check, layout, print, print_for, print_into, run, society};

fn of<'a>(complaints: &'a [Complaint], member: &str) -> Vec<&'a Complaint> {
    complaints.iter().filter(|complaint| complaint.place == member).collect()
}

#[test]
fn a_character_without_a_glyph_stops_the_batch_and_is_named_with_its_member() {
    let mut sheets = batch(6);
    sheets[1].name = Name::new("山田　\u{E000}子");
    sheets[4].name = Name::new("김　민준");
    let complaints = check("notice-right", &sheets);
    let gaiji = of(&complaints, &sheets[1].member);
    assert_eq!(gaiji.len(), 1, "{complaints:#?}");
    assert!(
        gaiji[0].sentence.ja.contains("U+E000") && gaiji[0].sentence.ja.contains("氏名"),
        "{}",
        gaiji[0].sentence.ja
    );
    let hangul = of(&complaints, &sheets[4].member);
    assert_eq!(hangul.len(), 3, "{complaints:#?}");
    for code in ["U+AE40", "U+BBFC", "U+C900"] {
        assert!(hangul.iter().any(|complaint| complaint.sentence.en.contains(code)), "{code}: {hangul:#?}");
    }
    assert_eq!(complaints.len(), 4);

    let (layout, society) = (layout("notice-right"), society());
    let run = run(Kind::Notice, &layout, &society, &sheets);
    let mut opened = 0;
    let refused = papers::render(&run, &mut |_| {
        opened += 1;
        Ok(Box::new(std::io::sink()))
    });
    assert!(matches!(refused, Err(Failure::Refused(list)) if list == complaints));
    assert_eq!(opened, 0, "no file may exist");
}

#[test]
fn a_variant_that_no_typeface_has_is_not_replaced_in_silence() {
    let mut sheets = batch(1);
    sheets[0].name = Name::new("葛\u{E01EF}　城");
    let complaints = check("notice-right", &sheets);
    assert_eq!(complaints.len(), 1, "{complaints:#?}");
    assert!(complaints[0].sentence.ja.contains("U+E01EF"), "{}", complaints[0].sentence.ja);
}

/// A copy of the shipped typeface under the name of IPAmj Mincho, in which one rare character (𠮟) stands for another (𠮷).
fn stand_in(folder: &Path) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/fonts/BIZUDPGothic-Regular.ttf");
    let mut bytes = std::fs::read(shipped).unwrap();
    let group = |code: u32| [code.to_be_bytes(), code.to_be_bytes()].concat();
    let at: Vec<usize> = (0..bytes.len() - 8).filter(|at| bytes[*at..*at + 8] == group(0x20B9F)[..]).collect();
    assert!(!at.is_empty(), "the typeface lists 𠮟 alone");
    for at in at {
        bytes[at..at + 8].copy_from_slice(&group(0x20BB7));
    }
    std::fs::write(folder.join("ipamjm.ttf"), bytes).unwrap();
}

#[test]
fn a_rare_name_is_set_wholly_in_the_rare_typeface_when_a_folder_has_it() {
    let folder = tempfile::tempdir().unwrap();
    stand_in(folder.path());
    let mut sheets = batch(3);
    sheets[1].name = Name::new("𠮷野　健太郎");
    let printed = print_for(&layout("notice-right").with_fonts(folder.path()), &society(), &sheets);
    let pages = tests::paper::pdf_pages(&printed.path(0));
    let page = &pages[printed.volumes[0].papers[1].page - 1];
    assert!(page.matches("𠮷野 健太郎").count() >= 3, "{page}");
    assert_eq!(tests::paper::qpdf_complaint(&printed.path(0)), None);
}

#[test]
fn a_character_that_only_the_rare_typeface_has_is_named_when_the_typeface_is_absent() {
    let mut sheets = batch(2);
    sheets[1].name = Name::new("𠮷野　健太郎");
    let complaints = check("notice-right", &sheets);
    match complaints.as_slice() {
        // IPAmj Mincho is on this machine: the name is printed.
        [] => {
            let printed = print("notice-right", &sheets);
            let pages = tests::paper::pdf_pages(&printed.path(0));
            assert!(pages[printed.volumes[0].papers[1].page - 1].contains("𠮷野 健太郎"));
        }
        [one] => {
            assert_eq!((one.code, one.place.as_str()), ("rare_typeface_absent", sheets[1].member.as_str()));
            assert!(
                one.sentence.ja.contains("U+20BB7") && one.sentence.ja.contains("IPAmj明朝"),
                "{}",
                one.sentence.ja
            );
        }
        more => panic!("{more:#?}"),
    }
}

#[test]
fn a_text_too_long_for_its_place_is_named_and_not_cut() {
    let mut sheets = batch(3);
    sheets[0].name = Name::new("寿限無".repeat(60));
    sheets[1].kana = Kana::new("ジュゲム".repeat(80));
    sheets[2].route = Route::Home;
    sheets[2].address = Some(Address::new("港区芝公園".repeat(60)));
    let complaints = check("notice-right", &sheets);
    for (sheet, word) in sheets.iter().zip(["氏名", "フリガナ", "住所"]) {
        let own = of(&complaints, &sheet.member);
        assert!(
            own.iter().any(|one| one.code == "overflow" && one.sentence.ja.contains(word)),
            "{word}: {complaints:#?}"
        );
    }
}

#[test]
fn complaints_and_failures_show_no_name() {
    let mut sheets = batch(1);
    sheets[0].name = Name::new("秘密　\u{E000}子");
    let complaints = check("notice-right", &sheets);
    assert!(!format!("{complaints:?}").contains("秘密"));
    assert!(!format!("{:?}", sheets[0]).contains("秘密"));
}

#[test]
fn a_full_disk_is_a_failure_that_names_the_file() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (layout, society, sheets) = (layout("notice-right"), society(), batch(30));
    let run = run(Kind::Notice, &layout, &society, &sheets);
    let failure = papers::render(&run, &mut |_| Ok(Box::new(Full))).unwrap_err();
    assert!(failure.said().0.ja.contains("notice-B-001.pdf"), "{}", failure.said().0.ja);
}

#[test]
fn an_empty_batch_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let volumes = print_into(folder.path(), &layout("notice-right"), &society(), &[]).unwrap();
    assert!(volumes.is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_society_whose_name_cannot_be_printed_is_told_the_line_of_the_layout() {
    let mut society = society();
    society.name = "みなと\u{E001}健康保険組合".into();
    let sheets = batch(1);
    let layout: Layout = layout("notice-right");
    let run = run(Kind::Notice, &layout, &society, &sheets);
    let complaints = papers::check(&run);
    assert!(complaints.iter().all(|one| one.place.starts_with("notice-right.toml:") || one.place == sheets[0].member));
    assert!(complaints.iter().any(|one| one.sentence.ja.contains("保険者名称") && one.sentence.ja.contains("U+E001")));
}

#[test]
fn a_certificate_without_its_last_day_and_a_letter_home_without_an_address_are_refused() {
    let mut sheets = batch(3);
    sheets[0].last_day = None;
    sheets[1].route = Route::Home;
    sheets[1].address = None;
    sheets[2].name = Name::new("　");
    let complaints = check("certificate-a4", &sheets);
    let said: Vec<(&str, &str)> = complaints.iter().map(|one| (one.place.as_str(), one.sentence.en.as_str())).collect();
    let member = |index: usize| sheets[index].member.as_str();
    let wanted = [
        (member(0), "Cannot be printed without the last day."),
        (member(1), "Cannot be printed without the address."),
        (member(2), "Cannot be printed without the name."),
    ];
    assert_eq!(said, wanted);
    // A notice has no last day, and through the employer no address.
    sheets[1].route = Route::Employer;
    assert_eq!(check("notice-right", &sheets).len(), 1);
}

#[test]
fn a_portal_without_an_address_makes_no_code() {
    let mut society = society();
    society.portal_url.clear();
    let (layout, sheets) = (layout("notice-right"), batch(1));
    let run = run(Kind::Notice, &layout, &society, &sheets);
    let complaints = papers::check(&run);
    assert_eq!(complaints.iter().map(|one| one.code).collect::<Vec<_>>(), ["unprintable_code"]);
}
