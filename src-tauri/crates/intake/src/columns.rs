//! A header made into places: which column holds what, for the row's own person and for the insured person beside a
//! dependant.

use rules::words::Complaint;

use crate::field::{DateField, DatePart, Field, PersonField, Scope};
use crate::header::{Header, duplicate};

/// The columns of one day.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DayAt {
    pub(crate) whole: Option<usize>,
    pub(crate) era: Option<usize>,
    pub(crate) year: Option<usize>,
    pub(crate) month: Option<usize>,
    pub(crate) day: Option<usize>,
}

impl DayAt {
    pub(crate) fn is_there(&self) -> bool {
        self.first().is_some()
    }

    /// The column by which a complaint names the day.
    pub(crate) fn first(&self) -> Option<usize> {
        self.whole.or(self.era).or(self.year).or(self.month).or(self.day)
    }

    fn slot(&mut self, part: DatePart) -> &mut Option<usize> {
        match part {
            DatePart::Whole => &mut self.whole,
            DatePart::Era => &mut self.era,
            DatePart::Year => &mut self.year,
            DatePart::Month => &mut self.month,
            DatePart::Day => &mut self.day,
        }
    }
}

/// The columns of one person.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PersonAt {
    pub(crate) name: Option<usize>,
    pub(crate) family: Option<usize>,
    pub(crate) given: Option<usize>,
    pub(crate) kana: Option<usize>,
    pub(crate) family_kana: Option<usize>,
    pub(crate) given_kana: Option<usize>,
    pub(crate) sex: Option<usize>,
    pub(crate) my_number: Option<usize>,
    pub(crate) born: DayAt,
}

impl PersonAt {
    fn slot(&mut self, field: PersonField) -> &mut Option<usize> {
        match field {
            PersonField::Name => &mut self.name,
            PersonField::Family => &mut self.family,
            PersonField::Given => &mut self.given,
            PersonField::Kana => &mut self.kana,
            PersonField::FamilyKana => &mut self.family_kana,
            PersonField::GivenKana => &mut self.given_kana,
            PersonField::Sex => &mut self.sex,
            PersonField::MyNumber => &mut self.my_number,
        }
    }

    pub(crate) fn has_name(&self) -> bool {
        self.name.is_some() || self.family.is_some() || self.kana.is_some() || self.family_kana.is_some()
    }

    pub(crate) fn name_column(&self) -> Option<usize> {
        self.name.or(self.family).or(self.kana).or(self.family_kana)
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) employer_code: Option<usize>,
    pub(crate) employer_name: Option<usize>,
    pub(crate) symbol: Option<usize>,
    pub(crate) number: Option<usize>,
    pub(crate) branch: Option<usize>,
    pub(crate) whole_number: Option<usize>,
    pub(crate) reference: Option<usize>,
    pub(crate) staff_number: Option<usize>,
    /// Whom the row is about.
    pub(crate) person: PersonAt,
    /// The insured person, where the row is about a dependant.
    pub(crate) insured: PersonAt,
    /// The header names dependants' columns of their own (被扶養者氏名).
    pub(crate) of_dependants: bool,
    pub(crate) relation: Option<usize>,
    pub(crate) acquired: DayAt,
    pub(crate) recognized: DayAt,
    pub(crate) hired: DayAt,
    pub(crate) entered: DayAt,
    pub(crate) lost: DayAt,
    pub(crate) removed: DayAt,
    pub(crate) left: DayAt,
    pub(crate) voluntary_until: DayAt,
    pub(crate) e_certificate_until: DayAt,
    pub(crate) as_of: DayAt,
    pub(crate) reason: Option<usize>,
    pub(crate) change: Option<usize>,
    pub(crate) postcode: Option<usize>,
    pub(crate) address: Option<usize>,
    pub(crate) address_parts: Vec<usize>,
    pub(crate) wants_certificate: Option<usize>,
    pub(crate) myna_card: Option<usize>,
    pub(crate) use_registered: Option<usize>,
    pub(crate) ratio: Option<usize>,
    /// Every column that holds My Numbers: masked wherever the row goes.
    pub(crate) my_numbers: Vec<usize>,
}

impl Columns {
    /// Gives every column its place; refuses two columns for one place.
    pub(crate) fn of(sheet: &str, header: &Header) -> Result<Columns, Complaint> {
        let mut columns = Columns::default();
        let scopes = Scopes::of(header);
        columns.of_dependants = scopes.dependants;
        for (at, field) in header.fields.iter().enumerate() {
            let Some(field) = *field else { continue };
            if field.is_my_number() {
                columns.my_numbers.push(at);
            }
            let Some(slot) = columns.slot(field, at, &scopes) else { continue };
            match *slot {
                None => *slot = Some(at),
                Some(first) => return Err(duplicate(sheet, header, field.word(), (first, at))),
            }
        }
        Ok(columns)
    }

    /// The place of a field; `None` for what needs none.
    fn slot(&mut self, field: Field, at: usize, scopes: &Scopes) -> Option<&mut Option<usize>> {
        Some(match field {
            Field::EmployerCode => &mut self.employer_code,
            Field::EmployerName => &mut self.employer_name,
            Field::Symbol => &mut self.symbol,
            Field::Number => &mut self.number,
            Field::Branch => &mut self.branch,
            Field::WholeNumber => &mut self.whole_number,
            Field::Reference => &mut self.reference,
            Field::StaffNumber => &mut self.staff_number,
            Field::Person(scope, person) => {
                if scopes.is_insured(scope, at) {
                    self.insured.slot(person)
                } else {
                    self.person.slot(person)
                }
            }
            Field::Relation => &mut self.relation,
            Field::Date(scope, date, part) => {
                let day = match date {
                    DateField::Born if scopes.is_insured(scope, at) => &mut self.insured.born,
                    DateField::Born => &mut self.person.born,
                    DateField::Acquired => &mut self.acquired,
                    DateField::Recognized => &mut self.recognized,
                    DateField::Hired => &mut self.hired,
                    DateField::Entered => &mut self.entered,
                    DateField::Lost => &mut self.lost,
                    DateField::Removed => &mut self.removed,
                    DateField::Left => &mut self.left,
                    DateField::VoluntaryUntil => &mut self.voluntary_until,
                    DateField::ECertificateUntil => &mut self.e_certificate_until,
                    DateField::AsOf => &mut self.as_of,
                };
                day.slot(part)
            }
            Field::Reason => &mut self.reason,
            Field::Change => &mut self.change,
            Field::Postcode => &mut self.postcode,
            Field::Address => &mut self.address,
            Field::AddressPart => {
                self.address_parts.push(at);
                return None;
            }
            Field::WantsCertificate => &mut self.wants_certificate,
            Field::MynaCard => &mut self.myna_card,
            Field::UseRegistered => &mut self.use_registered,
            Field::Ratio => &mut self.ratio,
            Field::Ignored => return None,
        })
    }
}

/// Whose the columns are that do not say so.
struct Scopes {
    /// Some columns are named as dependants'.
    dependants: bool,
    /// The first of them.
    first_dependant: usize,
    /// The insured person's named columns stand beside a person who is named without a word in front.
    insured_beside: bool,
}

impl Scopes {
    fn of(header: &Header) -> Scopes {
        let person = |wanted: Scope| {
            header.fields.iter().position(|field| {
                matches!(field, Some(Field::Person(scope, f)) if *scope == wanted && !matches!(f, PersonField::Sex | PersonField::MyNumber))
            })
        };
        // Kana alone name nobody beside somebody: 被保険者氏名 | フリガナ are one person's.
        let named = |wanted: Scope| {
            header.fields.iter().any(|field| {
                matches!(field, Some(Field::Person(scope, PersonField::Name | PersonField::Family)) if *scope == wanted)
            })
        };
        let first_dependant = person(Scope::Dependant);
        Scopes {
            dependants: first_dependant.is_some(),
            first_dependant: first_dependant.unwrap_or(usize::MAX),
            insured_beside: named(Scope::Open) && named(Scope::Insured),
        }
    }

    fn is_insured(&self, scope: Scope, at: usize) -> bool {
        match scope {
            Scope::Dependant => false,
            Scope::Insured => self.dependants || self.insured_beside,
            // Before the dependant's own columns stand the insured person's.
            Scope::Open => self.dependants && at < self.first_dependant,
        }
    }
}
