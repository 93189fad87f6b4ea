import { expect, test } from "vitest";
import { go } from "../frame/route";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

test("a file goes from choosing to the ledger, and a tick brings doubtful rows in", async () => {
  const { user, desk } = await openWindow({ screen: "import" });
  await user.click(byId("choose-file"));
  await user.click(await screen.findByText("台帳との違いを見る"));
  await waitFor(() => expect(byId("accept-import").textContent).toBe("167 行を取り込む"));
  await user.click(await waitFor(() => byId("confirm-column")));
  await waitFor(() => expect(byId("accept-import").textContent).toBe("205 行を取り込む"));
  await user.click(byId("accept-import"));
  await waitFor(() => byId("import-done"));
  const sent = desk.asked.find((one) => one.cmd === "import")?.args;
  expect(sent).toMatchObject({ ask: { confirmed: ["hired_is_acquired"] }, rejects: null, lang: "ja" });
});

test("a half done import waits while the clerk looks at something else", async () => {
  const { user } = await openWindow({ screen: "import" });
  await user.click(byId("choose-file"));
  await waitFor(() => byId("compare"));
  await user.keyboard("{Alt>}[Digit1]{/Alt}");
  await onScreen("home");
  go({ screen: "import" });
  await waitFor(() => byId("compare"));
});
