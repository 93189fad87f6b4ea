//! `truth.jsonl` and `expected.json`: what the generator knows, for tests and for a teacher. Never a full My Number.

use std::io::{self, Write};

use rules::calendar::Day;
use serde::Serialize;

use super::forms::{Counts, Sending, SendingKind};
use super::{DAY, Plan, Society};

/// One line of `truth.jsonl`: a member as he is once every file is in. Names as in `daicho show --json`.
#[derive(Serialize)]
struct Line<'a> {
    member: String,
    symbol: &'a str,
    number: &'a str,
    branch: &'a str,
    name: String,
    kana: String,
    born: Day,
    sex: &'static str,
    relation: &'static str,
    household: usize,
    employer: &'a str,
    acquired: Day,
    lost: Option<Day>,
    my_number: &'static str,
    last_four: Option<&'a str>,
    postcode: &'a str,
    address: &'a str,
    asked_at_enrolment: bool,
    myna_card: &'static str,
    registered: &'static str,
    e_certificate_until: Option<Day>,
    ratio: Option<u8>,
    file: Option<&'a str>,
}

pub(super) fn write(society: &Society, carried: &[Option<String>], mut out: impl Write) -> io::Result<()> {
    for (at, it) in society.members.iter().enumerate() {
        let line = Line {
            member: it.number.to_string(),
            symbol: &it.number.symbol,
            number: &it.number.number,
            branch: &it.number.branch,
            name: it.name(),
            kana: it.kana(),
            born: it.born,
            sex: it.sex.code(),
            relation: it.relation.code(),
            household: it.household,
            employer: society.employers.get(it.employer).map_or("", |employer| employer.code.as_str()),
            acquired: it.acquired,
            lost: it.lost,
            my_number: if it.my_number.is_some() { "registered" } else { "missing" },
            last_four: it.my_number.as_deref().and_then(|text| text.get(8..)),
            postcode: &it.postcode,
            address: &it.address,
            asked_at_enrolment: it.wants_certificate,
            myna_card: it.card.map_or("unknown", |card| card.card.code()),
            registered: it.card.map_or("unknown", |card| card.registered.code()),
            e_certificate_until: it.card.and_then(|card| card.until),
            ratio: it.ratio(),
            file: carried.get(at).and_then(|name| name.as_deref()),
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// One file of `expected.json`.
#[derive(Serialize)]
pub(super) struct Expectation {
    file: String,
    employer: Option<String>,
    kind: &'static str,
    #[serde(flatten)]
    counts: Counts,
}

pub(super) fn expectation(sending: &Sending, employer: Option<&str>) -> Expectation {
    Expectation {
        file: sending.name.clone(),
        employer: employer.map(str::to_owned),
        kind: match sending.kind {
            SendingKind::Enrolment => "enrolment",
            SendingKind::Leaving => "leaving",
            SendingKind::Resent => "resent",
            SendingKind::Registration => "registration",
            SendingKind::Ratio => "ratio",
        },
        counts: sending.expected,
    }
}

#[derive(Serialize)]
struct Expected<'a> {
    on: Day,
    members: u32,
    seed: u64,
    files: &'a [Expectation],
}

pub(super) fn expected_json(plan: Plan, files: &[Expectation]) -> String {
    let expected = Expected { on: DAY, members: plan.members, seed: plan.seed, files };
    let mut text = serde_json::to_string_pretty(&expected).expect("plain words and numbers are always JSON");
    text.push('\n');
    text
}
