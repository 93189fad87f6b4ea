//! What is proposed for a paper that came back.

use rules::returned_mail::{CameBack, Proposal, next_step};
use rules::words::Lang;

#[test]
fn nothing_is_posted_again_to_an_address_in_doubt_and_nothing_to_whoever_has_left() {
    for doubtful in [false, true] {
        for against_address in [false, true] {
            for insured in [false, true] {
                let proposed = next_step(CameBack { doubtful, against_address, insured });
                let expected = match (insured, doubtful, against_address) {
                    (false, ..) => Proposal::Destroy,
                    (true, true, _) => Proposal::FindAddress,
                    (true, false, true) => Proposal::PostAgain,
                    (true, false, false) => Proposal::Call,
                };
                assert_eq!(proposed, expected, "doubtful {doubtful} against {against_address} insured {insured}");
            }
        }
    }
}

#[test]
fn every_proposal_is_said_in_both_languages() {
    for proposal in Proposal::ALL {
        let said = proposal.sentence();
        assert!(said.in_lang(Lang::Ja).ends_with('。') && said.in_lang(Lang::En).ends_with('.'), "{proposal:?}");
    }
}
