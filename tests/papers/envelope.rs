//! Windows of envelopes: however the folded paper lies inside, the address and the customer barcode are seen, the barcode with its white.

use papers::{Area, Envelope, Layout, Route, Society};
use rules::words::{Address, Name};
use tests::paper::{Picture, pdf_picture, qpdf_complaint};

use crate::people::{batch, day, layout, print_for, society};

const DPI: f64 = 600.0;

fn with_barcode() -> Society {
    Society { customer_barcode: true, ..society() }
}

fn home(name: &str, address: &str) -> Vec<papers::Sheet> {
    let mut sheets = batch(1);
    sheets[0].route = Route::Home;
    sheets[0].postcode = Some("2310023".into());
    sheets[0].name = Name::new(name);
    sheets[0].address = Some(Address::new(address));
    sheets
}

/// The dark spots of a rectangle given in mm: their own bounds in mm.
fn bounds(picture: &Picture, area: [f64; 4]) -> Option<[f64; 4]> {
    let spot = |mm: f64| (mm / 25.4 * DPI) as usize;
    let [left, top, right, bottom] = area.map(spot);
    let mut found: Option<[usize; 4]> = None;
    for y in top..bottom {
        for x in left..right {
            if picture.at(x, y) < 128 {
                let [a, b, c, d] = found.unwrap_or([x, y, x, y]);
                found = Some([a.min(x), b.min(y), c.max(x), d.max(y)]);
            }
        }
    }
    found.map(|found| found.map(|spot| spot as f64 / DPI * 25.4))
}

#[test]
fn in_every_position_of_the_paper_the_window_shows_the_whole_address_and_the_barcode_with_its_white() {
    let envelope = Envelope::shipped("naga3-90x45").unwrap();
    let (across, down) = envelope.slack();
    let window = envelope.window;
    let long =
        ("アレクサンドリア　マクシミリアーノヴナ", "神奈川県横浜市中区山下町123番地4 マリンハイツみなとみらい805号室");
    for name in ["notice-right", "notice-left", "certificate-a4", "last-four"] {
        for (person, address) in [("佐々木　健太郎", "東京都港区虎ノ門一丁目2番3号"), long] {
            let printed = print_for(&layout(name), &with_barcode(), &home(person, address));
            let picture = pdf_picture(&printed.path(0), printed.volumes[0].papers[0].page, DPI as u32);
            // 67 bars: the row of the barcode is found by how often it changes.
            let row = |y: f64| (y / 25.4 * DPI) as usize;
            let changes = |y: usize| {
                let dark = |x: usize| picture.at(x, y) < 128;
                (row(20.0)..row(95.0)).filter(|x| dark(*x) && !dark(x - 1)).count()
            };
            let bars: Vec<usize> = (row(35.0)..row(48.0)).filter(|y| changes(*y) == 67).collect();
            assert!(!bars.is_empty(), "{name}: no barcode");
            let middle = (bars[0] + bars[bars.len() - 1]) as f64 / 2.0 / DPI * 25.4;
            let [left, top, right, bottom] = bounds(&picture, [20.0, middle - 1.6, 95.0, middle + 1.6]).unwrap();
            assert!(
                (60.5..62.0).contains(&(right - left)) && (2.6..3.0).contains(&(bottom - top)),
                "{name}: {left} {top} {right} {bottom}"
            );
            // Nothing but white around it.
            for white in [
                [left - 2.0, top - 1.95, right + 2.0, top - 0.1],
                [left - 2.0, bottom + 0.1, right + 2.0, bottom + 1.95],
                [left - 1.95, top, left - 0.1, bottom],
            ] {
                assert_eq!(bounds(&picture, white), None, "{name} {person}: {white:?}");
            }
            let words = bounds(&picture, [15.0, 12.0, 99.0, middle - 2.0]).unwrap();
            for step in 0..=20_u8 {
                let part = f32::from(step) / 20.0;
                for (dx, dy) in [(part, 0.0), (part, part), (0.0, part), (part, 1.0), (1.0, part)] {
                    // The window as it lies over the paper.
                    let (x, y) = (f64::from(window.x - across * dx), f64::from(window.y - down * dy));
                    let (w, h) = (f64::from(window.w), f64::from(window.h));
                    assert!(
                        x + 2.0 <= left && right + 2.0 <= x + w && y + 2.0 <= top && bottom + 2.0 <= y + h,
                        "{name}: {dx} {dy}"
                    );
                    assert!(
                        x <= words[0] && words[2] <= x + w && y <= words[1] && words[3] <= y + h,
                        "{name} {person}: {words:?} in {x} {y}"
                    );
                }
            }
        }
    }
}

#[test]
fn without_the_societys_wish_and_on_what_goes_through_an_employer_there_is_no_barcode() {
    let mut through = batch(1);
    through[0].route = Route::Employer;
    for (society, sheets) in
        [(society(), home("佐々木　健太郎", "東京都港区虎ノ門一丁目2番3号")), (with_barcode(), through)]
    {
        let printed = print_for(&layout("notice-right"), &society, &sheets);
        let picture = pdf_picture(&printed.path(0), printed.volumes[0].papers[0].page, DPI as u32);
        let most = (0..(60.0 / 25.4 * DPI) as usize)
            .map(|y| (1..picture.width / 2).filter(|x| picture.at(*x, y) < 128 && picture.at(x - 1, y) >= 128).count())
            .max();
        assert!(most < Some(67), "{most:?}");
    }
}

#[test]
fn what_leaves_the_window_when_the_paper_moves_is_named_with_its_line_when_the_layout_is_read() {
    let own = |item: &str| {
        let text = format!(
            "title = \"t\"\nkind = \"notice\"\npaper = [210, 297]\nenvelope = \"naga3-90x45\"\n[[front.text]]\nx = 24\ny = 80\ntext = \"{{name}} {{number}}\"\n{item}"
        );
        Layout::read(&text, "own").err().unwrap_or_default()
    };
    let barcode =
        |x: f32, y: f32, size: f32| own(&format!("[[front.barcode]]\nx = {x:.1}\ny = {y:.1}\nsize = {size:.1}\n"));
    assert!(barcode(24.0, 41.5, 8.0).is_empty());
    for (x, y, size) in [(24.0, 41.5, 9.5), (23.5, 41.5, 8.0), (24.0, 42.5, 8.0), (28.0, 41.5, 8.0), (24.0, 17.0, 8.0)]
    {
        let found = barcode(x, y, size);
        assert_eq!(
            (found.len(), found[0].code, found[0].place.as_str()),
            (1, "outside_window", "own.toml:9"),
            "{x} {y} {size}: {found:#?}"
        );
    }
    let found = own("[[front.text]]\nx = 24\ny = 30\nw = 74\ntext = \"{address}\"\n");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(own("[[front.text]]\nx = 24\ny = 30\nw = 66\ntext = \"{address}\"\n").is_empty());
    let unknown = Layout::read("title = \"t\"\nkind = \"notice\"\nenvelope = \"kaku2\"\n", "own").err().unwrap();
    assert!(unknown.iter().any(|one| one.place == "own.toml:3"), "{unknown:#?}");
}

#[test]
fn an_envelope_says_how_large_a_barcode_may_be_and_one_that_cannot_be_is_refused() {
    let envelope = Envelope::shipped("naga3-90x45").unwrap();
    // Ninety millimetres less the slack leave no room for more than 8 points: 9 points need less than 17 mm of slack.
    let size = envelope.largest_barcode().unwrap();
    assert!((8.0..9.0).contains(&size), "{size}");
    let tight = Envelope { inner: [227.0, 114.0], ..envelope.clone() };
    assert!((9.0..9.5).contains(&tight.largest_barcode().unwrap()));
    let loose = Envelope { inner: [236.0, 114.0], size: [240.0, 120.0], ..envelope.clone() };
    assert_eq!(loose.largest_barcode(), None);
    for wrong in [
        "",
        "title = 1",
        "title = \"t\"\nsize = [100, 50]\ninner = [90, 40]\nfolded = [210, 99]\n[window]\nx = 1\ny = 1\nw = 90\nh = 45\n",
    ] {
        assert_eq!(Envelope::read(wrong, "own.toml").err().map(|one| one.code), Some("envelope_file"), "{wrong}");
    }
    assert!(envelope.safe().holds(&Area { x: 24.0, y: 41.55, w: 61.2, h: 2.8 }, 2.0));
}

#[test]
fn the_test_page_shows_the_frame_where_the_envelope_has_it() {
    let envelope = Envelope::shipped("naga3-90x45").unwrap();
    let page = envelope.test_page(&society(), day("2026-11-21")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("envelope-test.pdf");
    std::fs::write(&path, &page.bytes).unwrap();
    assert_eq!((page.pages, qpdf_complaint(&path)), (1, None));
    let picture = pdf_picture(&path, 1, DPI as u32);
    let safe = envelope.safe();
    let spot = |mm: f32| (f64::from(mm) / 25.4 * DPI) as usize;
    // The frame's left edge lies in the middle of a dark stretch, within a fifth of a millimetre.
    let y = spot(safe.y + 10.0);
    let dark: Vec<usize> = (spot(safe.x - 1.0)..spot(safe.x + 1.0)).filter(|x| picture.at(*x, y) < 128).collect();
    let middle = (dark[0] + dark[dark.len() - 1]) as f64 / 2.0 / DPI * 25.4;
    assert!((middle - f64::from(safe.x)).abs() < 0.2, "{middle}");
    let text = tests::paper::pdf_text(&path);
    assert!(text.contains("8.") && text.contains("ポイントまで"), "{text}");
}
