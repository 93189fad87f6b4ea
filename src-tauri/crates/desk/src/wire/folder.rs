//! A folder of files on the command line: one object a file.

use serde::Serialize;

use super::{Imported, Said};

/// One file of a folder and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct FileImported<'a> {
    /// Its path below the folder.
    pub file: &'a str,
    /// The employer's code, when the clerk, the folder or the name told it.
    pub employer: Option<&'a str>,
    /// What was imported; absent when the file could not be read as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imported: Option<&'a Imported>,
    /// Why the file as a whole did not go in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Said>,
}
