// The same window over the paper desk, for looking at in a browser: mock.html?ledger=closed&training=no&members=500000
import { applyPreferences, prefer } from "../frame/preferences";
import { mockDesk } from "./desk";

const asked = new URLSearchParams(location.search);
mockDesk({
  open: asked.get("ledger") !== "closed",
  training: asked.get("training") !== "no",
  members: Number(asked.get("members") ?? "12431"),
  delay: Number(asked.get("delay") ?? "0"),
  pace: Number(asked.get("pace") ?? "1"),
  readOnly: asked.get("readOnly") === "yes",
  file: asked.get("file"),
  may: asked.get("may")?.split(" ") ?? null,
});
const theme = asked.get("theme");
if (theme === "light" || theme === "dark") {
  prefer({ theme });
}
const zoom = Number(asked.get("zoom") ?? "100");
prefer({ zoom, lang: asked.get("lang") === "en" ? "en" : "ja" });
applyPreferences();
void import("../main");
