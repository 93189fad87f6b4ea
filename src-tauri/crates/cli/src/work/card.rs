//! 窓口: who stands there, and by what it was seen that it is them.

use std::path::Path;

use desk::counter::{self, Came, CardAsk, Papers};
use desk::decide::Question;
use desk::{Failure, wire};
use rules::words::{Complaint, Lang, Said};

use super::{DONE, Work};
use crate::grammar::{CardCommand, CheckArgs};
use crate::passphrase;

/// The work ended, and what was looked at is not as it should be.
const REFUSED: u8 = 1;

impl Work<'_> {
    /// Whose paper was scanned, or who has a number: with what to say.
    pub(super) fn counter(&mut self, ledger: &Path, text: &str, question: &Question) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        let here = desk.at_counter(text, question).map_err(|mut failure| {
            // A name was given in the place of a number.
            if !text.chars().any(char::is_numeric) {
                let named = "氏名では調べられません。daicho find で番号を調べ、その番号で調べてください。";
                let named = Said::new(named, "A name finds nobody here: look the number up with daicho find.");
                failure.complaints.iter_mut().for_each(|one| one.hint.clone_from(&named));
            }
            failure
        })?;
        if self.daicho.json {
            self.say(&wire::json(&here));
            return Ok(DONE);
        }
        let born = here.born.map_or_else(String::new, |born| match self.lang {
            Lang::Ja => born.wareki(),
            Lang::En => born.to_string(),
        });
        self.say(&format!("{}  {}（{}）  {born}", here.answers.member, here.answers.name, here.kana));
        if let Some(paper) = &here.scanned {
            self.say(&format!("{}  {}", paper.paper, paper.sentence));
        }
        self.say(&here.myna_said);
        for matter in &here.open {
            self.say(&format!("! {}", matter.said));
        }
        for page in &here.answers.pages {
            self.say(&format!("■ {}", page.title));
            page.say.iter().for_each(|line| self.say(&format!("    {line}")));
        }
        for one in here.household.iter().filter(|one| one.code != here.answers.code) {
            self.say(&format!("({}  {})", one.member, one.name));
        }
        for duty in &here.answers.duties {
            self.say(&format!("- {}", duty.sentence));
        }
        for check in &here.checks {
            self.say(&format!("{}  {}  {}", check.on, check.operator, check.said));
        }
        Ok(DONE)
    }

    /// The reader, and checks with it.
    pub(super) fn card(&mut self, command: &CardCommand) -> Result<u8, Failure> {
        match command {
            CardCommand::Readers => {
                let here = counter::readers(&mut counter::port(), self.lang);
                if self.daicho.json {
                    here.readers.iter().for_each(|reader| self.say(&wire::json(reader)));
                } else {
                    for reader in &here.readers {
                        let card = if reader.card {
                            self.word("カードあり", "card")
                        } else {
                            self.word("カードなし", "empty")
                        };
                        self.say(&format!("{}  {card}", reader.name));
                    }
                }
                if !here.readers.is_empty() {
                    return Ok(DONE);
                }
                // Without a reader the sentence is the answer.
                Err(counter::no_reader(&here))
            }
            CardCommand::Doctor => {
                let report = counter::doctor(&mut counter::port(), self.occasion.today, self.lang);
                if self.daicho.json {
                    self.say(&wire::json(&report));
                } else {
                    for finding in &report.findings {
                        let reader = finding.reader.as_deref().map_or_else(String::new, |name| format!("{name}: "));
                        self.say(&format!("{reader}{}", finding.sentence));
                        if !finding.hint.is_empty() {
                            self.say(&format!("    {}", finding.hint));
                        }
                    }
                }
                Ok(if report.ok { DONE } else { REFUSED })
            }
            CardCommand::Check(args) => self.check_card(args),
        }
    }

    fn check_card(&mut self, args: &CheckArgs) -> Result<u8, Failure> {
        let came = Came::named(args.proxy.as_deref(), args.authority.as_deref())?;
        let mut desk = self.open(&args.ledger)?;
        let identified = if args.documents.is_empty() {
            // Whom it is about is known before anything is asked of the card.
            desk.may_check(Some(&args.member), came, self.occasion.today)?;
            let mut ask = self.card_ask(args)?;
            ask.face = args.face || came.is_some();
            match counter::read_card(&mut counter::port(), &ask, self.occasion.today) {
                Ok(reading) => {
                    desk.card_checked(&args.member, &reading, ask.method(), came, self.lang, &self.occasion)?
                }
                Err(mut failure) => {
                    let scarce = |one: &&mut Complaint| matches!(one.code, "one_try_left" | "too_few_tries");
                    for one in failure.complaints.iter_mut().filter(scarce) {
                        let [ja, en] = [Lang::Ja, Lang::En].map(|lang| one.hint.in_lang(lang).to_owned());
                        let place = &one.place;
                        one.hint = Said::new(
                            format!("{ja}試すときは --insist {place} を付けます。"),
                            format!("{en} To try, add --insist {place}."),
                        );
                    }
                    if let Some(trouble) = counter::tries_lost(&failure) {
                        desk.card_unread(&args.member, ask.method(), trouble, came, &self.occasion)?;
                    }
                    return Err(failure);
                }
            }
        } else {
            let papers = Papers::named(&args.documents, args.face, !args.differs)?;
            desk.papers_checked(&args.member, &papers, came, self.lang, &self.occasion)?
        };
        let done = if identified.identified { DONE } else { REFUSED };
        if self.daicho.json {
            self.say(&wire::json(&identified));
            return Ok(done);
        }
        self.say(&format!("{}  {}", identified.member, identified.name));
        self.say(&identified.sentence);
        for one in &identified.compared {
            let grade = one.grade.unwrap_or("-");
            self.say(&format!("    {}  {grade}  {}", one.said, one.because.join(self.word("、", ", "))));
        }
        let told = [&identified.last_four_said, &identified.certificate_said, &identified.possession_said];
        told.into_iter().flatten().chain(&identified.recorded).for_each(|line| self.say(line));
        identified.next.iter().for_each(|line| self.say(&format!("→ {line}")));
        if let Some(which) = identified.insist {
            let hint = self.word("それでも試すときは", "To try all the same:");
            self.say(&format!("→ {hint} --insist {which}"));
        }
        Ok(done)
    }

    /// What is asked of the card: from files, or at the terminal, where nothing that is typed is shown.
    fn card_ask(&self, args: &CheckArgs) -> Result<CardAsk, Failure> {
        let mut ask = CardAsk::new(args.reader.clone(), args.insist.clone());
        let line = |text: zeroize::Zeroizing<String>| text.lines().next().unwrap_or_default().trim().to_owned();
        if args.code || args.code_file.is_some() {
            let file = args.code_file.as_deref();
            let told = match file {
                Some(_) => {
                    let text = passphrase::ask_for_card(file, "", "--code-file")?;
                    let mut lines = text.lines().map(|line| line.trim().to_owned());
                    std::array::from_fn(|_| lines.next().unwrap_or_default())
                }
                None => {
                    let asked = [
                        self.word("生年月日6桁（印刷のとおり）: ", "Birth, six digits as printed: "),
                        self.word("有効期限の西暦4桁: ", "Year of expiry: "),
                        self.word("セキュリティコード4桁: ", "Security code: "),
                    ];
                    let [born, until, code] = asked.map(|prompt| passphrase::ask_for_card(None, prompt, "--code-file"));
                    [born?, until?, code?].map(|typed| typed.trim().to_owned())
                }
            };
            ask.code_b = Some(told);
        } else {
            let prompt = self.word("暗証番号（券面事項入力補助用、4桁）: ", "PIN of the text application (4 digits): ");
            ask.pin = Some(line(passphrase::ask_for_card(args.pin_file.as_deref(), prompt, "--pin-file")?));
        }
        if let Some(file) = &args.number_file {
            ask.number = Some(line(passphrase::ask_for_card(Some(file), "", "--number-file")?));
        }
        if args.proof || args.proof_file.is_some() {
            let prompt = self.word("暗証番号（利用者証明用、4桁）: ", "PIN of the e-certificate (4 digits): ");
            ask.proof = Some(line(passphrase::ask_for_card(args.proof_file.as_deref(), prompt, "--proof-file")?));
        }
        Ok(ask)
    }
}
