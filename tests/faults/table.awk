# Adds the figures of all tests of a run up into one table. Lines are `name TAB number`, `measured TAB name TAB words`, and
# `control TAB what TAB how often TAB 1 when it failed as it must`. Ends with 1 when a figure is not what it must be.
BEGIN { FS = "\t" }
$1 == "measured" { measured[++m] = sprintf("  %-52s %s", $2, $3); next }
$1 == "control" { controls[++c] = sprintf("  %-52s %s", $2, $3); failed += $4; next }
{ sum[$1] += $2 }
function row(name, words) { printf "  %-52s %10d\n", words == "" ? name : words, sum[name] }
function must(name, words) { row(name, words); if (sum[name] != 0) bad = 1 }
END {
  print ""; print "Tried"
  row("points", "points of a call: killed, failed, disk full"); row("points, killed", "  of these killed there")
  row("interrupted copies", "  of these interrupted copies"); row("left-overs", "  left-overs of copies, each refused by restore")
  row("random kills", "kills at any moment"); row("pairs of faults", "kills, and a fault while recovering from them")
  row("acts on a full disk or with a limit"); row("states after a power cut"); row("damaged files")
  row("tamperings"); row("canaries", "canaries planted"); row("files searched", "  files searched for them"); row("dates of a clock")
  row("acts of a crowd", "acts of ten programs at once"); row("looks of a crowd", "looks of ten programs at once")
  print "Must be nothing"
  must("lost", "acknowledged acts and looks lost"); must("half", "half done, half written or not opening"); must("damage unnoticed")
  must("tamperings unnoticed", "tamperings unnoticed with the anchors"); must("canaries found", "canaries found outside")
  printf "Controls that failed as they must: %d of %d\n", failed, c
  for (i = 1; i <= c; i++) print controls[i]
  if (m) print "Measured"
  for (i = 1; i <= m; i++) print measured[i]
  exit bad || failed != c || c == 0
}
