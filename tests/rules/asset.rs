//! Which seal, issuer or layout is in force: what is not approved never is, and what has ended does not come back by itself.

use rules::asset::{Stand, Term, in_force};
use rules::calendar::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// One proposal a word: name, first day, last day or `-`, and `?` proposed, `+N` approved by act N, `xN` withdrawn after that.
fn terms(text: &str) -> Vec<(String, Term)> {
    let read = |word: &str| {
        let parts: Vec<&str> = word.split('/').collect();
        let [name, from, until, stand] = parts.as_slice() else { panic!("{word}") };
        let number = || stand[1..].parse().expect("an act");
        let stand = match stand.as_bytes()[0] {
            b'+' => Stand::Approved(number()),
            b'x' => Stand::Withdrawn(number()),
            _ => Stand::Proposed,
        };
        let until = (*until != "-").then(|| day(until));
        ((*name).to_owned(), Term { from: day(from), until, stand })
    };
    text.split_whitespace().map(read).collect()
}

#[test]
fn the_approved_one_that_begins_last_is_in_force_until_it_ends_or_is_withdrawn() {
    let table = [
        // Nothing, and what nobody has approved.
        ("", "2026-06-01", "-"),
        ("A/2026-04-01/-/?", "2026-06-01", "-"),
        // The day before, and the day of.
        ("A/2026-04-01/-/+3", "2026-03-31", "-"),
        ("A/2026-04-01/-/+3", "2026-04-01", "A"),
        ("A/2026-04-01/2026-05-31/+3", "2026-05-31", "A"),
        ("A/2026-04-01/2026-05-31/+3", "2026-06-01", "-"),
        // A new president from the first of June.
        ("A/2019-05-01/-/+3 B/2026-06-01/-/+9", "2026-05-31", "A"),
        ("A/2019-05-01/-/+3 B/2026-06-01/-/+9", "2026-06-01", "B"),
        ("A/2019-05-01/-/+3 B/2026-06-01/-/?", "2026-06-01", "A"),
        // The order in which they were proposed or approved says nothing, but of two that begin on one day.
        ("B/2026-06-01/-/+3 A/2019-05-01/-/+9", "2026-06-01", "B"),
        ("A/2026-06-01/-/+9 B/2026-06-01/-/+3", "2026-06-01", "A"),
        // A deputy's seal ends: the one before it does not come back by itself.
        ("A/2019-05-01/-/+3 B/2026-06-01/2026-06-30/+9", "2026-07-01", "-"),
        ("A/2019-05-01/-/+3 B/2026-06-01/2026-06-30/+9 C/2026-07-01/-/+12", "2026-07-01", "C"),
        // Nor does it when an approval is taken back; a proposal that was withdrawn stands in nobody's way.
        ("A/2019-05-01/-/+3 B/2026-06-01/-/x9", "2026-06-01", "-"),
        ("A/2019-05-01/-/+3 B/2026-06-01/-/x9", "2026-05-31", "A"),
        ("A/2026-06-01/-/+3 B/2026-06-01/-/x9", "2026-06-01", "-"),
        ("A/2026-06-01/-/x3 B/2026-06-01/-/+9", "2026-06-01", "B"),
    ];
    for (proposals, on, expected) in table {
        let named = terms(proposals);
        let terms: Vec<Term> = named.iter().map(|(_, term)| *term).collect();
        let found = in_force(&terms, day(on)).map_or("-", |at| named[at].0.as_str());
        assert_eq!(found, expected, "{proposals} on {on}");
    }
}
