//! 読み取り: what a clerk can say of a paper in hand, in the order of the bench, and why the post brings something back. What may
//! happen to which paper is the table of [`rules::paper`] alone.

use rules::paper::Step;
use rules::words::Lang;

use crate::life::{BY_HAND, WHY_UNDELIVERED, why_said};
use crate::wire::{Bench, BenchMode, BenchReason};
use crate::words;

/// As they happen most often: what comes back, what is searched for, what is gone, and how papers go out.
const ORDER: [Step; 15] = [
    Step::Return,
    Step::ComeBack,
    Step::SayReturned,
    Step::SayNeverCame,
    Step::SearchInVain,
    Step::Lose,
    Step::Damage,
    Step::Find,
    Step::ReportLoss,
    Step::ReportNotCollectable,
    Step::Dispose,
    Step::Destroy,
    Step::Post,
    Step::Deliver,
    Step::HandOver,
];

/// The bench: its modes, and the reasons of returned mail.
#[must_use]
pub fn bench(lang: Lang) -> Bench {
    let modes = ORDER.into_iter().filter(|step| BY_HAND.contains(step)).map(|step| BenchMode {
        step: step.code(),
        word: words::step(step, lang),
        reason: step == Step::ComeBack,
        witness: step == Step::Destroy,
    });
    let reasons =
        WHY_UNDELIVERED.iter().map(|(code, ..)| BenchReason { code, word: why_said(code, lang).unwrap_or_default() });
    Bench { modes: modes.collect(), reasons: reasons.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_clerk_records_by_hand_stands_on_the_bench_once() {
        let bench = bench(Lang::Ja);
        let mut steps: Vec<&str> = bench.modes.iter().map(|mode| mode.step).collect();
        let mut by_hand: Vec<&str> = BY_HAND.iter().map(|step| step.code()).collect();
        steps.sort_unstable();
        by_hand.sort_unstable();
        assert_eq!(steps, by_hand);
        assert_eq!(bench.reasons.len(), WHY_UNDELIVERED.len());
        assert!(bench.modes.iter().all(|mode| !mode.word.is_ascii()));
    }
}
