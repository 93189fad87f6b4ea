"""The same notices by ReportLab: what is the same on all pages is a form XObject, drawn once."""

import json
import pathlib
import sys

from figures import tell
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

folder = pathlib.Path(sys.argv[1])
drawn = json.loads((folder / "drawn.json").read_text(encoding="utf-8"))
for name, file in zip("RB", drawn["fonts"]):
    pdfmetrics.registerFont(TTFont(name, file))
canvas = Canvas(str(folder / "by_reportlab.pdf"), pagesize=(595, 842), pageCompression=1)
for form in ("front", "back"):
    canvas.beginForm(form)
    for size, x, y, text in drawn[form]:
        canvas.setFont("R", size)
        canvas.drawString(x, y, text)
    path = canvas.beginPath()
    for x, y in drawn["cells"]:
        path.rect(x, y, 4, 4)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()
with (folder / "members.jsonl").open(encoding="utf-8") as members:
    for line in members:
        canvas.doForm("front")
        for face, size, x, y, text in json.loads(line):
            canvas.setFont("RB"[face], size)
            canvas.drawString(x, y, text)
        canvas.showPage()
        canvas.doForm("back")
        canvas.showPage()
canvas.save()
tell(folder / "by_reportlab.pdf")
