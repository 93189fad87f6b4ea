//! 事業所: invented companies, a few large and many small.

use super::luck::Luck;
use super::places;

/// One employer of the society.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employer {
    /// 事業所コード, such as `A001`.
    pub code: String,
    /// 名称
    pub name: String,
    /// 記号
    pub symbol: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 担当
    pub contact: String,
    /// How many members come through it.
    pub(super) members: u32,
    /// Where most of its people live.
    pub(super) prefecture: &'static str,
}

const FIRST: [&str; 24] = [
    "青空",
    "みどり",
    "東雲",
    "北星",
    "南風",
    "大和見本",
    "日の出",
    "三ツ葉",
    "白波",
    "若草",
    "光陽",
    "双葉",
    "山彦",
    "潮騒",
    "銀河",
    "藤見",
    "桜台",
    "港",
    "曙",
    "清流",
    "瑞穂",
    "高嶺",
    "千鳥",
    "こだま",
];

const SECOND: [&str; 20] = [
    "製作所",
    "物流",
    "食品",
    "電機",
    "化成",
    "システムズ",
    "建設",
    "商事",
    "印刷",
    "工業",
    "サービス",
    "ホームケア",
    "精密",
    "運輸",
    "薬局",
    "倉庫",
    "メディカル",
    "フーズ",
    "エンジニアリング",
    "交通",
];

/// So many employers that all kinds of files occur even in a small society, and no more than a clerk could look over.
pub(super) fn employers(members: u32, luck: &Luck) -> Vec<Employer> {
    let count = (members / 60).clamp(3, 400).min(members.max(1));
    let towns = places::towns();
    let shares = shares(members, count);
    (0..count)
        .zip(shares)
        .map(|(index, members)| {
            let at = index as usize;
            let mut luck = luck.of("employer", at);
            let town = luck.pick(&towns);
            let (first, second) = (FIRST[at % FIRST.len()], SECOND[(at + at / FIRST.len() * 7) % SECOND.len()]);
            let name = if luck.chance(2, 3) {
                format!("{first}{second}株式会社")
            } else {
                format!("株式会社{first}{second}")
            };
            Employer {
                code: format!("A{:03}", index + 1),
                name,
                symbol: (101 + index).to_string(),
                postcode: town.postcode.to_owned(),
                address: town.address(&mut luck),
                contact: "人事部 社会保険担当".to_owned(),
                members,
                prefecture: town.prefecture,
            }
        })
        .collect()
}

/// Splits the members: the n-th employer has about 1/(n+3) of what the first has three times of, and everyone somebody.
fn shares(members: u32, count: u32) -> Vec<u32> {
    let weights: Vec<u64> = (0..u64::from(count)).map(|index| 1_000_000 / (index + 3)).collect();
    let total: u64 = weights.iter().sum::<u64>().max(1);
    let mut shares: Vec<u32> = weights
        .iter()
        .map(|weight| u32::try_from(u64::from(members - count) * weight / total).unwrap_or(0) + 1)
        .collect();
    let missing = members - shares.iter().sum::<u32>();
    let turns = shares.len();
    for turn in 0..missing as usize {
        shares[turn % turns] += 1;
    }
    shares
}
