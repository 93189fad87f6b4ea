//! Every table that acts write, each declared once.

use crate::door::{Table, table};

table!(MEMBER = "member", act 3: id 1, code 2, act 3, line 4);
table!(HOUSEHOLD = "household", act 2: id 1, act 2, line 3);
table!(PERSON = "person", act 3 of "member": member 1, from_day 2, act 3, line 4, withdrawn 5, place 6, born 7, sex 8);
table!(COVERAGE = "coverage", act 3 of "member": member 1, from_day 2, act 3, line 4, withdrawn 5, place 6, symbol 7, number 8, branch 9,
    employer 10, household 11, relation 12, acquired 13, lost 14, left_on 15, voluntary_until 16, received 17,
    staff_number 18);
table!(NAME = "name", act 4 of "member": member 1, layer 2, from_day 3, act 4, line 5, withdrawn 6, place 7, name 8, kana 9);
table!(ADDRESS = "address", act 4 of "member": member 1, kind 2, from_day 3, act 4, line 5, withdrawn 6, place 7, postcode 8, address 9);
table!(MYNA = "myna", act 3 of "member": member 1, from_day 2, act 3, line 4, withdrawn 5, place 6, my_number 7, card 8,
    use_registered 9, e_certificate_until 10, access 11, portal 12);
table!(LAST_FOUR = "last_four", act 3 of "last_four": member 1, from_day 2, act 3, line 4, withdrawn 5, place 6, digits 7, state 8);
table!(CIRCUMSTANCE = "circumstance", act 3 of "member": member 1, from_day 2, act 3, line 4, withdrawn 5, place 6, resident 7,
    assistance 8, asked_at_enrolment 9, old_card_until 10, ratio 11);
table!(APPLICATION = "application", act 3 of "member": member 1, id 2, act 3, line 4, place 5, reason 6, on_day 7);
table!(SOCIETY = "society", act 2: from_day 1, act 2, line 3, name 4, insurer_number 5, postcode 6, address 7, phone 8,
    portal_url 9, training 10, notice_layout 11, certificate_layout 12, last_four_on_notice 13);
table!(EMPLOYER = "employer", act 3: code 1, from_day 2, act 3, line 4, name 5, symbol 6, postcode 7, address 8, contact 9);
table!(POLICY = "policy", act 1: act 1, line 2, text 3);
table!(LAYOUT = "layout", act 2: sha256 1, act 2, line 3, name 4, text 5);
table!(BATCH = "batch", act 3: id 1, code 2, act 3, line 4, kind 5, on_day 6, layout 7);
table!(PAPER = "paper", act 4 of "papers": member 1, id 2, code 3, act 4, line 5, batch 6, kind 7, issued 8, until 9, name 10,
    symbol 11, number 12, branch 13, acquired 14, ratio 15, address 16);
table!(PAPER_EVENT = "paper_event", act 4 of "papers": member 1, paper 2, on_day 3, act 4, line 5, life 6, note 7);
table!(SHEET = "sheet", act 3 of "papers": batch 1, sheet 2, act 3, line 4, envelope 5, route 6, employer 7, member 8, paper 9);
table!(DECISION = "decision", act 4 of "papers": member 1, on_day 2, about 3, act 4, line 5, outcome 6, because 7, last_day 8,
    last_day_because 9, policy_from 10, batch 11);
table!(IMPORT = "import", act 2: id 1, act 2, line 3, sha256 4, file 5, bytes 6, employer 7, form 8, confirmed 9, meanings 10,
    headers 11, added 12, changed 13, unchanged 14, doubtful 15, rejected 16, duplicate 17, held 18);
table!(PUBLISHED = "published", act 2: part 1, act 2, line 3);
table!(APPLICATION_FORM = "application_form", act 3 of "member": member 1, application 2, act 3, line 4, received 5, way 6,
    proxy 7, proxy_relation 8, papers_seen 9);
table!(FEE = "fee", act 3 of "member": member 1, application 2, act 3, line 4, on_day 5, yen 6, state 7, reason 8);
table!(DESTRUCTION = "destruction", act 1: act 1, line 2, on_day 3, witness 4, papers 5, way 6);
table!(ADDRESS_CHECK = "address_check", act 4 of "member": member 1, kind 2, on_day 3, act 4, line 5, doubtful 6, why 7);
table!(LAST_FOUR_CAMPAIGN = "last_four_campaign", act 2: batch 1, act 2, line 3, until 4, second 5);
table!(LAST_FOUR_STEP = "last_four_step", act 3 of "last_four": member 1, on_day 2, act 3, line 4, event 5, said 6, whom 7, until 8,
    note 9);
table!(SHIELD = "shield", act 2 of "member": member 1, act 2, line 3, shielded 4);
table!(REPRINT = "reprint", act 3 of "papers": batch 1, sheet 2, act 3, line 4, member 5, on_day 6, copy 7);
table!(BATCH_CLOSE = "batch_close", act 2: batch 1, act 2, line 3, on_day 4);
table!(OPERATOR = "operator", act 2: code 1, act 2, line 3, name 4, active 5, viewer 6, clerk 7, supervisor 8, admin 9,
    auditor 10, last_four 11, batch 12);
table!(RELEASE = "release", act 3: about 1, subject 2, act 3, line 4, step 5);
table!(SALT = "salt", act 3: member 1, kind 2, act 3, line 4, salt 5);
table!(GONE = "gone", act 3: member 1, kind 2, act 3, line 4);
table!(GONE_PART = "gone_part", act 1: act 1, line 2, name 3, of_act 4, rows 5, content 6);
table!(GONE_LOOKS = "gone_looks", act 1: act 1, line 2, look 3, of_act 4, hash 5);
table!(RETENTION = "retention", act 2: kind 1, act 2, line 3, length 4, source 5);
table!(REGISTRATION_LIST = "registration_list", act 2: id 1, act 2, line 3, import 4, as_of 5, said 6, people 7, whole 8);
table!(REGISTRATION_UNLISTED = "registration_unlisted", act 3 of "member": member 1, list 2, act 3, line 4);
table!(REGISTRATION_UNKNOWN = "registration_unknown", act 3: list 1, place 2, act 3, line 4, because 5);
table!(RUN = "run", act 2: id 1, act 2, line 3, list 4, on_day 5, policy_from 6);
table!(RUN_MEMBER = "run_member", act 3 of "papers": member 1, run 2, act 3, line 4, part 5, because 6, by_day 7);
table!(RUN_BATCH = "run_batch", act 3: run 1, batch 2, act 3, line 4);
table!(WAVE = "wave", act 2: id 1, act 2, line 3, until 4, begins 5, weeks 6, per_week 7);
table!(WAVE_MEMBER = "wave_member", act 3 of "papers": member 1, wave 2, act 3, line 4, week 5, because 6);
table!(WAVE_BATCH = "wave_batch", act 4: wave 1, week 2, batch 3, act 4, line 5);
table!(CONSEQUENCE_SEEN = "consequence_seen", act 3 of "papers": member 1, what 2, act 3, line 4, cause 5, note 6);
table!(HOLD = "hold", act 2: member 1, act 2, line 3, held 4);
table!(REMINDER = "reminder", act 2: id 1, act 2, line 3, on_day 4, employer 5, household 6, alone 7, firmness 8, papers 9);
table!(REMINDER_PAPER = "reminder_paper", act 4 of "papers": member 1, reminder 2, place 3, act 4, line 5, paper 6, because 7,
    by_day 8, number 9, fresh 10);
table!(OLD_CARD_END = "old_card_end", act 2 of "papers": member 1, act 2, line 3, on_day 4, life 5, note 6);
table!(DEATH = "death", act 2 of "member": member 1, act 2, line 3, on_day 4);
table!(USE_AFTER_LOSS = "use_after_loss", act 3 of "papers": member 1, on_day 2, act 3, line 4, note 5);
table!(RECIPE = "recipe", act 3: id 1, version 2, act 3, line 4, employer 5, headers 6, text 7, forgotten 8);
table!(IMPORT_RECIPE = "import_recipe", act 2: import 1, act 2, line 3, recipe 4, version 5);
table!(IMPORT_SHEET = "import_sheet", act 3: import 1, place 2, act 3, line 4, name 5, headings 6, rows 7);
table!(IMPORT_ROWS = "import_rows", act 2: import 1, act 2, line 3, marks 4);
table!(REFUSAL_LETTER = "refusal_letter", act 3 of "member": member 1, application 2, act 3, line 4, on_day 5);
table!(ROW_ANSWER = "row_answer", act 2 of "member": member 1, act 2, line 3, person 4, answer 5);
table!(SAME_ANSWER = "same_answer", act 3 of "member": member 1, other 2, act 3, line 4, answer 5);
table!(WAITING = "waiting", act 2: id 1, act 2, line 3, import 4, place 5);
table!(WAITING_ROW = "waiting_row", act 2: waiting 1, act 2, line 3, salt 4, employer 5, sheet 6, row_number 7, fate 8, said 9,
    digits 10, headings 11, cells 12, reasons 13);
table!(WAITING_END = "waiting_end", act 2: waiting 1, act 2, line 3, how 4);
table!(WAITING_GONE = "waiting_gone", act 2: waiting 1, act 2, line 3);
table!(IMPORT_UNDONE = "import_undone", act 2: import 1, act 2, line 3);
table!(MEMBER_UNDONE = "member_undone", act 2: member 1, act 2, line 3, import 4);
table!(BUNDLE = "bundle", act 3: batch 1, bundle 2, act 3, line 4, code 5, label 6, route 7, employer 8);
table!(ENVELOPE = "envelope", act 3: batch 1, envelope 2, act 3, line 4, code 5, bundle 6);
table!(ENVELOPE_EVENT = "envelope_event", act 3: batch 1, envelope 2, act 3, line 4, on_day 5, step 6);
table!(INSERTION = "insertion", act 2: batch 1, act 2, line 3, on_day 4, sheets 5);
table!(HAND_OVER = "hand_over", act 3: batch 1, bundle 2, act 3, line 4, on_day 5);
table!(SHEET_LOSS = "sheet_loss", act 3: batch 1, sheet 2, act 3, line 4, on_day 5, step 6);
table!(STOCK_EVENT = "stock_event", act 2: stock 1, act 2, line 3, on_day 4, step 5, sheets 6, difference 7);
table!(PRINT_MADE = "print_made", act 2: batch 1, act 2, line 3, engine 4, fonts 5, data 6);
table!(PRINT_FILE = "print_file", act 2: batch 1, act 2, place 3, line 4, file 5, sha256 6, bytes 7, first_sheet 8, last_sheet 9);
table!(BATCH_SOURCE = "batch_source", act 2: batch 1, act 2, line 3, asked 4, asked_for 5, import 6, list 7);
table!(BATCH_DESPITE = "batch_despite", act 2: batch 1, act 2, line 3, changes 4);
table!(CHARACTER_RULE = "character_rule", act 2: letter 1, act 2, line 3, how 4, substitute 5);
table!(PAPER_FORM = "paper_form", act 3 of "papers": member 1, paper 2, act 3, line 4, name 5, mincho 6);
table!(PICTURE = "picture", act 2: sha256 1, act 2, line 3, file 4);
table!(ASSET = "asset", act 2: id 1, act 2, line 3, what 4, paper 5, variant 6, name 7, from_day 8, until 9, picture 10, layout 11);
table!(ASSET_STEP = "asset_step", act 2: asset 1, act 2, line 3, step 4);
table!(BATCH_ASSET = "batch_asset", act 3: batch 1, asset 2, act 3, line 4);
table!(CALIBRATION = "calibration", act 3: printer 1, tray 2, act 3, line 4, on_day 5, front_right 6, front_down 7, back_right 8,
    back_down 9);
table!(PRESS_JOB = "press_job", act 2: batch 1, act 2, line 3, round 4, file 5, first_page 6, last_page 7, printer 8, tray 9);
table!(PRESS_STEP = "press_step", act 3: batch 1, job 2, act 3, line 4, step 5, number 6, file 7, page 8);
table!(OPTIONAL_ITEM = "optional_item", act 3 of "member": member 1, item 2, act 3, line 4, value 5, from_day 6, until 7, wished 8);
table!(IDENTITY_CHECK = "identity_check", act 3 of "member": member 1, on_day 2, act 3, line 4, method 5, result 6, because 7, last_four 8,
    possession 9, documents 10, proxy 11, authority 12, certificate_until 13, card_until 14);

/// Every table that acts write. What refers to another stands behind it.
pub(crate) static ALL: [&Table; 88] = [
    &MEMBER,
    &HOUSEHOLD,
    &PERSON,
    &COVERAGE,
    &NAME,
    &ADDRESS,
    &MYNA,
    &LAST_FOUR,
    &CIRCUMSTANCE,
    &APPLICATION,
    &SOCIETY,
    &EMPLOYER,
    &POLICY,
    &LAYOUT,
    &BATCH,
    &PAPER,
    &PAPER_EVENT,
    &SHEET,
    &DECISION,
    &IMPORT,
    &PUBLISHED,
    &APPLICATION_FORM,
    &FEE,
    &DESTRUCTION,
    &ADDRESS_CHECK,
    &LAST_FOUR_CAMPAIGN,
    &LAST_FOUR_STEP,
    &SHIELD,
    &REPRINT,
    &BATCH_CLOSE,
    &OPERATOR,
    &RELEASE,
    &SALT,
    &GONE,
    &GONE_PART,
    &GONE_LOOKS,
    &RETENTION,
    &HOLD,
    &REGISTRATION_LIST,
    &REGISTRATION_UNLISTED,
    &REGISTRATION_UNKNOWN,
    &RUN,
    &RUN_MEMBER,
    &RUN_BATCH,
    &WAVE,
    &WAVE_MEMBER,
    &WAVE_BATCH,
    &CONSEQUENCE_SEEN,
    &REMINDER,
    &REMINDER_PAPER,
    &OLD_CARD_END,
    &DEATH,
    &USE_AFTER_LOSS,
    &REFUSAL_LETTER,
    &RECIPE,
    &IMPORT_RECIPE,
    &IMPORT_SHEET,
    &IMPORT_ROWS,
    &ROW_ANSWER,
    &SAME_ANSWER,
    &WAITING,
    &WAITING_ROW,
    &WAITING_END,
    &WAITING_GONE,
    &IMPORT_UNDONE,
    &MEMBER_UNDONE,
    &BUNDLE,
    &ENVELOPE,
    &ENVELOPE_EVENT,
    &INSERTION,
    &HAND_OVER,
    &SHEET_LOSS,
    &STOCK_EVENT,
    &PRINT_MADE,
    &PRINT_FILE,
    &BATCH_SOURCE,
    &BATCH_DESPITE,
    &CHARACTER_RULE,
    &PAPER_FORM,
    &PICTURE,
    &ASSET,
    &ASSET_STEP,
    &BATCH_ASSET,
    &CALIBRATION,
    &PRESS_JOB,
    &PRESS_STEP,
    &OPTIONAL_ITEM,
    &IDENTITY_CHECK,
];

/// The files that make the tables, in their order. `user_version` counts them.
pub(crate) const SCHEMA: [&str; 22] = [
    include_str!("../../../../schema/0001_acts.sql"),
    include_str!("../../../../schema/0002_members.sql"),
    include_str!("../../../../schema/0003_society.sql"),
    include_str!("../../../../schema/0004_papers.sql"),
    include_str!("../../../../schema/0005_imports.sql"),
    include_str!("../../../../schema/0006_search.sql"),
    include_str!("../../../../schema/0007_operators.sql"),
    include_str!("../../../../schema/0008_looks.sql"),
    include_str!("../../../../schema/0009_deletion.sql"),
    include_str!("../../../../schema/0010_parts.sql"),
    include_str!("../../../../schema/0011_lives.sql"),
    include_str!("../../../../schema/0012_year.sql"),
    include_str!("../../../../schema/0013_recipes.sql"),
    include_str!("../../../../schema/0014_quarantine.sql"),
    include_str!("../../../../schema/0015_identity.sql"),
    include_str!("../../../../schema/0016_insertion.sql"),
    include_str!("../../../../schema/0017_prints.sql"),
    include_str!("../../../../schema/0018_mailing.sql"),
    include_str!("../../../../schema/0019_assets.sql"),
    include_str!("../../../../schema/0020_printers.sql"),
    include_str!("../../../../schema/0021_optional_items.sql"),
    include_str!("../../../../schema/0022_counter.sql"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_declared_with_all_its_columns_and_act_in_its_place() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for file in SCHEMA {
            connection.execute_batch(file).unwrap();
        }
        for table in ALL {
            let mut statement =
                connection.prepare(&format!("SELECT name FROM pragma_table_info('{}')", table.name)).unwrap();
            let columns: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
            assert!(columns.iter().all(|column| table.columns.contains(&column.as_str())), "{}", table.name);
            assert_eq!(table.columns[table.act_at], "act", "{}", table.name);
            let numbers = (1..=table.columns.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
            assert!(table.insert.sql.ends_with(&format!("VALUES ({numbers})")), "{}", table.insert.sql);
        }
    }

    #[test]
    fn every_table_of_the_schema_that_bears_an_act_is_sealed() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for file in SCHEMA {
            connection.execute_batch(file).unwrap();
        }
        let mut statement = connection
            .prepare("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'act'")
            .unwrap();
        let bearing: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for name in bearing {
            let journal = ["act_part", "seal", "look", "unswept"].contains(&name.as_str());
            assert!(journal || ALL.iter().any(|table| table.name == name), "{name}");
        }
    }
}
