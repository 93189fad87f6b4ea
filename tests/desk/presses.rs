//! A batch goes to a printer of the machine: followed to the sheet, stopped and gone on with, nothing doubled and nothing missing; and
//! what a printer puts down beside its place is moved back.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde_json::Value;
use tests::paper::{Picture, pdf_pages, pdf_picture};
use tests::print_service::{OFFICE, PrintService};
use tests::program::{Ran, daicho};

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// So often sending is killed; `DAICHO_KILLS=300` for a long one.
fn kills() -> usize {
    std::env::var("DAICHO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(3)
}

/// A printed batch, and a printer.
struct Office {
    world: World,
    batch: String,
    service: PrintService,
    manifest: Value,
    /// What the front of each sheet says, and the code on it.
    fronts: BTreeMap<String, String>,
    /// The machine has no print service of its own.
    alone: bool,
}

impl Office {
    fn of(world: World, plan: &[&str]) -> Office {
        let planned = world.run(&[&["plan", LEDGER, "--json"], plan].concat()).ends(0).json();
        let batch = planned["batch"].as_str().expect("a batch").to_owned();
        std::fs::create_dir(world.at("out")).expect("a folder");
        world.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
        let manifest = std::fs::read(world.at("out/manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
        let pages = pdf_pages(&world.at("out").join(manifest["files"][0]["file"].as_str().expect("a file")));
        let sheets = manifest["sheets"].as_array().expect("sheets").iter();
        let front = |sheet: &Value| {
            let page = usize::try_from(sheet["page"].as_u64().expect("a page")).expect("small") - 1;
            (pages[page].clone(), sheet["paper"].as_str().expect("a code").to_owned())
        };
        let fronts = sheets.map(front).collect();
        Office { world, batch, service: PrintService::start(), manifest, fronts, alone: false }
    }

    fn small() -> Office {
        Office::of(World::peopled(), &["--kind", "notice", "--on", "2026-04-20"])
    }

    /// Some two hundred and fifty sheets.
    fn large() -> Office {
        let world = World::bare();
        world.run(&["demo", "society", "--members", "160", "--filled", "--seed", "5"]).ends(0);
        Office::of(world.inside("society"), &["--kind", "notice", "--on", "2026-06-01"])
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(daicho());
        command
            .args(arguments)
            .current_dir(self.world.path())
            .env("DAICHO_PASSPHRASE_FILE", self.world.at("passphrase.txt"))
            .env("XDG_CONFIG_HOME", self.world.at(".config"))
            .env("XDG_STATE_HOME", self.world.at(".state"))
            .env("CUPS_SERVER", if self.alone { "127.0.0.1:9".to_owned() } else { self.service.server() })
            .env_remove("LANG")
            .env_remove("LC_ALL")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    fn send(&self, more: &[&str]) -> Ran {
        self.run(&[&["send", LEDGER, &self.batch, "--out", "out", "--json"], more].concat())
    }

    /// How far the batch is, when a run of sending has come to its end.
    fn sent(&self, more: &[&str]) -> Value {
        let ran = self.send(&[&["--printer", OFFICE], more].concat()).ends(0);
        ran.lines().pop().expect("how far it is")
    }

    /// The code on every sheet that came out, in its order. What is no sheet of a letter has none.
    fn came_out(&self) -> Vec<String> {
        let pages = self.service.sheets().into_iter().flat_map(|file| pdf_pages(&file));
        pages.filter_map(|page| self.fronts.get(&page).cloned()).collect()
    }

    fn codes(&self) -> Vec<String> {
        let sheets = self.manifest["sheets"].as_array().expect("sheets").iter();
        sheets.filter_map(|one| one["paper"].as_str()).map(str::to_owned).collect()
    }

    /// The pages of all files, and those that came out, by how often each came.
    fn pages(&self) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
        let count = |pages: Vec<String>| {
            pages.into_iter().fold(BTreeMap::new(), |mut counts, page| {
                *counts.entry(page).or_default() += 1;
                counts
            })
        };
        let files = self.manifest["files"].as_array().expect("files").iter();
        let files = files.map(|file| self.world.at("out").join(file["file"].as_str().expect("a name")));
        (
            count(files.flat_map(|file| pdf_pages(&file)).collect()),
            count(self.service.sheets().into_iter().flat_map(|file| pdf_pages(&file)).collect()),
        )
    }
}

/// What a clerk is told, when it does not go on.
#[track_caller]
fn told(ran: Ran, code: i32, words: &str) {
    let ran = ran.ends(code);
    assert!(ran.err.contains(words), "{words}: {}", ran.err);
}

#[test]
fn a_jam_is_asked_about_and_it_goes_on_behind_the_last_good_sheet() {
    let office = Office::large();
    office.service.plan("jam 75");
    told(office.send(&["--printer", OFFICE]), 1, "印刷が途中で取り消されたか、失敗しました。1枚目から100枚目まで");
    let printed = office.came_out();
    assert!(30 < printed.len() && printed.len() < 60, "{}", printed.len());
    // Nothing more goes out before somebody has looked.
    told(office.send(&["--printer", OFFICE]), 1, "前に送った印刷の結果が分かりません。1枚目から100枚目まで");
    assert_eq!(office.came_out(), printed);
    let never = office.send(&["--printer", OFFICE, "--last", office.codes().last().expect("a sheet")]);
    told(never, 2, "これまでに送ったのは100枚目まで");
    // The front of the last sheet came out, its back did not: the sheet before is the last good one.
    let good = &printed[printed.len() - 2];
    let done = office.sent(&["--last", good]);
    assert_eq!(done["complete"], true, "{done}");
    let after = office.came_out();
    assert_eq!(after[..printed.len()], printed);
    assert_eq!(after[printed.len()..], office.codes()[printed.len() - 1..], "from the sheet behind the good one");
    // All of it once more is every letter twice: not without a reason.
    told(office.send(&["--printer", OFFICE]), 1, "もう一度送ると、同じ手紙が2通になります。");
    let far = office.send(&[]).ends(0).json();
    assert_eq!((&far["complete"], &far["round"]), (&Value::Bool(true), &Value::from(1)));
    let again = office.sent(&["--again", "水濡れで全部だめになったため"]);
    assert_eq!((&again["complete"], &again["round"]), (&Value::Bool(true), &Value::from(2)));
    assert_eq!(office.came_out()[after.len()..], office.codes());
}

#[test]
fn however_often_sending_is_killed_no_sheet_is_doubled_and_none_is_missing() {
    let office = Office::large();
    let (mut questions, mut killed) = (0, 0);
    for round in 0..kills() {
        let mut sending = office.command(&["send", LEDGER, &office.batch, "--out", "out", "--printer", OFFICE]);
        if 0 < round {
            // Whoever stands there counts what came out.
            let count = office.came_out().len();
            let far = office.send(&[]).ends(0).json();
            if let Some(last) = far["open"]["last"].as_u64() {
                questions += 1;
                let printed = usize::try_from(last).expect("small").min(count);
                sending.args(["--last", &printed.to_string()]);
            }
        }
        let mut sending = sending.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program");
        let before = office.service.sheets().len();
        // At another moment each time: before, while and after something is sent.
        for _ in 0..=(round % 7) * 5 {
            if before < office.service.sheets().len() && round % 2 == 0 {
                break;
            }
            std::thread::park_timeout(std::time::Duration::from_millis(20));
        }
        killed += usize::from(sending.try_wait().expect("its state").is_none());
        // It may just have ended.
        let _ = sending.kill();
        sending.wait().expect("its end");
        office.service.wait("idle printer", || {
            let folder = std::fs::read_dir(office.service.paper()).expect("the tray").flatten();
            folder.into_iter().all(|one| !one.file_name().to_string_lossy().starts_with('.'))
        });
        if office.send(&[]).ends(0).json()["complete"] == true {
            break;
        }
    }
    assert!(0 < killed, "nothing was killed");
    let far = office.send(&[]).ends(0).json();
    if far["complete"] != true {
        let last = far["open"]["last"].as_u64().map(|_| office.came_out().len().to_string());
        let more: Vec<&str> = last.iter().flat_map(|last| ["--last", last]).collect();
        assert_eq!(office.sent(&more)["complete"], true, "after {questions} questions");
    }
    assert_eq!(office.came_out(), office.codes(), "each once, in its order");
    let (meant, there) = office.pages();
    assert!(meant == there, "{} pages, {} came out", meant.values().sum::<usize>(), there.values().sum::<usize>());
}

#[test]
fn without_paper_the_printer_says_what_it_needs_and_whoever_stops_it_is_asked() {
    let office = Office::large();
    office.service.plan("wait 20");
    let sending = office
        .command(&["send", LEDGER, &office.batch, "--out", "out", "--json", "--printer", OFFICE, "--tray", "tray-2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    office.service.wait("ten sheets", || office.service.sheets().len() == 1);
    // The service takes a moment to hear of it.
    office.service.wait("word of the paper", || {
        let shown = office.run(&["printers", LEDGER, "--json"]).ends(0).json();
        shown["said"].as_str().is_some_and(|said| said.contains("用紙がありません"))
    });
    std::fs::write(office.service.paper().join("go"), "").expect("a file");
    let output = sending.wait_with_output().expect("its end");
    let lines: Vec<Value> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let said: Vec<&str> = lines.iter().filter_map(|line| line["said"].as_str()).collect();
    assert!(said.iter().any(|said| said.contains("用紙がありません")), "{said:?}");
    assert_eq!(lines.last().expect("a line")["complete"], true, "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(office.came_out(), office.codes());

    // A printer that somebody has stopped: it waits, and a clerk who has no more time takes it back.
    office.service.admin("cupsdisable", &[OFFICE]);
    let sending = office
        .command(&["send", LEDGER, &office.batch, "--out", "out", "--json", "--printer", OFFICE, "--again", "色が薄い"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    office.service.wait("job", || office.send(&[]).ends(0).json()["open"].is_object());
    let id = sending.id().to_string();
    office.service.admin("kill", &["-INT", &id]);
    let output = sending.wait_with_output().expect("its end");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("印刷を中止しました。"), "{told}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("プリンターが止まっています"));
    office.service.admin("cupsenable", &[OFFICE]);
    assert_eq!(office.sent(&["--last", "0"])["complete"], true);
    let twice = [office.codes(), office.codes()].concat();
    assert_eq!(office.came_out(), twice, "what was taken back never came out");
}

const DPI: f64 = 600.0;

fn spots(mm: f64) -> usize {
    (mm / 25.4 * DPI).round() as usize
}

/// Where the upright and the level arm of the lower right cross stand, in mm: it is the one without a scale.
fn cross(picture: &Picture) -> (f64, f64) {
    let dark = |x: usize, y: usize| 1.0 - f64::from(picture.at(x, y)) / 255.0;
    // Beside the other arm, and no further than the printer can be off.
    let centre = |at: f64, dark: &dyn Fn(usize) -> f64| {
        let darkness: Vec<f64> = (spots(at - 3.0)..spots(at + 3.0)).map(dark).collect();
        let weight: f64 = darkness.iter().sum();
        assert!(0.5 < weight, "no cross");
        let moment: f64 = darkness.iter().enumerate().map(|(at, dark)| dark * (at as f64 + 0.5)).sum();
        (spots(at - 3.0) as f64 + moment / weight) / DPI * 25.4
    };
    let mean =
        |band: std::ops::Range<usize>, of: &dyn Fn(usize) -> f64| band.clone().map(of).sum::<f64>() / band.len() as f64;
    let across = centre(190.0, &|x| mean(spots(271.0)..spots(273.0), &|y| dark(x, y)));
    let down = centre(277.0, &|y| mean(spots(184.0)..spots(186.0), &|x| dark(x, y)));
    (across, down)
}

#[test]
fn a_printer_that_is_off_is_measured_once_and_moved_back_on_both_sides() {
    let office = Office::small();
    let test = |more: &[&str]| office.run(&[&["printers", LEDGER, "test", "--printer", OFFICE], more].concat()).ends(0);
    let printed = |tray: &str, count: usize| {
        test(&["--tray", tray]);
        office.service.wait("test sheet", || office.service.sheets().len() == count);
        let file = office.service.sheets().pop().expect("a sheet");
        let said = pdf_pages(&file);
        assert!(said[0].contains("表面") && said[1].contains("裏面") && said[0].contains("プリンター"), "{said:?}");
        (cross(&pdf_picture(&file, 1, 600)), cross(&pdf_picture(&file, 2, 600)))
    };
    // The service takes A4 to be 595 by 842 points, and moves it by less than a tenth.
    let near = |found: (f64, f64), wanted: (f64, f64)| {
        assert!((found.0 - wanted.0).abs() < 0.1 && (found.1 - wanted.1).abs() < 0.1, "{found:?} {wanted:?}");
    };
    let (front, back) = printed("tray-2", 1);
    near(front, (190.0, 277.0));
    near(back, (190.0, 277.0));
    // It prints 1.2 mm too far to the right and 0.5 mm too high on the front, 0.7 mm too low on the back.
    let measured = |more: &[&str]| {
        let which =
            ["printers", LEDGER, "measured", "--printer", OFFICE, "--tray", "tray-2", "--json", "--on", "2026-04-20"];
        office.run(&[&which, more].concat())
    };
    let kept = measured(&["--front", "21.2,19.5", "--back", "20.0,20.7"]).ends(0).json();
    assert_eq!(kept["front"], serde_json::json!([-1.2, 0.5]));
    assert_eq!(kept["back"], serde_json::json!([0.0, -0.7]));
    let (front, back) = printed("tray-2", 2);
    near(front, (188.8, 277.5));
    near(back, (190.0, 276.3));
    // Measured again on that sheet, only what is still off is added.
    let kept = measured(&["--front", "20.1,20.0", "--back", "20.0,20.0"]).ends(0).json();
    assert_eq!((&kept["front"], &kept["back"]), (&serde_json::json!([-1.3, 0.5]), &serde_json::json!([0.0, -0.7])));
    let (front, _) = printed("tray-1", 3);
    near(front, (190.0, 277.0));
    told(measured(&["--front", "35,20"]), 2, "ずれが10mmを超えています。");
    measured(&["--front", "wide"]).ends(2);
    // The letters move as the crosses did, and say the same.
    let bare = office.world.at("out").join(office.manifest["files"][0]["file"].as_str().expect("a file"));
    office.sent(&["--tray", "tray-2"]);
    let moved = office.service.sheets()[3].clone();
    assert_eq!(pdf_pages(&bare).len(), pdf_pages(&moved).len());
    let page = usize::try_from(office.manifest["sheets"][0]["page"].as_u64().expect("a page")).expect("small");
    for (side, (right, down)) in [(page, (-1.3, 0.5)), (page + 1, (0.0, -0.7))] {
        let [one, other] = [&bare, &moved].map(|file| pdf_picture(file, side, 600));
        // The service's A4 is a twentieth of a millimetre narrower.
        assert!(one.width.abs_diff(other.width) < 4 && one.height.abs_diff(other.height) < 4, "the same paper");
        let moved = |at: usize, by: f64| (at as f64 + by / 25.4 * DPI).round() as usize;
        let (mut same, mut dark) = (0_usize, 0_usize);
        for y in (spots(12.0)..one.height - spots(12.0)).step_by(7) {
            for x in (spots(12.0)..one.width - spots(12.0)).step_by(7) {
                if one.at(x, y) < 64 {
                    dark += 1;
                    let (x, y) = (moved(x, right), moved(y, down));
                    let around = |dx: usize, dy: usize| other.at(x + dx - 2, y + dy - 2) < 128;
                    same += usize::from((0..5).any(|dx| (0..5).any(|dy| around(dx, dy))));
                }
            }
        }
        assert!(1000 < dark && dark * 98 / 100 < same, "page {side}: {same} of {dark}");
    }
    let shown = office.run(&["printers", LEDGER]).ends(0).out;
    assert!(shown.contains("トレイ2") && shown.contains("表 右-1.30 下+0.50"), "{shown}");
}

#[test]
fn nothing_goes_to_a_printer_that_is_not_there_or_from_a_folder_that_is_not_the_batchs() {
    let office = Office::small();
    let send = |more: &[&str]| office.send(more);
    told(send(&["--printer", "nowhere"]), 2, "この名前のプリンターは、このパソコンにありません。");
    told(send(&["--printer", OFFICE, "--tray", "tray-7"]), 2, "選べる給紙：tray-1、tray-2");
    let away = office
        .command(&["send", LEDGER, &office.batch, "--out", "out", "--printer", OFFICE])
        .env("CUPS_SERVER", "127.0.0.1:9")
        .output()
        .expect("the program");
    assert!(String::from_utf8_lossy(&away.stderr).contains("印刷サービス（CUPS、127.0.0.1:9）につながりません。"));
    let file = office.world.at("out").join(office.manifest["files"][0]["file"].as_str().expect("a file"));
    let whole = std::fs::read(&file).expect("a file");
    std::fs::write(&file, &whole[..whole.len() - 1]).expect("a file");
    told(send(&["--printer", OFFICE]), 1, "このファイルは、印刷したときのものと違います。何も送っていません。");
    std::fs::write(&file, &whole).expect("a file");
    std::fs::create_dir(office.world.at("empty")).expect("a folder");
    let empty = office.run(&["send", LEDGER, &office.batch, "--out", "empty", "--printer", OFFICE]);
    told(empty, 1, "この束の印刷したファイルがそろっていません。");
    office.service.admin("cupsreject", &[OFFICE]);
    told(send(&["--printer", OFFICE]), 1, "プリンターが受け付けませんでした");
    office.service.admin("cupsaccept", &[OFFICE]);
    assert!(office.service.sheets().is_empty());
    assert_eq!(office.sent(&[])["complete"], true, "nobody is asked about what was never taken");
}

#[test]
fn where_there_is_no_print_service_a_printer_of_the_network_is_reached_by_its_address() {
    let mut office = Office::small();
    let address = format!("ipp://{}/printers/{OFFICE}", office.service.server());
    let silent = "ipp://127.0.0.1:9/ipp/print";
    // This machine has none, as Windows has none.
    office.alone = true;
    told(office.run(&["printers", LEDGER]), 1, "ネットワークのプリンターをアドレス（ipp://…）で加える");
    told(office.run(&["printers", LEDGER, "at", "192.0.2.10"]), 2, "ipp:// から書いてください。");
    told(office.run(&["printers", LEDGER, "at", silent]), 1, "プリンター（127.0.0.1:9）が応答しません。");
    told(office.send(&["--printer", silent]), 1, "プリンター（127.0.0.1:9）が応答しません。");
    let found = office.run(&["printers", LEDGER, "at", &address, "--json"]).ends(0).json();
    assert_eq!((&found["name"], &found["trays"][1]["tray"]), (&Value::from(address.as_str()), &Value::from("tray-1")));
    // What is measured of it stands under its address, and from then on it is among the printers.
    let which = ["--printer", &address, "--tray", "tray-1"];
    let measured = [&["printers", LEDGER, "measured", "--front", "20.5,20.0"][..], &which].concat();
    office.run(&measured).ends(0);
    let listed = office.run(&["printers", LEDGER, "--json"]).ends(0).json();
    assert_eq!((&listed["name"], &listed["trays"][1]["aligned"]["front"][0]), (&found["name"], &Value::from(-0.5)));
    let done = office.send(&which).ends(0).lines().pop().expect("how far it is");
    assert_eq!(done["complete"], true, "{done}");
    assert_eq!(office.came_out(), office.codes());
}
