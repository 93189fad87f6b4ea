//! 廃棄記録: what was destroyed on some days, how many, how, and before whom; as a list and on paper.

use std::path::Path;

use papers::Record;
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::drafts::Drafts;
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::wire::{Destruction, Destructions};
use crate::{Desk, Failure, words};

impl Desk {
    /// The destructions of some days, both included; with a folder to write to they are printed. They name papers, and no member.
    ///
    /// # Errors
    /// When the last day lies before the first, or the file cannot be written.
    pub fn destructions(&self, first: Day, last: Day, out: Option<&Path>, lang: Lang) -> Result<Destructions, Failure> {
        self.must(Permission::View)?;
        if last < first {
            return Err(Failure::usage(Complaint {
                place: String::new(),
                code: "days_reversed",
                weight: Weight::Refusal,
                sentence: Said::new("終わりの日が始めの日より前です。", "The last day lies before the first."),
                hint: Said::new("日付を確かめてください。", "Look at the days again."),
            }));
        }
        if let Some(out) = out {
            folder(out)?;
        }
        let known = self.ledger.now_known()?;
        let operators = self.ledger.operators(known)?;
        let mut destructions = Vec::new();
        for one in self.ledger.destructions(first, last, known)? {
            let act = self.ledger.acts(one.act.0..=one.act.0)?.pop();
            let operator = act.map(|act| act.operator).unwrap_or_default();
            destructions.push(Destruction {
                act: one.act.0,
                on: one.on,
                papers: one.papers,
                way: one.way,
                witness: words::called(&operators, &one.witness, lang),
                operator: words::called(&operators, &operator, lang),
                codes: one.codes,
            });
        }
        let papers = destructions.iter().map(|one| one.papers).sum();
        let mut log = Destructions { first, last, papers, destructions, file: None };
        if let Some(out) = out {
            let policies = self.policies(known)?;
            let policy = policies.on(last).map_err(Failure::other)?;
            let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
            let heads = [
                format!("{}から{}まで", first.wareki(), last.wareki()),
                format!("{}回、{papers}枚", log.destructions.len()),
            ];
            let mut rows = Vec::new();
            for one in &log.destructions {
                let mut day = [
                    one.on.wareki(),
                    format!("{}枚", one.papers),
                    one.way.clone(),
                    one.witness.clone(),
                    one.operator.clone(),
                ];
                // A few codes to a row; what was deleted since has none left.
                let codes: Vec<&[String]> = one.codes.chunks(3).collect();
                for at in 0..codes.len().max(1) {
                    let some = codes.get(at).map(|some| some.join("  ")).unwrap_or_default();
                    rows.push(day.iter().cloned().chain([some]).collect());
                    day = Default::default();
                }
            }
            let record = Record { society: &society, on: last, heads: &heads, rows: &rows, anchor: "" };
            let sheet = papers::record("destruction", &record).map_err(Failure::from)?;
            let name = format!("daicho-destruction-{first}-{last}.pdf");
            let mut files = Drafts::new(out);
            files.whole(&name, sheet.pages, &sheet.bytes)?;
            files.publish()?;
            log.file = Some(out.join(name).display().to_string());
        }
        Ok(log)
    }
}
