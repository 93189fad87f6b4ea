# Daicho: two commands matter, `make run` and `make test`. Each installs what it lacks, or says exactly what is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

BUILD := pkg-config libssl-dev
READ := poppler-utils zbar-tools qpdf
NEXTEST := 0.9.143
BIN := target/release/daicho
TRAINING := training

.PHONY: help run test fmt lint bench dev bundle tools-build tools-test training

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Debian packages that are missing: installed as root or through sudo, else named.
define debian
missing=""; for package in $(1); do dpkg -s "$$package" >/dev/null 2>&1 || missing="$$missing $$package"; done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as=sudo; else \
    echo "足りないパッケージ / missing Debian packages:$$missing"; echo "    sudo apt-get install$$missing"; exit 1; fi; \
  $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq $$missing >/dev/null; fi
endef

tools-build:
	@command -v cargo >/dev/null || { echo "Rust (cargo) がありません / Rust is missing: https://rustup.rs"; exit 1; }
	@$(call debian,$(BUILD))

tools-test: tools-build
	@$(call debian,$(READ))
	@cargo nextest --version >/dev/null 2>&1 || cargo install --locked --quiet cargo-nextest@$(NEXTEST)

run: tools-build ## a training society, from nothing to letters in a folder
	@cargo build --release --locked --quiet -p cli
	@src-tauri/training.sh $(BIN) $(TRAINING)

test: tools-test ## formatting, lints, licences, and every test
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
	@if cargo deny --version >/dev/null 2>&1; then cargo deny check bans licenses sources; \
	  else echo "cargo-deny がないため、ライセンスの検査は省きました / cargo-deny is not installed: licences were not checked"; fi
	cargo build --workspace --locked --quiet
	DAICHO_BIN=$(CURDIR)/target/debug/daicho cargo nextest run --workspace --locked --no-fail-fast
	cargo test --workspace --locked --doc --quiet

fmt: ## format
	cargo fmt --all

lint: tools-build ## lints as errors
	cargo clippy --workspace --all-targets --locked -- -D warnings

bench: tools-build ## how long a clerk waits: ratios in one run
	cargo bench --locked -p tests -p ledger

dev: ## the window with hot reload
	@echo "窓の画面はまだありません。コマンド行の版は make run で試せます。"
	@echo "The window is not there yet. Try the command line with make run."
	@exit 1

bundle: ## an installable package
	@echo "配布用の束はまだありません。target/release/daicho がコマンド行の版です。"
	@echo "There is no bundle yet. target/release/daicho is the command line."
	@exit 1
