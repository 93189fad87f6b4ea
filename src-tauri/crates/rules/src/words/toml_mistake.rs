//! What is wrong with a TOML file, in Japanese: its readers say it in English only.

/// A message of the TOML reader or of serde, as a clerk understands it.
#[must_use]
pub fn toml_mistake(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
    if message.starts_with("missing field") {
        return format!("項目「{first}」がありません。");
    }
    if message.starts_with("unknown field") {
        return format!("「{first}」という項目はありません。");
    }
    if message.starts_with("unknown variant") {
        let known: Vec<&str> = quoted.collect();
        return format!("「{first}」は使えません。使えるもの: {}", known.join("、"));
    }
    if message.contains("duplicate") {
        return "同じ項目が二度書かれています。".to_owned();
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        return "値の型が違います。文字は \"\" で囲み、数とはい・いいえ（true・false）は囲まずに書きます。".to_owned();
    }
    "書き方が違います。引用符や括弧が閉じているか確かめてください。".to_owned()
}
