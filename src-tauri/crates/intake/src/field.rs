//! What a column can mean, and the words that employers write above it.

use std::collections::HashMap;
use std::sync::LazyLock;

use rules::words::fold::full_katakana;
use unicode_normalization::UnicodeNormalization;

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 事業所コード・事業所番号
    EmployerCode,
    /// 事業所名
    EmployerName,
    /// 記号
    Symbol,
    /// 番号
    Number,
    /// 枝番
    Branch,
    /// 記号・番号 (and perhaps 枝番) in one cell
    WholeNumber,
    /// 被保険者整理番号: the employer's own counting, not the number on the card
    Reference,
    /// 社員番号
    StaffNumber,
    /// Something of a person: of the row's own, or of the insured person beside a dependant.
    Person(Scope, PersonField),
    /// 続柄
    Relation,
    /// A day, or one part of it.
    Date(Scope, DateField, DatePart),
    /// 喪失原因・異動理由
    Reason,
    /// 異動区分
    Change,
    /// 郵便番号
    Postcode,
    /// 住所
    Address,
    /// A piece of an address (住所1, 住所2, 市区町村, 建物名): joined in the order of the columns.
    AddressPart,
    /// 資格確認書発行要否
    WantsCertificate,
    /// マイナンバーカードの有無
    MynaCard,
    /// 健康保険証利用登録
    UseRegistered,
    /// 一部負担金の割合, of those of 70 and over
    Ratio,
    /// Known, and not needed: 報酬月額, 基礎年金番号, 電話, 備考.
    Ignored,
}

/// Whose a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The header does not say.
    Open,
    /// 被保険者
    Insured,
    /// 被扶養者
    Dependant,
}

/// What is told of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonField {
    /// 氏名
    Name,
    /// 姓
    Family,
    /// 名
    Given,
    /// 氏名カナ
    Kana,
    /// 姓カナ
    FamilyKana,
    /// 名カナ
    GivenKana,
    /// 性別
    Sex,
    /// 個人番号
    MyNumber,
}

/// Which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateField {
    /// 生年月日
    Born,
    /// 資格取得日
    Acquired,
    /// 認定日・扶養開始日
    Recognized,
    /// 入社日: not the day of acquisition until somebody says so
    Hired,
    /// 加入日: likewise
    Entered,
    /// 資格喪失日
    Lost,
    /// 削除日・扶養終了日
    Removed,
    /// 退職日
    Left,
    /// 任意継続の最終日
    VoluntaryUntil,
    /// 電子証明書有効期限
    ECertificateUntil,
    /// 基準日
    AsOf,
}

/// The whole day or one of the columns it is split into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DatePart {
    /// The whole.
    Whole,
    /// 元号
    Era,
    /// 年, or 年月日 in six digits
    Year,
    /// 月
    Month,
    /// 日
    Day,
}

impl Field {
    /// What a clerk may say that a column means: everything that stands in one column of its own.
    pub const SAYABLE: [Field; 38] = {
        const fn person(field: PersonField) -> Field {
            Field::Person(Scope::Open, field)
        }
        const fn day(field: DateField) -> Field {
            Field::Date(Scope::Open, field, DatePart::Whole)
        }
        [
            Field::Symbol,
            Field::Number,
            Field::Branch,
            Field::WholeNumber,
            Field::StaffNumber,
            person(PersonField::Name),
            person(PersonField::Family),
            person(PersonField::Given),
            person(PersonField::Kana),
            person(PersonField::FamilyKana),
            person(PersonField::GivenKana),
            day(DateField::Born),
            person(PersonField::Sex),
            person(PersonField::MyNumber),
            Field::Relation,
            day(DateField::Acquired),
            day(DateField::Recognized),
            day(DateField::Lost),
            day(DateField::Removed),
            day(DateField::Left),
            day(DateField::VoluntaryUntil),
            day(DateField::Hired),
            day(DateField::Entered),
            Field::Reason,
            Field::Change,
            Field::Postcode,
            Field::Address,
            Field::AddressPart,
            Field::EmployerCode,
            Field::EmployerName,
            Field::WantsCertificate,
            Field::MynaCard,
            Field::UseRegistered,
            Field::Ratio,
            day(DateField::ECertificateUntil),
            day(DateField::AsOf),
            Field::Reference,
            Field::Ignored,
        ]
    };

    /// The field of a clerk's word: its Japanese or its English one.
    #[must_use]
    pub fn named(word: &str) -> Option<Field> {
        let word = word.trim();
        Field::SAYABLE.into_iter().find(|field| field.code() == word || field.word() == word)
    }

    /// Does the column hold My Numbers?
    #[must_use]
    pub fn is_my_number(self) -> bool {
        matches!(self, Field::Person(_, PersonField::MyNumber))
    }

    /// The Japanese word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Field::EmployerCode => "事業所コード",
            Field::EmployerName => "事業所名",
            Field::Symbol => "記号",
            Field::Number => "番号",
            Field::Branch => "枝番",
            Field::WholeNumber => "記号・番号",
            Field::Reference => "被保険者整理番号",
            Field::StaffNumber => "社員番号",
            Field::Person(_, person) => match person {
                PersonField::Name => "氏名",
                PersonField::Family => "姓",
                PersonField::Given => "名",
                PersonField::Kana => "氏名カナ",
                PersonField::FamilyKana => "姓カナ",
                PersonField::GivenKana => "名カナ",
                PersonField::Sex => "性別",
                PersonField::MyNumber => "個人番号",
            },
            Field::Relation => "続柄",
            Field::Date(_, date, _) => date.word(),
            Field::Reason => "理由",
            Field::Change => "異動区分",
            Field::Postcode => "郵便番号",
            Field::Address => "住所",
            Field::AddressPart => "住所の一部",
            Field::WantsCertificate => "資格確認書発行要否",
            Field::MynaCard => "マイナンバーカード",
            Field::UseRegistered => "利用登録",
            Field::Ratio => "負担割合",
            Field::Ignored => "（取り込まない列）",
        }
    }

    /// A stable English word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Field::EmployerCode => "employer",
            Field::EmployerName => "employer_name",
            Field::Symbol => "symbol",
            Field::Number => "number",
            Field::Branch => "branch",
            Field::WholeNumber => "whole_number",
            Field::Reference => "reference_number",
            Field::StaffNumber => "staff_number",
            Field::Person(_, person) => match person {
                PersonField::Name => "name",
                PersonField::Family => "family_name",
                PersonField::Given => "given_name",
                PersonField::Kana => "kana",
                PersonField::FamilyKana => "family_kana",
                PersonField::GivenKana => "given_kana",
                PersonField::Sex => "sex",
                PersonField::MyNumber => "my_number",
            },
            Field::Relation => "relation",
            Field::Date(_, date, _) => date.code(),
            Field::Reason => "reason",
            Field::Change => "change",
            Field::Postcode => "postcode",
            Field::Address => "address",
            Field::AddressPart => "address_part",
            Field::WantsCertificate => "wants_certificate",
            Field::MynaCard => "myna_card",
            Field::UseRegistered => "use_registered",
            Field::Ratio => "ratio",
            Field::Ignored => "ignored",
        }
    }

    /// Does the column tell one person from another?
    pub(crate) fn identifies(self) -> bool {
        matches!(
            self,
            Field::Number
                | Field::WholeNumber
                | Field::Reference
                | Field::StaffNumber
                | Field::Person(
                    _,
                    PersonField::Name
                        | PersonField::Family
                        | PersonField::Kana
                        | PersonField::FamilyKana
                        | PersonField::MyNumber
                )
        )
    }

    fn scoped(self, scope: Scope) -> Field {
        match self {
            Field::Person(_, person) => Field::Person(scope, person),
            Field::Date(_, DateField::Born, part) => Field::Date(scope, DateField::Born, part),
            field => field,
        }
    }
}

impl DateField {
    /// The Japanese word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateField::Born => "生年月日",
            DateField::Acquired => "資格取得日",
            DateField::Recognized => "認定日",
            DateField::Hired => "入社日",
            DateField::Entered => "加入日",
            DateField::Lost => "資格喪失日",
            DateField::Removed => "削除日",
            DateField::Left => "退職日",
            DateField::VoluntaryUntil => "任意継続の最終日",
            DateField::ECertificateUntil => "電子証明書有効期限",
            DateField::AsOf => "基準日",
        }
    }

    /// A stable English word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            DateField::Born => "born",
            DateField::Acquired => "acquired",
            DateField::Recognized => "recognized",
            DateField::Hired => "hired",
            DateField::Entered => "entered",
            DateField::Lost => "lost",
            DateField::Removed => "removed",
            DateField::Left => "left",
            DateField::VoluntaryUntil => "voluntary_until",
            DateField::ECertificateUntil => "e_certificate_until",
            DateField::AsOf => "as_of",
        }
    }
}

/// The words, written as people write them; [`fold`] makes them equal.
const WORDS: &[(Field, &str)] = &[
    (Field::EmployerCode, "事業所コード 事業所番号 事業所no 事業所cd 会社コード 事業所整理番号 勤務先コード"),
    (Field::EmployerName, "事業所名 事業所名称 事業所 会社名 勤務先 勤務先名 事業主名 適用事業所名"),
    (
        Field::Symbol,
        "記号 保険証記号 証記号 事業所記号 健保記号 被保険者証記号 被保険者証の記号 被保険者記号 被保険者等記号 健康保険証記号 健康保険記号 資格記号 健保証記号",
    ),
    (
        Field::Number,
        "番号 証番号 保険証番号 被保険者番号 被保険者証番号 被保険者証の番号 被保険者等番号 健保番号 健康保険番号 健康保険証番号 健康保険被保険者番号 健保証番号 資格番号",
    ),
    (Field::Branch, "枝番 枝番号 個人枝番 被保険者等枝番 証枝番"),
    (
        Field::WholeNumber,
        "記号番号 保険証記号番号 被保険者証記号番号 被保険者証の記号番号 被保険者等記号番号 健康保険証記号番号 記号番号枝番 被保険者等記号番号枝番 健保記号番号 被保険者記号番号",
    ),
    (Field::Reference, "被保険者整理番号 整理番号 健保整理番号"),
    (
        Field::StaffNumber,
        "社員番号 従業員番号 社員コード 従業員コード 職員番号 職員コード 社員no 従業員no 社員id 従業員id 社番 個人コード 職番 社員cd",
    ),
    (
        Field::Person(Scope::Open, PersonField::Name),
        "氏名 名前 お名前 漢字氏名 氏名漢字 姓名 加入者氏名 対象者氏名 加入者名 氏名本名 漢字 氏名漢字氏名 資格者氏名",
    ),
    (Field::Person(Scope::Insured, PersonField::Name), "社員名 従業員名"),
    (Field::Person(Scope::Dependant, PersonField::Name), "扶養家族 扶養家族名 家族名 被扶養者名 被扶養者"),
    (Field::Person(Scope::Open, PersonField::Family), "姓 氏 名字 苗字 氏名姓 姓漢字 漢字姓 氏名氏 氏漢字"),
    (Field::Person(Scope::Open, PersonField::Given), "名 氏名名 名漢字 漢字名"),
    (
        Field::Person(Scope::Open, PersonField::Kana),
        "氏名カナ カナ氏名 フリガナ ヨミガナ シメイ カナ 氏名フリガナ 氏名カタカナ カタカナ カナ名 読み仮名 読みがな 氏名ヨミ 氏名ヨミガナ 氏名半角カナ カナ氏名半角 氏名カナ半角 氏名全角カナ 氏名カナ全角 氏名読み 半角カナ 全角カナ ヨミ 読み カナ氏名全角",
    ),
    (
        Field::Person(Scope::Open, PersonField::FamilyKana),
        "姓カナ セイ 姓フリガナ カナ姓 氏カナ 氏名カナ姓 フリガナ姓 フリガナセイ 氏名セイ 氏名フリガナ姓 姓ヨミ 姓ヨミガナ カナ氏名姓 カナセイ",
    ),
    (
        Field::Person(Scope::Open, PersonField::GivenKana),
        "名カナ メイ 名フリガナ 氏名カナ名 フリガナ名 フリガナメイ 氏名メイ 氏名フリガナ名 名ヨミ 名ヨミガナ カナ氏名名 カナメイ",
    ),
    (Field::Person(Scope::Open, PersonField::Sex), "性別 種別 種別性別 性別種別 男女 性 男女別 性別コード"),
    (
        Field::Person(Scope::Open, PersonField::MyNumber),
        "個人番号 マイナンバー mn 個人番号マイナンバー マイナンバー個人番号 マイナンバー12桁 個人番号12桁 mynumber",
    ),
    (
        Field::Relation,
        "続柄 続柄コード 続き柄 つづき柄 間柄 続柄名 続柄区分 本人家族区分 本人との続柄 被保険者との続柄",
    ),
    (
        Field::Date(Scope::Open, DateField::Born, DatePart::Whole),
        "生年月日 生年 誕生日 生年月日西暦 生年月日和暦 出生日",
    ),
    (
        Field::Date(Scope::Open, DateField::Acquired, DatePart::Whole),
        "資格取得年月日 取得日 資格取得日 取得年月日 健保取得日 健保資格取得日 健保取得年月日 健保資格取得年月日 健康保険資格取得年月日 健康保険資格取得日 資格取得",
    ),
    (
        Field::Date(Scope::Open, DateField::Recognized, DatePart::Whole),
        "認定日 認定年月日 扶養開始日 扶養開始年月日 扶養認定日 扶養認定年月日 被扶養者になった日 該当日 該当年月日 被扶養者認定日 被扶養者該当日 被扶養者認定年月日",
    ),
    (
        Field::Date(Scope::Open, DateField::Hired, DatePart::Whole),
        "入社日 入社年月日 雇用年月日 雇用日 採用日 採用年月日 雇入日 雇入年月日 雇用開始日 就職日",
    ),
    (Field::Date(Scope::Open, DateField::Entered, DatePart::Whole), "加入日 加入年月日 健保加入日"),
    (
        Field::Date(Scope::Open, DateField::Lost, DatePart::Whole),
        "資格喪失年月日 喪失日 資格喪失日 喪失年月日 健保喪失日 健保資格喪失日 健保喪失年月日 健康保険資格喪失年月日 健康保険資格喪失日 資格喪失",
    ),
    (
        Field::Date(Scope::Open, DateField::Removed, DatePart::Whole),
        "削除日 削除年月日 扶養終了日 扶養終了年月日 扶養削除日 扶養解除日 被扶養者でなくなった日 非該当日 非該当年月日 認定解除日 除外日 被扶養者削除日 被扶養者非該当日",
    ),
    (
        Field::Date(Scope::Open, DateField::Left, DatePart::Whole),
        "退職日 退職年月日 退社日 退社年月日 離職日 離職年月日 退職日死亡日 退職等年月日",
    ),
    (
        Field::Date(Scope::Open, DateField::VoluntaryUntil, DatePart::Whole),
        "任意継続最終日 任継最終日 任意継続終了日 任継終了日 任意継続期間満了日",
    ),
    (
        Field::Date(Scope::Open, DateField::ECertificateUntil, DatePart::Whole),
        "電子証明書有効期限 電子証明書の有効期限 電子証明書期限 利用者証明用電子証明書有効期限 利用者証明用電子証明書の有効期限 電子証明書有効期限日 電子証明書有効期限年月日 電子証明書有効期間満了日 証明書有効期限 有効期限",
    ),
    (
        Field::Date(Scope::Open, DateField::AsOf, DatePart::Whole),
        "基準日 基準年月日 抽出日 データ基準日 時点 抽出年月日",
    ),
    (
        Field::Reason,
        "喪失原因 喪失事由 喪失理由 資格喪失原因 資格喪失事由 異動理由 異動事由 理由 事由 認定理由 削除理由 扶養理由 取得理由 取得事由 変更理由",
    ),
    (
        Field::Change,
        "異動区分 異動の別 異動種別 異動 届出区分 処理区分 得喪区分 取得喪失区分 異動内容 届書種別 届出種別 申請区分 手続区分",
    ),
    (Field::Postcode, "郵便番号 〒 〒番号 郵便 住所郵便番号 郵便番号住所"),
    (Field::Address, "住所 現住所 住民票住所 住所漢字 漢字住所 住民票上の住所 自宅住所 送付先住所"),
    (
        Field::AddressPart,
        "住所1 住所2 住所3 住所4 都道府県 市区町村 市町村 町名 番地 丁目番地 町域番地 建物名 建物 マンション名 方書 住所都道府県 住所市区町村 住所番地 住所建物名 住所方書",
    ),
    (
        Field::WantsCertificate,
        "資格確認書発行要否 資格確認書要否 資格確認書 資格確認書発行 資格確認書の発行 資格確認書の発行要否 資格確認書交付 資格確認書交付要否 資格確認書の交付 資格確認書希望 資格確認書発行希望 発行要否 資格確認書の要否 確認書発行要否",
    ),
    (
        Field::MynaCard,
        "マイナンバーカード 個人番号カード マイナンバーカード有無 マイナンバーカードの有無 マイナンバーカード取得状況 カード取得状況 マイナンバーカード所持 カード有無",
    ),
    (
        Field::UseRegistered,
        "利用登録 利用登録状況 利用登録有無 利用登録の有無 健康保険証利用登録 健康保険証利用登録状況 保険証利用登録 マイナ保険証 マイナ保険証登録 マイナ保険証登録状況 マイナ保険証利用登録 マイナ保険証利用登録状況 マイナ保険証利用登録有無 マイナ保険証登録有無 マイナ保険証有無 登録状況 登録有無 保険証利用登録状況",
    ),
    (Field::Ratio, "負担割合 一部負担金割合 一部負担金の割合 窓口負担割合 自己負担割合 高齢受給者負担割合 割合"),
    (
        Field::Ignored,
        "no 項番 連番 行番号 行 # № 報酬月額 標準報酬月額 標準報酬 報酬 月額 基礎年金番号 年金番号 収入 年収 年間収入 収入見込 収入年収 電話 電話番号 tel 携帯電話 携帯電話番号 連絡先 職業 同居別居 同居 別居 同別居 同居別居の別 備考 摘要 メモ 特記事項 住所カナ カナ住所 住所フリガナ 部署 部署名 所属 所属名 役職 メールアドレス メール email 国籍 被扶養者の有無 扶養の有無 扶養者の有無 被扶養者有無 扶養人数 被扶養者数 提出日 届出日 作成日 受付日 ローマ字 ローマ字氏名 氏名ローマ字 氏名英字 英字氏名 通称名 通称 旧姓 旧氏名 年齢 取得区分 資格区分 保険者番号 保険者名 世帯 事業主 短時間労働者 二以上事業所勤務 70歳以上 添付書類 添付枚数 確認 例",
    ),
];

static LEXICON: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    for (field, words) in WORDS {
        for word in words.split(' ') {
            lexicon.insert(fold(word), *field);
        }
    }
    lexicon
});

/// A header's text in the form that is compared: narrow, lower case, katakana, without spaces, numbering, marks and
/// （必須）. Brackets are kept as `(` and `)`.
#[must_use]
pub fn fold(text: &str) -> String {
    // Circled numbers are numbering; NFKC would make digits of them.
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, '①'..='⑳' | '❶'..='❿' | '㉑'..='㉟' | '⓪' | '※' | '＊' | '*' | '★' | '☆' | '●' | '○' | '◎' | '■' | '□' | '◆' | '◇' | '▼' | '▲'))
        .collect();
    let mut folded = String::with_capacity(bare.len());
    for c in bare.nfkc() {
        if c.is_whitespace()
            || c.is_control()
            || matches!(c, '・' | '/' | '_' | ':' | '、' | ',' | '-' | '‐' | '~' | '「' | '」' | '"' | '\'' | '|')
        {
            continue;
        }
        let c = match c {
            '[' | '{' | '【' | '〔' | '〈' | '《' | '<' => '(',
            ']' | '}' | '】' | '〕' | '〉' | '》' | '>' => ')',
            c => c,
        };
        folded.extend(full_katakana(c).to_lowercase());
    }
    for mark in ["(必須)", "(任意)", "(必要)", "(要入力)", "必須"] {
        if folded.len() > mark.len() {
            folded = folded.replace(mark, "");
        }
    }
    // 1.氏名, (2)氏名
    let numbering = folded.trim_start_matches(['(', ')', '.']).trim_start_matches(|c: char| c.is_ascii_digit());
    let numbering = numbering.trim_start_matches(['.', ')']);
    if !numbering.is_empty() && numbering.len() < folded.len() {
        return numbering.to_owned();
    }
    folded
}

/// The meaning of a folded text: with what stands in brackets, else without it.
fn plain(folded: &str) -> Option<Field> {
    if folded.is_empty() {
        return None;
    }
    if let Some(field) = LEXICON.get(folded) {
        return Some(*field);
    }
    let open = folded.find('(')?;
    let joined: String = folded.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    if let Some(field) = LEXICON.get(&joined) {
        return Some(*field);
    }
    let mut outside = String::new();
    let mut depth = 0;
    for c in folded.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    if outside.is_empty() {
        // （元号） and the like: nothing but brackets.
        return LEXICON.get(folded[open..].trim_matches(['(', ')'])).copied();
    }
    let inside: String = folded[open..].to_owned();
    if ["ローマ", "英字", "旧姓", "通称", "旧氏"].iter().any(|word| inside.contains(&fold(word))) {
        return Some(Field::Ignored);
    }
    let field = LEXICON.get(&outside).copied();
    // 生年月日(元号)
    if let (Some(Field::Date(scope, date, DatePart::Whole)), Some(part)) = (field, part_of(&folded[open..])) {
        return Some(Field::Date(scope, date, part));
    }
    field
}

/// The meaning of one text, with a scope in front of it (被扶養者氏名) and a part of a date behind (生年月日元号).
pub(crate) fn meaning(folded: &str) -> Option<Field> {
    if let Some(field) = plain(folded) {
        return Some(field);
    }
    if let Some((scope, rest)) = strip_scope(folded)
        && let Some(field) = plain(rest).or_else(|| dated(rest))
    {
        return Some(field.scoped(scope));
    }
    dated(folded)
}

/// 生年月日元号, 生年月日(年)
fn dated(folded: &str) -> Option<Field> {
    let bare: String = folded.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    for (word, part) in [
        ("年月日", DatePart::Year),
        ("元号", DatePart::Era),
        ("年号", DatePart::Era),
        ("年", DatePart::Year),
        ("月", DatePart::Month),
        ("日", DatePart::Day),
    ] {
        if let Some(rest) = bare.strip_suffix(word)
            && let Some(Field::Date(scope, date, DatePart::Whole)) = LEXICON.get(rest)
        {
            return Some(Field::Date(*scope, *date, part));
        }
    }
    None
}

/// The meaning of a column below a group header (被扶養者 over 氏名, 生年月日 over 元号).
pub(crate) fn meaning_in(group: &str, own: &str) -> Option<Field> {
    if own.is_empty() {
        return meaning(group);
    }
    if group.is_empty() {
        return meaning(own);
    }
    let whole_group = meaning(group);
    if let Some(Field::Date(scope, date, DatePart::Whole)) = whole_group
        && let Some(part) = part_of(own)
    {
        return Some(Field::Date(scope, date, part));
    }
    let alone = meaning(own);
    // 記号・番号 over 枝番: the column is the part, not the whole.
    if matches!(alone, Some(Field::Symbol | Field::Number | Field::Branch)) {
        return alone;
    }
    // A title such as 被保険者資格取得届 is no group.
    if let Some((scope, rest)) = strip_scope(group)
        && rest.chars().count() <= 3
        && let Some(field) = alone
    {
        return Some(field.scoped(scope));
    }
    meaning(&format!("{group}{own}")).or(alone)
}

/// The part of a date that a sub-header names on its own.
pub(crate) fn part_of(own: &str) -> Option<DatePart> {
    match own.trim_matches(['(', ')']) {
        "元号" | "年号" | "元号コード" | "和暦" => Some(DatePart::Era),
        "年" | "年月日" | "yymmdd" => Some(DatePart::Year),
        "月" => Some(DatePart::Month),
        "日" => Some(DatePart::Day),
        _ => None,
    }
}

fn strip_scope(folded: &str) -> Option<(Scope, &str)> {
    for (word, scope) in [
        ("被扶養者", Scope::Dependant),
        ("扶養家族", Scope::Dependant),
        ("扶養親族", Scope::Dependant),
        ("家族", Scope::Dependant),
        ("扶養者", Scope::Dependant),
        ("被保険者等", Scope::Insured),
        ("被保険者", Scope::Insured),
        ("従業員", Scope::Insured),
        ("社員", Scope::Insured),
        ("職員", Scope::Insured),
        ("本人", Scope::Insured),
    ] {
        if let Some(rest) = folded.strip_prefix(word) {
            return Some((scope, rest.strip_prefix('ノ').unwrap_or(rest)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_things() {
        let mut seen: HashMap<String, Field> = HashMap::new();
        for (field, words) in WORDS {
            for word in words.split(' ') {
                let folded = fold(word);
                assert!(!folded.is_empty(), "{word}");
                if let Some(other) = seen.insert(folded, *field) {
                    assert_eq!(other, *field, "{word}");
                }
            }
        }
    }
}
