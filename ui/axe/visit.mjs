// Visits every screen of the mock in light and dark under the window's own content policy, keeps a picture of each in
// shots/, and fails on any finding of axe, any blocked style or script, and any error in the console.
//
//     npm run axe            all scenes
//     npm run axe -- home    scenes whose name contains "home"
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "mock-dist");
const shots = join(root, "shots");
const browser = process.env.CHROMIUM ?? "/usr/bin/chromium";
const wanted = process.argv[2] ?? "";

if (!existsSync(browser)) {
  console.error(`${browser} がありません。chromium を入れるか、CHROMIUM に場所を指定してください。 / Chromium is missing.`);
  process.exit(1);
}

// As in the shell's configuration; a test of the shell holds the two together.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

const press = (...keys) => async (page) => {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
};
const click = (selector) => (page) => page.click(selector);
const see = (selector) => (page) => page.waitForSelector(selector);
const type = (selector, text) => (page) => page.fill(selector, text);

/** Scenes: a name (one that ends with -1024 is seen in a small window), an address, and what a clerk does there before the picture is taken. */
const SCENES = [
  ["start", "?ledger=closed", see("[data-screen=start]")],
  ["start-wrong", "?ledger=closed", type("#passphrase", "chigau"), click("#open"), see("#passphrase-error")],
  ["start-new-1", "?ledger=closed", click("#new-ledger"), see(".wizard"), click("#wizard-next"), see(".error")],
  [
    "start-new-3",
    "?ledger=closed",
    click("#new-ledger"),
    ...["name あおば工業健康保険組合", "insurer_number 06139992", "postcode 1010054", "address 東京都千代田区神田錦町9-99", "phone 03-0000-0000"].map((line) => {
      const [key, value] = line.split(" ");
      return type(`#society-${key}`, value);
    }),
    click("#wizard-next"),
    type(".employer-form .code input", "001"),
    type(".employer-form .symbol input", "101"),
    type(".employer-form .name input", "あおば工業"),
    click("#wizard-next"),
    click(".preset >> nth=0"),
    type("#policy-source", "理事会決定 令和6年11月5日"),
  ],
  ["start-damaged", "?ledger=closed", type("#path", "/srv/kenpo/壊れた台帳.daicho"), type("#passphrase", "momiji-umibe-suzume"), click("#open"), see("#put-back-offer")],
  ["start-put-back", "?ledger=closed", type("#path", "/srv/kenpo/壊れた台帳.daicho"), type("#passphrase", "momiji-umibe-suzume"), click("#open"), see("#put-back-offer"), click("#put-back"), see("#put-back-done")],
  ["start-made", "?ledger=closed", click("#make-training"), see("#training-passphrase")],
  ["prints-waiting", "#/prints/planned", see("#batches-all"), see("#batches [data-row]")],
  ["start-recover", "?ledger=closed", see("#operator"), click("#recover"), see("#recover-code")],
  ["locked", "#/home", see(".lines"), click("#menu"), click(".menu-item[data-key=lock]"), see("#lock-passphrase")],
  ["home", "#/home", see(".lines")],
  ["home-real", "?training=no#/home", see(".lines")],
  ["home-zoom-200", "?zoom=200#/home", see(".lines")],
  ["home-english", "?lang=en#/home", see(".lines")],
  ["counter", "#/counter", see("#counter-check"), see("#reader-state")],
  [
    "counter-scanned",
    "#/counter",
    type("#counter-text", "P7K3QX9FHT2"),
    click("#counter-look"),
    see("#counter-scanned"),
    type("#counter-pin", "1234"),
    click("#counter-do"),
    see("#counter-result"),
  ],
  ["counter-wrong", "#/counter", see("#counter-check"), type("#counter-pin", "9999"), click("#counter-do"), see("#check-failed")],
  [
    "counter-papers",
    "#/counter",
    type("#counter-text", "P7K3QX9FHT2"),
    click("#counter-look"),
    see("#counter-shown"),
    click("#counter-way [value=papers]"),
    click("#counter-proxy"),
    see("#counter-relation"),
  ],
  ["counter-visitors", "#/counter", type("#counter-text", "P7K3QX9FHT2"), click("#counter-look"), see("#counter-shown"), click("#counter-visitors"), see(".visitors")],
  ["counter-aside", "#/counter", click("#counter-visitors"), type("#counter-text", "やま"), click("#counter-look"), see("#counter-aside")],
  ["counter-hidden", "#/counter", see("#counter-check"), click("#counter-hide"), see("#curtain")],
  ["counter-doctor", "#/counter", see("#counter-check"), click("#reader-doctor"), see("#reader-findings li")],
  ["answers", "#/answers", see("#compared"), see(".answer-card")],
  ["answers-1024", "#/answers", see("#compared"), type("#answers-find", "失くした")],
  ["answers-zoom-200", "?zoom=200#/answers", see("#compared")],
  ["answers-english", "?lang=en#/answers", see("#compared")],
  ["answers-member", "#/answers/101-1002-00", see("#answers-of .answer-card")],
  ["answers-leaflet", "#/answers", click("#leaflet-clinic"), see("[role=dialog] h3")],
  ["answers-reckoned", "#/answers", see("#reckon"), type("#reckon-moved", "R8.4.1"), press("Enter"), click("#reckon-do"), see("#reckoned .milestone")],
  ["answers-reckon-wrong", "#/answers", see("#reckon"), click("#reckon-do"), see("#reckon-moved-error")],
  ["home-menu", "#/home", click("#menu"), see(".menu-item")],
  ["home-palette", "#/home", press("Control+k"), see("#palette:focus"), (page) => page.keyboard.type("サト"), see(".palette-one small:not(:empty)")],
  ["home-keys", "#/home", press("F1"), see(".key-list")],
  ["home-day", "#/home", click("#day"), see(".day-dialog")],
  ["home-day-typed", "#/home", click("#day"), see(".day-dialog input:focus"), (page) => page.keyboard.type("7.12.1"), press("Enter"), see(".past-band")],
  ["home-day-wrong", "#/home", click("#day"), see(".day-dialog input:focus"), (page) => page.keyboard.type("7.13.1"), press("Enter"), see(".day-dialog .error")],
  ["home-day-calendar", "#/home", click("#day"), click(".day-dialog .day-group button"), see(".calendar-cell[data-selected]")],
  [
    "member-past",
    "#/member/101-1002-00",
    see("#decisions"),
    click("#day"),
    click(".day-dialog input[type=radio] >> nth=1"),
    click("#day-show"),
    see(".past-band"),
  ],
  ["home-find", "#/home", press("/"), see("#find:focus"), (page) => page.keyboard.type("やま"), see(".find-one")],
  ["home-find-1024", "#/home", press("/"), see("#find:focus"), (page) => page.keyboard.type("やま"), see(".find-one")],
  ["home-find-zoom-200", "?zoom=200#/home", press("/"), see("#find:focus"), (page) => page.keyboard.type("やま"), see(".find-one")],
  ["home-find-none", "#/home", press("/"), type("#find", "該当なし"), see(".find-none")],
  ["list", "#/list/certificate_due", see("#list [data-row]")],
  ["list-1024", "#/list/certificate_due", see("#list [data-row]")],
  ["list-month", "#/list/lapsing/2026-05", see("#list [data-row]")],
  ["find", "#/find/%E3%81%95%E3%81%A8%E3%81%86", see("#found [data-row]")],
  ["find-zoom-200", "?zoom=200#/find/%E3%81%95%E3%81%A8%E3%81%86", see("#found [data-row]")],
  ["find-empty", "#/find", see("[data-screen=find]")],
  ["members", "?members=500000#/members", see("#people [data-row]"), (page) => page.focus("#people"), press("End"), (page) => page.waitForTimeout(300)],
  ["members-zoom-200", "?members=500000&zoom=200#/members", see("#people [data-row]")],
  ["member", "#/member/101-1002-00", see("#decisions")],
  ["member-left", "#/member/104-1011-01", see("[data-screen=member]"), (page) => page.waitForTimeout(200)],
  ["member-zoom-200", "?zoom=200#/member/101-1002-00", see("#decisions")],
  ["member-long-name", "#/member/101-1077-00", see("#decisions")],
  ["member-long-name-zoom-200", "?zoom=200#/member/101-1077-00", see("#decisions")],
  ["member-long-name-1024", "#/member/101-1077-01", see("#decisions")],
  ["member-why", "#/member/101-1002-00", click("#why-certificate"), see(".why-card")],
  ["member-last-four", "#/member/101-1002-00", click("#last-four"), type("#last-four-reason", "本人の申出"), click("#last-four-show"), see("#last-four-digits")],
  ["member-unknown", "#/member/999-99999-00", see(".failure-panel")],
  ["imports", "#/imports", see("#imports [data-row]")],
  ["imports-record", "#/imports", see("#imports [data-row]"), (page) => page.focus("#imports"), press("Enter"), see("#import-record")],
  ["import", "#/import", see("#choose-file")],
  ["import-columns", "#/import", click("#choose-file"), see("#compare")],
  ["import-difference", "#/import", click("#choose-file"), click("#compare"), see("#difference [data-row]")],
  ["import-row", "#/import", click("#choose-file"), click("#compare"), click("#filter-rejected"), see(".file-row")],
  ["import-changed", "#/import", click("#choose-file"), click("#compare"), click("#filter-changed"), see("#difference [data-row]")],
  ["import-zoom-200", "?zoom=200#/import", click("#choose-file"), click("#compare"), see("#difference [data-row]")],
  ["import-1024", "#/import", click("#choose-file"), click("#compare"), see("#difference [data-row]")],
  ["import-done", "#/import", click("#choose-file"), click("#compare"), click("#accept-import"), see("#import-done")],
  ["import-locked", "?file=保護.xlsx#/import", click("#choose-file"), see("#file-password")],
  ["import-locked-wrong-zoom-200", "?zoom=200&file=保護.xlsx#/import", click("#choose-file"), type("#file-password", "なつ"), (page) => page.selectOption("#password-employer", "001"), type("#file-password", "なつ"), press("Enter"), see("#file-password-error")],
  ["import-kept", "?file=保護.xlsx#/import", click("#choose-file"), type("#file-password", "はる2026"), (page) => page.selectOption("#password-employer", "001"), click("#remember-password"), press("Tab"), click("#open-locked"), see("#compare"), click("#other-file"), click("#choose-file"), (page) => page.selectOption("#password-employer", "001"), see("#password-kept")],
  ["import-inside", "?file=名簿.zip#/import", click("#choose-file"), see("#inside")],
  ["import-recipe", "?file=読み取り方.csv#/import", click("#choose-file"), see("#recipe-used")],
  ["import-recipe-zoom-200-1024", "?zoom=200&file=読み取り方.csv#/import", click("#choose-file"), see("#recipe-used")],
  ["import-recipe-offered", "?file=別の事業所.xlsx#/import", click("#choose-file"), see("[data-offered]"), (page) => page.locator("#values").scrollIntoViewIfNeeded()],
  ["import-recipe-off", "?file=読み取り方.xlsx#/import", click("#choose-file"), click("#recipe-none"), see("#recipe-off"), see("#recipe-own:focus")],
  ["import-torn", "?file=行ずれ.xlsx#/import", click("#choose-file"), click("#compare"), see("#torn")],
  ["import-torn-zoom-200", "?zoom=200&file=行ずれ.xlsx#/import", click("#choose-file"), click("#compare"), see("#torn")],
  ["import-half", "?file=途中まで.xlsx#/import", click("#choose-file"), click("#compare"), see("#torn")],
  ["import-overruled", "?file=行ずれ.xlsx#/import", click("#choose-file"), click("#compare"), click("#not-torn"), click("#torn-on"), see("#overruled")],
  ["import-overruled-zoom-200", "?zoom=200&file=行ずれ.xlsx#/import", click("#choose-file"), click("#compare"), click("#not-torn"), click("#torn-on"), see("#overruled")],
  ["import-hidden", "?file=隠れた行.xlsx#/import", click("#choose-file"), see(".messages"), click("#compare"), click("#filter-doubtful"), see("#difference [data-row]"), (page) => page.focus("#difference"), press("End", "ArrowUp", "Enter"), see("#confirm-hidden")],
  ["import-hidden-columns", "?file=隠れた行.xlsx#/import", click("#choose-file"), see(".messages")],
  ["import-waits", "#/import", click("#choose-file"), click("#compare"), click("#with-returned"), click("#accept-import"), see("#import-done-returned")],
  ["imports-zoom-200", "?zoom=200#/imports", see("#quarantine")],
  ["imports-1024", "#/imports", see("#quarantine")],
  ["imports-row", "#/imports", click("#row-8"), see("#row-record")],
  ["imports-row-other-zoom-200", "?zoom=200#/imports", click("#row-9"), see("#row-other")],
  ["imports-undo", "#/imports", see("#imports [data-row]"), (page) => page.focus("#imports"), press("ArrowDown", "Enter"), click("#undo-look"), see("#undo-left")],
  ["imports-undo-zoom-200", "?zoom=200#/imports", see("#imports [data-row]"), (page) => page.focus("#imports"), press("ArrowDown", "Enter"), click("#undo-look"), see("#undo-left")],
  ["imports-undone", "#/imports", see("#imports [data-row]"), (page) => page.focus("#imports"), press("ArrowDown", "Enter"), click("#undo-look"), type("#undo-reason", "取り違え"), click("#undo-import"), see("#undo[data-written=true]")],
  ["imports-official", "#/imports", click("#official-open"), see("#official")],
  ["imports-official-written-zoom-200", "?zoom=200#/imports", click("#official-open"), click("#official-write"), see("#official-written")],
  ["import-waits-zoom-200", "?zoom=200#/import", click("#choose-file"), click("#compare"), click("#accept-import"), see("#import-done")],
  ["papers-same-pair", "#/papers/run", click("#run-part input[value=same]"), see("#same [data-row]"), (page) => page.focus("#same"), press("ArrowDown", "Enter"), see("#side-by-side")],
  ["papers-same-pair-zoom-200", "?zoom=200#/papers/run", click("#run-part input[value=same]"), see("#same [data-row]"), (page) => page.focus("#same"), press("ArrowDown", "Enter"), see("#side-by-side"), (page) => page.locator("#side-by-side").scrollIntoViewIfNeeded()],
  ["papers-same-answered", "#/papers/run", click("#run-part input[value=same]"), see("#same [data-row]"), (page) => page.focus("#same"), press("Enter"), click("#same-same"), click("#same-all"), (page) => page.focus("#same"), press("ArrowUp", "Enter"), see("#same-take-back")],
  ["papers-same-rows", "#/papers/run", click("#run-part input[value=same]"), click("#same-rows [data-answer] button"), see("#same-rows-told:focus")],
  ["papers-same-rows-zoom-200-1024", "?zoom=200#/papers/run", click("#run-part input[value=same]"), see("#same-rows [data-answer]"), (page) => page.locator("#same-rows").scrollIntoViewIfNeeded()],
  ["papers-lists-people", "#/papers/run", click("#run-part input[value=lists]"), click("[data-part=released] button"), see("#lists-people [data-row]")],
  ["papers-lists-unknown-zoom-200", "?zoom=200#/papers/run", click("#run-part input[value=lists]"), click("[data-part=unknown_to_us] button"), see("#lists-unknown")],
  ["settings-recipes", "#/settings/recipes", see("[data-recipe]")],
  ["settings-recipes-zoom-200-1024", "?zoom=200#/settings/recipes", see("[data-recipe]")],
  ["settings-recipe", "#/settings/recipes", click("[data-recipe] button >> nth=0"), see("#recipe-says")],
  ["prints", "#/prints", see("#batches [data-row]")],
  ["papers", "#/papers", see("#scan-code:focus"), (page) => page.keyboard.type("P7K3QX9FHT2"), press("Enter"), see("#scan-answer")],
  ["papers-1024", "#/papers", see("#scan-code:focus"), (page) => page.keyboard.type("P2222"), press("Enter"), see("#scan-answer.wrong")],
  ["papers-zoom-200", "?zoom=200#/papers", see("#scan-code")],
  ["papers-reason", "#/papers", see("#scan-modes input[value=undelivered]"), type("#scan-code", "2"), press("Enter"), type("#scan-code", "P7K3QX9FHT2"), press("Enter"), see("#scan-reason:focus")],
  ["papers-destroy", "#/papers", see("#scan-modes input[value=destroyed]"), type("#scan-code", "6"), press("Enter"), type("#scan-code", "P7K3QX9FHT2 P8M4RY2GJV3"), press("Enter"), see("#scan-witness")],
  ["papers-mail", "#/papers/mail", see("#mail-mend")],
  ["papers-mend-zoom-200", "?zoom=200#/papers/mail", click("#mail-mend"), see("#mend-postcode")],
  ["papers-returns", "#/papers/returns", see("#owed-rows [data-row]")],
  ["papers-returns-zoom-200-1024", "?zoom=200#/papers/returns", see("#owed-rows [data-row]")],
  ["papers-reminders", "#/papers/returns", click("#remind-preview"), see("#remind")],
  ["papers-owed", "#/papers/returns", see("#owed-rows [data-row]"), (page) => page.focus("#owed-rows"), press("Enter"), see("#dunning-log")],
  ["papers-last-four", "#/papers/last_four", see("#check-progress table")],
  ["papers-last-four-zoom-200", "?zoom=200#/papers/last_four", see("#check-progress table")],
  ["papers-case", "#/papers/last_four", see("#cases [data-row]"), (page) => page.focus("#cases"), press("Enter"), see("#case")],
  ["papers-run", "#/papers/run", see("#run-parts"), click("#run-parts button"), see("#run-people [data-row]")],
  ["papers-run-zoom-200-1024", "?zoom=200#/papers/run", see("#run-parts")],
  ["papers-waves", "#/papers/run", click("#run-part input[value=waves]"), click("#wave-look"), see("#wave-weeks-table")],
  ["papers-same", "#/papers/run", click("#run-part input[value=same]"), see("[data-row]")],
  ["papers-lists", "#/papers/run", click("#run-part input[value=lists]"), see("#lists-difference")],
  ["papers-consequences", "#/papers/run", click("#run-part input[value=consequences]"), see("[data-row]")],
  ["member-letter", "#/member/101-1002-00", click("[id^=letter-]"), see(".letter-pages img")],
  ["member-letter-beside", "#/member/101-1002-00", click("[id^=letter-]"), click("#letter-beside"), see("#letter-lines")],
  ["member-apply", "#/member/101-1002-00", click("#apply"), see("#apply-reason"), click("#apply-proxy"), click("#apply-take"), see("#applied")],
  ["member-shield", "#/member/101-1002-00", click("#shield-change"), see("#shield-reason")],
  ["print-sheets", "#/print/batch/N260405-1", see("#sheets")],
  ["print", "#/print/certificate", see("#freeze")],
  ["print-stopped", "#/print", click("#freeze"), see("#freeze-without")],
  ["print-batch", "#/print", click("#freeze"), click("#freeze-without"), click("#freeze-yes"), see(".preview-room img")],
  ["print-page-large", "#/print/batch/C260410-1", click("#page-enlarge"), see("#page-large img")],
  ["print-running", "?pace=20#/print/batch/C260410-1", see(".preview-room img"), click("#print"), see(".how-far")],
  ["print-done", "#/print/batch/C260410-1", click("#print"), (page) => page.waitForSelector("#print-done", { timeout: 15000 })],
  ["print-press", "#/print/batch/N260405-1", click("#press-folder"), see("#press-send"), (page) => page.locator("#press").scrollIntoViewIfNeeded()],
  ["print-press-running", "?pace=20#/print/batch/N260405-1", click("#press-folder"), click("#press-send"), see("#stop-press"), (page) => page.locator("#press").scrollIntoViewIfNeeded()],
  ["print-press-doubt", "#/print/batch/N260405-1", click("#press-folder"), click("#press-send"), click("#stop-press"), see("#press-last"), (page) => page.locator("#press").scrollIntoViewIfNeeded()],
  ["print-press-done", "#/print/batch/N260405-1", click("#press-folder"), click("#press-send"), (page) => page.waitForSelector("#press-more", { timeout: 15000 }), click("#press-more summary")],
  ["print-press-zoom-200", "?zoom=200#/print/batch/N260405-1", click("#press-folder"), click("#press-send"), click("#stop-press"), see("#press-last"), (page) => page.locator("#press").scrollIntoViewIfNeeded()],
  ["print-press-zoom-200-1024", "?zoom=200#/print/batch/N260405-1", click("#press-folder"), click("#press-send"), click("#stop-press"), see("#press-last"), (page) => page.locator("#press").scrollIntoViewIfNeeded()],
  ["print-bench", "#/print/batch/N260405-1", see("#bench-code"), type("#bench-code", "E1"), press("Enter"), see("#bench-held")],
  ["print-bench-wrong", "#/print/batch/N260405-1", see("#bench-code"), type("#bench-code", "E1 P9N5SZ3HKW4"), press("Enter"), see("#bench-told.wrong")],
  ["print-bench-missing", "#/print/batch/N260405-1", click("#loss-report"), type("#loss-sheet", "2"), click("#loss-yes"), see("#loss-said"), (page) => page.locator("#loss-2").scrollIntoViewIfNeeded()],
  ["print-bench-zoom-200-1024", "?zoom=200#/print/batch/N260405-1", see("#bench-code"), type("#bench-code", "E1 P9N5SZ3HKW4"), press("Enter"), see("#bench-told.wrong"), (page) => page.locator("#bench-told").scrollIntoViewIfNeeded()],
  ["print-post", "#/print/batch/N260405-1", click("#post"), see("#post-yes")],
  ["reports", "#/reports", click("#report-count"), see("#report-table")],
  ["reports-chosen", "#/reports", click("#report-period input[value=chosen]"), click("#report-as-of input[value=then]")],
  ["reports-zoom-200-1024", "?zoom=200#/reports", click("#report-count"), see("#report-table"), (page) => page.locator("#report-table").scrollIntoViewIfNeeded()],
  ["reports-behind", "#/reports", click("#report-count"), click("#report-table tfoot button"), see("#behind [data-row]")],
  ["reports-behind-zoom-200-1024", "?zoom=200#/reports", click("#report-count"), click("#report-table tfoot button"), see("#behind [data-row]")],
  ["reports-what-if", "#/reports/what_if", click("#what-if-pack-file"), see("#what-if-pack-none"), click("#what-if-go"), see("#what-if-said")],
  ["reports-what-if-zoom-200-1024", "?zoom=200#/reports/what_if", click("#what-if-pack-file"), see("#what-if-pack-none"), click("#what-if-go"), see("#what-if-said")],
  ["reports-auditor", "?may=audit#/reports", click("#report-count"), see("#report-table")],
  ["settings", "#/settings", see(".facts")],
  ["settings-employer", "#/settings", click("[data-employer='002'] button"), see("#employer-name")],
  ["settings-employer-wrong", "#/settings", click("#employer-new"), click("#employer-save"), see("#employer-code-error")],
  ["settings-read-only", "?readOnly=yes#/settings", see("#society-fixed")],
  ["settings-policies-clerk", "?may=view+edit+print#/settings/policies", see("#policy-fixed"), (page) => page.locator("#policy-fixed").scrollIntoViewIfNeeded()],
  ["settings-zoom-200", "?zoom=200#/settings", see(".facts")],
  ["settings-policies", "#/settings", click("[role=tab][data-key=policies]"), click("#try-policy"), see("#policy-tried")],
  [
    "settings-adopt",
    "#/settings",
    click("[role=tab][data-key=policies]"),
    type("#adopt-source", "理事会決定 令和8年4月10日"),
    click("#try-policy"),
    see("#policy-tried"),
    click("#adopt-policy"),
    see("#adopt-yes"),
  ],
  ["settings-printers", "#/settings/printers", see("#printers-measure")],
  ["settings-printers-wrong", "#/settings/printers", type("#printers-front_left", "だいたい20"), press("Enter"), see("#printers-front_left-error")],
  ["settings-printers-zoom-200-1024", "?zoom=200#/settings/printers", see("#printers-measure")],
  ["settings-assets", "#/settings/assets", see("#asset-look-3")],
  ["settings-assets-zoom-200-1024", "?zoom=200#/settings/assets", see("#asset-look-3")],
  ["settings-asset-look", "#/settings/assets", click("#asset-look-3"), see(".asset-look img")],
  ["settings-asset-look-zoom-200-1024", "?zoom=200#/settings/assets", click("#asset-look-3"), see(".asset-look img")],
  ["settings-asset-withdraw", "#/settings/assets", click("#asset-withdraw-1"), see("#asset-reason")],
  ["settings-layouts", "#/settings", click("[role=tab][data-key=layouts]"), see(".layouts img")],
  ["settings-layouts-torn", "#/settings", click("[role=tab][data-key=layouts]"), see(".layouts img"), type("#layout-text", "title = 知らない値"), see(".layouts img.before")],
  ["settings-journal", "#/settings/journal", click("#close-day"), see("#closed"), click("#unusual-ask"), see("#unusual-found")],
  ["settings-journal-zoom-200-1024", "?zoom=200#/settings/journal", type("#who-saw-member", "101-1-0"), press("Enter"), see("#saw"), (page) => page.locator("#saw").scrollIntoViewIfNeeded()],
  ["settings-deletion", "#/settings/deletion", click("#delete-member"), type("#deletion-reason", "保存期間の満了"), click("#delete-go"), see("#deleted")],
  ["settings-deletion-people", "#/settings/deletion", click("#due-member"), see("#due-people")],
  ["settings-deletion-held", "#/settings/deletion", click("#held-member"), see("#due-people")],
  ["settings-deletion-keep", "#/settings/deletion", click("#keep-member"), type("#keep-length", "1"), see("#keep-length-error")],
  ["settings-copies", "#/settings/copies", click("#make-copy"), see("#copy-made")],
  ["settings-copies-tried", "#/settings/copies", click("#try-copy-0"), type("#try-passphrase", "right one"), click("#try-copy"), see("#copy-tried")],
  ["start-restore", "?ledger=closed", click("#start-restore"), click("#choose-copy"), click("#choose-restore-to"), type("#restore-passphrase", "right one")],
  ["settings-operators", "#/settings", click("[role=tab][data-key=operators]"), see("[data-operator]")],
  ["settings-operators-zoom-200-1024", "?zoom=200#/settings/operators", see("[data-operator]")],
  ["settings-operator-add", "#/settings", click("[role=tab][data-key=operators]"), click("#operator-add"), see("#operator-code")],
  [
    "settings-operator-added",
    "#/settings/operators",
    click("#operator-add"),
    type("#operator-code", "mori"),
    type("#operator-name", "森"),
    type("#operator-passphrase", "asagao to neko no hiru"),
    type("#operator-passphrase-again", "asagao to neko no hiru"),
    press("Enter"),
    see("#operator-told"),
    (page) => page.waitForTimeout(300),
    see("[data-operator=mori] button:focus"),
  ],
  ["settings-recovery", "#/settings", click("[role=tab][data-key=operators]"), click("#recovery-new"), see("#recovery-typed")],
  ["settings-recovery-zoom-200", "?zoom=200#/settings/operators", click("#recovery-new"), see("#recovery-typed")],
  ["settings-auditor", "?may=audit#/home", see("#journal-rows")],
  ["settings-view", "#/settings", click("[role=tab][data-key=view]"), see("#theme")],
  ["settings-about", "#/settings", click("[role=tab][data-key=about]"), see(".tab-panel table")],
  ["settings-trouble", "#/settings/about", click("#trouble-make"), see("#trouble-text")],
  ["failure", "?ledger=closed", type("#path", "/srv/新しい版.daicho"), type("#passphrase", "x"), click("#open"), see(".over-window.failure")],
];

/** What a clerk could not read: a screen that scrolls sideways, a number that is cut, a list of results beyond the window. */
const unreadable = () => {
  const wide = [...document.querySelectorAll("main, .over-window, .dialog")].filter((one) => one.scrollWidth > one.clientWidth + 1);
  const cut = [...document.querySelectorAll(".cell > .num")].filter((one) => one.offsetWidth > one.parentElement.clientWidth + 1);
  const beyond = [...document.querySelectorAll(".find-list:not([hidden])")].filter((one) => {
    const { left, right, bottom } = one.getBoundingClientRect();
    return left < 0 || right > innerWidth || bottom > innerHeight;
  });
  const who = [...document.querySelectorAll("#who")].filter((one) => one.offsetWidth === 0 || one.scrollWidth > one.clientWidth + 1);
  return [
    ...who.map(() => "who is signed in is not seen"),
    ...wide.map((one) => `${one.className || one.tagName} scrolls sideways`),
    ...cut.slice(0, 3).map((one) => `${one.textContent} is cut`),
    ...beyond.map(() => "the results run out of the window"),
  ];
};

/** The widgets' popovers keep a hidden way out for screen readers beside their dialog; no landmark is missing there. */
const harmless = (one) => one.id === "region" && one.nodes.every((node) => /^body > div/.test(node.target.join(" ")));

mkdirSync(shots, { recursive: true });
await build({ root, mode: "mock", logLevel: "error" });

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
  const file = join(dist, path);
  if (!file.startsWith(dist) || !existsSync(file) || extname(file) === "") {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY });
  response.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const { port } = server.address();

const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const window_ = await chromium.launch({ executablePath: browser, args: ["--no-sandbox", "--force-color-profile=srgb"] });
let findings = 0;
const tell = (scene, theme, text) => {
  findings += 1;
  console.error(`${scene} (${theme}): ${text}`);
};

// What the colours decide. All else is the same in the dark, where styles alone differ.
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Opens one scene, and tells what is wrong with it: in light colours, then in dark ones. */
const visit = async ([name, address, ...steps]) => {
  let theme = "light";
  const context = await window_.newContext({ viewport: name.endsWith("-1024") ? { width: 1024, height: 768 } : { width: 1280, height: 800 }, colorScheme: theme, reducedMotion: "reduce", locale: "ja-JP", bypassCSP: false });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.on("console", (message) => {
    const text = message.text();
    // The one inline style of the widgets only sets touch-action; the policy blocks it, and nothing is lost.
    if (message.type() === "error" && !/Applying inline style violates/.test(text) && !/404/.test(text)) {
      tell(name, theme, text);
    }
  });
  page.on("pageerror", (error) => tell(name, theme, error.message));
  // The window freezes the prototypes; what writes to them must fail here already.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  const picture = () => page.screenshot({ path: join(shots, `${name}-${theme}.png`) });
  const judge = async (runOnly) => {
    const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }), runOnly);
    for (const one of violations.filter((one) => !harmless(one))) {
      tell(name, theme, `${one.id}: ${one.help}\n${one.nodes.slice(0, 4).map((node) => `    ${node.target.join(" ")}  ${node.failureSummary?.split("\n")[1] ?? ""}`).join("\n")}`);
    }
  };
  try {
    const [, query = "", hash = ""] = /^(\?[^#]*)?(#.*)?$/.exec(address) ?? [];
    await page.goto(`http://127.0.0.1:${port}/mock.html${query}${hash}`);
    await page.waitForSelector("#root > *");
    for (const step of steps) {
      await step(page);
    }
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(150);
    await picture();
    if (await page.evaluate(() => document.activeElement === document.body)) {
      tell(name, theme, "the focus is lost");
    }
    for (const one of await page.evaluate(unreadable)) {
      tell(name, theme, one);
    }
    await page.evaluate(axe);
    await judge(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
    theme = "dark";
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await picture();
    await judge({ type: "rule", values: COLOURS });
  } catch (error) {
    tell(name, theme, error.message.split("\n")[0]);
    await picture().catch(() => undefined);
  }
  await context.close();
};

// Each core has a scene of its own, in a window of its own.
const waiting = SCENES.filter(([name]) => name.includes(wanted));
const visitor = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    await visit(next);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, visitor));
await window_.close();
server.close();
console.log(findings === 0 ? "違反はありません。 / No findings." : `${findings} 件 / findings`);
process.exit(findings === 0 ? 0 : 1);
