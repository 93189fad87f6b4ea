//! Every outcome and reason has its sentence in both languages and its basis, and no two say the same.

use std::collections::BTreeMap;

use rules::calendar::day;
use rules::decision::{
    Because, CertificateDecision, CertificateOutcome, CoveredBecause, LastDay, LastDayBecause, NoticeDecision,
    NoticeOutcome, ReturnBecause, ReturnDecision, ReturnOutcome,
};
use rules::words::Lang;

use crate::rows::{all_rows, decided, law};

fn is_a_sentence(text: &str, lang: Lang) {
    let end = if lang == Lang::Ja { '。' } else { '.' };
    assert!(text.ends_with(end), "{text}");
    assert!(!text.contains("ため、ため") && !text.contains("  ") && !text.contains(".."), "{text}");
    if lang == Lang::En {
        assert!(text.is_ascii(), "{text}");
    } else {
        assert!(!text.is_ascii(), "{text}");
    }
}

/// Outcome and reason of certificates and notices that really occur, from the tables.
fn pairs(outcome: &str, because: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = all_rows()
        .iter()
        .filter(|row| row.expected.contains_key(because))
        .map(|row| decided(row, &law()).unwrap())
        .filter_map(|answers| Some((answers.get(outcome)?.clone(), answers.get(because)?.clone())))
        .collect();
    pairs.sort();
    pairs.dedup();
    pairs
}

#[test]
fn every_certificate_outcome_with_its_reason_reads_as_its_own_sentence() {
    let mut seen: BTreeMap<String, (String, String)> = BTreeMap::new();
    let pairs = pairs("certificate", "certificate_because");
    assert!(pairs.len() >= 45, "{}", pairs.len());
    for (outcome, because) in pairs {
        let outcome_word = CertificateOutcome::from_code(&outcome).unwrap();
        let wait_until = (outcome_word == CertificateOutcome::Wait).then(|| day(2026, 5, 21));
        let decision = CertificateDecision {
            outcome: outcome_word,
            because: Because::from_code(&because).unwrap(),
            last_day: None,
            wait_until,
        };
        for lang in [Lang::Ja, Lang::En] {
            let sentence = decision.sentence(lang);
            is_a_sentence(&sentence, lang);
            assert!(!decision.basis(lang).is_empty());
            let now = (outcome.clone(), because.clone());
            let before = seen.insert(sentence.clone(), now.clone());
            assert!(before.is_none(), "{sentence}: both {before:?} and {now:?}");
        }
    }
}

#[test]
fn every_notice_outcome_with_its_reason_reads_as_its_own_sentence() {
    let mut seen: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (outcome, because) in pairs("notice", "notice_because") {
        let decision = NoticeDecision {
            outcome: NoticeOutcome::from_code(&outcome).unwrap(),
            because: Because::from_code(&because).unwrap(),
        };
        for lang in [Lang::Ja, Lang::En] {
            let sentence = decision.sentence(lang);
            is_a_sentence(&sentence, lang);
            assert!(decision.basis(lang).contains("51"));
            let now = (outcome.clone(), because.clone());
            let before = seen.insert(sentence.clone(), now.clone());
            assert!(before.is_none(), "{sentence}: both {before:?} and {now:?}");
        }
    }
}

#[test]
fn every_reason_has_words_even_where_no_table_reaches_it() {
    for because in Because::ALL.iter().copied() {
        for outcome in CertificateOutcome::ALL.iter().copied().filter(|it| *it != CertificateOutcome::Wait) {
            let decision = CertificateDecision { outcome, because, last_day: None, wait_until: None };
            is_a_sentence(&decision.sentence(Lang::Ja), Lang::Ja);
            is_a_sentence(&decision.sentence(Lang::En), Lang::En);
        }
        for outcome in NoticeOutcome::ALL.iter().copied() {
            let decision = NoticeDecision { outcome, because };
            is_a_sentence(&decision.sentence(Lang::Ja), Lang::Ja);
            is_a_sentence(&decision.sentence(Lang::En), Lang::En);
        }
    }
    for because in CoveredBecause::ALL.iter().copied() {
        is_a_sentence(because.sentence(Lang::Ja), Lang::Ja);
        is_a_sentence(because.sentence(Lang::En), Lang::En);
        assert!(!because.basis(Lang::Ja).is_empty() && !because.basis(Lang::En).is_empty());
    }
    for because in ReturnBecause::ALL.iter().copied().map(Some).chain([None]) {
        for outcome in ReturnOutcome::ALL.iter().copied() {
            let decision = ReturnDecision { outcome, because };
            is_a_sentence(&decision.sentence(Lang::Ja), Lang::Ja);
            is_a_sentence(&decision.sentence(Lang::En), Lang::En);
            assert!(!decision.basis(Lang::Ja).is_empty());
        }
    }
    for because in LastDayBecause::ALL.iter().copied() {
        let last_day = LastDay { day: day(2029, 11, 30), because };
        assert!(last_day.sentence(Lang::Ja).contains("令和11年11月30日"));
        assert!(last_day.sentence(Lang::En).contains("2029-11-30"));
    }
}

#[test]
fn words_and_codes_lead_to_each_other() {
    for because in Because::ALL.iter().copied() {
        assert_eq!(Because::from_code(because.code()), Some(because));
    }
    assert_eq!(Because::from_code("because"), None);
}

#[test]
fn facts_and_choices_have_english_names_and_no_word_of_a_file_among_them() {
    use rules::case::Fact;
    use rules::wording::PolicyKey;
    let facts = Fact::ALL.iter().map(|fact| (fact.code(), fact.name_en()));
    let keys = PolicyKey::ALL.iter().map(|key| (key.code(), key.name_en()));
    for (code, name) in facts.clone().chain(keys.clone()) {
        assert!(name.is_ascii() && !name.contains('_') && name != code, "{code}: {name}");
    }
    let capital = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    assert!(facts.clone().all(|(_, name)| capital(name)), "a fact stands alone, and begins with a capital");
    assert!(keys.clone().all(|(_, name)| !capital(name)), "a choice stands in a sentence");
    let different: std::collections::BTreeSet<&str> = facts.map(|(_, name)| name).collect();
    assert_eq!(different.len(), Fact::ALL.len());
}
