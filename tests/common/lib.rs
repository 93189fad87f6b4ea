//! What the rooms of tests share: the built program, temporary folders, and reading papers back.
