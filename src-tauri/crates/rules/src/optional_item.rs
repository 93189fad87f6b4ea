//! 任意記載事項: what a certificate (資格確認書) says besides, where the society offers it and only as long as the member wishes it.
//!
//! Source: 「マイナンバーカードと健康保険証の一体化に関する検討会」最終とりまとめ (2023-08), pp. 6-7: 高額療養費の限度額適用区分, 標準負担額の減額認定,
//! 特定疾病の自己負担限度額 and its mark. Of a disease only the mark (認定疾病区分) is printed, never its name.

use crate::calendar::{Day, start_at_70};
use crate::case::coded;

coded! {
    /// What the certificate may say.
    OptionalItem {
        /// 限度額適用区分
        Ceiling = "ceiling",
        /// 標準負担額減額認定
        Meals = "meals",
        /// 特定疾病
        Disease = "disease",
    }
}

/// Categories of those under 70.
const UNDER_70: [&str; 5] = ["ア", "イ", "ウ", "エ", "オ"];
/// Categories from 70 on.
const FROM_70: [&str; 6] = ["現役並みⅢ", "現役並みⅡ", "現役並みⅠ", "一般", "低所得Ⅱ", "低所得Ⅰ"];
/// Reductions of those under 70, without and with the long stay in hospital (長期入院).
const MEALS_UNDER_70: [&str; 2] = ["区分オ", "区分オ・長期入院"];
/// Reductions from 70 on.
const MEALS_FROM_70: [&str; 3] = ["低所得Ⅱ", "低所得Ⅱ・長期入院", "低所得Ⅰ"];
/// The mark of the disease (1 dialysis, 2 haemophilia, 3 HIV) and the ceiling in yen a month.
const DISEASES: [&str; 4] = ["1・10,000円", "1・20,000円", "2・10,000円", "3・10,000円"];

impl OptionalItem {
    /// What can be said of somebody born on a day, on a day; of whoever's birth is unknown, all of it.
    #[must_use]
    pub fn values(self, born: Option<Day>, on: Day) -> Vec<&'static str> {
        let (under, from): (&[&str], &[&str]) = match self {
            OptionalItem::Ceiling => (&UNDER_70, &FROM_70),
            OptionalItem::Meals => (&MEALS_UNDER_70, &MEALS_FROM_70),
            OptionalItem::Disease => return DISEASES.to_vec(),
        };
        match born.map(|born| start_at_70(born) <= on) {
            Some(true) => from.to_vec(),
            Some(false) => under.to_vec(),
            None => [under, from].concat(),
        }
    }

    /// What stands on the certificate: `ウ（令和8年4月1日～令和9年3月31日）`.
    #[must_use]
    pub fn printed(self, value: &str, from: Day, until: Option<Day>) -> String {
        let days = match until {
            Some(until) => format!("{}～{}", from.wareki(), until.wareki()),
            None => format!("{}から", from.wareki()),
        };
        match (self, value.split_once('・')) {
            (OptionalItem::Disease, Some((mark, yen))) => format!("記号{mark}　自己負担限度額{yen}（{days}）"),
            _ => format!("{value}（{days}）"),
        }
    }
}
