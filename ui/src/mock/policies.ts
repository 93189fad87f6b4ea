// Samples of policies as the shell would give them.
import type { Preset } from "../wire";

export const POLICY_TEXT = `# 研修用の方針です。自分の組合では、自分の組合の決定に書き換えてください。

[[policy]]
from = 2024-12-02

source = "見本健康保険組合 理事会決定 令和6年11月5日（研修用）"

# 電子証明書が切れた方に、申請を待たずに交付する。
certificate_lapse = "ex_officio"

# 早い方の読み方で使えなくなる30日前から交付する。
lapse_lead_days = 30

# 取得から30日を過ぎたら利用登録を確かめ、遅くとも50日目にはご本人に聞く。
joiner_wait = { days = 30, until_days = 50 }

# 全員同じ日まで。
certificate_last_day = { fixed = 2029-11-30 }

# 有効期限の60日前から更新する。
renewal_lead_days = 60

short_term_months = 2
ratio_on_certificate = true
ratio_year = "07-31"
return_when_usable = false
return_basis = "left"
grace_reading = "month_end"

# お知らせは全員に送る。
notice_to = "everyone"
notice_on_change = "unless_portal"
notice_reissue = "unless_portal"
reissue_fee_yen = 0
print_characters = "all"
`;

const choices = [
  { key: "certificate_lapse", value: '"ex_officio"', comment: "電子証明書が切れた方に、申請を待たずに交付する。毎月5日ごろ届く前月末の利用登録状況から拾える組合に向く。" },
  { key: "lapse_lead_days", value: "30", comment: "早い方の読み方で使えなくなる30日前から交付する。月に一度の作業で切れ目を作らないため。" },
  { key: "joiner_wait", value: "{ days = 30, until_days = 50 }", comment: "取得から30日を過ぎたら利用登録を確かめ、遅くとも50日目にはご本人に聞く。" },
  { key: "certificate_last_day", value: "{ fixed = 2029-11-30 }", comment: "全員同じ日まで。更新を一度に済ませ、印刷と配布をまとめるため。" },
  { key: "renewal_lead_days", value: "60", comment: "有効期限の60日前から更新する。事業主を通じて配る日数を見込む。" },
  { key: "notice_to", value: '"everyone"', comment: "お知らせは全員に送る。" },
  { key: "reissue_fee_yen", value: "0", comment: "再交付の手数料は取らない。" },
];

export const PRESETS: Preset[] = [
  { id: "single_company", title: "単一型（大きな会社の健康保険組合）", about: "毎月の利用登録状況をもとに職権で交付し、事業主を通じて手渡す組合。", choices, text: POLICY_TEXT },
  { id: "trade_association", title: "総合型（同じ業種の小さな会社の組合）", about: "事業所が多く、ご自宅へ郵送する組合。", choices: choices.slice(0, 5), text: POLICY_TEXT },
  { id: "on_application", title: "申請を待って交付する組合", about: "電子証明書の期限は組合からは分からないとして、ご本人の申請を待つ組合。", choices: choices.slice(1), text: POLICY_TEXT.replace("ex_officio", "on_application") },
  { id: "separate_elderly_certificate", title: "高齢受給者証を別に出す組合", about: "負担割合を資格確認書に書かず、高齢受給者証を別に交付する組合。", choices: choices.slice(2), text: POLICY_TEXT },
];
