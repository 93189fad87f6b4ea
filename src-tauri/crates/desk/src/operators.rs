//! Signing in, and who may: operators, their passphrases and roles, the recovery code, a new key.

use std::path::Path;

use ledger::{Entry, FIRST_OPERATOR, Holder, Ledger, NewAct, Opener, Operator, Passphrase, RecoveryCode, Roles};

use crate::damaged::Machine;
use crate::guesses::{Guesses, Tick, Untold};
use crate::journal::NOT_LET_IN;
use crate::roles::{GRANTS, Permission, ROLES, Role, code_of, everything, may, signed_in};
use crate::wire::{Door, OperatorForm, OperatorHere, RecoveryPrinted};
use crate::{Desk, Failure, Occasion, training};

/// Opens a ledger for an operator, or for whoever has this passphrase; wrong guesses are counted and slowed, and told to the
/// journal as soon as somebody is let in.
///
/// # Errors
/// As [`Desk::open`], and `slow_down` when it must be waited.
pub fn sign_in(
    path: &Path,
    operator: Option<&str>,
    passphrase: &Passphrase,
    occasion: &Occasion,
    guesses: &Guesses,
    now: &Tick,
) -> Result<Desk, Failure> {
    let roll = Ledger::roll(path)?;
    // Somebody who cannot sign in at all is not guessed at.
    let asked = operator.filter(|code| roll.operators.iter().any(|other| other == code));
    let guess = guesses.begin(&roll, asked, now, &occasion.at)?;
    let opened = match (Desk::open(path, operator, passphrase, occasion), guesses.folder()) {
        // Where nothing can be written it is opened for reading, and who is shown whom is written down on this machine.
        (Err(failure), Some(folder)) if failure.is_read_only() => {
            Desk::open_to_read(path, operator, passphrase, folder, occasion)
        }
        (opened, _) => opened,
    };
    let mut desk = match opened {
        Ok(desk) => desk,
        Err(failure) => return Err(guess.failed(failure)),
    };
    guess.may(&desk.who.code)?;
    if desk.is_read_only() {
        guess.right_but_untold(&desk.who.code);
        return Ok(desk);
    }
    if let Some(folder) = guesses.folder() {
        desk.take_up(folder, occasion)?;
    }
    let untold = guess.right(&desk.who.code);
    desk.tell(&untold, occasion)?;
    // A slot that cannot be made stronger now will be another time.
    let _ = desk.ledger.strengthen(passphrase, &occasion.at);
    Ok(desk)
}

/// Sets an operator's passphrase with the printed recovery code, which is spent by that, and signs the person in.
///
/// # Errors
/// When the code is mistyped or not the ledger's, the operator is not active, or the passphrase is too weak.
pub fn recover(
    path: &Path,
    typed: &str,
    operator: &str,
    passphrase: &Passphrase,
    occasion: &Occasion,
) -> Result<Desk, Failure> {
    strong(passphrase)?;
    let code = RecoveryCode::read(typed)?;
    let mut ledger = Ledger::open_as(path, Opener::Recovery(&code)).map_err(|error| match error {
        ledger::Error::WrongPassphrase(_) => ledger::Error::RecoveryCodeMistyped,
        other => other,
    })?;
    signed_in(&ledger, operator, ledger.now_known()?)?;
    let slot = ledger.slot(&Holder::Operator(operator.to_owned()), passphrase, &occasion.at)?;
    let act = NewAct {
        operator: operator.to_owned(),
        subject: Some(operator.to_owned()),
        ..occasion.act("recover", occasion.today)
    };
    ledger.act::<(), Failure>(act, |entry| {
        entry.put_slot(slot)?;
        entry.take_slot(&Holder::Recovery)?;
        Ok(())
    })?;
    drop(ledger);
    Desk::open(path, Some(operator), passphrase, occasion)
}

/// Opens a ledger for a run that nobody attends, in the name of the operator for whom that was allowed.
///
/// # Errors
/// As [`Desk::open`]; `look_up` gives the secret of a ledger's number from the machine's keychain.
pub fn unattended(
    path: &Path,
    occasion: &Occasion,
    look_up: &mut dyn FnMut(&str) -> Result<Passphrase, Failure>,
) -> Result<Desk, Failure> {
    let secret = look_up(&Ledger::roll(path)?.ledger)?;
    let ledger = Ledger::open_as(path, Opener::Keychain(&secret))?;
    let who = who_opened(&ledger)?;
    Ok(Desk::at_work(ledger, who, occasion))
}

/// What is known of a ledger before anybody signs in: who can, and where a training society keeps its passphrase. Whether it is
/// one stands in the ledger itself, so this goes by the files beside it, and names one without reading it.
///
/// # Errors
/// When there is no such ledger, or its key file is missing or damaged.
pub fn door(path: &Path) -> Result<Door, Failure> {
    Ok(Door { operators: Ledger::roll(path)?.operators, practice: training::passphrase_beside(path) })
}

impl Desk {
    /// Everybody who was ever an operator, by code.
    ///
    /// # Errors
    /// When it is not permitted, or the ledger cannot be read.
    pub fn operators(&self) -> Result<Vec<OperatorHere>, Failure> {
        if !self.may(Permission::Audit) {
            self.must(Permission::Operators)?;
        }
        let slots = Ledger::roll(self.ledger.path())?.operators;
        Ok(self.everybody()?.into_iter().map(|operator| here(operator, &slots)).collect())
    }

    fn everybody(&self) -> Result<Vec<Operator>, Failure> {
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        Ok(if operators.is_empty() { vec![everything(FIRST_OPERATOR)] } else { operators })
    }

    fn operator_called(&self, code: &str) -> Result<Operator, Failure> {
        let found = self.everybody()?.into_iter().find(|operator| operator.code == code);
        found.ok_or_else(|| {
            ledger::Error::NoSuchOperator { path: self.ledger.path().to_owned(), code: code.to_owned() }.into()
        })
    }

    /// Lets somebody new sign in; somebody who once did may come back.
    ///
    /// # Errors
    /// When it is not permitted, the code is taken or can be none, no role is given, or the passphrase is too weak.
    pub fn add_operator(
        &mut self,
        form: &OperatorForm,
        passphrase: &Passphrase,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        self.must(Permission::Operators)?;
        let operator = operator_of(form)?;
        if self.everybody()?.iter().any(|other| other.code == operator.code && other.active) {
            return Err(Failure::wrong(
                &operator.code,
                "operator_twice",
                ("このコードの担当者はすでにいます。", "There is an operator of this code already."),
                ("別のコードにするか、登録を変更してください。", "Choose another code, or change the operator."),
            ));
        }
        strong(passphrase)?;
        let slot = self.ledger.slot(&Holder::Operator(operator.code.clone()), passphrase, &occasion.at)?;
        self.about("operator_added", &operator.code, occasion, |entry| {
            entry.operator(&operator)?;
            Ok(entry.put_slot(slot)?)
        })
    }

    /// Another name, other roles.
    ///
    /// # Errors
    /// When it is not permitted, nobody active has the code, no role is given, or no admin would be left.
    pub fn change_operator(&mut self, form: &OperatorForm, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Operators)?;
        let operator = operator_of(form)?;
        if !self.operator_called(&operator.code)?.active {
            return Err(gone(&operator.code));
        }
        self.keeps_an_admin(&operator)?;
        self.about("operator_changed", &operator.code, occasion, |entry| Ok(entry.operator(&operator)?))?;
        if operator.code == self.who.code {
            // The name, as the window shows it.
            self.who = operator;
        }
        Ok(())
    }

    /// A new passphrase: one's own, or, by an admin, another's.
    ///
    /// # Errors
    /// When it is not permitted, nobody active has the code, or the passphrase is too weak.
    pub fn set_passphrase(&mut self, code: &str, passphrase: &Passphrase, occasion: &Occasion) -> Result<(), Failure> {
        if code != self.who.code {
            self.must(Permission::Operators)?;
        }
        if !self.operator_called(code)?.active {
            return Err(gone(code));
        }
        strong(passphrase)?;
        let slot = self.ledger.slot(&Holder::Operator(code.to_owned()), passphrase, &occasion.at)?;
        self.about("operator_passphrase", code, occasion, |entry| Ok(entry.put_slot(slot)?))
    }

    /// Is this the passphrase of whoever signed in? Asked before it is changed at an open window, where somebody else may sit.
    ///
    /// # Errors
    /// `wrong_passphrase` when it is not, `slow_down` when it must be waited.
    pub fn own_passphrase(
        &mut self,
        passphrase: &Passphrase,
        machine: &Machine,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        self.trying(machine, occasion, |desk| {
            desk.ledger.check_passphrase(&desk.who.code, passphrase)?;
            Ok(((), desk.who.code.clone()))
        })
    }

    /// Tries a passphrase at the open ledger; `open` answers whose it was. It counts for whoever works here, together with
    /// guesses at signing in; a wrong one goes into the journal at once.
    pub(crate) fn trying<T>(
        &mut self,
        machine: &Machine,
        occasion: &Occasion,
        open: impl FnOnce(&Desk) -> Result<(T, String), Failure>,
    ) -> Result<T, Failure> {
        let roll = Ledger::roll(self.ledger.path())?;
        let guess = machine.guesses.begin(&roll, Some(self.who.code.as_str()), &machine.now, &occasion.at)?;
        match open(self) {
            Ok((opened, whose)) => {
                guess.may(&whose)?;
                if whose == self.who.code {
                    let untold = guess.right(&whose);
                    self.tell(&untold, occasion)?;
                } else {
                    // A colleague's passphrase frees nobody who has mistaken their own.
                    guess.none();
                }
                Ok(opened)
            }
            Err(failure) if failure.is_wrong_guess() => {
                let act = self.act_of("passphrase_refused", occasion);
                // What cannot be written now is told when somebody signs in.
                if self.ledger.act::<(), Failure>(act, |_| Ok(())).is_ok() {
                    guess.told();
                }
                Err(failure)
            }
            Err(failure) => Err(guess.failed(failure)),
        }
    }

    /// Puts wrong guesses on record that let nobody in: nobody knows who made them, only who was let in next.
    fn tell(&mut self, untold: &[Untold], occasion: &Occasion) -> Result<(), Failure> {
        if !untold.is_empty() {
            let act = NewAct { subject: Some(Untold::text(untold)), ..self.act_of(NOT_LET_IN, occasion) };
            self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        }
        Ok(())
    }

    /// Somebody no longer signs in. Who had the key while signed in may have kept it: for that there is [`Desk::rekey`].
    ///
    /// # Errors
    /// When it is not permitted, nobody active has the code, or no admin would be left.
    pub fn remove_operator(&mut self, code: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Operators)?;
        let operator = self.operator_called(code)?;
        if !operator.active {
            return Err(gone(code));
        }
        if code == self.who.code {
            return Err(Failure::wrong(
                code,
                "operator_self",
                ("自分自身は外せません。", "Nobody takes themselves out."),
                ("ほかの管理者に頼んでください。", "Ask another admin."),
            ));
        }
        let operator = Operator { active: false, ..operator };
        self.about("operator_removed", code, occasion, |entry| {
            entry.operator(&operator)?;
            entry.take_slot(&Holder::Operator(operator.code.clone()))?;
            Ok(())
        })
    }

    /// Writes the ledger anew under another key: what somebody who left may have copied opens nothing that is written from
    /// now on.
    ///
    /// # Errors
    /// When it is not permitted, or anybody else has the ledger open. The ledger is then as before, and comes back when it
    /// opens.
    pub fn rekey(self, occasion: &Occasion) -> Result<Desk, (Option<Box<Desk>>, Failure)> {
        if let Err(failure) = self.must(Permission::Operators) {
            return Err((Some(Box::new(self)), failure));
        }
        let Desk { ledger, who, occasion: at, anchors, ahead } = self;
        let desk = |ledger: Ledger| Desk { ledger, who, occasion: at, anchors, ahead };
        let mut desk = match ledger.rekey() {
            Ok(ledger) => desk(ledger),
            Err((before, error)) => return Err((before.map(|before| Box::new(desk(*before))), error.into())),
        };
        let act = desk.act_of("rekey", occasion);
        match desk.ledger.act::<(), Failure>(act, |_| Ok(())) {
            Ok(_) => Ok(desk),
            Err(failure) => Err((Some(Box::new(desk)), failure)),
        }
    }

    /// A new recovery code, to be printed once. It is valid when it was typed back ([`Desk::confirm_recovery`]); until then
    /// the one before is.
    ///
    /// # Errors
    /// When it is not permitted, or the key file cannot be written.
    pub fn new_recovery(&mut self, occasion: &Occasion) -> Result<RecoveryPrinted, Failure> {
        self.must(Permission::Operators)?;
        let (code, slot) = self.ledger.recovery_code(&occasion.at)?;
        self.about("recovery_printed", "", occasion, |entry| Ok(entry.put_slot(slot)?))?;
        Ok(RecoveryPrinted { code: code.text().to_string(), on: occasion.today })
    }

    /// The printed code was typed back.
    ///
    /// # Errors
    /// When it is not permitted, or the code is not the one that was printed last.
    pub fn confirm_recovery(&mut self, typed: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Operators)?;
        let slot = self.ledger.recovery_typed_back(&RecoveryCode::read(typed)?, &occasion.at)?;
        self.about("recovery_valid", "", occasion, |entry| Ok(entry.put_slot(slot)?))
    }

    /// Lets runs that nobody attends open the ledger on this machine, in an operator's name: `store` puts the secret into the
    /// machine's keychain. It is one slot more, never the only one.
    ///
    /// # Errors
    /// When it is not permitted, nobody active has the code, or the secret cannot be stored.
    pub fn keychain_on(
        &mut self,
        operator: &str,
        occasion: &Occasion,
        store: &mut dyn FnMut(&str, &str) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.must(Permission::Operators)?;
        if !self.operator_called(operator)?.active {
            return Err(gone(operator));
        }
        let (secret, slot) = self.ledger.keychain_secret(operator, &occasion.at)?;
        store(self.ledger.number(), &secret)?;
        self.about("keychain_on", operator, occasion, |entry| Ok(entry.put_slot(slot)?))
    }

    /// No run opens the ledger unattended any more. Answers the ledger's number, under which the secret lies.
    ///
    /// # Errors
    /// When it is not permitted, or the key file cannot be written.
    pub fn keychain_off(&mut self, occasion: &Occasion) -> Result<String, Failure> {
        self.must(Permission::Operators)?;
        self.about("keychain_off", "", occasion, |entry| {
            entry.take_slot(&Holder::Keychain(String::new()))?;
            Ok(())
        })?;
        Ok(self.ledger.number().to_owned())
    }

    /// Is there a valid recovery code?
    ///
    /// # Errors
    /// When the key file cannot be read.
    pub fn has_recovery(&self) -> Result<bool, Failure> {
        Ok(self.ledger.has_slot(&Holder::Recovery)?)
    }

    /// Lets an operator guess again without waiting.
    ///
    /// # Errors
    /// When it is not permitted, or nobody has the code.
    pub fn unlock_operator(&mut self, code: &str, guesses: &Guesses, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Operators)?;
        self.operator_called(code)?;
        guesses.unlock(self.ledger.number(), code);
        self.about("operator_unlocked", code, occasion, |_| Ok(()))
    }

    /// An act about an operator or a key. In a ledger from before there were operators, whoever works is recorded first.
    fn about(
        &mut self,
        kind: &'static str,
        subject: &str,
        occasion: &Occasion,
        f: impl FnOnce(&mut Entry<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let first = self.ledger.operators(self.ledger.now_known()?)?.is_empty().then(|| self.who.clone());
        let subject = Some(subject.to_owned()).filter(|subject| !subject.is_empty());
        let act = NewAct { subject, ..self.act_of(kind, occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            if let Some(first) = first {
                entry.operator(&first)?;
            }
            f(entry)
        })?;
        Ok(())
    }

    /// Somebody must be left who can let others in.
    fn keeps_an_admin(&self, changed: &Operator) -> Result<(), Failure> {
        let admin = |operator: &Operator| operator.active && may(operator.roles, Permission::Operators);
        if admin(changed) || self.everybody()?.iter().any(|other| other.code != changed.code && admin(other)) {
            return Ok(());
        }
        Err(Failure::wrong(
            &changed.code,
            "last_admin",
            ("管理者がいなくなります。", "No admin would be left."),
            ("先に、ほかの担当者を管理者にしてください。", "Make somebody else an admin first."),
        ))
    }
}

fn here(operator: Operator, slots: &[String]) -> OperatorHere {
    let mut roles = operator.roles;
    let mut named = |all: &[Role]| -> Vec<&'static str> {
        all.iter().filter(|(_, _, of)| *of(&mut roles)).map(|(code, ..)| *code).collect()
    };
    OperatorHere {
        roles: named(&ROLES),
        grants: named(&GRANTS),
        signs_in: operator.active && slots.contains(&operator.code),
        code: operator.code,
        name: operator.name,
        active: operator.active,
    }
}

fn operator_of(form: &OperatorForm) -> Result<Operator, Failure> {
    let code = form.code.trim();
    if !ledger::is_operator_code(code) {
        return Err(Failure::wrong(
            code,
            "operator_code",
            ("担当者コードに使えない文字があります。", "This cannot be an operator's code."),
            ("文字・数字と - _ . で、32字までにしてください。", "Letters, digits, - _ and ., 32 at most."),
        ));
    }
    let mut roles = Roles::default();
    for (words, all) in [(&form.roles, &ROLES[..]), (&form.grants, &GRANTS[..])] {
        for word in words {
            let Some((_, _, of)) = all.iter().find(|(code, ..)| code == word) else {
                return Err(Failure::wrong(
                    word,
                    "role_unknown",
                    ("この役割はありません。", "There is no such role."),
                    (
                        "役割は viewer, clerk, supervisor, admin, auditor、許可は last_four, batch です。",
                        "Roles: viewer, clerk, supervisor, admin, auditor; grants: last_four, batch.",
                    ),
                ));
            };
            *of(&mut roles) = true;
        }
    }
    if form.roles.is_empty() {
        return Err(Failure::wrong(
            code,
            "role_missing",
            ("役割がありません。", "No role is given."),
            ("役割を一つ以上選んでください。", "Choose at least one."),
        ));
    }
    let name = Some(form.name.trim()).filter(|name| !name.is_empty()).unwrap_or(code);
    Ok(Operator { code: code.to_owned(), name: name.to_owned(), active: true, roles })
}

/// A passphrase for somebody who signs in.
pub(crate) fn strong(passphrase: &Passphrase) -> Result<(), Failure> {
    if !passphrase.is_weak() {
        return Ok(());
    }
    Err(Failure::wrong(
        "",
        "passphrase_weak",
        ("このパスフレーズは短いか、推測されやすいものです。", "This passphrase is short or easily guessed."),
        (
            "12文字以上、または4語以上で、よくある言葉や並びを避けてください。",
            "At least 12 characters or four words, and nothing that everybody thinks of.",
        ),
    ))
}

fn gone(code: &str) -> Failure {
    Failure::wrong(
        code,
        "operator_gone",
        ("この担当者は、いまは台帳を使えません。", "This operator may not use the ledger at present."),
        ("必要なら、もう一度登録してください。", "Add the operator again if need be."),
    )
}

/// The operator by whose passphrase a ledger was opened.
///
/// # Errors
/// When the ledger does not know the person, or not any more.
pub(crate) fn who_opened(ledger: &Ledger) -> Result<Operator, Failure> {
    signed_in(ledger, code_of(ledger.holder()), ledger.now_known()?)
}
