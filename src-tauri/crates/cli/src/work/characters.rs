//! The characters of names, and what the society decided about them.

use std::path::Path;

use desk::{Failure, characters, wire};
use rules::words::Lang;

use super::{DONE, REFUSALS, Work};
use crate::grammar::CharacterCommand;
use crate::say;

impl Work<'_> {
    /// Lists characters, or decides about one.
    pub(super) fn characters(&mut self, ledger: &Path, command: Option<&CharacterCommand>) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let open = match command {
            Some(CharacterCommand::Set { letter, way, with }) => {
                let way = characters::way(way)?;
                desk.decide_character(letter, way, with.as_deref(), &self.occasion)?;
                return self.done("文字の決まりを記録しました", "the decision is recorded", letter);
            }
            Some(CharacterCommand::Unknown) => true,
            Some(CharacterCommand::List) | None => false,
        };
        let found = desk.characters(open, self.occasion.today, self.lang)?;
        let code = if found.waiting == 0 { DONE } else { REFUSALS };
        if self.daicho.json {
            self.say(&wire::json(&found));
            return Ok(code);
        }
        let head = match self.lang {
            Lang::Ja => format!(
                "氏名 {}件・文字 {}種類。決まりを待つ文字 {}種類。",
                found.names, found.characters, found.waiting
            ),
            Lang::En => format!(
                "{} names, {} characters; {} wait for a decision.",
                found.names, found.characters, found.waiting
            ),
        };
        self.say(&head);
        let header = [
            self.word("文字", "character"),
            self.word("番号", "code"),
            self.word("人数", "names"),
            self.word("どうなるか", "what becomes of it"),
            self.word("加入者", "members"),
        ];
        let row = |row: &wire::CharacterHere| {
            // What nobody sees is shown by its number alone.
            let letter = if row.found == "unseen" { String::new() } else { row.letter.clone() };
            vec![letter, row.code.clone(), row.count.to_string(), row.sentence.clone(), row.members.join(" ")]
        };
        let rows: Vec<Vec<String>> = found.rows.iter().map(row).collect();
        if !rows.is_empty() {
            self.say(&say::table(&header, &rows));
        }
        Ok(code)
    }
}
