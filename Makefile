# Daicho: two commands matter, `make run` and `make test`. Each installs what it lacks, or says exactly what is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

NEXTEST := 0.9.143
TARGET := $(or $(CARGO_TARGET_DIR),target)
TRAINING := training
MEMBERS ?= 300000

# What each task asks of the machine: the Debian package, and how to see that it (or what stands for it elsewhere) is there.
BUILD := need "gcc libc6-dev" command -v cc; need pkg-config command -v pkg-config; need libssl-dev pkg-config --exists openssl; \
  need libpcsclite-dev pkg-config --exists libpcsclite
WINDOW := need libwebkit2gtk-4.1-dev pkg-config --exists webkit2gtk-4.1; need libgtk-3-dev pkg-config --exists gtk+-3.0; \
  need librsvg2-dev pkg-config --exists librsvg-2.0
DRIVE := need webkit2gtk-driver command -v WebKitWebDriver; need xvfb command -v Xvfb; need xauth command -v xauth; \
  need imagemagick command -v import; need xdotool command -v xdotool; need xclip command -v xclip; need chromium command -v chromium; \
  need strace command -v strace; need faketime command -v faketime; need util-linux command -v unshare; \
  need pcscd test -x /usr/sbin/pcscd; need vsmartcard-vpcd test -e /usr/lib/pcsc/drivers/serial/libifdvpcd.so; need opensc command -v pkcs15-tool; \
  need openssl command -v openssl; need binutils command -v readelf
READ := need poppler-utils command -v pdftotext; need zbar-tools command -v zbarimg; need qpdf command -v qpdf; need zint command -v zint; need cups /usr/sbin/cupsd -t -c /dev/null; need cups-client command -v lpadmin; need cups-filters test -x /usr/lib/cups/filter/pdftopdf; \
  need python3-openpyxl /usr/bin/python3 -c "import openpyxl"; \
  need python3-msoffcrypto-tool /usr/bin/python3 -c "import msoffcrypto"; need libreoffice-calc-nogui command -v soffice

.PHONY: help run window test supply faults fuzz fmt lint bench bench-window dev bundle licences pictures tools-build tools-window tools-test

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# What is missing is installed as root or through sudo, else named.
define debian
missing=""; need() { "$${@:2}" >/dev/null 2>&1 || missing="$$missing $$1"; }; $(1); \
if [ -n "$$missing" ]; then \
  as=none; \
  if command -v apt-get >/dev/null; then \
    if [ "$$(id -u)" = 0 ]; then as=""; \
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as=sudo; fi; fi; \
  if [ "$$as" = none ]; then \
    echo "足りないパッケージ / missing Debian packages:$$missing"; echo "    sudo apt-get install$$missing"; exit 1; fi; \
  echo "足りないパッケージを入れます / installing:$$missing"; \
  $$as apt-get update -qq </dev/null; \
  $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing </dev/null >/dev/null; fi
endef

tools-build:
	@command -v cargo >/dev/null || { echo "Rust (cargo) がありません / Rust is missing: https://rustup.rs"; exit 1; }
	@$(call debian,$(BUILD))

tools-window: tools-build
	@command -v npm >/dev/null || { echo "Node.js 20 以上がありません / Node.js 20 or later is missing: https://nodejs.org"; exit 1; }
	@$(call debian,$(WINDOW))

tools-test: tools-window
	@$(call debian,$(READ); $(DRIVE))
	@cargo nextest --version >/dev/null 2>&1 || cargo install --locked --quiet cargo-nextest@$(NEXTEST)

# The screen: what stands in the lock file, then its pages. Nothing of it runs while it is being installed.
ui/node_modules/.package-lock.json: ui/package-lock.json
	@npm --prefix ui ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

SCREEN := $(shell find ui/src ui/index.html ui/vite.config.ts -type f 2>/dev/null | sed 's/ /\\ /g')
ui/dist/index.html: ui/node_modules/.package-lock.json $(SCREEN)
	@npm --prefix ui run --silent build
	@touch $@

run: tools-build ## a training society, from nothing to letters in a folder; then the window, where there is a display
	@cargo build --release --locked --quiet -p cli -p card
	@src-tauri/training.sh $(TARGET)/release/daicho $(TRAINING)
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then $(MAKE) --no-print-directory window; \
	  else echo "画面のない環境なので、窓は開きません（画面のある環境では make run で開きます）/ no display: the window stays closed"; fi

window: tools-window ui/dist/index.html ## the window on the training society
	@cargo build --release --locked --quiet -p main -p card
	@echo "窓を開きます / opening the window"
	@DAICHO_PASSPHRASE_FILE=$(TRAINING)/passphrase.txt $(TARGET)/release/daicho-window $(TRAINING)/ledger.daicho

# What is known against what comes from outside, as those say who keep count of it. The tests themselves look at licences, sources
# and forbidden crates (tests/house/supply.rs): cargo-deny would take longer to build than the tests take to run.
ADVISORIES := $(TARGET)/advisory-db
supply: tools-window
	@export GIT_TERMINAL_PROMPT=0; if [ -d $(ADVISORIES)/crates ]; then timeout 60 git -C $(ADVISORIES) pull --quiet --ff-only 2>/dev/null; \
	  else timeout 120 git clone --quiet --depth 1 https://github.com/RustSec/advisory-db $(ADVISORIES) 2>/dev/null; fi || \
	  echo "RustSec に届かないため、Rust の部品の脆弱性は新しく調べていません / RustSec cannot be reached: no new look at the advisories"
	@mkdir -p $(TARGET); told=0; timeout 60 npm --prefix ui audit --package-lock-only --audit-level=high --json >$(TARGET)/npm-audit.json 2>/dev/null || told=$$?; \
	  if ! grep -q auditReportVersion $(TARGET)/npm-audit.json; then \
	    echo "npm から答えがないため、画面の部品の脆弱性は調べていません / npm gives no answer: the parts of the screen were not audited"; \
	  elif [ $$told != 0 ]; then npm --prefix ui audit --package-lock-only --audit-level=high; fi

# The program as the tests drive it: the window answers its own dialogs from the environment.
DRIVEN := --workspace --locked --features main/driven

test: tools-test supply ui/dist/index.html ## formatting, lints, licences, and every test
	cargo fmt --all --check
	npm --prefix ui run --silent lint
	npm --prefix ui run --silent test
	npm --prefix ui run --silent axe
	cargo clippy $(DRIVEN) --all-targets --quiet -- -D warnings
	cargo build $(DRIVEN) --quiet
	env $$([ ! -d $(ADVISORIES)/crates ] || echo DAICHO_ADVISORIES=$(abspath $(ADVISORIES))) DAICHO_BIN=$(abspath $(TARGET))/debug/daicho DAICHO_WINDOW_BIN=$(abspath $(TARGET))/debug/daicho-window \
	  cargo nextest run $(DRIVEN) --no-fail-fast
	cargo test $(DRIVEN) --doc --quiet

# What each test counted is added up at the end; what each said stays in a file beside it.
FIGURES := $(abspath $(TARGET))/faults
faults: tools-test ## kills, failing disks, power cuts, damage, tampering, canaries; ends with one table (FAULTS_SEED=… repeats, FAULTS_EVERY=4 is shorter)
	cargo build --locked --quiet -p cli
	@rm -f $(FIGURES).figures
	@begun=$$SECONDS; failed=0; \
	FAULTS=long FAULTS_FIGURES=$(FIGURES).figures DAICHO_BIN=$(abspath $(TARGET))/debug/daicho cargo nextest run --locked -p tests \
	  --no-default-features --features faults --test faults --no-fail-fast --success-output final --failure-output final \
	  --status-level pass > $(FIGURES).log 2>&1 || failed=1; \
	awk -f tests/faults/table.awk $(FIGURES).figures || failed=1; \
	grep -h 'seed [0-9]' $(FIGURES).log | sort -u | sed 's/^ */  /'; \
	echo "$$(( (SECONDS - begun) / 60 )) 分 / minutes; $(FIGURES).log"; \
	if [ $$failed != 0 ]; then grep -hE '^ +(FAIL|SIGNAL)' $(FIGURES).log | sort -u; exit 1; fi

# One target for each reader of a file (tests/fuzz), tried with inputs that grow where they reach new code. What was grown and what made
# a reader fall stays in the folder; `make fuzz FUZZ="xls biff" FUZZ_SECONDS=600` goes on from there.
FUZZ ?= agile answer archive biff cells dates numbers ods official question sheet standard strings styles table text workbook written \
  xls xlsx
FUZZ_SECONDS ?= 60
FUZZED := $(abspath $(TARGET))/fuzz
FUZZ_FLAGS := -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
  -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing
fuzz: tools-build ## every reader tried by libFuzzer; ends with one table (FUZZ_SECONDS=60 for each, FUZZ="xls biff" only those)
	@$(call debian,need g++ command -v c++)
	@RUSTFLAGS="$(FUZZ_FLAGS)" CARGO_TARGET_DIR=$(FUZZED) cargo build --locked --quiet --release --target $$(rustc -vV | sed -n 's/^host: //p') \
	  --manifest-path tests/fuzz/Cargo.toml
	@cd $(FUZZED); built=$$(rustc -vV | sed -n 's/^host: //p')/release; failed=0; $$built/seeds seeds 2>seeds.log; \
	printf '%-10s %12s %10s %8s  %s\n' target executions a-second peak-MB found; \
	for one in $(FUZZ); do \
	  mkdir -p grown/$$one found; begun=$$SECONDS; fell=none; \
	  $$built/$$one -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=found/$$one- \
	    grown/$$one seeds/$$one >$$one.log 2>&1 || { fell="$(FUZZED)/$$one.log"; failed=1; }; \
	  awk -v name=$$one -v seconds=$$((SECONDS - begun)) -v fell="$$fell" '/number_of_executed_units/ { count = $$2 } /peak_rss_mb/ { peak = $$2 } \
	    END { printf "%-10s %12d %10.0f %8d  %s\n", name, count, count / (seconds ? seconds : 1), peak, fell; exit count == 0 }' $$one.log || failed=1; \
	done; exit $$failed

# From the journeys' pictures to the manual's.
PICTURES := start=first-start-1-start home=first-start-2-home look=first-start-3-look difference=first-start-4-difference \
  why=first-start-7-why printed=first-start-9-printed palette=keyboard-palette copies=backup-1-made journal=journal-1-closed leak=journal-2-leak fallback=backup-3-fallback \
  deletion=deletion-2-reason trouble=trouble-not-a-spreadsheet operators=operators-1-operators locked=operators-2-locked counter=counter-1-scanned counter-result=counter-3-result
pictures: ## the manual's pictures, from the last test run
	@for pair in $(PICTURES); do cp $(TARGET)/shots/$${pair#*=}.png docs/pictures/$${pair%%=*}.png; done

licences: ui/node_modules/.package-lock.json ## what others have given, for the screen to show
	node src-tauri/licences.mjs

fmt: ## format
	cargo fmt --all

lint: tools-window ui/dist/index.html ## lints as errors
	cargo clippy $(DRIVEN) --all-targets -- -D warnings
	npm --prefix ui run --silent lint

# What others print letters with, for the comparison of papers; without it, papers are compared with the writer by hand alone.
RIVALS := $(abspath $(TARGET))/rivals
$(RIVALS)/whole:
	@$(call debian,need python3-venv /usr/bin/python3 -c "import ensurepip")
	@{ /usr/bin/python3 -m venv $(RIVALS) && $(RIVALS)/bin/pip install --quiet --disable-pip-version-check reportlab==5.1.0 fpdf2==2.8.9 typst==0.15.2 && touch $@; } || \
	  echo "ReportLab、fpdf2、typst が手に入らないため、それらとは比べません / not to be had: papers are not compared with ReportLab, fpdf2, typst"

bench: tools-build $(RIVALS)/whole ## how long a clerk waits: ratios in one run
	env $$([ ! -e $(RIVALS)/whole ] || echo DAICHO_RIVALS=$(RIVALS)/bin/python) cargo bench --locked -p tests -p ledger

bench-window: tools-test ui/dist/index.html ## the same for the window, on a society of 300,000 (MEMBERS=500000: a larger one)
	cargo build --release --locked -p cli -p main --features main/driven
	@[ -e $(TARGET)/bench/window-$(MEMBERS)/ledger.daicho ] || \
	  $(TARGET)/release/daicho demo $(TARGET)/bench/window-$(MEMBERS) --members $(MEMBERS) --filled
	DAICHO_SOCIETY=$(abspath $(TARGET))/bench/window-$(MEMBERS) DAICHO_WINDOW_BIN=$(abspath $(TARGET))/release/daicho-window \
	  cargo bench --locked -p tests --no-default-features --features screen --bench screen

dev: tools-window ui/node_modules/.package-lock.json ## the window with hot reload
	./ui/node_modules/.bin/tauri dev

bundle: tools-test ui/dist/index.html ## a .deb of the window with its bill of materials, installed and started once
	@node src-tauri/sbom.mjs src-tauri/gen/sbom.cdx.json
	cargo build --release --locked --quiet -p card
	@cp $(TARGET)/release/daicho-card src-tauri/gen/
	./ui/node_modules/.bin/tauri build --bundles deb -- --locked
	@cp src-tauri/gen/sbom.cdx.json $(TARGET)/release/bundle/deb/
	@src-tauri/bundle-check.sh $(TARGET)/release/bundle/deb/*.deb $(TARGET)/shots/bundle.png
	@ls -l $(TARGET)/release/bundle/deb/*.deb
