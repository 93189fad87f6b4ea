import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const member = { screen: "member", member: "101-1002-00" } as const;

test("a death is recorded with its day, one that lies ahead is said at its field, and a mistake is taken back", async () => {
  const { user, desk } = await openWindow(member);
  await user.click(await waitFor(() => byId("death-record")));
  const day = await waitFor(() => screen.getByLabelText("死亡の日"));
  await waitFor(() => expect(document.activeElement).toBe(day));
  await user.clear(day);
  await user.type(day, "2026-04-20{Enter}");
  await waitFor(() => expect(document.getElementById(day.getAttribute("aria-describedby") ?? "")?.textContent).toContain("今日より後"));
  expect(document.getElementById("died")).toBeNull();
  await user.clear(day);
  await user.type(day, "R8.4.10{Enter}");
  await waitFor(() => expect(byId("died").textContent).toContain("令和8年4月10日"));
  expect(desk.asked.filter((one) => one.cmd === "record_death").at(-1)?.args).toMatchObject({ on: "2026-04-10" });
  await waitFor(() => expect(document.activeElement?.id).toBe("death-record"));
  await user.click(byId("death-record"));
  await user.click(await waitFor(() => byId("death-mistake")));
  await waitFor(() => expect(document.getElementById("died")).toBeNull());
  expect(desk.asked.filter((one) => one.cmd === "record_death").at(-1)?.args).toMatchObject({ on: null });
});

test("an old card is found in somebody's hands and comes back; a report without reminders is refused where it is asked for", async () => {
  const { user, desk } = await openWindow(member);
  await user.click(await waitFor(() => byId("old-card-record")));
  await user.click(await waitFor(() => screen.getByLabelText("本人の手元にある")));
  await user.click(byId("old-card-dated"));
  const until = screen.getByLabelText("券面の有効期限");
  await user.clear(until);
  await user.type(until, "R7.9.30{Enter}");
  await waitFor(() => expect(byId("old-card").textContent).toContain("本人の手元にある"));
  expect(desk.asked.filter((one) => one.cmd === "old_card").at(-1)?.args).toMatchObject({ what: "in_hand", until: "2025-09-30", note: null });
  await user.click(byId("old-card-record"));
  await user.click(await waitFor(() => screen.getByLabelText("回収不能届を受け付けた")));
  await user.click(byId("old-card-save"));
  await waitFor(() => expect(byId("old-card-error").textContent).toContain("3回の督促"));
  await user.click(screen.getByLabelText("返納された"));
  await user.type(byId("old-card-note"), "窓口{Enter}");
  await waitFor(() => expect(byId("old-card").textContent).toContain("返納された"));
  expect(desk.asked.filter((one) => one.cmd === "old_card").at(-1)?.args).toMatchObject({ what: "returned", until: null, note: "窓口" });
});

test("access is blocked for a reason, and opened again", async () => {
  const { user, desk } = await openWindow(member);
  await user.click(await waitFor(() => byId("access-change")));
  await user.click(await waitFor(() => byId("access-save")));
  await waitFor(() => expect(byId("access-reason-error").textContent).toContain("理由を入れてください"));
  await user.type(byId("access-reason"), "本人の申出{Enter}");
  await waitFor(() => expect(byId("access-change").textContent).toContain("停止を解く"));
  expect(byId("myna").textContent).toContain("制限中");
  expect(desk.asked.filter((one) => one.cmd === "block_access")).toHaveLength(1);
  expect(desk.asked.find((one) => one.cmd === "block_access")?.args).toMatchObject({ access: "blocked", reason: "本人の申出" });
});

test("whoever may only look records nothing of the kind", async () => {
  await openWindow(member, { may: ["view"] });
  await waitFor(() => byId("coverage"));
  for (const id of ["death-record", "old-card-record", "access-change"]) {
    expect(document.getElementById(id)).toBeNull();
  }
});
