// A page as a picture. Where there is a canvas it looks like a letter; elsewhere one grey dot will do.

const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

export function paperPicture(batch: string, page: number): string {
  const canvas = document.createElement("canvas");
  const to = canvas.getContext?.("2d");
  if (!to) {
    return DOT;
  }
  canvas.width = 595;
  canvas.height = 842;
  to.fillStyle = "#fff";
  to.fillRect(0, 0, 595, 842);
  to.fillStyle = "#111";
  to.font = "22px 'BIZ UDPGothic'";
  to.fillText("資格情報のお知らせ", 200, 90);
  to.font = "13px 'BIZ UDPGothic'";
  ["記号  101", `番号  ${1000 + page}`, "枝番  00", "氏名  見本　太郎", "生年月日  昭和55年1月2日", "資格取得年月日  令和8年4月1日", "保険者番号  06139992", "保険者名称  見本健康保険組合"].forEach((line, at) =>
    to.fillText(line, 90, 150 + at * 30),
  );
  to.strokeRect(70, 120, 455, 260);
  to.fillText(`${batch}  ${page}`, 430, 810);
  to.save();
  to.translate(300, 560);
  to.rotate(-0.5);
  to.globalAlpha = 0.18;
  to.font = "120px 'BIZ UDPGothic'";
  to.fillText("見本", -120, 40);
  to.restore();
  return canvas.toDataURL("image/png").split(",")[1] ?? DOT;
}
