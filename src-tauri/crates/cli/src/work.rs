//! One arm for each command: ask the desk, say the answer.

mod answers;
mod assets;
mod card;
mod characters;
mod folder;
mod forms;
mod imports;
mod insertion;
mod last_four;
mod letters;
mod lists;
mod milestones;
mod official;
mod papers;
mod presses;
mod recipe;
mod reports;
mod returns;
mod run;
mod same;
mod sheets;
mod shield;
mod state_lists;
mod stock;

use std::path::Path;

use desk::backup::BackUp;
use desk::damaged::{Machine, Out, put_back, way_back};
use desk::decide::Question;
use desk::deletion::{Delete, kind as kind_of_data};
use desk::import::{Import, confirmation, form, meaning};
use desk::journal::JournalQuestion;
use desk::leak::{LeakQuestion, Lost, duty_sentence};
use desk::ledger::{FIRST_OPERATOR, Moment};
use desk::operators::{recover, sign_in, unattended};
use desk::plan::{Listing, Plan};
use desk::presses::SendAsk;
use desk::wire;
use desk::{Desk, Failure, Occasion, words};
use rules::calendar::Day;
use rules::policy::Envelopes;
use rules::words::{Complaint, Lang, Said};

use crate::grammar::{
    Command, Daicho, DeleteCommand, FormName, JournalCommand, KindName, OperatorCommand, RecoveryCommand, RulesCommand,
    View,
};
use crate::{clock, config, keychain, log, passphrase, passwords, say};

/// The exit code of work that is done.
const DONE: u8 = 0;
/// The exit code of work that ended with refusals, all listed.
const REFUSALS: u8 = 1;

/// A year, or the life of a certificate, may be rehearsed with `--on`: so many days ahead of today; what lies behind them is a slip.
const REHEARSED_DAYS: i64 = 3653;

/// What every command needs.
struct Work<'a> {
    daicho: &'a Daicho,
    lang: Lang,
    occasion: Occasion,
    out: say::Out,
}

/// Does what was asked; answers with the exit code.
///
/// # Errors
/// Whatever stopped the work, in words.
pub fn run(daicho: &Daicho, lang: Lang) -> Result<u8, Failure> {
    let (at, today) = clock::now();
    let at = at.ok_or_else(|| {
        say::usage(
            "",
            "clock",
            Said::new("時計の日時が正しくありません。", "The clock is wrong."),
            Said::new("日時を合わせてください。", "Set the clock."),
        )
    })?;
    let operator = daicho.operator.clone().unwrap_or_else(|| FIRST_OPERATOR.to_owned());
    let occasion = Occasion { at, today, operator };
    let mut work = Work { daicho, lang, occasion, out: say::Out::new() };
    let code = work.run()?;
    if let Err(error) = work.out.finish() {
        say::stdout_failed(&error)?;
    }
    Ok(code)
}

impl Work<'_> {
    fn run(&mut self) -> Result<u8, Failure> {
        match &self.daicho.command {
            Command::Demo { dir, members, seed, filled } => self.demo(dir, *members, *seed, *filled),
            Command::Init { ledger, society, policy } => self.init(ledger, society, policy),
            Command::Import {
                ledger,
                file,
                employer,
                form,
                dry_run,
                rejects,
                returned,
                confirm,
                column,
                other_person,
                sure,
                again,
                reading,
                password_file,
                remember_password,
                forget_password,
                inside,
                on,
            } => {
                let import = Import {
                    password: password_file.as_deref().map(passphrase::of_a_file).transpose()?,
                    inside: inside.clone(),
                    employer: employer.clone(),
                    form: form_of(*form),
                    confirmed: confirm.iter().map(|header| confirmation(header)).collect::<Result<_, _>>()?,
                    meanings: column.iter().map(|word| meaning(word)).collect::<Result<_, _>>()?,
                    other_persons: other_person.clone(),
                    sure: sure.clone(),
                    again: *again,
                    dry_run: *dry_run,
                    rejects: rejects.clone(),
                    returned: returned.clone(),
                    ..recipe::read_as(Import::of(file.clone(), self.lang), reading)?
                };
                if file.is_dir() {
                    return self.import_folder(ledger, &import, on.as_deref());
                }
                self.import(ledger, import, (*remember_password, *forget_password), on.as_deref())
            }
            Command::Recipe { ledger, command } => self.of_recipes(ledger, command.as_ref()),
            Command::Imports { ledger, command } => self.imports(ledger, command.as_ref()),
            Command::Quarantine { ledger, command } => self.of_quarantine(ledger, command.as_ref()),
            Command::Find { ledger, query, limit, on } => self.find(ledger, query, *limit, on.as_deref()),
            Command::Show { ledger, member, reason, view } => self.show(ledger, member, reason.as_deref(), view),
            Command::Decide { ledger, member, view } => self.decide(ledger, member.clone(), view),
            Command::Name { ledger, member, name, kana, layer, on } => {
                let on = self.day(on.as_deref())?;
                let mut desk = self.open(ledger)?;
                let renamed = desk.rename(member, layer, name, kana.as_deref(), on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&renamed));
                } else {
                    let head = if renamed.cells.is_empty() {
                        self.word("変更はありません", "nothing to change")
                    } else {
                        self.word("登録しました", "recorded")
                    };
                    self.say(&format!("{head}: {} {} {}", renamed.member, renamed.layer, renamed.on));
                }
                Ok(DONE)
            }
            Command::Plan { ledger, kind, on, members, layout, without_unprintable, envelopes, dry_run } => {
                let plan = Plan {
                    kind: kind_of(*kind),
                    on: self.day(on.as_deref())?,
                    members: members.clone().map(Listing::File),
                    layout: layout.clone(),
                    without_unprintable: *without_unprintable,
                    dry_run: *dry_run,
                    envelopes: envelopes.as_deref().and_then(Envelopes::from_code),
                    lang: self.lang,
                };
                self.plan(ledger, &plan)
            }
            Command::Returns(command) => self.of_returns(command),
            Command::Letters(command) => self.of_letters(command),
            Command::Forms(command) => self.of_forms(command),
            Command::Official(args) => self.official(args),
            Command::Paper { .. } | Command::Apply { .. } => self.of_papers(&self.daicho.command),
            Command::WhatIf { .. } | Command::Report { .. } => self.of_reports(&self.daicho.command),
            Command::Lastfour { ledger, command } => self.last_four(ledger, command),
            Command::Run { .. } | Command::Waves { .. } | Command::Consequences { .. } => {
                self.of_runs(&self.daicho.command)
            }
            Command::Same { ledger, on, command } => {
                let on = self.day(on.as_deref())?;
                self.same(ledger, on, command.as_ref())
            }
            Command::Lists { ledger, command } => self.state_lists(ledger, command.as_ref()),
            Command::Counter { ledger, text, view } => {
                let question = self.question(view, None)?;
                self.counter(ledger, text, &question)
            }
            Command::Card { command } => self.card(command),
            Command::Shield { .. }
            | Command::Access { .. }
            | Command::Optional { .. }
            | Command::Mail { .. }
            | Command::Address { .. } => self.of_mail(&self.daicho.command),
            Command::Work { ledger, list, month, on } => {
                let on = self.day(on.as_deref())?;
                self.lists(ledger, list.as_deref(), on, month.as_deref())
            }
            Command::Milestone { ledger, member, view } => {
                let question = self.question(view, None)?;
                self.milestones(ledger, member, &question)
            }
            Command::Reckon { kind, given, on } => {
                let on = self.day(on.as_deref())?;
                self.reckon(kind, given, on)
            }
            Command::Answer { ledger, member, about, leaflet, out, view } => {
                let question = self.question(view, None)?;
                match (ledger, member, leaflet) {
                    (Some(ledger), Some(member), _) => self.answers_for(ledger, member, &question),
                    (ledger, _, Some(topic)) => {
                        self.leaflet(ledger.as_deref(), topic.topic(), question.on, out.as_deref())
                    }
                    _ => self.answers_about(about.as_deref(), question.on),
                }
            }
            Command::Characters { ledger, command } => self.characters(ledger, command.as_ref()),
            Command::Assets { ledger, command } => self.assets(ledger, command.as_ref()),
            Command::Preflight { ledger, kind, on, members, layout } => {
                let plan = Plan {
                    kind: kind_of(*kind),
                    on: self.day(on.as_deref())?,
                    members: members.clone().map(Listing::File),
                    layout: layout.clone(),
                    without_unprintable: true,
                    dry_run: true,
                    envelopes: None,
                    lang: self.lang,
                };
                self.plan(ledger, &plan)
            }
            Command::EnvelopeTest { envelope, out } => {
                let tried = desk::envelopes::test(envelope, out, self.occasion.today)?;
                if self.daicho.json {
                    self.say(&wire::json(&tried));
                    return Ok(DONE);
                }
                let barcode = match tried.largest_barcode {
                    Some(size) => format!("{size:.1} pt"),
                    None => self.word("付けられません", "none").to_owned(),
                };
                let (title, safe) = (self.word("どの位置でも見える枠", "always seen"), &tried.safe);
                let line = format!("{}  {title}: {:.1}×{:.1} mm", tried.title, safe[2], safe[3]);
                self.say(&line);
                let word = self.word("カスタマバーコード", "customer barcode");
                self.say(&format!("    {word}: {barcode}\n    {}", tried.file));
                Ok(DONE)
            }
            Command::Batch { ledger, batch, command } => self.batch(ledger, batch, command),
            Command::Stock { ledger, command } => self.stock(ledger, command),
            Command::Printers { ledger, command } => self.printers(ledger, command.as_ref()),
            Command::Send { ledger, batch, out, printer, tray, last, again, despite } => {
                let ask = SendAsk {
                    printer: printer.clone().unwrap_or_default(),
                    tray: tray.clone(),
                    last: last.clone(),
                    again: again.clone(),
                };
                self.send(ledger, batch, out, &ask, despite.as_deref())
            }
            Command::Print { ledger, batch, out, despite } => self.print(ledger, batch, out, despite.as_deref()),
            Command::Verify { ledger, anchors } => self.verify(ledger, anchors.as_deref()),
            Command::Backup { ledger, to, also } => {
                let back_up = BackUp { to: to.clone(), also: also.clone(), lang: self.lang };
                self.backup(ledger, &back_up)
            }
            Command::Restore { backup, to, rehearse, anchors } => {
                self.restore(backup, to, *rehearse, anchors.as_deref())
            }
            Command::Recover { ledger, dry_run, from, anchors } => {
                self.recover(ledger, *dry_run, from, anchors.as_deref())
            }
            Command::Journal { ledger, from, to, by, what, command } => {
                let last = self.day(to.as_deref())?;
                let first = match (from, command) {
                    (Some(_), _) => self.day(from.as_deref())?,
                    // Whoever asks who saw them asks of all that is kept.
                    (None, Some(JournalCommand::WhoSaw { .. })) => last.plus_days(-5 * 366),
                    (None, _) => last.plus_days(-30),
                };
                let question = JournalQuestion {
                    first,
                    last,
                    operator: by.clone(),
                    what: what.clone(),
                    start: 0,
                    len: usize::MAX,
                    lang: self.lang,
                };
                self.journal(ledger, &question, command.as_ref())
            }
            Command::Trouble { ledger, member, out, view } => {
                let question = self.question(view, member.clone())?;
                let trouble = self.open(ledger)?.trouble(&question, &log::machine("daicho", ""))?;
                if self.daicho.json {
                    self.say(&wire::json(&trouble));
                } else {
                    self.say(trouble.text.trim_end());
                }
                if let Some(out) = out {
                    let file = desk::trouble::save(&trouble.text, out, &self.occasion)?;
                    say::remark(&format!("{}: {file}", self.word("報告を書きました", "the report was written")));
                }
                Ok(DONE)
            }
            Command::Leak { ledger, known_on, receiver, on_purpose, sensitive, key_too, out, .. } => {
                let question = LeakQuestion {
                    lost: self.lost(&self.daicho.command)?,
                    known_on: self.day(known_on.as_deref())?,
                    receiver: receiver.clone(),
                    on_purpose: *on_purpose,
                    sensitive: *sensitive,
                    key_too: *key_too,
                    lang: self.lang,
                };
                let answer = self.open(ledger)?.leak(&question, out.as_deref(), &self.occasion)?;
                self.leak(&answer)
            }
            Command::Fallback { ledger, out, new_passphrase_file } => {
                let mut desk = self.open(ledger)?;
                let passphrase = passphrase::ask_new(new_passphrase_file.as_deref())?;
                let made = desk.fallback(out, &passphrase, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&made));
                    return Ok(DONE);
                }
                let (pages, people) = (self.word("ページ", "pages"), self.word("加入者", "members"));
                let head = self.word("備えの名簿をつくりました", "the fallback list was made");
                self.say(&format!("{head}: {} ({} {pages}, {people} {})", made.file, made.pages, made.members));
                Ok(DONE)
            }
            Command::Release { ledger, batch } => {
                self.open(ledger)?.release(batch, &self.occasion)?;
                self.done("印刷できます", "It can be printed", batch)
            }
            Command::Operator { ledger, command } => self.operator(ledger, command),
            Command::Recovery { ledger, command } => self.recovery(ledger, command),
            Command::Delete { ledger, kind, on, reason, dry_run, out, anchors, command } => {
                let delete = Delete {
                    kinds: kind.iter().map(|kind| kind_of_data(kind)).collect::<Result<_, _>>()?,
                    on: self.day(on.as_deref())?,
                    reason: reason.clone().unwrap_or_default(),
                    out: out.clone(),
                    lists: anchors.clone(),
                };
                match command {
                    Some(command) => self.deletion(ledger, &delete, command),
                    None if *dry_run || reason.is_none() => self.due(ledger, delete.on),
                    None => self.delete(ledger, &delete),
                }
            }
            Command::Rules { command: RulesCommand::Variants } => Ok(self.variants()),
            Command::Rules { command: RulesCommand::Try { policy, cases } } => {
                let text = desk::trial::run(policy, cases, self.daicho.json, self.lang)?;
                self.say(text.trim_end_matches('\n'));
                Ok(DONE)
            }
        }
    }

    fn open(&self, ledger: &Path) -> Result<Desk, Failure> {
        Desk::check_there(ledger)?;
        let mut desk = if self.daicho.keychain {
            unattended(ledger, &self.occasion, &mut keychain::look_up)?
        } else {
            let passphrase = passphrase::ask(self.daicho.passphrase_file.as_deref(), false)?;
            let operator = self.daicho.operator.as_deref();
            sign_in(ledger, operator, &passphrase, &self.occasion, &config::guesses(), &clock::tick())?
        };
        desk.anchors_go_to(&config::places());
        desk.look_ahead(REHEARSED_DAYS);
        if desk.is_read_only() {
            say::remark(self.word(
                "書き込めない場所にあるため、読み取り専用で開きました。見た記録はこの機械に残し、次に書き込めるときに台帳へ移します。",
                "It lies where nothing can be written and is only read; who was shown whom is kept on this machine until it can be.",
            ));
        }
        Ok(desk)
    }

    /// Something small is done.
    fn done(&mut self, ja: &'static str, en: &'static str, about: &str) -> Result<u8, Failure> {
        if self.daicho.json {
            self.say(&wire::json(&wire::Done { done: true }));
        } else {
            let head = self.word(ja, en);
            self.say(format!("{head}: {about}").trim_end_matches(": "));
        }
        Ok(DONE)
    }

    fn day(&self, text: Option<&str>) -> Result<Day, Failure> {
        let Some(text) = text else { return Ok(self.occasion.today) };
        let (day, remark) = desk::written_day(text)?;
        if let Some(Complaint { sentence, hint, .. }) = remark {
            say::remark(&say::complaint("--on", sentence.in_lang(self.lang), hint.in_lang(self.lang)));
        }
        Ok(day)
    }

    fn question(&self, view: &View, member: Option<String>) -> Result<Question, Failure> {
        let known_at = match &view.known_at {
            Some(text) => Some(instant(text)?),
            None => None,
        };
        Ok(Question { on: self.day(view.on.as_deref())?, known_at, member, lang: self.lang })
    }

    /// A line of the answer. A reader that has gone away is noticed at the end.
    fn say(&mut self, text: &str) {
        let _ = self.out.line(text);
    }

    fn word(&self, ja: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    fn demo(&mut self, dir: &Path, members: u32, seed: u64, filled: bool) -> Result<u8, Failure> {
        let made = desk::training::make(dir, members, seed, filled, &self.occasion, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&made));
            return Ok(DONE);
        }
        let (ja, en) = ("練習用の組合をつくりました", "A training society was made");
        let head = format!("{}: {}", self.word(ja, en), dir.display());
        self.say(&head);
        for file in &made.files {
            self.say(&format!("  {file}"));
        }
        for imported in &made.imported {
            let line = match self.lang {
                Lang::Ja => format!(
                    "{}: 新規{}・変更{}・要確認{}・エラー{}",
                    imported.file, imported.new, imported.changed, imported.doubtful, imported.rejected
                ),
                Lang::En => {
                    format!(
                        "{}: {} new, {} changed, {} doubtful, {} rejected",
                        imported.file, imported.new, imported.changed, imported.doubtful, imported.rejected
                    )
                }
            };
            self.say(&line);
        }
        Ok(DONE)
    }

    fn init(&mut self, ledger: &Path, society: &Path, policy: &Path) -> Result<u8, Failure> {
        let passphrase = passphrase::ask(self.daicho.passphrase_file.as_deref(), true)?;
        let (_, founded) = desk::founding::found(ledger, society, policy, &passphrase, &self.occasion)?;
        if passphrase.is_weak() {
            say::remark(self.word(
                "このパスフレーズは短いか、推測されやすいものです。operator … password で、12文字以上、または4語以上のものに変えてください。",
                "This passphrase is short or easily guessed. Change it to 12 characters or four words with operator … password.",
            ));
        }
        if self.daicho.json {
            self.say(&wire::json(&founded));
        } else {
            let head = self.word("台帳をつくりました", "The ledger was made");
            self.say(&format!("{head}: {} ({} {})", founded.ledger, founded.society, founded.insurer_number));
        }
        Ok(DONE)
    }

    fn import(
        &mut self,
        ledger: &Path,
        mut import: Import,
        (remember, forget): (bool, bool),
        on: Option<&str>,
    ) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        self.occasion.today = self.day(on)?;
        let number = desk.ledger_number();
        if let Some(employer) = import.employer.as_deref().filter(|_| forget) {
            passwords::forget(&number, employer)?;
        }
        let imported = passwords::tried(&mut import, &number, |import| desk.import(import, &self.occasion))?;
        if remember
            && let (Some(employer), Some(password)) = (&import.employer, &import.password)
            && let Err(failure) = passwords::keep(&number, employer, password)
        {
            // What was imported stands.
            say::failure(&failure, self.lang);
        }
        let import = &import;
        let code = if imported.rejected + imported.doubtful > 0 { REFUSALS } else { DONE };
        if self.daicho.json {
            self.say(&wire::json(&imported));
            return Ok(code);
        }
        let done = match (import.dry_run, imported.written) {
            (true, _) => self.word("差分の確認だけ（書き込みなし）", "difference only, nothing written"),
            // Its rows wait, and nothing else was written of it.
            (false, true)
                if code == REFUSALS
                    && imported.new + imported.changed + imported.unchanged == 0
                    && imported.list.is_none() =>
            {
                self.word("取り込めた行はありません", "no row could go in")
            }
            (false, true) => self.word("取り込みました", "imported"),
            (false, false) if code == REFUSALS => self.word("取り込めた行はありません", "no row could go in"),
            (false, false) if imported.unchanged == 0 => self.word("取り込む行がありません", "there are no rows"),
            (false, false) => self.word("変更はありません", "nothing to change"),
        };
        self.say(&format!("{}: {done}", imported.file));
        let header = [
            self.word("新規", "new"),
            self.word("変更", "changed"),
            self.word("変更なし", "unchanged"),
            self.word("要確認", "doubtful"),
            self.word("エラー", "rejected"),
            self.word("重複", "duplicate"),
        ];
        let counts = [
            imported.new,
            imported.changed,
            imported.unchanged,
            imported.doubtful,
            imported.rejected,
            imported.duplicate,
        ];
        self.say(&say::table(&header, &[counts.iter().map(u64::to_string).collect()]));
        if let Some(list) = &imported.list {
            let line = match self.lang {
                Lang::Ja => format!(
                    "利用登録状況の一覧: 基準日 {}、{}人、一覧にない方 {}人、台帳にない行 {}",
                    list.as_of, list.people, list.unlisted, list.unknown
                ),
                Lang::En => format!(
                    "registration list as of {}: {} people, {} insured are not in it, {} rows mean nobody",
                    list.as_of, list.people, list.unlisted, list.unknown
                ),
            };
            self.say(&line);
            if 0 < list.differ {
                self.say(self.word(
                    "この一覧をもう一度取り込むときは --again を付けます。先に --dry-run で違いを確かめられます。",
                    "To load this list once more: --again (with --dry-run first, to see what differs)",
                ));
            }
            if !list.whole {
                self.say(self.word(
                    "この基準日の一覧は、まだ加入者の半分に届きません。残りのファイルも取り込むと、載っていない方を調べます。",
                    "The list of this day is not half of the members yet. Who is missing is looked for once the other files are loaded.",
                ));
            }
        }
        self.way(&imported);
        for sheet in &imported.sheets {
            if let Some(why) = &sheet.skipped {
                self.say(&format!("{} {}: {why}", self.word("読まなかったシート", "sheet not read"), sheet.sheet));
            }
        }
        for line in say::complaints(&imported.complaints, self.lang) {
            self.say(&line);
        }
        if imported.alone {
            let alone = self.word(
                "100行を超える変更を、一人で行いました（記録に残ります）。",
                "More than 100 rows were changed by one person alone, which is recorded.",
            );
            self.say(alone);
        }
        self.changes(&imported.changes, import.dry_run);
        if imported.written && 0 < imported.rejected + imported.doubtful {
            self.say(self.word(
                "取り込めなかった行は、台帳の中で待っています（daicho quarantine で見られます）。",
                "Rows that did not go in wait in the ledger (see daicho quarantine).",
            ));
        }
        if 0 < imported.rows_ready {
            self.say(&match self.lang {
                Lang::Ja => format!(
                    "待っていた行のうち{}行は、いま取り込めます（daicho quarantine 台帳 retry）。",
                    imported.rows_ready
                ),
                Lang::En => {
                    format!("{} rows that waited can go in now (daicho quarantine LEDGER retry).", imported.rows_ready)
                }
            });
        }
        if let (Some(returned), Some(path)) = (&imported.returned, &import.returned) {
            self.say(&match self.lang {
                Lang::Ja => format!("事業所へ返すファイル: {}（直していただく行 {}行）", path.display(), returned.rows),
                Lang::En => format!("to go back to the employer: {} ({} rows to mend)", path.display(), returned.rows),
            });
        }
        if let Some(path) = &import.rejects
            && code == REFUSALS
        {
            self.say(&format!("{}: {}", self.word("取り込めなかった行", "rows that did not go in"), path.display()));
            for one in &imported.rejects {
                let what = match one.outcome {
                    "rejected" => self.word("エラー", "rejected"),
                    _ => self.word("要確認", "doubtful"),
                };
                self.say(&match self.lang {
                    Lang::Ja => format!("  シート「{}」 {what} {}行", one.sheet, one.rows),
                    Lang::En => format!("  sheet \"{}\": {} {what}", one.sheet, one.rows),
                });
            }
        }
        Ok(code)
    }

    /// What an import changes, or has changed: after the fact new members need no repetition.
    fn changes(&mut self, changes: &[wire::RowChange], ahead: bool) {
        for change in changes.iter().filter(|change| ahead || change.outcome == "changed") {
            let cells: Vec<String> = change
                .cells
                .iter()
                .map(|cell| {
                    let value = |code| words::value(cell.field, code, self.lang);
                    let (before, after) = (value(&cell.before), value(&cell.after));
                    let field = words::field(cell.field, self.lang);
                    match (before.is_empty(), after.is_empty()) {
                        (true, _) => format!("{field} {after}"),
                        (false, true) => format!("{field} {before} → {}", self.word("なし", "none")),
                        (false, false) => format!("{field} {before} → {after}"),
                    }
                })
                .collect();
            let outcome = match change.outcome {
                "new" => self.word("新規", "new"),
                _ => self.word("変更", "changed"),
            };
            let separator = self.word("、", ", ");
            let line =
                format!("{}!{} {outcome} {}: {}", change.sheet, change.row, change.member, cells.join(separator));
            self.say(&line);
        }
    }

    fn find(&mut self, ledger: &Path, query: &str, limit: usize, on: Option<&str>) -> Result<u8, Failure> {
        let on = self.day(on)?;
        if query.trim().is_empty() {
            return Err(say::usage(
                "QUERY",
                "query_missing",
                Said::new("探す言葉がありません。", "There is nothing to look for."),
                Said::new(
                    "番号、氏名、カナ、生年月日などを指定してください。",
                    "Give a number, a name, kana or a birth date.",
                ),
            ));
        }
        let hits = self.open(ledger)?.find(query, on, limit)?;
        if self.daicho.json {
            for hit in &hits {
                self.say(&wire::json(hit));
            }
            return Ok(DONE);
        }
        if hits.is_empty() {
            let none = self.word("見つかりませんでした。", "Nobody was found.");
            self.say(none);
            return Ok(DONE);
        }
        let table = self.people(&hits);
        self.say(&table);
        Ok(DONE)
    }

    fn people(&self, hits: &[wire::Found]) -> String {
        let header = [
            self.word("記号-番号-枝番", "member"),
            self.word("氏名", "name"),
            self.word("カナ", "kana"),
            self.word("生年月日", "born"),
            self.word("事業所", "employer"),
            self.word("資格取得", "acquired"),
            self.word("資格喪失", "lost"),
        ];
        let rows: Vec<Vec<String>> = hits
            .iter()
            .map(|hit| {
                vec![
                    hit.member.clone(),
                    hit.name.clone(),
                    hit.kana.clone(),
                    text(hit.born),
                    hit.employer.clone().unwrap_or_default(),
                    text(hit.acquired),
                    text(hit.lost),
                ]
            })
            .collect();
        say::table(&header, &rows)
    }

    fn show(&mut self, ledger: &Path, member: &str, reason: Option<&str>, view: &View) -> Result<u8, Failure> {
        let question = self.question(view, None)?;
        let mut desk = self.open(ledger)?;
        // Whoever may not see the digits is shown nothing, and has seen nothing.
        let digits = match reason {
            Some(reason) => Some(desk.last_four(member, &question, reason, &self.occasion)?),
            None => None,
        };
        let shown = desk.show(member, &question)?;
        if self.daicho.json {
            self.say(&match &digits {
                Some(digits) => {
                    wire::json(&wire::ShownWithDigits { shown: &shown, last_four_digits: digits.digits.as_deref() })
                }
                None => wire::json(&shown),
            });
            return Ok(DONE);
        }
        self.say(&format!("{}  {}（{}）  {}", shown.member, shown.name, shown.kana, shown.code));
        let lines = [
            (self.word("基準日", "as of"), shown.on.to_string()),
            (self.word("生年月日", "born"), text(shown.born)),
            (self.word("続柄", "relation"), words::relation(shown.relation.unwrap_or_default(), self.lang).to_owned()),
            (self.word("資格取得", "acquired"), text(shown.acquired)),
            (self.word("資格喪失", "lost"), text(shown.lost)),
            (
                self.word("事業所", "employer"),
                format!("{} {}", shown.employer.as_deref().unwrap_or(""), shown.employer_name.as_deref().unwrap_or("")),
            ),
            (
                self.word("住所", "address"),
                if shown.shielded {
                    self.word("郵送の保護のため表示しません", "not shown: the mail is shielded").to_owned()
                } else {
                    format!("{} {}", shown.postcode.as_deref().unwrap_or(""), shown.address.as_deref().unwrap_or(""))
                },
            ),
            (self.word("個人番号", "My Number"), words::word(shown.my_number, self.lang).to_owned()),
            (self.word("カード", "card"), words::word(shown.myna_card, self.lang).to_owned()),
            (self.word("利用登録", "use registration"), words::word(shown.use_registered, self.lang).to_owned()),
            (self.word("電子証明書", "e-certificate"), text(shown.e_certificate_until)),
            (
                self.word("下4桁", "last four"),
                match &digits {
                    Some(digits) => digits.digits.clone().unwrap_or_default(),
                    None if shown.last_four == "on_file" => "****".to_owned(),
                    None => String::new(),
                },
            ),
            (self.word("負担割合", "ratio"), shown.ratio.map(|tenths| format!("{tenths}割")).unwrap_or_default()),
        ];
        for (name, value) in lines {
            if !value.trim().is_empty() {
                self.say(&format!("  {name}: {}", value.trim()));
            }
        }
        if let Some(decision) = &shown.decision {
            self.outcomes(decision);
        }
        if !shown.household.is_empty() {
            let head = self.word("世帯", "household");
            self.say(&format!("\n{head}"));
            let table = self.people(&shown.household);
            self.say(&table);
        }
        if !shown.papers.is_empty() {
            let header = [
                self.word("管理番号", "paper"),
                self.word("種類", "kind"),
                self.word("交付", "issued"),
                self.word("有効期限", "last day"),
                self.word("状態", "state"),
            ];
            let rows: Vec<Vec<String>> = shown
                .papers
                .iter()
                .map(|paper| {
                    vec![
                        paper.paper.clone(),
                        words::word(paper.kind, self.lang).to_owned(),
                        paper.issued.to_string(),
                        text(paper.last_day),
                        words::word(paper.state, self.lang).to_owned(),
                    ]
                })
                .collect();
            let head = self.word("書類", "papers");
            self.say(&format!("\n{head}\n{}", say::table(&header, &rows)));
        }
        let head = self.word("経過", "timeline");
        self.say(&format!("\n{head}"));
        for event in &shown.timeline {
            let file = event.cell.as_deref().map(|cell| format!(" {cell}")).unwrap_or_default();
            self.say(&format!(
                "  {}  {}  {}  ({} #{}{file})",
                event.on,
                words::word(&event.event, self.lang),
                event.said,
                say::when(&event.at),
                event.act
            ));
        }
        Ok(DONE)
    }

    fn outcomes(&mut self, decided: &wire::Decided) {
        let (covered, certificate, notice, returns) = (
            self.word("受診できる状態か", "covered"),
            self.word("資格確認書", "certificate"),
            self.word("お知らせ", "notice"),
            self.word("返納", "return"),
        );
        self.say(&format!("  {covered}: {}", words::outcome("covered", decided.covered, self.lang)));
        for (about, name, outcome) in
            [("certificate", certificate, &decided.certificate), ("notice", notice, &decided.notice)]
        {
            let last = outcome.last_day.map(|day| format!(" ～{day}")).unwrap_or_default();
            let word = words::outcome(about, outcome.outcome, self.lang);
            self.say(&format!("  {name}: {word}{last}"));
            self.say(&format!("      {} [{}]", outcome.sentence, outcome.because));
            self.say(&format!("      {}", outcome.basis));
        }
        for back in &decided.returns {
            let owed = back.duty.as_deref().unwrap_or("");
            let (paper, outcome) = (words::word(back.paper, self.lang), words::word(back.outcome, self.lang));
            self.say(&format!("  {returns}: {paper} {outcome}"));
            self.say(&format!("      {} [{}] {owed}", back.sentence, back.because));
        }
    }

    fn decide(&mut self, ledger: &Path, member: Option<String>, view: &View) -> Result<u8, Failure> {
        let question = self.question(view, member)?;
        let desk = self.open(ledger)?;
        let json = self.daicho.json;
        let alone = question.member.is_some();
        let mut counts: std::collections::BTreeMap<(&'static str, &'static str, &'static str), (u64, String)> =
            Default::default();
        let mut one = None;
        let out = &mut self.out;
        let refused = desk.decide(&question, &mut |decided| {
            if json {
                return out.line(&wire::json(&decided));
            }
            let mut count = |about, outcome, because, sentence: &str| {
                counts.entry((about, outcome, because)).or_insert_with(|| (0, sentence.to_owned())).0 += 1;
            };
            let (certificate, notice) = (&decided.certificate, &decided.notice);
            count("certificate", certificate.outcome, certificate.because, certificate.reason);
            count("notice", notice.outcome, notice.because, notice.reason);
            count("covered", decided.covered, "", "");
            for back in &decided.returns {
                count("return", back.outcome, back.because, &back.sentence);
            }
            one = Some(decided);
            Ok(())
        })?;
        if !json {
            match one {
                Some(decided) if alone => {
                    self.say(&format!("{}  {}", decided.member, decided.name));
                    self.outcomes(&decided);
                }
                _ => {
                    let header =
                        ["", self.word("判定", "outcome"), self.word("人数", "members"), self.word("理由", "because")];
                    let rows: Vec<Vec<String>> = counts
                        .into_iter()
                        .map(|((about, outcome, _), (count, reason))| {
                            let name = match about {
                                "certificate" | "notice" => words::word(about, self.lang),
                                "covered" => self.word("受診できる状態か", "covered"),
                                _ => self.word("返納", "return"),
                            };
                            let outcome = words::outcome(about, outcome, self.lang);
                            vec![name.to_owned(), outcome.to_owned(), count.to_string(), reason]
                        })
                        .collect();
                    self.say(&say::table(&header, &rows));
                }
            }
        }
        for complaint in &refused {
            say::remark(&say::complaint(
                &complaint.place,
                complaint.sentence.in_lang(self.lang),
                complaint.hint.in_lang(self.lang),
            ));
        }
        Ok(if refused.is_empty() { DONE } else { REFUSALS })
    }

    fn plan(&mut self, ledger: &Path, plan: &Plan) -> Result<u8, Failure> {
        let planned = self.open(ledger)?.plan(plan, &self.occasion)?;
        self.planned(&planned, plan.dry_run)
    }

    /// What was frozen, or would be.
    fn planned(&mut self, planned: &wire::Planned, dry_run: bool) -> Result<u8, Failure> {
        let code = if planned.refused.is_empty() { DONE } else { REFUSALS };
        if self.daicho.json {
            self.say(&wire::json(planned));
            return Ok(code);
        }
        let counts = match self.lang {
            Lang::Ja => format!("{}人・{}枚・封筒{}通", planned.members, planned.sheets, planned.envelopes),
            Lang::En => {
                format!("{} members, {} sheets, {} envelopes", planned.members, planned.sheets, planned.envelopes)
            }
        };
        for remark in [&planned.remark, &planned.post].into_iter().flatten() {
            say::remark(remark);
        }
        match &planned.batch {
            Some(batch) => {
                let head = self.word("束を確定しました", "The batch is frozen");
                self.say(&format!("{head}: {batch}  {counts}"));
            }
            None if dry_run && planned.members > 0 => {
                let head = self
                    .word("確定すると次のとおりです（まだ確定していません）", "What would be frozen (nothing is yet)");
                self.say(&format!("{head}: {counts}"));
            }
            None if planned.stopped => {
                let stopped = self.word(
                    "印字できない方がいるため、束は確定していません。直すか、--without-unprintable で除いてください。",
                    "Nothing is frozen: somebody's paper cannot be printed. Mend it, or leave them out with --without-unprintable.",
                );
                self.say(stopped);
            }
            None if !planned.refused.is_empty() => {
                let none = self.word(
                    "印刷できる方はいません。理由は次のとおりです。",
                    "Nobody's paper can be printed, because of this:",
                );
                self.say(none);
            }
            None => {
                let none = self.word("対象の方はいません。", "Nobody is due.");
                self.say(none);
            }
        }
        self.made_with(&planned.assets);
        for refused in &planned.refused {
            let row = refused.place.as_ref().map(|place| format!("  ({place})")).unwrap_or_default();
            let place = format!("  {} [{}]{row}", refused.member, refused.because);
            self.say(&say::complaint(&place, &refused.sentence, refused.hint.as_deref().unwrap_or("")));
        }
        Ok(code)
    }

    fn journal(
        &mut self,
        ledger: &Path,
        question: &JournalQuestion,
        command: Option<&JournalCommand>,
    ) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let (first, last, lang) = (question.first, question.last, question.lang);
        match command {
            None => {
                self.journal_rows(&desk.journal(question)?.rows);
                Ok(DONE)
            }
            Some(JournalCommand::WhoSaw { member }) => {
                let saw = desk.who_saw(member, first, last, lang)?;
                if self.daicho.json {
                    self.say(&wire::json(&saw));
                } else {
                    self.say(&format!("{}  {}  {} - {}", saw.member, saw.code, saw.first, saw.last));
                    self.journal_rows(&saw.rows);
                }
                Ok(DONE)
            }
            Some(JournalCommand::Close { out, anchors }) => {
                let closed = desk.close_day(out, &anchors_for(anchors, &desk), &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&closed));
                } else {
                    let head = self.word("一日を締めました", "the day is closed");
                    self.say(&format!("{head}: {}\n{}", closed.file, closed.anchor));
                }
                Ok(DONE)
            }
            Some(JournalCommand::Unusual) => {
                let found = desk.unusual(first, last, lang)?;
                for one in &found {
                    if self.daicho.json {
                        self.say(&wire::json(one));
                    } else {
                        self.say(&format!("{}  {}  {}  {}", one.on, one.operator, one.sentence, one.members.join(" ")));
                    }
                }
                if found.is_empty() && !self.daicho.json {
                    let none = self.word("ふだんと違う閲覧はありません。", "No look stands out.");
                    self.say(none);
                }
                Ok(DONE)
            }
        }
    }

    fn journal_rows(&mut self, rows: &[wire::JournalRow]) {
        for row in rows {
            if self.daicho.json {
                self.say(&wire::json(row));
                continue;
            }
            let many = match (row.everyone, row.members) {
                (true, _) => self.word("全員", "everyone").to_owned(),
                (_, Some(members)) => format!("{members} {}", self.word("人", "members")),
                _ => String::new(),
            };
            // A list's own name is no word.
            let subject = row.subject.as_deref().filter(|_| row.kind != "list");
            let about = [subject, row.reason.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let at = say::when(&row.at);
            let about = about.replace('\n', "、");
            let who = if row.operator.is_empty() { self.word("だれか", "somebody") } else { row.operator.as_str() };
            self.say(format!("{}  {}  {}  {many} {about}", at, who, row.word).trim_end());
        }
    }

    fn print(&mut self, ledger: &Path, batch: &str, out: &Path, despite: Option<&str>) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        if let Some(reason) = despite {
            desk.go_on(batch, reason, &self.occasion)?;
        }
        let printed = desk.print(batch, out, &self.occasion)?;
        if self.daicho.json {
            self.say(&wire::json(&printed));
            return Ok(DONE);
        }
        let head = self.word("書き出しました", "written");
        self.say(&format!("{head}: {} ({} {})", printed.out, printed.sheets, self.word("枚", "sheets")));
        if printed.later > 0 {
            let line = match self.lang {
                Lang::Ja => format!(
                    "  前に印刷したものと同じです。確定したあとの変更が{}件あり、紙面には反映していません。",
                    printed.later
                ),
                Lang::En => format!(
                    "  The same as printed before; {} things have changed since, and none is applied.",
                    printed.later
                ),
            };
            self.say(&line);
        }
        for file in &printed.files {
            self.say(&format!("  {}  {} {}", file.file, file.pages, self.word("ページ", "pages")));
        }
        Ok(DONE)
    }

    fn operator(&mut self, ledger: &Path, command: &OperatorCommand) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        match command {
            OperatorCommand::List => {
                let operators = desk.operators()?;
                if self.daicho.json {
                    for operator in &operators {
                        self.say(&wire::json(operator));
                    }
                    return Ok(DONE);
                }
                let header = [
                    self.word("コード", "code"),
                    self.word("氏名", "name"),
                    self.word("役割", "roles"),
                    self.word("許可", "grants"),
                    self.word("状態", "state"),
                ];
                let rows: Vec<Vec<String>> = operators
                    .into_iter()
                    .map(|one| {
                        let state = match (one.active, one.signs_in) {
                            (false, _) => self.word("外した", "removed"),
                            (true, true) => "",
                            (true, false) => self.word("パスフレーズなし", "no passphrase"),
                        };
                        let roles = |codes: &[&str]| {
                            codes.iter().map(|code| words::role(code, self.lang)).collect::<Vec<_>>().join(" ")
                        };
                        let name = words::operator(&one.code, &one.name, self.lang).to_owned();
                        vec![one.code, name, roles(&one.roles), roles(&one.grants), state.to_owned()]
                    })
                    .collect();
                self.say(&say::table(&header, &rows));
                Ok(DONE)
            }
            OperatorCommand::Add { code, name, role, grant, new_passphrase_file } => {
                let passphrase = passphrase::ask_new(new_passphrase_file.as_deref())?;
                desk.add_operator(&form_with(code, name, role, grant), &passphrase, &self.occasion)?;
                self.done("登録しました", "added", code)
            }
            OperatorCommand::Change { code, name, role, grant } => {
                let kept = desk.operators()?.into_iter().find(|one| one.code == *code).map(|one| one.name);
                let form = form_with(code, &name.clone().or(kept), role, grant);
                desk.change_operator(&form, &self.occasion)?;
                self.done("変更しました", "changed", code)
            }
            OperatorCommand::Password { code, new_passphrase_file } => {
                let passphrase = passphrase::ask_new(new_passphrase_file.as_deref())?;
                desk.set_passphrase(code, &passphrase, &self.occasion)?;
                self.done("パスフレーズを変えました", "the passphrase was changed", code)
            }
            OperatorCommand::Remove { code, rekey } => {
                // Whoever was taken out before the key could be exchanged is not taken out again.
                let out = *rekey && desk.operators()?.iter().any(|one| one.code == *code && !one.active);
                if !out {
                    desk.remove_operator(code, &self.occasion)?;
                }
                if *rekey {
                    desk.rekey(&self.occasion).map_err(|(_, failure)| failure.removed())?;
                    return self.done("外し、鍵を新しくしました", "removed, and the key was exchanged", code);
                }
                self.done("外しました", "removed", code)?;
                if !self.daicho.json {
                    say::remark(self.word(
                        "鍵を知っていた人です。台帳の鍵も新しくするには、--rekey を付けて外してください。",
                        "Who was an operator knew the key; --rekey exchanges it too.",
                    ));
                }
                Ok(DONE)
            }
            OperatorCommand::Keychain { switch, acting } if switch == "on" => {
                let acting = acting.clone().unwrap_or_else(|| desk.operator().to_owned());
                desk.keychain_on(&acting, &self.occasion, &mut keychain::store)?;
                self.done("キーチェーンでも開けます", "the keychain opens it too", &acting)
            }
            OperatorCommand::Keychain { .. } => {
                keychain::forget(&desk.keychain_off(&self.occasion)?);
                self.done("キーチェーンでは開けません", "the keychain does not open it any more", "")
            }
            OperatorCommand::Unlock { code } => {
                desk.unlock_operator(code, &config::guesses(), &self.occasion)?;
                self.done("待たずに使えます", "may sign in without waiting", code)
            }
        }
    }

    fn recovery(&mut self, ledger: &Path, command: &RecoveryCommand) -> Result<u8, Failure> {
        match command {
            RecoveryCommand::New => {
                let mut desk = self.open(ledger)?;
                let printed = desk.new_recovery(&self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&printed));
                    return Ok(DONE);
                }
                let head = self.word(
                    "復旧コード（書き写すか印刷して、封をして保管してください。もう一度は示しません）",
                    "Recovery code (write it down or print it, and seal it; it is not shown again)",
                );
                self.say(&format!("{head}\n\n    {}\n", printed.code));
                if let Err(error) = self.out.finish() {
                    say::stdout_failed(&error)?;
                }
                if !passphrase::attended() {
                    let next = self.word(
                        "打ち返すまでは無効です: daicho recovery 台帳 confirm --typed-back-file ファイル",
                        "It is valid when typed back: daicho recovery LEDGER confirm --typed-back-file FILE",
                    );
                    self.say(next);
                    return Ok(DONE);
                }
                desk.confirm_recovery(&passphrase::ask_code(None, "--typed-back-file")?, &self.occasion)?;
                self.done("復旧コードが有効になりました", "the recovery code is valid", "")
            }
            RecoveryCommand::Confirm { typed_back_file } => {
                let mut desk = self.open(ledger)?;
                let typed = passphrase::ask_code(typed_back_file.as_deref(), "--typed-back-file")?;
                desk.confirm_recovery(&typed, &self.occasion)?;
                self.done("復旧コードが有効になりました", "the recovery code is valid", "")
            }
            RecoveryCommand::Use { code, code_file, new_passphrase_file } => {
                Desk::check_there(ledger)?;
                let typed = passphrase::ask_code(code_file.as_deref(), "--code-file")?;
                let passphrase = passphrase::ask_new(new_passphrase_file.as_deref())?;
                recover(ledger, &typed, code, &passphrase, &self.occasion)?;
                self.done(
                    "パスフレーズを設定し直しました。復旧コードは使い切りです。新しいものをつくってください",
                    "the passphrase was set; the recovery code is spent, make a new one",
                    code,
                )
            }
        }
    }

    /// What was lost, of which one must be named.
    fn lost(&self, command: &Command) -> Result<Lost, Failure> {
        let Command::Leak { batch, envelope, copy, machine, seen_by, from, to, .. } = command else {
            return Err(nothing_lost());
        };
        if let Some(code) = batch {
            return Ok(Lost::Batch { code: code.clone(), envelopes: desk::leak::envelopes(&envelope.join(" "))? });
        }
        if let Some(name) = copy {
            return Ok(Lost::Copy(name.clone()));
        }
        if let Some(operator) = seen_by {
            let last = self.day(to.as_deref())?;
            let first = from.as_ref().map_or(Ok(last.plus_days(-30)), |from| self.day(Some(from)))?;
            return Ok(Lost::Seen { operator: operator.clone(), first, last });
        }
        if *machine { Ok(Lost::Ledger) } else { Err(nothing_lost()) }
    }

    fn leak(&mut self, answer: &wire::LeakAnswer) -> Result<u8, Failure> {
        if self.daicho.json {
            self.say(&wire::json(answer));
            return Ok(DONE);
        }
        self.say(&format!("{}: {}", self.word("対象の方", "people concerned"), answer.members));
        for data in &answer.data {
            self.say(&format!("  {}: {}", data.word, data.members));
        }
        if !answer.receivers.is_empty() {
            self.say(self.word("送付先・見た人", "sent to, or seen by"));
            for receiver in &answer.receivers {
                self.say(&format!("  {}: {}", receiver.name, receiver.members));
            }
        }
        self.say(&duty_sentence(answer, self.lang));
        if !answer.due {
            self.say(self.word("報告する場合は、次の期限です。", "Should it be reported all the same:"));
        }
        self.say(&format!(
            "{}: {} - {}",
            self.word("速報の期限の目安", "first report"),
            answer.first_from,
            answer.first_by
        ));
        self.say(&format!("{}: {}", self.word("確報の期限", "full report by"), answer.full_by));
        let rows: Vec<Vec<String>> = answer
            .people
            .iter()
            .map(|one| {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                vec![one.member.clone(), one.code.clone(), one.name.clone(), text(&one.paper), text(&one.receiver)]
            })
            .collect();
        let header = [
            self.word("記号-番号-枝番", "member"),
            self.word("管理コード", "code"),
            self.word("氏名", "name"),
            self.word("書類", "paper"),
            self.word("送付先・見た人", "receiver"),
        ];
        self.say(&say::table(&header, &rows));
        for file in &answer.files {
            self.say(file);
        }
        Ok(DONE)
    }

    fn backup(&mut self, ledger: &Path, back_up: &BackUp) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let made = desk.back_up(back_up, &self.occasion)?;
        // As the window does: anchors go there from now on, and there a way back is looked for.
        let places = config::places();
        let also = back_up.also.clone().or_else(|| places.of(desk.number()).also);
        places.keep(desk.number(), &back_up.to, also.as_deref());
        desk.anchors_go_to(&places);
        // A copy is worth what the way back from it is worth: once a week that is tried as well.
        let tried = desk.rehearse_when_due(&back_up.to, self.lang, &self.occasion)?;
        let whole = tried.as_ref().is_none_or(|tried| tried.ok);
        let code = if made.complaints.is_empty() && whole { DONE } else { REFUSALS };
        if self.daicho.json {
            self.say(&wire::json(&wire::BackedUp { rehearsed: tried, ..made }));
            return Ok(code);
        }
        let size = made.bytes.div_ceil(1_000_000);
        self.say(&format!("{}: {} ({size} MB)", self.word("控えました", "copied"), made.file));
        if let Some(also) = &made.also {
            self.say(&format!("{}: {also}", self.word("二つ目の控え", "second copy")));
        }
        self.say(&format!("{}: {}", self.word("記録点", "anchor"), made.anchor));
        if !made.removed.is_empty() {
            self.say(&format!(
                "{}: {}",
                self.word("古い控えを片付けました", "older copies taken away"),
                made.removed.len()
            ));
        }
        for said in &made.complaints {
            self.say(&say::complaint(&said.cell, &said.sentence, &said.hint));
        }
        tried.iter().for_each(|tried| self.restored(tried));
        Ok(code)
    }

    fn restore(&mut self, copy: &Path, to: &Path, rehearse: bool, anchors: Option<&Path>) -> Result<u8, Failure> {
        Desk::check_there(copy)?;
        let passphrase = passphrase::ask(self.daicho.passphrase_file.as_deref(), false)?;
        let restored = if rehearse {
            Desk::check_there(to)?;
            self.open(to)?.rehearse(copy, &passphrase, self.lang, &machine(), &self.occasion)?
        } else {
            desk::backup::restore(copy, to, anchors, &passphrase, self.lang, &machine(), &self.occasion)?.1
        };
        let code = if restored.ok { DONE } else { REFUSALS };
        if self.daicho.json {
            self.say(&wire::json(&restored));
            return Ok(code);
        }
        self.restored(&restored);
        Ok(code)
    }

    /// Says what a restore or its rehearsal found.
    fn restored(&mut self, restored: &wire::Restored) {
        let head = match (restored.ok, restored.rehearsal) {
            (false, _) => self.word("控えに異常があります", "Something is wrong with the copy"),
            (true, true) => self.word("この控えから戻せます", "The way back from this copy works"),
            (true, false) => self.word("台帳を戻しました", "restored"),
        };
        let people = self.word("加入者", "members");
        self.say(&format!(
            "{head}: {}  #{} {}  {people} {}",
            restored.copy, restored.act, restored.at, restored.members
        ));
        self.lacks(restored.behind, restored.deleted_since);
        for finding in &restored.findings {
            self.say(&say::complaint(&finding.cell, &finding.sentence, &finding.hint));
        }
    }

    /// Says what a copy does not have.
    fn lacks(&mut self, missing: Option<i64>, deleted_since: usize) {
        self.say(&match (missing, self.lang) {
            (None, Lang::Ja) => {
                "控えより新しい記録点が見つからないため、控えの後に行われ、控えにない記録があるかは分かりません。"
                    .to_owned()
            }
            (None, Lang::En) => {
                "No anchor newer than the copy was found, so it is not known whether acts are missing.".to_owned()
            }
            (Some(0), Lang::Ja) => "控えにない記録はありません。".to_owned(),
            (Some(0), Lang::En) => "No acts are missing from the copy.".to_owned(),
            (Some(missing), Lang::Ja) => {
                format!("控えの後に行われ、控えにない記録が、少なくとも{missing}件あります。")
            }
            (Some(missing), Lang::En) => {
                format!("At least {missing} acts were done since, which the copy does not have.")
            }
        });
        if 0 < deleted_since {
            self.say(&match self.lang {
                Lang::Ja => format!(
                    "この控えの後に、{deleted_since}回の削除が行われています。控えには削除したものが残っているため、戻した台帳でもう一度削除してください。"
                ),
                Lang::En => format!(
                    "{deleted_since} deletions were done since this copy was made. It still has what they deleted: delete it again in the restored ledger."
                ),
            });
        }
    }

    fn recover(
        &mut self,
        ledger: &Path,
        dry_run: bool,
        from: &[std::path::PathBuf],
        anchors: Option<&Path>,
    ) -> Result<u8, Failure> {
        let passphrase = passphrase::ask(self.daicho.passphrase_file.as_deref(), false)?;
        let operator = self.daicho.operator.as_deref();
        let out = Out { ledger, operator, passphrase: &passphrase, from, anchors, lang: self.lang };
        let told = if dry_run {
            way_back(&out, &machine(), &self.occasion)?
        } else {
            put_back(&out, &machine(), None, &self.occasion)?.1
        };
        if self.daicho.json {
            self.say(&wire::json(&told));
            return Ok(DONE);
        }
        let damage = say::complaint(&told.ledger, &told.damage.sentence, "");
        self.say(&damage);
        for passed in &told.passed {
            self.say(&say::complaint(&passed.cell, &passed.sentence, &passed.hint));
        }
        let head = if told.done {
            self.word("控えから戻しました", "put back from the copy")
        } else {
            self.word("戻せる直近の控え", "the last good copy")
        };
        self.say(&format!(
            "{head}: {}  {} {}  {} #{} {}",
            told.copy,
            self.word("作成", "made"),
            told.made,
            self.word("最後の記録", "last act"),
            told.act,
            told.at
        ));
        self.lacks(told.missing, told.deleted_since);
        if let Some(aside) = &told.aside {
            self.say(&format!("{}: {aside}", self.word("壊れたファイルの置き場所", "the damaged file lies here")));
        }
        Ok(DONE)
    }

    fn due(&mut self, ledger: &Path, on: Day) -> Result<u8, Failure> {
        let due = self.open(ledger)?.due_for_deletion(on, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&due));
            return Ok(DONE);
        }
        let header = [
            self.word("種類", "kind"),
            "",
            self.word("保存期間", "kept for"),
            self.word("組合の決定", "decided by"),
            self.word("対象", "due"),
            self.word("残しているもの", "held"),
        ];
        let rows: Vec<Vec<String>> = due
            .kinds
            .iter()
            .map(|kind| {
                let unit = if kind.unit == "days" { self.word("日", " days") } else { self.word("年", " years") };
                let source = kind.source.clone();
                vec![
                    kind.kind.to_owned(),
                    kind.word.clone(),
                    format!("{}{unit}", kind.length),
                    source.unwrap_or_else(|| self.word("未定（既定の期間）", "not yet (default)").to_owned()),
                    kind.due.to_string(),
                    kind.held.to_string(),
                ]
            })
            .collect();
        self.say(&say::table(&header, &rows));
        for one in &due.waiting {
            let head = self.word("確認を待っている削除", "waits for release");
            self.say(&format!("{head}: {} {} {} {}", one.on, one.kinds.join("+"), one.operator, one.at));
        }
        for one in &due.done {
            let head = self.word("削除した", "deleted");
            let people = self.word("人", "members");
            self.say(&format!(
                "{head}: {}  {}  {}  {} {people}  {}",
                one.at, one.number, one.operator, one.members, one.reason
            ));
        }
        Ok(DONE)
    }

    fn delete(&mut self, ledger: &Path, delete: &Delete) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let delete = Delete { lists: anchors_for(&delete.lists, &desk), ..delete.clone() };
        let deleted = desk.delete(&delete, &self.occasion)?;
        self.deleted(&deleted, self.word("削除しました", "deleted"))
    }

    fn deleted(&mut self, deleted: &wire::Deleted, head: &str) -> Result<u8, Failure> {
        if self.daicho.json {
            self.say(&wire::json(deleted));
            return Ok(DONE);
        }
        let kinds: Vec<String> = deleted.kinds.iter().map(|kind| format!("{} {}", kind.word, kind.count)).collect();
        self.say(&format!("{head}: {}  {}", deleted.number, kinds.join(self.word("、", ", "))));
        if let Some(file) = &deleted.file {
            self.say(&format!("{}: {file}", self.word("削除証明書", "certificate")));
        }
        if 0 < deleted.copies {
            self.say(&match self.lang {
                Lang::Ja => format!(
                    "前の控え{}件には残っています。整理により、遅くとも{}までになくなります。",
                    deleted.copies, deleted.copies_until
                ),
                Lang::En => format!(
                    "{} earlier copies still have it; they are thinned out by {}.",
                    deleted.copies, deleted.copies_until
                ),
            });
        }
        if !deleted.swept {
            say::remark(self.word(
                "ほかの人が使っているため、ファイルの中の跡は、次に台帳を開いたときに消します。",
                "Others are at work: the traces in the file itself are wiped when the ledger is opened next.",
            ));
        }
        Ok(DONE)
    }

    fn deletion(&mut self, ledger: &Path, delete: &Delete, command: &DeleteCommand) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let (on, reason) = (delete.on, delete.reason.as_str());
        match command {
            DeleteCommand::Who { kind, held } => {
                let list = desk.due_members(kind_of_data(kind)?, *held, on, (0, usize::MAX), self.lang)?;
                if self.daicho.json {
                    for row in &list.rows {
                        self.say(&wire::json(row));
                    }
                    return Ok(DONE);
                }
                let header = [
                    self.word("記号-番号-枝番", "member"),
                    self.word("管理コード", "code"),
                    self.word("氏名", "name"),
                    self.word("資格の終わり", "cover ended"),
                    self.word("残している理由", "held because"),
                ];
                let rows: Vec<Vec<String>> = list
                    .rows
                    .into_iter()
                    .map(|row| {
                        vec![row.member, row.code, row.name, row.ended.to_string(), row.because.unwrap_or_default()]
                    })
                    .collect();
                self.say(&say::table(&header, &rows));
                Ok(DONE)
            }
            DeleteCommand::Hold { member } => {
                desk.hold(member, true, reason, &self.occasion)?;
                self.done("保留にしました", "put on hold", member)
            }
            DeleteCommand::Free { member } => {
                desk.hold(member, false, reason, &self.occasion)?;
                self.done("保留を解きました", "the hold was ended", member)
            }
            DeleteCommand::Keep { kind, length, source } => {
                desk.keep_for(kind_of_data(kind)?, *length, source, &self.occasion)?;
                self.done("保存期間を決めました", "decided", kind)
            }
            DeleteCommand::Certificate { act } => {
                let told = desk.certificate(*act, delete.out.as_deref(), self.lang)?;
                self.deleted(&told, self.word("削除の証明", "certificate"))
            }
        }
    }

    fn verify(&mut self, ledger: &Path, anchors: Option<&Path>) -> Result<u8, Failure> {
        let verified = self.open(ledger)?.verify(anchors, self.lang)?;
        let code = if verified.ok { DONE } else { REFUSALS };
        if self.daicho.json {
            self.say(&wire::json(&verified));
            return Ok(code);
        }
        let head = if verified.ok {
            self.word("台帳に異常はありません", "The ledger is whole")
        } else {
            self.word("台帳に異常があります", "Something is wrong with the ledger")
        };
        self.say(&format!("{head}  #{} {}", verified.acts, verified.head));
        if let (Some(anchors), Some(since)) = (verified.anchors, verified.since_anchor) {
            self.say(&format!(
                "{}: {anchors}  {}: {since}",
                self.word("記録点", "anchors"),
                self.word("最後の記録点の後の記録", "acts after the last of them")
            ));
        }
        if let Some(altered) = verified.altered {
            self.say(&format!("{}: {altered}", self.word("書き換えられた最初の日", "first altered day")));
        }
        for said in verified.findings.iter().chain(&verified.remarks) {
            self.say(&say::complaint(&said.cell, &said.sentence, &said.hint));
        }
        Ok(code)
    }
}

/// What belongs to this machine.
fn machine() -> Machine {
    Machine { places: config::places(), guesses: config::guesses(), now: clock::tick() }
}

/// The folders for anchors that were named, else those where the ledger's copies go.
fn anchors_for(named: &[std::path::PathBuf], desk: &Desk) -> Vec<std::path::PathBuf> {
    let mut folders = named.to_vec();
    if folders.is_empty() {
        // A disk that is not there just now is no reason to stop.
        folders = config::places().of(desk.number()).folders();
        folders.retain(|folder| folder.is_dir());
    }
    folders
}

fn text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn instant(text: &str) -> Result<Moment, Failure> {
    let whole = if text.len() == 10 { format!("{text}T23:59:59Z") } else { text.to_owned() };
    Moment::new(&whole).ok_or_else(|| {
        say::usage(
            text,
            "impossible_instant",
            Said::new("時点の書き方が違います。", "This is no instant."),
            Said::new("2026-04-01T00:00:00Z の形で書いてください。", "Write it as 2026-04-01T00:00:00Z."),
        )
    })
}

fn form_with(code: &str, name: &Option<String>, roles: &[String], grants: &[String]) -> wire::OperatorForm {
    wire::OperatorForm {
        code: code.to_owned(),
        name: name.clone().unwrap_or_default(),
        roles: roles.to_vec(),
        grants: grants.to_vec(),
    }
}

fn form_of(name: FormName) -> desk::import::FormWord {
    form(match name {
        FormName::Auto => "auto",
        FormName::Enrolment => "enrolment",
        FormName::Leaving => "leaving",
        FormName::Dependants => "dependants",
        FormName::Registration => "registration",
        FormName::Members => "members",
    })
}

fn kind_of(name: KindName) -> desk::plan::PaperWord {
    match name {
        KindName::Notice => desk::plan::PaperWord::Notice,
        KindName::Certificate => desk::plan::PaperWord::Certificate,
        KindName::LastFour => desk::plan::PaperWord::LastFour,
        KindName::ReturnRequest => desk::plan::PaperWord::ReturnRequest,
        KindName::ElderlyCertificate => desk::plan::PaperWord::ElderlyCertificate,
        KindName::Refusal => desk::plan::PaperWord::Refusal,
    }
}

fn nothing_lost() -> Failure {
    say::usage(
        "",
        "nothing_lost",
        Said::new("何を失くしたかが分かりません。", "It is not said what was lost."),
        Said::new(
            "--batch、--copy、--machine、--seen-by のどれかを指定してください。",
            "Give one of --batch, --copy, --machine, --seen-by.",
        ),
    )
}
