#!/usr/bin/env bash
# The main job on a training society: employers' files in, letters out. Usage: training.sh PROGRAM FOLDER
# A second run finds what is there, imports nothing twice, and prints nothing twice.
#
# Everything is asked about the one day around which training societies live, whatever day it is: so there are always people who
# joined last week, and others whose e-certificate is about to lapse.
set -euo pipefail
program=$(realpath "$1")
folder=$2
say() { printf '%s\n' "$@"; }

if [ ! -e "$folder/ledger.daicho" ]; then
  say "■ 練習用の組合をつくります（架空の加入者1,000人） / making a training society"
  "$program" demo "$folder" --members 1000 --seed 1 --json >/dev/null
fi
cd "$folder"
export DAICHO_PASSPHRASE_FILE=$PWD/passphrase.txt
mkdir -p out rejects
on=$(sed -n 's/^ *"on": "\([0-9-]*\)".*/\1/p' expected.json)

if [ ! -e .imported ]; then
  say "■ 事業所のファイルを取り込みます / importing the employers' files"
  # In the order of expected.json: each employer's joiners before its leavers, the state's registration lists last.
  sed -n 's/^ *"file": "\(.*\)",$/\1/p' expected.json | while IFS= read -r name; do
    file=incoming/$name
    [ -e "$file" ] || continue
    code=0
    # An employer's file begins with the employer's code; some employers leave their own symbol out of the rows.
    sender=()
    case "$name" in [A-Z]*_*) sender=(--employer "${name%%_*}") ;; esac
    "$program" import ledger.daicho "$file" "${sender[@]}" --on "$on" --rejects "rejects/${name%.*}_エラー.xlsx" >import.txt 2>&1 </dev/null || code=$?
    # 1 is work that ended with rows to be looked at; anything above is a fault.
    if [ "$code" -gt 1 ]; then cat import.txt; exit "$code"; fi
    head -n 3 import.txt
    [ "$code" = 1 ] || rm -f "rejects/${name%.*}_エラー.xlsx"
  done
  rm -f import.txt
  touch .imported
fi

say "" "■ 全員を判定します（$on 現在） / deciding for everyone, as of $on"
"$program" decide ledger.daicho --on "$on"

say "" "■ 交付する分を印刷します / printing what is due"
for kind in notice certificate; do
  # A batch that was frozen is remembered until it is printed, also when this is interrupted in between.
  if [ ! -s ".$kind.batch" ]; then
    code=0
    answer=$("$program" plan ledger.daicho --kind "$kind" --on "$on" --json) || code=$?
    if [ "$code" -gt 1 ]; then exit "$code"; fi
    sed -n 's/.*"batch":"\([A-Z0-9]*\)".*/\1/p' <<<"$answer" >".$kind.batch"
  fi
  batch=$(cat ".$kind.batch")
  if [ -z "$batch" ]; then
    say "$kind: 新しく印刷するものはありません / nothing new is due"
  elif [ ! -e ".$kind.printed" ] || [ ! -d "out/$kind-$batch" ]; then
    mkdir -p "out/$kind-$batch"
    "$program" print ledger.daicho "$batch" --out "out/$kind-$batch"
    touch ".$kind.printed"
  fi
  [ -z "$batch" ] || say "$kind: $PWD/out/$kind-$batch/"
done

here=$PWD
say "" "できあがり / done"
say "  印刷用PDF      $here/out/"
say "  戻す行         $here/rejects/  （事業所に返すExcel / rows to send back）"
say "  台帳           $here/ledger.daicho  （暗号化 / encrypted）"
say "  パスフレーズ   $here/passphrase.txt"
say "" "次に試すこと / try next"
say "  cd $folder; export DAICHO_PASSPHRASE_FILE=passphrase.txt"
say "  $program find ledger.daicho 佐藤"
say "  $program show ledger.daicho 101-1002-00 --on $on"
say "  $program decide ledger.daicho --on $on --member 101-1002-00"
say "  $program verify ledger.daicho"
say "  $program --help"
