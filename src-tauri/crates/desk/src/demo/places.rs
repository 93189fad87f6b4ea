//! Real towns with their postcodes, and invented house numbers in them.

use super::luck::Luck;

/// A town whose postcode stands for it alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Town {
    pub(super) postcode: &'static str,
    pub(super) prefecture: &'static str,
    city: &'static str,
    town: &'static str,
    /// The town is counted in 丁目.
    blocks: bool,
}

/// All towns of the sample, in the order of their postcodes.
pub(super) fn towns() -> Vec<Town> {
    include_str!("towns.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some(Town {
                postcode: fields.next()?,
                prefecture: fields.next()?,
                city: fields.next()?,
                town: fields.next()?,
                blocks: fields.next()? == "1",
            })
        })
        .collect()
}

impl Town {
    /// An address in this town. House numbers are high ones, so that a real house is unlikely.
    pub(super) fn address(&self, luck: &mut Luck) -> String {
        let (block, lot, house) = (luck.between(1, 5), luck.between(20, 98), luck.between(1, 40));
        let place = format!("{}{}{}", self.prefecture, self.city, self.town);
        match (self.blocks, luck.chance(1, 2)) {
            (true, true) => format!("{place}{block}丁目{lot}番{house}号"),
            (true, false) => format!("{place}{block}-{lot}-{house}"),
            (false, true) => format!("{place}{lot}番地{house}"),
            (false, false) => format!("{place}{lot}-{house}"),
        }
    }

    /// A home: the address, often with a flat.
    pub(super) fn home(&self, luck: &mut Luck) -> String {
        const HOUSES: [&str; 8] = [
            "見本ハイツ",
            "コーポひかり",
            "メゾン青葉",
            "グリーンコート",
            "さくら荘",
            "ヴィラ見本台",
            "サンプルマンション",
            "パークサイド見本",
        ];
        let address = self.address(luck);
        if !luck.chance(2, 5) {
            return address;
        }
        let house = luck.pick(&HOUSES);
        format!("{address}\u{3000}{house}{}0{}号室", luck.between(1, 12), luck.between(1, 9))
    }
}
