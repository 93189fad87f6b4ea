//! Whose certificates are believed.

use card::{Proof, Trust, Unproven, check, check_under};
use tests::software_card::{Card, Desk, fixtures, holder, trust};

use crate::dialogue::{ON, proof_of};

#[test]
fn the_three_authorities_that_are_shipped_are_read() {
    assert_eq!(Trust::shipped().count(), 3);
    assert!(Trust::written("# nothing\n\n").is_some_and(|it| it.count() == 0));
    for broken in ["one\ttwo", "it\t2020-01-01\t2030-01-01\t00:11", "it\t2020-02-30\t2030-01-01\t00", "it 2020"] {
        assert!(Trust::written(broken).is_none(), "{broken}");
    }
}

#[test]
fn a_software_card_is_not_believed_by_what_is_shipped() {
    let card = Card::of(holder("adult"));
    let reading = check(&mut Desk::with(&card), &proof_of(holder("adult"))).expect("a reading");
    assert_eq!(reading.proof, Proof::Failed(Unproven::TestCard));
    assert_eq!((reading.verified, card.tries()[1]), (0, 3), "no PIN is spent on it");

    let card = Card::of(holder("production-policy"));
    let reading = check(&mut Desk::with(&card), &proof_of(holder("production-policy"))).expect("a reading");
    assert_eq!(reading.proof, Proof::Failed(Unproven::UnknownIssuer));
    assert_eq!(reading.verified, 0);
}

#[test]
fn a_certificate_is_believed_only_with_its_issuer_profile_and_days() {
    let cases = [
        ("adult", Proof::Genuine),
        ("child", Proof::Genuine),
        ("expired-card", Proof::Failed(Unproven::CertificateExpired)),
        ("expired-certificate", Proof::Failed(Unproven::CertificateExpired)),
        ("in-grace", Proof::Failed(Unproven::CertificateExpired)),
        ("not-yet", Proof::Failed(Unproven::NotYet)),
        ("for-signing", Proof::Failed(Unproven::Profile)),
        ("production-policy", Proof::Failed(Unproven::Profile)),
        ("of-stranger", Proof::Failed(Unproven::UnknownIssuer)),
        ("of-ended", Proof::Failed(Unproven::IssuerExpired)),
        ("no-certificate", Proof::Failed(Unproven::NoCertificate)),
    ];
    for (file, expected) in cases {
        let card = Card::of(holder(file));
        let reading = check_under(&mut Desk::with(&card), &proof_of(holder(file)), &trust()).expect("a reading");
        assert_eq!(reading.proof, expected, "{file}");
        let spent = u32::from(expected == Proof::Genuine);
        assert_eq!(reading.verified, spent, "{file}: a PIN is shown only where it can prove something");
        assert!(!card.is_open());
    }
}

#[test]
fn an_issuer_that_only_bears_the_name_is_found_out() {
    // The stranger is believed, but did not sign this one.
    let print = |name: &str| {
        let bytes = std::fs::read(fixtures().join(name)).expect("the fixture");
        let digest = openssl::sha::sha256(&bytes);
        digest.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
    };
    let stranger = print("stranger.der");
    let trust = format!("policy\t1.2.392.200149.8.5.1.0.30\nit\t2019-04-01\t2039-03-31\t{stranger}\n");
    let trust = Trust::written(&trust).expect("a list");
    let told = |file: &str| {
        let card = Card::of(holder(file));
        check_under(&mut Desk::with(&card), &proof_of(holder(file)), &trust).expect("a reading").proof
    };
    assert_eq!(told("of-stranger"), Proof::Genuine);
    assert_eq!(told("adult"), Proof::Failed(Unproven::UnknownIssuer));
    let card = Card::of(holder("adult"));
    card.with_authority("stranger");
    let reading = check_under(&mut Desk::with(&card), &proof_of(holder("adult")), &trust).expect("a reading");
    assert_eq!(reading.proof, Proof::Failed(Unproven::Chain));
    assert!(ON > rules::calendar::day(2026, 1, 1));
}

#[test]
fn a_certificate_of_somebody_else_is_no_proof() {
    let card = Card::of(holder("adult"));
    card.with_key("spouse");
    let reading = check_under(&mut Desk::with(&card), &proof_of(holder("adult")), &trust()).expect("a reading");
    assert_eq!(reading.proof, Proof::Failed(Unproven::Signature));
}
