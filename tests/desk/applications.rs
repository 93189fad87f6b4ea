//! Applications: taken, decided at once, and refused with a letter.

use tests::paper::pdf_pages;

use crate::owed::Society;

#[test]
fn a_refused_application_is_told_by_a_letter_with_the_reason_and_the_law_and_is_printed_again_the_same() {
    let society = Society::new();
    let world = &society.world;
    let refusal = |more: &[&str]| {
        let arguments = ["refusal", "ledger.daicho", "--member", "101-13-00", "--on", "2026-12-07", "--json"];
        world.run(&[&arguments[..], more].concat())
    };
    assert!(refusal(&["--out", "out"]).ends(1).err.contains("お断りした申請はありません"));
    world.import(
        "list2.csv",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,13,0,有,2030-06-15\n",
        &["--form", "registration", "--on", "2026-12-05"],
    );
    let apply =
        ["apply", "ledger.daicho", "--member", "101-13-00", "--reason", "e_certificate_lapsed", "--on", "2026-12-06"];
    let proxy = ["--proxy", "佐藤　花子", "--relation", "妻", "--papers-seen", "委任状と運転免許証", "--direct"];
    world.run(&[&apply[..], &proxy].concat()).ends(1);
    let all = refusal(&[]).ends(0).json();
    let one = &all["applications"][0];
    assert_eq!((one["reason"].as_str(), one["way"].as_str()), (Some("e_certificate_lapsed"), Some("direct")));
    assert_eq!((one["proxy"]["relation"].as_str(), one["letter"].as_str()), (Some("妻"), None));
    assert_eq!(one["refused"][0]["because"], "myna_usable");
    let letter = refusal(&["--out", "out"]).ends(0).json();
    assert_eq!((letter["again"].as_bool(), letter["on"].as_str()), (Some(false), Some("2026-12-07")));
    let file = world.at(letter["file"].as_str().expect("a file"));
    let pages = pdf_pages(&file);
    assert_eq!(pages.len(), 1, "one page");
    for seen in [
        "佐藤 次郎 様",
        "〒100-0002",
        "皇居外苑",
        "電子証明書の有効期限切れ",
        "令和8年12月6日",
        "マイナ保険証",
        "健康保険法",
        "見本健康保険組合",
    ] {
        assert!(pages[0].contains(seen), "{seen}: {}", pages[0]);
    }
    let before = std::fs::read(&file).expect("a file");
    world.import(
        "moved.csv",
        "記号,番号,枝番,郵便番号,住所\n101,13,0,5300002,大阪府大阪市北区曽根崎9-9\n",
        &["--form", "members", "--on", "2026-12-08"],
    );
    let again = world.run(&[
        "refusal",
        "ledger.daicho",
        "--member",
        "101-13-00",
        "--on",
        "2026-12-20",
        "--out",
        "out",
        "--json",
    ]);
    let again = again.ends(0).json();
    assert_eq!((again["again"].as_bool(), again["on"].as_str()), (Some(true), Some("2026-12-07")));
    assert_eq!(std::fs::read(&file).expect("a file"), before);
    assert_eq!(refusal(&[]).ends(0).json()["applications"][0]["letter"], "2026-12-07");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn a_later_application_for_another_reason_does_not_undo_an_earlier_one() {
    let society = Society::new();
    let world = &society.world;
    let certificate = society.code("101-13-00");
    society.step(&certificate, "lost", "2026-12-01", &[]);
    let apply = |reason: &str, on: &str| {
        world.run(&["apply", "ledger.daicho", "--member", "101-13-00", "--reason", reason, "--on", on, "--json"]).json()
    };
    assert_eq!(apply("lost", "2026-12-02")["decision"]["certificate"]["outcome"], "reissue");
    assert_eq!(apply("not_registered", "2026-12-03")["decision"]["certificate"]["outcome"], "reissue");
    assert_eq!(world.decide("101-13-00", "2026-12-04")["certificate"]["because"], "lost");
    society.certificates("2026-12-05");
    assert_eq!(world.decide("101-13-00", "2026-12-06")["certificate"]["because"], "holds_live_certificate", "answered");
}

#[test]
fn a_dependant_whose_cover_ended_with_the_insured_persons_is_told_so_and_not_that_her_card_is_usable() {
    let world = crate::world::World::new();
    let people = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
202,7,00,坂本　和子,サカモト　カズコ,S38.3.3,女,本人,R6.11.1,2026-10-31,5300001,大阪府大阪市北区梅田1-2-3
202,7,01,坂本　茂,サカモト　シゲル,S36.3.3,男,夫,R6.11.1,,5300001,大阪府大阪市北区梅田1-2-3
";
    world.import("people.csv", people, &["--on", "2026-04-10"]);
    let list = "記号,番号,枝番,利用登録,電子証明書有効期限\n202,7,01,有,2030-06-15\n";
    world.import("list.csv", list, &["--form", "registration", "--on", "2026-05-07"]);
    let apply = [
        "apply",
        "ledger.daicho",
        "--member",
        "202-7-01",
        "--reason",
        "not_registered",
        "--on",
        "2026-11-02",
        "--json",
    ];
    let told = world.run(&apply).ends(0).json();
    assert_eq!(
        (told["refused"].as_bool(), told["decision"]["certificate"]["because"].as_str()),
        (Some(false), Some("not_insured"))
    );
}
