//! 窓口の本人確認: a card beside the ledger, and which papers suffice.

use rules::agreement::Because;
use rules::calendar::day;
use rules::counter::{About, Document, OfCard, OfLedger, Seen, compare, documents_suffice};
use rules::words::Sex;
use rules::words::identity::Grade;

#[test]
fn a_card_is_graded_by_the_weakest_of_what_both_say() {
    use Because::{Other, Spaces, Substitute, Variant};
    let born = Some(day(1980, 2, 17));
    let other = Some(day(1980, 2, 18));
    let female = Some(Sex::Female);
    for (names, card, card_born, card_sex, grade, because) in [
        (vec!["見本　花子"], "見本　花子", born, female, Grade::A, vec![]),
        // The spelling as reported differs, that of the register does not.
        (vec!["見本　華子", "見本　花子"], "見本　花子", born, female, Grade::A, vec![]),
        (vec!["見本花子"], "見本　花子", born, female, Grade::B, vec![Spaces]),
        (vec!["髙橋　花子"], "高橋　花子", born, female, Grade::B, vec![Variant]),
        (vec!["吉田　花子"], "〓田　花子", born, female, Grade::B, vec![Substitute]),
        (vec!["見本　花子"], "見本　華子", born, female, Grade::C, vec![Other]),
        (vec!["見本　花子"], "見本　花子", other, female, Grade::C, vec![]),
        (vec!["見本　花子"], "見本　花子", born, Some(Sex::Male), Grade::C, vec![]),
        // The card does not say the sex: nothing gainsays it.
        (vec!["見本　花子"], "見本　花子", born, None, Grade::A, vec![]),
        // Without a birth date on both sides nobody is taken for the member.
        (vec!["見本　花子"], "見本　花子", None, female, Grade::C, vec![]),
        (vec![], "見本　花子", born, female, Grade::C, vec![]),
    ] {
        let held = OfLedger { names: names.clone(), born, sex: female };
        let (found, all) = compare(OfCard { name: card, born: card_born, sex: card_sex }, &held);
        assert_eq!(found, grade, "{names:?} {card}");
        assert_eq!(all[0].about, About::Name);
        assert_eq!(all[0].because, because, "{names:?} {card}");
        assert_eq!(Seen::of(found).is_the_member(), grade != Grade::C);
    }
}

#[test]
fn two_different_papers_suffice_and_one_twice_does_not() {
    use Document::{Certificate, DrivingLicence, Pension};
    for (documents, suffice) in [
        (vec![], false),
        (vec![DrivingLicence], false),
        (vec![DrivingLicence, DrivingLicence], false),
        (vec![DrivingLicence, Certificate], true),
        (vec![Certificate, Pension], true),
    ] {
        assert_eq!(documents_suffice(&documents), suffice, "{documents:?}");
    }
    assert!(DrivingLicence.has_photo() && !Certificate.has_photo());
}
