//! Rust taken apart as far as the checks need it: code, texts and comments, so that a word in a comment is no fault.

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Code without texts and comments.
    Code,
    /// What stands inside a string literal.
    Text,
    /// A comment.
    Comment,
}

/// A piece and the line it begins on, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
    pub line: usize,
}

/// The pieces in order.
pub fn pieces(source: &str) -> Vec<Piece> {
    let chars: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut start, mut line) = (0, 0, 1);
    let at_char = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut push = |kind, from: usize, to: usize, line: &mut usize| {
        let text: String = chars[from.min(to)..to].iter().collect();
        let begins = *line;
        *line += text.matches('\n').count();
        if !text.is_empty() {
            found.push(Piece { kind, text, line: begins });
        }
    };
    while at < chars.len() {
        let before = if at == 0 { '\0' } else { at_char(at - 1) };
        let part_of_word = before.is_alphanumeric() || before == '_';
        match (at_char(at), at_char(at + 1)) {
            ('/', '/') => {
                push(Kind::Code, start, at, &mut line);
                let end = (at..chars.len()).find(|i| at_char(*i) == '\n').unwrap_or(chars.len());
                push(Kind::Comment, at, end, &mut line);
                (at, start) = (end, end);
            }
            ('/', '*') => {
                push(Kind::Code, start, at, &mut line);
                let (mut end, mut depth) = (at + 2, 1);
                while end < chars.len() && depth > 0 {
                    match (at_char(end), at_char(end + 1)) {
                        ('/', '*') => (end, depth) = (end + 2, depth + 1),
                        ('*', '/') => (end, depth) = (end + 2, depth - 1),
                        _ => end += 1,
                    }
                }
                push(Kind::Comment, at, end, &mut line);
                (at, start) = (end, end);
            }
            ('r', '"' | '#') if !part_of_word || before == 'b' => {
                let hashes = (at + 1..chars.len()).take_while(|i| at_char(*i) == '#').count();
                let open = at + 1 + hashes;
                if at_char(open) != '"' {
                    at += 1;
                    continue;
                }
                push(Kind::Code, start, open + 1, &mut line);
                let closes = |i: usize| at_char(i) == '"' && (1..=hashes).all(|n| at_char(i + n) == '#');
                let end = (open + 1..chars.len()).find(|i| closes(*i)).unwrap_or(chars.len());
                push(Kind::Text, open + 1, end, &mut line);
                (at, start) = (end + 1 + hashes, end);
            }
            ('"', _) => {
                push(Kind::Code, start, at + 1, &mut line);
                let mut end = at + 1;
                while end < chars.len() && at_char(end) != '"' {
                    end += if at_char(end) == '\\' { 2 } else { 1 };
                }
                push(Kind::Text, at + 1, end.min(chars.len()), &mut line);
                (at, start) = (end + 1, end);
            }
            // A character, not a lifetime.
            ('\'', '\\') => at = (at + 3..chars.len()).find(|i| at_char(*i) == '\'').map_or(chars.len(), |end| end + 1),
            ('\'', _) if at_char(at + 2) == '\'' => at += 3,
            _ => at += 1,
        }
    }
    push(Kind::Code, start.min(chars.len()), chars.len(), &mut line);
    found
}

/// The same without what only tests see: a `#[cfg(test)]` and the item that follows it, up to its `;` or closing brace.
pub fn shipped(source: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    // Depth of braces inside an item that is left out; `None` outside.
    let mut inside: Option<usize> = None;
    for piece in pieces(source) {
        if piece.kind != Kind::Code {
            if inside.is_none() {
                found.push(piece);
            }
            continue;
        }
        let mut at = 0;
        while at < piece.text.len() {
            let rest = &piece.text[at..];
            if let Some(depth) = inside {
                let Some((step, mark)) = rest.char_indices().find(|(_, c)| matches!(c, '{' | '}' | ';')) else { break };
                at += step + 1;
                inside = match (mark, depth) {
                    ('{', _) => Some(depth + 1),
                    ('}', 0 | 1) | (';', 0) => None,
                    ('}', _) => Some(depth - 1),
                    _ => Some(depth),
                };
            } else {
                let end = rest.find(TESTS_ONLY).unwrap_or(rest.len());
                let kept = Piece { kind: Kind::Code, text: rest[..end].to_owned(), line: line_of(&piece, at) };
                found.push(kept);
                if end < rest.len() {
                    inside = Some(0);
                }
                at += (end + TESTS_ONLY.len()).min(rest.len());
            }
        }
    }
    found
}

/// What marks an item that is not shipped.
pub const TESTS_ONLY: &str = "#[cfg(test)]";

/// The line of the source on which the byte of the piece stands.
pub fn line_of(piece: &Piece, byte: usize) -> usize {
    piece.line + piece.text[..byte].matches('\n').count()
}

#[test]
fn code_texts_and_comments_are_told_apart() {
    let source = "let a = \"x // \\\" y\"; // c \"d\"\nlet b = r#\"z \" w\"#; /* e /* f */ \" */ let c: &'a str = '\"'; let d = b\"g\";";
    let of = |kind| pieces(source).into_iter().filter(|it| it.kind == kind).map(|it| it.text).collect::<Vec<_>>();
    assert_eq!(of(Kind::Text), ["x // \\\" y", "z \" w", "g"]);
    assert_eq!(of(Kind::Comment), ["// c \"d\"", "/* e /* f */ \" */"]);
    let last = pieces(source).into_iter().rfind(|it| it.kind == Kind::Code).expect("code stands last");
    assert_eq!(last.line, 2);
}

#[test]
fn what_only_tests_see_is_not_shipped() {
    let source = "fn a() {}\n#[cfg(test)]\nmod b { fn c() { \"}\" } }\nfn d() {}\n#[cfg(test)]\nmod e;\nfn f() {}";
    let code: Vec<Piece> = shipped(source).into_iter().filter(|it| !it.text.trim().is_empty()).collect();
    let told: Vec<(usize, &str)> = code.iter().map(|it| (it.line, it.text.trim())).collect();
    assert_eq!(told, [(1, "fn a() {}"), (3, "fn d() {}"), (6, "fn f() {}")]);
}
