//! What holds of every reader, whatever it is given; each target of `targets/` tries one of [`checks`]. The tests of `tests/intake` ask
//! the same of all seeds.

pub mod checks;

/// Every panic ends the run, but for those of a foreign parser, which the reader makes a complaint of.
pub fn begin() {
    let ending = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !intake::foreign_parser_runs() {
            ending(panic);
        }
    }));
}
