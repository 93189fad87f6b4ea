#!/usr/bin/env bash
# Is the package what it should be? It is installed (as root; otherwise unpacked), started on a display of its own, looked at,
# and taken away again. Usage: bundle-check.sh PACKAGE.deb PICTURE.png
set -euo pipefail
package=$1 picture=$2
say() { printf '%s\n' "$@"; }

work=$(mktemp -d)
processes=()
end() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  if [ "${installed:-}" ]; then dpkg -r "$installed" >/dev/null; fi
  rm -rf "$work"
}
trap end EXIT

if grep -q DAICHO_DRIVEN <(dpkg --fsys-tarfile "$package" | tar -xO ./usr/bin/daicho-window 2>/dev/null ||
  dpkg --fsys-tarfile "$package" | tar -xO usr/bin/daicho-window); then
  say "テスト用の窓が入っています / the package holds the window that tests drive"
  exit 1
fi
if ! grep -q usr/share/doc/daicho/sbom.cdx.json <(dpkg --fsys-tarfile "$package" | tar -t); then
  say "部品表が入っていません / the package lacks its bill of materials"
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$(realpath "$package")" >/dev/null
  installed=$(dpkg-deb -f "$package" Package)
  program=/usr/bin/daicho-window
else
  dpkg -x "$package" "$work/root"
  program=$work/root/usr/bin/daicho-window
fi

Xvfb -displayfd 3 -screen 0 1280x860x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
processes+=($!)
until [ -s "$work/display" ]; do sleep 0.1; done
export DISPLAY=:$(cat "$work/display") HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache \
  XDG_STATE_HOME=$work/state
"$program" >"$work/said" 2>&1 &
window=$!
processes+=($window)
for _ in $(seq 1 100); do
  import -window root "$picture"
  # A window that shows its first screen has many more colours than a blank one.
  [ "$(identify -format %k "$picture")" -gt 64 ] && {
    grep -Eq '^Max core file size +0 +0 ' "/proc/$window/limits" || { say "異常終了の写しが残ります / core dumps are not off"; exit 1; }
    say "導入して起動できました / installed and started: $picture"
    exit 0
  }
  sleep 0.2
done
cat "$work/said"
say "起動しても画面が出ません / it starts, but shows nothing"
exit 1
