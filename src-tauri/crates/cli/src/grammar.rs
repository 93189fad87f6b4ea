//! The command line's grammar, with help in Japanese and English.

mod assets;
mod card;
mod characters;
mod forms;
mod imports;
mod last_four;
mod letters;
mod lists;
mod official;
mod recipe;
mod returns;
mod same;

use std::path::PathBuf;

pub use assets::{AssetCommand, AssetDays};
pub use card::{CardCommand, CheckArgs};
pub use characters::CharacterCommand;
pub use imports::{ImportsCommand, QuarantineCommand};
pub use last_four::LastFourCommand;
pub use lists::ListsCommand;
pub use same::SameCommand;

use clap::{Arg, ArgAction, Args, Parser, Subcommand, ValueEnum};
use rules::leaflet::Topic;
use rules::words::Lang;

pub use forms::FormsCommand;
pub use letters::LettersCommand;
pub use official::OfficialArgs;
pub use recipe::{ReadingArgs, RecipeCommand};
pub use returns::ReturnsCommand;

/// 資格台帳: 健康保険組合の資格確認書・資格情報のお知らせ
#[derive(Debug, Parser)]
#[command(name = "daicho", version, disable_help_subcommand = true)]
pub struct Daicho {
    /// JSON で出力する（一覧は1行に1件）
    #[arg(long, global = true)]
    pub json: bool,
    /// 文の言語（既定は日本語、LANG=en* なら英語）
    #[arg(long, global = true, value_name = "ja|en", value_enum)]
    pub lang: Option<Tongue>,
    /// パスフレーズのファイル（DAICHO_PASSPHRASE_FILE でも可）
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// 担当者コード（記録に残る。なければ、パスフレーズの持ち主。新しい台帳では desk）
    #[arg(long, global = true, value_name = "CODE")]
    pub operator: Option<String>,
    /// パスフレーズの代わりに、この機械のキーチェーンの鍵で開く（人のいない夜間の処理など）
    #[arg(long, global = true)]
    pub keychain: bool,
    /// 何をするか
    #[command(subcommand)]
    pub command: Command,
}

/// 文の言語
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Tongue {
    /// 日本語
    Ja,
    /// English
    En,
}

/// 何をするか
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 練習用の組合をつくる（架空の加入者と事業所のファイル）
    Demo {
        /// つくる場所
        dir: PathBuf,
        /// 加入者数（10～1000000、既定は1000）
        #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
        members: u32,
        /// 乱数の種（同じ種なら同じファイル。既定は1）
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// incoming/ のファイルもすべて取り込む
        #[arg(long)]
        filled: bool,
    },
    /// 新しい台帳をつくる
    Init {
        /// 台帳のファイル（まだないもの）
        ledger: PathBuf,
        /// 組合のファイル（society.toml）
        #[arg(long, value_name = "FILE")]
        society: PathBuf,
        /// 方針のファイル（policy.toml）
        #[arg(long, value_name = "FILE")]
        policy: PathBuf,
    },
    /// 事業所のファイル、または利用登録状況の一覧を取り込む
    Import {
        /// 台帳
        ledger: PathBuf,
        /// 取り込むファイル（xlsx, xls, ods, csv, tsv）、またはそれらのあるフォルダー
        file: PathBuf,
        /// 事業所コード
        #[arg(long, value_name = "CODE")]
        employer: Option<String>,
        /// 届の種類: auto（列名から。既定）, enrolment（取得）, leaving（喪失）, dependants（被扶養者）, registration（利用登録状況）, members（一覧）
        #[arg(long, value_enum, default_value_t = FormName::Auto)]
        form: FormName,
        /// 台帳に書き込まず、差分だけを示す
        #[arg(long)]
        dry_run: bool,
        /// 取り込めなかった行を書き出すファイル（.xlsx。フォルダーの取込みではフォルダー）
        #[arg(long, value_name = "OUT.xlsx")]
        rejects: Option<PathBuf>,
        /// 事業所へ返すファイル（元の並びのまま、直すセルに色を付け、理由を添える）の書き出し先（.xlsx。フォルダーの取込みではフォルダー）
        #[arg(long = "return", value_name = "OUT.xlsx")]
        returned: Option<PathBuf>,
        /// 紛らわしい列名を確認済みとする（例: 入社日）。何度でも
        #[arg(long, value_name = "列名")]
        confirm: Vec<String>,
        /// 列の意味を指定する（例: C=番号、2!D=資格取得日。読み込まない列は C=）。何度でも
        #[arg(long, value_name = "列=項目")]
        column: Vec<String>,
        /// 台帳の似た方とは別の方だと確かめた行（例: 12、取得!12）。何度でも
        #[arg(long, value_name = "行番号")]
        other_person: Vec<String>,
        /// 台帳と違っても正しいと確かめた行（例: 12、取得!12）。何度でも
        #[arg(long, value_name = "行番号")]
        sure: Vec<String>,
        /// 取込み済みの利用登録状況の一覧を、その基準日の内容として正しいと確かめたうえで、もう一度取り込む
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        reading: ReadingArgs,
        /// ファイルのパスワードを書いたファイル
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// 開けたパスワードを、この事業所のものとしてこの機械のキーチェーンに覚える（--employer と一緒に）
        #[arg(long, requires = "employer", requires = "password_file")]
        remember_password: bool,
        /// この事業所について覚えたパスワードを、取り込む前に消す（--employer と一緒に）
        #[arg(long, requires = "employer", conflicts_with = "remember_password")]
        forget_password: bool,
        /// 圧縮ファイルの中の、取り込む表の名前
        #[arg(long, value_name = "名前")]
        inside: Option<String>,
        /// 受付日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// これまでの取込みの一覧と、取込みの取消し
    Imports {
        /// 台帳
        ledger: PathBuf,
        /// 取り消すとき
        #[command(subcommand)]
        command: Option<ImportsCommand>,
    },
    /// 待っている行: 取り込めなかった行を見る、取り込む、除く
    Quarantine {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか（既定は一覧）
        #[command(subcommand)]
        command: Option<QuarantineCommand>,
    },
    /// 読み取り方: 事業所ごとに覚えている、ファイルの読み方（列の意味、続柄などの番号、日付の書き方）
    Recipe {
        /// 台帳
        ledger: PathBuf,
        #[command(subcommand)]
        command: Option<RecipeCommand>,
    },
    /// 番号・氏名・カナ・生年月日・事業所・管理番号で探す
    Find {
        /// 台帳
        ledger: PathBuf,
        /// 探す言葉
        query: String,
        /// 最大件数（既定は20）
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// いつの状態を示すか（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 加入者ひとりのすべてを示す
    Show {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// 個人番号の下4桁も示す理由（示したことと理由は記録に残る）
        #[arg(long, value_name = "WORDS")]
        reason: Option<String>,
        /// いつ
        #[command(flatten)]
        view: View,
    },
    /// 交付・返納の判定（何も書き込まない）
    Decide {
        /// 台帳
        ledger: PathBuf,
        /// ひとりだけ判定する
        #[arg(long, value_name = "MEMBER")]
        member: Option<String>,
        /// いつ
        #[command(flatten)]
        view: View,
    },
    /// 氏名を登録し直す（印字用の氏名など）
    Name {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// 氏名
        name: String,
        /// 氏名カナ
        #[arg(long, value_name = "KANA")]
        kana: Option<String>,
        /// どの氏名か: printed（印字。既定）, registered（住民票）, reported（届出）
        #[arg(long, default_value = "printed", value_name = "LAYER")]
        layer: String,
        /// いつから（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 印刷する束を確定する
    Plan {
        /// 台帳
        ledger: PathBuf,
        /// 書類の種類: notice（お知らせ）, certificate（資格確認書）
        #[arg(long, value_enum)]
        kind: KindName,
        /// 判定日・交付年月日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 対象者の一覧（1行にひとり）
        #[arg(long, value_name = "FILE")]
        members: Option<PathBuf>,
        /// 様式（名前またはファイル）
        #[arg(long, value_name = "NAME|FILE")]
        layout: Option<String>,
        /// 印字できない方を除いて続ける
        #[arg(long)]
        without_unprintable: bool,
        /// 封筒の分け方: household（世帯でひとつ）, member（ひとりにひとつ）。既定は方針
        #[arg(long, value_parser = ["household", "member"])]
        envelopes: Option<String>,
        /// 対象を示すだけで確定しない
        #[arg(long)]
        dry_run: bool,
    },
    /// 書類ひとつの状態: 券面の管理番号から示し、起きたことを記録する
    Paper {
        /// 台帳
        ledger: PathBuf,
        /// 書類の管理番号（Pから始まる）
        code: String,
        /// 何が起きたか: show（示すだけ。既定）, posted, delivered, in_hand, undelivered（返戻）, never_came（未着の申出）, said_returned（返却済みの申出）, search_in_vain, lost, damaged, returned, loss_reported（滅失届）, not_collectable（回収不能届）, self_disposed, found, destroyed
        #[arg(default_value = "show", value_name = "WHAT")]
        what: String,
        /// 一緒に読み取ったほかの書類。何度でも
        #[arg(long = "also", value_name = "CODE")]
        also: Vec<String>,
        /// いつ（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 理由や控え。返戻では unknown_at_address, moved, no_such_address, not_collected, refused, other のいずれか
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
        /// 廃棄に立ち会った方
        #[arg(long, value_name = "NAME")]
        witness: Option<String>,
        /// 回収の経過（PDF）を書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// 申請を受け付け、すぐに判定する
    Apply {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        #[arg(long, value_name = "MEMBER")]
        member: String,
        /// 理由: myna_card_lost, myna_card_renewing, e_certificate_lapsed, not_registered, no_myna_card, myna_card_returned, needs_assistance, lost, damaged
        #[arg(long, value_name = "REASON", required_unless_present = "fee")]
        reason: Option<String>,
        /// 申請日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 受付日（既定は申請日）。この日で判定する
        #[arg(long, value_name = "DATE")]
        received: Option<String>,
        /// 事業主を経由せず、直接受け付けた
        #[arg(long)]
        direct: bool,
        /// 代理人の氏名
        #[arg(long, value_name = "NAME", requires = "relation", requires = "papers_seen")]
        proxy: Option<String>,
        /// 代理人の続柄・関係
        #[arg(long, value_name = "WORDS", requires = "proxy")]
        relation: Option<String>,
        /// 代理権と本人確認のために見た書類
        #[arg(long, value_name = "WORDS", requires = "proxy")]
        papers_seen: Option<String>,
        /// 手数料を免除する理由
        #[arg(long, value_name = "WORDS")]
        waive: Option<String>,
        /// 手数料は入金済み
        #[arg(long, conflicts_with = "waive")]
        paid: bool,
        /// 申請ではなく、未納の手数料だけを片付ける（--paid または --waive）
        #[arg(long, conflicts_with_all = ["reason", "direct", "proxy", "received"])]
        fee: bool,
    },
    /// 下4桁の確認: 手紙・回答・相違
    Lastfour {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: LastFourCommand,
    },
    /// 郵送の保護（DV等）: 本人の送付先だけに一通ずつ送り、住所を表示しない
    Shield {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// on（保護する）または off（解く）
        #[arg(value_name = "on|off")]
        what: String,
        /// 理由（記録に残る）
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// 自己情報の閲覧の停止（DV等）: 停止した方には、申請がなくても資格確認書を交付する
    Access {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// blocked（停止）または open（できる）
        #[arg(value_name = "blocked|open")]
        what: String,
        /// 理由（記録に残る）
        #[arg(long, value_name = "WORDS")]
        reason: String,
        /// いつから（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 任意記載事項の申出: 限度額適用区分・標準負担額減額認定・特定疾病を資格確認書に記載する
    Optional {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// ceiling（限度額適用区分）、meals（標準負担額減額認定）、disease（特定疾病）
        #[arg(value_name = "ceiling|meals|disease")]
        item: Option<String>,
        /// 記載する値（ウ、低所得Ⅱ、1・10,000円 など）
        #[arg(conflicts_with = "end", requires = "item", required_unless_present_any = ["end", "list"])]
        value: Option<String>,
        /// いつから（既定は申出の日）
        #[arg(long, value_name = "DATE", requires = "value")]
        from: Option<String>,
        /// いつまで
        #[arg(long, value_name = "DATE", requires = "value")]
        until: Option<String>,
        /// もう記載しない
        #[arg(long, requires = "item")]
        end: bool,
        /// いまの記録と、記載できる値を見る
        #[arg(long, conflicts_with_all = ["item", "end"])]
        list: bool,
        /// 申出の日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 窓口: 読み取ったコードか番号から、どなたか、何をお持ちか、何と言うか
    Counter {
        /// 台帳
        ledger: PathBuf,
        /// 書類のコード、記号-番号-枝番、または管理コード
        text: String,
        /// いつのことか
        #[command(flatten)]
        view: View,
    },
    /// カードリーダーと、窓口の本人確認
    Card {
        /// 何をするか
        #[command(subcommand)]
        command: CardCommand,
    },
    /// 返戻の一覧: 戻った書類、理由、次にすること
    Mail {
        /// 台帳
        ledger: PathBuf,
        /// 基準日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 加入者の住所を直す、またはいまの住所で正しいと記録する
    Address {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// 新しい郵便番号
        #[arg(long, value_name = "POSTCODE", required_unless_present = "confirm", requires = "address")]
        postcode: Option<String>,
        /// 新しい住所
        #[arg(long, value_name = "ADDRESS", requires = "postcode")]
        address: Option<String>,
        /// 台帳にある住所で正しい
        #[arg(long, conflicts_with_all = ["postcode", "address"])]
        confirm: bool,
        /// 住所ではなく送付先
        #[arg(long)]
        delivery: bool,
        /// いつから（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    #[command(flatten)]
    Returns(ReturnsCommand),
    #[command(flatten)]
    Letters(LettersCommand),
    #[command(flatten)]
    Forms(FormsCommand),
    /// 電子媒体の届（KPFD0006.CSV・SHFD0006.CSV）を、台帳から書き出す
    Official(OfficialArgs),
    /// 今日の仕事: 一覧ごとの件数と最も早い期限、またはひとつの一覧の方々
    Work {
        /// 台帳
        ledger: PathBuf,
        /// 一覧の名前（なければすべての件数）
        #[arg(value_name = "LIST")]
        list: Option<String>,
        /// 期限がこの月の方だけ（例: 2026-05）
        #[arg(long, value_name = "YYYY-MM", requires = "list")]
        month: Option<String>,
        /// いつの仕事か（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 加入者の節目: 70歳・75歳・任意継続・電子証明書などの日と、その数え方
    Milestone {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// いつ
        #[command(flatten)]
        view: View,
    },
    /// 日数の計算: 台帳にない日付から期限を数える（引っ越し・在留期間・カードなど）
    Reckon {
        /// 何の期限か: turning_70, turning_75, voluntary_end, voluntary_application, e_certificate_end, grace_end, myna_card_end, stay_end, move_in_report, continued_use, leaving_japan, hand_back, employer_files, society_registers, business_days
        kind: String,
        /// もとになる日付
        #[command(flatten)]
        given: Box<ReckonGiven>,
        /// 1か月以内かどうかを見る日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 案内: 窓口や電話で何と言うか。加入者ひとりについて、または理由ごとに
    Answer {
        /// 台帳（理由ごとの案内には要らない。リーフレットには組合の名称が入る）
        #[arg(requires = "of_ledger")]
        ledger: Option<PathBuf>,
        /// 記号-番号-枝番、または管理コード
        #[arg(group = "of_ledger")]
        member: Option<String>,
        /// 案内のコード・理由のコード、または探す言葉（なければ一覧）
        #[arg(long, value_name = "CODE", conflicts_with = "ledger")]
        about: Option<String>,
        /// その日に正しいリーフレットを示す: clinic（受診）, returns（返納）
        #[arg(long, value_name = "TOPIC", value_enum, group = "of_ledger", conflicts_with = "about")]
        leaflet: Option<TopicName>,
        /// リーフレットを印刷用のPDFにして書き出すフォルダー
        #[arg(long, value_name = "DIR", requires = "leaflet")]
        out: Option<PathBuf>,
        /// いつ
        #[command(flatten)]
        view: View,
    },
    /// 確定した束の内訳・封入・刷り直し・発送・締め・印刷前の取消し
    Batch {
        /// 台帳
        ledger: PathBuf,
        /// 束の番号
        batch: String,
        /// 何をするか
        #[command(subcommand)]
        command: BatchCommand,
    },
    /// 用紙の在庫: 受入・損紙・棚卸。印刷した枚数は記録から数える
    Stock {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: StockCommand,
    },
    /// 束の PDF・送付書・一覧表を書き出す（何度でも同じ）
    Print {
        /// 台帳
        ledger: PathBuf,
        /// 束の番号
        batch: String,
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// 確定したあとの変更があっても、または古くても続ける理由（記録される）
        #[arg(long, value_name = "REASON")]
        despite: Option<String>,
    },
    /// 書き出した束を、このパソコンのプリンターへ送り、1枚ずつ確かめながら続ける
    Send {
        /// 台帳
        ledger: PathBuf,
        /// 束の番号
        batch: String,
        /// 書き出したフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// プリンターの名前（なければ、どこまで紙になったかを示す）
        #[arg(long, value_name = "NAME")]
        printer: Option<String>,
        /// 給紙（例 tray-2。既定はプリンターの設定どおり）
        #[arg(long, value_name = "TRAY")]
        tray: Option<String>,
        /// 正しく出た最後の紙: 紙の上の番号、または何枚目か（1枚も出ていなければ 0）
        #[arg(long, value_name = "SHEET")]
        last: Option<String>,
        /// すべて紙になった束を、もう一度送る理由（記録される）
        #[arg(long, value_name = "REASON")]
        again: Option<String>,
        /// 確定したあとの変更があっても、または古くても続ける理由（記録される）
        #[arg(long, value_name = "REASON")]
        despite: Option<String>,
    },
    /// プリンターの一覧と、位置合わせ
    Printers {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: Option<PrinterCommand>,
    },
    /// 氏名の文字: 書体にない文字・方針で印字しない文字と、組合の決まり
    Characters {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: Option<CharacterCommand>,
    },
    /// 様式・印影・発行者: 使い始める日を付けて申し出て、別の責任者が承認する
    Assets {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: Option<AssetCommand>,
    },
    /// 印刷前の点検: だれに何通になるかと、印刷を止めるものをすべて示す（何も確定しない）
    Preflight {
        /// 台帳
        ledger: PathBuf,
        /// 書類の種類: notice（お知らせ）, certificate（資格確認書）, last_four（下4桁）
        #[arg(long, value_enum)]
        kind: KindName,
        /// 判定日・交付年月日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 対象者の一覧（1行にひとり）
        #[arg(long, value_name = "FILE")]
        members: Option<PathBuf>,
        /// 様式（名前またはファイル）
        #[arg(long, value_name = "NAME|FILE")]
        layout: Option<String>,
    },
    /// 窓あき封筒の試し刷り: 窓・紙が動いても見える枠・十字のPDFを書き出す
    EnvelopeTest {
        /// 封筒（名前またはファイル。既定は naga3-90x45）
        #[arg(default_value = "naga3-90x45", value_name = "NAME|FILE")]
        envelope: String,
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// 試算: 別の日・別の方針・法改正の見込みで判定が変わる方（何も書き込まない）
    WhatIf {
        /// 台帳
        ledger: PathBuf,
        /// 比べる日（既定は --on と同じ）
        #[arg(long, value_name = "DATE")]
        against_on: Option<String>,
        /// 組合の方針の代わりに試す方針のファイル（policy.toml）
        #[arg(long, value_name = "FILE")]
        policy: Option<PathBuf>,
        /// 法改正の見込みのファイル（施行日を書いた TOML）
        #[arg(long, value_name = "PACK")]
        rules: Option<PathBuf>,
        /// 件数の代わりに、この違いに当たる方の一覧を出す
        #[arg(long, value_name = "KEY")]
        list: Option<String>,
        /// いつ
        #[command(flatten)]
        view: View,
    },
    /// 報告: 事業所・月ごとの数（issued, reissued, refused, returned, outstanding, covered, last_four）
    Report {
        /// 台帳
        ledger: PathBuf,
        /// 報告の名前
        name: String,
        /// 最初の月（その月の日、または 2026-04。既定は12か月分）
        #[arg(long, value_name = "MONTH")]
        from: Option<String>,
        /// 最後の月（既定は --on の月）
        #[arg(long, value_name = "MONTH")]
        to: Option<String>,
        /// 基準日: この日までを数える（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// その時点で台帳が知っていたこと（報告の処理番号、日時、または日付）
        #[arg(long, value_name = "AS-OF")]
        known_at: Option<String>,
        /// 表をファイルに書き出す（.csv または .xlsx）
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// 数の代わりに、その内訳の方の一覧を出す
        #[arg(long)]
        list: bool,
        /// 一覧を、ひとつの事業所（なしは -）とひとつの月に絞る
        #[arg(long, num_args = 2, value_names = ["EMPLOYER", "MONTH"])]
        cell: Option<Vec<String>>,
        /// 一覧を、ひとつの項目に絞る
        #[arg(long, value_name = "CODE")]
        measure: Option<String>,
    },
    /// 記録: だれが何をし、だれの情報を見たか
    Journal {
        /// 台帳
        ledger: PathBuf,
        /// 期間の始まり（既定は30日前）
        #[arg(long, value_name = "DATE", global = true)]
        from: Option<String>,
        /// 期間の終わり（既定は今日）
        #[arg(long, value_name = "DATE", global = true)]
        to: Option<String>,
        /// ひとりの担当者だけ
        #[arg(long, value_name = "CODE")]
        by: Option<String>,
        /// acts（処理）だけ、または looks（閲覧）だけ
        #[arg(long, value_name = "WHAT")]
        what: Option<String>,
        /// 何をするか（なければ一覧）
        #[command(subcommand)]
        command: Option<JournalCommand>,
    },
    /// 不具合の報告: 作りものに置き換えた内容を示し、--out でファイルにする
    Trouble {
        /// 台帳
        ledger: PathBuf,
        /// おかしいと思う加入者: 記号-番号-枝番、または管理コード
        #[arg(long, value_name = "MEMBER")]
        member: Option<String>,
        /// 報告を書くフォルダー
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        view: View,
    },
    /// 漏えい: 失くした束や控えにだれのどの情報があったか、いつまでに報告するか
    Leak {
        /// 台帳
        ledger: PathBuf,
        /// 失くした、または届け先を間違えた束
        #[arg(long, value_name = "CODE", group = "lost")]
        batch: Option<String>,
        /// 束のうち、この番号の封筒だけ（3、1-150 など）。何度でも
        #[arg(long, value_name = "N", requires = "batch")]
        envelope: Vec<String>,
        /// 失くした控え（ファイル名、または最後の処理の番号）
        #[arg(long, value_name = "NAME", group = "lost")]
        copy: Option<String>,
        /// 台帳のある機械そのものを失くした
        #[arg(long, group = "lost")]
        machine: bool,
        /// この担当者が見た情報
        #[arg(long, value_name = "CODE", group = "lost")]
        seen_by: Option<String>,
        /// 見た期間の始まり（既定は30日前）
        #[arg(long, value_name = "DATE", requires = "seen_by")]
        from: Option<String>,
        /// 見た期間の終わり（既定は今日）
        #[arg(long, value_name = "DATE", requires = "seen_by")]
        to: Option<String>,
        /// 知った日（期限はこの日から数える。既定は今日）
        #[arg(long, value_name = "DATE")]
        known_on: Option<String>,
        /// 渡ってしまった相手
        #[arg(long, value_name = "WORDS")]
        receiver: Option<String>,
        /// 不正の目的によるおそれがある
        #[arg(long)]
        on_purpose: bool,
        /// 要配慮個人情報（病名など）を含む
        #[arg(long)]
        sensitive: bool,
        /// パスフレーズや復旧コードも一緒に失くした
        #[arg(long)]
        key_too: bool,
        /// 報告書の案（PDF）と対象の方の一覧（xlsx）を書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// 備えの名簿: 台帳を開けないときのための、暗号化した PDF（だれが加入し、何を持ち、何をするか）
    Fallback {
        /// 台帳
        ledger: PathBuf,
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// PDF を開くパスフレーズのファイル
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// 多数の書類の束を、別の責任者として確認し、印刷できるようにする
    Release {
        /// 台帳
        ledger: PathBuf,
        /// 束の番号
        batch: String,
    },
    /// 担当者: 一覧、登録、役割の変更、パスフレーズ、外すこと
    Operator {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: OperatorCommand,
    },
    /// 復旧コード: 全員がパスフレーズを忘れたときのための、印刷して封をしておく番号
    Recovery {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか
        #[command(subcommand)]
        command: RecoveryCommand,
    },
    /// 台帳と記録の鎖を検査する
    Verify {
        /// 台帳
        ledger: PathBuf,
        /// 外に控えた記録点（….anchors）のあるフォルダー
        #[arg(long, value_name = "DIR")]
        anchors: Option<PathBuf>,
    },
    /// 確かめた控えを作る（ほかの人の作業は止めない）
    Backup {
        /// 台帳
        ledger: PathBuf,
        /// 控えを置くフォルダー
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// 二つ目の置き場所（別のディスクや USB メモリー）
        #[arg(long, value_name = "DIR")]
        also: Option<PathBuf>,
    },
    /// 控えから、新しいファイルに台帳を戻す
    Restore {
        /// 控え（….kbk）
        backup: PathBuf,
        /// 戻す先の新しい台帳。--rehearse では、いまの台帳
        #[arg(long, value_name = "LEDGER")]
        to: PathBuf,
        /// 戻せることだけを確かめる（いまの台帳はそのまま）
        #[arg(long)]
        rehearse: bool,
        /// 外に控えた記録点（….anchors）のあるフォルダー
        #[arg(long, value_name = "DIR", conflicts_with = "rehearse")]
        anchors: Option<PathBuf>,
    },
    /// 壊れた台帳を、直近の控えから戻す（壊れたファイルは別の名前で残す）
    Recover {
        /// 壊れた台帳
        ledger: PathBuf,
        /// 戻せる控えと、足りなくなる記録を示すだけで、戻さない
        #[arg(long)]
        dry_run: bool,
        /// 控えを探すフォルダー（覚えている置き場所のほかに。何度でも）
        #[arg(long, value_name = "DIR")]
        from: Vec<PathBuf>,
        /// 外に控えた記録点（….anchors）のあるフォルダー
        #[arg(long, value_name = "DIR")]
        anchors: Option<PathBuf>,
    },
    /// 保存期間の過ぎたものの一覧と、復元できない削除（証明書を書き出す）
    Delete {
        /// 台帳
        ledger: PathBuf,
        /// 種類: last_four（下4桁）, papers（書類と判定）, member（加入者の情報すべて）, looks（閲覧の記録）。何度でも（既定はすべて）
        #[arg(long, value_name = "KIND", value_parser = KINDS)]
        kind: Vec<String>,
        /// いつの時点で期間が過ぎているか（既定は今日）
        #[arg(long, value_name = "DATE", global = true)]
        on: Option<String>,
        /// 理由（記録と証明書に残る。氏名や番号は書かない）。なければ一覧だけ
        #[arg(long, value_name = "WORDS", global = true)]
        reason: Option<String>,
        /// 件数を示すだけで削除しない
        #[arg(long)]
        dry_run: bool,
        /// 削除証明書（PDF）を書き出すフォルダー
        #[arg(long, value_name = "DIR", global = true)]
        out: Option<PathBuf>,
        /// 記録点と、削除した管理コードを書き足すフォルダー（繰り返せます）
        #[arg(long, value_name = "DIR")]
        anchors: Vec<PathBuf>,
        /// 何をするか（なければ一覧か削除）
        #[command(subcommand)]
        command: Option<DeleteCommand>,
    },
    /// 職権交付: 最新の利用登録状況の一覧から、交付・待機・不明などを示し、確定し、束にする
    Run {
        /// 台帳
        ledger: PathBuf,
        /// 判定日・交付年月日（既定は今日）
        #[arg(long, value_name = "DATE", global = true)]
        on: Option<String>,
        /// 何をするか（なければ、これまでの確定の一覧）
        #[command(subcommand)]
        command: Option<RunCommand>,
    },
    /// 更新の波: 同じ有効期限の資格確認書の更新を、その前の数週にならす
    Waves {
        /// 台帳
        ledger: PathBuf,
        /// 共通の有効期限
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// 何週にならすか（既定は、1週の上限で足りる最少。上限がなければ送れる週すべて）
        #[arg(long, value_name = "N")]
        weeks: Option<usize>,
        /// 1週の上限（人）。事業所は分けない
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        per_week: Option<u32>,
        /// 示すだけでなく、確定する
        #[arg(long, requires = "until")]
        freeze: bool,
        /// この日より後の週にならす（既定は今日）
        #[arg(long, value_name = "DATE", global = true)]
        on: Option<String>,
        /// 何をするか（なければ、これからの波）
        #[command(subcommand)]
        command: Option<WaveCommand>,
    },
    /// 訂正の影響: 後から分かったことで、先の判定や書類に何が続くか
    Consequences {
        /// 台帳
        ledger: PathBuf,
        /// いつの時点か（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 確認済みのものも示す
        #[arg(long, conflicts_with = "seen")]
        all: bool,
        /// 確認済みとして記録する: 加入者と、影響の番号（not_insured:P… など）
        #[arg(long, num_args = 2, value_names = ["MEMBER", "CODE"])]
        seen: Option<Vec<String>>,
        /// どう片付けたか
        #[arg(long, value_name = "WORDS", requires = "seen")]
        note: Option<String>,
    },
    /// 同じ方かもしれない方: 二人を横に並べて示し、同じ方か別の方かの答えを残す
    Same {
        /// 台帳
        ledger: PathBuf,
        /// いつの時点か（既定は今日）
        #[arg(long, value_name = "DATE", global = true)]
        on: Option<String>,
        /// 何をするか（なければ、答えを待っている一覧）
        #[command(subcommand)]
        command: Option<SameCommand>,
    },
    /// 利用登録状況の一覧: 取り込んだ一覧と、前の月との差
    Lists {
        /// 台帳
        ledger: PathBuf,
        /// 何をするか（なければ、取り込んだ一覧）
        #[command(subcommand)]
        command: Option<ListsCommand>,
    },
    /// 規則を試す
    Rules {
        /// 何をするか
        #[command(subcommand)]
        command: RulesCommand,
    },
}

/// 職権交付
#[derive(Debug, Subcommand)]
pub enum RunCommand {
    /// 最新の一覧から確定すると、どうなるか（何も書き込まない）
    Preview {
        /// この区分の方を一人ずつ示す: due, lapsing, released, interim, renewal, waiting, on_application, unknown, unlisted, undecided
        #[arg(long, value_name = "PART")]
        part: Option<String>,
    },
    /// 最新の一覧から確定する
    Freeze,
    /// 確定したものを示す
    Show {
        /// 第何回か
        run: i64,
        /// この区分の方を一人ずつ示す: due, lapsing, released, interim, renewal, waiting, on_application, unknown, unlisted, undecided
        #[arg(long, value_name = "PART")]
        part: Option<String>,
    },
    /// 確定したものから、資格確認書の束をつくる
    Plan {
        /// 第何回か
        run: i64,
        /// 印字できない方を除いて続ける
        #[arg(long)]
        without_unprintable: bool,
        /// 対象を示すだけで束にしない
        #[arg(long)]
        dry_run: bool,
    },
    /// 登録待ちの方が、その間の短期の資格確認書を希望したことを記録する
    Interim {
        /// 記号-番号-枝番、または管理コード
        member: String,
    },
}

/// 更新の波
#[derive(Debug, Subcommand)]
pub enum WaveCommand {
    /// 確定した波を示す
    Show {
        /// 第何の波か
        wave: i64,
    },
    /// 波のひと週から、資格確認書の束をつくる
    Plan {
        /// 第何の波か
        wave: i64,
        /// 第何週か
        week: i64,
        /// 印字できない方を除いて続ける
        #[arg(long)]
        without_unprintable: bool,
        /// 対象を示すだけで束にしない
        #[arg(long)]
        dry_run: bool,
    },
}

/// 保存期間のある種類
const KINDS: [&str; 4] = ["last_four", "papers", "member", "looks"];

/// 削除
#[derive(Debug, Subcommand)]
pub enum DeleteCommand {
    /// 対象の方の一覧（見たことは記録に残る）
    Who {
        /// 種類: last_four, papers, member
        #[arg(value_parser = KINDS)]
        kind: String,
        /// 期間は過ぎたが、理由があって残している方
        #[arg(long)]
        held: bool,
    },
    /// この方の削除を保留にする（--reason で理由）
    Hold {
        /// 記号-番号-枝番、または管理コード
        member: String,
    },
    /// 保留を解く（--reason で理由）
    Free {
        /// 記号-番号-枝番、または管理コード
        member: String,
    },
    /// 保存期間を決める
    Keep {
        /// 種類: last_four（日数）, papers, member, looks（年数）
        #[arg(value_parser = KINDS)]
        kind: String,
        /// 日数または年数
        length: u32,
        /// 組合の決定（規程や会議の名称と日付）
        #[arg(long, value_name = "WORDS")]
        source: String,
    },
    /// 削除証明書をもう一度書き出す（--out でフォルダー）
    Certificate {
        /// 記録の番号（証明書番号の後の数）
        act: i64,
    },
}

/// 担当者
#[derive(Debug, Subcommand)]
pub enum OperatorCommand {
    /// 一覧
    List,
    /// 登録する
    Add {
        /// 担当者コード（文字・数字・-_. で32字まで）
        code: String,
        /// 氏名
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// 役割: viewer（閲覧）, clerk（担当）, supervisor（責任者）, admin（管理者）, auditor（監査）。何度でも
        #[arg(long, value_name = "ROLE", required = true)]
        role: Vec<String>,
        /// 許可: last_four（下4桁を見る）, batch（まとめて印刷する）。何度でも
        #[arg(long, value_name = "GRANT")]
        grant: Vec<String>,
        /// 新しいパスフレーズのファイル
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// 氏名・役割・許可を変える（挙げたものだけになる）
    Change {
        /// 担当者コード
        code: String,
        /// 氏名
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// 役割: viewer（閲覧）, clerk（担当）, supervisor（責任者）, admin（管理者）, auditor（監査）。何度でも
        #[arg(long, value_name = "ROLE", required = true)]
        role: Vec<String>,
        /// 許可: last_four（下4桁を見る）, batch（まとめて印刷する）。何度でも
        #[arg(long, value_name = "GRANT")]
        grant: Vec<String>,
    },
    /// パスフレーズを変える（自分の、または管理者がほかの担当者の）
    Password {
        /// 担当者コード
        code: String,
        /// 新しいパスフレーズのファイル
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// 外す（記録は残る）
    Remove {
        /// 担当者コード
        code: String,
        /// 台帳の鍵も新しくする（外した人が控えていても開かない）
        #[arg(long)]
        rekey: bool,
    },
    /// 人のいない処理のために、この機械のキーチェーンでも開けるようにする・やめる
    Keychain {
        /// on または off
        #[arg(value_parser = ["on", "off"])]
        switch: String,
        /// 処理を行う担当者コード（既定は自分）
        #[arg(long = "as", value_name = "CODE")]
        acting: Option<String>,
    },
    /// パスフレーズの間違いによる待ち時間をなくす
    Unlock {
        /// 担当者コード
        code: String,
    },
}

/// 復旧コード
#[derive(Debug, Subcommand)]
pub enum RecoveryCommand {
    /// 新しくつくり、一度だけ示す（打ち返すまでは無効）
    New,
    /// 打ち返して有効にする
    Confirm {
        /// 打ち返したコードのファイル
        #[arg(long, value_name = "FILE")]
        typed_back_file: Option<PathBuf>,
    },
    /// 復旧コードで、担当者のパスフレーズを設定し直す（コードは使い切り）
    Use {
        /// 担当者コード
        code: String,
        /// 復旧コードのファイル
        #[arg(long, value_name = "FILE")]
        code_file: Option<PathBuf>,
        /// 新しいパスフレーズのファイル
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
}

/// 記録
#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// この方の情報をだれが見たか
    WhoSaw {
        /// 記号-番号-枝番、または管理コード
        member: String,
    },
    /// ふだんと違う閲覧の一覧
    Unusual,
    /// 一日を締める（記録点を用紙と、別の場所のファイルに残す）
    Close {
        /// 締めの用紙（PDF）を書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// 記録点を書き足すフォルダー（繰り返せます）
        #[arg(long, value_name = "DIR")]
        anchors: Vec<PathBuf>,
    },
}

/// 束
#[derive(Debug, Subcommand)]
pub enum BatchCommand {
    /// どこまで進んだか、どの紙がどこにあるか
    Status,
    /// 封入したことを記録する
    Inserted {
        /// 読み取った管理番号。何度でも（なければ束のすべて）
        #[arg(long = "code", value_name = "CODE")]
        codes: Vec<String>,
        /// この封筒に入れる（--code の書類がちょうどそろったときだけ記録する）
        #[arg(long, value_name = "CODE", requires = "codes")]
        envelope: Option<String>,
        /// 読み取ったコードのファイル。1行に一つ、空の行でその封筒をやり直す（- で標準入力）
        #[arg(long, value_name = "FILE", conflicts_with = "codes")]
        scans: Option<PathBuf>,
        /// 封入した日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 封筒を梱包に入れる（仕切り紙のコード、続けて封筒のコード）
    Bundled {
        /// 読み取ったコードのファイル。1行に一つ（- で標準入力）
        #[arg(long, value_name = "FILE")]
        scans: PathBuf,
        /// その日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 梱包を引き渡す（仕切り紙のコードと宛名のコードの組）
    HandedOver {
        /// 読み取ったコードのファイル。1行に一つ（- で標準入力）
        #[arg(long, value_name = "FILE")]
        scans: PathBuf,
        /// その日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 封入・梱包・行方不明の紙がどこまで進んだか
    Insertion,
    /// 一枚が行方不明（閉じた封筒を読み直すまで刷り直せなくなる）
    Missing {
        /// 何枚目か
        sheet: u32,
        /// 分かっていること
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        /// その日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 行方不明の紙があるとき、閉じた封筒を読み直す
    Recount {
        /// 読み取ったコードのファイル。1行に一つ（- で標準入力）
        #[arg(long, value_name = "FILE")]
        scans: PathBuf,
        /// その日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 行方不明の紙が見つかった
    Found {
        /// 何枚目か
        sheet: u32,
        /// どこにあったか
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        /// その日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 読み直しを待たずに、行方不明の紙の刷り直しを認める（責任者）
    Unlock {
        /// 何枚目か
        sheet: u32,
        /// 理由
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// その日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 一枚の控えを書き出す（「控」と入り、読み取れるコードはない）
    Copy {
        /// 何枚目か
        sheet: u32,
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// 一枚を刷り損じとして記録し、同じ管理番号で刷り直す
    Spoiled {
        /// 損じた紙から読み取った管理番号。行方不明の紙を刷り直すときは、何枚目か
        sheet: String,
        /// その一枚を書き出すフォルダー（なければ記録だけ）
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// 刷り直した日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 束を締める（すべての紙の行方が記録されているときだけ）
    Close {
        /// 締めた日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// すべて発送したことを記録する
    Posted {
        /// 発送した日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 確定したあとの変更があっても、または古くても続ける理由（記録される）
        #[arg(long, value_name = "REASON")]
        despite: Option<String>,
    },
    /// まだ印刷していない束を取り消す
    Withdraw,
}

/// プリンター
#[derive(Debug, Subcommand)]
pub enum PrinterCommand {
    /// ネットワークのプリンターをアドレスで調べる（印刷サービスのない Windows など）。そのアドレスを --printer に使える
    At {
        /// アドレス（ipp://192.0.2.10/ipp/print）
        address: String,
    },
    /// 位置合わせの試し刷りを送る（フォルダーを指定すれば書き出す）
    Test {
        /// どのプリンターの、どの給紙か
        #[command(flatten)]
        which: WhichPrinter,
        /// 用紙: a4, hagaki
        #[arg(long, default_value = "a4", value_name = "PAPER")]
        paper: String,
        /// 書き出すフォルダー（なければプリンターへ送る）
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// 試し刷りを測った値を記録する。左上の十字の中心までの、紙の左の端と上の端からの長さ（mm）
    Measured {
        /// どのプリンターの、どの給紙か
        #[command(flatten)]
        which: WhichPrinter,
        /// 表面（例 20.4,19.8）
        #[arg(long, value_name = "MM,MM", value_parser = millimetres)]
        front: (f64, f64),
        /// 裏面（裏を正面に見て。既定は 20.0,20.0）
        #[arg(long, value_name = "MM,MM", value_parser = millimetres, default_value = "20,20")]
        back: (f64, f64),
        /// 測った日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
}

/// プリンターと給紙
#[derive(Debug, clap::Args)]
pub struct WhichPrinter {
    /// プリンターの名前
    #[arg(long, value_name = "NAME")]
    pub printer: String,
    /// 給紙（既定はプリンターの設定どおり）
    #[arg(long, value_name = "TRAY")]
    pub tray: Option<String>,
}

/// Two lengths with a comma between them.
fn millimetres(text: &str) -> Result<(f64, f64), String> {
    let length = |text: &str| text.trim().parse::<f64>().ok().filter(|length| (0.0..=200.0).contains(length));
    text.split_once(',')
        .and_then(|(right, down)| Some((length(right)?, length(down)?)))
        .ok_or_else(|| "左の端と上の端からの長さを、20.4,19.8 のように指定してください / two lengths in mm".to_owned())
}

/// 用紙の在庫
#[derive(Debug, Subcommand)]
pub enum StockCommand {
    /// 用紙ごとの受入・印刷・損紙・残り
    List,
    /// 用紙が届いた
    Received(StockGiven),
    /// 束の印刷のほかに傷んだ
    Spoiled(StockGiven),
    /// 数えた（差があれば理由が要る）
    Counted(StockGiven),
}

/// 用紙の名前と枚数
#[derive(Debug, clap::Args)]
pub struct StockGiven {
    /// 用紙の名前（様式の stock、envelope_stock に書いた名前）
    pub stock: String,
    /// 枚数
    pub sheets: u32,
    /// 理由
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
    /// その日（既定は今日）
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// 規則を試す
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// 異体字の表の版と字数（氏名の照合と検索に使う。判定には使わない）
    Variants,
    /// 事例の表を判定する
    Try {
        /// 事例の表（CSV）
        cases: PathBuf,
        /// 方針のファイル
        #[arg(long, value_name = "FILE")]
        policy: PathBuf,
    },
}

/// いつの状態を、いつ知っていたことで
#[derive(Debug, Args)]
pub struct View {
    /// 判定日（既定は今日）
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// その時点で台帳が知っていたこと（UTC、例 2026-04-01T00:00:00Z）
    #[arg(long, value_name = "INSTANT")]
    pub known_at: Option<String>,
}

/// 日数の計算のもとになる日付
#[derive(Debug, Args)]
pub struct ReckonGiven {
    /// 生年月日
    #[arg(long, value_name = "DATE")]
    pub born: Option<String>,
    /// カード・電子証明書の発行日
    #[arg(long, value_name = "DATE")]
    pub issued: Option<String>,
    /// カードの申請日
    #[arg(long, value_name = "DATE")]
    pub applied: Option<String>,
    /// 在留期間の満了日
    #[arg(long, value_name = "DATE")]
    pub stay_until: Option<String>,
    /// 電子証明書の有効期限
    #[arg(long, value_name = "DATE")]
    pub e_certificate_until: Option<String>,
    /// 引っ越した日
    #[arg(long, value_name = "DATE")]
    pub moved: Option<String>,
    /// 転出予定日
    #[arg(long, value_name = "DATE")]
    pub announced_out: Option<String>,
    /// 転入届を出した日
    #[arg(long, value_name = "DATE")]
    pub reported: Option<String>,
    /// 国外への転出予定日
    #[arg(long, value_name = "DATE")]
    pub departure: Option<String>,
    /// 資格取得日
    #[arg(long, value_name = "DATE")]
    pub acquired: Option<String>,
    /// 資格喪失日
    #[arg(long, value_name = "DATE")]
    pub lost: Option<String>,
    /// 事実のあった日
    #[arg(long, value_name = "DATE")]
    pub happened: Option<String>,
    /// 受付日・数え始めの日
    #[arg(long, value_name = "DATE")]
    pub received: Option<String>,
    /// 営業日の数
    #[arg(long, value_name = "N")]
    pub business_days: Option<String>,
}

impl ReckonGiven {
    /// What was given, by its names.
    pub fn facts(&self) -> Vec<(String, String)> {
        [
            ("born", &self.born),
            ("issued", &self.issued),
            ("applied", &self.applied),
            ("stay_until", &self.stay_until),
            ("e_certificate_until", &self.e_certificate_until),
            ("moved", &self.moved),
            ("announced_out", &self.announced_out),
            ("reported", &self.reported),
            ("departure", &self.departure),
            ("acquired", &self.acquired),
            ("lost", &self.lost),
            ("happened", &self.happened),
            ("received", &self.received),
            ("business_days", &self.business_days),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)))
        .collect()
    }
}

/// リーフレット
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TopicName {
    /// 受診のときに持っていくもの
    Clinic,
    /// 資格を失ったときに返すもの
    Returns,
}

impl TopicName {
    /// The leaflet's topic.
    pub fn topic(self) -> Topic {
        match self {
            TopicName::Clinic => Topic::Clinic,
            TopicName::Returns => Topic::Returns,
        }
    }
}

/// 届の種類
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormName {
    /// 列名から判断する
    Auto,
    /// 資格取得
    Enrolment,
    /// 資格喪失
    Leaving,
    /// 被扶養者異動
    Dependants,
    /// 利用登録状況
    Registration,
    /// 加入者の一覧
    Members,
}

/// 書類の種類
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum KindName {
    /// 資格情報のお知らせ
    #[value(name = "notice")]
    Notice,
    /// 資格確認書
    #[value(name = "certificate")]
    Certificate,
    /// 下4桁の確認
    #[value(name = "last_four")]
    LastFour,
    /// 返納のお願い
    #[value(name = "return_request")]
    ReturnRequest,
    /// 高齢受給者証
    #[value(name = "elderly_certificate")]
    ElderlyCertificate,
    /// 不交付通知
    #[value(name = "refusal")]
    Refusal,
}

/// The language asked for, before the arguments are parsed: help speaks it too.
pub fn lang_of(arguments: impl Iterator<Item = String>) -> Lang {
    let mut previous = String::new();
    for argument in arguments {
        let asked = argument.strip_prefix("--lang=").or((previous == "--lang").then_some(argument.as_str()));
        match asked {
            Some("en") => return Lang::En,
            Some("ja") => return Lang::Ja,
            _ => previous = argument,
        }
    }
    let english = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .is_some_and(|value| value.starts_with("en"));
    if english { Lang::En } else { Lang::Ja }
}

/// Help in English: command (`outer inner`), argument (none for the command itself), words.
const ENGLISH: &[(&str, &str, &str)] = &[
    ("", "", "Daicho: eligibility certificates and notices of a health-insurance society"),
    ("", "json", "Print JSON (lists: one object a line)"),
    ("", "lang", "Language of sentences (Japanese unless LANG=en*)"),
    ("", "passphrase_file", "File with the passphrase (or DAICHO_PASSPHRASE_FILE)"),
    (
        "",
        "operator",
        "The operator's code, kept in the journal (else whoever has the passphrase; desk in a new ledger)",
    ),
    ("", "keychain", "Open with the key in this machine's keychain (for runs that nobody attends)"),
    ("demo", "", "Make a training society: invented members and employers' files"),
    ("demo", "dir", "Where"),
    ("demo", "members", "How many members (10 to 1000000, default 1000)"),
    ("demo", "seed", "Seed: the same seed makes the same files (default 1)"),
    ("demo", "filled", "Import everything in incoming/ too"),
    ("init", "", "Make a new ledger"),
    ("init", "ledger", "The ledger file, which must not exist"),
    ("init", "society", "The society (society.toml)"),
    ("init", "policy", "Its policies (policy.toml)"),
    ("import", "", "Import an employer's file or a registration list"),
    ("import", "ledger", "The ledger"),
    ("import", "file", "The file (xlsx, xls, ods, csv, tsv), or a folder of such files"),
    ("import", "employer", "The employer's code"),
    (
        "import",
        "form",
        "What the file reports: auto (by its columns, default), enrolment, leaving, dependants, registration, members",
    ),
    ("import", "dry_run", "Show the difference, write nothing into the ledger"),
    ("import", "rejects", "Where rows that cannot go in are written (.xlsx; a folder for a folder of files)"),
    (
        "import",
        "returned",
        "Where the employer's own file is written with what is to be mended marked in it (.xlsx; a folder for a folder of files)",
    ),
    ("import", "confirm", "A confusing column name that was checked (入社日); may be repeated"),
    ("import", "column", "What a column means (C=number, 2!D=acquired; C= leaves it out); may be repeated"),
    (
        "import",
        "other_person",
        "A row (12, 取得!12) whose person is not the similar one in the ledger; may be repeated",
    ),
    ("import", "sure", "A row (12, 取得!12) that is right although the ledger says otherwise; may be repeated"),
    (
        "import",
        "again",
        "Load a registration list once more that was loaded before: it is certain that it is right of its own day",
    ),
    ("import", "password_file", "A file that holds the file's password"),
    (
        "import",
        "remember_password",
        "Keep the password that opened it in this machine's keychain, for this employer (with --employer)",
    ),
    ("import", "forget_password", "First forget the password that was kept for this employer (with --employer)"),
    ("import", "inside", "The table that is meant of an archive"),
    ("import", "on", "Day of receipt (default: today)"),
    ("imports", "", "List what was imported, or take an import back"),
    ("imports", "ledger", "The ledger"),
    ("imports undo", "", "Take an import back by counter-entries"),
    ("imports undo", "import", "The number of the import"),
    ("imports undo", "reason", "Why"),
    ("imports undo", "dry_run", "Only show what would happen and what has left the house"),
    ("quarantine", "", "Rows of files that wait: look at them, let them in, take them out"),
    ("quarantine", "ledger", "The ledger"),
    ("quarantine list", "", "The rows that wait, compared with the ledger as it is now"),
    ("quarantine list", "import", "Only those of one import"),
    ("quarantine show", "", "One row with its cells and reasons"),
    ("quarantine show", "row", "Its number"),
    ("quarantine retry", "", "Let rows in that can go in by now"),
    ("quarantine retry", "rows", "Their numbers (default: all that can go in)"),
    ("quarantine retry", "sure", "A row that is right although the ledger says otherwise; may be repeated"),
    ("quarantine retry", "other_person", "A row whose person is not the similar one in the ledger; may be repeated"),
    ("quarantine retry", "dry_run", "Only show which would go in"),
    ("quarantine drop", "", "Take rows out that are not to go in"),
    ("quarantine drop", "rows", "Their numbers"),
    ("quarantine drop", "reason", "Why"),
    ("trouble", "", "A report of trouble that shows nobody's data"),
    ("trouble", "ledger", "The ledger"),
    ("trouble", "member", "Who is decided oddly: symbol-number-branch or a management code"),
    ("trouble", "out", "The folder for the report"),
    ("trouble", "on", "As of (default: today)"),
    ("trouble", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("paper", "", "Where one paper is, by the code on it, and what happened to it"),
    ("paper", "ledger", "The ledger"),
    ("paper", "code", "The paper's code (begins with P)"),
    (
        "paper",
        "what",
        "show (the default), posted, delivered, in_hand, undelivered, never_came, said_returned, search_in_vain, lost, damaged, returned, loss_reported, not_collectable, self_disposed, found or destroyed",
    ),
    ("paper", "also", "Another paper scanned with it; repeatable"),
    ("paper", "on", "When (default: today)"),
    (
        "paper",
        "note",
        "A note; when it came back, one of unknown_at_address, moved, no_such_address, not_collected, refused, other",
    ),
    ("paper", "witness", "Who saw the destruction"),
    ("paper", "out", "The folder for what was done to get it back (PDF)"),
    ("apply", "", "Take an application and decide it at once"),
    ("apply", "ledger", "The ledger"),
    ("apply", "member", "symbol-number-branch or a management code"),
    (
        "apply",
        "reason",
        "myna_card_lost, myna_card_renewing, e_certificate_lapsed, not_registered, no_myna_card, myna_card_returned, needs_assistance, lost or damaged",
    ),
    ("apply", "on", "The day of the application (default: today)"),
    ("apply", "received", "The day it was received, on which it is decided (default: the day of the application)"),
    ("apply", "direct", "It came straight from the member, not through the employer"),
    ("apply", "proxy", "Who brings it in the member's place"),
    ("apply", "relation", "How the proxy stands to the member"),
    ("apply", "papers_seen", "What was seen of the proxy's authority and identity"),
    ("apply", "waive", "Why the fee is waived"),
    ("apply", "paid", "The fee is paid"),
    ("apply", "fee", "No application: only settle an open fee (--paid or --waive)"),
    ("find", "", "Find by number, name, kana, birth date, employer, paper number"),
    ("find", "ledger", "The ledger"),
    ("find", "query", "What to look for"),
    ("find", "limit", "At most so many (default 20)"),
    ("find", "on", "As of (default: today)"),
    ("show", "", "Show one member whole"),
    ("show", "ledger", "The ledger"),
    ("show", "member", "symbol-number-branch or a management code"),
    ("show", "reason", "Show the last four digits of the My Number too, for this reason (both are recorded)"),
    ("show", "on", "As of (default: today)"),
    ("show", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("decide", "", "Decide issue and return; writes nothing"),
    ("decide", "ledger", "The ledger"),
    ("decide", "member", "One member only"),
    ("decide", "on", "The day asked about (default: today)"),
    ("decide", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("name", "", "Record a spelling of a member's name (such as the printed one)"),
    ("name", "ledger", "The ledger"),
    ("name", "member", "symbol-number-branch or a management code"),
    ("name", "name", "The name"),
    ("name", "kana", "The name in kana"),
    ("name", "layer", "Which one: printed (default), registered, reported"),
    ("name", "on", "From when (default: today)"),
    ("plan", "", "Freeze a batch to be printed"),
    ("plan", "ledger", "The ledger"),
    ("plan", "kind", "Which paper: notice, certificate"),
    ("plan", "on", "The day asked about and of issue (default: today)"),
    ("plan", "members", "A list of members, one a line"),
    ("plan", "layout", "A layout, by name or file"),
    ("plan", "without_unprintable", "Go on without members whose name cannot be printed"),
    ("plan", "envelopes", "One envelope for each household, or for each member (default: as the policy has it)"),
    ("plan", "dry_run", "Show who would get what, freeze nothing"),
    ("work", "", "Today's work: each list with its count and nearest day, or one list's people"),
    ("work", "ledger", "The ledger"),
    ("work", "list", "A list by its name (else the counts of all)"),
    ("work", "month", "Only those whose day is in this month (2026-05)"),
    ("work", "on", "The work of which day (default: today)"),
    ("milestone", "", "A member's milestones: 70, 75, ends of terms and certificates, each with its count"),
    ("milestone", "ledger", "The ledger"),
    ("milestone", "member", "symbol-number-branch or a management code"),
    ("milestone", "on", "As of (default: today)"),
    ("milestone", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("reckon", "", "Reckon a last day from given days (a move, a stay, a card), with its count"),
    (
        "reckon",
        "kind",
        "What: turning_70, turning_75, voluntary_end, voluntary_application, e_certificate_end, grace_end, myna_card_end, stay_end, move_in_report, continued_use, leaving_japan, hand_back, employer_files, society_registers, business_days",
    ),
    ("reckon", "born", "Birth date"),
    ("reckon", "issued", "Day of issue of the card or e-certificate"),
    ("reckon", "applied", "Day on which the card was applied for"),
    ("reckon", "stay_until", "Last day of the stay"),
    ("reckon", "e_certificate_until", "Last day of the e-certificate"),
    ("reckon", "moved", "Day of the move"),
    ("reckon", "announced_out", "Announced moving-out day"),
    ("reckon", "reported", "Day of the move-in report"),
    ("reckon", "departure", "Day of departure from Japan"),
    ("reckon", "acquired", "Day of acquisition"),
    ("reckon", "lost", "Day of loss"),
    ("reckon", "happened", "Day of the fact"),
    ("reckon", "received", "Day of receipt, or the first day of a count"),
    ("reckon", "business_days", "How many business days"),
    ("reckon", "on", "The day from which a month ahead is near (default: today)"),
    ("answer", "", "What to say at the counter or on the phone: to a member, or about a reason"),
    ("answer", "ledger", "The ledger (not needed for a reason's page)"),
    ("answer", "member", "symbol-number-branch or a management code"),
    ("answer", "about", "A page's or a reason's code, or words to look for (else what there are)"),
    ("answer", "out", "The folder for the leaflet, to be printed (PDF)"),
    ("answer", "leaflet", "Show the leaflet that holds on the day: clinic, returns"),
    ("answer", "on", "As of (default: today)"),
    ("answer", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("optional", "", "What a member wishes to stand on the certificate besides, or no longer"),
    ("optional", "ledger", "The ledger"),
    ("optional", "member", "symbol-number-branch or a management code"),
    ("optional", "item", "ceiling, meals or disease"),
    ("optional", "value", "What is to be printed"),
    ("optional", "from", "From which day it holds (default: the day of the wish)"),
    ("optional", "until", "Until which day"),
    ("optional", "end", "It is no longer wished"),
    ("optional", "list", "What is on record, and what could be said"),
    ("optional", "on", "The day of the wish (default: today)"),
    ("shield", "", "Shield a member's mail (domestic violence and the like), or no longer"),
    ("shield", "ledger", "The ledger"),
    ("shield", "member", "symbol-number-branch or a management code"),
    ("shield", "what", "on or off"),
    ("shield", "reason", "Why; it is kept in the journal"),
    (
        "access",
        "",
        "Block the access to a member's own data, or open it; whoever is blocked gets a certificate without applying",
    ),
    ("access", "ledger", "The ledger"),
    ("access", "member", "symbol-number-branch or a management code"),
    ("access", "what", "blocked or open"),
    ("access", "reason", "Why; it is kept in the journal"),
    ("access", "on", "From which day (default: today)"),
    ("mail", "", "Returned mail: what came back, why, and what to do next"),
    ("mail", "ledger", "The ledger"),
    ("mail", "on", "The day that is asked about (default: today)"),
    ("address", "", "Mend a member's address, or record that the one on file is right"),
    ("address", "ledger", "The ledger"),
    ("address", "member", "symbol-number-branch or a management code"),
    ("address", "postcode", "The new postcode"),
    ("address", "address", "The new address"),
    ("address", "confirm", "The one on file is right"),
    ("address", "delivery", "Not the home, but the address of delivery"),
    ("address", "on", "From this day on (default: today)"),
    (
        "batch",
        "",
        "The life of a frozen batch: its sheets, inserting, reprints, posting, close; take it back before it is printed",
    ),
    ("batch", "ledger", "The ledger"),
    ("batch", "batch", "The batch's code"),
    ("batch status", "", "How far it is, and where its sheets are"),
    ("batch inserted", "", "Record that it lies in its envelopes"),
    ("batch inserted", "codes", "A scanned code; may be repeated (without one: everything)"),
    (
        "batch inserted",
        "envelope",
        "The envelope that the scanned codes go into; recorded only when they are exactly its sheets",
    ),
    (
        "batch inserted",
        "scans",
        "A file of scanned codes, one a line, a blank line to begin an envelope again (- for standard input)",
    ),
    ("batch inserted", "on", "The day of inserting (default: today)"),
    ("batch bundled", "", "Put envelopes into bundles: the code of a separator, then those of its envelopes"),
    ("batch bundled", "scans", "A file of scanned codes, one a line (- for standard input)"),
    ("batch bundled", "on", "The day (default: today)"),
    ("batch handed-over", "", "Hand bundles over: the code of a separator and that of its label"),
    ("batch handed-over", "scans", "A file of scanned codes, one a line (- for standard input)"),
    ("batch handed-over", "on", "The day (default: today)"),
    ("batch insertion", "", "How far the insertion is: envelopes, bundles, sheets that are missing"),
    (
        "batch missing",
        "",
        "A sheet cannot be found; it is not printed again before the closed envelopes were scanned again",
    ),
    ("batch missing", "sheet", "The number of the sheet"),
    ("batch missing", "reason", "What is known of it"),
    ("batch missing", "on", "The day (default: today)"),
    ("batch recount", "", "Scan closed envelopes again, since a sheet is missing"),
    ("batch recount", "scans", "A file of scanned codes, one a line (- for standard input)"),
    ("batch recount", "on", "The day (default: today)"),
    ("batch found", "", "A missing sheet was found"),
    ("batch found", "sheet", "The number of the sheet"),
    ("batch found", "reason", "Where it was"),
    ("batch found", "on", "The day (default: today)"),
    ("batch unlock", "", "Let a missing sheet be printed again without the recount (a supervisor)"),
    ("batch unlock", "sheet", "The number of the sheet"),
    ("batch unlock", "reason", "Why"),
    ("batch unlock", "on", "The day (default: today)"),
    ("batch copy", "", "Write an office copy of a sheet: it says so, and has no code that a scan takes"),
    ("batch copy", "sheet", "The number of the sheet"),
    ("batch copy", "out", "The folder"),
    ("batch spoiled", "", "Record a spoiled sheet and print it once more under the same number"),
    ("batch spoiled", "sheet", "The code read from the spoiled sheet; of a missing one its number"),
    ("batch spoiled", "out", "A folder for that sheet (without one: only recorded)"),
    ("batch spoiled", "on", "The day of the reprint (default: today)"),
    ("batch close", "", "Close the batch, once every sheet is accounted for"),
    ("batch close", "on", "The day of the close (default: today)"),
    ("batch posted", "", "Record that all of it was posted"),
    ("batch posted", "on", "The day of posting (default: today)"),
    ("batch posted", "despite", "Go on although it has changed since or is old, and why; this is recorded"),
    ("batch withdraw", "", "Take back a batch that is not printed yet"),
    ("stock", "", "The stock of paper: received, spoiled, counted; what was printed follows from the record"),
    ("stock", "ledger", "The ledger"),
    ("stock list", "", "Each paper: received, printed, spoiled, left"),
    ("stock received", "", "Paper came"),
    ("stock received", "stock", "The name of the paper, as layouts have it"),
    ("stock received", "sheets", "How many"),
    ("stock received", "reason", "Why"),
    ("stock received", "on", "The day (default: today)"),
    ("stock spoiled", "", "Paper was spoiled without having been a sheet of a batch"),
    ("stock spoiled", "stock", "The name of the paper, as layouts have it"),
    ("stock spoiled", "sheets", "How many"),
    ("stock spoiled", "reason", "Why"),
    ("stock spoiled", "on", "The day (default: today)"),
    ("stock counted", "", "Paper was counted; a difference needs a reason"),
    ("stock counted", "stock", "The name of the paper, as layouts have it"),
    ("stock counted", "sheets", "How many"),
    ("stock counted", "reason", "Why there is a difference"),
    ("stock counted", "on", "The day (default: today)"),
    ("send", "", "Send a printed batch to a printer of this machine, followed to the sheet"),
    ("send", "ledger", "The ledger"),
    ("send", "batch", "The batch's code"),
    ("send", "out", "The folder that it was printed into"),
    ("send", "printer", "The printer (without one: how far it is on paper)"),
    ("send", "tray", "The tray, as tray-2 (default: as the printer is set)"),
    ("send", "last", "The last good sheet: its code or its number; 0 when none came out"),
    ("send", "again", "Why a batch that is on paper is sent once more; this is recorded"),
    ("send", "despite", "Go on although it has changed since or is old, and why; this is recorded"),
    ("printers", "", "The printers of this machine, and their alignment"),
    ("printers", "ledger", "The ledger"),
    (
        "printers at",
        "",
        "Ask a printer of the network by its address, which --printer then takes (Windows has no print service to ask)",
    ),
    ("printers at", "address", "The address (ipp://192.0.2.10/ipp/print)"),
    ("printers test", "", "Send the test sheet for alignment, or write it into a folder"),
    ("printers test", "printer", "The printer"),
    ("printers test", "tray", "The tray (default: as the printer is set)"),
    ("printers test", "paper", "The paper: a4, hagaki"),
    ("printers test", "out", "A folder (without one: it is sent)"),
    ("printers measured", "", "Record where the upper left cross was found, in mm from the left and the upper edge"),
    ("printers measured", "printer", "The printer"),
    ("printers measured", "tray", "The tray (default: as the printer is set)"),
    ("printers measured", "front", "On the front, as 20.4,19.8"),
    ("printers measured", "back", "On the back, as one looks at it (default: 20.0,20.0)"),
    ("printers measured", "on", "The day it was measured (default: today)"),
    ("print", "", "Write a batch's PDFs, cover sheets and manifest; the same bytes each time"),
    ("print", "ledger", "The ledger"),
    ("print", "batch", "The batch's code"),
    ("print", "out", "The folder"),
    ("print", "despite", "Go on although it has changed since or is old, and why; this is recorded"),
    ("journal", "", "Who did what, and who was shown whom"),
    ("journal", "ledger", "The ledger"),
    ("journal", "from", "The first day (default: 30 days ago)"),
    ("journal", "to", "The last day (default: today)"),
    ("journal", "by", "Of one operator only"),
    ("journal", "what", "acts only, or looks only"),
    ("journal who-saw", "", "Who was shown a member"),
    ("journal who-saw", "member", "symbol-number-branch or a management code"),
    ("journal unusual", "", "Looks that stand out"),
    ("journal close", "", "Close the day: its anchor goes onto a sheet and into files elsewhere"),
    ("journal close", "out", "The folder for the sheet (PDF)"),
    ("journal close", "anchors", "A folder to whose anchors it is added; may be repeated"),
    ("release", "", "Release a batch of many letters that another has frozen, so that it can be printed"),
    ("release", "ledger", "The ledger"),
    ("release", "batch", "The batch's code"),
    ("operator", "", "Operators: list, add, change roles, passphrases, remove"),
    ("operator", "ledger", "The ledger"),
    ("operator list", "", "List them"),
    ("operator add", "", "Let somebody new sign in"),
    ("operator add", "code", "The operator's code (letters, digits, - _ and ., 32 at most)"),
    ("operator add", "name", "The name"),
    ("operator add", "role", "Role: viewer, clerk, supervisor, admin, auditor; may be repeated"),
    ("operator add", "grant", "Grant: last_four (see the digits), batch (print many); may be repeated"),
    ("operator add", "new_passphrase_file", "File with the new passphrase"),
    ("operator change", "", "Change name, roles and grants to those named"),
    ("operator change", "code", "The operator's code"),
    ("operator change", "name", "The name"),
    ("operator change", "role", "Role: viewer, clerk, supervisor, admin, auditor; may be repeated"),
    ("operator change", "grant", "Grant: last_four (see the digits), batch (print many); may be repeated"),
    ("operator password", "", "Change a passphrase: one's own, or as an admin another's"),
    ("operator password", "code", "The operator's code"),
    ("operator password", "new_passphrase_file", "File with the new passphrase"),
    ("operator remove", "", "Take somebody out; what they did stays on record"),
    ("operator remove", "code", "The operator's code"),
    ("operator remove", "rekey", "Exchange the ledger's key too, so that a copied one opens nothing"),
    ("operator keychain", "", "Let runs that nobody attends open the ledger by this machine's keychain, or no longer"),
    ("operator keychain", "switch", "on or off"),
    ("operator keychain", "acting", "The operator in whose name they run (default: oneself)"),
    ("operator unlock", "", "Let somebody guess again without waiting"),
    ("operator unlock", "code", "The operator's code"),
    ("recovery", "", "The recovery code: to be printed and sealed, for when every passphrase is lost"),
    ("recovery", "ledger", "The ledger"),
    ("recovery new", "", "Make a new one and show it once; it is valid when it was typed back"),
    ("recovery confirm", "", "Type it back, which makes it valid"),
    ("recovery confirm", "typed_back_file", "File with the code as it was typed back"),
    ("recovery use", "", "Set an operator's passphrase with the recovery code, which is spent by that"),
    ("recovery use", "code", "The operator's code"),
    ("recovery use", "code_file", "File with the recovery code"),
    ("recovery use", "new_passphrase_file", "File with the new passphrase"),
    ("leak", "", "Whom a lost batch or copy concerns, with which data, and by when it must be reported"),
    ("leak", "ledger", "The ledger"),
    ("leak", "batch", "A batch that was lost or went to the wrong place"),
    ("leak", "envelope", "Only these envelopes of the batch (3, or 1-150); may be repeated"),
    ("leak", "copy", "A copy that was lost: its file name, or the number of its last act"),
    ("leak", "machine", "The machine with the ledger itself was lost"),
    ("leak", "seen_by", "What this operator was shown"),
    ("leak", "from", "From this day on (default: 30 days ago)"),
    ("leak", "to", "Up to this day (default: today)"),
    ("leak", "known_on", "The day on which it came to be known, from which the days count (default: today)"),
    ("leak", "receiver", "Who has it now"),
    ("leak", "on_purpose", "Somebody may have done it on purpose"),
    ("leak", "sensitive", "It holds data that need special care, such as an illness"),
    ("leak", "key_too", "A passphrase or the recovery code was lost with it"),
    ("leak", "out", "A folder for the draft of the report (PDF) and the list of those concerned (xlsx)"),
    ("what-if", "", "What another day, another policy or a change of the law would decide otherwise; writes nothing"),
    ("what-if", "ledger", "The ledger"),
    ("what-if", "on", "The day as it is (default: today)"),
    ("what-if", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("what-if", "against_on", "The day to compare with (default: the same day)"),
    ("what-if", "policy", "A policy file to try in the place of the society's policies"),
    ("what-if", "rules", "A rule pack: a TOML file with dates of law that may change"),
    ("what-if", "list", "The people behind one difference, by its key, in the place of counts"),
    (
        "report",
        "",
        "Numbers by employer and month (issued, reissued, refused, returned, outstanding, covered, last_four)",
    ),
    ("report", "ledger", "The ledger"),
    ("report", "name", "The report's name"),
    ("report", "from", "The first month: a day of it, or 2026-04 (default: twelve months)"),
    ("report", "to", "The last month (default: the month of --on)"),
    ("report", "on", "Up to which day (default: today)"),
    ("report", "known_at", "What the ledger knew then: the number of an act, an instant, or a day"),
    ("report", "out", "Write the table to a file (.csv or .xlsx)"),
    ("report", "list", "The people behind the numbers"),
    ("report", "cell", "Narrow the list to an employer (- for none) and a month"),
    ("report", "measure", "Narrow the list to one measure"),
    ("fallback", "", "The fallback list: an encrypted PDF for when the ledger cannot be opened"),
    ("fallback", "ledger", "The ledger"),
    ("fallback", "out", "The folder to write into"),
    ("fallback", "new_passphrase_file", "A file with the passphrase that opens the PDF"),
    ("verify", "", "Check pages, foreign keys, the journal's chain and its seals"),
    ("verify", "ledger", "The ledger"),
    ("verify", "anchors", "A folder with anchors (….anchors) kept outside"),
    ("backup", "", "Make a verified copy, while others work"),
    ("backup", "ledger", "The ledger"),
    ("backup", "to", "The folder of copies"),
    ("backup", "also", "A second place, such as another disk"),
    ("restore", "", "Put a copy into a new file"),
    ("restore", "backup", "The copy (….kbk)"),
    ("restore", "to", "The new ledger; with --rehearse, the ledger that is in use"),
    ("restore", "rehearse", "Only make sure that the way back works; the ledger stays as it is"),
    ("restore", "anchors", "A folder with anchors (….anchors) kept outside"),
    ("recover", "", "Put the last good copy in the place of a damaged ledger, which is kept under another name"),
    ("recover", "ledger", "The damaged ledger"),
    ("recover", "dry_run", "Show the copy and what it does not have, change nothing"),
    ("recover", "from", "A folder to look for copies in, besides the known ones; may be repeated"),
    ("recover", "anchors", "A folder with anchors (….anchors) kept outside"),
    ("delete", "", "What is kept no longer: list it, or delete it for good, with a certificate"),
    ("delete", "ledger", "The ledger"),
    ("delete", "kind", "Kind: last_four, papers, member (everything), looks; may be repeated (default: all)"),
    ("delete", "on", "As of which day (default: today)"),
    ("delete", "reason", "Why (kept in the journal and on the certificate; no names). Without it, only the list"),
    ("delete", "dry_run", "Show the counts, delete nothing"),
    ("delete", "out", "The folder for the certificate (PDF)"),
    ("delete", "anchors", "A folder to which the anchor and the codes of the deleted are added; may be repeated"),
    ("delete who", "", "Whose data are due (that you looked is recorded)"),
    ("delete who", "kind", "Kind: last_four, papers, member"),
    ("delete who", "held", "Those who are kept for a reason"),
    ("delete hold", "", "Do not delete a member's data for now (--reason says why)"),
    ("delete hold", "member", "symbol-number-branch or a management code"),
    ("delete free", "", "End a hold (--reason says why)"),
    ("delete free", "member", "symbol-number-branch or a management code"),
    ("delete keep", "", "Decide how long a kind is kept"),
    ("delete keep", "kind", "Kind: last_four (days), papers, member, looks (years)"),
    ("delete keep", "length", "Days or years"),
    ("delete keep", "source", "The society's own decision: its name and date"),
    ("delete certificate", "", "Write a certificate again (--out names the folder)"),
    ("delete certificate", "act", "The act's number, the last part of the certificate's"),
    ("run", "", "The ex-officio run: from the latest registration list, frozen, and planned"),
    ("run", "ledger", "The ledger"),
    ("run", "on", "The day asked about and of issue (default: today)"),
    ("run preview", "", "Show what a run would be; writes nothing"),
    ("run preview", "part", "List the people of this part (due, lapsing, released, interim, renewal, waiting, ...)"),
    ("run freeze", "", "Freeze a run from the latest list"),
    ("run show", "", "Show a frozen run"),
    ("run show", "run", "Its number"),
    ("run show", "part", "List the people of this part (due, lapsing, released, interim, renewal, waiting, ...)"),
    ("run plan", "", "Freeze a batch of certificates from a run"),
    ("run plan", "run", "Its number"),
    ("run plan", "without_unprintable", "Go on without members whose name cannot be printed"),
    ("run plan", "dry_run", "Show who would get what, freeze nothing"),
    ("run interim", "", "Record that a member who waits wishes a short-term certificate meanwhile"),
    ("run interim", "member", "symbol-number-branch or a management code"),
    ("waves", "", "Level renewals over the weeks before a common last day"),
    ("waves", "ledger", "The ledger"),
    ("waves", "until", "The common last day"),
    ("waves", "weeks", "Over how many weeks (default: as few as the limit allows, else all)"),
    ("waves", "per_week", "At most so many people a week; employers are not split"),
    ("waves", "freeze", "Freeze it, not only show it"),
    ("waves", "on", "No week goes out before this day (default: today)"),
    ("waves show", "", "Show a frozen wave"),
    ("waves show", "wave", "Its number"),
    ("waves plan", "", "Freeze a batch of certificates from a week of a wave"),
    ("waves plan", "wave", "Its number"),
    ("waves plan", "week", "The week's number"),
    ("waves plan", "without_unprintable", "Go on without members whose name cannot be printed"),
    ("waves plan", "dry_run", "Show who would get what, freeze nothing"),
    ("consequences", "", "What follows for earlier decisions and papers from what was learnt later"),
    ("consequences", "ledger", "The ledger"),
    ("consequences", "on", "As of (default: today)"),
    ("consequences", "all", "Those that are settled too"),
    ("consequences", "seen", "Settle one: the member, and its code (not_insured:P...)"),
    ("consequences", "note", "How it was settled"),
    ("same", "", "Members who may be one person: two by two, and the answers"),
    ("same", "ledger", "The ledger"),
    ("same", "on", "As of (default: today)"),
    ("same list", "", "Show them side by side (the default)"),
    ("same list", "all", "Those that are answered too"),
    ("same rows", "", "Show what was answered about rows of files"),
    ("same forget", "", "Take back an answer about rows: the next file asks again"),
    ("same forget", "act", "The answer's number, as `rows` shows it"),
    ("same forget", "member", "The member"),
    ("same answer", "", "Record an answer: one person, two people, or an answer taken back"),
    ("same answer", "one", "symbol-number-branch or a management code"),
    ("same answer", "other", "The other member"),
    ("same answer", "answer", "same, different, or open to take an answer back"),
    ("same answer", "note", "How it was made sure of"),
    ("lists", "", "The state's registration lists, and what each says otherwise than the one before"),
    ("lists", "ledger", "The ledger"),
    ("lists show", "", "Show the lists day by day (the default)"),
    ("lists difference", "", "Show the difference to the list of the day before it"),
    ("lists difference", "id", "The list's number (default: the latest)"),
    ("lists difference", "with", "Compare with this one instead"),
    ("lists difference", "days", "So many days ahead an e-certificate lapses soon"),
    (
        "lists difference",
        "list",
        "List the people of this part (registered, released, lapsed, lapsing, changed, unknown_to_them, unknown_to_us)",
    ),
    ("lists difference", "out", "Write it instead (.csv or .xlsx)"),
    (
        "lists difference",
        "file",
        "The list's own file: its rows that mean nobody go into --out with their columns, for an enquiry",
    ),
    ("rules", "", "Try the rules"),
    (
        "rules variants",
        "",
        "The version of the table of variant characters (for comparing names and finding; no decision asks it)",
    ),
];

/// The grammar with its help in the asked language.
pub fn in_lang(command: clap::Command, lang: Lang) -> clap::Command {
    framed(if lang == Lang::En { english(command) } else { command }, lang)
}

/// Headings and the words that the parser itself puts in.
fn framed(command: clap::Command, lang: Lang) -> clap::Command {
    let [usage, commands, arguments, options, help, version] = match lang {
        Lang::Ja => ["使い方", "コマンド", "引数", "オプション", "使い方を示す", "版を示す"],
        Lang::En => ["Usage", "Commands", "Arguments", "Options", "Show how it is used", "Show the version"],
    };
    let flag = |id: &'static str, short, action, help: &'static str| {
        Arg::new(id).short(short).long(id).action(action).help(help).help_heading(options).display_order(990)
    };
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    // The order of the grammar, which a custom heading would sort by name; what every command has comes last.
    let mut order = 0;
    let mut command = command
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}"))
        .subcommand_help_heading(commands)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { arguments } else { options };
            let takes_value = !matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Version | ArgAction::Help);
            order += 1;
            let place = if arg.is_global_set() { 900 } else { order };
            let arg = arg.help_heading(heading).display_order(place);
            if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        })
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, help));
    if command.get_version().is_some() {
        command = command.arg(flag("version", 'V', ArgAction::Version, version));
    }
    for name in names {
        command = command.mut_subcommand(name, |inner| framed(inner, lang));
    }
    command
}

fn english(command: clap::Command) -> clap::Command {
    let mut command = command;
    for (name, argument, words) in ENGLISH
        .iter()
        .chain(assets::ENGLISH)
        .chain(card::ENGLISH)
        .chain(characters::ENGLISH)
        .chain(forms::ENGLISH)
        .chain(last_four::ENGLISH)
        .chain(letters::ENGLISH)
        .chain(official::ENGLISH)
        .chain(recipe::ENGLISH)
        .chain(returns::ENGLISH)
    {
        let worded = |inner: clap::Command| {
            if argument.is_empty() { inner.about(*words) } else { inner.mut_arg(*argument, |arg| arg.help(*words)) }
        };
        command = match name.split_once(' ') {
            _ if name.is_empty() => worded(command),
            None => command.mut_subcommand(*name, worded),
            Some((outer, inner)) => command.mut_subcommand(outer, |outer| outer.mut_subcommand(inner, worded)),
        };
    }
    command.mut_subcommand("rules", |rules| {
        rules.mut_subcommand("try", |cases| {
            cases
                .about("Decide a table of cases")
                .mut_arg("cases", |arg| arg.help("The table of cases (CSV)"))
                .mut_arg("policy", |arg| arg.help("The policy file"))
        })
    })
}
