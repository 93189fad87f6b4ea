//! The work lists by name: what they are called, and the batches among them.

use ledger::PaperLife;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::home::{BATCHES, LISTS, ROWS};
use crate::wire::BatchOnRecord;
use crate::{Desk, Failure};

/// The lists as the home screen calls them: name, Japanese, English.
const TITLES: [(&str, &str, &str); 24] = [
    ("uncovered", "示せるものがない方", "Uncovered now"),
    ("uncovered_ahead", "90日後に示せるものがない方", "Uncovered in 90 days"),
    ("covered_before_post", "発送前の資格確認書だけの方", "Covered by a certificate not posted yet"),
    ("certificate_due", "資格確認書を交付する", "Certificates to issue"),
    ("renewal_due", "資格確認書を更新する", "Certificates to renew"),
    ("on_application", "申請があれば交付する", "Issued on application"),
    ("waiting", "利用登録の状況を待っている", "Waiting for the registration"),
    ("ask", "ご本人か事業主に確かめる", "To ask"),
    ("notice_due", "資格情報のお知らせを送る", "Notices to send"),
    ("returns_due", "返していただくものがある", "Papers due back"),
    ("returned_mail", "返戻の書類と届かない住所", "Returned mail, doubtful addresses"),
    ("searches", "書類を調べている", "Papers searched for"),
    ("consequences", "訂正の影響がある", "Follows from corrections"),
    ("same_person", "同じ方かもしれない", "May be one person"),
    ("card_differs", "カードと番号が違う", "Numbers that differ from the card"),
    ("certificates_ending", "資格確認書の期限が来る", "Certificates ending"),
    ("lapsing", "電子証明書の期限が切れる", "E-certificates lapsing"),
    ("turning_70", "70歳になる", "Turning 70"),
    ("turning_75", "75歳になる", "Turning 75"),
    ("voluntary_ending", "任意継続が終わる", "Voluntary continuation ending"),
    ("milestones", "1か月以内の節目", "Milestones within a month"),
    ("unprinted", "印刷していない束", "Batches not printed"),
    ("unposted", "発送していない束", "Batches not posted"),
    ("quarantine", "待っている行", "Rows of files that wait"),
];

/// What a list is called; one that is not known by its own name.
#[must_use]
pub fn title(name: &str, lang: Lang) -> &str {
    let found = TITLES.iter().find(|(known, ..)| *known == name);
    found.map_or(name, |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// A list of people, or of batches in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// People, by the list's name.
    People(&'static str),
    /// Batches.
    Batches(PaperLife),
    /// Rows of files that wait.
    Rows,
}

/// The list of a name.
///
/// # Errors
/// When there is none; the hint names those there are.
pub fn list(name: &str) -> Result<List, Failure> {
    let people = LISTS.iter().find(|known| **known == name).map(|known| List::People(known));
    let batches = || BATCHES.iter().find(|(known, _)| *known == name).map(|(_, life)| List::Batches(*life));
    let rows = || (name == ROWS).then_some(List::Rows);
    people.or_else(batches).or_else(rows).ok_or_else(|| {
        let batches = BATCHES.iter().map(|(name, _)| *name);
        let known: Vec<&str> = LISTS.iter().copied().chain(batches).chain([ROWS]).collect();
        Failure::usage(Complaint {
            place: name.to_owned(),
            code: "list_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("この名前の一覧はありません。", "There is no such list."),
            hint: Said::new(
                format!("{}のいずれかです。", known.join("、")),
                format!("It is one of {}.", known.join(", ")),
            ),
        })
    })
}

impl Desk {
    /// The batches on one of the lists, the latest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batches_in(&self, life: PaperLife) -> Result<Vec<BatchOnRecord>, Failure> {
        Ok(self.batches()?.into_iter().filter(|batch| batch.state == life.code()).collect())
    }
}
