//! One case, asked under one policy and the law. A condition is a sentence with a name; the tables of rules
//! ([`crate::certificate`], [`crate::notice`]) are written in these sentences only.
//!
//! A question remembers which facts it was asked for, so that an explanation can say honestly what a decision rested on.
//! That costs one OR into a register's worth of memory a look, and no allocation.

use std::cell::Cell;

use crate::calendar::{
    Day, Law, birthday_75, business_day_after, doubtful_day_75, grace_exact, last_day_before_75, start_at_70,
};
use crate::case::{
    Access, Application, Assistance, Case, CertificateState, Change, Fact, Facts, HeldCertificate, MyNumber, MynaCard,
    PortalVisible, Reason, UseRegistration,
};
use crate::policy::{JoinerWait, Policy};

/// A case under a policy.
pub(crate) struct Question<'a> {
    case: &'a Case,
    pub policy: &'a Policy,
    pub law: &'a Law,
    seen: Cell<Facts>,
}

impl<'a> Question<'a> {
    pub fn new(law: &'a Law, policy: &'a Policy, case: &'a Case) -> Question<'a> {
        Question { case, policy, law, seen: Cell::new(Facts::default()) }
    }

    /// The facts looked at since the question was asked.
    pub fn seen(&self) -> Facts {
        self.seen.get()
    }

    /// Facts that an answer rested on which this question used.
    pub fn note(&self, facts: Facts) {
        self.seen.set(self.seen.get().and(facts));
    }

    fn see(&self, fact: Fact) -> &Case {
        let mut seen = self.seen.get();
        seen.add(fact);
        self.seen.set(seen);
        self.case
    }

    // ---- facts ----

    pub fn on(&self) -> Day {
        self.see(Fact::On).on
    }

    pub fn lost(&self) -> Option<Day> {
        self.see(Fact::Lost).lost
    }

    pub fn left(&self) -> Option<Day> {
        self.see(Fact::Left).left
    }

    pub fn voluntary_until(&self) -> Option<Day> {
        self.see(Fact::VoluntaryUntil).voluntary_until
    }

    pub fn portal_visible(&self) -> PortalVisible {
        self.see(Fact::PortalVisible).portal_visible
    }

    pub fn change(&self) -> Change {
        self.see(Fact::Change).change
    }

    pub fn old_card_until(&self) -> Option<Day> {
        self.see(Fact::OldCardUntil).old_card_until
    }

    pub fn card(&self) -> MynaCard {
        self.see(Fact::MynaCard).myna_card
    }

    pub fn registration(&self) -> UseRegistration {
        self.see(Fact::UseRegistered).use_registered
    }

    pub fn access_blocked(&self) -> bool {
        self.see(Fact::Access).access == Access::Blocked
    }

    pub fn number_missing(&self) -> bool {
        self.see(Fact::MyNumber).my_number == MyNumber::Missing
    }

    pub fn assistance(&self) -> Assistance {
        self.see(Fact::Assistance).assistance
    }

    // ---- cover ----

    /// The day of birth of someone who leaves the society at 75: residents of Japan only.
    pub fn born_resident(&self) -> Option<Day> {
        let born = self.born()?;
        self.see(Fact::Resident).resident.then_some(born)
    }

    pub fn born(&self) -> Option<Day> {
        self.see(Fact::Born).born
    }

    /// End of cover (資格の終わり): the first day not covered that follows from all facts together.
    pub fn end_of_cover(&self) -> Option<Day> {
        for fact in [Fact::Lost, Fact::Born, Fact::VoluntaryUntil] {
            self.see(fact);
        }
        if self.case.born.is_some() {
            self.see(Fact::Resident);
        }
        end_of_cover(self.case)
    }

    /// On the day, cover has ended.
    pub fn ended(&self) -> bool {
        self.end_of_cover().is_some_and(|end| end <= self.on())
    }

    pub fn acquired(&self) -> Option<Day> {
        self.see(Fact::Acquired).acquired
    }

    pub fn insured(&self) -> bool {
        self.acquired().is_none_or(|acquired| acquired <= self.on()) && !self.ended()
    }

    /// The doubtful day of a birth on 29 February, and still insured.
    pub fn doubtful_day(&self) -> bool {
        self.insured() && self.born_resident().and_then(doubtful_day_75) == Some(self.on())
    }

    /// The last day before the 75th birthday.
    pub fn last_before_75(&self) -> Option<Day> {
        self.born_resident().map(last_day_before_75)
    }

    pub fn start_at_70(&self) -> Option<Day> {
        self.born().map(start_at_70)
    }

    pub fn old_card_good(&self) -> bool {
        self.old_card_until().is_some_and(|printed| self.law.old_card_good_on(printed, self.on()))
    }

    // ---- マイナ保険証 ----

    fn e_certificate_until(&self) -> Option<Day> {
        self.see(Fact::ECertificateUntil).e_certificate_until
    }

    /// The earlier of the two grace readings: the last day on which anyone is shown as covered by a マイナ保険証.
    pub fn usable_until(&self) -> Option<Day> {
        self.e_certificate_until().map(grace_exact)
    }

    fn past_earlier_reading(&self) -> bool {
        self.usable_until().is_some_and(|last| last < self.on())
    }

    pub fn past_societys_reading(&self) -> bool {
        self.e_certificate_until().is_some_and(|until| self.policy.grace(until) < self.on())
    }

    /// The earlier reading is less than the lead ahead, or already past.
    pub fn e_certificate_lapsing(&self) -> bool {
        let lead = i64::from(self.policy.lapse_lead_days);
        self.usable_until().is_some_and(|last| self.on().days_until(last) < lead)
    }

    /// Nothing but the registration stands between the member and a usable マイナ保険証. A card of which nothing is known
    /// counts as held: a registration shows that there is one.
    fn usable_if_registered(&self) -> bool {
        !self.access_blocked()
            && !self.number_missing()
            && matches!(self.card(), MynaCard::Held | MynaCard::Unknown)
            && !self.past_earlier_reading()
    }

    pub fn myna_usable(&self) -> bool {
        self.registration() == UseRegistration::Yes && self.usable_if_registered()
    }

    /// An unknown that would decide: マイナ保険証 would be usable if the unknown turned out well.
    pub fn unknown_would_decide(&self) -> bool {
        self.registration() == UseRegistration::Unknown && self.usable_if_registered()
    }

    /// The day on which the wait of a joiner ends; without `acquired` nobody waits.
    pub fn wait_ends(&self) -> Option<Day> {
        let acquired = self.acquired()?;
        Some(match self.policy.joiner_wait {
            JoinerWait::Days { until_days, .. } => acquired.plus_days(i64::from(until_days)),
            JoinerWait::BusinessDays(count) => {
                business_day_after(self.see(Fact::Received).received.unwrap_or(acquired), count)
            }
        })
    }

    pub fn waiting(&self) -> bool {
        self.unknown_would_decide() && self.wait_ends().is_some_and(|end| self.on() < end)
    }

    // ---- the certificate of the case ----

    /// On file: issued by the day, in whatever state and however long past its last day.
    pub fn on_file(&self) -> Option<HeldCertificate> {
        let certificate = self.see(Fact::CertificateUntil).certificate?;
        self.see(Fact::CertificateIssued);
        certificate.issued.is_none_or(|issued| issued <= self.on()).then_some(certificate)
    }

    /// Held: on file, and at most the policy's lead past its last day.
    pub fn held(&self) -> Option<HeldCertificate> {
        let lead = i64::from(self.policy.renewal_lead_days);
        self.on_file().filter(|certificate| certificate.until.days_until(self.on()) <= lead)
    }

    /// Live: on file, and the day is not after its last day.
    pub fn live(&self) -> Option<HeldCertificate> {
        self.on_file().filter(|certificate| self.on() <= certificate.until)
    }

    /// The state of a certificate of this case.
    pub fn state_of(&self, certificate: HeldCertificate) -> CertificateState {
        self.see(Fact::CertificateState);
        certificate.state
    }

    pub fn live_and(&self, state: CertificateState) -> bool {
        self.live().is_some_and(|certificate| self.state_of(certificate) == state)
    }

    pub fn live_and_changed(&self, change: Change) -> bool {
        self.live().is_some() && self.change() == change
    }

    /// More days than the renewal lead are left.
    pub fn long_left(&self) -> bool {
        self.held().is_some_and(|certificate| {
            let valid_for = certificate.issued.map(|issued| issued.days_until(certificate.until));
            self.on().days_until(certificate.until) > self.policy.renewal_lead(valid_for)
        })
    }

    // ---- applications ----

    fn application(&self) -> Option<Application> {
        self.see(Fact::Application).application
    }

    /// Is the application on file, when the paper it is about was last issued on `issued` (by the day)?
    fn unanswered(&self, application: Application, issued: Option<Day>) -> bool {
        self.see(Fact::AppliedOn);
        let Some(since) = application.on else {
            return true; // Always on file, never answered.
        };
        since <= self.on() && issued.is_none_or(|issued| issued < since)
    }

    /// Is an application with this reason about the certificate? Lost and damaged are, when a held one is just that.
    fn about_certificate(&self, reason: Reason) -> bool {
        let state = match reason {
            Reason::Lost => CertificateState::Lost,
            Reason::Damaged => CertificateState::Damaged,
            _ => return true,
        };
        self.held().is_some_and(|certificate| self.state_of(certificate) == state)
    }

    /// The reason of an application about the certificate that is on file.
    pub fn applied_for_certificate(&self) -> Option<Reason> {
        let application = self.application().filter(|application| self.about_certificate(application.reason))?;
        let issued = self.on_file().and_then(|certificate| certificate.issued);
        self.unanswered(application, issued).then_some(application.reason)
    }

    /// An application about the notice is on file.
    pub fn applied_for_notice(&self) -> bool {
        self.application().is_some_and(|application| {
            !self.about_certificate(application.reason) && self.unanswered(application, self.notice_sent())
        })
    }

    /// The box ticked at enrolment counts until a certificate is on file.
    pub fn asked_at_enrolment(&self) -> bool {
        self.see(Fact::AskedAtEnrolment).asked_at_enrolment && self.on_file().is_none()
    }

    // ---- notice ----

    /// When the notice was sent, if it was by the day.
    pub fn notice_sent(&self) -> Option<Day> {
        self.see(Fact::NoticeIssued).notice_issued.filter(|issued| *issued <= self.on())
    }

    /// The member turned to the start at 70 after the notice was sent.
    pub fn turned_70(&self) -> bool {
        match (self.notice_sent(), self.start_at_70()) {
            (Some(sent), Some(start)) => sent < start && start <= self.on(),
            _ => false,
        }
    }
}

/// End of cover (資格の終わり): the earliest of the loss, the 75th birthday of a resident, and the day after the last day
/// of voluntary continuation.
pub(crate) fn end_of_cover(case: &Case) -> Option<Day> {
    let at_75 = case.born.filter(|_| case.resident).map(birthday_75);
    [case.lost, at_75, case.voluntary_until.map(Day::after)].into_iter().flatten().min()
}
