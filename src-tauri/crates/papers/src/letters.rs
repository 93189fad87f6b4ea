//! The characters of names against the faces, before anything is laid out: which are printed as a matter of course, and which are not.

use std::collections::BTreeMap;

use crate::compose::unseen;
use crate::fonts::{Face, Fonts, Lack, is_selector};
use crate::layout::Layout;

/// Where a character is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// In the faces that ship with the program.
    Shipped,
    /// In IPAmj Mincho alone: a name with it is set wholly in that.
    Mincho,
    /// Not in the shipped faces, and IPAmj Mincho is not on this machine.
    Unknown,
    /// In no face.
    Nowhere,
    /// It is not seen on paper at all, and turns or hides what stands beside it.
    Unseen,
}

/// Every character of some texts, with the selector behind it, and where it is found. `count` is told each time it occurs, with the
/// number of the text.
pub fn letters<'t>(
    layout: Option<&Layout>,
    texts: impl Iterator<Item = &'t str>,
    count: &mut dyn FnMut(&str, usize),
) -> BTreeMap<String, Found> {
    let mut fonts = Fonts::new(layout.and_then(|layout| layout.fonts.as_deref()));
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let mut key = String::new();
    for (at, text) in texts.enumerate() {
        let mut rest = text.chars().peekable();
        while let Some(letter) = rest.next() {
            let variant = rest.next_if(|next| is_selector(*next));
            key.clear();
            key.push(letter);
            key.extend(variant);
            count(&key, at);
            if !found.contains_key(&key) {
                found.insert(key.clone(), find(&mut fonts, letter, variant));
            }
        }
    }
    found
}

/// Does IPAmj Mincho have a character: `Mincho`, `Unknown` where it is not on this machine, or `Nowhere`?
#[must_use]
pub fn in_mincho(layout: Option<&Layout>, letter: &str) -> Found {
    let mut letters = letter.chars();
    let Some(first) = letters.next() else { return Found::Nowhere };
    match Fonts::new(layout.and_then(|layout| layout.fonts.as_deref())).rare(first, letters.next()) {
        Ok(_) => Found::Mincho,
        Err(Lack::RareFace(..)) => Found::Unknown,
        Err(Lack::Letter(_) | Lack::Variant(..)) => Found::Nowhere,
    }
}

fn find(fonts: &mut Fonts, letter: char, variant: Option<char>) -> Found {
    if unseen(letter) {
        return Found::Unseen;
    }
    // A name stands in both faces, on one paper or another.
    if [Face::Regular, Face::Bold].into_iter().all(|face| fonts.shipped(face, letter, variant).is_some()) {
        return Found::Shipped;
    }
    match fonts.rare(letter, variant) {
        Ok(_) => Found::Mincho,
        Err(Lack::RareFace(..)) => Found::Unknown,
        Err(Lack::Letter(_) | Lack::Variant(..)) => Found::Nowhere,
    }
}
