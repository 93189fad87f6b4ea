//! What goes around the letters of a batch: for each employer a hand-over list (受渡票) and a covering letter (送付状), and printed on
//! request envelopes, labels and covering letters to homes.
//!
//! An employer sees names and envelope numbers and nothing else: not what the papers are, since that alone tells who has no usable
//! マイナ保険証; and nobody whose mail is shielded, since nothing of theirs goes through an employer.

use std::path::Path;

use ledger::{Batch, PaperLife};
use papers::{Layout, Part, Parts, Route, Sheet};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::batches::not_withdrawn;
use crate::drafts::Drafts;
use crate::plan::Setting;
use crate::print::folder;
use crate::release::SINGLE;
use crate::roles::Permission;
use crate::wire::{self, Wrapped};
use crate::{Desk, Failure};

/// The covering letter.
const SENDING: &str = "sending";
/// Two labels stand side by side.
const LABELS: &str = "labels-a4-12";
/// What can be printed from a batch, one for each envelope or bundle.
pub const WRAPPINGS: [&str; 5] = ["envelope-naga3", "envelope-naga3-window", "envelope-kaku2", LABELS, SENDING];

/// One thing that is handed over: an envelope, or all of an employer's in a bundle.
struct Unit {
    postcode: String,
    address: String,
    to: String,
    /// Small, and says nothing of its holder.
    code: String,
    /// What a scanner reads: the envelope's own code, or that of the bundle's label; nothing of a batch from before there were any.
    scanned: String,
    /// What lies in it: the paper and its code.
    inside: Vec<(String, String)>,
}

impl Desk {
    /// Hand-over lists and covering letters to the employers of a batch; nothing when everything goes home.
    pub(crate) fn to_employers(
        &self,
        files: &mut Drafts,
        batch: &Batch,
        setting: &Setting,
        sheets: &[Sheet],
    ) -> Result<Vec<wire::File>, Failure> {
        let society = setting.sender();
        let (mut lists, mut letters) = (Vec::new(), Vec::new());
        for group in sheets.chunk_by(same_bundle) {
            let Some(first) = group.first().filter(|first| first.route == Route::Employer) else { continue };
            let employer = setting.employers.get(&first.employer_code);
            let name = employer.map_or_else(|| first.employer_code.clone(), |employer| employer.name.clone());
            let envelopes: Vec<&Sheet> =
                group.chunk_by(|a, b| a.envelope == b.envelope).filter_map(<[Sheet]>::first).collect();
            let count = format!("{}通", envelopes.len());
            lists.push(Part {
                heads: vec![
                    name.clone(),
                    first.employer_code.clone(),
                    batch.code.clone(),
                    count.clone(),
                    first.codes.bundle.clone(),
                ],
                rows: envelopes.iter().map(|sheet| vec![sheet.envelope.to_string(), addressee(sheet)]).collect(),
            });
            let contact = employer.and_then(|employer| employer.contact.clone());
            letters.push(Part {
                heads: vec![
                    employer.and_then(|employer| employer.postcode.as_deref()).map(marked).unwrap_or_default(),
                    employer.and_then(|employer| employer.address.clone()).unwrap_or_default(),
                    format!("{name}　御中"),
                    contact.map(|contact| format!("{contact}　様")).unwrap_or_default(),
                    "書類送付のご案内".to_owned(),
                    "いつも健康保険の事務にご協力いただき、ありがとうございます。当組合から加入者の皆さまへの封書をお送りします。封筒は本人あての親展です。開けずに、ご本人（被保険者）へお渡しください。".to_owned(),
                    "受渡票に受取日と受取印（署名）をいただき、すべて渡し終えたら、受渡票を当組合へお返しください。退職などで渡せない封筒は、開けずにお返しください。自宅へお送りする方の封書は、ここには入っていません。".to_owned(),
                    batch.code.clone(),
                ],
                rows: vec![
                    vec!["加入者あての封書（親展）".to_owned(), count],
                    vec!["受渡票（この事業所の分）".to_owned(), "1部".to_owned()],
                ],
            });
        }
        let mut written = Vec::new();
        if lists.is_empty() {
            return Ok(written);
        }
        for (name, parts) in [("handover", &mut lists), (SENDING, &mut letters)] {
            let layout = shipped(name)?;
            let on = batch.on;
            let of = |parts: &[Part]| {
                papers::records(&layout, &Parts { society: &society, batch: &batch.code, on, parts, exact: false })
            };
            let made = match of(parts) {
                // Where it goes helps whoever packs: a character of it holds up nothing that is frozen.
                Err(papers::Failure::Refused(_)) if name == SENDING => {
                    for part in parts.iter_mut() {
                        [0, 1, 3].into_iter().for_each(|head| part.heads[head].clear());
                    }
                    of(parts)
                }
                made => made,
            };
            let made = made.map_err(Failure::from)?;
            written.push(files.whole(&format!("{}-cover-{name}.pdf", batch.code), made.pages, &made.bytes)?);
        }
        Ok(written)
    }

    /// Prints envelopes, labels or covering letters of a batch, one for each envelope in the order of the batch; or with `bundles`
    /// one for each employer and nothing for homes.
    ///
    /// # Errors
    /// When there is no such batch, it was taken back, the layout is none for it, an address cannot be printed, it would give a
    /// shielded member away, or the folder cannot be written.
    pub fn wrap(&mut self, code: &str, layout: &str, bundles: bool, out: &Path) -> Result<Wrapped, Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        if !WRAPPINGS.contains(&layout) {
            return Err(no_wrapping(layout));
        }
        folder(out)?;
        let (setting, sheets, papers) = self.sheets_of(&batch, kind)?;
        not_withdrawn(&batch, papers.iter().map(|paper| paper.life))?;
        if papers.len() > SINGLE {
            self.must(Permission::PrintMany)?;
        }
        // A printer brings forth anew what was destroyed, too.
        let lives = [crate::shield::INSIDE.as_slice(), &[PaperLife::Destroyed]].concat();
        self.gives_nobody_away(&batch, &papers, &lives)?;
        let units = match (bundles, layout) {
            (true, _) => of_bundles(&setting, &batch, &sheets),
            // A covering letter lies in an envelope that is posted; what an employer hands over has none.
            (false, SENDING) => of_envelopes(&batch, &sheets, true),
            (false, _) => of_envelopes(&batch, &sheets, false),
        };
        let named = sheets.iter().filter_map(|sheet| self.member(&sheet.member, batch.on).ok()).collect();
        self.showing("wrap", Some(&batch.code), || Ok(((), named)))?;
        if units.is_empty() {
            return Err(nothing_to_wrap(&batch.code, bundles));
        }
        let society = setting.sender();
        let parts = match layout {
            SENDING => units.iter().map(letter).collect(),
            LABELS => vec![Part { heads: Vec::new(), rows: units.chunks(2).map(pair).collect() }],
            _ => vec![Part { heads: Vec::new(), rows: units.iter().map(cells).collect() }],
        };
        let all = Parts { society: &society, batch: &batch.code, on: batch.on, parts: &parts, exact: true };
        let made = papers::records(&shipped(layout)?, &all).map_err(Failure::from)?;
        let mut files = Drafts::new(out);
        let name = format!("{}-{layout}{}.pdf", batch.code, if bundles { "-bundles" } else { "" });
        let file = files.whole(&name, made.pages, &made.bytes)?;
        files.publish()?;
        Ok(Wrapped {
            batch: batch.code,
            layout: layout.to_owned(),
            count: units.len(),
            pages: file.pages,
            sha256: file.sha256,
            file: out.join(name).display().to_string(),
        })
    }
}

/// Sheets that go to one place together.
fn same_bundle(a: &Sheet, b: &Sheet) -> bool {
    a.route == b.route && (a.route == Route::Home || a.employer_code == b.employer_code)
}

/// Whom an envelope is for: at an employer's the insured person, whom the employer knows.
fn addressee(sheet: &Sheet) -> String {
    let insured = sheet.insured_name.as_ref().filter(|_| sheet.route == Route::Employer);
    insured.unwrap_or(&sheet.name).text().to_owned()
}

fn of_envelopes(batch: &Batch, sheets: &[Sheet], posted: bool) -> Vec<Unit> {
    sheets
        .chunk_by(|a, b| a.envelope == b.envelope)
        .filter_map(|inside| {
            let first = inside.first().filter(|first| !posted || first.route == Route::Home)?;
            let address = first.address.as_ref().map(|address| address.text().to_owned());
            Some(Unit {
                postcode: first.postcode.as_deref().map(marked).unwrap_or_default(),
                address: address.or_else(|| first.employer.clone()).unwrap_or_default(),
                to: format!("{}　様", addressee(first)),
                code: format!("{}-{}", batch.code, first.envelope),
                scanned: first.codes.envelope.clone(),
                inside: inside.iter().map(|sheet| (sheet.name.text().to_owned(), sheet.paper.clone())).collect(),
            })
        })
        .collect()
}

fn of_bundles(setting: &Setting, batch: &Batch, sheets: &[Sheet]) -> Vec<Unit> {
    sheets
        .chunk_by(same_bundle)
        .filter_map(|group| {
            let first = group.first().filter(|first| first.route == Route::Employer)?;
            let employer = setting.employers.get(&first.employer_code);
            let name = employer.map_or(first.employer_code.as_str(), |employer| employer.name.as_str());
            Some(Unit {
                postcode: employer.and_then(|employer| employer.postcode.as_deref()).map(marked).unwrap_or_default(),
                address: employer.and_then(|employer| employer.address.clone()).unwrap_or_default(),
                to: format!("{name}　御中"),
                code: format!("{}-{}", batch.code, first.employer_code),
                scanned: first.codes.label.clone(),
                inside: Vec::new(),
            })
        })
        .collect()
}

fn cells(unit: &Unit) -> Vec<String> {
    vec![unit.postcode.clone(), unit.address.clone(), unit.to.clone(), unit.code.clone(), unit.scanned.clone()]
}

fn pair(units: &[Unit]) -> Vec<String> {
    units.iter().flat_map(cells).collect()
}

fn letter(unit: &Unit) -> Part {
    let rows = match unit.inside.is_empty() {
        true => vec![vec!["加入者あての封書（親展）".to_owned(), "1式".to_owned()]],
        false => unit
            .inside
            .iter()
            .map(|(name, paper)| vec![format!("{name}　様の書類（{paper}）"), "1通".to_owned()])
            .collect(),
    };
    Part {
        heads: vec![
            unit.postcode.clone(),
            unit.address.clone(),
            unit.to.clone(),
            String::new(),
            "書類送付のご案内".to_owned(),
            "当組合から、次の書類をお送りします。お名前と数に違いがないか、お確かめください。ほかの方の書類が入っていたときは、開けたままで構いませんので、すぐに下の電話番号へお知らせください。".to_owned(),
            String::new(),
            unit.code.clone(),
        ],
        rows,
    }
}

/// `〒100-0001`
pub(crate) fn marked(postcode: &str) -> String {
    let digits = postcode.trim_start_matches('〒').trim();
    match digits.split_at_checked(3) {
        Some((area, town)) if digits.len() == 7 && !digits.contains('-') => format!("〒{area}-{town}"),
        _ => format!("〒{digits}"),
    }
}

/// A layout that comes with the program.
pub(crate) fn shipped(name: &str) -> Result<Layout, Failure> {
    Layout::read(Layout::shipped(name).unwrap_or_default(), name).map_err(Failure::others)
}

fn no_wrapping(name: &str) -> Failure {
    Failure::usage(Complaint {
        place: name.to_owned(),
        code: "layout_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("封筒やラベルの様式ではありません。", "This is no layout for envelopes or labels."),
        hint: Said::new(
            format!("{} のいずれかを指定してください。", WRAPPINGS.join("、")),
            format!("Give one of {}.", WRAPPINGS.join(", ")),
        ),
    })
}

fn nothing_to_wrap(place: &str, bundles: bool) -> Failure {
    let (ja, en) = match bundles {
        true => ("この束に、事業所へ送るものはありません。", "Nothing of this batch goes to an employer."),
        false => ("この束に、自宅へ送るものはありません。", "Nothing of this batch goes home."),
    };
    Failure::refused(vec![Complaint {
        place: place.to_owned(),
        code: "nothing_to_wrap",
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new("束の内訳を確かめてください。", "See the sheets of the batch."),
    }])
}

/// What a layout of envelopes or labels is called, for a clerk to choose by.
#[must_use]
pub fn called(layout: &str, lang: Lang) -> String {
    let said = match layout {
        "envelope-naga3" => Said::new("封筒（長形3号）", "envelope, long 3"),
        "envelope-naga3-window" => Said::new("封筒（長形3号、窓つき）", "envelope, long 3 with a window"),
        "envelope-kaku2" => Said::new("封筒（角形2号）", "envelope, square 2"),
        LABELS => Said::new("あて名ラベル（12面）", "labels, 12 on A4"),
        _ => Said::new("送付状（自宅あて）", "covering letters to homes"),
    };
    said.in_lang(lang).to_owned()
}
