//! The life of a paper (資格確認書 and what else is handed out), from the plan to its end: one table of steps.
//!
//! A paper lives along one road and leaves it by many: it is printed, put into its envelope, posted, delivered and in its
//! holder's hands; it may come back from the post, be lost, damaged, replaced or handed back. What is not in the table does
//! not happen. Two rules hold over all of it: what was once lost, replaced or done away with never lives again, and nobody is
//! reminded of a paper while it is being searched for.
//!
//! 健康保険法施行規則47条–51条; what a society does beyond them is in the comments of the steps.

use crate::calendar::Day;
use crate::case::coded;

coded! {
    /// Where a paper is.
    Life {
        /// 印刷待ち: frozen in a batch, not printed yet.
        Planned = "planned",
        /// 印刷済
        Printed = "printed",
        /// 封入済
        Inserted = "inserted",
        /// 発送済
        Posted = "posted",
        /// 配達済: the post says so, or the employer that hands it over has it.
        Delivered = "delivered",
        /// With the member.
        InHand = "in_hand",
        /// 返戻: the post brought it back; it lies with the society.
        Undelivered = "undelivered",
        /// 未着の申出: "it never came"; it is searched for.
        NeverCame = "never_came",
        /// 返却済みの申出: "I already gave it back"; it is searched for.
        SaidReturned = "said_returned",
        /// 滅失
        Lost = "lost",
        /// き損
        Damaged = "damaged",
        /// 差替え: a later paper stands in its place.
        Replaced = "replaced",
        /// 滅失届: the loss is reported in writing.
        LossReported = "loss_reported",
        /// 回収不能届: the employer could not collect it and shows what was done.
        NotCollectable = "not_collectable",
        /// 自己廃棄: expired, and destroyed by its holder.
        SelfDisposed = "self_disposed",
        /// 発見: found after it was lost or given up; to be destroyed.
        Found = "found",
        /// 返納
        Returned = "returned",
        /// 廃棄
        Destroyed = "destroyed",
        /// Taken back before it was printed, or spoiled.
        Void = "void",
    }
}

coded! {
    /// What happens to a paper.
    Step {
        /// It comes out of the printer.
        Print = "printed",
        /// 刷り損じ: the sheet is spoiled, and comes out of the printer once more under the same number.
        Spoil = "spoiled",
        /// It is put into its envelope.
        Insert = "inserted",
        /// It goes to the post, or with the courier to the employer.
        Post = "posted",
        /// The post or the employer says that it arrived.
        Deliver = "delivered",
        /// The member has it.
        HandOver = "in_hand",
        /// 返戻
        ComeBack = "undelivered",
        /// "It never came."
        SayNeverCame = "never_came",
        /// "I already gave it back."
        SayReturned = "said_returned",
        /// The search found nothing: what never came is lost; what was said to be returned stands as before.
        SearchInVain = "search_in_vain",
        /// 紛失・盗難の申出
        Lose = "lost",
        /// き損の申出
        Damage = "damaged",
        /// 督促
        Remind = "reminded",
        /// 返納を受け付けた
        Return = "returned",
        /// 滅失届
        ReportLoss = "loss_reported",
        /// 回収不能届
        ReportNotCollectable = "not_collectable",
        /// The holder destroys what has expired.
        Dispose = "self_disposed",
        /// It turns up after all.
        Find = "found",
        /// A later paper takes its place.
        Replace = "replaced",
        /// It is destroyed before a second person.
        Destroy = "destroyed",
        /// The batch is taken back before it is printed.
        Withdraw = "void",
    }
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To another place.
    The(Life),
    /// It stays where it is: only that it happened is kept.
    Same,
    /// Back to where it was before.
    AsBefore,
}

/// It has left the printer and was not heard of since. Who posts forgets to record it: from the printer on a paper counts as
/// on its way.
const OUT: &[Life] = &[Life::Printed, Life::Inserted, Life::Posted, Life::Delivered, Life::InHand];

/// Everything that happens to papers: from where, by what, to where.
pub const STEPS: &[(&[Life], Step, To)] = {
    use Life::*;
    use Step::*;
    use To::{AsBefore, Same, The};
    &[
        (&[Planned], Print, The(Printed)),
        (&[Planned], Withdraw, The(Void)),
        (&[Printed, Inserted], Spoil, The(Printed)),
        (&[Printed], Insert, The(Inserted)),
        // What came back is posted again, not printed again.
        (&[Printed, Inserted, Undelivered], Post, The(Posted)),
        (&[Printed, Inserted, Posted], Deliver, The(Delivered)),
        // Over the counter there is no post.
        (&[Printed, Inserted, Posted, Delivered, Undelivered, NeverCame], HandOver, The(InHand)),
        (&[Printed, Inserted, Posted, Delivered, NeverCame], ComeBack, The(Undelivered)),
        (OUT, SayNeverCame, The(NeverCame)),
        (&[NeverCame], SearchInVain, The(Lost)),
        (OUT, SayReturned, The(SaidReturned)),
        (&[Damaged, Lost, Replaced], SayReturned, The(SaidReturned)),
        (&[SaidReturned], SearchInVain, AsBefore),
        (OUT, Lose, The(Lost)),
        (&[Damaged], Lose, The(Lost)),
        (OUT, Damage, The(Damaged)),
        (OUT, Remind, Same),
        (&[Damaged, Lost, Replaced], Remind, Same),
        (OUT, Return, The(Returned)),
        (&[Damaged, Replaced, SaidReturned, NeverCame], Return, The(Returned)),
        (OUT, ReportLoss, The(LossReported)),
        (&[Damaged, Lost, Replaced, SaidReturned, NeverCame], ReportLoss, The(LossReported)),
        (OUT, ReportNotCollectable, The(NotCollectable)),
        (&[Damaged, Lost, Replaced], ReportNotCollectable, The(NotCollectable)),
        (OUT, Dispose, The(SelfDisposed)),
        (&[Damaged, Replaced], Dispose, The(SelfDisposed)),
        // Found after it was lost or given up: never live again, whoever brings it.
        (&[Lost, LossReported, NotCollectable], Find, The(Found)),
        (&[Lost, LossReported, NotCollectable], Return, The(Found)),
        (OUT, Replace, The(Replaced)),
        (&[Undelivered, NeverCame, SaidReturned, Lost, Damaged, LossReported], Replace, The(Replaced)),
        // What is destroyed is here: handed back, found, brought back by the post, or never sent.
        (&[Returned, Found, Undelivered, Printed, Inserted], Destroy, The(Destroyed)),
    ]
};

impl Life {
    /// Where a step leads from here; `None` when it does not happen here. `before` is where the paper was before it came here.
    #[must_use]
    pub fn after(self, step: Step, before: Option<Life>) -> Option<Life> {
        let to = STEPS.iter().find(|(from, by, _)| *by == step && from.contains(&self)).map(|(.., to)| *to)?;
        match to {
            To::The(life) => Some(life),
            To::Same => Some(self),
            To::AsBefore => before,
        }
    }

    /// The steps that may happen here, in the order of the table.
    pub fn steps(self) -> impl Iterator<Item = Step> {
        STEPS.iter().filter(move |(from, ..)| from.contains(&self)).map(|(_, step, _)| *step)
    }

    /// It is somebody's: it is not done away with, and nothing stands in its place.
    #[must_use]
    pub fn counts(self) -> bool {
        !matches!(
            self,
            Life::Replaced
                | Life::Returned
                | Life::Destroyed
                | Life::Void
                | Life::Found
                | Life::NotCollectable
                | Life::SelfDisposed
        )
    }

    /// Somebody outside the society has it, as far as is known.
    #[must_use]
    pub fn outside(self) -> bool {
        OUT.contains(&self) || self == Life::Damaged
    }

    /// It has left the house, by the record: its holder can show it.
    #[must_use]
    pub fn held(self) -> bool {
        self.outside() && !self.in_house()
    }

    /// It is searched for, and nobody is reminded of it meanwhile.
    #[must_use]
    pub fn searched(self) -> bool {
        matches!(self, Life::NeverCame | Life::SaidReturned)
    }

    /// It lies in the house, printed or about to be: in nobody's hand, whatever its day of issue.
    #[must_use]
    pub fn in_house(self) -> bool {
        matches!(self, Life::Planned | Life::Printed | Life::Inserted)
    }

    /// Nobody owes it any more.
    #[must_use]
    pub fn closed(self) -> bool {
        matches!(
            self,
            Life::LossReported
                | Life::NotCollectable
                | Life::SelfDisposed
                | Life::Found
                | Life::Returned
                | Life::Destroyed
                | Life::Void
        )
    }
}

/// 調査期限: so many days a paper is searched for before somebody asks again. The society's practice, not law.
pub const SEARCH_DAYS: i64 = 14;

/// The last day of a search that began on `day`.
#[must_use]
pub fn search_until(day: Day) -> Day {
    day.plus_days(SEARCH_DAYS)
}
