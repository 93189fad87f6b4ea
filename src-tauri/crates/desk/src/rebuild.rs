//! A letter that was sent, made again: the same bytes, or the part that is missing is named. And a letter beside the one before it.

use std::path::Path;

use ledger::{ActSeq, Batch, PaperState, PrintFile, PrintMade};
use papers::{Kind, Layout, Run, Seals, Sheet};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::batches::SCALE;
use crate::case::member;
use crate::drafts::Drafts;
use crate::plan::Setting;
use crate::print::{FAR_FUTURE, folder, hex, unhex};
use crate::roles::Permission;
use crate::wire::{LetterAgain, LetterBeside, LetterLine, Rebuilt, RebuiltFile};
use crate::{Desk, Failure};

/// A batch as it was frozen, with what is on record of its printing.
struct Frozen {
    batch: Batch,
    kind: Kind,
    setting: Setting,
    layout: Layout,
    sheets: Vec<Sheet>,
    papers: Vec<PaperState>,
    made: Option<PrintMade>,
    /// The one paper that is asked for, by its place among the sheets.
    at: Option<usize>,
    /// It was printed once more alone since the whole was, and only that sheet went out.
    alone: bool,
}

impl Desk {
    /// What a printing of these sheets rests on, and what came of it.
    pub(crate) fn made(
        batch: &Batch,
        setting: &Setting,
        layout: &Layout,
        sheets: &[Sheet],
        volumes: &[papers::Volume],
    ) -> Result<PrintMade, Failure> {
        let society = setting.sender();
        let run = Run { kind: setting.kind, layout, society: &society, batch: &batch.code, on: batch.on, sheets };
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let file = |volume: &papers::Volume| PrintFile {
            file: volume.file.clone(),
            sha256: hex(&volume.sha256),
            bytes: i64::try_from(volume.bytes).unwrap_or(i64::MAX),
            sheets: (number(*volume.sheets.start() + 1), number(*volume.sheets.end() + 1)),
        };
        rests_on(&run, volumes.iter().map(file).collect())
    }

    /// As [`Desk::made`], of a sheet (counted from 1) that is printed once more alone.
    pub(crate) fn made_alone(run: &Run<'_>, sheet: i64, file: &str, pdf: &[u8]) -> Result<PrintMade, Failure> {
        let bytes = i64::try_from(pdf.len()).unwrap_or(i64::MAX);
        let file = PrintFile { file: file.to_owned(), sha256: intake::sha256(pdf), bytes, sheets: (sheet, sheet) };
        rests_on(run, vec![file])
    }

    /// Makes a letter again by its own code, or all letters of a batch by the batch's, and compares the bytes with those that were
    /// printed. With a folder, they are written there.
    ///
    /// # Errors
    /// When the code names nothing that was printed, something of it was deleted, or the bytes differ: then every part that is no
    /// longer the same is named, and nothing is written.
    pub fn rebuild(&self, code: &str, out: Option<&Path>, lang: Lang) -> Result<Rebuilt, Failure> {
        self.made_again(code, out, false, lang).map(|made| made.rebuilt)
    }

    /// A letter as [`Desk::rebuild`] makes it again, with a picture of each of its pages. Of a whole batch there are none.
    ///
    /// # Errors
    /// As [`Desk::rebuild`].
    pub fn letter_again(&self, code: &str, out: Option<&Path>, lang: Lang) -> Result<LetterAgain, Failure> {
        self.made_again(code, out, true, lang)
    }

    fn made_again(&self, code: &str, out: Option<&Path>, seen: bool, lang: Lang) -> Result<LetterAgain, Failure> {
        self.must(Permission::Print)?;
        out.map_or(Ok(()), folder)?;
        let frozen = self.as_frozen(code)?;
        let Some(made) = &frozen.made else { return Err(no_record(&frozen.batch.code)) };
        let society = frozen.setting.sender();
        let all = frozen.sheets.as_slice();
        let run = Run {
            kind: frozen.kind,
            layout: &frozen.layout,
            society: &society,
            batch: &frozen.batch.code,
            on: frozen.batch.on,
            sheets: match frozen.at {
                Some(at) if frozen.alone => all.get(at..=at).unwrap_or_default(),
                _ => all,
            },
        };
        if frozen.alone {
            return self.alone_again(code, out, seen, lang, &frozen, made, &run);
        }
        let at = frozen.at;
        let wanted = |one: &PrintFile| {
            at.is_none_or(|at| i64::try_from(at + 1).is_ok_and(|sheet| one.sheets.0 <= sheet && sheet <= one.sheets.1))
        };
        let known = |file: &str| made.files.iter().find(|one| one.file == file);
        let mut files: Vec<(papers::Volume, Vec<u8>)> = Vec::new();
        let others = |file: &str| {
            let one = known(file).filter(|one| !wanted(one))?;
            Some((unhex(&one.sha256)?, u64::try_from(one.bytes).ok()?))
        };
        papers::render_rest(&run, &others, &mut |volume, bytes| {
            files.push((volume.clone(), bytes.to_vec()));
            Ok(())
        })
        .map_err(Failure::from)?;
        let same =
            files.iter().all(|(volume, _)| known(&volume.file).is_some_and(|one| one.sha256 == hex(&volume.sha256)));
        if !same {
            return Err(differs(&frozen, made, &papers::seals(&run).map_err(Failure::from)?));
        }
        let (mut written, mut pictures) = (Vec::new(), Vec::new());
        let mut drafts = out.map(Drafts::new);
        for (volume, bytes) in files {
            let (name, bytes, pages) = match at {
                None => (volume.file.clone(), bytes, volume.pages),
                Some(at) => {
                    let Some(lies) = volume.papers.get(at - volume.sheets.start()) else { continue };
                    let own =
                        papers::pages(&bytes, lies.page - 1..lies.page - 1 + lies.pages).map_err(Failure::from)?;
                    if seen {
                        pictures.extend((0..lies.pages).filter_map(|page| papers::picture(&own, page, SCALE)));
                    }
                    (format!("{}.pdf", lies.paper), own, lies.pages)
                }
            };
            if let Some(drafts) = &mut drafts {
                drafts.whole(&name, pages, &bytes)?;
            }
            written.push(RebuiltFile {
                file: out.map_or(name.clone(), |out| out.join(&name).display().to_string()),
                pages,
                of: volume.file,
                sha256: hex(&volume.sha256),
            });
        }
        if let Some(drafts) = drafts {
            drafts.publish()?;
        }
        let shown = match frozen.at {
            Some(at) => frozen.papers.get(at).map(|paper| paper.member).into_iter().collect(),
            None => frozen.papers.iter().map(|paper| paper.member).collect(),
        };
        let rebuilt = again(code, &frozen, written, lang);
        self.showing("rebuild", Some(&frozen.batch.code), || Ok((LetterAgain { rebuilt, pictures }, shown)))
    }

    /// As [`Desk::made_again`], of a sheet that was printed once more alone: a file of its own.
    #[expect(clippy::too_many_arguments, reason = "one letter made again, taken apart nowhere else")]
    fn alone_again(
        &self,
        code: &str,
        out: Option<&Path>,
        seen: bool,
        lang: Lang,
        frozen: &Frozen,
        made: &PrintMade,
        run: &Run<'_>,
    ) -> Result<LetterAgain, Failure> {
        let (pdf, pages) = papers::first_sheet(run)?;
        let own = papers::pages(&pdf, pages.clone())?;
        let sha256 = intake::sha256(&own);
        let file = made.files.first().filter(|one| one.sha256 == sha256);
        let Some(file) = file else {
            return Err(differs(frozen, made, &papers::seals(run).map_err(Failure::from)?));
        };
        let paper = frozen.at.and_then(|at| frozen.papers.get(at));
        let name = format!("{}.pdf", paper.map(|paper| paper.code.as_str()).unwrap_or_default());
        let pictures = match seen {
            true => (0..pages.len()).filter_map(|page| papers::picture(&own, page, SCALE)).collect(),
            false => Vec::new(),
        };
        if let Some(out) = out {
            let mut drafts = Drafts::new(out);
            drafts.whole(&name, pages.len(), &own)?;
            drafts.publish()?;
        }
        let written = vec![RebuiltFile {
            file: out.map_or(name.clone(), |out| out.join(&name).display().to_string()),
            pages: pages.len(),
            of: file.file.clone(),
            sha256,
        }];
        let shown = paper.map(|paper| paper.member).into_iter().collect();
        let rebuilt = again(code, frozen, written, lang);
        self.showing("rebuild", Some(&frozen.batch.code), || Ok((LetterAgain { rebuilt, pictures }, shown)))
    }

    /// A letter beside another one of the same member, without a code the one of its kind before it: what they say, line by line.
    ///
    /// # Errors
    /// When the code names no letter, or there is no other one.
    pub fn letter_beside(&self, code: &str, other: Option<&str>, lang: Lang) -> Result<LetterBeside, Failure> {
        self.must(Permission::View)?;
        let (state, paper) = self.paper_on(code, FAR_FUTURE)?;
        let other = match other {
            Some(other) => {
                let (owner, other) = self.paper_on(other, FAR_FUTURE)?;
                if owner.id != state.id {
                    return Err(another_member(code));
                }
                other
            }
            None => {
                let before = |one: &&PaperState| {
                    one.kind == paper.kind && one.batch.is_some() && (one.issued, one.id) < (paper.issued, paper.id)
                };
                let last = state.papers.iter().filter(before).max_by_key(|one| (one.issued, one.id));
                last.cloned().ok_or_else(|| nothing_before(code))?
            }
        };
        let (now, before) = (self.said_on(&paper)?, self.said_on(&other)?);
        let mut lines: Vec<LetterLine> = Vec::new();
        let pick = |said: (&'static str, &'static str)| if lang == Lang::En { said.1 } else { said.0 }.to_owned();
        for one in &now {
            let old = before.iter().find(|old| old.word == one.word).map(|old| old.text.clone()).unwrap_or_default();
            lines.push(LetterLine {
                word: one.word,
                called: pick(one.called),
                same: old == one.text,
                before: old,
                now: one.text.clone(),
            });
        }
        for old in before.iter().filter(|old| now.iter().all(|one| one.word != old.word)) {
            lines.push(LetterLine {
                word: old.word,
                called: pick(old.called),
                before: old.text.clone(),
                now: String::new(),
                same: false,
            });
        }
        let beside = LetterBeside {
            member: member(&state),
            name: crate::case::printable(&state).text().to_owned(),
            kind: paper.kind.code(),
            paper: paper.code.clone(),
            on: paper.issued,
            before: other.code.clone(),
            before_on: other.issued,
            lines,
        };
        self.showing("beside", Some(&paper.code), || Ok((beside, vec![state.id])))
    }

    /// What a paper that was printed in a batch says.
    fn said_on(&self, paper: &PaperState) -> Result<Vec<papers::SaidOn>, Failure> {
        let frozen = self.as_frozen(&paper.code)?;
        let society = frozen.setting.sender();
        let one = frozen.at.and_then(|at| frozen.sheets.get(at)).ok_or_else(|| no_record(&paper.code))?;
        Ok(papers::said(&Run {
            kind: frozen.kind,
            layout: &frozen.layout,
            society: &society,
            batch: &frozen.batch.code,
            on: frozen.batch.on,
            sheets: std::slice::from_ref(one),
        }))
    }

    /// The batch that a code names, by its own or by one of its papers', as it came out of the printer the last time.
    fn as_frozen(&self, code: &str) -> Result<Frozen, Failure> {
        let tidy = ledger::codes::tidy(code).unwrap_or_else(|| code.trim().to_owned());
        let (batch_code, paper) = match ledger::codes::kind(&tidy) {
            Some(ledger::codes::Kind::Paper) => {
                let (_, paper) = self.paper_on(&tidy, FAR_FUTURE)?;
                let of = paper.batch.ok_or_else(|| no_record(code))?;
                let batch = self.ledger.batches()?.into_iter().find(|batch| batch.id == of);
                (batch.ok_or_else(|| no_record(code))?.code, Some(paper))
            }
            _ => (tidy, None),
        };
        let (batch, kind) = self.printable_batch(&batch_code)?;
        let sheet = match &paper {
            Some(paper) => {
                let rows = self.ledger.sheets(batch.id)?;
                Some(rows.iter().find(|row| row.paper == Some(paper.id)).ok_or_else(|| no_record(code))?.sheet)
            }
            None => None,
        };
        let whole = self.ledger.prints(batch.id)?.pop();
        let own = match sheet {
            Some(sheet) => self.ledger.printed_alone(batch.id, sheet)?,
            None => None,
        };
        let own = own.filter(|(act, _)| whole.as_ref().is_none_or(|(last, _)| last < act));
        let alone = own.is_some();
        // A copy counts from the act that made it.
        let before = match (&own, &whole) {
            (Some((act, _)), _) => Some(ActSeq(act.0 + 1)),
            (None, Some((act, _))) => Some(*act),
            (None, None) => None,
        };
        let (setting, sheets, papers) = self.sheets_as_of(&batch, kind, before)?;
        let layout = self.layout_of(&batch, &batch_code)?;
        let made = own.or(whole).map(|(_, made)| made);
        let at = match paper {
            Some(paper) => Some(papers.iter().position(|one| one.id == paper.id).ok_or_else(|| no_record(code))?),
            None => None,
        };
        Ok(Frozen { batch, kind, setting, layout, sheets, papers, made, at, alone })
    }
}

/// The same as was printed.
fn again(code: &str, frozen: &Frozen, files: Vec<RebuiltFile>, lang: Lang) -> Rebuilt {
    Rebuilt {
        code: code.trim().to_owned(),
        batch: frozen.batch.code.clone(),
        on: frozen.batch.on,
        files,
        sentence: Said::new(
            "印刷したときと同じもの（1バイトも違いません）を作り直しました。",
            "Made again: the same as was printed, byte for byte.",
        )
        .in_lang(lang)
        .to_owned(),
    }
}

/// What these sheets rest on, by its seals, and the files that came of it.
fn rests_on(run: &Run<'_>, files: Vec<PrintFile>) -> Result<PrintMade, Failure> {
    let Seals { engine, fonts, data } = papers::seals(run).map_err(Failure::from)?;
    let fonts = fonts.into_iter().map(|(name, seal)| (name.to_owned(), hex(&seal))).collect();
    Ok(PrintMade { engine: hex(&engine), fonts, data: hex(&data), files })
}

/// Which parts are no longer what they were.
fn differs(frozen: &Frozen, made: &PrintMade, now: &Seals) -> Failure {
    let part = |code: &'static str, sentence: Said, hint: Said| Complaint {
        place: frozen.batch.code.clone(),
        code,
        weight: Weight::Refusal,
        sentence,
        hint,
    };
    let mut parts = Vec::new();
    for (name, seal) in &made.fonts {
        match now.fonts.iter().find(|(known, _)| known == name) {
            None => parts.push(part(
                "rebuild_font_missing",
                Said::new(
                    format!("書体「{name}」がこの機械にありません。"),
                    format!("The typeface {name} is not on this machine."),
                ),
                Said::new(
                    "印刷したときと同じ書体を入れてから、もう一度作り直してください。",
                    "Install the typeface it was printed with, and try again.",
                ),
            )),
            Some((_, other)) if hex(other) != *seal => parts.push(part(
                "rebuild_font_differs",
                Said::new(
                    format!("書体「{name}」が、印刷したときと別の版です。"),
                    format!("The typeface {name} is another version than at the printing."),
                ),
                Said::new("印刷したときと同じ版の書体を入れてください。", "Install the version it was printed with."),
            )),
            Some(_) => {}
        }
    }
    if hex(&now.data) != made.data {
        parts.push(part(
            "rebuild_data_differs",
            Said::new(
                "券面の内容のもとになる記録が、印刷したときと違います。",
                "What the letters say is no longer what it was at the printing.",
            ),
            Said::new(
                "台帳の検査（verify）をして、結果を責任者に伝えてください。",
                "Verify the ledger and tell the person in charge.",
            ),
        ));
    }
    if hex(&now.engine) != made.engine || parts.is_empty() {
        parts.push(part(
            "rebuild_program_differs",
            Said::new(
                "プログラムの版が、印刷したときと違います。",
                "This program sets letters in another way than the one that printed them.",
            ),
            Said::new(
                "印刷したときの版のプログラムで開くと、同じものを作り直せます。",
                "Open the ledger with the version that printed them.",
            ),
        ));
    }
    Failure::refused(parts)
}

fn no_record(code: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: "rebuild_unknown",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この書類には、印刷したときの記録がありません。",
            "There is no record of how this was printed.",
        ),
        hint: Said::new(
            "束をまだ印刷していないか、この記録を始める前の版で印刷しています。",
            "Its batch is not printed yet, or was printed by a version that kept no such record.",
        ),
    }])
}

fn nothing_before(code: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: "no_letter_before",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この方に、これより前の同じ種類の書類はありません。",
            "This member has no earlier letter of this kind.",
        ),
        hint: Said::new(
            "並べる書類の管理番号を指定してください。",
            "Give the code of the letter to be laid beside it.",
        ),
    }])
}

fn another_member(code: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: "another_member",
        weight: Weight::Refusal,
        sentence: Said::new("二つの書類は、別の方のものです。", "The two letters are of different members."),
        hint: Said::new("同じ方の書類を指定してください。", "Name two letters of one member."),
    }])
}
