//! The stock of paper.

use std::path::Path;

use desk::ledger::StockStep;
use desk::wire::Stock;
use desk::{Failure, wire};

use super::{DONE, Work};
use crate::grammar::StockCommand;

impl Work<'_> {
    /// What is asked or said of the stock of paper.
    pub(super) fn stock(&mut self, ledger: &Path, command: &StockCommand) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let (step, given) = match command {
            StockCommand::List => {
                for stock in desk.stocks(self.lang)? {
                    self.stock_line(&stock);
                }
                return Ok(DONE);
            }
            StockCommand::Received(given) => (StockStep::Received, given),
            StockCommand::Spoiled(given) => (StockStep::Spoiled, given),
            StockCommand::Counted(given) => (StockStep::Counted, given),
        };
        let on = self.day(given.on.as_deref())?;
        let sheets = i64::from(given.sheets);
        let now = desk.record_stock(&given.stock, step, sheets, &given.reason, on, self.lang, &self.occasion)?;
        self.stock_line(&now);
        Ok(DONE)
    }

    fn stock_line(&mut self, stock: &Stock) {
        if self.daicho.json {
            self.say(&wire::json(stock));
            return;
        }
        let [received, printed, spoiled, difference, left] = [
            self.word("受入", "received"),
            self.word("印刷", "printed"),
            self.word("損紙", "spoiled"),
            self.word("棚卸の差", "difference"),
            self.word("残り", "left"),
        ];
        self.say(&format!(
            "{}  {received} {}  {printed} {}  {spoiled} {}  {difference} {:+}  {left} {}",
            stock.stock, stock.received, stock.printed, stock.spoiled, stock.difference, stock.left
        ));
    }
}
