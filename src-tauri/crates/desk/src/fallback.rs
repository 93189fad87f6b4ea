//! 備えの名簿: who is insured, with which papers, and what is to be done for whom, as an encrypted PDF that any office opens
//! when the ledger itself cannot be opened.

use std::ops::ControlFlow;
use std::path::Path;

use ledger::{PaperLife, PaperState, Passphrase, State};
use papers::Record;
use rules::calendar::Day;
use rules::decision::{CertificateOutcome, CoveredBecause, Decision, NoticeOutcome, ReturnDecision, ReturnOutcome};
use rules::returns::duty;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{case, certificate, decided, member, notice, printable};
use crate::drafts::{Drafts, may_write};
use crate::operators::strong;
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::wire::FallbackMade;
use crate::{Desk, Failure, Occasion};

impl Desk {
    /// Writes the fallback list into a folder, locked with a passphrase of its own. It holds everyone who is insured today, and
    /// those who owe a paper back.
    ///
    /// # Errors
    /// When it is not permitted, the passphrase is weak, or the file cannot be written; then there is none.
    pub fn fallback(
        &mut self,
        out: &Path,
        passphrase: &Passphrase,
        occasion: &Occasion,
    ) -> Result<FallbackMade, Failure> {
        // Everybody leaves the ledger with it.
        self.must(Permission::PrintMany)?;
        strong(passphrase)?;
        if self.ledger.check_passphrase(&self.who.code, passphrase).is_ok() {
            return Err(Failure::usage(Complaint {
                place: String::new(),
                code: "passphrase_own",
                weight: Weight::Refusal,
                sentence: Said::new(
                    "台帳を開くパスフレーズと同じです。",
                    "It is the passphrase that opens the ledger.",
                ),
                hint: Said::new(
                    "名簿を見る方に教えるものです。別のパスフレーズにしてください。",
                    "Others will know it: choose another one.",
                ),
            }));
        }
        folder(out)?;
        let on = occasion.today;
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
        self.showing_everyone("fallback")?;
        let (mut rows, mut members, mut owing) = (Vec::new(), 0_usize, 0_usize);
        self.states(on, known, &mut |state| {
            // Who cannot be decided is insured all the same, and somebody must look.
            let decision = decided(&state, policy, on).ok();
            let insured = decision.is_none_or(|it| it.covered_because != CoveredBecause::NotInsured);
            let tasks = decision.as_ref().map_or_else(|| "判定できません".to_owned(), |it| tasks(&state, it, on));
            if insured {
                members += 1;
            } else if !tasks.is_empty() {
                owing += 1;
            } else {
                return ControlFlow::Continue(());
            }
            rows.push(row(&state, tasks, on));
            ControlFlow::Continue(())
        })?;
        may_write(out)?;
        let act = self.act_of("fallback", occasion);
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        let anchor = self.ledger.anchor(seq)?.ok_or_else(|| crate::backup::no_anchor(out))?.text();
        let heads = [members.to_string(), owing.to_string()];
        let record = Record { society: &society, on, heads: &heads, rows: &rows, anchor: &anchor };
        let list = papers::record("fallback", &record).map_err(Failure::from)?;
        let locked = papers::locked(&list.bytes, passphrase.text()).map_err(Failure::from)?;
        let name = format!("daicho-fallback-{on}-{}.pdf", seq.0);
        let mut files = Drafts::new(out);
        files.whole(&name, list.pages, &locked)?;
        files.publish()?;
        Ok(FallbackMade { file: out.join(name).display().to_string(), act: seq.0, pages: list.pages, members, owing })
    }
}

fn row(state: &State, tasks: String, on: Day) -> Vec<String> {
    let names = state.names.printable();
    let kana = names.map(|named| named.kana.text()).filter(|kana| !kana.is_empty());
    let name = printable(state).text().to_owned();
    let coverage = state.coverage.as_ref();
    vec![
        member(state),
        kana.map_or_else(|| name.clone(), |kana| format!("{name}（{kana}）")),
        state.person.born.map(short).unwrap_or_default(),
        coverage.map(|coverage| coverage.relation.word().to_owned()).unwrap_or_default(),
        coverage.and_then(|coverage| coverage.acquired).map(short).unwrap_or_default(),
        papers_of(state, on),
        tasks,
    ]
}

/// `R8.4.1`
fn short(day: Day) -> String {
    use rules::calendar::Era;
    let year = Era::of(day).map(|era| format!("{}{}", era.letter(), era.year(day)));
    format!("{}.{}.{}", year.unwrap_or_else(|| day.year().to_string()), day.month(), day.day())
}

fn papers_of(state: &State, on: Day) -> String {
    let mut papers = Vec::new();
    if let Some(paper) = certificate(state, on) {
        let until = paper.until.map(|until| format!("{}まで", short(until))).unwrap_or_default();
        papers.push(format!("資格確認書 {} {until}{}", paper.code, still_here(paper)));
    }
    if let Some(paper) = notice(state, on) {
        papers.push(format!("お知らせ {} {}交付{}", paper.code, short(paper.issued), still_here(paper)));
    }
    papers.join("、")
}

/// What has not been posted is in nobody's hand yet.
fn still_here(paper: &PaperState) -> &'static str {
    match paper.life {
        PaperLife::Planned => "（まだ印刷していません）",
        PaperLife::Printed | PaperLife::Inserted => "（まだ発送していません）",
        _ => "",
    }
}

/// What is to be done for a member, in the order in which it presses.
fn tasks(state: &State, decision: &Decision, on: Day) -> String {
    let mut tasks = Vec::new();
    for (paper, word) in [(certificate(state, on), "資格確認書"), (notice(state, on), "お知らせ")] {
        match paper.map(|paper| paper.life) {
            Some(PaperLife::Planned) => tasks.push(format!("{word}: 印刷と発送")),
            Some(PaperLife::Printed | PaperLife::Inserted) => tasks.push(format!("{word}: 発送")),
            _ => {}
        }
    }
    let why = decision.certificate.reason(Lang::Ja);
    match decision.certificate.outcome {
        CertificateOutcome::None | CertificateOutcome::Refuse => {}
        outcome => tasks.push(format!("資格確認書: {}（{why}）", outcome.word(Lang::Ja))),
    }
    if matches!(decision.notice.outcome, NoticeOutcome::Issue | NoticeOutcome::Reissue) {
        let notice = decision.notice;
        tasks.push(format!("お知らせ: {}", notice.outcome.word(Lang::Ja)));
    }
    let due = |back: &ReturnDecision| back.outcome == ReturnOutcome::Due;
    for (back, paper) in [(&decision.old_card_return, "従来の健康保険証"), (&decision.certificate_return, "資格確認書")]
    {
        if due(back) {
            let by = duty(&case(state, on), false).by.map(|by| format!("（{}まで）", short(by)));
            tasks.push(format!("{paper}の返納{}", by.unwrap_or_default()));
        }
    }
    tasks.join("、")
}
