//! The whole of the double-byte codes of CP932: what decodes is what was written, what does not is refused.

use intake::write::{Csv, Encoding, Unwritten, csv};

use crate::told::read;

/// `番号,氏名,備考` and the beginning of a row, in CP932.
const HEAD: &[u8] = b"\x94\xD4\x8D\x86,\x8E\x81\x96\xBC,\x94\xF5\x8Dl\r\n1,\x91\xE5\x96\xEC,";

#[test]
fn every_double_byte_code_is_read_as_itself_or_refused() {
    let (mut kept, mut refused) = (0, 0);
    for lead in (0x81u8..=0x9F).chain(0xE0..=0xFC) {
        for trail in (0x40u8..=0x7E).chain(0x80..=0xFC) {
            let mut bytes = HEAD.to_vec();
            bytes.extend_from_slice(&[lead, trail]);
            bytes.extend_from_slice(b"\r\n");
            let (reading, rows) = read("表.csv", &bytes, &[]);
            match reading {
                Ok(_) => {
                    kept += 1;
                    assert!(
                        rows.iter().all(|row| row.cells.iter().all(|cell| !cell.contains('\u{FFFD}'))),
                        "{lead:02X}{trail:02X}"
                    );
                    assert_eq!(rows[0].cells.len(), 3, "{lead:02X}{trail:02X}");
                }
                Err(complaint) => {
                    refused += 1;
                    assert_eq!(complaint.code, "undecodable", "{lead:02X}{trail:02X}");
                }
            }
        }
    }
    assert_eq!(kept + refused, 60 * 188);
    // JIS X 0208, NEC's and IBM's rows, and 1,880 codes of private use.
    assert_eq!(kept, 7_724 + 1_880);
}

/// What was read is written back as a code that reads the same, or is named: nothing becomes another character on the way.
#[test]
fn every_character_that_cp932_has_is_written_back_as_itself_or_refused_by_name() {
    let (mut same, mut named) = (0, 0);
    for lead in (0x81u8..=0x9F).chain(0xE0..=0xFC) {
        for trail in (0x40u8..=0x7E).chain(0x80..=0xFC) {
            let code = [lead, trail];
            let (text, _, wrong) = encoding_rs::SHIFT_JIS.decode(&code);
            if wrong {
                continue;
            }
            let how = Csv { encoding: Encoding::Cp932, ..Csv::default() };
            let mut out = Vec::new();
            match csv([["大野", &*text]], how, &mut out) {
                Ok(()) => {
                    same += 1;
                    let (again, _, wrong) = encoding_rs::SHIFT_JIS.decode(&out);
                    let cell = again.trim_end().split_once(',').map(|(_, cell)| cell.trim_matches('\''));
                    // A full-width sign of a formula gets a mark in front; a space is a cell too.
                    assert!(!wrong && (cell == Some(&*text) || text.trim().is_empty()), "{lead:02X}{trail:02X}");
                }
                Err(Unwritten::Characters(missing)) => {
                    named += 1;
                    assert_eq!((missing.len(), missing[0].character), (1, text.chars().next().expect("one")));
                    // 外字 alone: they decode, and have no code of their own.
                    assert!(('\u{E000}'..='\u{F8FF}').contains(&missing[0].character), "{lead:02X}{trail:02X}");
                }
                Err(other) => panic!("{lead:02X}{trail:02X}: {other}"),
            }
        }
    }
    assert_eq!((same, named), (7_724, 1_880));
}
