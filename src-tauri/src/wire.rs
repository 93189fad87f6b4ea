//! What the screen may ask for. The answers are the desk's; `typescript` writes both down for the screen, and a test holds
//! the written file to it.

mod answers;
mod assets;
mod counter;
mod identity;
mod imports;
mod last_four;
mod letters;
mod official;
mod papers;
mod presses;
mod recipes;
mod reports;
mod returns;
mod run;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use answers::{LeafletAsk, ReckonAsk};
pub use assets::{AssetAsk, AssetPictures, ProposeAsk, WithdrawAssetAsk};
pub use counter::{CardAsk, PapersSeenAsk};
pub use identity::{
    AnswerSameAsk, ForgetRowAsk, ListDifferenceAsk, ListPeopleAsk, ListSaveAsk, RowAnswersAsk, SameAsk, UnknownRowsAsk,
};
pub use imports::{DropAsk, QuarantineAsk, RetryAsk, UndoAsk};
pub use last_four::{AnswerAsk, CaseAsk, CaseStepAsk, SecondLetterAsk, StartLastFourAsk};
pub use letters::{BesideAsk, LetterPictures, RebuildAsk};
pub use official::OfficialAsk;
pub use papers::{
    AddressAsk, CharacterAsk, CharactersAsk, GoOnAsk, InsertAsk, LossAsk, MendAsk, OfficeCopyAsk, OptionalAsk,
    PaperAsk, ScanAsk, SheetsAsk, ShieldAsk, SpoiledAsk, StepAsk, StockAsk, WishAsk,
};
pub use presses::{AlignAsk, FarAsk, PressAsk, PrintersAsk, TestSheetAsk};
pub use recipes::{RecipeAsk, RecipeOutAsk, RecipeTakeAsk};
pub use reports::{PolicyChoice, ReportAsk, ReportListAsk, ReportSaveAsk, WhatIfAsk, WhatIfListAsk};
pub use returns::{
    AccessAsk, ApplicationsAsk, ApplyAsk, DeathAsk, DestructionsAsk, DunningAsk, FeeAsk, FormAsk, NotCollectableAsk,
    OldCardAsk, OwedAsk, RefusalAsk, RemindAgainAsk, RemindAsk, RemindersAsk, UseAsk, WrapAsk,
};
pub use run::*;

/// Nothing is asked.
#[derive(Debug, Deserialize, TS)]
pub struct Nothing {}

/// A language.
#[derive(Debug, Deserialize, TS)]
pub struct LangAsk {
    /// `ja` or `en`.
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A file that is held over the window, or was let go there.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Dropped {
    /// Something is held over the window.
    pub over: bool,
    /// What was let go.
    pub files: Vec<String>,
}

/// The first question of all.
#[derive(Debug, Deserialize, TS)]
pub struct StatusAsk {
    /// The language from now on.
    #[serde(default)]
    #[ts(type = "Lang", optional)]
    pub lang: Option<String>,
}

/// A day alone.
#[derive(Debug, Deserialize, TS)]
pub struct OnAsk {
    #[ts(type = "Day")]
    pub on: String,
}

/// Where the window stands.
#[derive(Debug, Serialize, TS)]
pub struct Status {
    /// The open ledger.
    #[ts(type = "Here | null")]
    pub ledger: Option<desk::wire::Here>,
    /// The ledger that was named when the program was started, told once.
    pub named: Option<Named>,
    /// Ledgers opened lately.
    pub recent: Vec<String>,
    /// The program's version.
    pub version: String,
    /// The day in Japan.
    #[ts(type = "Day")]
    pub today: String,
}

/// A ledger that was named when the program was started.
#[derive(Debug, Serialize, TS)]
pub struct Named {
    /// Its path.
    pub path: String,
    /// Why it could not be opened.
    #[ts(type = "Failed | null")]
    pub failed: Option<desk::wire::Failed>,
}

/// Which dialog.
#[derive(Debug, Deserialize, TS)]
pub struct ChooseAsk {
    #[ts(
        type = "\"copy\" | \"ledger\" | \"new_ledger\" | \"import_file\" | \"folder\" | \"rejects_file\" | \"returned_file\" | \"recipe_file\" | \"recipe_out\" | \"report_csv\" | \"report_xlsx\" | \"rules_file\" | \"seal_file\""
    )]
    pub what: String,
}

#[derive(Deserialize, TS)]
pub struct OpenAsk {
    pub path: String,
    /// The operator's code; `null` is whoever has the passphrase.
    pub operator: Option<String>,
    pub passphrase: String,
}

/// A ledger's file.
#[derive(Debug, Deserialize, TS)]
pub struct PathAsk {
    pub path: String,
}

#[derive(Deserialize, TS)]
pub struct UnlockAsk {
    pub operator: String,
    pub passphrase: String,
}

#[derive(Deserialize, TS)]
pub struct RecoverAsk {
    pub path: String,
    /// The recovery code as it was typed.
    pub code: String,
    pub operator: String,
    /// The new passphrase.
    pub passphrase: String,
}

/// The window tells that it is used, and asks whether it is locked.
#[derive(Debug, Deserialize, TS)]
pub struct IdleAsk {
    /// Since it last asked.
    pub used: bool,
    /// Minutes without use after which it locks itself.
    pub minutes: u32,
}

/// Whether the window is locked.
#[derive(Serialize, TS)]
pub struct Idle {
    pub locked: bool,
    /// Who worked, of a locked window.
    pub operator: Option<String>,
    /// The ledger behind a locked window.
    pub path: Option<String>,
    /// The passphrase, of a training society: it is no secret.
    pub practice: Option<String>,
}

#[derive(Deserialize, TS)]
pub struct AddOperatorAsk {
    #[ts(type = "OperatorForm")]
    pub form: desk::wire::OperatorForm,
    pub passphrase: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct ChangeOperatorAsk {
    #[ts(type = "OperatorForm")]
    pub form: desk::wire::OperatorForm,
}

#[derive(Debug, Deserialize, TS)]
pub struct OperatorAsk {
    pub code: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct RemoveAsk {
    pub code: String,
    /// The ledger's key is exchanged too.
    pub rekey: bool,
}

#[derive(Deserialize, TS)]
pub struct SetPassphraseAsk {
    pub code: String,
    /// The passphrase of whoever works.
    pub own: String,
    /// The new one.
    pub passphrase: String,
}

#[derive(Deserialize, TS)]
pub struct TypedAsk {
    /// The recovery code as it was typed back.
    pub typed: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct LastFourAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct TrainingAsk {
    pub dir: String,
    pub members: u32,
}

/// A society and its employers, before there is a ledger.
#[derive(Debug, Deserialize, TS)]
pub struct FoundingAsk {
    #[ts(type = "SocietyForm")]
    pub society: desk::wire::SocietyForm,
}

#[derive(Deserialize, TS)]
pub struct FoundAsk {
    pub path: String,
    pub passphrase: String,
    #[ts(type = "SocietyForm")]
    pub society: desk::wire::SocietyForm,
    /// The text of the policy.
    pub policy: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct DayAsk {
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct ListAsk {
    pub name: String,
    #[ts(type = "Day")]
    pub on: String,
    /// `2026-05`, to narrow the list to one month.
    pub month: Option<String>,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Deserialize, TS)]
pub struct FindAsk {
    pub query: String,
    #[ts(type = "Day")]
    pub on: String,
    pub limit: usize,
}

#[derive(Debug, Deserialize, TS)]
pub struct PeopleAsk {
    #[ts(type = "Day")]
    pub on: String,
    pub start: usize,
    pub len: usize,
}

#[derive(Debug, Deserialize, TS)]
pub struct MemberAsk {
    /// Number or management code.
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    /// What the ledger knew at that instant, or at the end of that day in Japan; `null` is now.
    pub known_at: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Clone, Deserialize, TS)]
pub struct ImportAsk {
    pub file: String,
    pub employer: Option<String>,
    #[ts(type = "\"auto\" | \"enrolment\" | \"leaving\" | \"dependants\" | \"registration\" | \"members\"")]
    pub form: String,
    /// Columns whose meaning a clerk has confirmed.
    pub confirmed: Vec<String>,
    /// What a clerk has said that columns mean (`1!C=number`).
    pub meanings: Vec<String>,
    /// What a clerk has said that values mean (`relation:3=child`).
    pub values: Vec<String>,
    /// How a clerk has said that columns write their days (`1!F=western`).
    pub dates: Vec<String>,
    /// The encoding of a text file, when a clerk has said it.
    pub encoding: Option<String>,
    /// The recipe by which it is read; `null` is the employer's own, 0 is none.
    pub recipe: Option<i64>,
    /// The alarm of torn rows was looked at.
    pub not_torn: bool,
    /// Rows of whom a clerk has made sure that they are other people than those the ledger has.
    pub other_persons: Vec<String>,
    /// Rows of which a clerk has made sure that they are right where the ledger says otherwise.
    pub sure: Vec<String>,
    /// A list of the state that was loaded before is loaded once more.
    pub again: bool,
    /// The password that came with the file.
    #[ts(optional)]
    pub password: Option<String>,
    /// Which table of an archive is meant.
    #[ts(optional)]
    pub inside: Option<String>,
}

/// An employer's password is kept in the keychain of the machine, or forgotten.
#[derive(Deserialize, TS)]
pub struct PasswordAsk {
    pub employer: String,
    /// `null` forgets it.
    pub password: Option<String>,
}

#[derive(Deserialize, TS)]
pub struct FileAsk {
    #[ts(type = "ImportAsk")]
    pub ask: ImportAsk,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A row of a file.
#[derive(Deserialize, TS)]
pub struct CellsAsk {
    #[ts(type = "ImportAsk")]
    pub ask: ImportAsk,
    pub sheet: String,
    /// Counted from 1.
    pub row: u64,
}

#[derive(Deserialize, TS)]
pub struct AcceptAsk {
    #[ts(type = "ImportAsk")]
    pub ask: ImportAsk,
    /// Where rows that did not go in are written.
    pub rejects: Option<String>,
    /// Where the employer's own file is written with what is wrong marked in it.
    pub returned: Option<String>,
    /// A number by which the screen may cancel it.
    pub job: u32,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct JournalAsk {
    #[ts(type = "Day")]
    pub first: String,
    #[ts(type = "Day")]
    pub last: String,
    /// Of one operator only.
    pub operator: Option<String>,
    /// `acts` or `looks` only.
    #[ts(type = "\"acts\" | \"looks\" | null")]
    pub what: Option<String>,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct WhoSawAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub first: String,
    #[ts(type = "Day")]
    pub last: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct DaysAsk {
    #[ts(type = "Day")]
    pub first: String,
    #[ts(type = "Day")]
    pub last: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct OutAsk {
    /// A folder.
    pub out: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct DueAsk {
    /// As of which day.
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct DueMembersAsk {
    /// `last_four`, `papers` or `member`.
    pub kind: String,
    /// Those who are kept for a reason.
    pub held: bool,
    #[ts(type = "Day")]
    pub on: String,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct DeleteAsk {
    /// Which kinds.
    pub kinds: Vec<String>,
    /// As of which day.
    #[ts(type = "Day")]
    pub on: String,
    pub reason: String,
    /// The folder for the certificate.
    pub out: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct CertificateAsk {
    /// The act that deleted.
    #[ts(type = "number")]
    pub act: i64,
    /// The folder for the certificate.
    pub out: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct HoldAsk {
    /// Number or management code.
    pub member: String,
    /// Not deleted for now; else the hold ends.
    pub held: bool,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct KeepAsk {
    pub kind: String,
    /// Days or years, as the kind is counted.
    pub length: u32,
    /// The society's own decision.
    pub source: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct PlanAsk {
    #[ts(type = "\"notice\" | \"certificate\" | \"elderly_certificate\" | \"return_request\" | \"refusal\"")]
    pub kind: String,
    #[ts(type = "Day")]
    pub on: String,
    /// Numbers or management codes; `null` is everyone who is due.
    pub members: Option<Vec<String>>,
    /// One envelope for each household or for each member; `null` is as the policy has it.
    #[ts(type = "\"household\" | \"member\" | null")]
    pub envelopes: Option<String>,
    pub without_unprintable: bool,
    /// Only says what would be frozen.
    pub dry_run: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What a clerk copies, and whom it shows. It may be anybody's data: no `Debug`.
#[derive(Deserialize, TS)]
pub struct CopyAsk {
    pub text: String,
    /// Numbers or management codes, as the screen names them.
    pub members: Vec<String>,
    /// The day that the screen shows; nothing where no ledger is open.
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct PrintAsk {
    /// A number by which the screen may cancel it.
    pub job: u32,
    pub batch: String,
    pub out: String,
}

/// How far work is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

#[derive(Debug, Deserialize, TS)]
pub struct PageAsk {
    pub batch: String,
    /// Counted from 1.
    pub page: usize,
    /// For a printer: 240 dots to the inch.
    pub fine: bool,
}

/// The size of the paper.
#[derive(Debug, Deserialize, TS)]
pub struct PrinterAsk {
    pub width_mm: f64,
    pub height_mm: f64,
}

/// A batch.
#[derive(Debug, Deserialize, TS)]
pub struct BatchAsk {
    pub batch: String,
}

/// A page of the very PDF.
#[derive(Serialize, TS)]
pub struct PagePicture {
    pub page: usize,
    pub pages: usize,
    /// PNG in base64.
    pub png: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct LayoutAsk {
    /// A layout that comes with the program.
    pub name: String,
    /// A text in its place; `null` is the layout as it comes.
    pub text: Option<String>,
    /// Counted from 1.
    pub page: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// An invented member's paper under a layout.
#[derive(Serialize, TS)]
pub struct LayoutPicture {
    /// The layout's text.
    pub text: String,
    /// Counted from 1; 0 when the text cannot be used.
    pub page: usize,
    pub pages: usize,
    /// PNG in base64.
    pub png: String,
    /// What is wrong with the text.
    #[ts(type = "Array<Said>")]
    pub complaints: Vec<desk::wire::Said>,
}

#[derive(Debug, Deserialize, TS)]
pub struct SaveAsk {
    /// What the society calls the layout.
    pub name: String,
    pub text: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct PostAsk {
    pub batch: String,
    #[ts(type = "Day")]
    pub on: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct CancelAsk {
    pub job: u32,
}

#[derive(Debug, Deserialize, TS)]
pub struct PolicyAsk {
    pub text: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct AdoptAsk {
    pub text: String,
    /// Days before today may be decided otherwise, too.
    pub earlier: bool,
}

/// Where copies go.
#[derive(Debug, Deserialize, TS)]
pub struct BackUpAsk {
    pub to: String,
    #[ts(type = "string | null")]
    pub also: Option<String>,
}

/// What was lost.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LostWord {
    /// Letters of a batch.
    Batch,
    /// A copy.
    Copy,
    /// The ledger's own file.
    Ledger,
    /// What an operator was shown.
    Seen,
}

/// A report of trouble.
#[derive(Deserialize, TS)]
pub struct TroubleAsk {
    /// Whom it concerns, as a clerk writes it; `null` for nobody.
    pub member: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A report as the clerk has read it, and where it goes.
#[derive(Deserialize, TS)]
pub struct SaveTroubleAsk {
    pub text: String,
    pub out: String,
}

/// A leak.
#[derive(Deserialize, TS)]
pub struct LeakAsk {
    pub lost: LostWord,
    /// The batch's code, the copy's name, or the operator's code.
    pub name: String,
    /// The numbers of the envelopes as they were typed; nothing means all.
    pub envelopes: String,
    /// Of what somebody saw: the first day.
    #[ts(type = "Day")]
    pub first: String,
    /// The last day.
    #[ts(type = "Day")]
    pub last: String,
    /// The day on which it came to be known.
    #[ts(type = "Day")]
    pub known_on: String,
    /// Who has it now.
    pub receiver: Option<String>,
    pub on_purpose: bool,
    pub sensitive: bool,
    pub key_too: bool,
    /// A folder for the draft and the list; `null` only answers.
    pub out: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A fallback list.
#[derive(Deserialize, TS)]
pub struct FallbackAsk {
    pub out: String,
    pub passphrase: String,
}

/// A copy from which the way back is rehearsed.
#[derive(Deserialize, TS)]
pub struct RehearseAsk {
    pub copy: String,
    pub passphrase: String,
}

/// A copy that is put into a new file, which is then open.
#[derive(Deserialize, TS)]
pub struct RestoreAsk {
    pub copy: String,
    pub to: String,
    pub passphrase: String,
}

/// A copy that is put in the place of a damaged ledger, which is then open.
#[derive(Deserialize, TS)]
pub struct PutBackAsk {
    pub path: String,
    #[serde(default)]
    pub operator: Option<String>,
    pub passphrase: String,
    /// The copy that was offered.
    pub copy: String,
}

#[derive(Debug, Deserialize, TS)]
pub struct SocietyAsk {
    #[ts(type = "SocietyChange")]
    pub society: desk::wire::SocietyChange,
}

#[derive(Debug, Deserialize, TS)]
pub struct EmployerAsk {
    #[ts(type = "EmployerForm")]
    pub employer: desk::wire::EmployerForm,
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::wire as answer;

    /// The commands: name, what is asked, what is answered.
    const COMMANDS: &[(&str, &str, &str)] = &[
        ("status", "StatusAsk", "Status"),
        ("choose", "ChooseAsk", "string | null"),
        ("open_ledger", "OpenAsk", "Here"),
        ("close_ledger", "Nothing", "null"),
        ("operators_of", "PathAsk", "Door"),
        ("recover", "RecoverAsk", "Here"),
        ("idle", "IdleAsk", "Idle"),
        ("lock", "Nothing", "null"),
        ("unlock", "UnlockAsk", "Here"),
        ("operators", "Nothing", "Array<OperatorHere>"),
        ("add_operator", "AddOperatorAsk", "null"),
        ("change_operator", "ChangeOperatorAsk", "Here"),
        ("remove_operator", "RemoveAsk", "null"),
        ("unlock_operator", "OperatorAsk", "null"),
        ("set_passphrase", "SetPassphraseAsk", "null"),
        ("rekey", "Nothing", "Here"),
        ("new_recovery", "Nothing", "RecoveryPrinted"),
        ("confirm_recovery", "TypedAsk", "null"),
        ("last_four", "LastFourAsk", "LastFourShown"),
        ("release", "BatchAsk", "null"),
        ("make_training", "TrainingAsk", "TrainingMade"),
        ("presets", "Nothing", "Array<Preset>"),
        ("check_founding", "FoundingAsk", "null"),
        ("make_ledger", "FoundAsk", "Here"),
        ("home", "DayAsk", "Home"),
        ("trend", "OnAsk", "Trend"),
        ("waiting", "Nothing", "Array<ReleaseWaiting>"),
        ("list", "ListAsk", "Listed"),
        ("find", "FindAsk", "Array<Found>"),
        ("people", "PeopleAsk", "People"),
        ("show", "MemberAsk", "Shown"),
        ("explain", "MemberAsk", "Explained"),
        ("at_hand", "DayAsk", "AtHand"),
        ("member_answers", "MemberAsk", "MemberAnswers"),
        ("reckon", "ReckonAsk", "Milestone"),
        ("print_leaflet", "LeafletAsk", "LeafletPrinted"),
        ("look", "FileAsk", "Look"),
        ("difference", "FileAsk", "Imported"),
        ("cells", "CellsAsk", "Array<string>"),
        ("keep_password", "PasswordAsk", "null"),
        ("import", "AcceptAsk", "Imported"),
        ("drops", "Nothing", "null"),
        ("imports", "Nothing", "Array<ImportOnRecord>"),
        ("recipes", "LangAsk", "Array<RecipeOnRecord>"),
        ("recipe", "RecipeAsk", "RecipeShown"),
        ("export_recipe", "RecipeOutAsk", "RecipeDone"),
        ("take_recipe", "RecipeTakeAsk", "RecipeDone"),
        ("forget_recipe", "RecipeAsk", "RecipeDone"),
        ("quarantine", "QuarantineAsk", "Quarantine"),
        ("retry_rows", "RetryAsk", "Retried"),
        ("drop_rows", "DropAsk", "DroppedRows"),
        ("undo_import", "UndoAsk", "UndoShown"),
        ("plan", "PlanAsk", "Planned"),
        ("batches", "Nothing", "Array<BatchOnRecord>"),
        ("print", "PrintAsk", "Printed"),
        ("page", "PageAsk", "PagePicture"),
        ("printer", "PrinterAsk", "null"),
        ("may_go_out", "BatchAsk", "null"),
        ("printed", "BatchAsk", "null"),
        ("layout", "LayoutAsk", "LayoutPicture"),
        ("save_layout", "SaveAsk", "string"),
        ("post", "PostAsk", "null"),
        ("withdraw", "BatchAsk", "null"),
        ("runs", "LangAsk", "Runs"),
        ("run", "RunAsk", "RunShown"),
        ("run_people", "RunPeopleAsk", "RunPeople"),
        ("freeze_run", "RunAsk", "RunShown"),
        ("plan_run", "PlanRunAsk", "Planned"),
        ("wish_interim", "InterimAsk", "Interim"),
        ("wave", "WaveAsk", "WaveShown"),
        ("freeze_wave", "WaveAsk", "WaveShown"),
        ("plan_wave", "PlanWaveAsk", "Planned"),
        ("consequences", "ConsequencesAsk", "Consequences"),
        ("settle_consequence", "SettleAsk", "Consequence"),
        ("same_people", "SameAsk", "SameList"),
        ("answer_same", "AnswerSameAsk", "SamePair"),
        ("row_answers", "RowAnswersAsk", "Array<RowAnswered>"),
        ("forget_row_answer", "ForgetRowAsk", "RowsForgotten"),
        ("list_days", "LangAsk", "Array<ListDayShown>"),
        ("list_difference", "ListDifferenceAsk", "ListDifferenceShown"),
        ("list_people", "ListPeopleAsk", "Listed"),
        ("save_list", "ListSaveAsk", "ReportFile"),
        ("save_unknown_rows", "UnknownRowsAsk", "ReportFile"),
        ("bench", "LangAsk", "Bench"),
        ("paper", "PaperAsk", "PaperShown"),
        ("paper_step", "StepAsk", "Array<PaperStepped>"),
        ("returned_mail", "DayAsk", "Array<MailBack>"),
        ("mend_address", "MendAsk", "Mended"),
        ("batch_sheets", "SheetsAsk", "BatchSheets"),
        ("insert", "InsertAsk", "Array<PaperStepped>"),
        ("spoiled", "SpoiledAsk", "Spoiled"),
        ("close_batch", "BatchAsk", "BatchClosed"),
        ("scan", "ScanAsk", "ScanAnswer"),
        ("insertion", "SheetsAsk", "Insertion"),
        ("say_of_sheet", "LossAsk", "LossTold"),
        ("office_copy", "OfficeCopyAsk", "string"),
        ("stocks", "LangAsk", "Array<Stock>"),
        ("record_stock", "StockAsk", "Stock"),
        ("printers", "PrintersAsk", "Array<PrinterHere>"),
        ("on_paper", "FarAsk", "OnPaper"),
        ("press", "PressAsk", "OnPaper"),
        ("test_sheet", "TestSheetAsk", "TestSheet"),
        ("align", "AlignAsk", "Aligned"),
        ("batch_later", "SheetsAsk", "BatchLater"),
        ("go_on", "GoOnAsk", "boolean"),
        ("characters", "CharactersAsk", "Characters"),
        ("assets", "LangAsk", "Assets"),
        ("asset_look", "AssetAsk", "AssetPictures"),
        ("seal_picture", "AssetAsk", "string"),
        ("propose_asset", "ProposeAsk", "number"),
        ("approve_asset", "AssetAsk", "null"),
        ("withdraw_asset", "WithdrawAssetAsk", "null"),
        ("decide_character", "CharacterAsk", "null"),
        ("shield", "ShieldAsk", "Shielded"),
        ("at_counter", "MemberAsk", "AtCounter"),
        ("counter_choices", "LangAsk", "CounterChoices"),
        ("watch_readers", "LangAsk", "null"),
        ("reader_doctor", "LangAsk", "ReaderReport"),
        ("check_card", "CardAsk", "CardAnswer"),
        ("check_papers", "PapersSeenAsk", "Identified"),
        ("optional_items", "OptionalAsk", "OptionalItems"),
        ("wish", "WishAsk", "OptionalItemSaid"),
        ("shielded_address", "AddressAsk", "AddressShown"),
        ("owed", "OwedAsk", "OwedList"),
        ("remind", "RemindAsk", "Reminded"),
        ("reminders", "RemindersAsk", "Array<ReminderOnRecord>"),
        ("remind_again", "RemindAgainAsk", "ReminderShown"),
        ("used_after_loss", "OnAsk", "Array<UsedAfterLoss>"),
        ("record_use", "UseAsk", "null"),
        ("record_death", "DeathAsk", "null"),
        ("old_card", "OldCardAsk", "null"),
        ("block_access", "AccessAsk", "AccessChanged"),
        ("dunning", "DunningAsk", "DunningLog"),
        ("not_collectable", "NotCollectableAsk", "DunningLog"),
        ("destructions", "DestructionsAsk", "Destructions"),
        ("applications", "ApplicationsAsk", "Applications"),
        ("apply", "ApplyAsk", "Applied"),
        ("settle_fee", "FeeAsk", "FeeShown"),
        ("refusal_letter", "RefusalAsk", "RefusalLetter"),
        ("form", "FormAsk", "FormMade"),
        ("wrap", "WrapAsk", "Wrapped"),
        ("rebuild", "RebuildAsk", "LetterPictures"),
        ("beside", "BesideAsk", "LetterBeside"),
        ("journal", "JournalAsk", "Journal"),
        ("who_saw", "WhoSawAsk", "Saw"),
        ("unusual", "DaysAsk", "Array<Unusual>"),
        ("close_day", "OutAsk", "Closed"),
        ("due_for_deletion", "DueAsk", "Due"),
        ("due_members", "DueMembersAsk", "DueMembers"),
        ("delete_due", "DeleteAsk", "Deleted"),
        ("deletion_certificate", "CertificateAsk", "Deleted"),
        ("hold_deletion", "HoldAsk", "null"),
        ("keep_for", "KeepAsk", "null"),
        ("leak", "LeakAsk", "LeakAnswer"),
        ("trouble", "TroubleAsk", "Trouble"),
        ("save_trouble", "SaveTroubleAsk", "string"),
        ("fallback", "FallbackAsk", "FallbackMade"),
        ("cancel", "CancelAsk", "null"),
        ("copy", "CopyAsk", "null"),
        ("settings", "LangAsk", "Settings"),
        ("try_policy", "PolicyAsk", "PolicyTried"),
        ("adopt_policy", "AdoptAsk", "null"),
        ("change_society", "SocietyAsk", "Here"),
        ("add_employer", "EmployerAsk", "Here"),
        ("change_employer", "EmployerAsk", "Here"),
        ("kept", "Nothing", "Kept"),
        ("back_up", "BackUpAsk", "BackedUp"),
        ("rehearse", "RehearseAsk", "Restored"),
        ("rehearse_when_due", "Nothing", "Restored | null"),
        ("restore", "RestoreAsk", "Restored"),
        ("way_back", "OpenAsk", "WayBack"),
        ("put_back", "PutBackAsk", "WayBack"),
        ("report", "ReportAsk", "Report"),
        ("report_list", "ReportListAsk", "Listed"),
        ("save_report", "ReportSaveAsk", "ReportFile"),
        ("official", "OfficialAsk", "OfficialFile"),
        ("what_if", "WhatIfAsk", "WhatIf"),
        ("what_if_list", "WhatIfListAsk", "Listed"),
        ("start_last_four", "StartLastFourAsk", "Planned"),
        ("last_four_status", "DayAsk", "CheckStatus"),
        ("last_four_due", "DayAsk", "CheckOverdue"),
        ("last_four_answer", "AnswerAsk", "Array<CheckAnswered>"),
        ("last_four_cases", "DayAsk", "Array<CheckCase>"),
        ("last_four_case", "CaseAsk", "CheckCaseShown"),
        ("last_four_step", "CaseStepAsk", "CheckCaseShown"),
        ("second_letter", "SecondLetterAsk", "Planned"),
    ];

    macro_rules! decls {
        ($config:expr, $($kind:ty),+ $(,)?) => { vec![$(<$kind as TS>::decl($config)),+] };
    }

    fn typescript() -> String {
        let config = ts_rs::Config::new().with_large_int("number");
        let mut text = String::from(
            "// Written by the test of src-tauri/src/wire.rs (UPDATE=1); never by hand.\n\n\
             /** A day: 2026-04-21. */\nexport type Day = string;\nexport type Lang = \"ja\" | \"en\";\n\
             /** A list of the home screen. */\nexport type ListName = string;\n",
        );
        let all = decls!(
            &config,
            answer::Said,
            answer::Failed,
            answer::Here,
            answer::Door,
            answer::TrainingMade,
            answer::EmployerHere,
            answer::Preset,
            answer::PresetChoice,
            answer::SocietyForm,
            answer::EmployerForm,
            answer::Home,
            answer::HomeList,
            answer::MonthCount,
            answer::Listed,
            answer::ListedRow,
            answer::Trend,
            answer::TrendPoint,
            answer::Found,
            answer::People,
            answer::Shown,
            answer::Names,
            answer::OldCardShown,
            answer::Paper,
            answer::Event,
            answer::Decided,
            answer::Outcome,
            answer::Return,
            answer::Explained,
            answer::ExplainedPart,
            answer::ExplainedFact,
            answer::ExplainedChange,
            answer::AnswerPage,
            answer::LeafletHere,
            answer::LeafletLine,
            answer::LeafletPrinted,
            answer::ComparedLine,
            answer::AtHand,
            answer::MemberAnswers,
            answer::Milestone,
            answer::MilestoneStep,
            answer::GraceRead,
            answer::Reckonable,
            answer::ReckonField,
            answer::ReckonGiven,
            answer::Look,
            answer::LookSheet,
            answer::LookColumn,
            answer::LookField,
            answer::Remembered,
            answer::Imported,
            answer::RecipeUsed,
            answer::RecipeOfImport,
            answer::RecipeOffered,
            answer::RecipeOnRecord,
            answer::RecipeShown,
            answer::RecipeVersion,
            answer::RecipeDone,
            answer::EarlierFile,
            answer::Alike,
            answer::Drift,
            answer::LookValue,
            answer::LookCodes,
            answer::LookCode,
            answer::SheetRead,
            answer::RejectsSheet,
            answer::RowChange,
            answer::RowWaiting,
            answer::RowMatch,
            answer::CellChange,
            answer::ImportOnRecord,
            answer::ImportUndone,
            answer::ReturnedFile,
            answer::Quarantine,
            answer::RowHeld,
            answer::HeldCell,
            answer::Retried,
            answer::DroppedRows,
            answer::UndoShown,
            answer::UndoPerson,
            answer::UndoKept,
            answer::UndoLeft,
            answer::UndoExport,
            answer::Planned,
            answer::Refused,
            answer::SameList,
            answer::SamePair,
            answer::SamePerson,
            answer::SameSpell,
            answer::SamePaper,
            answer::SameRow,
            answer::SameAnswered,
            answer::RowAnswered,
            answer::RowsForgotten,
            answer::ListDayShown,
            answer::ListDifferenceShown,
            answer::ListPart,
            answer::BatchOnRecord,
            answer::Bench,
            answer::BenchMode,
            answer::BenchReason,
            answer::PaperShown,
            answer::PaperHappened,
            answer::PaperStepped,
            answer::MailBack,
            answer::MailProposal,
            answer::Mended,
            answer::BatchSheets,
            answer::LifeCount,
            answer::SheetOpen,
            answer::SheetPrinted,
            answer::Spoiled,
            answer::BatchClosed,
            answer::ScanAnswer,
            answer::ScanChanged,
            answer::Insertion,
            answer::BundleShown,
            answer::LossShown,
            answer::LossTold,
            answer::Stock,
            answer::StockLine,
            answer::PrinterHere,
            answer::TrayHere,
            answer::Aligned,
            answer::TestSheet,
            answer::Sending,
            answer::OnPaper,
            answer::OpenJob,
            answer::Assets,
            answer::AssetHere,
            answer::AssetNamed,
            answer::BatchLater,
            answer::LaterSource,
            answer::LaterChange,
            answer::WentOn,
            answer::Characters,
            answer::CharacterHere,
            answer::Shielded,
            answer::AtCounter,
            answer::ScannedPaper,
            answer::OpenMatter,
            answer::CheckDone,
            answer::CounterChoices,
            answer::CounterChoice,
            answer::ReadersHere,
            answer::ReaderHere,
            answer::ReaderReport,
            answer::ReaderFinding,
            answer::CardAnswer,
            answer::CardHolders,
            answer::Identified,
            answer::ComparedShown,
            answer::OptionalItems,
            answer::OptionalItemShown,
            answer::OptionalOffer,
            answer::OptionalItemSaid,
            answer::PaperUnderWay,
            answer::PostalAddress,
            answer::AddressShown,
            answer::AccessChanged,
            answer::Owed,
            answer::OwedBy,
            answer::OwedList,
            answer::UsedAfterLoss,
            answer::UseReported,
            answer::ReminderShown,
            answer::ReminderLine,
            answer::NotReminded,
            answer::Reminded,
            answer::ReminderOnRecord,
            answer::DunningEntry,
            answer::DunningLog,
            answer::Destruction,
            answer::Destructions,
            answer::ApplicationShown,
            answer::ProxyShown,
            answer::RefusedPart,
            answer::Applications,
            answer::RefusalLetter,
            answer::FormMade,
            answer::Wrapped,
            answer::Rebuilt,
            answer::RebuiltFile,
            answer::LetterBeside,
            answer::LetterLine,
            answer::Applied,
            answer::FeeShown,
            answer::Journal,
            answer::JournalRow,
            answer::Saw,
            answer::Unusual,
            answer::Closed,
            answer::Due,
            answer::DueKind,
            answer::DeletionWaiting,
            answer::ReleaseWaiting,
            answer::DeletionDone,
            answer::DueMembers,
            answer::DueMember,
            answer::Deleted,
            answer::KindCount,
            answer::Trouble,
            answer::LeakAnswer,
            answer::LeakData,
            answer::LeakReceiver,
            answer::LeakReason,
            answer::LeakPerson,
            answer::FallbackMade,
            answer::Printed,
            answer::File,
            answer::Settings,
            answer::SocietyHere,
            answer::LayoutHere,
            answer::PolicyHere,
            answer::PolicyTried,
            answer::SocietyChange,
            answer::Kept,
            answer::AnchorsHere,
            answer::CopyHere,
            answer::BackedUp,
            answer::Restored,
            answer::WayBack,
            answer::Licence,
            answer::OperatorHere,
            answer::OperatorForm,
            answer::RecoveryPrinted,
            answer::LastFourShown,
            answer::Report,
            answer::Measure,
            answer::ReportRow,
            answer::ReportFile,
            answer::OfficialFile,
            answer::WhatIf,
            answer::PackTried,
            answer::DateMoved,
            answer::Turned,
            answer::TurnedSide,
            answer::CheckCount,
            answer::CheckCampaign,
            answer::CheckEmployer,
            answer::CheckStatus,
            answer::CheckAnswered,
            answer::CheckOverdue,
            answer::CheckAsked,
            answer::SwapShown,
            answer::CheckCase,
            answer::CheckLetter,
            answer::CheckHappened,
            answer::AgreementShown,
            answer::CheckCaseShown,
            answer::ListRead,
            answer::ListLoaded,
            answer::RunShown,
            answer::RunPartShown,
            answer::ReasonCount,
            answer::RowUnknown,
            answer::RunStopped,
            answer::RunPerson,
            answer::RunPeople,
            answer::RunOnRecord,
            answer::Runs,
            answer::WaveOnRecord,
            answer::WaveShown,
            answer::WaveWeek,
            answer::WaveEmployer,
            answer::Interim,
            answer::Consequence,
            answer::Cause,
            answer::Settled,
            answer::Consequences,
            Nothing,
            Dropped,
            LangAsk,
            TroubleAsk,
            SaveTroubleAsk,
            StatusAsk,
            OnAsk,
            Status,
            Named,
            ChooseAsk,
            OpenAsk,
            PathAsk,
            RecoverAsk,
            IdleAsk,
            Idle,
            UnlockAsk,
            AddOperatorAsk,
            ChangeOperatorAsk,
            OperatorAsk,
            RemoveAsk,
            SetPassphraseAsk,
            TypedAsk,
            LastFourAsk,
            TrainingAsk,
            FoundingAsk,
            FoundAsk,
            DayAsk,
            ListAsk,
            FindAsk,
            PeopleAsk,
            MemberAsk,
            ReckonAsk,
            LeafletAsk,
            ImportAsk,
            RecipeAsk,
            RecipeOutAsk,
            RecipeTakeAsk,
            PasswordAsk,
            FileAsk,
            CellsAsk,
            AcceptAsk,
            PlanAsk,
            JournalAsk,
            WhoSawAsk,
            DaysAsk,
            OutAsk,
            DueAsk,
            DueMembersAsk,
            DeleteAsk,
            CertificateAsk,
            HoldAsk,
            KeepAsk,
            LostWord,
            LeakAsk,
            FallbackAsk,
            PrintAsk,
            Progress,
            CopyAsk,
            PageAsk,
            BatchAsk,
            PrinterAsk,
            PagePicture,
            LayoutAsk,
            LayoutPicture,
            SaveAsk,
            PostAsk,
            PaperAsk,
            StepAsk,
            InsertAsk,
            SheetsAsk,
            GoOnAsk,
            CharactersAsk,
            CharacterAsk,
            AssetAsk,
            ProposeAsk,
            WithdrawAssetAsk,
            AssetPictures,
            SpoiledAsk,
            ScanAsk,
            LossAsk,
            OfficeCopyAsk,
            StockAsk,
            FarAsk,
            PressAsk,
            PrintersAsk,
            TestSheetAsk,
            AlignAsk,
            papers::NewAddress,
            MendAsk,
            ShieldAsk,
            CardAsk,
            PapersSeenAsk,
            OptionalAsk,
            WishAsk,
            AddressAsk,
            OwedAsk,
            RemindAsk,
            RemindersAsk,
            RemindAgainAsk,
            UseAsk,
            DeathAsk,
            OldCardAsk,
            AccessAsk,
            DunningAsk,
            NotCollectableAsk,
            DestructionsAsk,
            ApplicationsAsk,
            ApplyAsk,
            FeeAsk,
            RefusalAsk,
            FormAsk,
            WrapAsk,
            RebuildAsk,
            BesideAsk,
            LetterPictures,
            returns::ProxyAsk,
            CancelAsk,
            PolicyAsk,
            AdoptAsk,
            SocietyAsk,
            EmployerAsk,
            BackUpAsk,
            RehearseAsk,
            RestoreAsk,
            PutBackAsk,
            ReportAsk,
            ReportListAsk,
            ReportSaveAsk,
            OfficialAsk,
            PolicyChoice,
            WhatIfAsk,
            WhatIfListAsk,
            StartLastFourAsk,
            AnswerAsk,
            CaseAsk,
            CaseStepAsk,
            SecondLetterAsk,
            RunAsk,
            RunPeopleAsk,
            PlanRunAsk,
            InterimAsk,
            WaveAsk,
            PlanWaveAsk,
            ConsequencesAsk,
            SameAsk,
            AnswerSameAsk,
            RowAnswersAsk,
            ForgetRowAsk,
            UnknownRowsAsk,
            ListDifferenceAsk,
            ListPeopleAsk,
            ListSaveAsk,
            SettleAsk,
            QuarantineAsk,
            RetryAsk,
            DropAsk,
            UndoAsk,
        );
        for decl in all {
            text.push_str("export ");
            text.push_str(&on_lines(&decl));
            text.push('\n');
        }
        text.push_str(
            "\n/** Every command: its arguments and its answer. `import`, `print`, `report` and `what_if` tell how far they are\n * through a channel, `press` what the printer does, `drops` what is dropped. */\n",
        );
        text.push_str("export type Commands = {\n");
        for (name, ask, answer) in COMMANDS {
            let channel = match *name {
                "import" | "print" | "report" | "what_if" => {
                    " & { progress: import(\"@tauri-apps/api/core\").Channel<Progress> }"
                }
                "press" => " & { progress: import(\"@tauri-apps/api/core\").Channel<Sending> }",
                "watch_readers" => " & { progress: import(\"@tauri-apps/api/core\").Channel<ReadersHere> }",
                "drops" => " & { progress: import(\"@tauri-apps/api/core\").Channel<Dropped> }",
                _ => "",
            };
            text.push_str(&format!("  {name}: {{ args: {ask}{channel}, ret: {answer} }},\n"));
        }
        text.push_str("};\n");
        text
    }

    /// A declaration with each field on a line of its own, its comment before it.
    fn on_lines(decl: &str) -> String {
        let mut text = String::new();
        let mut comment = String::new();
        for line in decl.lines().map(str::trim_end) {
            match line.trim_start() {
                "/**" => comment.clear(),
                "*/" => text.push_str(&format!("  /** {} */\n", comment.trim())),
                words if words.starts_with('*') => {
                    comment.push(' ');
                    comment.push_str(words[1..].trim());
                }
                "" => {}
                field if text.is_empty() => text.push_str(&format!("{field}\n")),
                field => text.push_str(&format!("  {}\n", field.trim_end_matches("};").trim_end())),
            }
        }
        let closed = text.trim_end();
        if closed.ends_with(';') { closed.to_owned() } else { format!("{closed}\n}};") }
    }

    #[test]
    fn the_screen_knows_the_contract_as_it_is() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/wire/index.ts");
        let wanted = typescript();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &wanted).expect("the contract can be written");
        }
        let written = std::fs::read_to_string(path).expect("ui/src/wire/index.ts");
        assert!(written == wanted, "ui/src/wire/index.ts has drifted; run this test with UPDATE=1");
    }

    #[test]
    fn the_licences_are_those_of_what_is_used() {
        let lock = include_str!("../../Cargo.lock");
        let screen = include_str!("../../ui/package-lock.json");
        let written = include_str!("../licences.tsv");
        let rows: Vec<Vec<&str>> = written.lines().map(|line| line.split('\t').collect()).collect();
        for row in rows.iter().skip(3) {
            let [name, version, licence] = row[..] else { panic!("{row:?} has not three parts") };
            assert!(!licence.is_empty(), "{name} has no licence");
            let rust = lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\""));
            let shown = screen.contains(&format!("\"node_modules/{name}\""))
                && screen.contains(&format!("\"version\": \"{version}\""));
            assert!(rust || shown, "{name} {version} is not used any more; run make licences");
        }
        for used in ["tauri", "rusqlite", "printpdf", "calamine", "react", "react-aria-components"] {
            assert!(rows.iter().any(|row| row[0] == used), "{used} is missing; run make licences");
        }
    }

    #[test]
    fn commands_access_list_and_contract_name_the_same() {
        let build = include_str!("../build.rs");
        let capability = include_str!("../capabilities/main.json");
        let code = concat!(
            include_str!("commands.rs"),
            include_str!("commands/answers.rs"),
            include_str!("commands/assets.rs"),
            include_str!("commands/counter.rs"),
            include_str!("commands/identity.rs"),
            include_str!("commands/imports.rs"),
            include_str!("commands/last_four.rs"),
            include_str!("commands/letters.rs"),
            include_str!("commands/official.rs"),
            include_str!("commands/papers.rs"),
            include_str!("commands/presses.rs"),
            include_str!("commands/recipes.rs"),
            include_str!("commands/reports.rs"),
            include_str!("commands/returns.rs"),
            include_str!("commands/run.rs")
        );
        for (name, _, _) in COMMANDS {
            assert!(build.contains(&format!("\"{name}\"")), "{name} is in build.rs");
            assert!(capability.contains(&format!("\"allow-{}\"", name.replace('_', "-"))), "{name} may be asked for");
            assert!(code.contains(&format!("fn {name}(")), "{name} is a command");
        }
        assert_eq!(capability.matches("\"allow-").count(), COMMANDS.len(), "nothing else may be asked for");
        assert_eq!(code.matches("#[tauri::command]").count(), COMMANDS.len(), "every command is in the contract");
        assert!(!capability.contains("core:") && !capability.contains("remote"), "nothing of Tauri's own");
    }
}
