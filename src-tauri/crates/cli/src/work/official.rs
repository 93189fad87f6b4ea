//! The official files.

use desk::Failure;
use desk::official::Official;
use desk::wire;
use rules::words::Lang;

use super::{DONE, REFUSALS, Work};
use crate::grammar::OfficialArgs;

impl Work<'_> {
    /// Writes an employer's forms as an official file.
    pub(super) fn official(&mut self, args: &OfficialArgs) -> Result<u8, Failure> {
        let ask = Official {
            employer: args.employer.clone(),
            form: args.form.code().to_owned(),
            layout: args.layout.code().to_owned(),
            from: args.from.as_deref().map(|text| self.day(Some(text))).transpose()?,
            to: self.day(args.to.as_deref())?,
            office: args.office.clone(),
            serial: args.serial,
            out: args.out.clone(),
            lang: self.lang,
        };
        let mut desk = self.open(&args.ledger)?;
        let written = desk.official(&ask, &self.occasion)?;
        let code = if written.left_out > 0 { REFUSALS } else { DONE };
        if self.daicho.json {
            self.say(&wire::json(&written));
            return Ok(code);
        }
        self.say(&match self.lang {
            Lang::Ja => format!("{}: {}件の届を書き出しました", written.file, written.forms),
            Lang::En => format!("{}: {} forms written", written.file, written.forms),
        });
        for said in &written.complaints {
            self.say(&format!("  {}  {} {}", said.cell, said.sentence, said.hint));
        }
        for remark in &written.remarks {
            self.say(&format!("  {remark}"));
        }
        Ok(code)
    }
}
