"""The same notices by fpdf2. It knows no forms: everything stands on each page."""

import json
import pathlib
import sys

from figures import tell
from fpdf import FPDF

folder = pathlib.Path(sys.argv[1])
drawn = json.loads((folder / "drawn.json").read_text(encoding="utf-8"))
pdf = FPDF(unit="pt", format=(595, 842))
pdf.set_auto_page_break(False)
pdf.add_font("N", "", drawn["fonts"][0])
pdf.add_font("N", "B", drawn["fonts"][1])


def fixed(form):
    pdf.add_page()
    for size, x, y, text in drawn[form]:
        pdf.set_font("N", "", size)
        pdf.text(x, 842 - y, text)
    for x, y in drawn["cells"]:
        pdf.rect(x, 842 - y - 4, 4, 4, style="F")


with (folder / "members.jsonl").open(encoding="utf-8") as members:
    for line in members:
        fixed("front")
        for face, size, x, y, text in json.loads(line):
            pdf.set_font("N", ("", "B")[face], size)
            pdf.text(x, 842 - y, text)
        fixed("back")
pdf.output(str(folder / "by_fpdf2.pdf"))
tell(folder / "by_fpdf2.pdf")
