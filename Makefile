# Daicho: two commands matter, `make run` and `make test`. Each installs what it lacks, or says exactly what is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

NEXTEST := 0.9.143
TARGET := $(or $(CARGO_TARGET_DIR),target)
TRAINING := training

# What each task asks of the machine: the Debian package, and how to see that it (or what stands for it elsewhere) is there.
BUILD := need "gcc libc6-dev" command -v cc; need pkg-config command -v pkg-config; need libssl-dev pkg-config --exists openssl
READ := need poppler-utils command -v pdftotext; need zbar-tools command -v zbarimg; need qpdf command -v qpdf

.PHONY: help run test fmt lint bench dev bundle tools-build tools-test training

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

tools-test: tools-build
	@$(call debian,$(READ))
	@cargo nextest --version >/dev/null 2>&1 || cargo install --locked --quiet cargo-nextest@$(NEXTEST)

run: tools-build ## a training society, from nothing to letters in a folder
	@cargo build --release --locked --quiet -p cli
	@src-tauri/training.sh $(TARGET)/release/daicho $(TRAINING)

test: tools-test ## formatting, lints, licences, and every test
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
	@if cargo deny --version >/dev/null 2>&1; then cargo deny check bans licenses sources; \
	  else echo "cargo-deny がないため、ライセンスの検査は省きました / cargo-deny is not installed: licences were not checked"; fi
	cargo build --workspace --locked --quiet
	DAICHO_BIN=$(abspath $(TARGET))/debug/daicho cargo nextest run --workspace --locked --no-fail-fast
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
