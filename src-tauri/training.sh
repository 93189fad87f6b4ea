#!/usr/bin/env bash
# The main job on a training society: employers' files in, letters out. Usage: training.sh PROGRAM FOLDER
# A second run finds what is there, imports nothing twice, and prints only what has become due.
set -euo pipefail
program=$(realpath "$1")
folder=$2
say() { printf '%s\n' "$*"; }

if [ ! -e "$folder/ledger.daicho" ]; then
  say "■ 練習用の組合をつくります（架空の加入者1,000人） / making a training society"
  "$program" demo "$folder" --members 1000 --seed 1 --json >/dev/null
fi
cd "$folder"
export DAICHO_PASSPHRASE_FILE=$PWD/passphrase.txt
mkdir -p out rejects

if [ ! -e .imported ]; then
  say "■ 事業所のファイルを取り込みます / importing the employers' files"
  # Employers' files first, the state's registration lists last.
  for file in incoming/[A-Z]* incoming/利用登録状況*; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    code=0
    "$program" import ledger.daicho "$file" --rejects "rejects/${name%.*}_エラー.xlsx" >import.txt 2>&1 || code=$?
    # 1 is work that ended with rows to be looked at; anything above is a fault.
    if [ "$code" -gt 1 ]; then cat import.txt; exit "$code"; fi
    head -n 3 import.txt
    [ "$code" = 1 ] || rm -f "rejects/${name%.*}_エラー.xlsx"
  done
  rm -f import.txt
  touch .imported
fi

say "" "■ 全員を判定します / deciding for everyone"
"$program" decide ledger.daicho

say "" "■ 今日の分を印刷します / printing what is due today"
for kind in notice certificate; do
  code=0
  answer=$("$program" plan ledger.daicho --kind "$kind" --json) || code=$?
  if [ "$code" -gt 1 ]; then exit "$code"; fi
  batch=$(sed -n 's/.*"batch":"\([A-Z0-9]*\)".*/\1/p' <<<"$answer")
  if [ -z "$batch" ]; then
    say "$kind: 新しく印刷するものはありません / nothing new is due"
    continue
  fi
  mkdir -p "out/$kind-$batch"
  "$program" print ledger.daicho "$batch" --out "out/$kind-$batch"
done

here=$PWD
say "" "できあがり / done"
say "  印刷用PDF      $here/out/"
say "  戻す行         $here/rejects/  （事業所に返すExcel / rows to send back）"
say "  台帳           $here/ledger.daicho  （暗号化 / encrypted）"
say "  合言葉         $here/passphrase.txt"
say "" "次に試すこと / try next"
say "  cd $folder; export DAICHO_PASSPHRASE_FILE=passphrase.txt"
say "  $program find ledger.daicho 佐藤"
say "  $program decide ledger.daicho --on 2026-12-01"
say "  $program verify ledger.daicho"
say "  $program --help"
