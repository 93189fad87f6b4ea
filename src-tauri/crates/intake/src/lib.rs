//! intake

pub mod write;
