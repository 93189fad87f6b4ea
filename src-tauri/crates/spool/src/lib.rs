//! The printers of this machine: which there are, what they can, and what becomes of what is sent to them.
//!
//! The system's own spooler is asked by the Internet Printing Protocol (RFC 8011), as CUPS speaks it on its port: it knows every printer
//! that somebody has set up, whatever its cable and its driver, and says in what state a printer and a job are. Where no such spooler
//! answers (Windows has none), a printer of the network that speaks the same protocol is asked itself: its name is then its address,
//! `ipp://192.0.2.10/ipp/print`.
//!
//! This crate knows no member, no batch and no paper: it sends a PDF and follows a number.

use std::time::Duration;

use ipp::attribute::{IppAttribute, IppAttributeGroup};
use ipp::client::blocking::IppClient;
use ipp::model::{DelimiterTag, StatusCode};
use ipp::operation::IppOperation;
use ipp::operation::builder::IppOperationBuilder;
use ipp::payload::IppPayload;
use ipp::prelude::{IppRequestResponse, Uri};
use ipp::value::{IppName, IppValue};

/// Where CUPS listens unless `CUPS_SERVER` says otherwise.
const USUAL: &str = "localhost:631";

/// How a printer's address begins, where that is its name.
const ADDRESS: &str = "ipp://";

/// Where a printer of the network listens, unless its address says otherwise (RFC 8010, section 4).
const PORT: &str = "631";

/// How long the spooler may take to answer. It takes a job of a few megabytes within a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a printer may take to say what it is: one that is switched off must not hold up those that are there.
const MOMENT: Duration = Duration::from_secs(4);

/// Why nothing could be printed or asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No spooler answers at this address.
    Unreachable(String),
    /// The spooler knows no such printer, or the job is forgotten.
    Unknown,
    /// The spooler refuses, in its own words.
    Refused(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Unreachable(at) => write!(f, "no print service answers at {at}"),
            Failure::Unknown => f.write_str("unknown to the print service"),
            Failure::Refused(why) => write!(f, "the print service refuses: {why}"),
        }
    }
}

impl std::error::Error for Failure {}

/// What a printer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterState {
    /// Ready.
    Idle,
    /// At work.
    Printing,
    /// Somebody has stopped it, or something is wrong with it.
    Stopped,
}

/// A printer of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// As the system calls it.
    pub name: String,
    /// As people call it; the name where nobody said.
    pub title: String,
    /// What it is doing.
    pub state: PrinterState,
    /// What is the matter with it, in the words of RFC 8011 (`media-empty-error`); none when nothing is.
    pub reasons: Vec<String>,
    /// Its trays, by the words of PWG 5101.1 (`tray-1`).
    pub trays: Vec<String>,
    /// Prints on both sides.
    pub both_sides: bool,
    /// Takes PDFs as they are. A printer of the network need not.
    pub pdf: bool,
}

/// What is known of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Not begun.
    Waiting,
    /// Somebody holds it back.
    Held,
    /// At work.
    Printing,
    /// Begun and not going on: paper is missing, jammed, or the printer was stopped.
    Stopped,
    /// Somebody took it back.
    Cancelled,
    /// The system gave it up.
    Aborted,
    /// All of it was given to the printer, without an error.
    Completed,
}

/// A job, as the system has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What is known of it.
    pub state: JobState,
    /// Why, in the words of RFC 8011.
    pub reasons: Vec<String>,
}

/// What is to be printed, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Order<'a> {
    /// The printer's name.
    pub printer: &'a str,
    /// The tray, or the one that the printer takes by itself.
    pub tray: Option<&'a str>,
    /// What stands in the queue. Everybody at the machine can read it.
    pub title: &'a str,
    /// Width and height of the paper in mm.
    pub paper: (f32, f32),
    /// Every second page is the back of the one before, turned over its long side.
    pub both_sides: bool,
}

/// The system's spooler.
#[derive(Debug, Clone)]
pub struct Spooler {
    at: String,
}

impl Spooler {
    /// The spooler of this machine: where `server` (what `CUPS_SERVER` says) points to, else where CUPS listens by itself.
    #[must_use]
    pub fn new(server: Option<&str>) -> Spooler {
        // A path is the spooler's socket in the file system; the port is open beside it.
        let at = server.map(str::trim).filter(|at| !at.is_empty() && !at.starts_with('/')).unwrap_or(USUAL);
        let at = at.split_once('/').map_or(at, |(host, _version)| host);
        let port = at.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        Spooler { at: if port { at.to_owned() } else { format!("{at}:631") } }
    }

    /// Where it is asked.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Every printer of this machine, by name.
    ///
    /// # Errors
    /// When no spooler answers.
    pub fn printers(&self) -> Result<Vec<Printer>, Failure> {
        let all = Place { at: self.at.clone(), path: "/".to_owned(), uri: uri(&self.at, "/")? };
        let answer = match Self::ask(&all, IppOperationBuilder::cups().get_printers(), PATIENCE) {
            // So it says that there is none.
            Err(Failure::Unknown) => return Ok(Vec::new()),
            answer => answer?,
        };
        let groups = answer.attributes().groups_of(DelimiterTag::PrinterAttributes);
        let mut printers: Vec<Printer> = groups.filter_map(printer).collect();
        printers.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(printers)
    }

    /// One printer, by its name or its address.
    ///
    /// # Errors
    /// When no spooler answers or it has no such printer; when nothing answers at the address.
    pub fn printer(&self, name: &str) -> Result<Printer, Failure> {
        if is_address(name) {
            let place = self.place(name)?;
            let ask = IppOperationBuilder::get_printer_attributes(place.uri.clone()).build();
            let answer = Self::ask(&place, ask.map_err(unsayable)?, MOMENT)?;
            let group = answer.attributes().first_of(DelimiterTag::PrinterAttributes);
            let found = group.and_then(printer).ok_or(Failure::Unknown)?;
            return Ok(Printer { name: name.to_owned(), ..found });
        }
        self.printers()?.into_iter().find(|printer| printer.name == name).ok_or(Failure::Unknown)
    }

    /// Gives a PDF to a printer. Answers the number of the job.
    ///
    /// # Errors
    /// When no spooler answers, it has no such printer, or the printer takes nothing.
    pub fn send(&self, order: &Order<'_>, pdf: Vec<u8>) -> Result<i32, Failure> {
        let hundredth = |mm: f32| IppValue::Integer((mm * 100.0).round() as i32);
        let size = [("x-dimension", hundredth(order.paper.0)), ("y-dimension", hundredth(order.paper.1))];
        let mut media = vec![("media-size", collection(size)?)];
        if let Some(tray) = order.tray {
            media.push(("media-source", keyword(tray)?));
        }
        let sides = if order.both_sides { "two-sided-long-edge" } else { "one-sided" };
        let place = self.place(order.printer)?;
        let build = IppOperationBuilder::print_job(place.uri.clone(), IppPayload::new(std::io::Cursor::new(pdf)))
            .user_name("daicho")
            .job_title(order.title)
            .document_format("application/pdf")
            .attribute(attribute("media-col", collection(media)?)?)
            .attribute(attribute("sides", keyword(sides)?)?)
            .attribute(attribute("print-scaling", keyword("none")?)?)
            .build();
        let answer = Self::ask(&place, build.map_err(unsayable)?, PATIENCE)?;
        let job = answer.attributes().first_of(DelimiterTag::JobAttributes).and_then(|group| number(group, "job-id"));
        job.ok_or_else(|| Failure::Refused("no job number".to_owned()))
    }

    /// What became of a job.
    ///
    /// # Errors
    /// When no spooler answers, or it has forgotten the job ([`Failure::Unknown`]).
    pub fn job(&self, printer: &str, job: i32) -> Result<Job, Failure> {
        let place = self.place(printer)?;
        let build = IppOperationBuilder::get_job_attributes(place.uri.clone(), job).user_name("daicho").build();
        let answer = Self::ask(&place, build.map_err(unsayable)?, PATIENCE)?;
        let group = answer.attributes().first_of(DelimiterTag::JobAttributes).ok_or(Failure::Unknown)?;
        let state = match number(group, "job-state").ok_or(Failure::Unknown)? {
            3 => JobState::Waiting,
            4 => JobState::Held,
            5 => JobState::Printing,
            6 => JobState::Stopped,
            7 => JobState::Cancelled,
            9 => JobState::Completed,
            _ => JobState::Aborted,
        };
        Ok(Job { state, reasons: reasons(group, "job-state-reasons") })
    }

    /// Takes a job back. What is printed by then stays printed.
    ///
    /// # Errors
    /// When no spooler answers, or it lets nobody take the job back.
    pub fn cancel(&self, printer: &str, job: i32) -> Result<(), Failure> {
        let place = self.place(printer)?;
        let build = IppOperationBuilder::cancel_job(place.uri.clone(), job).user_name("daicho").build();
        Self::ask(&place, build.map_err(unsayable)?, PATIENCE).map(|_| ())
    }

    /// Where a printer is asked: at its own address, or on the spooler.
    fn place(&self, printer: &str) -> Result<Place, Failure> {
        let Some(address) = printer.strip_prefix(ADDRESS) else {
            let path = on_spooler(printer);
            return Ok(Place { uri: uri(&self.at, &path)?, at: self.at.clone(), path });
        };
        let (at, path) = address.split_once('/').unwrap_or((address, ""));
        let port = at.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        let at = if port { at.to_owned() } else { format!("{at}:{PORT}") };
        let path = format!("/{path}");
        Ok(Place { uri: uri(&at, &path)?, at, path })
    }

    fn ask(place: &Place, operation: impl IppOperation, patience: Duration) -> Result<IppRequestResponse, Failure> {
        let unreachable = || Failure::Unreachable(place.at.clone());
        let uri: Uri = format!("http://{}{}", place.at, place.path).parse().map_err(|_| unreachable())?;
        let client = IppClient::builder(uri).request_timeout(patience).build();
        let answer = client.send(operation).map_err(|_| unreachable())?;
        match answer.header().status_code() {
            status if status.is_success() => Ok(answer),
            StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => Err(Failure::Unknown),
            status => Err(Failure::Refused(status.to_string())),
        }
    }
}

/// Is a printer's name its address?
#[must_use]
pub fn is_address(printer: &str) -> bool {
    printer.strip_prefix(ADDRESS).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

/// Whom a printer is asked of.
struct Place {
    /// Host and port.
    at: String,
    path: String,
    /// The same, as the protocol names it.
    uri: Uri,
}

fn uri(at: &str, path: &str) -> Result<Uri, Failure> {
    format!("ipp://{at}{path}").parse().map_err(|_| Failure::Unknown)
}

/// Where a printer is on its spooler.
fn on_spooler(printer: &str) -> String {
    let mut place = "/printers/".to_owned();
    for byte in printer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            place.push(char::from(byte));
        } else {
            place.push_str(&format!("%{byte:02X}"));
        }
    }
    place
}

fn unsayable(error: impl std::fmt::Display) -> Failure {
    Failure::Refused(error.to_string())
}

fn keyword(word: &str) -> Result<IppValue, Failure> {
    IppValue::new_keyword(word).map_err(unsayable)
}

fn attribute(name: &str, value: IppValue) -> Result<IppAttribute, Failure> {
    IppAttribute::with_name(name, value).map_err(unsayable)
}

fn collection(members: impl IntoIterator<Item = (&'static str, IppValue)>) -> Result<IppValue, Failure> {
    let named = members.into_iter().map(|(name, value)| Ok((IppName::new(name).map_err(unsayable)?, value)));
    named.collect::<Result<_, Failure>>().map(IppValue::Collection)
}

fn number(group: &IppAttributeGroup, name: &str) -> Option<i32> {
    match group.get(name)?.value() {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

/// The words of an attribute that has one or several.
fn words(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    let one = |value: &IppValue| match value {
        IppValue::Keyword(word) => Some(word.to_string()),
        IppValue::NameWithoutLanguage(name) => Some(name.to_string()),
        IppValue::TextWithoutLanguage(text) => Some(text.to_string()),
        IppValue::MimeMediaType(format) => Some(format.to_string()),
        _ => None,
    };
    match group.get(name).map(IppAttribute::value) {
        Some(IppValue::Array(values)) => values.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Why a printer or a job is as it is; the word for "no reason" is none.
fn reasons(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    words(group, name).into_iter().filter(|word| word != "none").collect()
}

fn printer(group: &IppAttributeGroup) -> Option<Printer> {
    let name = words(group, "printer-name").pop()?;
    let title = words(group, "printer-info").pop().filter(|title| !title.trim().is_empty());
    let state = match number(group, "printer-state") {
        Some(3) => PrinterState::Idle,
        Some(4) => PrinterState::Printing,
        _ => PrinterState::Stopped,
    };
    Some(Printer {
        title: title.unwrap_or_else(|| name.clone()),
        state,
        reasons: reasons(group, "printer-state-reasons"),
        trays: words(group, "media-source-supported").into_iter().filter(|tray| tray != "auto").collect(),
        both_sides: words(group, "sides-supported").iter().any(|sides| sides == "two-sided-long-edge"),
        pdf: words(group, "document-format-supported").iter().any(|format| format == "application/pdf"),
        name,
    })
}
