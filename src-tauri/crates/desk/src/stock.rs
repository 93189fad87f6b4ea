//! 用紙の在庫: what came, what was printed, what was spoiled, what is left.
//!
//! What was printed is not written down by anybody: it follows from the prints and reprints of batches whose layout names the stock.
//! Envelopes are used when they are filled. A count that finds another number than there should be needs a reason, and the balance goes
//! on from what was counted.

use std::collections::{BTreeMap, HashMap};

use ledger::{NewAct, PaperLife, StockEvent, StockStep};
use papers::Layout;
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::insertion::Standing;
use crate::roles::Permission;
use crate::wire::{Stock, StockLine};
use crate::{Desk, Failure, Occasion};

/// The step of a word.
///
/// # Errors
/// When nothing of the kind is recorded of a stock.
pub fn step_named(word: &str) -> Result<StockStep, Failure> {
    StockStep::from_code(word).ok_or_else(|| {
        wrong(
            word,
            "step_unknown",
            Said::new("在庫について記録できない言葉です。", "No such thing is recorded of a stock."),
            Said::new("受入、損紙、棚卸のどれかを選んでください。", "Choose received, spoiled or counted."),
        )
    })
}

impl Desk {
    /// Every stock that anything was recorded of, or that a layout in use names.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn stocks(&self, lang: Lang) -> Result<Vec<Stock>, Failure> {
        self.must(Permission::View)?;
        let used = self.used_paper()?;
        let mut events: BTreeMap<String, Vec<StockEvent>> = BTreeMap::new();
        for event in self.ledger.stock_events()? {
            events.entry(event.stock.clone()).or_default().push(event);
        }
        for name in used.keys() {
            events.entry(name.clone()).or_default();
        }
        let mut stocks = Vec::new();
        for (stock, events) in events {
            let sum = |step: StockStep| events.iter().filter(|one| one.step == step).map(|one| one.sheets).sum::<i64>();
            let (received, spoiled) = (sum(StockStep::Received), sum(StockStep::Spoiled));
            let printed = used.get(&stock).copied().unwrap_or(0);
            let difference = events.iter().map(|one| one.difference).sum::<i64>();
            let mut lines = Vec::new();
            for event in &events {
                let act = self.ledger.acts(event.act.0..=event.act.0)?.pop();
                lines.push(StockLine {
                    on: event.on,
                    step: event.step.code(),
                    said: said(event.step).in_lang(lang).to_owned(),
                    sheets: event.sheets,
                    difference: event.difference,
                    reason: act.as_ref().and_then(|act| act.reason.clone()),
                    operator: act.map(|act| act.operator).unwrap_or_default(),
                });
            }
            stocks.push(Stock {
                kept: !events.is_empty(),
                stock,
                received,
                printed,
                spoiled,
                difference,
                left: received - printed - spoiled + difference,
                events: lines,
            });
        }
        Ok(stocks)
    }

    /// Records that paper came, was spoiled, or was counted.
    ///
    /// # Errors
    /// When it is not permitted, the name is none, the number cannot be, the day is still to come, or a count differs and nobody says
    /// why; then nothing is written.
    #[expect(clippy::too_many_arguments, reason = "each is one thing that is recorded")]
    pub fn record_stock(
        &mut self,
        stock: &str,
        step: StockStep,
        sheets: i64,
        reason: &str,
        on: Day,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Stock, Failure> {
        self.must(Permission::Print)?;
        self.has_come(on, occasion)?;
        let (stock, reason) = (stock.trim(), reason.trim());
        if stock.is_empty() || sheets < 0 || (sheets == 0 && step != StockStep::Counted) {
            return Err(wrong(
                stock,
                "stock_number",
                Said::new("用紙の名前か枚数がありません。", "The name of the paper or the number is missing."),
                Said::new("用紙の名前と、1以上の枚数を入れてください。", "Give the name, and a number of at least 1."),
            ));
        }
        let known = self.stocks(lang)?;
        let before = known.iter().find(|one| one.stock == stock);
        if step != StockStep::Received && before.is_none_or(|one| !one.kept) {
            let names: Vec<&str> = known.iter().filter(|one| one.kept).map(|one| one.stock.as_str()).collect();
            return Err(wrong(
                stock,
                "stock_unknown",
                Said::new("この名前の用紙は、まだ受け入れていません。", "No paper of this name was received yet."),
                Said::new(
                    format!("先に受入を記録してください。いまある用紙：{}", names.join("、")),
                    format!("Record what came first. There is: {}", names.join(", ")),
                ),
            ));
        }
        let left = before.map_or(0, |one| one.left);
        let difference = if step == StockStep::Counted { sheets - left } else { 0 };
        if difference != 0 && reason.is_empty() {
            return Err(Failure::refused(vec![complaint(
                stock,
                "stock_difference",
                Said::new(
                    format!("{left}枚あるはずのところ、数えると{sheets}枚で、{difference:+}枚の差があります。"),
                    format!("There should be {left}, {sheets} were counted: a difference of {difference:+}."),
                ),
                Said::new(
                    "刷り直しや損紙の記録もれを確かめ、差の理由を書いて記録してください。",
                    "See whether a reprint or spoiled paper was not recorded; then give the reason.",
                ),
            )]));
        }
        let act = NewAct {
            subject: Some(stock.to_owned()),
            reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
            on,
            ..self.act_of("stock", occasion)
        };
        let seen = self.ledger.stock_events()?.len();
        self.ledger.act::<(), Failure>(act, |entry| {
            if entry.stock_events()?.len() != seen {
                return Err(Failure::refused(vec![complaint(
                    stock,
                    crate::colleague::FASTER,
                    Said::new(
                        "ほかの担当者が、用紙の在庫を先に記録しました。今回は何も記録していません。",
                        "A colleague has just recorded something of the stock. Nothing was recorded now.",
                    ),
                    Said::new("いまの在庫を見てから、もう一度記録してください。", "Look at it again first."),
                )]));
            }
            Ok(entry.stock(stock, step, on, sheets, difference)?)
        })?;
        let now = self.stocks(lang)?.into_iter().find(|one| one.stock == stock);
        now.ok_or_else(|| {
            wrong(stock, "stock_unknown", Said::new("用紙がありません。", "There is no such paper."), Said::new("", ""))
        })
    }

    /// Sheets and envelopes that were used, by the names of their stocks.
    fn used_paper(&self) -> Result<HashMap<String, i64>, Failure> {
        let mut prints: HashMap<String, i64> = HashMap::new();
        for act in self.ledger.acts_of_kind("print")? {
            *prints.entry(act.subject.unwrap_or_default()).or_default() += 1;
        }
        let lives: HashMap<_, _> = self.ledger.batch_lives()?.into_iter().collect();
        let mut layouts: HashMap<String, Option<Layout>> = HashMap::new();
        let mut used: HashMap<String, i64> = HashMap::new();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        for batch in self.ledger.batches()? {
            let Some(seal) = batch.layout.clone() else { continue };
            if !layouts.contains_key(&seal) {
                let text = self.ledger.layout(&seal)?;
                let layout = text.and_then(|(name, text)| Layout::read(&text, &name).ok());
                layouts.insert(seal.clone(), layout);
            }
            let Some(Some(layout)) = layouts.get(&seal) else { continue };
            // Files may be written again as often as one likes: paper is used once, and once more with each round that was sent.
            let rounds = self.ledger.pressed(batch.id)?.iter().map(|one| one.job.round).max().unwrap_or(0);
            let times = prints.get(&batch.code).copied().unwrap_or(0).min(1).max(rounds);
            if let Some(stock) = layout.stock() {
                let reprints = count(self.ledger.reprints(batch.id)?.len());
                let sheets = if times > 0 { count(self.ledger.sheets(batch.id)?.len()) } else { 0 };
                *used.entry(stock.to_owned()).or_default() += sheets * times + reprints;
            }
            if let Some(stock) = layout.envelope_stock() {
                let filled = match lives.get(&batch.id) {
                    Some(PaperLife::Planned | PaperLife::Void) => 0,
                    Some(PaperLife::Printed) => {
                        self.standings(&batch)?.values().filter(|one: &&Standing| one.closed).count()
                    }
                    _ => {
                        let rows = self.ledger.sheets(batch.id)?;
                        rows.iter().map(|row| row.envelope).max().unwrap_or(0).unsigned_abs() as usize
                    }
                };
                *used.entry(stock.to_owned()).or_default() += count(filled);
            }
        }
        Ok(used)
    }

    /// A word of warning where a stock that is kept does not reach for a batch.
    pub(crate) fn short_of_paper(
        &self,
        layout: &Layout,
        sheets: usize,
        envelopes: usize,
        lang: Lang,
    ) -> Result<Option<String>, Failure> {
        if self.ledger.stock_events()?.is_empty() {
            return Ok(None);
        }
        let stocks = self.stocks(lang)?;
        let mut short = Vec::new();
        for (name, wanted) in [(layout.stock(), sheets), (layout.envelope_stock(), envelopes)] {
            let wanted = i64::try_from(wanted).unwrap_or(i64::MAX);
            let kept = stocks.iter().find(|one| one.kept && Some(one.stock.as_str()) == name);
            if let Some(stock) = kept.filter(|one| one.left < wanted) {
                let said = Said::new(
                    format!("{}が足りません。{wanted}枚要りますが、残りは{}枚です。", stock.stock, stock.left),
                    format!("{} does not reach: {wanted} are needed, {} are left.", stock.stock, stock.left),
                );
                short.push(said.in_lang(lang).to_owned());
            }
        }
        Ok((!short.is_empty()).then(|| short.join(" ")))
    }
}

fn said(step: StockStep) -> Said {
    match step {
        StockStep::Received => Said::new("受入", "received"),
        StockStep::Spoiled => Said::new("損紙", "spoiled"),
        StockStep::Counted => Said::new("棚卸", "counted"),
    }
}

fn complaint(place: &str, code: &'static str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }
}

fn wrong(place: &str, code: &'static str, sentence: Said, hint: Said) -> Failure {
    Failure::usage(complaint(place, code, sentence, hint))
}
