//! カスタマバーコード: the manual's own examples, and addresses that tempt one to take a name for a number.

use rules::customer_barcode::{BARS, Bar, bars, display_number};

/// Postcode, address, 住所表示番号 as it goes into the barcode, and the check digit: the examples of the manual.
const OF_THE_MANUAL: [(&str, &str, &str, &str); 18] = [
    ("2630023", "千葉市稲毛区緑町3丁目30-8 郵便ビル403号", "3-30-8-403", "5"),
    ("0140113", "秋田県大仙市堀見内 南田茂木 添60-1", "60-1", "CC8"),
    ("1100016", "東京都台東区台東5-6-3 ABCビル10F", "5-6-3-10", "9"),
    ("0600906", "北海道札幌市東区北六条東4丁目 郵便センター6号館", "4-6", "9"),
    ("0650006", "北海道札幌市東区北六条東8丁目 郵便センター10号館", "8-10", "9"),
    ("4070033", "山梨県韮崎市龍岡町下條南割 韮崎400", "400", "-"),
    ("2730102", "千葉県鎌ケ谷市右京塚 東3丁目-20-5 郵便・A&bコーポB604号", "3-20-5B604", "0"),
    ("1980036", "東京都青梅市河辺町十一丁目六番地一号 郵便タワー601", "11-6-1-601", "CC8"),
    ("0270203", "岩手県宮古市大字津軽石第二十一地割大淵川480", "21-480", "CC5"),
    ("5900016", "大阪府堺市堺区中田出井町四丁六番十九号", "4-6-19", "CC2"),
    ("0800831", "北海道帯広市稲田町南七線 西28", "7-28", "CC7"),
    ("3170055", "茨城県日立市宮田町6丁目7-14 ABCビル2F", "6-7-14-2", "CC1"),
    ("6500046", "神戸市中央区港島中町9丁目7-6 郵便シティA棟1F1号", "9-7-6A1-1", "5"),
    ("6230011", "京都府綾部市青野町綾部6-7 LプラザB106", "6-7LB106", "4"),
    ("0640804", "札幌市中央区南四条西29丁目1524-23 第2郵便ハウス501", "29-1524-23-2-501", "3"),
    ("9100067", "福井県福井市新田塚3丁目80-25 J1ビル2-B", "3-80-25J1-2B", "9"),
    ("2280024", "神奈川県座間市入谷6丁目3454-5 郵便ハイツ6-1108", "6-3454-5-6-1108", "2"),
    ("1000013", "東京都千代田区霞が関1丁目3番2号 郵便プラザ503室", "1-3-2-503", "9"),
];

/// Addresses of towns whose names have numerals, and ways in which people write numbers.
const OTHERS: [(&str, &str); 20] = [
    ("東京都千代田区六番町3-1", "3-1"),
    ("東京都千代田区一番町二十五番地", "25"),
    ("東京都千代田区1番町25", "25"),
    ("東京都中央区八丁堀二丁目5番1号", "2-5-1"),
    ("宮城県仙台市青葉区東二番丁通1-1", "1-1"),
    ("兵庫県神戸市中央区三ノ宮町1-2-3", "1-2-3"),
    ("千葉県長生郡一宮町一宮2457", "2457"),
    ("北海道札幌市中央区北1条西2丁目", "2"),
    ("北海道旭川市４条通９丁目１７０３番地１２", "9-1703-12"),
    ("京都府京都市南区西九条南田町１ー２", "1-2"),
    ("富山県高岡市五十里３−４", "3-4"),
    ("大分県佐伯市三の丸一の二", "1-2"),
    ("長野県長野市大字栗田千百一番地", "1101"),
    ("東京都港区芝５‐３７‐８ ＮＴビル３Ｆ３０１号室", "5-37-8-3-301"),
    ("東京都新宿区西新宿2-8-1 A-101", "2-8-1A101"),
    ("東京都千代田区千代田1-1", "1-1"),
    ("滋賀県東近江市五個荘三俣町48番地3", "48-3"),
    ("福岡県北九州市八幡西区鉄竜5丁目26番12号", "5-26-12"),
    ("沖縄県那覇市", ""),
    ("", ""),
];

#[test]
fn the_manuals_examples_come_out_as_it_says() {
    for (postcode, address, number, check) in OF_THE_MANUAL {
        assert_eq!(display_number(address), number, "{address}");
        let bars = bars(postcode, number).expect("a barcode");
        assert_eq!(bars.len(), BARS, "{address}");
        assert_eq!(codes(&bars[62..65]), of_check(check), "{address}");
    }
}

#[test]
fn a_towns_name_is_no_number() {
    for (address, number) in OTHERS {
        assert_eq!(display_number(address), number, "{address}");
    }
}

#[test]
fn the_bars_of_the_manuals_last_example_are_the_ones_it_prints() {
    let bars = bars("100-0013", "1-3-2-503").expect("a barcode");
    assert_eq!(codes(&bars), "1311414414414414411431211441431241413241414114431243243243243241131");
}

#[test]
fn what_is_no_postcode_and_no_number_has_no_barcode() {
    for (postcode, number) in
        [("", "1"), ("123456", "1"), ("12345678", "1"), ("１２３４５６７", "1"), ("1234567", "a"), ("1234567", "丁")]
    {
        assert_eq!(bars(postcode, number), None, "{postcode} {number}");
    }
}

fn codes(bars: &[Bar]) -> String {
    let one = |bar: &Bar| match bar {
        Bar::Long => '1',
        Bar::Upper => '2',
        Bar::Lower => '3',
        Bar::Timing => '4',
    };
    bars.iter().map(one).collect()
}

fn of_check(sign: &str) -> &'static str {
    match sign {
        "0" => "144",
        "2" => "132",
        "3" => "312",
        "4" => "123",
        "5" => "141",
        "9" => "411",
        "-" => "414",
        "CC1" => "324",
        "CC2" => "342",
        "CC5" => "243",
        "CC7" => "441",
        "CC8" => "111",
        other => panic!("{other} is none of the examples'"),
    }
}
