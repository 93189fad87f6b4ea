//! The characters of a text file: BOM, strict UTF-8, CP932, EUC-JP, ISO-2022-JP, in this order. What does not decode is
//! refused with its place; a replacement character never stands for what somebody wrote.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use rules::words::{Complaint, Weight};
use zeroize::Zeroizing;

use crate::refusal::{complaint, other_kind};

/// The encoding in which a text file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with or without BOM.
    Utf8,
    /// UTF-16, little endian: Excel's "Unicode テキスト".
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// CP932 (Windows-31J, "Shift_JIS").
    Cp932,
    /// EUC-JP
    EucJp,
    /// ISO-2022-JP ("JIS")
    Iso2022Jp,
}

impl TextEncoding {
    /// Every encoding.
    pub const ALL: [TextEncoding; 6] = [
        TextEncoding::Utf8,
        TextEncoding::Utf16Le,
        TextEncoding::Utf16Be,
        TextEncoding::Cp932,
        TextEncoding::EucJp,
        TextEncoding::Iso2022Jp,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "utf-8",
            TextEncoding::Utf16Le => "utf-16le",
            TextEncoding::Utf16Be => "utf-16be",
            TextEncoding::Cp932 => "cp932",
            TextEncoding::EucJp => "euc-jp",
            TextEncoding::Iso2022Jp => "iso-2022-jp",
        }
    }

    /// The encoding of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<TextEncoding> {
        let code = code.trim().to_ascii_lowercase();
        match code.as_str() {
            "utf8" => Some(TextEncoding::Utf8),
            "sjis" | "shift_jis" | "shift-jis" => Some(TextEncoding::Cp932),
            code => TextEncoding::ALL.into_iter().find(|one| one.code() == code),
        }
    }

    /// The name by which people know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "UTF-8",
            TextEncoding::Utf16Le => "UTF-16LE",
            TextEncoding::Utf16Be => "UTF-16BE",
            TextEncoding::Cp932 => "CP932 (Shift_JIS)",
            TextEncoding::EucJp => "EUC-JP",
            TextEncoding::Iso2022Jp => "ISO-2022-JP",
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            TextEncoding::Utf8 => UTF_8,
            TextEncoding::Utf16Le => UTF_16LE,
            TextEncoding::Utf16Be => UTF_16BE,
            TextEncoding::Cp932 => SHIFT_JIS,
            TextEncoding::EucJp => EUC_JP,
            TextEncoding::Iso2022Jp => ISO_2022_JP,
        }
    }
}

/// A text and the encoding it came in. It may hold My Numbers, so it is zeroed when it is dropped.
/// In the encoding that was said, unless the file's own mark says otherwise.
pub(crate) fn decode(bytes: &[u8], said: Option<TextEncoding>) -> Result<(Zeroizing<String>, TextEncoding), Complaint> {
    let marked = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark));
    let (text, encoding) = match said.filter(|_| !marked) {
        Some(said) => (strict(bytes, said).map_err(|bad| bad.complaint(said))?, said),
        None => detect(bytes)?,
    };
    if text.contains('\0') {
        return Err(other_kind("文字以外のデータ", "binary data"));
    }
    Ok((text, encoding))
}

fn detect(bytes: &[u8]) -> Result<(Zeroizing<String>, TextEncoding), Complaint> {
    for (bom, encoding) in [
        (&b"\xEF\xBB\xBF"[..], TextEncoding::Utf8),
        (b"\xFF\xFE", TextEncoding::Utf16Le),
        (b"\xFE\xFF", TextEncoding::Utf16Be),
    ] {
        if let Some(rest) = bytes.strip_prefix(bom) {
            return strict(rest, encoding).map(|text| (text, encoding)).map_err(|bad| bad.complaint(encoding));
        }
    }
    // ISO-2022-JP is seven-bit and would pass as ASCII with odd control characters.
    if memchr::memmem::find(bytes, b"\x1B$").is_some()
        && bytes.is_ascii()
        && let Ok(text) = strict(bytes, TextEncoding::Iso2022Jp)
    {
        return Ok((text, TextEncoding::Iso2022Jp));
    }
    let not_utf8 = match strict(bytes, TextEncoding::Utf8) {
        Ok(text) => return Ok((text, TextEncoding::Utf8)),
        Err(bad) => bad,
    };
    // Every byte of a UTF-16 text without BOM that is ASCII has a zero beside it.
    if memchr::memchr(0, bytes).is_some() {
        return Err(other_kind("文字以外のデータ", "binary data"));
    }
    let not_cp932 = match strict(bytes, TextEncoding::Cp932) {
        Ok(text) => {
            // EUC-JP of kana alone also decodes as CP932, into half-width nonsense; the words of a header decide.
            if !has_words(&text)
                && let Ok(euc) = strict(bytes, TextEncoding::EucJp)
                && has_words(&euc)
            {
                return Ok((euc, TextEncoding::EucJp));
            }
            return Ok((text, TextEncoding::Cp932));
        }
        Err(bad) => bad,
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    for encoding in [TextEncoding::EucJp, TextEncoding::Iso2022Jp] {
        if guess == encoding.encoding()
            && let Ok(text) = strict(bytes, encoding)
        {
            return Ok((text, encoding));
        }
    }
    // The encoding that got further is the likelier one, and its place the more helpful.
    if not_utf8.at >= not_cp932.at {
        Err(not_utf8.complaint(TextEncoding::Utf8))
    } else {
        Err(not_cp932.complaint(TextEncoding::Cp932))
    }
}

fn has_words(text: &str) -> bool {
    ["氏名", "番号", "記号", "生年月日", "カナ", "フリガナ", "ふりがな", "名前", "取得", "喪失"]
        .iter()
        .any(|word| text.contains(word))
}

/// The first byte that does not decode.
struct Malformed {
    at: usize,
    line: usize,
}

impl Malformed {
    fn complaint(&self, encoding: TextEncoding) -> Complaint {
        complaint(
            format!("{}行目", self.line),
            "undecodable",
            Weight::Refusal,
            (
                format!("{}行目に、{}として読めない文字があります。", self.line, encoding.name()),
                format!("Line {} has a character that is not {}.", self.line, encoding.name()),
            ),
            (
                "文字コードがUTF-8かシフトJISか確かめ、Excelなら .xlsx で保存し直したものを送ってもらってください。",
                "See whether the file is UTF-8 or Shift_JIS; if it comes from Excel, ask for an .xlsx.",
            ),
        )
    }
}

fn strict(bytes: &[u8], encoding: TextEncoding) -> Result<Zeroizing<String>, Malformed> {
    if encoding == TextEncoding::Utf8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Zeroizing::new(text.to_owned())),
            Err(error) => {
                let at = error.valid_up_to();
                Err(Malformed { at, line: 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count() })
            }
        };
    }
    let mut decoder = encoding.encoding().new_decoder_without_bom_handling();
    // Room for the whole, so that the text is never moved and left behind.
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = Zeroizing::new(String::with_capacity(room));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::OutputFull | DecoderResult::Malformed(..) => {
            Err(Malformed { at: read, line: 1 + memchr::memchr_iter(b'\n', text.as_bytes()).count() })
        }
    }
}
