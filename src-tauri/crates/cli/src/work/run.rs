//! The ex-officio run, waves of renewals, and what follows from corrections.

use std::path::Path;

use desk::run::PlanRun;
use desk::waves::{PlanWave, WaveQuestion};
use desk::{Failure, wire};
use rules::calendar::Day;
use rules::words::{Lang, Said};

use super::{DONE, Work};
use crate::grammar::{Command, RunCommand, WaveCommand};
use crate::say;

impl Work<'_> {
    /// The commands about the month's list and what comes of it.
    pub(super) fn of_runs(&mut self, command: &Command) -> Result<u8, Failure> {
        match command {
            Command::Run { ledger, on, command } => {
                let on = self.day(on.as_deref())?;
                self.run_of(ledger, on, command.as_ref())
            }
            Command::Waves { ledger, until, weeks, per_week, freeze, on, command } => {
                let day = on.as_deref().map(|on| self.day(Some(on))).transpose()?;
                match (command, until) {
                    (Some(command), _) => self.wave_of(ledger, day, command),
                    (None, Some(until)) => {
                        let question = WaveQuestion {
                            until: self.day(Some(until))?,
                            on: day.unwrap_or(self.occasion.today),
                            weeks: *weeks,
                            per_week: per_week.map(|count| count as usize),
                            lang: self.lang,
                        };
                        let mut desk = self.open(ledger)?;
                        let wave = if *freeze {
                            desk.freeze_wave(&question, &self.occasion)?
                        } else {
                            desk.preview_wave(&question)?
                        };
                        self.wave(&wave);
                        Ok(DONE)
                    }
                    (None, None) => self.frozen_waves(ledger),
                }
            }
            Command::Consequences { ledger, on, all, seen, note } => {
                let on = self.day(on.as_deref())?;
                match seen.as_deref() {
                    Some([member, what]) => {
                        let mut desk = self.open(ledger)?;
                        let about = (self.lang, &self.occasion);
                        let settled = desk.settle_consequence(member, what, note.as_deref(), on, about)?;
                        self.consequence(&settled);
                        Ok(DONE)
                    }
                    _ => self.consequences(ledger, on, *all),
                }
            }
            _ => Ok(DONE),
        }
    }

    fn run_of(&mut self, ledger: &Path, on: Day, command: Option<&RunCommand>) -> Result<u8, Failure> {
        match command {
            None => {
                let runs = self.open(ledger)?.runs(self.lang)?;
                if self.daicho.json {
                    for run in &runs.runs {
                        self.say(&wire::json(run));
                    }
                    return Ok(DONE);
                }
                match &runs.list {
                    Some(list) => {
                        let line = self.list(list);
                        self.say(&line);
                    }
                    None => {
                        let none =
                            self.word("利用登録状況の一覧は、まだありません。", "No registration list was loaded yet.");
                        self.say(none);
                    }
                }
                let rows: Vec<Vec<String>> = runs
                    .runs
                    .iter()
                    .map(|run| {
                        let stopped = run.stopped.as_ref().map(|why| why.sentence.clone()).unwrap_or_default();
                        let on = [run.run.to_string(), run.on.to_string(), run.as_of.to_string()];
                        [&on[..], &[run.operator.clone(), run.batches.join(" "), stopped]].concat()
                    })
                    .collect();
                let header = [
                    self.word("回", "run"),
                    self.word("判定日", "on"),
                    self.word("基準日", "as of"),
                    self.word("操作者", "operator"),
                    self.word("束", "batches"),
                    self.word("停止", "stopped"),
                ];
                self.say(&say::table(&header, &rows));
                Ok(DONE)
            }
            Some(RunCommand::Preview { part: Some(part) }) => self.run_people(ledger, None, on, part),
            Some(RunCommand::Show { run, part: Some(part) }) => self.run_people(ledger, Some(*run), on, part),
            Some(RunCommand::Preview { part: None }) => {
                let run = self.open(ledger)?.preview_run(on, self.lang)?;
                self.run_shown(&run);
                Ok(DONE)
            }
            Some(RunCommand::Freeze) => {
                let run = self.open(ledger)?.freeze_run(on, self.lang, &self.occasion)?;
                self.run_shown(&run);
                Ok(DONE)
            }
            Some(RunCommand::Show { run, part: None }) => {
                let run = self.open(ledger)?.run(*run, self.lang)?;
                self.run_shown(&run);
                Ok(DONE)
            }
            Some(RunCommand::Plan { run, without_unprintable, dry_run }) => {
                let ask = PlanRun {
                    run: *run,
                    on,
                    without_unprintable: *without_unprintable,
                    dry_run: *dry_run,
                    lang: self.lang,
                };
                let planned = self.open(ledger)?.plan_run(&ask, &self.occasion)?;
                self.planned(&planned, *dry_run)
            }
            Some(RunCommand::Interim { member }) => {
                let one = self.open(ledger)?.wish_interim(member, on, self.lang, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&one));
                } else {
                    let head = self.word("希望を記録しました", "the wish is recorded");
                    let until = self.word("有効期限", "to");
                    self.say(&format!("{head}: {}  {}  {until} {}", one.member, one.name, one.last_day));
                }
                Ok(DONE)
            }
        }
    }

    fn run_people(&mut self, ledger: &Path, run: Option<i64>, on: Day, part: &str) -> Result<u8, Failure> {
        let people = self.open(ledger)?.run_people(run, on, Some(part), (0, usize::MAX), self.lang)?;
        if self.daicho.json {
            for one in &people.rows {
                self.say(&wire::json(one));
            }
            return Ok(DONE);
        }
        let rows: Vec<Vec<String>> = people
            .rows
            .iter()
            .map(|one| {
                let by = one.by.map(|day| day.to_string()).unwrap_or_default();
                vec![
                    one.member.clone(),
                    one.name.clone(),
                    one.employer.clone().unwrap_or_default(),
                    by,
                    one.sentence.clone(),
                ]
            })
            .collect();
        let header = [
            self.word("記号-番号-枝番", "member"),
            self.word("氏名", "name"),
            self.word("事業所", "employer"),
            self.word("期日", "by"),
            self.word("理由", "why"),
        ];
        self.say(&say::table(&header, &rows));
        Ok(DONE)
    }

    fn list(&self, list: &wire::ListLoaded) -> String {
        let (as_of, people) = (list.as_of, list.people);
        match self.lang {
            Lang::Ja => {
                format!("利用登録状況の一覧: {} 基準日 {as_of} {people}人（{} {}）", list.file, list.at, list.operator)
            }
            Lang::En => format!(
                "registration list: {} as of {as_of}, {people} people ({} {})",
                list.file, list.at, list.operator
            ),
        }
    }

    fn run_shown(&mut self, run: &wire::RunShown) {
        if self.daicho.json {
            self.say(&wire::json(run));
            return;
        }
        let head = match run.run {
            Some(number) => format!("{} {number}  {}", self.word("職権交付 第", "run"), run.on),
            None => format!("{}  {}", self.word("職権交付（まだ確定していません）", "run (not frozen)"), run.on),
        };
        self.say(&head);
        let line = format!("    {}", self.list(&run.list));
        self.say(&line);
        let line = format!("    {}", run.wait);
        self.say(&line);
        for part in run.parts.iter().filter(|part| part.count > 0) {
            let by = part.by.map(|day| format!("  {day}")).unwrap_or_default();
            self.say(&format!("    {}: {}{by}", part.word, part.count));
            for one in &part.reasons {
                self.say(&format!("        {}  {}", one.count, one.reason));
            }
        }
        if !run.unknown_rows.is_empty() {
            let places: Vec<&str> = run.unknown_rows.iter().map(|row| row.place.as_str()).collect();
            let word = self.word("一覧にあり台帳にない行", "rows of the list that mean nobody");
            let line = format!("    {word}: {}", places.join(" "));
            self.say(&line);
        }
        if !run.batches.is_empty() {
            let line = format!("    {}: {}", self.word("束", "batches"), run.batches.join(" "));
            self.say(&line);
        }
        if let Some(stopped) = &run.stopped {
            self.say(&say::complaint("", &stopped.sentence, &stopped.hint));
        }
    }

    fn wave_of(&mut self, ledger: &Path, on: Option<Day>, command: &WaveCommand) -> Result<u8, Failure> {
        match command {
            WaveCommand::Show { wave } => {
                let wave = self.open(ledger)?.wave(*wave, self.lang)?;
                self.wave(&wave);
                Ok(DONE)
            }
            WaveCommand::Plan { wave, week, without_unprintable, dry_run } => {
                let ask = PlanWave {
                    wave: *wave,
                    week: *week,
                    on,
                    without_unprintable: *without_unprintable,
                    dry_run: *dry_run,
                    lang: self.lang,
                };
                let planned = self.open(ledger)?.plan_wave(&ask, &self.occasion)?;
                self.planned(&planned, *dry_run)
            }
        }
    }

    fn frozen_waves(&mut self, ledger: &Path) -> Result<u8, Failure> {
        let runs = self.open(ledger)?.runs(self.lang)?;
        if runs.waves.is_empty() && !self.daicho.json {
            return Err(say::usage(
                "--until",
                "until_missing",
                Said::new("有効期限の指定がありません。", "The last day is missing."),
                Said::new("--until で共通の有効期限を指定してください。", "Give the common last day with --until."),
            ));
        }
        for wave in &runs.waves {
            if self.daicho.json {
                self.say(&wire::json(wave));
            } else {
                self.say(&format!("{}  {}  {}", wave.wave, wave.until, wave.operator));
            }
        }
        Ok(DONE)
    }

    fn wave(&mut self, wave: &wire::WaveShown) {
        if self.daicho.json {
            self.say(&wire::json(wave));
            return;
        }
        let people = |count: usize| match self.lang {
            Lang::Ja => format!("{count}人"),
            Lang::En => format!("{count} people"),
        };
        let most = wave.weeks.iter().map(|week| week.people).max().unwrap_or(0).max(1);
        let mut lines = vec![format!(
            "{}{}  {}  {}",
            self.word("更新の波", "wave"),
            wave.wave.map(|number| format!(" {number}")).unwrap_or_default(),
            wave.until,
            people(wave.people)
        )];
        for week in &wave.weeks {
            let bar = "█".repeat(week.people * 30 / most);
            lines.push(format!(
                "    {}  {}  {bar} {}  {}",
                week.week,
                week.day,
                people(week.people),
                week.batches.join(" ")
            ));
        }
        if wave.assistance > 0 {
            let word = self.word("うち申請によらない更新（要配慮）", "renewed without application (assistance)");
            lines.push(format!("    {word}: {}", people(wave.assistance)));
        }
        for one in &wave.left_out {
            lines.push(format!("    {}: {}  {}", self.word("対象外", "left out"), one.count, one.reason));
        }
        for one in &wave.interim {
            lines.push(format!("    {}  {}  {}", one.member, one.name, one.sentence));
        }
        lines.extend(wave.remark.iter().map(|remark| format!("    {remark}")));
        lines.extend(wave.stopped.iter().map(|why| say::complaint("", &why.sentence, &why.hint)));
        for line in lines {
            self.say(&line);
        }
    }

    fn consequences(&mut self, ledger: &Path, on: Day, all: bool) -> Result<u8, Failure> {
        let found = self.open(ledger)?.consequences(on, all, (0, usize::MAX), self.lang)?;
        for one in &found.rows {
            self.consequence(one);
        }
        if found.rows.is_empty() && !self.daicho.json {
            let none = self.word("訂正の影響はありません。", "Nothing follows from corrections.");
            self.say(none);
        }
        Ok(DONE)
    }

    fn consequence(&mut self, one: &wire::Consequence) {
        if self.daicho.json {
            self.say(&wire::json(one));
            return;
        }
        let mut lines = vec![format!("{}  {}  {}", one.member, one.name, one.what)];
        lines.push(format!("    {}", one.sentence));
        lines.extend(one.cause.iter().map(|cause| {
            format!("    {}: {} {} {}", self.word("もと", "cause"), cause.said, cause.operator, cause.at)
        }));
        lines.push(format!("    → {}", one.next));
        lines.extend(one.seen.iter().map(|seen| {
            let note = seen.note.clone().unwrap_or_default();
            format!("    {}: {} {} {note}", self.word("確認済み", "settled"), seen.operator, seen.at)
        }));
        for line in lines {
            self.say(&line);
        }
    }
}
