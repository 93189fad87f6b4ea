//! How papers look, against small pictures that a person has looked at. `UPDATE=1` takes the present look.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use papers::Sheet;
use rules::words::Relation;
use tests::paper::{Picture, pdf_picture};

use crate::people::{batch, layout, print, print_for, society};

const DPI: u32 = 50;

fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("papers/looks").join(format!("{name}.png"))
}

fn read(path: &Path) -> Picture {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}; UPDATE=1 makes it", path.display()));
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
    let mut greys = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut greys).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Grayscale, png::BitDepth::Eight));
    Picture { width: info.width as usize, height: info.height as usize, greys }
}

fn write(path: &Path, picture: &Picture) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let (width, height) = (u32::try_from(picture.width).unwrap(), u32::try_from(picture.height).unwrap());
    let mut encoder = png::Encoder::new(File::create(path).unwrap(), width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&picture.greys).unwrap();
}

#[track_caller]
pub fn looks_like(name: &str, picture: &Picture) {
    let path = reference(name);
    if std::env::var_os("UPDATE").is_some() {
        write(&path, picture);
        return;
    }
    let known = read(&path);
    assert_eq!((known.width, known.height), (picture.width, picture.height), "{name}");
    let difference = |(a, b): (&u8, &u8)| u32::from(a.abs_diff(*b));
    let all: u32 = known.greys.iter().zip(&picture.greys).map(difference).sum();
    let mean = f64::from(all) / known.greys.len() as f64;
    let strong = known.greys.iter().zip(&picture.greys).filter(|(a, b)| a.abs_diff(**b) > 80).count();
    let part = strong as f64 / known.greys.len() as f64;
    // Versions of poppler smooth letters differently; a line that moved or a word that is gone is far above this.
    assert!(mean < 1.2 && part < 0.004, "{name} looks different: mean {mean:.2}, strongly {:.3} %", part * 100.0);
}

fn shown(sheets: &[Sheet], name: &str) {
    let printed = print(name, sheets);
    let front = printed.volumes[0].papers.last().unwrap().page;
    looks_like(name, &pdf_picture(&printed.path(0), front, DPI));
    if name != "notice-left" && layout(name).pages_per_sheet() == 2 {
        looks_like(&format!("{name}-back"), &pdf_picture(&printed.path(0), front + 1, DPI));
    }
}

#[test]
fn the_papers_look_as_they_did() {
    let mut sheets = batch(2);
    let one = &mut sheets[1];
    assert_eq!(one.relation, Relation::Wife);
    one.ratio = Some(2);
    one.ratio_until = Some(crate::people::day("2027-07-31"));
    one.voluntary_until = Some(crate::people::day("2027-09-30"));
    // The letters of the last-four check have two looks of their own (`last_four.rs`).
    for name in papers::Layout::names().filter(|name| !name.starts_with("last-four")) {
        let sheets = if name == "elderly-certificate" { &sheets[1..] } else { &sheets[..] };
        shown(sheets, name);
    }
}

#[test]
fn training_is_unmistakable_on_every_page_and_changes_no_word() {
    for name in papers::Layout::names() {
        let mut sheets = batch(2);
        for sheet in &mut sheets {
            // An elderly certificate is nothing without it.
            (sheet.ratio, sheet.ratio_until) = (Some(2), Some(crate::people::day("2027-07-31")));
        }
        let real = print(name, &sheets);
        let training = print_for(&layout(name), &papers::Society { training: true, ..society() }, &sheets);
        assert_eq!(tests::paper::pdf_text(&real.path(0)), tests::paper::pdf_text(&training.path(0)), "{name}");
        for page in 1..=real.volumes[0].pages {
            let (a, b) = (pdf_picture(&real.path(0), page, DPI), pdf_picture(&training.path(0), page, DPI));
            let darker = a.greys.iter().zip(&b.greys).filter(|(a, b)| **b < a.saturating_sub(15)).count();
            let part = darker as f64 / a.greys.len() as f64;
            assert!((0.03..0.3).contains(&part), "{name}, page {page}: {:.1} % is marked", part * 100.0);
            // What is cut off bears the mark too, on both sides: a training card must not pass for a real one.
            if let Some(lies) = real.volumes[0].papers.iter().find(|lies| (lies.page..lies.page + 2).contains(&page)) {
                let card = match (name, page == lies.page) {
                    ("notice-left", false) | ("notice-right" | "certificate-a4" | "elderly-certificate", true) => {
                        Some(104.4)
                    }
                    ("notice-left", true) | ("notice-right" | "certificate-a4" | "elderly-certificate", false) => {
                        Some(20.0)
                    }
                    _ => None,
                };
                let spot = |mm: f64| (mm / 25.4 * f64::from(DPI)) as usize;
                if let Some(left) = card {
                    let inside =
                        (spot(229.0)..spot(283.0)).flat_map(|y| (spot(left)..spot(left + 85.6)).map(move |x| (x, y)));
                    let marked = inside.clone().filter(|(x, y)| b.at(*x, *y) < a.at(*x, *y).saturating_sub(15)).count();
                    let part = marked as f64 / inside.count() as f64;
                    assert!(part > 0.08, "{name}, page {page}: {:.1} % of the card is marked", part * 100.0);
                }
            }
            // The marks lie under the words: what was black stays black.
            let black = |picture: &Picture| picture.greys.iter().filter(|grey| **grey < 60).count();
            assert!(black(&b) >= black(&a), "{name}, page {page}");
        }
    }
}
