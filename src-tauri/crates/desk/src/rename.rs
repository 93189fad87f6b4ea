//! A member's name in one of its layers, put right by a clerk: most often the spelling that papers carry.

use ledger::{Layer, Named, NewAct};
use rules::calendar::Day;
use rules::words::fold::kana_key;
use rules::words::{Complaint, Kana, Name, Said, Weight};

use crate::case::member;
use crate::roles::Permission;
use crate::wire::{CellChange, Renamed};
use crate::{Desk, Failure, Occasion};

impl Desk {
    /// Records a spelling from a day on. The other layers stay as they are; the past stays too.
    ///
    /// # Errors
    /// When the member is unknown, the layer is none, or the name is empty.
    pub fn rename(
        &mut self,
        text: &str,
        layer: &str,
        name: &str,
        kana: Option<&str>,
        on: Day,
        occasion: &Occasion,
    ) -> Result<Renamed, Failure> {
        self.must(Permission::Edit)?;
        let layer = Layer::from_code(layer).ok_or_else(|| wrong(layer, "layer_unknown"))?;
        let name = name.trim();
        if name.is_empty() || kana.is_some_and(|kana| kana_key(kana).is_empty()) {
            return Err(wrong(text, "name_missing"));
        }
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let state = self.ledger.state(id, on, known)?.ok_or_else(|| wrong(text, "member_unknown"))?;
        let before = state.names.layer(layer).cloned();
        let kana = match kana {
            Some(kana) => Kana::new(kana.trim()),
            None => state.names.printable().map(|named| named.kana.clone()).unwrap_or_default(),
        };
        let after = Named { name: Name::new(name), kana };
        let mut cells = Vec::new();
        if before.as_ref() != Some(&after) {
            let show = |named: Option<&Named>| named.map(|named| named.name.text().to_owned()).unwrap_or_default();
            cells.push(CellChange { field: "name", before: show(before.as_ref()), after: show(Some(&after)) });
            let act = NewAct { on, ..self.act_of("rename", occasion) };
            self.ledger.act::<(), Failure>(act, |entry| Ok(entry.name(id, layer, on, &after)?))?;
        }
        Ok(Renamed { member: member(&state), code: state.code, layer: layer.code(), on, cells })
    }
}

fn wrong(place: &str, code: &'static str) -> Failure {
    let (sentence, hint) = match code {
        "layer_unknown" => (
            Said::new("氏名の種類が違います。", "There is no such layer of names."),
            Said::new(
                "registered、reported、printed のいずれかを指定してください。",
                "Give registered, reported or printed.",
            ),
        ),
        "name_missing" => (
            Said::new("氏名またはカナが空です。", "The name or the kana is empty."),
            Said::new("氏名を指定してください。", "Give the name."),
        ),
        _ => (
            Said::new("この加入者は台帳にありません。", "The ledger does not have this member."),
            Said::new("番号を確かめてください。", "Check the number."),
        ),
    };
    Failure::usage(Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint })
}
