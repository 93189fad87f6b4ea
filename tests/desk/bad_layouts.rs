//! A layout that would send letters astray stops before anything is frozen.

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

#[test]
fn letters_go_out_on_no_layout_of_another_kind_without_a_code_or_that_greets_somebody_else() {
    let world = World::peopled();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../templates/notice-right.toml"))
        .expect("a layout");
    world.file("greets.toml", text.replace("text = \"{name}　様\"", "text = \"{insured_name}　様\""));
    world.file("empty.toml", "title = \"空\"\nkind = \"notice\"\n");
    world.file("kindless.toml", "");
    let line = text.lines().position(|line| line == "text = \"{name}　様\"").expect("a salutation") + 1;
    for (kind, layout, said) in [
        ("notice", "certificate-a4", "この様式は「資格情報のお知らせ」のものではありません。"),
        ("notice", "form-loss", "この様式は「資格情報のお知らせ」のものではありません。"),
        ("certificate", "labels-a4-12", "この様式は「資格確認書」のものではありません。"),
        ("notice", "kindless.toml", "この様式は「資格情報のお知らせ」のものではありません。"),
        ("notice", "empty.toml", "{paper}"),
        ("notice", "greets.toml", "家族の書類が、被保険者あてに見えます。"),
    ] {
        for command in ["plan", "preflight"] {
            let ran = world.run(&[command, LEDGER, "--kind", kind, "--layout", layout, "--on", "2026-05-08"]).ends(1);
            assert!(ran.err.contains(said), "{command} {layout}: {}", ran.err);
            if layout == "greets.toml" {
                let place = ran.err.split(".toml:").nth(1).and_then(|rest| rest.split(':').next()).expect("a place");
                let named: usize = place.parse().expect("a line");
                assert!(named.abs_diff(line) < 12, "{named} {line}");
            }
        }
    }
}
