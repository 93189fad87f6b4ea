//! What employers really send, by the folder: everything that can be understood goes in, and nothing wrong ever does.

use desk::demo::DAY;
use tests::dirt::{PASSWORD, SHAPES, VALUES, founded, incoming, tally};
use tests::program::run;

#[test]
fn a_folder_of_two_hundred_files_of_twenty_employers_goes_in_with_no_wrong_fact() {
    let incoming = incoming(20, 200, 1);
    let folder = tempfile::tempdir().expect("a folder");
    founded(&incoming, folder.path());
    let rows: usize = incoming.files.iter().map(|file| file.rows.len()).sum();
    std::fs::write(folder.path().join("password.txt"), PASSWORD).expect("a file");
    let day = DAY.to_string();
    let ask = ["import", "ledger.daicho", "incoming", "--on", &day, "--password-file", "password.txt", "--json"];
    let ran = run(folder.path(), &ask).ends(1);
    let files = ran.lines();
    assert!(files.len() == incoming.files.len() && files.len() >= 200, "{} files", files.len());
    for shape in SHAPES {
        assert!(incoming.files.iter().any(|file| file.shape == shape.name), "no file is a {}", shape.name);
    }
    for kind in VALUES {
        assert!(incoming.files.iter().any(|file| file.kind == kind.name), "no file has {}", kind.name);
    }
    let unread: Vec<String> = files.iter().filter(|file| file["imported"].is_null()).map(ToString::to_string).collect();
    assert!(unread.is_empty(), "{unread:#?}");
    let tally = tally(&incoming, folder.path(), DAY);
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    assert!(tally.doubted.is_empty(), "{:#?}", tally.doubted);
    assert_eq!(tally.right + tally.waiting, rows);
    assert!(tally.waiting > 100, "dirt that nobody can understand is there too: {}", tally.waiting);
}
