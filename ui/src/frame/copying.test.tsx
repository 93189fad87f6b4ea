import { expect, test } from "vitest";
import { byId, onScreen, openWindow, waitFor } from "../mock/window";

const copied = (desk: { asked: { cmd: string; args: unknown }[] }) => desk.asked.filter((one) => one.cmd === "copy").map((one) => one.args as { text: string; members: string[] });

/** What the browser does when a clerk presses the keys of copying or cutting. */
function press(type: "copy" | "cut"): boolean {
  return document.activeElement?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })) === false;
}

test("a copy of rows names each member it touches, a copy of a member's screen that one", async () => {
  const { desk, user } = await openWindow({ screen: "members" });
  const rows = await waitFor(() => {
    const all = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    expect(all.length).toBeGreaterThan(3);
    return all;
  });
  const [first, second] = rows as [HTMLElement, HTMLElement];
  getSelection()?.setBaseAndExtent(first, 0, second, second.childNodes.length);
  expect(press("copy")).toBe(true);
  await waitFor(() => expect(copied(desk)).toHaveLength(1));
  expect(copied(desk)[0]?.members).toEqual([first.dataset["row"], second.dataset["row"]]);
  expect(copied(desk)[0]?.text).toContain(first.dataset["row"]);

  await user.click(first);
  await onScreen("member");
  const heading = await waitFor(() => document.querySelector(".screen h1") as HTMLElement);
  getSelection()?.selectAllChildren(heading);
  expect(press("copy")).toBe(true);
  await waitFor(() => expect(copied(desk)).toHaveLength(2));
  expect(copied(desk)[1]?.members).toEqual([first.dataset["row"]]);
});

test("what is marked in a field is copied, nothing marked is nothing, and a passphrase never", async () => {
  const { desk, user } = await openWindow({ screen: "home" });
  getSelection()?.removeAllRanges();
  const find = byId<HTMLInputElement>("find");
  await user.click(find);
  expect(press("copy")).toBe(false);
  await user.type(find, "やまだ");
  find.setSelectionRange(0, 2);
  expect(press("copy")).toBe(true);
  await waitFor(() => expect(copied(desk)).toHaveLength(1));
  expect(copied(desk)[0]).toMatchObject({ text: "やま", members: [] });
  find.type = "password";
  expect(press("copy")).toBe(false);
  expect(copied(desk)).toHaveLength(1);
});
