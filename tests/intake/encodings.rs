//! The whole of the double-byte codes of CP932: what decodes is what was written, what does not is refused.

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
