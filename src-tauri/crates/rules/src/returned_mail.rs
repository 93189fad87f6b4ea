//! 返戻: what is proposed next for a paper that the post brought back. The clerk decides; the society's practice, not law.

use crate::case::coded;
use crate::words::Said;

coded! {
    /// What to do next.
    Proposal {
        /// 住所の確認: nothing goes to this address until somebody has found out.
        FindAddress = "find_address",
        /// 再発送: the address is mended or was never wrong.
        PostAgain = "post_again",
        /// 本人への連絡: nobody took it in; agree on a day, or hand it over.
        Call = "call",
        /// 廃棄: whoever is no longer insured does not get it any more.
        Destroy = "destroy",
    }
}

/// What is known of a paper that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameBack {
    /// Mail to the address in use is known to come back.
    pub doubtful: bool,
    /// The reason speaks against the address.
    pub against_address: bool,
    /// Is the member insured on the day?
    pub insured: bool,
}

/// What to do next with a paper that came back.
#[must_use]
pub fn next_step(it: CameBack) -> Proposal {
    if !it.insured {
        Proposal::Destroy
    } else if it.doubtful {
        Proposal::FindAddress
    } else if it.against_address {
        Proposal::PostAgain
    } else {
        Proposal::Call
    }
}

impl Proposal {
    /// The same in a sentence for the clerk.
    #[must_use]
    pub fn sentence(self) -> Said {
        match self {
            Proposal::FindAddress => Said::new(
                "本人か事業所に住所を確かめ、直してください。それまでこの住所へは何も送りません。",
                "Find out the address from the member or the employer and mend it. Nothing goes there until then.",
            ),
            Proposal::PostAgain => Said::new(
                "住所は直っています。同じ書類をもう一度発送し、発送を記録してください。",
                "The address is mended. Post the same paper once more and record it.",
            ),
            Proposal::Call => Said::new(
                "本人に連絡し、受け取れる日にもう一度発送するか、窓口で渡してください。",
                "Call the member; post it again on a day that suits, or hand it over.",
            ),
            Proposal::Destroy => Said::new(
                "資格を喪失した方の書類です。渡さず、二人で廃棄してください。",
                "The member is no longer insured. Do not hand it over; destroy it before a second person.",
            ),
        }
    }
}
