//! The small society of most tests, as a clerk would describe it in two files.

/// Who it is, with its two employers.
pub const SOCIETY: &str = r#"name = "見本健康保険組合"
insurer_number = "06132682"
postcode = "1000001"
address = "東京都千代田区千代田1-1"
phone = "03-0000-0000"
portal_url = "https://myna.go.jp/"
training = true
last_four_on_notice = true

[[employer]]
code = "A001"
name = "株式会社みほん製作所"
symbol = "101"

[[employer]]
code = "B002"
name = "見本商事株式会社"
symbol = "202"
"#;

/// What it decided.
pub const POLICY: &str = r#"[[policy]]
from = 2024-12-02
source = "理事会決定 令和6年11月5日"
certificate_lapse = "ex_officio"
lapse_lead_days = 30
joiner_wait = { days = 30, until_days = 50 }
certificate_last_day = { fixed = 2029-11-30 }
short_term_months = 2
renewal_lead_days = 60
ratio_on_certificate = true
return_when_usable = false
return_basis = "left"
grace_reading = "month_end"
notice_to = "everyone"
notice_on_change = "unless_portal"
notice_reissue = "unless_portal"
reissue_fee_yen = 0
print_characters = "all"
"#;
