//! The `daicho` program.
fn main() {}
