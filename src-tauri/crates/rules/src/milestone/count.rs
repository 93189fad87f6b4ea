//! The counts in words: each function asks the calendar for the day, and tells how it is reached.

use chrono::Weekday;

use super::{Kind, Milestone, Reading, Step, doubtful};
use crate::calendar::{
    Day, LAW, apply_abroad_by, birthday_75, business_day_after, continued_use_by, e_certificate_expiry,
    employer_files_by, grace_exact, grace_month_end, holiday, is_business_day, last_day_before_75,
    member_hands_back_by, move_in_report_by, myna_card_birthdays, myna_card_expiry, reaches, society_registers_by,
    start_at_70, voluntary_application_by, voluntary_last_day,
};
use crate::policy::GraceReading;
use crate::words::{Lang, Said};

/// Beyond so many business days the single days are no longer told.
const TOLD_DAYS: u32 = 60;

/// A count as it grows.
struct Count(Vec<Step>);

impl Count {
    /// It begins with a day that is given.
    fn from(day: Day, ja: &str, en: &str) -> Count {
        let mut count = Count(Vec::new());
        count.step(day, format!("{ja}は{}です。", day.wareki()), format!("{en} is {day}."));
        count
    }

    fn step(&mut self, day: Day, ja: impl Into<String>, en: impl Into<String>) {
        self.0.push(Step { day, said: Said::new(ja, en) });
    }

    fn ends(self, kind: Kind, day: Day) -> Milestone {
        Milestone { kind, day, steps: self.0, readings: Vec::new() }
    }
}

fn is_leap_day(day: Day) -> bool {
    (day.month(), day.day()) == (2, 29)
}

/// A birthday, with the remark that a year has no 29 February.
fn birthday_step(count: &mut Count, born: Day, years: u32) {
    let birthday = born.plus_years(years);
    if is_leap_day(born) && !is_leap_day(birthday) {
        count.step(
            birthday,
            format!("{years}歳になる{}年には2月29日がありません。", birthday.year()),
            format!("The year {} in which {years} is reached has no 29 February.", birthday.year()),
        );
    } else {
        count.step(
            birthday,
            format!("{years}歳の誕生日は{}です。", birthday.wareki()),
            format!("The birthday of {years} is {birthday}."),
        );
    }
}

pub(super) fn turning_70(born: Day) -> Milestone {
    let mut count = Count::from(born, "生年月日", "The birth date");
    birthday_step(&mut count, born, 70);
    let reached = reaches(born, 70);
    if is_leap_day(born) {
        count.step(
            reached,
            format!("2月29日生まれの方は2月28日に年を取るため、70歳に達する日は{}です。", reached.wareki()),
            format!(
                "Whoever was born on 29 February comes of the next age on 28 February: 70 is reached on {reached}."
            ),
        );
    } else {
        count.step(
            reached,
            format!("70歳に達する日は、誕生日の前日の{}です。", reached.wareki()),
            format!("70 is reached on the day before the birthday, {reached}."),
        );
    }
    let start = start_at_70(born);
    if born.day() == 1 {
        count.step(
            start,
            format!(
                "1日生まれの方は達する日が前の月の末日になるため、その翌月の1日、誕生日当日の{}から高齢受給者です。",
                start.wareki()
            ),
            format!("Born on the 1st, the day of reaching is the end of the month before: the elderly recipient begins on the birthday itself, {start}."),
        );
    } else {
        count.step(
            start,
            format!("達する日の翌月の1日、{}から高齢受給者です。", start.wareki()),
            format!("The elderly recipient begins on the 1st of the month after, {start}."),
        );
    }
    count.ends(Kind::Turning70, start)
}

pub(super) fn turning_75(born: Day) -> Milestone {
    let mut count = Count::from(born, "生年月日", "The birth date");
    birthday_step(&mut count, born, 75);
    let (last, loss) = (last_day_before_75(born), birthday_75(born));
    if let Some(doubtful) = doubtful(born) {
        count.step(
            doubtful,
            format!(
                "2月29日生まれの方の{}は、資格があるか定かでない日です。後期高齢者医療広域連合に確かめてください。",
                doubtful.wareki()
            ),
            format!("For a birth on 29 February it is in doubt whether {doubtful} is still covered: ask the scheme for the elderly."),
        );
    }
    count.step(
        last,
        format!("当組合の資格は、遅くとも{}までです。", last.wareki()),
        format!("The society covers until {last} at the latest."),
    );
    count.step(
        loss,
        format!("{}から後期高齢者医療に移ります。被保険者が移ると、被扶養者もこの日に資格を失います。", loss.wareki()),
        format!(
            "From {loss} the scheme for the elderly covers; an insured person's dependants lose cover on the same day."
        ),
    );
    count.ends(Kind::Turning75, loss)
}

pub(super) fn voluntary_end(acquired: Option<Day>, until: Day) -> Milestone {
    let mut count = match acquired {
        Some(acquired) => reckoned_voluntary(acquired),
        None => Count(Vec::new()),
    };
    let longest = acquired.map(voluntary_last_day);
    if longest != Some(until) {
        count.step(
            until,
            format!("台帳の任意継続の最終日は{}です。", until.wareki()),
            format!("The last day on record is {until}."),
        );
    }
    let loss = until.after();
    count.step(
        loss,
        format!("翌日の{}に資格を失います。", loss.wareki()),
        format!("Cover is lost on the day after, {loss}."),
    );
    count.ends(Kind::VoluntaryEnd, until)
}

fn reckoned_voluntary(acquired: Day) -> Count {
    let mut count = Count::from(acquired, "任意継続の取得日", "The day of acquisition");
    let anniversary = acquired.plus_years(2);
    let last = voluntary_last_day(acquired);
    if anniversary.day() == acquired.day() {
        count.step(
            anniversary,
            format!("2年後の同じ日は{}です。", anniversary.wareki()),
            format!("The same day two years later is {anniversary}."),
        );
        count.step(
            last,
            format!("任意継続は長くて、その前日の{}までです。", last.wareki()),
            format!("The continuation lasts at most until the day before, {last}."),
        );
    } else {
        count.step(
            last,
            format!("2年後の年には2月29日がないため、任意継続は長くて{}までです。", last.wareki()),
            format!("Two years later there is no 29 February: it lasts at most until {last}."),
        );
    }
    count
}

pub(super) fn voluntary_longest(acquired: Day) -> Milestone {
    voluntary_end(Some(acquired), voluntary_last_day(acquired))
}

pub(super) fn voluntary_application(lost: Day) -> Milestone {
    let mut count = Count::from(lost, "資格喪失日", "The day of loss");
    let by = voluntary_application_by(lost);
    count.step(
        by,
        format!("喪失日は午前0時に始まるため、その日を1日目と数えます。20日目は{}です。", by.wareki()),
        format!("The loss begins with the day, which is day 1; day 20 is {by}."),
    );
    count.ends(Kind::VoluntaryApplication, by)
}

fn grace_steps(count: &mut Count, until: Day) -> Vec<Reading> {
    let (exact, month_end) = (grace_exact(until), grace_month_end(until));
    if exact.day() == until.day() {
        count.step(
            exact,
            format!("猶予期間を「3か月後の同じ日まで」と読むと、{}までです。", exact.wareki()),
            format!("Read as the same day three months later, the grace period ends on {exact}."),
        );
    } else {
        count.step(
            exact,
            format!(
                "3か月後の月に{}日はないため、「同じ日まで」と読むと末日の{}までです。",
                until.day(),
                exact.wareki()
            ),
            format!("Three months later there is no day {}: read as the same day, it ends on {exact}.", until.day()),
        );
    }
    count.step(
        month_end,
        format!("「満了した月（{}月）の3か月後の月末まで」と読むと、{}までです。", until.month(), month_end.wareki()),
        format!("Read to the end of the third month after the month of expiry, it ends on {month_end}."),
    );
    vec![
        Reading { reading: GraceReading::Exact, day: exact, counts: true },
        Reading { reading: GraceReading::MonthEnd, day: month_end, counts: exact == month_end },
    ]
}

pub(super) fn e_certificate_end(until: Day) -> Milestone {
    let mut count = Count::from(until, "電子証明書の有効期限", "The last day of the e-certificate");
    let readings = grace_steps(&mut count, until);
    Milestone { readings, ..count.ends(Kind::ECertificateEnd, until) }
}

/// The e-certificate of a card: the 5th birthday after issue, and what follows.
pub(super) fn e_certificate_of_card(born: Day, issued: Day) -> Milestone {
    let mut count = Count::from(born, "生年月日", "The birth date");
    count.step(issued, format!("電子証明書の発行日は{}です。", issued.wareki()), format!("It was issued on {issued}."));
    let until = e_certificate_expiry(born, issued);
    nth_birthday(&mut count, born, until, 5);
    let readings = grace_steps(&mut count, until);
    Milestone { readings, ..count.ends(Kind::ECertificateEnd, until) }
}

fn nth_birthday(count: &mut Count, born: Day, day: Day, nth: u32) {
    let moved = is_leap_day(born) && !is_leap_day(day);
    let (ja, en) = if moved {
        ("（2月29日がない年のため2月28日）", " (28 February, the year having no 29th)")
    } else {
        ("", "")
    };
    count.step(
        day,
        format!("発行の後の{nth}回目の誕生日{ja}、{}が最終日です。", day.wareki()),
        format!("The last day is birthday number {nth} after issue{en}, {day}."),
    );
}

pub(super) fn grace_end(until: Day, society: Option<GraceReading>) -> Milestone {
    let mut count = Count::from(until, "電子証明書の有効期限", "The last day of the e-certificate");
    let readings = grace_steps(&mut count, until);
    let day = grace_exact(until);
    count.step(
        day,
        format!("受診できるかどうかは、早い方の{}までとして見ます。", day.wareki()),
        format!("Whoever is shown as covered goes by the earlier day, {day}."),
    );
    if let Some(society) = society {
        let (ja, en) = match society {
            GraceReading::MonthEnd => ("月末まで", "to the month's end"),
            GraceReading::Exact => ("同じ日まで", "to the same day"),
        };
        let last = match society {
            GraceReading::MonthEnd => grace_month_end(until),
            GraceReading::Exact => day,
        };
        count.step(
            last,
            format!("当組合は「{ja}」と読むことにしています。"),
            format!("The society has chosen to read it {en}."),
        );
    }
    Milestone { readings, ..count.ends(Kind::GraceEnd, day) }
}

pub(super) fn myna_card_end(born: Day, applied: Option<Day>, issued: Day, stay_until: Option<Day>) -> Milestone {
    let applied_on = applied.unwrap_or(issued);
    let mut count = Count::from(born, "生年月日", "The birth date");
    if applied_on != issued {
        count.step(
            applied_on,
            format!("カードを申請した日は{}です。", applied_on.wareki()),
            format!("The card was applied for on {applied_on}."),
        );
    }
    let (adult_at, birthdays) = myna_card_birthdays(&LAW, born, applied_on, issued);
    let (ja, en) = if birthdays == 10 { ("以上", "of age") } else { ("未満", "not of age") };
    count.step(
        issued,
        format!("発行日の{}に{adult_at}歳{ja}のため、{birthdays}回目の誕生日までです。", issued.wareki()),
        format!(
            "On the day of issue, {issued}, the holder was {en} ({adult_at}): it lasts to birthday number {birthdays}."
        ),
    );
    let by_birthday = myna_card_expiry(born, applied_on, issued, None);
    nth_birthday(&mut count, born, by_birthday, birthdays);
    if let Some(stay) = stay_until {
        if stay < by_birthday {
            count.step(
                stay,
                format!("在留期間が{}に満了し、その方が早いため、カードもその日までです。", stay.wareki()),
                format!("The stay ends earlier, on {stay}, and the card with it."),
            );
        } else {
            count.step(
                stay,
                format!("在留期間の満了は{}で、カードの期限より後です。", stay.wareki()),
                format!("The stay ends on {stay}, not before the card."),
            );
        }
    }
    count.ends(Kind::MynaCardEnd, myna_card_expiry(born, applied_on, issued, stay_until))
}

pub(super) fn stay_end(stay_until: Day) -> Milestone {
    let mut count = Count::from(stay_until, "在留期間の満了日", "The last day of the stay");
    count.step(
        stay_until,
        "マイナンバーカードと電子証明書も、更新しなければこの日で終わります。在留期間を延ばしたら、この日までに市区町村でカードの期限も延ばします。",
        "The My Number Card and its e-certificate end on this day too, unless the municipality extends them by then.",
    );
    let after = stay_until.after();
    count.step(
        after,
        format!("延ばさなければ、{}からマイナ保険証を使えません。", after.wareki()),
        format!("Otherwise the card cannot serve as insurance card from {after}."),
    );
    count.ends(Kind::StayEnd, stay_until)
}

pub(super) fn move_in_report(moved: Day, announced_out: Option<Day>) -> Milestone {
    let mut count = Count::from(moved, "引っ越した日", "The day of the move");
    let by_move = move_in_report_by(moved, None);
    count.step(
        by_move,
        format!("転入届は、引っ越した日の翌日から数えて14日目の{}までです。", by_move.wareki()),
        format!("The move is reported within 14 days, by {by_move}."),
    );
    if let Some(announced) = announced_out {
        let by_announced = announced.plus_days(30);
        count.step(
            by_announced,
            format!(
                "カードを使い続けるには、転出予定日の{}から30日以内の{}までに届け出ることも要ります。",
                announced.wareki(),
                by_announced.wareki()
            ),
            format!("For the card it must also be within 30 days of the announced moving-out day {announced}, by {by_announced}."),
        );
    }
    let by = move_in_report_by(moved, announced_out);
    if announced_out.is_some() {
        count.step(
            by,
            format!("早い方の{}が期限です。過ぎるとカードは失効します。", by.wareki()),
            format!("The earlier one counts, {by}; after it the card is void."),
        );
    }
    count.ends(Kind::MoveInReport, by)
}

pub(super) fn continued_use(reported: Day) -> Milestone {
    let mut count = Count::from(reported, "転入届を出した日", "The day of the move-in report");
    let by = continued_use_by(reported);
    count.step(
        by,
        format!(
            "継続利用の手続きは、届出の翌日から数えて90日目の{}までです。過ぎるとカードは失効します。",
            by.wareki()
        ),
        format!("The card's continued use is asked for within 90 days, by {by}; after it the card is void."),
    );
    count.ends(Kind::ContinuedUse, by)
}

pub(super) fn leaving_japan(departure: Day) -> Milestone {
    let mut count = Count::from(departure, "転出予定日", "The day of departure");
    let by = apply_abroad_by(departure);
    count.step(
        by,
        format!("国外でもカードを使い続ける手続きは、その前日の{}までです。", by.wareki()),
        format!("The card is kept for life abroad by the day before, {by}."),
    );
    count.ends(Kind::LeavingJapan, by)
}

/// A term of five days: from which day, and what is done by its end.
fn five_days(kind: Kind, from: Day, by: Day, begins: (&str, &str), done: (&str, &str)) -> Milestone {
    let mut count = Count::from(from, begins.0, begins.1);
    count.step(
        by,
        format!("翌日から数えて5日目の{}までに{}。土曜日・日曜日・祝日も数えます。", by.wareki(), done.0),
        format!("{} within 5 days, by {by}; weekends and holidays count.", done.1),
    );
    count.ends(kind, by)
}

pub(super) fn hand_back(ended: Day) -> Milestone {
    let by = member_hands_back_by(ended);
    let done = ("加入者が事業主に（任意継続の方は組合に）渡します", "The member hands it over");
    five_days(Kind::HandBack, ended, by, ("資格喪失日", "The day of loss"), done)
}

pub(super) fn employer_files(happened: Day) -> Milestone {
    let by = employer_files_by(happened);
    let done = ("事業主が組合に届け出ます", "The employer files");
    five_days(Kind::EmployerFiles, happened, by, ("事実のあった日", "The day of the fact"), done)
}

pub(super) fn society_registers(received: Day) -> Milestone {
    let by = society_registers_by(received);
    let done = ("組合が登録します", "The society registers");
    five_days(Kind::SocietyRegisters, received, by, ("届書の受付日", "The day of receipt"), done)
}

pub(super) fn wait_days(acquired: Day, until_days: u32) -> Milestone {
    let mut count = Count::from(acquired, "資格取得日", "The day of acquisition");
    let by = acquired.plus_days(i64::from(until_days));
    count.step(
        by,
        format!("取得日を0日目として{until_days}日目の{}に、待つ期間が終わります。", by.wareki()),
        format!("The wait ends on day {until_days} after it, {by}."),
    );
    count.ends(Kind::WaitEnd, by)
}

pub(super) fn business_days(kind: Kind, from: Day, days: u32) -> Milestone {
    let (ja, en) = match kind {
        Kind::WaitEnd => ("届書の受付日（なければ資格取得日）", "The day of receipt (else of acquisition)"),
        _ => ("数え始めの日", "The first day"),
    };
    let mut count = Count::from(from, ja, en);
    let end = business_day_after(from, days);
    if days <= TOLD_DAYS {
        let mut number = 0;
        let mut day = from;
        while day < end {
            day = day.after();
            if is_business_day(day) {
                number += 1;
                count.step(
                    day,
                    format!("{}（{}）が{number}営業日目です。", short(day), weekday(day, Lang::Ja)),
                    format!("{day} ({}) is business day {number}.", weekday(day, Lang::En)),
                );
            } else {
                passed_over(&mut count, day);
            }
        }
    }
    let (ja, en) = match kind {
        Kind::WaitEnd => ("この日に待つ期間が終わります", "The wait ends on this day"),
        _ => ("この日が期限です", "This is the last day"),
    };
    count.step(end, format!("{days}営業日目の{}、{ja}。", end.wareki()), format!("{en}: business day {days}, {end}."));
    count.ends(kind, end)
}

/// A day that is no business day, by name.
fn passed_over(count: &mut Count, day: Day) {
    match holiday(day) {
        Some(holiday) => count.step(
            day,
            format!("{}（{}）は{}のため数えません。", short(day), weekday(day, Lang::Ja), holiday.name(Lang::Ja)),
            format!("{day} ({}) is passed over: {}.", weekday(day, Lang::En), holiday.name(Lang::En)),
        ),
        None => count.step(
            day,
            format!("{}は{}曜日のため数えません。", short(day), weekday(day, Lang::Ja)),
            format!("{day} is passed over: a {}.", weekday(day, Lang::En)),
        ),
    }
}

/// `5月3日`
fn short(day: Day) -> String {
    format!("{}月{}日", day.month(), day.day())
}

fn weekday(day: Day, lang: Lang) -> &'static str {
    let (ja, en) = match day.weekday() {
        Weekday::Mon => ("月", "Monday"),
        Weekday::Tue => ("火", "Tuesday"),
        Weekday::Wed => ("水", "Wednesday"),
        Weekday::Thu => ("木", "Thursday"),
        Weekday::Fri => ("金", "Friday"),
        Weekday::Sat => ("土", "Saturday"),
        Weekday::Sun => ("日", "Sunday"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
