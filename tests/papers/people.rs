//! Invented members, and the printing of them into a temporary folder.

use std::path::{Path, PathBuf};

use papers::{Failure, Kind, Layout, Route, Run, Sheet, Society, Volume};
use rules::calendar::Day;
use rules::words::{Address, Kana, LastFour, Name, Relation, Sex};

pub const PORTAL: &str = "https://services.digital.go.jp/mynaportal/";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn layout(name: &str) -> Layout {
    Layout::read(Layout::shipped(name).unwrap(), name).unwrap_or_else(|complaints| panic!("{name}: {complaints:#?}"))
}

pub fn society() -> Society {
    Society {
        grace_exact: false,
        lapse_on_application: false,
        name: "みなと総合健康保険組合".into(),
        insurer_number: "06139992".into(),
        postcode: "1050001".into(),
        address: "東京都港区虎ノ門一丁目2番3号 みなとビル8階".into(),
        phone: "03-5550-0123".into(),
        portal_url: PORTAL.into(),
        customer_barcode: false,
        issuer: None,
        seal: None,
        training: false,
    }
}

/// A sheet of an insured person whom the test can change.
pub fn sheet(number: usize) -> Sheet {
    Sheet {
        paper: format!("N{number:06}K"),
        member: format!("M{number:06}"),
        symbol: "1203".into(),
        number: format!("{:07}", 1_000_000 + number * 7919 % 8_999_999),
        branch: "00".into(),
        name: Name::new("佐々木　健太郎"),
        kana: Kana::new("ササキ　ケンタロウ"),
        mincho: false,
        born: Some(day("1984-06-15")),
        sex: Some(Sex::Male),
        acquired: Some(day("2026-10-01")),
        relation: Relation::Insured,
        insured_name: None,
        employer: Some("株式会社みなとロジスティクス".into()),
        employer_code: "1203".into(),
        last_four: LastFour::new("4821"),
        ratio: None,
        valid_from: Some(day("2026-12-01")),
        optional: [None, None, None],
        ratio_until: None,
        answer_until: Some(day("2026-12-21")),
        corrected: false,
        issued: day("2026-11-21"),
        last_day: Some(day("2030-11-30")),
        voluntary_until: None,
        reason: Some("マイナンバーカードの健康保険証利用登録がないため、申請によらず交付します。".into()),
        basis: Some("健康保険法第51条の3".into()),
        items: ["資格確認書", "P2KQ7M4ZD8H", "令和8年11月26日", "有効期限内に資格を失ったため、返納が必要です。"]
            .map(Into::into)
            .into(),
        route: Route::Employer,
        postcode: Some("2310023".into()),
        address: Some(Address::new("神奈川県横浜市中区山下町123番地4 マリンハイツ805")),
        envelope: u32::try_from(number).unwrap() + 1,
        in_envelope: (1, 1),
        copy: 1,
        codes: papers::Codes::default(),
    }
}

/// Families of `count` members in all, with the characters that have gone wrong before, one employer for each forty.
pub fn batch(count: usize) -> Vec<Sheet> {
    const FAMILY: [(&str, &str); 12] = [
        ("佐藤", "サトウ"),
        ("髙橋", "タカハシ"),
        ("渡邊", "ワタナベ"),
        ("辻", "ツジ"),
        ("辻󠄀", "ツジ"),
        ("葛󠄀城", "カツラギ"),
        ("葛󠄁西", "カサイ"),
        ("葛西", "カサイ"),
        ("山﨑", "ヤマザキ"),
        ("𣘺本", "ハシモト"),
        ("德永", "トクナガ"),
        ("濵田", "ハマダ"),
    ];
    const GIVEN: [(&str, &str); 9] = [
        ("健太郎", "ケンタロウ"),
        ("美咲", "ミサキ"),
        ("颯", "ハヤテ"),
        ("凜々子", "リリコ"),
        ("一", "ハジメ"),
        ("瑠璃", "ルリ"),
        ("亜希子", "アキコ"),
        ("龍之介", "リュウノスケ"),
        ("さくら", "サクラ"),
    ];
    (0..count)
        .map(|index| {
            let household = index / 3;
            let place = index % 3;
            let family = FAMILY[household % FAMILY.len()];
            let given = GIVEN[(household + place * 4) % GIVEN.len()];
            let mut sheet = sheet(index);
            sheet.number = format!("{:07}", 1_000_000 + household * 7919 % 8_999_999);
            sheet.branch = format!("{place:02}");
            sheet.name = Name::new(format!("{}　{}", family.0, given.0));
            sheet.kana = Kana::new(format!("{}　{}", family.1, given.1));
            let born = |year: i32| Day::new(year, 1 + (index % 12) as u32, 1 + (index % 28) as u32);
            sheet.born = born(1938 + (index * 37 % 85) as i32);
            sheet.sex = Some(if index % 2 == 0 { Sex::Male } else { Sex::Female });
            sheet.acquired = born(1990 + (index * 11 % 36) as i32);
            sheet.last_four = (index % 5 != 0).then(|| LastFour::new(&format!("{:04}", index * 7 % 10_000)).unwrap());
            if index % 7 == 0 {
                sheet.ratio = Some(2 + (index % 2) as u8);
                sheet.ratio_until = (index % 14 == 0).then(|| day("2027-07-31"));
            }
            if place > 0 {
                sheet.relation = if place == 1 { Relation::Wife } else { Relation::Child };
                sheet.insured_name = Some(Name::new(format!("{}　{}", family.0, GIVEN[household % GIVEN.len()].0)));
            }
            let employer = household / 13;
            sheet.employer_code = format!("{}", 1200 + employer);
            sheet.symbol.clone_from(&sheet.employer_code);
            sheet.employer = Some(format!("第{employer}港湾運送株式会社"));
            if employer % 4 == 3 {
                sheet.route = Route::Home;
            }
            sheet.envelope = household as u32 + 1;
            sheet.in_envelope = (place as u32 + 1, 3);
            sheet
        })
        .collect()
}

/// A finished printing.
pub struct Printed {
    pub folder: tempfile::TempDir,
    pub volumes: Vec<Volume>,
}

impl Printed {
    pub fn path(&self, volume: usize) -> PathBuf {
        self.folder.path().join(&self.volumes[volume].file)
    }
}

/// A run of a kind, on the day on which everything here is printed.
pub fn run<'a>(kind: Kind, layout: &'a Layout, society: &'a Society, sheets: &'a [Sheet]) -> Run<'a> {
    Run { kind, layout, society, batch: "B", on: day("2026-11-21"), sheets }
}

pub fn print_into(folder: &Path, layout: &Layout, society: &Society, sheets: &[Sheet]) -> Result<Vec<Volume>, Failure> {
    let kind = layout.kind().unwrap_or(Kind::Notice);
    let run = Run { kind, layout, society, batch: "B-2026-11-21", on: day("2026-11-21"), sheets };
    papers::render(&run, &mut |file| Ok(Box::new(std::fs::File::create(folder.join(file))?)))
}

pub fn print_for(layout: &Layout, society: &Society, sheets: &[Sheet]) -> Printed {
    let folder = tempfile::tempdir().unwrap();
    let volumes = print_into(folder.path(), layout, society, sheets).unwrap_or_else(|failure| match failure {
        Failure::Refused(complaints) => panic!("{complaints:#?}"),
        other => panic!("{other}"),
    });
    Printed { folder, volumes }
}

pub fn print(name: &str, sheets: &[Sheet]) -> Printed {
    print_for(&layout(name), &society(), sheets)
}

pub fn check(name: &str, sheets: &[Sheet]) -> Vec<rules::words::Complaint> {
    let (layout, society) = (layout(name), society());
    let kind = layout.kind().unwrap_or(Kind::Notice);
    papers::check(&run(kind, &layout, &society, sheets))
}

/// `令和8年（2026年）11月21日`, as the papers write days.
pub fn written(day: Day) -> String {
    let wareki = day.wareki();
    let (era, rest) = wareki.split_once('年').unwrap();
    format!("{era}年（{}年）{rest}", day.year())
}
