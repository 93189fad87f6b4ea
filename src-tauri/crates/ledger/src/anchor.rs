//! 記録点: where the journal stood after an act, kept outside the ledger. A cut tail and an old file put back do not show
//! in the chain itself; they do against an anchor that lies elsewhere.
//!
//! One line of text, for a file and for the QR code of a cover sheet:
//! `daicho 2 <ledger> <act> <when> <head of the chain> <look> <head of the looks> <mark>`. (Form 1 knows no looks and is still
//! read.) The mark is made with the ledger's key, so that nobody without
//! it can write an anchor that blames an honest ledger.

use rules::words::{Complaint, Said, Weight};

use crate::acts::{Act, Moment};
use crate::book::Ledger;
use crate::error::Result;
use crate::facts::ActSeq;
use crate::seal::{Seal, Sealer, hex, unhex};
use crate::{deletion, looks};

/// Where the journal of a ledger stood after one of its acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The ledger's number.
    pub ledger: String,
    /// The act.
    pub act: ActSeq,
    /// When it was done.
    pub at: Moment,
    /// The head of the chain after it.
    pub head: [u8; 32],
    /// The last look before it, and the first half of the head of the looks; 0 and zeros when there was none.
    pub looks: Option<(i64, [u8; 16])>,
    mark: [u8; 16],
}

const BEGINS: [&str; 2] = ["daicho 1 ", "daicho 2 "];

impl Anchor {
    pub(crate) fn of(act: &Act, looks: (i64, Seal), ledger: &str, sealer: &Sealer) -> Anchor {
        let mut anchor = Anchor {
            ledger: ledger.to_owned(),
            act: act.seq,
            at: act.at.clone(),
            head: act.hash,
            looks: Some((looks.0, half(&looks.1))),
            mark: [0; 16],
        };
        anchor.mark = anchor.true_mark(sealer);
        anchor
    }

    /// The line; it begins with the word `daicho` and has no line end.
    #[must_use]
    pub fn text(&self) -> String {
        let looks = self.looks.map(|(look, head)| format!(" {look} {}", hex(&head)));
        format!(
            "{}{} {} {} {}{} {}",
            BEGINS[usize::from(looks.is_some())],
            self.ledger,
            self.act.0,
            self.at,
            hex(&self.head),
            looks.unwrap_or_default(),
            hex(&self.mark)
        )
    }

    /// Reads a line; `None` when it is none.
    #[must_use]
    pub fn read(line: &str) -> Option<Anchor> {
        let line = line.trim();
        let (knows_looks, rest) = match BEGINS.map(|begins| line.strip_prefix(begins)) {
            [_, Some(rest)] => (true, rest),
            [Some(rest), _] => (false, rest),
            _ => return None,
        };
        let mut words = rest.split(' ');
        let anchor = Anchor {
            ledger: words.next().filter(|ledger| ledger.len() == 36)?.to_owned(),
            act: ActSeq(words.next()?.parse().ok().filter(|act| 0 < *act)?),
            at: Moment::new(words.next()?)?,
            head: unhex(words.next()?)?,
            looks: if knows_looks { Some((words.next()?.parse().ok()?, unhex(words.next()?)?)) } else { None },
            mark: unhex(words.next()?)?,
        };
        words.next().is_none().then_some(anchor)
    }

    fn true_mark(&self, sealer: &Sealer) -> [u8; 16] {
        let act = self.act.0.to_be_bytes();
        let looks = self.looks.map(|(look, head)| (look.to_be_bytes(), head));
        let mut parts = vec![self.ledger.as_bytes(), &act, self.at.text().as_bytes(), &self.head];
        if let Some((look, head)) = &looks {
            parts.extend([&look[..], &head[..]]);
        }
        half(&sealer.anchor(&parts))
    }
}

/// The first half of a seal: enough that nobody finds another that begins so.
fn half(seal: &Seal) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&seal[..16]);
    half
}

/// How many acts anchors know of that come after a ledger's last one: at least so many are missing. `None` when none of this
/// ledger's own anchors, bearing its mark, is of a later act: then it cannot be known.
pub(crate) fn missing(anchors: &[Anchor], ledger: &str, last: i64, sealer: &Sealer) -> Option<i64> {
    let own = anchors.iter().filter(|anchor| anchor.ledger == ledger && anchor.true_mark(sealer) == anchor.mark);
    own.map(|anchor| anchor.act.0 - last).max().filter(|missing| 0 < *missing)
}

/// What anchors say of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Anchors of this ledger.
    pub anchors: usize,
    /// Anchors of other ledgers, left aside.
    pub others: usize,
    /// Acts after the last anchor: nobody outside vouches for these.
    pub since: i64,
    /// What does not agree; empty when all is well.
    pub findings: Vec<Complaint>,
}

impl Ledger {
    /// The anchor of an act; `None` when there is no such act.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn anchor(&self, act: ActSeq) -> Result<Option<Anchor>> {
        let Some(act) = self.acts(act.0..=act.0)?.pop() else { return Ok(None) };
        Ok(Some(Anchor::of(&act, looks::before(self.tx(), act.seq)?, self.number(), self.sealer())))
    }

    /// At least so many acts are missing, by anchors from outside; `None` when none of them is of a later act of this ledger.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn missing(&self, anchors: &[Anchor]) -> Result<Option<i64>> {
        Ok(missing(anchors, self.number(), self.head()?.0.0, self.sealer()))
    }

    /// Holds the journal against anchors from outside.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn hold_against(&self, anchors: &[Anchor]) -> Result<Held> {
        let mut own: Vec<&Anchor> = anchors.iter().filter(|anchor| anchor.ledger == self.number()).collect();
        own.sort_by(|a, b| (a.act, &a.at).cmp(&(b.act, &b.at)));
        let mut held = Held { anchors: own.len(), others: anchors.len() - own.len(), since: 0, findings: Vec::new() };
        let (last, _) = self.head()?;
        // The last act that an anchor vouches for, before the first one that does not agree.
        let mut good: Option<&Anchor> = None;
        let mut altered: Option<&Anchor> = None;
        let mut cut: Option<&Anchor> = None;
        for anchor in &own {
            if anchor.mark != anchor.true_mark(self.sealer()) {
                held.findings.push(not_ours(anchor));
                continue;
            }
            if last < anchor.act {
                cut = Some(anchor);
                continue;
            }
            let here = self.acts(anchor.act.0..=anchor.act.0)?.into_iter().next();
            let agrees = here.as_ref().is_some_and(|act| act.hash == anchor.head);
            match (agrees, &altered) {
                (true, None) => good = Some(anchor),
                (false, None) => altered = Some(anchor),
                _ => {}
            }
        }
        if let Some(anchor) = altered {
            let first = good.map_or(1, |good| good.act.0 + 1);
            let day = self.acts(first..=first)?.first().map_or(anchor.at.day_in_japan(), |act| act.at.day_in_japan());
            let day = good.map_or(day, |good| day.min(anchor.at.day_in_japan()).max(good.at.day_in_japan()));
            held.findings.push(finding(
                format!("act {first}"),
                "anchor_differs",
                format!(
                    "{}から後の記録が、外に控えた記録点（{}、記録 {}）と合いません。",
                    day.wareki(),
                    anchor.at.day_in_japan().wareki(),
                    anchor.act.0
                ),
                format!(
                    "The journal from {day} on does not agree with the anchor of {} (act {}).",
                    anchor.at.day_in_japan(),
                    anchor.act.0
                ),
            ));
        }
        if let Some(anchor) = cut {
            let day = self.acts(last.0..=last.0)?.first().map(|act| act.at.day_in_japan());
            let since = day.map_or_else(String::new, |day| format!("{}の記録 {} ", day.wareki(), last.0));
            held.findings.push(finding(
                format!("act {}", last.0 + 1),
                "anchor_ahead",
                format!(
                    "{since}より後の {} 件の記録がありません。外に控えた記録点（{}）は記録 {} までを示しています。",
                    anchor.act.0 - last.0,
                    anchor.at.day_in_japan().wareki(),
                    anchor.act.0
                ),
                format!(
                    "The {} acts after act {} are missing: the anchor of {} shows act {}.",
                    anchor.act.0 - last.0,
                    last.0,
                    anchor.at.day_in_japan(),
                    anchor.act.0
                ),
            ));
        }
        held.findings.extend(self.hold_looks(&own)?);
        // Whoever went back to a copy left acts behind: that is known, and so it is said.
        let restored = self.last_of_kind("restore")?.filter(|act| good.is_none_or(|good| good.act < act.seq));
        if let Some(act) = restored {
            let day = act.at.day_in_japan();
            for finding in held.findings.iter_mut().filter(|finding| finding.code != "anchor_forged") {
                finding.hint = Said::new(
                    format!(
                        "{}に控えから戻した台帳です（記録 {}）。戻す前の記録は失われています。",
                        day.wareki(),
                        act.seq.0
                    ),
                    format!(
                        "The ledger was restored from a copy on {day} (act {}); what was done before is lost.",
                        act.seq.0
                    ),
                );
            }
        }
        held.since = last.0 - good.map_or(0, |good| good.act.0);
        Ok(held)
    }
}

impl Ledger {
    /// Holds the looks against the anchors that are the ledger's own: what is missing, and what is not as it was.
    fn hold_looks(&self, own: &[&Anchor]) -> Result<Vec<Complaint>> {
        let (last, _) = self.look_head()?;
        let (deleted, _, left) = deletion::looks_head(self.tx())?;
        let mut good = 0;
        for anchor in own.iter().filter(|anchor| anchor.mark == anchor.true_mark(self.sealer())) {
            let Some((look, head)) = anchor.looks.filter(|(look, _)| 0 < *look) else { continue };
            let (day, wareki) = (anchor.at.day_in_japan(), anchor.at.day_in_japan().wareki());
            if last < look {
                return Ok(vec![finding(
                    format!("look {}", last + 1),
                    "anchor_ahead",
                    format!(
                        "閲覧の記録が {} 件足りません。外に控えた記録点（{wareki}）は {look} 件目までを示しています。",
                        look - last
                    ),
                    format!("{} looks are missing: the anchor of {day} shows look {look}.", look - last),
                )]);
            }
            // Of looks that were deleted only the head of the last one is kept.
            let here = if look == deleted { Some(left) } else { self.look_hash(look)? };
            if deleted <= look && here.is_none_or(|hash| half(&hash) != head) {
                return Ok(vec![finding(
                    format!("look {}", good + 1),
                    "anchor_differs",
                    format!("閲覧の記録 {} から {look} までが、外に控えた記録点（{wareki}）と合いません。", good + 1),
                    format!("Looks {} to {look} do not agree with the anchor of {day}.", good + 1),
                )]);
            }
            good = good.max(look);
        }
        Ok(Vec::new())
    }
}

fn not_ours(anchor: &Anchor) -> Complaint {
    finding(
        format!("anchor {}", anchor.act.0),
        "anchor_forged",
        format!("記録 {} の記録点は、この台帳の鍵で作られたものではありません。", anchor.act.0),
        format!("The anchor of act {} was not made with this ledger's key.", anchor.act.0),
    )
}

fn finding(place: String, code: &'static str, ja: String, en: String) -> Complaint {
    Complaint {
        place,
        code,
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new(
            "台帳を使うのを止め、記録点より前の控えと見比べてください。",
            "Stop using the ledger and compare it with a backup from before.",
        ),
    }
}
