//! The two ends of the pipe, without processes.

use std::sync::mpsc::sync_channel;

use super::wire::{Asked, Carried, Input, READ, ROWS, Wanted};
use super::{child, parent};
use crate::Request;
use crate::reading::{Reading, Row};

/// A reader's answer as whoever asked hears it, said once more; nothing when it is no answer.
#[must_use]
pub fn answered(bytes: &[u8]) -> Option<Vec<u8>> {
    // A frame has a head of five bytes, so all of them have room.
    let (tell, told) = sync_channel(bytes.len() / 5 + 1);
    parent::hear(bytes, &tell);
    drop(tell);
    let mut again = Vec::new();
    let answer = parent::understand(told, &mut |row| row.put(&mut again), &mut parent::Spent::default())?;
    match answer {
        Ok(parent::Answer::Reading(reading)) => reading.put(&mut again),
        Ok(parent::Answer::Whole(sheets)) => sheets.put(&mut again),
        Err(complaint) => complaint.put(&mut again),
    }
    Some(again)
}

/// What is asked of a reader as it hears it, said once more; nothing when nothing is asked.
#[must_use]
pub fn asked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut again = Vec::new();
    Asked::take(&mut Input::new(bytes))?.put(&mut again);
    Some(again)
}

/// A reading and its rows as they come out of the pipe; nothing when they do not.
#[must_use]
pub fn passed(reading: &Reading, rows: &[Row]) -> Option<(Reading, Vec<Row>)> {
    let mut bytes = Vec::new();
    for row in rows {
        row.put(&mut bytes);
    }
    reading.put(&mut bytes);
    let mut input = Input::new(&bytes);
    let rows = rows.iter().map(|_| Row::take(&mut input)).collect::<Option<Vec<Row>>>()?;
    let reading = Reading::take(&mut input)?;
    input.is_empty().then_some((reading, rows))
}

/// A reading and its rows as a reader answers them.
#[must_use]
pub fn answer(reading: &Reading, rows: &[Row]) -> Vec<u8> {
    let (mut out, mut bytes) = (Vec::new(), Vec::new());
    let mut told = |kind, bytes: &mut Vec<u8>| child::frame(&mut out, kind, bytes).is_ok();
    rows.iter().for_each(|row| row.put(&mut bytes));
    let rows = told(ROWS, &mut bytes);
    reading.put(&mut bytes);
    if rows && told(READ, &mut bytes) { out } else { Vec::new() }
}

/// What is asked of a reader, without the file.
#[must_use]
pub fn question(request: &Request<'_>) -> Vec<u8> {
    let head = parent::head(parent::asked(request, 0, Wanted::Rows, true), request.password);
    head.get(4..).unwrap_or_default().to_vec()
}
