//! 印影: the seal stands on the paper dot by dot as it was approved, once in a file; without one every layout is as it was.

use std::path::Path;
use std::sync::Arc;

use papers::{Layout, Sheet, Society, Stamp};
use tests::paper::{pdf_picture, qpdf_complaint};

use crate::people::{batch, day, layout, print_for, sheet, society};

fn seal(name: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/seals").join(name);
    std::fs::read(file).expect("a seal")
}

fn sealed(name: &str) -> Society {
    let stamp = Stamp::read(&seal(name)).unwrap_or_else(|no| panic!("{name}: {no:?}"));
    Society { seal: Some(Arc::new(stamp)), issuer: Some("理事長　港　太郎".into()), ..society() }
}

/// The colours of a PNG as they look on white paper.
fn dots(file: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut bytes).expect("a frame");
    let each = frame.color_type.samples();
    let colours = bytes[..frame.buffer_size()].chunks(each).map(|dot| match dot {
        [grey] => [*grey; 3],
        [r, g, b] | [r, g, b, 255] => [*r, *g, *b],
        _ => [255; 3],
    });
    (frame.width, frame.height, colours.collect())
}

/// The pictures of a PDF: the line that tells of each, and the first of them as a PNG.
fn pictures(pdf: &Path) -> (Vec<String>, Vec<u8>) {
    let list = std::process::Command::new("pdfimages").arg("-list").arg(pdf).output().expect("pdfimages");
    let lines = String::from_utf8_lossy(&list.stdout).lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    // The codes of the sheets are little pictures too, within their pages.
    let lines = lines.into_iter().filter(|line: &String| !line.contains("[inline]")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("picture");
    let read =
        std::process::Command::new("pdfimages").args(["-png", "-f", "3", "-l", "3"]).arg(pdf).arg(&root).status();
    assert!(read.expect("pdfimages").success());
    (lines, std::fs::read(folder.path().join("picture-000.png")).unwrap_or_default())
}

#[test]
fn the_seal_is_read_back_from_the_pdf_dot_by_dot_and_stands_in_the_file_once() {
    for (name, colour) in [("president.png", "gray"), ("society-red.png", "rgb")] {
        let printed = print_for(&layout("refusal-letter"), &sealed(name), &batch(6));
        let path = printed.path(0);
        assert_eq!(qpdf_complaint(&path), None);
        let (lines, picture) = pictures(&path);
        let words = |line: &String, at: usize| line.split_whitespace().nth(at).unwrap_or_default().to_owned();
        let objects: std::collections::BTreeSet<String> = lines.iter().map(|line| words(line, 10)).collect();
        assert_eq!(objects.len(), 1, "{lines:?}");
        assert!(lines.iter().all(|line| words(line, 5) == colour), "{name}: {lines:?}");
        assert!(dots(&picture) == dots(&seal(name)), "{name}: other dots");
    }
}

#[test]
fn the_seal_stands_within_its_place_beside_the_issuer() {
    let one = [sheet(1)];
    let plain = print_for(&layout("certificate-a4"), &society(), &one);
    let stamped = print_for(&layout("certificate-a4"), &sealed("president.png"), &one);
    let [before, after] = [&plain, &stamped].map(|printed| pdf_picture(&printed.path(0), 3, 150));
    let mm = |dots: usize| dots as f32 * 25.4 / 150.0;
    let changed: Vec<(f32, f32)> = (0..before.height)
        .flat_map(|y| (0..before.width).map(move |x| (x, y)))
        .filter(|(x, y)| before.at(*x, *y).abs_diff(after.at(*x, *y)) > 60)
        .map(|(x, y)| (mm(x), mm(y)))
        .collect();
    // The seal beside the sender, the issuer, and the seal on the card; nothing else of the page has changed.
    let places = [(172.0, 50.5, 18.0, 18.0), (124.0, 56.4, 47.0, 6.0), (104.4 + 73.4, 229.0 + 37.4, 7.4, 7.4)];
    let within = |(x, y): &(f32, f32), (left, top, w, h): (f32, f32, f32, f32)| {
        (left - 0.2..=left + w + 0.2).contains(x) && (top - 0.2..=top + h + 0.2).contains(y)
    };
    for place in places {
        assert!(changed.iter().filter(|dot| within(dot, place)).count() > 100, "{place:?}");
    }
    let outside = changed.iter().find(|dot| places.iter().all(|place| !within(dot, *place)));
    assert_eq!(outside, None);
    // It fills its place: 18 mm from edge to edge.
    let big = changed.iter().filter(|dot| within(dot, places[0]));
    let (left, right) = big.fold((f32::MAX, 0.0_f32), |(left, right), (x, _)| (left.min(*x), right.max(*x)));
    assert!((right - left - 17.9).abs() < 0.4, "{left} {right}");
}

#[test]
fn without_a_seal_and_an_issuer_every_layout_gives_the_bytes_that_it_gave_before_there_were_any() {
    for name in Layout::names() {
        let text = Layout::shipped(name).unwrap_or_default();
        let items: Vec<&str> = ["seal", "issuer", "card_seal"]
            .into_iter()
            .filter(|item| text.contains(&format!("name = \"{item}\"")))
            .collect();
        if items.is_empty() {
            continue;
        }
        let bare = format!("based_on = \"{name}\"\nomit = {items:?}\n");
        let bare = Layout::read(&bare, "bare").unwrap_or_else(|complaints| panic!("{name}: {complaints:#?}"));
        let one = [Sheet { ratio: Some(2), ratio_until: Some(day("2027-07-31")), ..sheet(1) }];
        let [with, without] = [layout(name), bare].map(|layout| {
            let printed = print_for(&layout, &society(), &one);
            std::fs::read(printed.path(0)).expect("a file")
        });
        assert!(with == without, "{name}");
    }
}

#[test]
fn a_layout_may_demand_a_seal_and_says_where_a_picture_is_wrong() {
    let text =
        |picture: &str| format!("based_on = \"refusal-letter\"\nomit = [\"seal\"]\n[[front.picture]]\n{picture}\n");
    let demanding =
        Layout::read(&text("asset = \"seal\"\nx = 172\ny = 50\nw = 18\nrequired = true"), "own").expect("a layout");
    assert_eq!(demanding.seal(), Some(true));
    let one = [sheet(1)];
    let run = |society: &Society| {
        let run = crate::people::run(demanding.kind().expect("a kind"), &demanding, society, &one);
        papers::check(&run).iter().map(|one| (one.code, one.place.clone())).collect::<Vec<_>>()
    };
    assert_eq!(run(&society()), [("seal_missing", "own.toml:3".to_owned())]);
    assert_eq!(run(&sealed("president.png")), []);
    for (picture, code) in [
        ("x = 172\ny = 50\nw = 18", "layout_picture"),
        ("asset = \"logo\"\nx = 172\ny = 50\nw = 18", "layout_picture"),
        ("asset = \"seal\"\nx = 172\ny = 50", "layout_missing_key"),
        ("asset = \"seal\"\nx = 172\ny = 50\nw = 40", "layout_outside"),
        ("asset = \"seal\"\nx = 172\ny = 50\nw = 18\ncolour = 1", "layout_unreadable"),
    ] {
        let complaints = Layout::read(&text(picture), "own").expect_err(picture);
        assert!(complaints.iter().any(|one| one.code == code), "{picture}: {complaints:?}");
    }
}
