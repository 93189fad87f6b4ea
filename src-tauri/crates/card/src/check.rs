//! A card is asked, in one session: first what is free, then what was opened, then the proof.

use rules::calendar::Day;
use rules::last_four::cut_to_four;
use rules::words::{LastFour, Sex};
use zeroize::Zeroizing;

use crate::generation::{
    ADDRESS_TAG, AUTHORITY, BORN_TAG, CARD, CARD_UNTIL, CERTIFICATE, CODE_A, CODE_B, COMMON, IS_PRESENT, JPKI, KEY,
    KEY_PIN, LONGEST_TEXT, NAME_TAG, NUMBER, NUMBER_HEAD, PERSON, PERSON_TAG, PRESENT, SEX_TAG, TEXT, TEXT_PIN,
};
use crate::port::{Port, Seen, Trouble, Which};
use crate::proof::{Leaf, Trust, challenge};
use crate::reading::{Born, ECertificate, Person, Proof, Reading, Tries, Unproven};
use crate::secret::{CodeB, Pin, StatedNumber};
use crate::session::{Session, Shown, spare};
use crate::tlv;

/// What opens the text on a card.
pub enum Opens {
    /// Nothing: only what is free is read.
    Nothing,
    /// The PIN: number and person.
    Pin(Pin),
    /// 照合番号B: the person alone.
    CodeB(CodeB),
}

/// What is asked of a card.
pub struct Check {
    /// The reader; `None` takes the one on which a card lies. Readers of software are then passed over wherever a real one is connected.
    pub reader: Option<String>,
    /// What opens the text.
    pub opens: Opens,
    /// The number that the member states, to be compared by the card.
    pub number: Option<StatedNumber>,
    /// The PIN of the certificate, when the card is to prove itself. Its counter is another than that of [`Opens::Pin`], even where
    /// the digits are the same.
    pub proof: Option<Pin>,
    /// Show this one although one try of it is left, or fewer than three of a 照合番号: the member insists on it, and on no other.
    pub insists: Option<Which>,
    /// The day on which certificates must be good.
    pub on: Day,
}

/// Asks a card in one session, which nobody else can enter and after which it has no power.
///
/// # Errors
/// Why there is no reading. After [`Trouble::Wrong`], and after [`Trouble::Blocked`] where that was the last one, the card has counted
/// a try; nothing was shown to it twice. What keeps the PIN of the certificate from proving anything is no trouble: see
/// [`Unproven`].
pub fn check(port: &mut dyn Port, check: &Check) -> Result<Reading, Trouble> {
    check_under(port, check, &Trust::shipped())
}

/// As [`check`], believing other authorities.
///
/// # Errors
/// As [`check`].
pub fn check_under(port: &mut dyn Port, check: &Check, trust: &Trust) -> Result<Reading, Trouble> {
    let reader = choose(port, check.reader.as_deref())?;
    let mut session = Session::open(port, &reader)?;
    let mut reading = Reading {
        reader,
        person: None,
        last_four: None,
        number_agrees: None,
        certificate: ECertificate::Unknown,
        card_until: None,
        proof: Proof::NotAsked,
        tries: Tries::default(),
        exchanged: 0,
        verified: 0,
    };
    session.identify()?;
    let leaf = certificate(&mut session)?;
    reading.certificate = until(leaf.as_ref());
    let mut proven = None;
    if check.proof.is_some() {
        proven = Some(issued(&mut session, leaf.as_ref(), trust, check.on)?);
        // Known before anything is shown anywhere; the rest is read all the same.
        if let Some(Ok(_)) = proven {
            reading.tries.proof = session.tries(KEY_PIN)?;
            if let Err(trouble) = spare(Which::Proof, reading.tries.proof, check.insists) {
                proven = Some(Err(unproven(trouble)?));
            }
        }
    }
    reading.card_until = card_until(&mut session)?;
    text(&mut session, check, &mut reading)?;
    if let (Some(pin), Some(proven)) = (&check.proof, proven) {
        reading.proof = match proven {
            Err(why) => Proof::Failed(why),
            Ok(leaf) => prove(&mut session, pin, leaf, check.insists, &mut reading.tries)?,
        };
    }
    (reading.exchanged, reading.verified) = session.end();
    Ok(reading)
}

/// The reader to ask.
fn choose(port: &mut dyn Port, named: Option<&str>) -> Result<String, Trouble> {
    let readers = match port.readers() {
        Ok(readers) => readers,
        Err(trouble) => {
            port.close();
            return Err(trouble);
        }
    };
    let chosen = chosen(&readers, named);
    if chosen.is_err() {
        port.close();
    }
    chosen
}

fn chosen(readers: &[Seen], named: Option<&str>) -> Result<String, Trouble> {
    let good = |it: &Seen| match it {
        Seen { card: false, .. } => Err(Trouble::NoCard),
        Seen { mute: true, .. } => Err(Trouble::Mute),
        Seen { name, .. } => Ok(name.clone()),
    };
    if let Some(named) = named {
        return readers.iter().find(|it| it.name == named).map_or(Err(Trouble::UnknownReader), good);
    }
    // Beside a real reader nobody means one of software, not even while the real one is empty.
    let real = readers.iter().any(|it| !it.virtual_one);
    let mut with_card: Vec<&Seen> = readers.iter().filter(|it| it.card && !(real && it.virtual_one)).collect();
    if with_card.len() > 1 && with_card.iter().any(|it| !it.mute) {
        with_card.retain(|it| !it.mute);
    }
    match with_card.as_slice() {
        [] if readers.is_empty() => Err(Trouble::NoReader),
        [] => Err(Trouble::NoCard),
        [one] => good(one),
        several => Err(Trouble::SeveralCards(several.iter().map(|it| it.name.clone()).collect())),
    }
}

/// The certificate for authentication, when the card has one. JPKI is current.
pub(crate) fn certificate(session: &mut Session<'_>) -> Result<Option<Leaf>, Trouble> {
    if session.file(PRESENT)?
        && let Some(present) = session.read(0, 3)?
    {
        match present.as_slice() {
            [_, authentication, _] if *authentication != IS_PRESENT => return Ok(None),
            [_, _, _] => {}
            _ => return Err(Trouble::Garbled),
        }
    }
    let Some(bytes) = session.certificate(CERTIFICATE)? else { return Ok(None) };
    Leaf::read(&bytes).map(Some)
}

/// Until when it is good.
pub(crate) fn until(leaf: Option<&Leaf>) -> ECertificate {
    match leaf {
        None => ECertificate::NotOnCard,
        Some(leaf) => leaf.until().map_or(ECertificate::Unknown, ECertificate::Until),
    }
}

/// Whether an authority that is believed issued it. JPKI is current.
fn issued<'a>(
    session: &mut Session<'_>,
    leaf: Option<&'a Leaf>,
    trust: &Trust,
    on: Day,
) -> Result<Result<&'a Leaf, Unproven>, Trouble> {
    let Some(leaf) = leaf else { return Ok(Err(Unproven::NoCertificate)) };
    let Some(authority) = session.certificate(AUTHORITY)? else { return Ok(Err(Unproven::UnknownIssuer)) };
    Ok(trust.issued(leaf, &authority, on).map(|()| leaf))
}

/// The card's own last day, when it tells.
pub(crate) fn card_until(session: &mut Session<'_>) -> Result<Option<Day>, Trouble> {
    if !session.enter_if_there(COMMON)? {
        return Ok(None);
    }
    // It begins with a serial number, which is left alone and zeroed.
    let Some(record) = session.record(CARD)? else { return Ok(None) };
    match record.as_slice() {
        [0x01, 0x1C, ..] if record.len() == CARD_UNTIL.end => Ok(record.get(CARD_UNTIL).and_then(day)),
        _ => Err(Trouble::Garbled),
    }
}

/// What stands on the card, as far as it was opened, and whether the number agrees.
fn text(session: &mut Session<'_>, check: &Check, reading: &mut Reading) -> Result<(), Trouble> {
    if matches!(check.opens, Opens::Nothing) && check.number.is_none() {
        return Ok(());
    }
    session.enter(TEXT)?;
    let by_card = check.number.as_ref().filter(|_| !matches!(check.opens, Opens::Pin(_)));
    if by_card.is_some() && !matches!(check.opens, Opens::Nothing) {
        // Both are refused before either is shown.
        spare(Which::CodeA, session.tries(CODE_A)?, check.insists)?;
    }
    match &check.opens {
        Opens::Nothing => {}
        Opens::Pin(pin) => {
            reading.tries.pin = show(session, Which::Pin, TEXT_PIN, pin.digits(), check.insists)?;
            let (last_four, agrees) = number(session, check.number.as_ref())?;
            (reading.last_four, reading.number_agrees) = (Some(last_four), agrees);
            reading.person = Some(person(session)?);
        }
        Opens::CodeB(code) => {
            reading.tries.b = show(session, Which::CodeB, CODE_B, code.digits(), check.insists)?;
            reading.person = Some(person(session)?);
        }
    }
    if let Some(number) = by_card {
        // That it does not agree is an answer, and no trouble.
        (reading.number_agrees, reading.tries.a) =
            match session.verify(Which::CodeA, CODE_A, number.digits(), check.insists)? {
                Shown::Fits { before } => (Some(true), before),
                Shown::Wrong { left } => (Some(false), Some(left)),
            };
    }
    Ok(())
}

/// Shows what must fit; tries there were.
fn show(
    session: &mut Session<'_>,
    which: Which,
    file: u16,
    value: &[u8],
    insists: Option<Which>,
) -> Result<Option<u8>, Trouble> {
    match session.verify(which, file, value, insists)? {
        Shown::Fits { before } => Ok(before),
        Shown::Wrong { left: 0 } => Err(Trouble::Blocked(which)),
        Shown::Wrong { left } => Err(Trouble::Wrong { which, left }),
    }
}

/// The last four digits of the number on the card, and whether it is the stated one.
fn number(session: &mut Session<'_>, stated: Option<&StatedNumber>) -> Result<(LastFour, Option<bool>), Trouble> {
    if !session.file(NUMBER)? {
        return Err(Trouble::NewGeneration);
    }
    let head = NUMBER_HEAD.len();
    let bytes = session.read(0, head + 12)?.ok_or(Trouble::Garbled)?;
    if bytes.len() != head + 12 || !bytes.starts_with(&NUMBER_HEAD) {
        return Err(Trouble::Garbled);
    }
    let mut digits = Zeroizing::new(bytes.get(head..).unwrap_or_default().to_vec());
    let agrees = stated.map(|stated| stated.digits() == digits.as_slice());
    // Only plain digits: what is lenient with people's typing is not lenient with a card.
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(Trouble::Garbled);
    }
    let last_four = cut_to_four(&mut *digits).map_err(|_| Trouble::Garbled)?;
    Ok((last_four, agrees))
}

/// Who stands on the card. Tags that are not known are passed over: kana are to come.
fn person(session: &mut Session<'_>) -> Result<Person, Trouble> {
    if !session.file(PERSON)? {
        return Err(Trouble::NewGeneration);
    }
    let bytes = session.element(LONGEST_TEXT)?.ok_or(Trouble::Garbled)?;
    let whole = tlv::first(&bytes).filter(|it| it.tag == PERSON_TAG).ok_or(Trouble::Garbled)?;
    let fields = tlv::all(whole.value).ok_or(Trouble::Garbled)?;
    let field = |tag: u16| {
        let mut of_it = fields.iter().filter(|it| it.tag == tag);
        of_it.next().filter(|_| of_it.next().is_none()).map(|it| it.value).ok_or(Trouble::Garbled)
    };
    let written = |tag: u16| {
        let text = std::str::from_utf8(field(tag)?).map_err(|_| Trouble::Garbled)?;
        if text.chars().any(char::is_control) { Err(Trouble::Garbled) } else { Ok(Zeroizing::new(text.to_owned())) }
    };
    let born = field(BORN_TAG)?;
    if born.len() != 8 || !born.iter().all(u8::is_ascii_digit) {
        return Err(Trouble::Garbled);
    }
    let sex = match field(SEX_TAG)? {
        b"1" => Some(Sex::Male),
        b"2" => Some(Sex::Female),
        b"0" | b"9" => None,
        _ => return Err(Trouble::Garbled),
    };
    Ok(Person {
        name: written(NAME_TAG)?,
        address: written(ADDRESS_TAG)?,
        born: match day(born) {
            Some(day) => Born::On(day),
            None => Born::Raw(Zeroizing::new(born.iter().map(|digit| char::from(*digit)).collect())),
        },
        sex,
    })
}

/// What of the PIN of the certificate leaves the rest as it was read. Every other trouble ends the session.
fn unproven(trouble: Trouble) -> Result<Unproven, Trouble> {
    match trouble {
        Trouble::Wrong { which: Which::Proof, left } => Ok(Unproven::PinWrong { left }),
        Trouble::Blocked(Which::Proof) => Ok(Unproven::PinBlocked),
        Trouble::OneLeft(Which::Proof) => Ok(Unproven::PinOneLeft),
        other => Err(other),
    }
}

/// The card signs what it has never seen; its certificate says whether it was the card's key.
fn prove(
    session: &mut Session<'_>,
    pin: &Pin,
    leaf: &Leaf,
    insists: Option<Which>,
    tries: &mut Tries,
) -> Result<Proof, Trouble> {
    let (asked, digest_info) = challenge()?;
    session.enter(JPKI)?;
    match show(session, Which::Proof, KEY_PIN, pin.digits(), insists) {
        Ok(before) => tries.proof = before,
        Err(trouble) => {
            let why = unproven(trouble)?;
            tries.proof = match why {
                Unproven::PinWrong { left } => Some(left),
                Unproven::PinOneLeft => Some(1),
                _ => Some(0),
            };
            return Ok(Proof::Failed(why));
        }
    }
    let signature = session.sign(KEY, &digest_info)?;
    Ok(if leaf.signed(&asked, &signature) { Proof::Genuine } else { Proof::Failed(Unproven::Signature) })
}

/// A day in eight digits.
fn day(digits: &[u8]) -> Option<Day> {
    let text = std::str::from_utf8(digits).ok().filter(|it| it.len() == 8 && it.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    Day::new(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?)
}
