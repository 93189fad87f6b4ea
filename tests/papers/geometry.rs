//! What is cut off has the size of a card, and no fold goes through it.

use tests::paper::{Picture, pdf_picture};

use crate::people::{batch, print};

const DPI: f64 = 600.0;

fn mm(spots: f64) -> f64 {
    spots / DPI * 25.4
}

/// Centres of dark strokes along one line of spots, weighted by their darkness.
fn strokes(darkness: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut found = Vec::new();
    let mut stroke: Option<(f64, f64)> = None;
    for (at, dark) in darkness.chain(std::iter::once(0.0)).enumerate() {
        if dark > 0.25 {
            let (weight, moment) = stroke.unwrap_or_default();
            stroke = Some((weight + dark, moment + dark * (at as f64 + 0.5)));
        } else if let Some((weight, moment)) = stroke.take() {
            found.push(moment / weight);
        }
    }
    found
}

/// Mean darkness of a band of rows in each column.
fn columns(picture: &Picture, rows: std::ops::Range<usize>) -> Vec<f64> {
    let count = rows.len() as f64;
    (0..picture.width)
        .map(|x| rows.clone().map(|y| 1.0 - f64::from(picture.at(x, y)) / 255.0).sum::<f64>() / count)
        .collect()
}

fn rows(picture: &Picture, columns: std::ops::Range<usize>) -> Vec<f64> {
    let count = columns.len() as f64;
    (0..picture.height)
        .map(|y| columns.clone().map(|x| 1.0 - f64::from(picture.at(x, y)) / 255.0).sum::<f64>() / count)
        .collect()
}

fn spots(mm: f64) -> usize {
    (mm / 25.4 * DPI).round() as usize
}

#[test]
fn the_card_is_as_large_as_a_card_lies_exactly_behind_its_front_and_no_fold_crosses_it() {
    for (name, left, top) in [
        ("notice-right", 104.4, 229.0),
        ("notice-left", 20.0, 229.0),
        ("certificate-a4", 104.4, 229.0),
        ("elderly-certificate", 104.4, 229.0),
        ("certificate-card", 62.2, 121.5),
    ] {
        let printed = print(name, &batch(1));
        let page = printed.volumes[0].papers[0].page;
        let picture = pdf_picture(&printed.path(0), page, DPI as u32);
        // The arms of the corner crosses stand two millimetres outside the card, where nothing else is.
        let across = columns(&picture, spots(top - 1.7)..spots(top - 0.7));
        let near = |at: &f64| (left - 3.0..left + 88.6).contains(&mm(*at));
        let upright: Vec<f64> = strokes(across.into_iter()).into_iter().filter(near).collect();
        let down = rows(&picture, spots(left - 1.7)..spots(left - 0.7));
        let near = |at: &f64| (top - 3.0..top + 57.0).contains(&mm(*at));
        let level: Vec<f64> = strokes(down.into_iter()).into_iter().filter(near).collect();
        assert_eq!((upright.len(), level.len()), (2, 2), "{name}: {upright:?} {level:?}");
        let (width, height) = (mm(upright[1] - upright[0]), mm(level[1] - level[0]));
        assert!((width - 85.6).abs() < 0.2, "{name}: {width} mm wide");
        assert!((height - 54.0).abs() < 0.2, "{name}: {height} mm high");
        assert!((mm(upright[0]) - left).abs() < 0.2, "{name}: {} mm from the left", mm(upright[0]));
        // A4 is folded at 99 and 198 mm.
        let panel = |at: f64| (mm(at) / 99.0).floor();
        assert!((panel(level[0]) - panel(level[1])).abs() < 0.5, "{name}");
        let back = pdf_picture(&printed.path(0), page + 1, DPI as u32);
        // Turned over along the long edge, what is printed on the back of the card lies behind it, and nothing across its edge.
        let (from, to) = (210.0 - left - 85.6, 210.0 - left);
        let dark = |x: std::ops::Range<f64>, y: std::ops::Range<f64>| {
            let columns = spots(x.start)..spots(x.end);
            (spots(y.start)..spots(y.end))
                .flat_map(|y| columns.clone().map(move |x| (x, y)))
                .any(|(x, y)| back.at(x, y) < 128)
        };
        assert!(dark(from + 2.0..to - 2.0, top + 2.0..top + 52.0), "{name}: the back says something");
        for edge in [from, to] {
            assert!(!dark(edge - 0.5..edge + 0.5, top..top + 54.0), "{name}: nothing crosses the edge at {edge}");
        }
        for edge in [top, top + 54.0] {
            assert!(!dark(from..to, edge - 0.5..edge + 0.5), "{name}: nothing crosses the edge at {edge}");
        }
    }
}

#[test]
fn the_postcard_has_the_size_of_a_postcard() {
    let printed = print("certificate-hagaki", &batch(1));
    let picture = pdf_picture(&printed.path(0), 1, DPI as u32);
    assert!((mm(picture.width as f64) - 91.0).abs() < 0.2 && (mm(picture.height as f64) - 128.0).abs() < 0.2);
}
