"""The same notices by typst: every page placed by one document."""

import pathlib
import sys

import typst
from figures import tell

folder = pathlib.Path(sys.argv[1])
document = folder / "by_typst.typ"
document.write_text(
    """
#let drawn = json("drawn.json")
#let members = read("members.jsonl").trim().split("\\n").map(line => json(bytes(line)))
#set page(width: 595pt, height: 842pt, margin: 0pt)
#set text(font: "BIZ UDPGothic", top-edge: "baseline", bottom-edge: "baseline")
#let at(x, y, body) = place(top + left, dx: x * 1pt, dy: (842 - y) * 1pt, body)
#let fixed(form) = {
  for one in drawn.at(form) { at(one.at(1), one.at(2), text(size: one.at(0) * 1pt, one.at(3))) }
  for cell in drawn.cells { at(cell.at(0), cell.at(1) + 4, rect(width: 4pt, height: 4pt, fill: black, stroke: none)) }
}
#let (front, back) = (fixed("front"), fixed("back"))
#for member in members {
  page(front + for one in member {
    at(one.at(2), one.at(3), text(size: one.at(1) * 1pt, weight: if one.at(0) == 1 { "bold" } else { "regular" }, one.at(4)))
  })
  page(back)
}
""",
    encoding="utf-8",
)
fonts = pathlib.Path(sys.argv[2])
typst.compile(str(document), output=str(folder / "by_typst.pdf"), root=str(folder), font_paths=[str(fonts)], ignore_system_fonts=True)
tell(folder / "by_typst.pdf")
