// What the real desk answered in its own tests: the screen is tried against these, so that the paper desk cannot drift from it.
import type { AtHand, Explained, Failed, Found, Here, Home, Imported, Look, MemberAnswers, Milestone, Settings, Shown, Trend } from "../wire";
import atHand from "./answers/at_hand.json";
import difference from "./answers/difference.json";
import explain from "./answers/explain.json";
import failed from "./answers/failed.json";
import find from "./answers/find.json";
import here from "./answers/here.json";
import home from "./answers/home.json";
import look from "./answers/look.json";
import memberAnswers from "./answers/member_answers.json";
import reckon from "./answers/reckon.json";
import settings from "./answers/settings.json";
import show from "./answers/show.json";
import trend from "./answers/trend.json";

// JSON knows no union of words, only strings; which words they are, the desk's own test holds.
export const answers = {
  atHand: atHand as AtHand,
  difference: difference as Imported,
  explain: explain as Explained,
  failed: failed as Failed,
  find: find as Found[],
  here: here as Here,
  home: home as Home,
  look: look as Look,
  memberAnswers: memberAnswers as MemberAnswers,
  reckon: reckon as Milestone,
  settings: settings as Settings,
  show: show as Shown,
  trend: trend as Trend,
};
