//! At hand: every outcome and reason has its page, every page its words and its basis, and every day its leaflet.

use std::collections::BTreeSet;

use rules::at_hand::{About, Page, compared, compared_under, pages, pages_of, pages_under};
use rules::calendar::{Day, LAW, Law, day};
use rules::decision::{Because, CoveredBecause, Decision, ReturnBecause};
use rules::leaflet::{Leaflet, Topic, leaflet, leaflet_under, leaflets};
use rules::words::{Lang, Said};

use crate::rows::{all_rows, decided, law};

const ON: Day = day(2026, 4, 21);

fn codes() -> BTreeSet<String> {
    pages(ON).into_iter().map(|page| page.code).collect()
}

#[test]
fn every_outcome_with_its_reason_that_the_tables_reach_has_a_page() {
    let codes = codes();
    let mut missing = BTreeSet::new();
    for row in all_rows() {
        let Ok(answers) = decided(&row, &law()) else { continue };
        for (about, outcome, because) in [
            ("certificate", "certificate", "certificate_because"),
            ("notice", "notice", "notice_because"),
            ("old_card_return", "old_card_return", "old_card_because"),
            ("certificate_return", "certificate_return", "certificate_return_because"),
        ] {
            let (Some(outcome), Some(because)) = (answers.get(outcome), answers.get(because)) else { continue };
            let code = format!("{about}.{outcome}.{because}");
            if because != "-" && !codes.contains(&code) {
                missing.insert(code);
            }
        }
    }
    assert!(missing.is_empty(), "no page: {missing:?}");
}

#[test]
fn every_reason_has_a_page_and_no_page_is_there_twice() {
    let pages = pages(ON);
    let codes = codes();
    assert_eq!(codes.len(), pages.len(), "a code stands twice");
    let reasons: BTreeSet<&str> = pages.iter().filter_map(|page| page.because).collect();
    let all = Because::ALL
        .iter()
        .map(|it| it.code())
        .chain(CoveredBecause::ALL.iter().map(|it| it.code()))
        .chain(ReturnBecause::ALL.iter().map(|it| it.code()));
    let missing: Vec<&str> = all.filter(|code| !reasons.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for about in About::ALL {
        assert!(pages.iter().any(|page| page.about == *about), "{about:?}");
    }
    assert!(pages.iter().filter(|page| page.about == About::Question).count() >= 25);
    let titles: BTreeSet<&str> = pages.iter().map(|page| page.title.ja.as_str()).collect();
    assert_eq!(titles.len(), pages.len(), "a title stands twice");
}

fn is_said(said: &Said, place: &str) {
    assert!(
        said.ja.ends_with('。') && !said.ja.contains("。。") && !said.ja.contains("ため、ため"),
        "{place}: {}",
        said.ja
    );
    assert!(said.en.ends_with('.') && said.en.is_ascii() && !said.en.contains(".."), "{place}: {}", said.en);
}

fn is_whole(page: &Page) {
    assert!((2..=4).contains(&page.say.len()), "{} says {} sentences", page.code, page.say.len());
    assert!(!page.ask.is_empty() && !page.act.is_empty(), "{}", page.code);
    for said in page.say.iter().chain(&page.ask).chain(&page.act) {
        is_said(said, &page.code);
    }
    for text in [&page.title, &page.basis] {
        assert!(!text.ja.is_empty() && !text.en.is_empty() && text.en.is_ascii(), "{}: {text:?}", page.code);
    }
    let law = ["法", "民法", "取扱い", "組合の定め"];
    assert!(law.iter().any(|word| page.basis.ja.contains(word)), "{} rests on {}", page.code, page.basis.ja);
}

#[test]
fn every_page_is_whole_on_the_day_before_and_the_day_of_every_change() {
    for on in changes() {
        pages(on).iter().for_each(is_whole);
    }
}

/// The days around which the law turns.
fn changes() -> Vec<Day> {
    [LAW.old_cards_not_issued, LAW.old_cards_end, LAW.clinic_acceptance_over]
        .into_iter()
        .flat_map(|day| [day.before(), day])
        .collect()
}

#[test]
fn a_member_is_told_the_pages_of_what_was_decided() {
    use rules::case::{Case, UseRegistration};
    use rules::policy::Policies;
    let text = crate::rows::policy_text(&crate::rows::base_policy());
    let policies = Policies::read(&text, "policy.toml").unwrap();
    let decide = |case: &Case| -> Decision { rules::decide(case, policies.on(case.on).unwrap()).unwrap() };
    let none = Case { use_registered: UseRegistration::No, ..Case::blank(ON) };
    let found = pages_of(&decide(&none), ON);
    let of: Vec<&str> = found.iter().map(|page| page.code.as_str()).collect();
    assert_eq!(of, ["covered.no.nothing_to_show", "certificate.issue.not_registered", "notice.issue.joined"]);
    assert!(found[1].say[1].ja.contains("有効期限"), "the last day is told: {:?}", found[1].say);
    found.iter().for_each(is_whole);
    let left = Case { lost: Some(ON), old_card_until: Some(day(2025, 12, 1)), ..Case::blank(ON) };
    let found = pages_of(&decide(&left), ON);
    assert!(found.iter().any(|page| page.code == "old_card_return.not_due.old_card_self_disposal"));
}

fn words(leaflet: &Leaflet, lang: Lang) -> String {
    leaflet.lines(lang).iter().map(|line| line.text().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn on_every_day_there_is_one_leaflet_about_each_thing_and_it_changes_with_the_law() {
    let mut all = leaflets(&LAW);
    assert_eq!(all.len(), 7, "every text has its head");
    all.retain(|one| one.topic == Topic::Clinic);
    assert_eq!(all.len(), 4);
    for on in changes().into_iter().chain([day(2024, 4, 1), ON, day(2030, 1, 1)]) {
        for topic in Topic::ALL {
            let holding = leaflets(&LAW).into_iter().filter(|one| {
                one.topic == *topic && one.from.is_none_or(|from| from <= on) && one.until.is_none_or(|end| on < end)
            });
            assert_eq!(holding.count(), 1, "{topic:?} on {on}");
        }
    }
    let of = |on: Day| leaflet(Topic::Clinic, on).unwrap();
    for change in [LAW.old_cards_not_issued, LAW.old_cards_end, LAW.clinic_acceptance_over] {
        assert_ne!(of(change.before()), of(change), "{change}");
        assert_eq!(of(change.before()).until, Some(change));
        assert_eq!(of(change).from, Some(change));
    }
    let returns = |on: Day| leaflet(Topic::Returns, on).unwrap();
    assert_ne!(returns(LAW.old_cards_end.before()), returns(LAW.old_cards_end));
    assert_eq!(returns(LAW.clinic_acceptance_over.before()), returns(LAW.clinic_acceptance_over));
}

#[test]
fn a_leaflet_says_the_days_of_the_law_and_leaves_no_place_open() {
    for one in leaflets(&LAW) {
        for lang in [Lang::Ja, Lang::En] {
            let text = words(&one, lang);
            assert!(!text.contains(['{', '}', '#']) && text.lines().count() >= 6, "{text}");
            assert_eq!(lang == Lang::En, text.is_ascii(), "{text}");
        }
    }
    let second = leaflet(Topic::Clinic, day(2025, 6, 1)).unwrap();
    assert!(words(&second, Lang::Ja).contains("令和7年12月1日まで"), "the last day of old cards");
    let third = leaflet(Topic::Clinic, day(2026, 1, 5)).unwrap();
    assert!(words(&third, Lang::Ja).contains("令和8年3月31日まで"), "the last day of the provisional acceptance");
    assert!(words(&third, Lang::En).contains("2026-03-31"));
    // A change of the law moves it.
    let later = Law { clinic_acceptance_over: day(2026, 10, 1), ..LAW };
    let third = leaflet_under(&later, Topic::Clinic, day(2026, 9, 30)).unwrap();
    let text: Vec<String> = third.lines_under(&later, Lang::Ja).iter().map(|line| line.text().to_owned()).collect();
    assert!(text.concat().contains("令和8年9月30日まで"));
}

#[test]
fn what_is_said_of_old_cards_and_of_notices_alone_is_what_holds_on_the_day() {
    let page = |law: &Law, on: Day, code: &str| {
        let found = pages_under(law, on).into_iter().find(|page| page.code == code).unwrap();
        found.say.iter().map(|said| said.ja.clone()).collect::<String>()
    };
    let alone = |on| page(&LAW, on, "question.notice_alone").contains("令和8年3月31日まで");
    assert!(alone(LAW.clinic_acceptance_over.before()) && !alone(LAW.clinic_acceptance_over));
    let nothing = |on| page(&LAW, on, "covered.no.nothing_to_show").contains("令和8年3月31日まで");
    assert!(nothing(LAW.clinic_acceptance_over.before()) && !nothing(LAW.clinic_acceptance_over));
    let old_card = |on| page(&LAW, on, "question.old_card_at_home");
    assert!(old_card(LAW.old_cards_end.before()).contains("捨てずに"));
    assert!(old_card(LAW.old_cards_end).contains("使えなくなりました"));
    assert!(!old_card(LAW.old_cards_not_issued.before()).contains("つくり直せません"));
    assert!(old_card(LAW.old_cards_not_issued).contains("つくり直せません"));
}

#[test]
fn the_three_are_compared_and_a_notice_alone_is_as_good_as_the_day_says() {
    let lines = compared(ON);
    assert!(lines.len() >= 8);
    for line in &lines {
        for said in [&line.question, &line.myna, &line.certificate, &line.notice] {
            assert!(!said.ja.is_ascii() && said.en.is_ascii() && !said.en.is_empty(), "{said:?}");
        }
    }
    let alone = |on: Day| compared_under(&LAW, on)[0].notice.ja.clone();
    assert!(alone(LAW.clinic_acceptance_over.before()).contains("令和8年3月31日"));
    assert!(!alone(LAW.clinic_acceptance_over).contains("令和8年"));
}

#[test]
fn whoever_is_protected_is_never_sent_to_the_employer() {
    let (mut sent, mut kept) = (0, 0);
    for page in pages(ON).iter().filter(|page| page.about != About::Question) {
        let told = |page: &Page| {
            let lines = [&page.say, &page.ask, &page.act].into_iter().flatten();
            lines.map(|line| (line.ja.clone(), line.en.clone())).collect::<Vec<_>>()
        };
        let past = told(&page.past_employer());
        sent += usize::from(past != told(page));
        kept += usize::from(past == told(page));
        for (ja, en) in past {
            // Whoever is insured elsewhere may ask there.
            let (ja, en) = (ja.replace("新しいお勤め先", ""), en.replace("new employer", ""));
            assert!(!ja.contains("お勤め先") && !ja.contains("事業所"), "{}: {ja}", page.code);
            assert!(!en.contains("employer") && en.is_ascii(), "{}: {en}", page.code);
        }
    }
    assert!(sent > 10 && kept > 10, "{sent} pages speak of the employer, {kept} do not");
}
