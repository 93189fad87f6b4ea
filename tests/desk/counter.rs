//! 窓口 as whole roads: a scan, a card on the reader of a real service, two documents; and what is kept of it.

use std::path::PathBuf;

use rules::words::Complaint;
use serde_json::Value;
use tests::program::{Ran, run_beside};
use tests::software_card::{
    Card, Holder, PEOPLE, PcscService, card_program, holder, holds_nothing_of, reported, trust_file,
};

use crate::world::{POLICY, World};

const LEDGER: &str = "ledger.daicho";
/// The day of the counter.
const NOW: &str = "2026-05-08 03:00:00";

/// A counter: a ledger, and a reader on which a card can be laid.
struct Counter {
    world: World,
    service: PcscService,
    socket: PathBuf,
    trust: PathBuf,
}

impl Counter {
    fn open() -> Counter {
        Counter::under(POLICY)
    }

    fn under(policy: &str) -> Counter {
        let world = World::bare();
        world.file("policy.toml", policy);
        world.run(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        let imported = world.import("people.csv", &reported(), &["--on", "2026-04-10", "--not-torn"]);
        assert_eq!(imported["new"], 10, "{imported}");
        let service = PcscService::start();
        let socket = service.socket_path();
        std::fs::create_dir(world.at("temporary")).expect("a folder");
        Counter { world, service, socket, trust: trust_file() }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let beside = [
            ("PCSCLITE_CSOCK_NAME", self.socket.as_path()),
            ("DAICHO_CARD_TRUST", self.trust.as_path()),
            ("DAICHO_CARD", card_program()),
            ("TMPDIR", &self.temporary()),
        ];
        run_beside(self.world.path(), NOW, &beside, &[arguments, &["--json"]].concat())
    }

    /// Where its programs put what they need for a moment.
    fn temporary(&self) -> PathBuf {
        self.world.at("temporary")
    }

    /// A card on the first reader.
    fn lays(&self, holder: &'static Holder) -> Card {
        let card = Card::of(holder);
        self.service.reader(0).insert(&card);
        card
    }

    /// A check of a member by what is written into files.
    fn check(&self, member: &str, files: &[(&str, &str)], more: &[&str]) -> Ran {
        let mut arguments = vec!["card".to_owned(), "check".to_owned(), LEDGER.to_owned(), member.to_owned()];
        for (option, secret) in files {
            let file = format!("{}.txt", option.trim_start_matches('-'));
            self.world.file(&file, secret);
            arguments.extend([(*option).to_owned(), file]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more.iter().copied()).collect();
        self.run(&arguments)
    }

    fn counter(&self, text: &str) -> Value {
        self.run(&["counter", LEDGER, text]).ends(0).json()
    }
}

fn code_file(holder: &Holder) -> String {
    format!("{}\n{}\n{}\n", holder.printed.0, holder.printed.1, holder.printed.2)
}

#[track_caller]
fn says(ran: &Ran, words: &str) {
    assert!(ran.err.contains(words), "{words}: {}", ran.err);
}

#[test]
fn a_card_and_its_pin_show_who_it_is_and_what_the_ledger_did_not_know() {
    let counter = Counter::open();
    let card = counter.lays(holder("adult"));
    let files = [("--pin-file", "１２３４"), ("--proof-file", "4321")];
    let done = counter.check("101-12-0", &files, &[]).ends(0).json();
    assert_eq!(done["result"], "same", "{done}");
    assert_eq!(done["last_four"], "agrees");
    assert_eq!(done["certificate_until"], "2030-02-17", "the day in Japan");
    assert_eq!(done["possession"], "genuine");
    assert!(done["possession_said"].as_str().is_some_and(|said| said.contains("失効は確認していません")));
    assert!(!card.is_open(), "the PIN opens nothing for whoever comes next");
    // What the card told is a fact whose source is the card.
    let shown = counter.run(&["show", LEDGER, "101-12-0"]).ends(0).json();
    assert_eq!(shown["e_certificate_until"], "2030-02-17");
    assert_eq!(shown["myna_card"], "held");
    let timeline = shown["timeline"].as_array().expect("a timeline");
    let of_card =
        timeline.iter().find(|event| event["event"] == "myna" && event["cell"] == "窓口（マイナンバーカード）");
    assert!(of_card.is_some(), "{timeline:?}");
    assert!(timeline.iter().any(|event| event["event"] == "identity_check"));
    // The same card once more: nothing new is written of it.
    let again = counter.check("101-12-0", &files[..1], &[]).ends(0).json();
    assert_eq!(again["recorded"], serde_json::json!([]));
    let checks = counter.counter("101-12-0")["checks"].clone();
    assert_eq!(checks.as_array().map(Vec::len), Some(2));
    assert_eq!(checks[0]["method"], "card_pin");
}

#[test]
fn what_a_card_says_otherwise_is_graded_with_its_reason() {
    let counter = Counter::open();
    for (file, member, result, expected) in [
        ("rare-name", "101-13-0", "variant", "〓"),
        ("foreign", "101-18-0", "variant", "全角・半角"),
        ("in-grace", "101-14-0", "same", "令和8年7月30日"),
        ("expired-certificate", "101-15-0", "same", "マイナ保険証として使えません"),
        ("no-certificate", "101-17-0", "same", "電子証明書はありません"),
    ] {
        let whose = holder(file);
        let _card = counter.lays(whose);
        let done = counter.check(member, &[("--pin-file", whose.pin)], &[]).ends(0).json();
        assert_eq!(done["result"], result, "{file}: {done}");
        let told = done.to_string();
        if file == "rare-name" {
            assert_eq!(done["compared"][0]["grade"], "B");
            assert!(done["compared"][0]["because"].to_string().contains("代わりの文字"), "{done}");
        } else {
            assert!(told.contains(expected), "{file}: {told}");
        }
        counter.service.reader(0).remove();
    }
    // A card that has ended shows nobody, and is none that is held.
    let _card = counter.lays(holder("expired-card"));
    let done = counter.check("101-16-0", &[("--pin-file", holder("expired-card").pin)], &[]).ends(1).json();
    assert_eq!(done["result"], "unread", "{done}");
    assert!(done["next"].to_string().contains("書類2点"), "{done}");
    let shown = counter.run(&["show", LEDGER, "101-16-0"]).ends(0).json();
    assert_ne!(shown["myna_card"], "held");
    assert!(counter.counter("101-16-0")["checks"].to_string().contains("カードの期限切れ"));
}

#[test]
fn a_card_that_cannot_prove_itself_is_told_from_one_that_fails_the_proof() {
    let counter = Counter::open();
    // It has ended: nothing speaks against the card, and its day is on record.
    let ended = holder("expired-certificate");
    let card = counter.lays(ended);
    let files = [("--pin-file", ended.pin), ("--proof-file", ended.proof_pin)];
    let done = counter.check("101-15-0", &files, &[]).ends(0).json();
    assert_eq!((&done["possession"], &done["certificate_until"]), (&Value::Null, &"2025-09-09".into()), "{done}");
    assert!(done["possession_said"].to_string().contains("電子証明書の期限が切れています"), "{done}");
    assert_eq!(card.tries()[1], 3, "no PIN is spent on it");
    counter.service.reader(0).remove();
    // Another's key behind a good certificate: the number it tells is no case, and nothing of it is on record.
    let child = holder("child");
    let card = counter.lays(child);
    card.with_key("spouse");
    let files = [("--pin-file", child.pin), ("--proof-file", child.proof_pin)];
    let done = counter.check("101-12-2", &files, &[]).ends(1).json();
    assert_eq!((&done["possession"], &done["identified"]), (&"failed".into(), &false.into()), "{done}");
    assert!(done["sentence"].to_string().contains("ご本人とは確かめられません"), "{done}");
    assert_eq!(done["certificate_said"], Value::Null, "a card that is not believed is not quoted");
    assert_eq!(counter.counter("101-12-2")["checks"][0]["identified"], false);
    assert!(done["last_four_said"].to_string().contains("記録していません"), "{done}");
    assert_eq!(counter.counter("101-12-2")["open"], serde_json::json!([]));
    assert_eq!(counter.run(&["show", LEDGER, "101-12-2"]).json()["e_certificate_until"], Value::Null);
    counter.service.reader(0).remove();
    // A wrong second PIN leaves what was read.
    let adult = holder("adult");
    let _card = counter.lays(adult);
    let done = counter.check("101-12-0", &[("--pin-file", adult.pin), ("--proof-file", "0000")], &[]).ends(0).json();
    assert_eq!((&done["result"], &done["possession"]), (&"same".into(), &Value::Null), "{done}");
    assert!(done["possession_said"].to_string().contains("あと2回まちがえるとロックされます"), "{done}");
    // An older card than the one on file asks, and changes nothing.
    let listed =
        "記号,番号,枝番,氏名カナ,生年月日,利用登録,電子証明書有効期限\n101,12,0,ﾐﾎﾝ ﾊﾅｺ,S55.2.17,有,2031-02-17\n";
    counter.world.import("registered.csv", listed, &["--on", "2026-05-08"]);
    let held = counter.run(&["show", LEDGER, "101-12-0"]).json()["e_certificate_until"].clone();
    assert_eq!(held, "2031-02-17");
    let done = counter.check("101-12-0", &[("--pin-file", adult.pin)], &[]).ends(0).json();
    assert!(done["next"].to_string().contains("新しいカードをお持ちでないか"), "{done}");
    // However real it is: a card that another has taken the place of proves as much.
    let files = [("--pin-file", adult.pin), ("--proof-file", adult.proof_pin)];
    let done = counter.check("101-12-0", &files, &[]).ends(0).json();
    assert_eq!(done["possession"], "genuine");
    assert!(done["next"].to_string().contains("新しいカードをお持ちでないか"), "{done}");
    assert_eq!(counter.run(&["show", LEDGER, "101-12-0"]).json()["e_certificate_until"], "2031-02-17");
    counter.service.reader(0).remove();
    // Somebody else's is nobody's to ask about.
    let grace = holder("in-grace");
    let _card = counter.lays(grace);
    let done = counter.check("101-12-0", &[("--pin-file", grace.pin)], &[]).ends(1).json();
    assert!(!done.to_string().contains("新しいカードをお持ちでないか"), "{done}");
}

#[test]
fn a_card_without_a_certificate_goes_before_what_the_lists_say_until_there_is_news() {
    let counter = Counter::open();
    let registered = |until: &str| {
        let head = "記号,番号,枝番,利用登録,電子証明書有効期限";
        let listed = format!("{head}\n101,17,0,有,{until}\n");
        counter.world.import("registered.csv", &listed, &["--form", "registration", "--on", "2026-05-08"]);
    };
    let usable = |here: &Value| here["answers"]["pages"].to_string().contains("myna_usable");
    registered("2031-02-17");
    assert!(usable(&counter.counter("101-17-0")));
    let whose = holder("no-certificate");
    let _card = counter.lays(whose);
    counter.check("101-17-0", &[("--pin-file", whose.pin)], &[]).ends(0);
    let here = counter.counter("101-17-0");
    assert_eq!(here["open"][0]["code"], "no_certificate", "{here}");
    assert!(!usable(&here), "nothing says that the card serves: {here}");
    assert!(here["checks"][0]["said"].to_string().contains("電子証明書なし"), "{here}");
    registered("2032-02-17");
    let here = counter.counter("101-17-0");
    assert_eq!((&here["open"], usable(&here)), (&serde_json::json!([]), true), "there is a newer word of it");
    // What the clerk is told to do leads on: the card says it again, the registration is found to be released, and the application
    // is not refused.
    counter.check("101-17-0", &[("--pin-file", whose.pin)], &[]).ends(0);
    assert_eq!(counter.counter("101-17-0")["open"][0]["code"], "no_certificate");
    let released = "記号,番号,枝番,利用登録\n101,17,0,無\n";
    counter.world.import("released.csv", released, &["--form", "registration", "--on", "2026-05-08"]);
    assert_eq!(counter.counter("101-17-0")["open"], serde_json::json!([]));
    let apply = ["apply", LEDGER, "--member", "101-17-0", "--reason", "not_registered"];
    assert_eq!(counter.run(&apply).ends(0).json()["refused"], false);
}

#[test]
fn a_certificate_that_lives_stands_in_for_the_missing_e_certificate_and_one_that_has_expired_does_not() {
    let comes_back = POLICY.replace("return_when_usable = false", "return_when_usable = true");
    for (until, open, covers) in
        [("2026-05-31", serde_json::json!([]), true), ("2026-05-07", "no_certificate".into(), false)]
    {
        let counter = Counter::under(&comes_back.replace("2029-11-30", until));
        let registered = |answer: &str, on: &str| {
            let listed = format!("記号,番号,枝番,利用登録,電子証明書有効期限\n101,17,0,{answer}\n");
            counter.world.import("registered.csv", &listed, &["--form", "registration", "--on", on]);
        };
        registered("無,", "2026-04-11");
        counter.world.file("who.txt", "101-17-0\n");
        let plan = ["plan", LEDGER, "--kind", "certificate", "--on", "2026-04-12", "--members", "who.txt"];
        let batch = counter.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
        std::fs::create_dir(counter.world.at("out")).expect("a folder");
        counter.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
        counter.run(&["batch", LEDGER, &batch, "posted"]).ends(0);
        registered("有,2031-02-17", "2026-05-01");
        let asked = counter.counter("101-17-0")["answers"]["duties"].to_string().contains("myna_usable");
        assert_eq!(asked, covers, "{until}: whoever can use the card gives a live certificate back");
        let whose = holder("no-certificate");
        let _card = counter.lays(whose);
        counter.check("101-17-0", &[("--pin-file", whose.pin)], &[]).ends(0);
        let here = counter.counter("101-17-0");
        let found = here["open"].get(0).map_or(serde_json::json!([]), |one| one["code"].clone());
        assert_eq!(found, open, "{until}: {here}");
        let told = here["answers"]["pages"].to_string();
        assert_eq!(told.contains("covered.yes.certificate_in_hand"), covers, "{until}: {here}");
        assert!(!told.contains("myna_usable"), "nothing says that the card serves: {here}");
        assert_eq!(here["answers"]["duties"], serde_json::json!([]), "the only paper is not asked back: {here}");
    }
}

#[test]
fn nobody_is_told_of_the_dead_the_protected_and_those_who_cannot_be_told_apart() {
    let counter = Counter::open();
    let documents = ["--documents", "passport,pension", "--face"];
    let proxy = ["--proxy", "spouse", "--authority", "power_of_attorney"];
    counter.run(&["shield", LEDGER, "101-12-1", "on", "--reason", "申出"]).ends(0);
    let refused = counter.check("101-12-1", &[], &[&documents[..], &proxy].concat()).ends(1);
    says(&refused, "代理の方には何もお伝えできません");
    // The card is not asked first: no try is lost, nothing is on record.
    let card = counter.lays(holder("spouse"));
    says(&counter.check("101-12-1", &[("--pin-file", "9999")], &proxy).ends(1), "代理の方には何もお伝えできません");
    assert!(card.heard().is_empty() && counter.counter("101-12-1")["checks"] == serde_json::json!([]));
    // Nobody of the household learns of them, and they are told of nobody.
    let here = |member: &str| counter.counter(member);
    let names = |here: &Value| here["household"].to_string();
    assert!(!names(&here("101-12-0")).contains("一郎") && names(&here("101-12-0")).contains("さくら"));
    assert_eq!(here("101-12-1")["household"], serde_json::json!([]));
    let done = counter.check("101-12-0", &[("--pin-file", holder("spouse").pin)], &[]).ends(1).json();
    assert!(!done.to_string().contains("101-12-01") && done["result"] == "different", "{done}");
    counter.service.reader(0).remove();
    let told = here("101-12-1")["answers"]["pages"].to_string();
    assert!(!told.contains("お勤め先を通じて"), "nothing goes by the employer: {told}");
    counter.check("101-12-1", &[], &documents).ends(0);
    assert_eq!(counter.counter("101-12-1")["open"][0]["code"], "protected");
    let wrong = ["--proxy", "spouse", "--authority", "guardian_record"];
    says(&counter.check("101-12-0", &[], &[&documents[..], &wrong].concat()).ends(2), "この書類では確かめられません");
    let parent = [&documents[..], &["--proxy", "parent", "--authority", "family_register"]].concat();
    says(&counter.check("101-12-1", &[], &parent).ends(1), "加入しているかどうかも口に出さず");
    says(&counter.check("101-12-0", &[], &parent).ends(1), "18歳以上の方の代理権は");
    counter.check("101-12-2", &[], &parent).ends(0);
    let done = counter.check("101-12-0", &[], &[&documents[..], &proxy].concat()).ends(0).json();
    assert!(done["sentence"].to_string().contains("代理の方の本人確認書類"), "{done}");
    let done = counter.check("101-12-0", &[], &[&documents[..], &proxy, &["--differs"]].concat()).ends(1).json();
    assert!(done["sentence"].to_string().contains("代理の方と確かめられません"), "{done}");
    counter.run(&["died", LEDGER, "101-19-0", "--on", "2026-05-01"]).ends(0);
    assert_eq!(counter.counter("101-19-0")["open"][0]["code"], "died");
    let told = counter.counter("101-19-0")["answers"]["pages"].clone();
    assert_eq!(told.as_array().map(Vec::len), Some(1));
    assert!(told[0]["say"].to_string().contains("お悔やみ申し上げます"), "{told}");
    says(&counter.check("101-19-0", &[], &documents).ends(1), "亡くなったとの届出");
    // Twins: by the mark for a character that the chip cannot write both fit, and nothing is on record of either.
    let head = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所,個人番号";
    let row = "101,30,00,小田　﨑子,オダ　サキコ,1973-11-11,女,本人,2020-04-01,1000001,東京都千代田区千代田9-9";
    let twins = format!("{head}\n{row},{}\n", holder("spouse").number());
    counter.world.import("twins.csv", &twins, &["--on", "2026-04-10", "--not-torn"]);
    let shown = counter.run(&["show", LEDGER, "101-30-0"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let rare = holder("rare-name");
    let _card = counter.lays(rare);
    says(&counter.check("101-13-0", &[("--pin-file", rare.pin)], &[]).ends(1), "どちらの方か分かりません");
    // What is said next leads on, whatever is on file and was read.
    let none = counter.check("101-13-0", &[("--pin-file", rare.pin), ("--number-file", &rare.number())], &[]).ends(1);
    says(&none, "下4桁がないため、カードでは決められません");
    says(&counter.check("101-30-0", &[("--pin-file", rare.pin)], &[]).ends(1), "ほかの方を選んで");
    let read = counter.check("101-30-0", &[("--code-file", &code_file(rare))], &["--face"]).ends(1);
    says(&read, "暗証番号で下4桁まで読み取り");
}

#[test]
fn a_number_that_differs_opens_a_case_until_the_number_is_put_right() {
    let counter = Counter::open();
    let _card = counter.lays(holder("child"));
    let done = counter.check("101-12-2", &[("--pin-file", holder("child").pin)], &[]).ends(0).json();
    assert_eq!(done["last_four"], "differs", "{done}");
    let open = |counter: &Counter| counter.counter("101-12-2")["open"].clone();
    assert_eq!(open(&counter)[0]["code"], "card_differs");
    let listed = counter.run(&["work", LEDGER, "card_differs", "--on", "2026-05-08"]).ends(0);
    assert!(listed.out.contains("101-12-02"), "{}", listed.out);
    let corrected =
        format!("記号,番号,枝番,氏名カナ,生年月日,個人番号\n101,12,2,ﾐﾎﾝ ｻｸﾗ,H27.5.5,{}\n", holder("child").number());
    let imported = counter.world.import("corrected.csv", &corrected, &["--on", "2026-05-08"]);
    assert_eq!(imported["changed"], 1, "{imported}");
    assert_eq!(open(&counter), serde_json::json!([]), "the number is another one now");
}

#[test]
fn the_card_answers_the_letter_that_waits_for_it() {
    let counter = Counter::open();
    let start = ["lastfour", LEDGER, "start", "--on", "2026-05-01", "--until", "2026-05-31"];
    let batch = counter.run(&start).json()["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(counter.world.at("out")).expect("a folder");
    counter.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
    for (file, member, state) in [("adult", "101-12-0", "agrees"), ("child", "101-12-2", "differs")] {
        let _card = counter.lays(holder(file));
        let done = counter.check(member, &[("--pin-file", holder(file).pin)], &[]).ends(0).json();
        assert!(done["recorded"].to_string().contains("下4桁の確認の回答"), "{done}");
        let case = counter.run(&["lastfour", LEDGER, "case", member]).ends(0).json();
        assert_eq!(case["case"]["state"], state, "{case}");
        counter.service.reader(0).remove();
    }
    assert_eq!(
        counter.counter("101-12-2")["open"][0]["code"],
        "last_four_case",
        "the case is worked on there, and only there"
    );
}

#[test]
fn a_forgotten_pin_leads_to_the_printed_code_and_that_to_documents() {
    let counter = Counter::open();
    let adult = holder("adult");
    let card = counter.lays(adult);
    let wrong = counter.check("101-12-0", &[("--pin-file", "9999")], &[]).ends(4);
    says(&wrong, "が違います。あと2回");
    assert_eq!(card.tries()[0], 2, "one try, and no more");
    let printed = code_file(adult);
    let number = adult.number();
    // Whoever has found a card can read what is printed on it.
    let alone = counter.check("101-12-0", &[("--code-file", &printed)], &[]).ends(2);
    says(&alone, "写真と顔を見くらべたこと");
    assert!(
        card.heard().iter().filter(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4).count() == 1,
        "it was not asked"
    );
    let done =
        counter.check("101-12-0", &[("--code-file", &printed), ("--number-file", &number)], &["--face"]).ends(0).json();
    assert_eq!((&done["result"], &done["method"]), (&"same".into(), &"card_code_b".into()), "{done}");
    assert_eq!(done["last_four"], "agrees", "the stated number is the card's, and ends as the one on file");
    let other = holder("spouse").number();
    let done =
        counter.check("101-12-0", &[("--code-file", &printed), ("--number-file", &other)], &["--face"]).ends(0).json();
    assert!(done["last_four_said"].to_string().contains("このカードの番号ではありません"), "{done}");
    assert_eq!(done["last_four"], Value::Null);
    let files = [("--pin-file", adult.pin), ("--number-file", &other)];
    let done = counter.check("101-12-0", &files, &[]).ends(0).json();
    let told = done["last_four_said"].as_str().expect("a sentence");
    assert!(told.contains("このカードの番号ではありません") && told.contains("台帳と一致"), "both are said: {told}");
    // No card at all: two papers, the face, and whoever came in the member's stead.
    let documents = ["--documents", "driving_licence"];
    says(&counter.check("101-12-0", &[], &documents).ends(2), "確認書類が足りません");
    let documents = ["--documents", "driving_licence,certificate"];
    says(&counter.check("101-12-0", &[], &documents).ends(2), "写真と顔を見くらべたこと");
    let proxy = [&documents[..], &["--face", "--proxy", "spouse", "--authority", "power_of_attorney"]].concat();
    let done = counter.check("101-12-0", &[], &proxy).ends(0).json();
    assert_eq!((&done["result"], &done["method"]), (&"same".into(), &"documents".into()));
    let differs = [&documents[..], &["--face", "--differs"]].concat();
    assert_eq!(counter.check("101-12-0", &[], &differs).ends(1).json()["result"], "different");
    let checks = counter.counter("101-12-0")["checks"].clone();
    let said: Vec<&str> = checks.as_array().expect("checks").iter().filter_map(|one| one["said"].as_str()).collect();
    assert!(said[1].contains("代理: 配偶者（委任状）"), "{said:?}");
    assert!(said[5].contains("暗証番号が違う"), "what was tried in vain is on record, too: {said:?}");
}

#[test]
fn the_card_of_another_opens_nothing() {
    let counter = Counter::open();
    let _card = counter.lays(holder("spouse"));
    let done = counter.check("101-12-0", &[("--pin-file", holder("spouse").pin)], &[]).ends(1).json();
    assert_eq!(done["result"], "different");
    assert!(done["sentence"].to_string().contains("同じ世帯の101-12-01"), "{done}");
    assert_eq!((&done["certificate_until"], &done["last_four"]), (&Value::Null, &Value::Null));
    let shown = counter.run(&["show", LEDGER, "101-12-0"]).ends(0).json();
    assert_eq!(shown["e_certificate_until"], Value::Null, "nothing of another's card is this member's");
    let done = counter.check("101-13-0", &[("--pin-file", holder("spouse").pin)], &[]).ends(1).json();
    assert!(done["next"].to_string().contains("何もお伝えしないでください"), "{done}");
    counter.service.reader(0).remove();
    // One that has ended is another's all the same; and where only the name can be compared, nothing is said of a change of name.
    let unknown = PEOPLE.iter().find(|it| it.name.starts_with("不詳")).expect("a card without a birth date");
    for whose in [holder("expired-card"), unknown] {
        let _card = counter.lays(whose);
        let done = counter.check("101-13-0", &[("--pin-file", whose.pin)], &[]).ends(1).json();
        assert_eq!(done["result"], "different", "{done}");
        assert!(!done["next"].to_string().contains("氏名だけが違います"), "{done}");
        counter.service.reader(0).remove();
    }
}

#[test]
fn what_cannot_be_right_never_reaches_the_card() {
    let counter = Counter::open();
    let card = counter.lays(holder("adult"));
    for (files, said) in [
        (vec![("--pin-file", "")], "暗証番号（券面事項入力補助用）が入っていません"),
        (vec![("--pin-file", "123")], "暗証番号は数字4桁です"),
        (vec![("--pin-file", "12345")], "暗証番号は数字4桁です"),
        (vec![("--pin-file", "12a4")], "暗証番号は数字4桁です"),
        (vec![("--pin-file", "1234"), ("--proof-file", "")], "暗証番号（利用者証明用）が入っていません"),
        (vec![("--pin-file", "1234"), ("--number-file", "123456789012")], "検査用数字が合いません"),
        (vec![("--pin-file", "1234"), ("--number-file", "1234")], "数字12桁です"),
        (vec![("--code-file", "550230\n2035\n2285\n")], "ありえない日付です"),
        (vec![("--code-file", "550217\n35\n2285\n")], "数字4桁です"),
        (vec![("--code-file", "550217\n2035\n22x5\n")], "数字だけです"),
    ] {
        let refused = counter.check("101-12-0", &files, &[]).ends(2);
        says(&refused, said);
    }
    assert!(card.heard().is_empty(), "the card heard nothing");
    says(&counter.check("999-9-9", &[("--pin-file", "1234")], &[]), "999-9-9");
    assert!(card.heard().is_empty(), "nobody is asked for a PIN about nobody");
}

#[test]
fn one_try_left_is_the_members_to_give_away() {
    let counter = Counter::open();
    let card = counter.lays(holder("one-left"));
    let pin = [("--pin-file", "1234")];
    let stopped = counter.check("101-19-0", &pin, &[]).ends(4);
    says(&stopped, "あと1回まちがえると");
    says(&stopped, "--insist pin");
    assert_eq!(card.tries()[0], 1);
    let done = counter.check("101-19-0", &pin, &["--insist", "pin"]).ends(0).json();
    assert_eq!(done["result"], "same");
}

#[test]
fn a_scanned_code_tells_who_it_is_and_where_the_paper_is() {
    let counter = Counter::open();
    let planned = counter.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-05-08"]).json();
    let batch = planned["batch"].as_str().expect("a batch");
    std::fs::create_dir(counter.world.at("out")).expect("a folder");
    counter.run(&["print", LEDGER, batch, "--out", "out"]).ends(0);
    let manifest = std::fs::read_to_string(counter.world.at("out/manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    let sheet = &manifest["sheets"][0];
    let (paper, member) = (sheet["paper"].as_str().expect("a code"), sheet["code"].as_str().expect("a member"));
    let wide: String = paper.chars().filter_map(|sign| char::from_u32(sign as u32 + 0xFEE0)).collect();
    for scanned in [paper.to_owned(), paper.to_lowercase(), wide, format!("{paper}-2")] {
        let here = counter.counter(&scanned);
        assert_eq!(here["answers"]["code"], member, "{scanned}");
        assert_eq!(here["scanned"]["paper"], paper);
        assert!(here["scanned"]["sentence"].to_string().contains("お渡しした記録のない書類です"), "{here}");
        assert!(!here["answers"]["pages"].as_array().expect("pages").is_empty(), "what to say");
    }
    says(&counter.run(&["counter", LEDGER, "みほん"]).ends(4), "daicho find で番号を調べ");
    let slip = counter.run(&["counter", LEDGER, "P7K3QX9FHT3"]);
    says(&slip.ends(2), "読み取り違い");
    // A number may begin as a code does.
    says(&counter.run(&["counter", LEDGER, "P12-345678-00"]).ends(4), "この番号の加入者は台帳にありません");
}

#[test]
fn nothing_of_the_chip_is_anywhere_on_disk_afterwards() {
    let counter = Counter::open();
    let whose = holder("adult");
    let _card = counter.lays(whose);
    counter.check("101-12-0", &[("--pin-file", whose.pin), ("--proof-file", whose.proof_pin)], &[]).ends(0);
    counter
        .check("101-12-0", &[("--code-file", &code_file(whose)), ("--number-file", &whose.number())], &["--face"])
        .ends(0);
    // What opened the card lay in files of this test; everything else must not know it. The address stands on the card alone.
    let typed = ["pin-file.txt", "proof-file.txt", "code-file.txt", "number-file.txt", "people.csv"];
    assert!(holds_nothing_of(whose, counter.world.path(), &typed) > 3, "ledger, keys and logs were looked at");
    assert!(counter.temporary().exists() && holds_nothing_of(whose, &counter.temporary(), &[]) == 0, "no file is left");
    let certificate = std::fs::read(tests::software_card::fixtures().join("adult.der")).expect("the fixture");
    let number = whose.number();
    let canaries: [&[u8]; 3] = [number.as_bytes(), whose.address.as_bytes(), &certificate[100..140]];
    // And inside the ledger, as whoever holds its key reads it, free space and all: what the ledger knows itself is found, what the
    // card alone said is not.
    let rare = holder("rare-name");
    counter.service.reader(0).remove();
    let _rare = counter.lays(rare);
    counter.check("101-13-0", &[("--pin-file", rare.pin)], &[]).ends(0);
    let pages = tests::intruder::pages(&counter.world.at(LEDGER), "見本の合言葉 for tests");
    let holds = |canary: &[u8]| pages.windows(canary.len()).any(|part| part == canary);
    assert!(holds("吉田".as_bytes()) && holds(b"variant"), "the pages are read");
    for canary in canaries {
        assert!(!holds(canary), "the ledger keeps what the card said");
    }
    assert!(!holds(rare.name.as_bytes()) && !holds(rare.number().as_bytes()), "the ledger keeps a name of the card's");
}

#[test]
fn without_service_reader_or_part_each_says_what_to_do_and_the_rest_works() {
    let world = World::new();
    let nowhere = world.at("nowhere.comm");
    let missing = world.at("daicho-card");
    let with =
        |beside: &[(&str, &std::path::Path)]| run_beside(world.path(), NOW, beside, &["card", "readers", "--json"]);
    let dead = with(&[("PCSCLITE_CSOCK_NAME", &nowhere), ("DAICHO_CARD", card_program())]);
    says(&dead.ends(4), "サービスが動いていません");
    let without = with(&[("DAICHO_CARD", &missing)]);
    says(&without.ends(4), "部品（daicho-card）がありません");
    world.run(&["work", LEDGER]).ends(0);
    let counter = Counter::open();
    let listed = counter.run(&["card", "readers"]).ends(0);
    assert_eq!(listed.lines().len(), 2, "{}", listed.out);
    for (file, code) in [
        ("old-card", "old_resident_card"),
        ("phone", "phone"),
        ("other-card", "other_card"),
        ("blocked", "pin_blocked"),
    ] {
        let _card = counter.lays(holder(file));
        let found = counter.run(&["card", "doctor"]).ends(1).json();
        assert!(found["findings"].to_string().contains(code), "{file}: {found}");
        counter.service.reader(0).remove();
    }
    let _card = counter.lays(holder("adult"));
    let found = counter.run(&["card", "doctor"]).json();
    assert!(found["findings"].to_string().contains("card_good"), "{found}");
}

#[test]
fn every_trouble_has_a_sentence_and_a_next_step_of_its_own() {
    use card::{Trouble, Which};
    let all = [
        Trouble::NoHelper,
        Trouble::NoLibrary,
        Trouble::NoService,
        Trouble::NoReader,
        Trouble::NoCard,
        Trouble::SeveralCards(vec!["A".to_owned(), "B".to_owned()]),
        Trouble::UnknownReader,
        Trouble::InUse,
        Trouble::OtherCard,
        Trouble::OldCard,
        Trouble::Phone,
        Trouble::NewGeneration,
        Trouble::Mute,
        Trouble::Pulled,
        Trouble::Garbled,
        Trouble::Wrong { which: Which::Pin, left: 2 },
        Trouble::Wrong { which: Which::CodeB, left: 9 },
        Trouble::Blocked(Which::Pin),
        Trouble::Blocked(Which::CodeB),
        Trouble::Blocked(Which::CodeA),
        Trouble::OneLeft(Which::Pin),
        Trouble::TooFew(Which::CodeA),
        Trouble::Other(0x8010_0001),
    ];
    let told: Vec<_> = all.iter().map(desk::counter::complaint).collect();
    for (at, one) in told.iter().enumerate() {
        for text in [&one.sentence.ja, &one.sentence.en, &one.hint.ja, &one.hint.en] {
            assert!(!text.trim().is_empty(), "{}", one.code);
        }
        let earlier = &told[..at];
        assert!(earlier.iter().all(|other| other.code != one.code), "{} twice", one.code);
        assert!(earlier.iter().all(|other| other.sentence.ja != one.sentence.ja), "{}", one.sentence.ja);
        // Of the stated number there is one thing to do, whether it is locked or nearly so.
        let number = |code: &str| matches!(code, "number_blocked" | "too_few_tries");
        let own = |other: &&Complaint| other.hint.ja == one.hint.ja && !(number(other.code) && number(one.code));
        assert_eq!(earlier.iter().find(own).map(|other| other.code), None, "{}", one.hint.ja);
    }
    // A stated number that cannot be compared is no trouble of what opens the card.
    let complaints = vec![desk::counter::complaint(&Trouble::Blocked(Which::CodeA))];
    let locked = desk::Failure { ending: desk::Ending::Other, complaints };
    assert_eq!(desk::counter::tries_lost(&locked), None);
}

/// The doctor before readers and cards of every kind, and what the screen says of them meanwhile.
#[test]
fn the_doctor_tells_each_state_apart() {
    use card::Trouble;
    use rules::calendar::day;
    use rules::words::Lang;
    use tests::software_card::{Desk, Slot};

    const REAL: &str = "Sony FeliCa Port/PaSoRi 4.0 00 00";
    const PLAYED: &str = "Windows Hello for Business 00 00";
    let card = |file: &str| Card::of(holder(file));
    let mute = || Slot { mute: true, ..Slot::with(REAL, &card("adult")) };
    let away = |trouble: Trouble| {
        let mut desk = Desk::new(Vec::new());
        desk.away = Some(trouble);
        desk
    };
    for (what, mut desk, code, ok, state) in [
        ("no service", away(Trouble::NoService), "no_service", false, "no_service"),
        ("no library", away(Trouble::NoLibrary), "no_library", false, "no_library"),
        ("no reader", Desk::new(Vec::new()), "no_reader", false, "no_reader"),
        ("empty", Desk::new(vec![Slot::empty(REAL)]), "no_card", true, "no_card"),
        ("virtual alone", Desk::new(vec![Slot::empty(PLAYED)]), "virtual_reader", false, "no_card"),
        (
            "virtual beside",
            Desk::new(vec![Slot::with(PLAYED, &card("other-card")), Slot::empty(REAL)]),
            "virtual_reader",
            true,
            "no_card",
        ),
        ("good", Desk::new(vec![Slot::with(REAL, &card("adult"))]), "card_good", true, "ready"),
        ("other", Desk::new(vec![Slot::with(REAL, &card("other-card"))]), "other_card", false, "ready"),
        ("old", Desk::new(vec![Slot::with(REAL, &card("old-card"))]), "old_resident_card", false, "ready"),
        ("phone", Desk::new(vec![Slot::with(REAL, &card("phone"))]), "phone", false, "ready"),
        (
            "next generation",
            Desk::new(vec![Slot::with(REAL, &card("next-generation"))]),
            "new_generation",
            false,
            "ready",
        ),
        ("blocked", Desk::new(vec![Slot::with(REAL, &card("blocked"))]), "pin_blocked", false, "ready"),
        (
            "no certificate",
            Desk::new(vec![Slot::with(REAL, &card("no-certificate"))]),
            "no_certificate",
            false,
            "ready",
        ),
        (
            "certificate ended",
            Desk::new(vec![Slot::with(REAL, &card("expired-certificate"))]),
            "certificate_expired",
            false,
            "ready",
        ),
        (
            "certificate in grace",
            Desk::new(vec![Slot::with(REAL, &card("in-grace"))]),
            "certificate_in_grace",
            false,
            "ready",
        ),
        ("card ended", Desk::new(vec![Slot::with(REAL, &card("expired-card"))]), "card_expired", false, "ready"),
        ("mute", Desk::new(vec![mute()]), "mute_card", false, "mute_card"),
        (
            "in use",
            Desk::new(vec![Slot { in_use: true, ..Slot::with(REAL, &card("adult")) }]),
            "card_in_use",
            false,
            "ready",
        ),
    ] {
        let report = desk::counter::doctor(&mut desk, day(2026, 5, 8), Lang::Ja);
        let codes: Vec<&str> = report.findings.iter().map(|one| one.code).collect();
        assert!(codes.contains(&code), "{what}: {codes:?}");
        assert_eq!(report.ok, ok, "{what}: {codes:?}");
        assert!(
            report.findings.iter().all(|one| one.tone == "good" || !one.hint.is_empty()),
            "{what}: a next step each"
        );
        assert_eq!(desk::counter::readers(&mut desk, Lang::Ja).state, state, "{what}");
    }
    // A mute reader beside one that can be read does not hide it.
    let mut two = Desk::new(vec![mute(), Slot::with("Other 00 00", &card("adult"))]);
    assert_eq!(desk::counter::readers(&mut two, Lang::Ja).state, "ready");
}

#[test]
fn the_programs_start_where_there_is_no_card_library() {
    let window = std::env::var_os("DAICHO_WINDOW_BIN").map(PathBuf::from);
    let programs = [Some(tests::program::daicho().to_owned()), window];
    for program in programs.into_iter().flatten() {
        let said =
            std::process::Command::new("readelf").arg("-d").arg(&program).output().expect("readelf (Debian: binutils)");
        let needs = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(needs.contains("libc.so"), "{needs}");
        assert!(!needs.contains("pcsc"), "{} links the card library:\n{needs}", program.display());
    }
}
