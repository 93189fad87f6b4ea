//! What the program says of a ledger that was written past it.

use tests::intruder;

use crate::world::World;

/// What somebody does with the key, and what is said of it.
const DEEDS: &[(&str, &str)] = &[
    ("DROP TRIGGER name_no_update; UPDATE name SET kana = 'スズキ　タロウ' WHERE member = 1", "tampered"),
    ("DROP TRIGGER name_no_delete; DELETE FROM name WHERE member = 1", "tampered"),
    ("PRAGMA foreign_keys = OFF; DROP TRIGGER paper_no_delete", "schema_changed"),
];

#[test]
fn a_ledger_that_was_written_past_the_program_is_not_whole() {
    for (deed, code) in DEEDS {
        let world = World::peopled();
        let verify = ["verify", "ledger.daicho", "--json"];
        assert_eq!(world.run(&verify).ends(0).json()["ok"], true);
        let raw = intruder::open(&world.at("ledger.daicho"), "見本の合言葉 for tests");
        raw.execute_batch(deed).expect(deed);
        drop(raw);
        let verified = world.run(&verify).ends(1).json();
        assert_eq!(verified["ok"], false, "{deed}");
        let said: Vec<&str> =
            verified["findings"].as_array().expect("findings").iter().filter_map(|one| one["code"].as_str()).collect();
        assert!(said.contains(code), "{deed}: {code} in {verified}");
        let shown = world.run(&["verify", "ledger.daicho"]).ends(1);
        assert!(shown.out.contains("台帳に異常があります"), "{}", shown.out);
    }
}
