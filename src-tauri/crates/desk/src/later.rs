//! 束のあとの変更: what the ledger has come to know of a batch's members since it was frozen. Printing and posting stop for it;
//! it is never applied to what was frozen.

use std::collections::{HashMap, HashSet};

use ledger::{Addressed, Batch, Coverage, Despite, Known, MemberId, Named, NewAct, PaperLife, PaperState, State};
use papers::Kind;
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::batches::not_withdrawn;
use crate::case::{insured, member, printable};
use crate::print::unknown;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{BatchLater, LaterChange, LaterSource, WentOn};
use crate::{Desk, Failure, Occasion, words};

/// So many changes are named one by one.
const NAMED: usize = 200;

/// Acts that say nothing of a member: however many there are, nothing has changed.
const OF_NO_MEMBER: [&str; 35] = [
    "plan",
    "withdraw",
    "prepare",
    "release",
    "print",
    "post",
    "paper",
    "insert",
    "spoiled",
    "close_batch",
    "remind",
    "refusal",
    "layout",
    "operator_added",
    "operator_changed",
    "operator_passphrase",
    "backup",
    "rehearsal",
    "export",
    "close",
    "despite",
    "characters",
    "last_four_shown",
    "address_shown",
    "asset",
    "asset_approved",
    "asset_withdrawn",
    "bundle",
    "hand_over",
    "recount",
    "stock",
    "press_sent",
    "press_taken",
    "press_ended",
    "print_made",
];

/// Something that can change: its stable word, as it was, as it is.
type Change = (&'static str, Option<String>, Option<String>);

/// A member of whom something has changed.
struct Changed {
    member: MemberId,
    number: String,
    name: String,
    changes: Vec<Change>,
}

/// Everyone of a batch as they were known, and who was known to have died.
type Then = (HashMap<MemberId, State>, HashMap<MemberId, Day>);

/// Since when a batch is held against the ledger: since it was frozen, or since somebody last went on with it.
struct Since {
    known: Known,
    day: Day,
}

impl Desk {
    /// On what a batch rests, and everything that has changed of its members since.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be read.
    pub fn batch_later(&self, code: &str, lang: Lang, occasion: &Occasion) -> Result<BatchLater, Failure> {
        self.must(Permission::View)?;
        let (batch, kind) = self.printable_batch(code)?;
        self.showing("batch_later", Some(&batch.code), || {
            let despite = self.ledger.batch_despite(batch.id)?;
            let frozen = self.frozen(&batch, &[])?;
            let since = self.frozen(&batch, &despite)?;
            let papers = self.papers_of(&batch)?;
            let all = self.changed_since(&batch, kind, &frozen, None, occasion.today)?;
            let fresh = if despite.is_empty() {
                None
            } else {
                Some(self.changed_since(&batch, kind, &since, None, occasion.today)?)
            };
            let is_new = |of: MemberId, what: &str| {
                fresh.as_ref().is_none_or(|fresh| {
                    fresh.iter().any(|one| one.member == of && one.changes.iter().any(|change| change.0 == what))
                })
            };
            let total = all.iter().map(|one| one.changes.len()).sum();
            let mut changes = Vec::new();
            for one in &all {
                for (what, was, now) in &one.changes {
                    changes.push(LaterChange {
                        member: one.number.clone(),
                        name: one.name.clone(),
                        what,
                        word: word(what, lang).to_owned(),
                        was: was.clone(),
                        now: now.clone(),
                        accepted: !is_new(one.member, what),
                    });
                }
            }
            changes.truncate(NAMED);
            let source = self.ledger.batch_source(batch.id)?;
            let imports = self.ledger.imports()?;
            let lists = self.ledger.registration_lists_ever()?;
            let of = |import: &ledger::ImportRow| LaterSource {
                file: import.import.file.clone(),
                at: import.at.text().to_owned(),
                as_of: lists.iter().find(|list| list.import == import.id).map(|list| list.as_of),
            };
            let import = source.as_ref().and_then(|source| source.import);
            let list =
                source.as_ref().and_then(|source| source.list).and_then(|id| lists.iter().find(|one| one.id == id));
            let most = self.most_days(occasion.today)?;
            let age = since.day.days_until(occasion.today);
            let operators = self.ledger.operators(self.ledger.now_known()?)?;
            let still = held(&papers);
            let waits = fresh.as_ref().unwrap_or(&all).iter().any(|one| still.contains(&one.member));
            let before = self.ledger.acts(batch.act.0 - 1..=batch.act.0 - 1)?.pop();
            let gone_on = (!despite.is_empty()).then_some((since.known, since.day));
            let stopping = self.assets_stop(&batch, kind, gone_on, occasion.today)?;
            let shown: HashSet<MemberId> = all.iter().map(|one| one.member).collect();
            let later = BatchLater {
                batch: batch.code.clone(),
                kind: batch.kind.code(),
                on: batch.on,
                asked: asked(source.as_ref(), lang),
                layout: self.layout_called(&batch)?,
                as_of: before.map(|act| act.at.text().to_owned()),
                import: imports.iter().find(|one| Some(one.id) == import).map(of),
                list: list.map(|list| LaterSource {
                    file: list.file.clone(),
                    at: list.at.text().to_owned(),
                    as_of: Some(list.as_of),
                }),
                age,
                most,
                too_old: most < age,
                stops: (waits
                    || most < age
                    || despite.is_empty() && self.source_too_old(&batch, occasion.today)?.is_some()
                    || !stopping.is_empty())
                    && !still.is_empty(),
                printed: papers.iter().all(|paper| paper.life != PaperLife::Planned),
                sources: imports.iter().filter(|one| batch.act < one.act).map(of).collect(),
                assets: self.batch_assets_later(&batch, kind, gone_on, occasion.today, lang)?,
                total,
                changes,
                despite: despite
                    .iter()
                    .map(|one| WentOn {
                        at: one.at.text().to_owned(),
                        operator: words::called(&operators, &one.operator, lang),
                        reason: one.reason.clone(),
                        changes: one.changes,
                    })
                    .collect(),
            };
            Ok((later, shown.into_iter().collect()))
        })
    }

    /// Goes on with a batch although its members have changed since or it is old, for a reason that is recorded. What becomes known
    /// after that stops it anew. `false` when nothing stood in its way, and nothing was recorded.
    ///
    /// # Errors
    /// When there is no such batch, it was taken back, the reason is missing, or the ledger cannot be written.
    pub fn go_on(&mut self, code: &str, reason: &str, occasion: &Occasion) -> Result<bool, Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let papers = self.papers_of(&batch)?;
        not_withdrawn(&batch, papers.iter().map(|paper| paper.life))?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(no_reason(&batch.code));
        }
        self.nothing_withdrawn(&batch, kind, occasion.today)?;
        let despite = self.ledger.batch_despite(batch.id)?;
        let since = self.frozen(&batch, &despite)?;
        let changed = self.changed_since(&batch, kind, &since, Some(&held(&papers)), occasion.today)?;
        let gone_on = (!despite.is_empty()).then_some((since.known, since.day));
        let assets = self.assets_stop(&batch, kind, gone_on, occasion.today)?.len();
        let count = assets + changed.iter().map(|one| one.changes.len()).sum::<usize>();
        let old = despite.is_empty() && self.source_too_old(&batch, occasion.today)?.is_some();
        if count == 0 && !old && since.day.days_until(occasion.today) <= self.most_days(occasion.today)? {
            return Ok(false);
        }
        let head = self.head_now()?;
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(reason.to_owned()),
            ..self.act_of("despite", occasion)
        };
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |entry| {
            // What a colleague has recorded a moment ago was not looked at.
            if entry.seq().0 != head.0 + 1 {
                return Err(crate::run::overtaken());
            }
            Ok(entry.batch_despite(batch.id, i64::try_from(count).unwrap_or(i64::MAX))?)
        })?;
        self.keep_outside(seq);
        Ok(true)
    }

    /// Stops what would send a batch out that is no longer as the ledger has it, with every change by member.
    pub(crate) fn nothing_later(
        &self,
        batch: &Batch,
        kind: Kind,
        papers: &[PaperState],
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        let despite = self.ledger.batch_despite(batch.id)?;
        let since = self.frozen(batch, &despite)?;
        // Of whose paper is out of it already nothing more is sent.
        let changed = self.changed_since(batch, kind, &since, Some(&held(papers)), occasion.today)?;
        let (age, most) = (since.day.days_until(occasion.today), self.most_days(occasion.today)?);
        let gone_on = (!despite.is_empty()).then_some((since.known, since.day));
        let mut complaints = self.assets_stop(batch, kind, gone_on, occasion.today)?;
        if most < age {
            complaints.push(too_old(&batch.code, age, most));
        }
        if despite.is_empty()
            && let Some((age, most)) = self.source_too_old(batch, occasion.today)?
        {
            complaints.push(of_old_source(&batch.code, age, most));
        }
        let all: Vec<(&Changed, &Change)> =
            changed.iter().flat_map(|one| one.changes.iter().map(move |change| (one, change))).collect();
        if !all.is_empty() {
            complaints.push(overtaken(&batch.code, all.len(), changed.len()));
            complaints.extend(all.iter().take(NAMED).map(|(one, change)| said(&one.number, change.0)));
        }
        if complaints.is_empty() { Ok(()) } else { Err(Failure::refused(complaints)) }
    }

    /// A seal that is no longer in force does not come out of the printer once more while something of its batch is still in the house.
    pub(crate) fn nothing_overtaken(
        &self,
        batch: &Batch,
        kind: Kind,
        papers: &[PaperState],
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        if held(papers).is_empty() {
            return Ok(());
        }
        let despite = self.ledger.batch_despite(batch.id)?;
        let since = self.frozen(batch, &despite)?;
        let gone_on = (!despite.is_empty()).then_some((since.known, since.day));
        let complaints = self.assets_stop(batch, kind, gone_on, occasion.today)?;
        if complaints.is_empty() { Ok(()) } else { Err(Failure::refused(complaints)) }
    }

    /// How many changes there are since a batch was frozen, for a reprint that shows what was sent.
    pub(crate) fn later_count(&self, batch: &Batch, kind: Kind, occasion: &Occasion) -> Result<usize, Failure> {
        let frozen = self.frozen(batch, &[])?;
        let changed = self.changed_since(batch, kind, &frozen, None, occasion.today)?;
        Ok(changed.iter().map(|one| one.changes.len()).sum())
    }

    fn frozen(&self, batch: &Batch, despite: &[Despite]) -> Result<Since, Failure> {
        let act = despite.last().map_or(batch.act, |one| one.act);
        let done = self.ledger.acts(act.0..=act.0)?.pop().ok_or_else(|| unknown(&batch.code))?;
        Ok(Since { known: Known::after(act), day: done.at.day_in_japan() })
    }

    fn most_days(&self, today: Day) -> Result<i64, Failure> {
        let policies = self.policies(self.ledger.now_known()?)?;
        let policy = policies.on(today).ok().or_else(|| policies.iter().next());
        Ok(policy.map_or(i64::MAX, |policy| i64::from(policy.batch_max_age_days)))
    }

    /// How old the newest list of registrations is that a batch rests on, and how old it may be, where that is less.
    fn source_too_old(&self, batch: &Batch, today: Day) -> Result<Option<(i64, i64)>, Failure> {
        let policies = self.policies(self.ledger.now_known()?)?;
        let Some(most) = policies.on(today).ok().and_then(|policy| policy.source_max_age_days).map(i64::from) else {
            return Ok(None);
        };
        let list = self.ledger.batch_source(batch.id)?.and_then(|source| source.list);
        let lists = self.ledger.registration_lists_ever()?;
        let age = lists.iter().find(|one| Some(one.id) == list).map(|one| one.as_of.days_until(today));
        Ok(age.filter(|age| most < *age).map(|age| (age, most)))
    }

    fn layout_called(&self, batch: &Batch) -> Result<String, Failure> {
        let found = batch.layout.as_ref().map(|seal| self.ledger.layout(seal)).transpose()?.flatten();
        Ok(found.map(|(name, _)| name).unwrap_or_default())
    }

    /// Of whom something is no longer as it was known then, on the later of the batch's day and today, in the order of the sheets.
    fn changed_since(
        &self,
        batch: &Batch,
        kind: Kind,
        since: &Since,
        of: Option<&HashSet<MemberId>>,
        today: Day,
    ) -> Result<Vec<Changed>, Failure> {
        let now = self.ledger.now_known()?;
        let acts = self.ledger.acts(since.known.act().0 + 1..=i64::MAX)?;
        if acts.iter().all(|act| OF_NO_MEMBER.contains(&act.kind.as_str())) {
            return Ok(Vec::new());
        }
        let on = batch.on.max(today);
        let mut rows = self.ledger.sheets(batch.id)?;
        rows.retain(|row| of.is_none_or(|of| of.contains(&row.member)));
        let wanted: HashSet<MemberId> = rows.iter().map(|row| row.member).collect();
        let read = |known: Known| -> Result<Then, Failure> {
            let mut states = HashMap::with_capacity(wanted.len());
            self.each_of(Some(&wanted), on, known, &mut |state| {
                states.insert(state.id, state);
            })?;
            Ok((states, self.ledger.deaths(known)?))
        };
        let ((then, dead_then), (at_last, dead_now)) = (read(since.known)?, read(now)?);
        let heads_then = self.insured_names(then.values(), on, since.known)?;
        let heads_now = self.insured_names(at_last.values(), on, now)?;
        let (before, after) = (self.ledger.society(since.known)?, self.ledger.society(now)?);
        let digits = kind == Kind::LastFour || before.is_some_and(|society| society.last_four_on_notice);
        let digits = digits || after.is_some_and(|society| society.last_four_on_notice);
        let (wished_then, wished_now) = match kind {
            Kind::Certificate => (self.ledger.optional_items(since.known)?, self.ledger.optional_items(now)?),
            _ => Default::default(),
        };
        let mut found = Vec::new();
        for row in &rows {
            let Some(was) = then.get(&row.member) else { continue };
            let head = |heads: &HashMap<ledger::HouseholdId, Named>, state: &State| {
                state
                    .coverage
                    .as_ref()
                    .filter(|_| !insured(state))
                    .and_then(|coverage| heads.get(&coverage.household))
                    .map(|named| named.name.text().to_owned())
            };
            let changes = match at_last.get(&row.member) {
                None => vec![("gone", None, None)],
                Some(is) => {
                    let mut changes = differences(was, is, kind, digits);
                    let day = |dead: &HashMap<MemberId, Day>| dead.get(&row.member).map(Day::to_string);
                    note(&mut changes, "died", day(&dead_then), day(&dead_now));
                    note(&mut changes, "insured_name", head(&heads_then, was), head(&heads_now, is));
                    // Of an illness it is not said which.
                    if wished_then.get(&row.member) != wished_now.get(&row.member) {
                        changes.push(("optional_item", None, None));
                    }
                    changes
                }
            };
            if !changes.is_empty() {
                let name = printable(was).text().to_owned();
                found.push(Changed { member: row.member, number: member(was), name, changes });
            }
        }
        Ok(found)
    }
}

fn note(changes: &mut Vec<Change>, what: &'static str, was: Option<String>, now: Option<String>) {
    if was != now {
        changes.push((what, was, now));
    }
}

/// Everything of a member that a letter says, or that decides whether and where it goes.
fn differences(was: &State, is: &State, kind: Kind, digits: bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let both = |of: &dyn Fn(&State) -> Option<String>| (of(was), of(is));
    let cover = |of: &dyn Fn(&Coverage) -> Option<String>| both(&|state| state.coverage.as_ref().and_then(of));
    let kana = |state: &State| state.names.printable().map(|named| named.kana.text().to_owned());
    let hidden = protected(was) || protected(is);
    let mut found = |what, (was, now): (Option<String>, Option<String>)| note(&mut changes, what, was, now);
    found("name", both(&|state| Some(printable(state).text().to_owned()).filter(|name| !name.is_empty())));
    found("kana", both(&kana));
    found("born", both(&|state| day(state.person.born)));
    found("sex", both(&|state| state.person.sex.map(|sex| sex.code().to_owned())));
    found("member", cover(&|coverage| Some(coverage.number.to_string())));
    found("employer", cover(&|coverage| coverage.employer.clone()));
    found("relation", cover(&|coverage| Some(coverage.relation.code().to_owned())));
    found("acquired", cover(&|coverage| day(coverage.acquired)));
    found("lost", cover(&|coverage| day(coverage.lost)));
    found("voluntary_until", cover(&|coverage| day(coverage.voluntary_until)));
    found("ratio", both(&|state| state.circumstance.ratio.map(|ratio| ratio.to_string())));
    let household = |state: &State| state.coverage.as_ref().map(|coverage| coverage.household);
    if household(was) != household(is) {
        changes.push(("household", None, None));
    }
    let one = |of: Option<&Addressed>| of.map(|of| format!("〒{} {}", of.postcode, of.address.text()));
    for (what, was, is) in
        [("address", was.home.as_ref(), is.home.as_ref()), ("delivery", was.delivery.as_ref(), is.delivery.as_ref())]
    {
        if was != is {
            // Where somebody in danger lives is shown only where it is asked for by itself.
            let shown = |of: Option<&Addressed>| one(of).filter(|_| !hidden);
            changes.push((what, shown(was), shown(is)));
        }
    }
    if was.doubt.iter().map(Option::is_some).ne(is.doubt.iter().map(Option::is_some)) {
        changes.push(("returned_mail", None, None));
    }
    if was.shielded != is.shielded {
        changes.push(("shield", None, None));
    }
    if was.myna.access != is.myna.access {
        changes.push(("access", None, None));
    }
    // Access has its own line; of the rest only certificates hang on all of it.
    let registered = |state: &State| ledger::Myna { access: is.myna.access, ..state.myna };
    let (before, after) = (registered(was), registered(is));
    if before.my_number != after.my_number || kind == Kind::Certificate && before != after {
        changes.push(("myna", None, None));
    }
    let disputed = |state: &State| state.check.is_some_and(|check| check.state.disputed());
    if digits && (was.last_four != is.last_four || disputed(was) != disputed(is)) {
        changes.push(("last_four", None, None));
    }
    changes
}

/// Is a paper still in the house?
fn inside(life: PaperLife) -> bool {
    matches!(life, PaperLife::Planned | PaperLife::Printed | PaperLife::Inserted)
}

/// Whose papers are still in the house.
fn held(papers: &[PaperState]) -> HashSet<MemberId> {
    papers.iter().filter(|paper| inside(paper.life)).map(|paper| paper.member).collect()
}

/// Has everything of a batch left the printer once? Printing it then shows what was sent, and changes nothing.
pub(crate) fn printed_whole(papers: &[PaperState]) -> bool {
    papers.iter().all(|paper| paper.life != PaperLife::Planned)
}

fn word(what: &str, lang: Lang) -> &str {
    let (ja, en) = match what {
        "gone" => ("台帳からの取消し", "taken back from the ledger"),
        "died" => ("死亡の届出", "death"),
        "insured_name" => ("被保険者の氏名", "name of the insured person"),
        "household" => ("世帯", "household"),
        "returned_mail" => ("返戻", "returned mail"),
        "access" => ("自己情報の閲覧", "access to own data"),
        "myna" => ("マイナ保険証の状況", "My Number Card"),
        "optional_item" => ("任意記載事項", "optional items"),
        "shield" => ("郵送の保護", "shield of the mail"),
        "delivery" => ("送付先", "address of delivery"),
        other => return words::field(other, lang),
    };
    if lang == Lang::Ja { ja } else { en }
}

fn asked(source: Option<&ledger::Source>, lang: Lang) -> String {
    use ledger::Asked;
    let count = source.and_then(|source| source.asked_for).unwrap_or(0);
    let said = match source.map(|source| source.asked) {
        None => Said::new("記録がありません（古い版で確定した束です）。", "Not on record: frozen by an older version."),
        Some(Asked::Everyone) => Said::new("対象となる方すべて", "everyone who is due"),
        Some(Asked::Listed) => Said::new(format!("番号の一覧（{count}人）"), format!("a list of {count} members")),
        Some(Asked::Selected) => {
            Said::new(format!("台帳が示した方（{count}人）"), format!("{count} members that the ledger named"))
        }
    };
    said.in_lang(lang).to_owned()
}

fn refusal(place: &str, code: &'static str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }
}

fn too_old(batch: &str, age: i64, most: i64) -> Complaint {
    refusal(
        batch,
        "batch_too_old",
        Said::new(
            format!("この束は{age}日前に確定したものです。方針では{most}日までです。"),
            format!("This batch was frozen {age} days ago; the policy allows {most}."),
        ),
        go_on_or_anew(),
    )
}

fn of_old_source(batch: &str, age: i64, most: i64) -> Complaint {
    refusal(
        batch,
        "source_too_old",
        Said::new(
            format!("この束のもとになる利用登録状況は、{age}日前のものです。方針では{most}日までです。"),
            format!(
                "The list of registrations that this batch rests on is of {age} days ago; the policy allows {most}."
            ),
        ),
        Said::new(
            "新しい利用登録状況を取り込み、束を取り消して確定し直してください。このまま続けるときは、理由を記録してください。",
            "Load a newer one and freeze the batch anew, or go on with a reason that is recorded.",
        ),
    )
}

fn overtaken(batch: &str, changes: usize, members: usize) -> Complaint {
    refusal(
        batch,
        "batch_overtaken",
        Said::new(
            format!(
                "この束を確定したあとで、{members}人について{changes}件の変更が台帳に入りました。印刷する内容には反映していません。"
            ),
            format!(
                "Since this batch was frozen, the ledger has learnt {changes} changes of {members} members. None is applied to it."
            ),
        ),
        go_on_or_anew(),
    )
}

fn go_on_or_anew() -> Said {
    Said::new(
        "束を取り消して確定し直すか、理由を記録してこのまま続けてください。",
        "Take the batch back and freeze it anew, or go on with a reason that is recorded.",
    )
}

fn said(number: &str, what: &'static str) -> Complaint {
    let (ja, en) = (word(what, Lang::Ja), word(what, Lang::En));
    refusal(
        number,
        "changed_since",
        Said::new(format!("{ja}が変わっています。"), format!("Changed: {en}.")),
        Said::new("束の画面で、変更の前と後を確かめてください。", "The batch's page shows it before and after."),
    )
}

fn no_reason(batch: &str) -> Failure {
    Failure::usage(refusal(
        batch,
        "reason_missing",
        Said::new("続ける理由がありません。", "There is no reason."),
        Said::new("なぜこのまま続けるのかを書いてください。", "Say why the batch is gone on with."),
    ))
}

/// The newest sources of the ledger, as a batch keeps them.
pub(crate) fn newest(desk: &Desk) -> Result<(Option<i64>, Option<ledger::ListId>), Failure> {
    let import = desk.ledger.imports()?.last().map(|import| import.id);
    let list = desk.ledger.latest_list()?.map(|list| list.id);
    Ok((import, list))
}
