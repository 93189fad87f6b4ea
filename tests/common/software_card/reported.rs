//! The people of the cards as an employer's list has them: some with another spelling, one with another number.

use rules::last_four::check_digit;

use super::holder;

/// A number that belongs to nobody and ends so.
fn full_number(last: &str) -> String {
    let tail: Vec<u8> = last.bytes().map(|digit| digit - b'0').collect();
    let numbers = (0..=99_999_999_u64).map(|head| {
        let digits = format!("{head:08}");
        let mut eleven = [0; 11];
        for (place, digit) in
            eleven.iter_mut().zip(digits.bytes().map(|digit| digit - b'0').chain(tail[..3].iter().copied()))
        {
            *place = digit;
        }
        (digits, eleven)
    });
    let fits = numbers.into_iter().find(|(_, eleven)| check_digit(eleven) == tail[3]);
    fits.map(|(digits, _)| format!("{digits}{last}")).unwrap_or_default()
}

/// The people of the cards as an employer reported them, each with a spelling of its own.
#[must_use]
pub fn reported() -> String {
    let number = |file: &str| holder(file).number();
    let mut rows = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,個人番号,郵便番号,住所\n".to_owned();
    let mut add = |row: &str, number: &str| rows.push_str(&row.replace("{}", number));
    add(
        "101,12,00,見本　花子,ミホン　ハナコ,1980-02-17,女,本人,2020-04-01,{},1000001,東京都千代田区千代田1-1\n",
        &number("adult"),
    );
    add(
        "101,12,01,見本　一郎,ミホン　イチロウ,1978-08-08,男,夫,2020-04-01,{},1000001,東京都千代田区千代田1-1\n",
        &number("spouse"),
    );
    // Another number than the card's.
    add(
        "101,12,02,見本　さくら,ミホン　サクラ,2015-05-05,女,子,2020-04-01,{},1000001,東京都千代田区千代田1-1\n",
        &full_number("7777"),
    );
    add("101,13,00,吉田　﨑子,ヨシダ　サキコ,1973-11-11,女,本人,2020-04-01,{},1000001,東京都千代田区千代田2-2\n", "");
    add("101,14,00,猶予　四郎,ユウヨ　シロウ,1991-04-30,女,本人,2020-04-01,{},1000001,東京都千代田区千代田3-3\n", "");
    add(
        "101,15,00,失効　三郎,シッコウ　サブロウ,1985-09-09,女,本人,2020-04-01,{},1000001,東京都千代田区千代田3-4\n",
        "",
    );
    add("101,16,00,期限　切江,キゲン　キリエ,1976-03-03,女,本人,2020-04-01,{},1000001,東京都千代田区千代田3-5\n", "");
    add("101,17,00,無証　次郎,ムショウ　ジロウ,1980-02-17,男,本人,2020-04-01,{},1000001,東京都千代田区千代田3-6\n", "");
    add(
        "101,18,00,SAMPLE MARIA ANNE,サンプル　マリア　アン,1990-07-04,女,本人,2020-04-01,{},1000001,東京都千代田区千代田3-7\n",
        &number("foreign"),
    );
    add(
        "101,19,00,残一　八郎,ザンイチ　ハチロウ,1980-02-17,女,本人,2020-04-01,{},1000001,東京都千代田区千代田3-8\n",
        "",
    );
    rows
}
