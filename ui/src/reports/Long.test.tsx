import { afterEach, expect, test, vi } from "vitest";
import type { Progress } from "../wire";
import { failure } from "../mock/desk";
import { report } from "../mock/reports";
import { go } from "../frame/route";
import { byId, onScreen, openWindow, waitFor } from "../mock/window";

type Long = { job?: number; progress: unknown };

/** Tells how far it is as the shell does. */
const tell = (args: Long, progress: Progress) => (args.progress as { onmessage: (progress: Progress) => void }).onmessage(progress);

/** From now on it is a second later. */
const later = () => {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + 1_000);
};

afterEach(() => {
  vi.restoreAllMocks();
});

test("a long report says how far it is, leaves the screen usable, and is stopped", async () => {
  let stop: (() => void) | undefined;
  const { user, desk } = await openWindow({ screen: "reports" }, {}, {
    report: async (args) => {
      later();
      tell(args, { done: 30_000, total: 720_000 });
      await new Promise<void>((done) => {
        stop = done;
      });
      throw failure("cancelled", "refused", "途中で止めました。台帳は元のままです。");
    },
    cancel: () => {
      stop?.();
      return null;
    },
  });
  await user.click(await waitFor(() => byId("report-count")));
  await waitFor(() => expect(document.querySelector(".how-far")?.textContent).toContain("30,000 / 720,000"));
  // The focus stays where it was, and another question can be made ready meanwhile.
  expect(document.activeElement?.id).toBe("report-count");
  await user.selectOptions(byId("report-name"), "covered");
  await user.click(byId("stop-report"));
  await waitFor(() => expect(byId("report-stopped").textContent).toContain("台帳は元のままです"));
  expect(document.querySelector(".how-far")).toBeNull();
  const asked = desk.asked.find((one) => one.cmd === "report")?.args as Long | undefined;
  expect(asked?.job).toBeGreaterThan(0);
  expect(desk.asked.find((one) => one.cmd === "cancel")?.args).toEqual({ job: asked?.job });
});

test("a report that is counted while something else is looked at is there on the way back", async () => {
  let done: (() => void) | undefined;
  const { user } = await openWindow({ screen: "reports" }, {}, {
    report: async (args) => {
      later();
      tell(args, { done: 1, total: 2 });
      await new Promise<void>((finish) => {
        done = finish;
      });
      return report(args);
    },
  });
  await user.click(await waitFor(() => byId("report-count")));
  await waitFor(() => expect(document.querySelector(".how-far")).not.toBeNull());
  go({ screen: "members" });
  await onScreen("members");
  go({ screen: "reports" });
  await waitFor(() => expect(document.querySelector(".how-far")).not.toBeNull());
  expect(byId("report-count").getAttribute("aria-busy")).toBe("true");
  done?.();
  await waitFor(() => byId("report-table"));
  expect(document.querySelector(".how-far")).toBeNull();
});

test("a short report shows no way to stop it", async () => {
  const seen: boolean[] = [];
  const { user } = await openWindow({ screen: "reports" }, {}, {
    report: (args) => {
      tell(args, { done: 1, total: 2 });
      seen.push(document.querySelector(".how-far") !== null);
      return report(args);
    },
  });
  await user.click(await waitFor(() => byId("report-count")));
  await waitFor(() => byId("report-table"));
  expect(seen).toEqual([false]);
  expect(document.querySelector(".how-far")).toBeNull();
});
