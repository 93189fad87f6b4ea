//! Layouts, seals and issuers: proposed by one, approved by another, from a day on. The seal of a former president once went out on
//! 39,527 letters; here it stops before the first.

use std::path::Path;

use serde_json::Value;
use tests::program::{Ran, run_at};

use crate::world::World;

const LEDGER: &str = "ledger.daicho";
const FORMER: &str = "former-president.png";
const PRESIDENT: &str = "president.png";
const HEADER: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,利用登録,郵便番号,住所\n";
const JOINER: &str =
    "101,0061,00,上田　花子,ウエダ　ハナコ,S60.2.3,女,本人,R8.6.1,無,1000001,東京都千代田区千代田1-1\n";

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/seals").join(name)).expect("a seal")
}

/// A society of 60 with a supervisor beside the founder, and the seals as files.
fn society() -> World {
    let world = World::new();
    let mut text = HEADER.to_owned();
    for number in 1..=60 {
        text.push_str(&format!(
            "101,{number:04},00,青木　太郎,アオキ　タロウ,S55.{}.{},男,本人,R2.4.1,無,1000001,東京都千代田区千代田1-1\n",
            1 + number % 12,
            1 + number % 28
        ));
    }
    world.import("people.csv", &text, &["--on", "2026-04-10"]);
    world.operator("chief", &["--name", "港　次郎", "--role", "supervisor"]);
    for name in [FORMER, PRESIDENT] {
        world.file(name, fixture(name));
    }
    world
}

impl World {
    fn assets(&self, words: &[&str]) -> Ran {
        let mut all = vec!["assets", LEDGER];
        all.extend(words);
        self.run(&all)
    }

    /// Proposes something and answers its number.
    fn proposed(&self, words: &[&str]) -> String {
        let mut all = words.to_vec();
        all.push("--json");
        self.assets(&all).ends(0).json()["id"].to_string()
    }

    fn approved(&self, id: &str) {
        self.run_as("chief", &["assets", LEDGER, "approve", id]).ends(0);
    }

    fn in_force(&self, on: &str) -> Vec<String> {
        let listed = self.assets(&["list", "--on", on, "--json"]).json();
        let rows = listed["rows"].as_array().expect("rows").iter().filter(|row| row["in_force"] == true);
        rows.map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

fn frozen(world: &World, on: &str) -> (String, Value) {
    let arguments = ["plan", LEDGER, "--kind", "certificate", "--on", on, "--json"];
    let planned = world.run(&arguments).ends(0).json();
    (planned["batch"].as_str().expect("a batch").to_owned(), planned)
}

fn printed(world: &World, batch: &str, out: &str) -> Ran {
    std::fs::create_dir_all(world.at(out)).expect("a folder");
    world.run(&["print", LEDGER, batch, "--out", out])
}

/// What a batch is made with: its name, and who approved it.
fn names(assets: &Value) -> Vec<(&str, &str)> {
    let rows = assets.as_array().expect("assets").iter();
    rows.filter_map(|one| Some((one["name"].as_str()?, one["approved_by"].as_str()?))).collect()
}

/// The dots of the first picture on the first member's page, or nothing.
fn picture(pdf: &Path) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("picture");
    let read =
        std::process::Command::new("pdfimages").args(["-png", "-f", "3", "-l", "3"]).arg(pdf).arg(&root).status();
    assert!(read.expect("pdfimages").success());
    std::fs::read(folder.path().join("picture-000.png")).ok().map(|file| dots(&file))
}

fn dots(file: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut bytes).expect("a frame");
    bytes.chunks(frame.color_type.samples()).map(|dot| dot[0]).collect()
}

#[test]
fn the_seal_of_the_former_president_stops_the_letters_that_were_frozen_with_it() {
    let world = society();
    let issuer = world.proposed(&["issuer", "理事長　港　太郎", "--from", "2024-04-01"]);
    let former = world.proposed(&["seal", FORMER, "--name", "前理事長印", "--from", "2024-04-01"]);
    world.approved(&issuer);
    world.approved(&former);
    let (batch, planned) = frozen(&world, "2026-06-01");
    assert_eq!(planned["sheets"], 60);
    assert_eq!(
        names(&planned["assets"]),
        [("理事長　港　太郎", "港　次郎（chief）"), ("前理事長印", "港　次郎（chief）")]
    );

    // The new president's seal is proposed: it is on no letter yet, and stops none.
    let new = world.proposed(&["seal", PRESIDENT, "--name", "新理事長印", "--from", "2026-06-01"]);
    printed(&world, &batch, "out").ends(0);
    let pdf = world.at("out").join(format!("certificate-{batch}-001.pdf"));
    assert!(picture(&pdf) == Some(dots(&fixture(FORMER))));
    let text: String = tests::pdf_text(&pdf).split_whitespace().collect();
    assert!(text.contains("理事長港太郎"), "the issuer stands on it");

    // It is approved: what is printed does not go out, and the batch says so.
    world.approved(&new);
    let ran = world.run(&["batch", LEDGER, &batch, "posted"]).ends(1);
    assert!(
        ran.err.contains("この束の印影「前理事長印」は、令和8年6月1日から「新理事長印」に替わっています。"),
        "{}",
        ran.err
    );
    let again = printed(&world, &batch, "out").ends(1);
    assert!(
        again.err.contains("「新理事長印」に替わっています"),
        "nor does it come out of the printer once more: {}",
        again.err
    );
    let later = world.run(&["batch", LEDGER, &batch, "status", "--json"]).ends(0).json()["later"].clone();
    assert_eq!(later["stops"], true, "{later}");
    assert!(later["assets"][1]["later"].as_str().is_some_and(|said| said.contains("新理事長印")), "{later}");

    // A letter that has been made is made again byte for byte, with the seal that it bore.
    std::fs::create_dir(world.at("again")).expect("a folder");
    world.run(&["rebuild", LEDGER, &batch, "--out", "again"]).ends(0);
    let again = std::fs::read(world.at("again").join(format!("certificate-{batch}-001.pdf"))).expect("a file");
    assert!(std::fs::read(&pdf).expect("a file") == again);

    // Somebody who joins today gets the new seal, and nothing else.
    world.import("more.csv", &format!("{HEADER}{JOINER}"), &["--on", "2026-06-01"]);
    let (other, planned) = frozen(&world, "2026-06-02");
    assert_eq!((&planned["sheets"], names(&planned["assets"])[1].0), (&Value::from(1), "新理事長印"));
    printed(&world, &other, "new").ends(0);
    assert!(picture(&world.at("new").join(format!("certificate-{other}-001.pdf"))) == Some(dots(&fixture(PRESIDENT))));
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_batch_that_is_not_printed_yet_stops_before_its_first_sheet_and_a_withdrawn_seal_stops_for_good() {
    let world = society();
    let former = world.proposed(&["seal", FORMER, "--name", "前理事長印", "--from", "2024-04-01"]);
    world.approved(&former);
    let (batch, _) = frozen(&world, "2026-06-01");
    let new = world.proposed(&["seal", PRESIDENT, "--name", "新理事長印", "--from", "2026-06-01"]);
    world.approved(&new);
    let stopped = printed(&world, &batch, "out").ends(1);
    assert!(stopped.err.contains("「新理事長印」に替わっています"), "{}", stopped.err);
    assert_eq!(std::fs::read_dir(world.at("out")).expect("the folder").count(), 0, "no file is left");

    // The chief says why it goes out all the same; when the approval is taken back, nobody can say that any more.
    let print = |reason: &str| world.run(&["print", LEDGER, &batch, "--out", "out", "--despite", reason]);
    print("前理事長の名で出すと決まった").ends(0);
    let pdf = world.at("out").join(format!("certificate-{batch}-001.pdf"));
    assert!(picture(&pdf) == Some(dots(&fixture(FORMER))), "nothing is exchanged silently");
    world.assets(&["withdraw", &former, "--reason", " "]).ends(1);
    world.assets(&["withdraw", &former, "--reason", "前理事長の印のため"]).ends(0);
    let post = ["batch", LEDGER, batch.as_str(), "posted"];
    let refused = world.run(&post).ends(1);
    assert!(refused.err.contains("承認が取り下げられています"), "{}", refused.err);
    let despite = [post.as_slice(), &["--despite", "急ぐため"]].concat();
    assert!(world.run(&despite).ends(1).err.contains("承認が取り下げられています"));
    // Put into envelopes, it is not closed as if nothing were wrong either.
    world.run(&["batch", LEDGER, &batch, "inserted"]).ends(0);
    let closing = world.run(&["batch", LEDGER, &batch, "close"]).ends(1);
    assert!(closing.err.contains("承認が取り下げられています"), "{}", closing.err);
    assert_eq!(world.acts("asset_withdrawn")[0].2.as_deref(), Some("前理事長の印のため"));

    // The new seal's approval is taken back too: the one before it does not come back by itself.
    assert_eq!(world.in_force("2026-06-02"), ["新理事長印"]);
    world.assets(&["withdraw", &new, "--reason", "読み取り直す"]).ends(0);
    assert!(world.in_force("2026-06-02").is_empty());
}

#[test]
fn another_person_approves_and_an_office_of_one_does_it_alone_which_is_shown() {
    let world = society();
    let seal =
        world.proposed(&["seal", PRESIDENT, "--name", "理事長印", "--from", "2026-04-01", "--until", "2026-05-31"]);
    let waits = world.assets(&["approve", &seal]).ends(1);
    assert!(waits.err.contains("別の責任者が承認します") && waits.err.contains("港　次郎"), "{}", waits.err);
    assert!(
        world.run_as("chief", &["assets", LEDGER, "seal", PRESIDENT, "--name", "印", "--from", "2026-04-01"]).code == 1
    );
    assert!(world.in_force("2026-05-01").is_empty(), "nobody has approved it");
    world.approved(&seal);
    let again = world.run_as("chief", &["assets", LEDGER, "approve", &seal]).ends(1);
    assert!(again.err.contains("すでに承認されたか"), "{}", again.err);
    let days = ["2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01"].map(|on| world.in_force(on).len());
    assert_eq!(days, [0, 1, 1, 0], "from its first day to its last");

    let alone = World::peopled();
    alone.file(PRESIDENT, fixture(PRESIDENT));
    let seal = alone.proposed(&["seal", PRESIDENT, "--name", "理事長印", "--from", "2026-04-01"]);
    alone.assets(&["approve", &seal]).ends(0);
    let listed = alone.assets(&["list", "--on", "2026-05-01"]).ends(0).out;
    assert!(listed.contains("承認済み（一人で行った）（この日に使う）"), "{listed}");

    // A day later whoever proposed it may approve it, even beside others.
    let later = society();
    let seal = ["assets", LEDGER, "seal", PRESIDENT, "--name", "理事長印", "--from", "2026-04-01"];
    run_at(later.path(), "2026-06-01 01:00:00", &seal).ends(0);
    run_at(later.path(), "2026-06-02 00:59:00", &["assets", LEDGER, "approve", "1"]).ends(1);
    run_at(later.path(), "2026-06-02 01:00:05", &["assets", LEDGER, "approve", "1"]).ends(0);
}

#[test]
fn a_batch_stops_on_the_day_on_which_its_seal_has_ended() {
    let world = society();
    let at = |instant: &str, words: &[&str]| run_at(world.path(), instant, words);
    let seal =
        ["assets", LEDGER, "seal", PRESIDENT, "--name", "理事長印", "--from", "2026-04-01", "--until", "2026-06-30"];
    at("2026-06-01 01:00:00", &seal).ends(0);
    at("2026-06-02 02:00:00", &["assets", LEDGER, "approve", "1"]).ends(0);
    let plan = ["plan", LEDGER, "--kind", "certificate", "--json"];
    let planned = at("2026-06-20 01:00:00", &plan).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    assert_eq!(names(&planned["assets"])[0].0, "理事長印");
    std::fs::create_dir(world.at("out")).expect("a folder");
    let print = ["print", LEDGER, batch, "--out", "out"];
    let stopped = at("2026-07-01 01:00:00", &print).ends(1);
    assert!(stopped.err.contains("この束の印影「理事長印」は、もう使えません"), "{}", stopped.err);
    at("2026-06-30 01:00:00", &print).ends(0);
    at("2026-07-01 01:00:00", &["batch", LEDGER, batch, "posted"]).ends(1);
}

#[test]
fn a_layout_that_demands_a_seal_is_not_frozen_without_one_and_what_is_no_seal_is_refused() {
    let world = society();
    let own = "based_on = \"certificate-a4\"\nomit = [\"seal\"]\n[[front.picture]]\nasset = \"seal\"\nrequired = true\nx = 172\ny = 50.5\nw = 18\n";
    world.file("own.toml", own);
    let plan = ["plan", LEDGER, "--kind", "certificate", "--on", "2026-05-08", "--layout", "own.toml"];
    let refused = world.run(&plan).ends(1);
    assert!(refused.err.contains("承認済みの印影がありません"), "{}", refused.err);
    assert!(world.run(&[plan.as_slice(), &["--without-unprintable"]].concat()).code == 1, "nor by leaving anybody out");

    let good = fixture(PRESIDENT);
    let mut broken = good.clone();
    broken.truncate(good.len() / 2);
    let mut huge = good.clone();
    huge.extend(vec![0; 1 << 20]);
    let mut wide = good.clone();
    wide[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    for (name, file, said) in [
        ("broken.png", broken, "画像のファイルが壊れています"),
        ("huge.png", huge, "画像のファイルが大きすぎます"),
        ("wide.png", wide, "画像のファイルが壊れています"),
        ("photo.png", b"\xff\xd8\xff\xe0 JFIF".to_vec(), "PNGの画像ではありません（JPEGのようです）"),
        ("empty.png", Vec::new(), "PNGの画像ではありません"),
    ] {
        world.file(name, file);
        let ran = world.assets(&["seal", name, "--name", "理事長印", "--from", "2026-04-01"]).ends(1);
        assert!(ran.err.contains(said) && ran.out.is_empty(), "{name}: {}", ran.err);
    }
    for (words, said) in [
        (["issuer", " ", "--from", "2026-04-01"], "名前がないか"),
        (["issuer", "理事長\u{202e}港", "--from", "2026-04-01"], "印字できない文字"),
        (["issuer", "理事長　민준", "--from", "2026-04-01"], "印字できない文字"),
        (["layout", "cover", "--from", "2026-04-01"], "書類の様式ではありません"),
        (["withdraw", "7", "--reason", "x"], "この番号の申し出はありません"),
    ] {
        let ran = world.assets(&words).ends(1);
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
    let days = ["issuer", "理事長", "--from", "2026-04-02", "--until", "2026-04-01"];
    assert!(world.assets(&days).ends(1).err.contains("終わりの日が"), "the wrong way round");
    assert_eq!(world.acts("asset").len(), 0);

    world.file(PRESIDENT, good);
    let seal = world.proposed(&["seal", PRESIDENT, "--name", "理事長印", "--from", "2026-04-01"]);
    world.run(&plan).ends(1);
    world.approved(&seal);
    assert_eq!(world.run(&[plan.as_slice(), &["--json"]].concat()).ends(0).json()["sheets"], 60);
}

#[test]
fn as_soon_as_a_layout_is_approved_no_other_is_printed_and_a_newer_one_stops_the_batch() {
    let world = society();
    world.file("own.toml", "based_on = \"certificate-a4\"\ntitle = \"組合の様式\"\nomit = [\"greeting\"]\n");
    let plan = ["plan", LEDGER, "--kind", "certificate", "--on", "2026-05-08"];
    let layout = world.proposed(&["layout", "own.toml", "--from", "2026-05-01"]);
    let large = world.proposed(&["layout", "certificate-large", "--variant", "large", "--from", "2026-05-01"]);
    let asked = |layout: &str| world.run(&[plan.as_slice(), &["--layout", layout, "--dry-run", "--json"]].concat());
    world.proposed(&["layout", "refusal-letter", "--from", "2026-05-01"]);
    asked("certificate-hagaki").ends(0);
    world.approved(&layout);
    world.approved(&large);
    let refused = asked("certificate-hagaki").ends(1);
    assert!(refused.err.contains("承認されていません"), "{}", refused.err);
    asked("certificate-large").ends(0);
    // A notice is none of this.
    world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-05-08", "--dry-run"]).ends(0);
    let planned = world.run(&[plan.as_slice(), &["--json"]].concat()).ends(0).json();
    assert_eq!(names(&planned["assets"])[0].0, "own.toml", "{planned}");
    let batch = planned["batch"].as_str().expect("a batch");

    world.file("newer.toml", "based_on = \"certificate-a4\"\ntitle = \"新しい様式\"\n");
    let newer = world.proposed(&["layout", "newer.toml", "--from", "2026-05-08"]);
    world.approved(&newer);
    let stopped = printed(&world, batch, "out").ends(1);
    assert!(stopped.err.contains("この束の様式「own.toml」は"), "{}", stopped.err);
    world.run(&["verify", LEDGER]).ends(0);
}
