import { expect, test } from "vitest";
import { byId, dropFiles, onScreen, openWindow, screen, waitFor } from "../mock/window";

const missing = (): never => {
  throw new Error("it is not there");
};

async function dropped(file: string) {
  const window = await openWindow({ screen: "import" });
  await waitFor(() => expect(window.desk.asked.some((one) => one.cmd === "drops")).toBe(true));
  await dropFiles({ over: false, files: [file] });
  await onScreen("import");
  await waitFor(() => byId("compare"));
  return window;
}

test("the recipe that reads a file is named, and a clerk may do without it", async () => {
  const { user, desk } = await dropped("/srv/kenpo/受信/読み取り方.xlsx");
  await waitFor(() => expect(byId("recipe-used").textContent).toContain("3番 第2版"));
  await user.click(byId("recipe-none"));
  await waitFor(() => byId("recipe-off"));
  expect(desk.asked.findLast((one) => one.cmd === "look")?.args).toMatchObject({ ask: { recipe: 0 } });
  await user.click(byId("recipe-own"));
  await waitFor(() => byId("recipe-used"));
});

test("another employer's recipe is offered and used only when a clerk says so", async () => {
  const { user, desk } = await dropped("/srv/kenpo/受信/別の事業所.xlsx");
  const offered = await waitFor(() => document.querySelector<HTMLElement>("[data-offered='5']") ?? missing());
  expect(offered.textContent).toContain("使っていません");
  expect(document.getElementById("recipe-used")).toBeNull();
  await user.click(screen.getByText("この読み取り方で読む"));
  await waitFor(() => expect(desk.asked.findLast((one) => one.cmd === "look")?.args).toMatchObject({ ask: { recipe: 5 } }));
});

test("a value that nobody knows is asked about, and what a clerk says goes with the file", async () => {
  const { user, desk } = await dropped("/srv/kenpo/受信/4月.xlsx");
  const choice = await waitFor(() => document.querySelector<HTMLSelectElement>("[data-value='sex:9']") ?? missing());
  expect(choice.value).toBe("?");
  await user.selectOptions(choice, "female");
  await waitFor(() => expect(desk.asked.findLast((one) => one.cmd === "look")?.args).toMatchObject({ ask: { values: ["sex:9=female"] } }));
  await waitFor(() => expect(document.querySelector<HTMLSelectElement>("[data-value='sex:9']")?.value).toBe("female"));
});

test("what is otherwise this month stands above the difference", async () => {
  const { user } = await dropped("/srv/kenpo/受信/4月.xlsx");
  await user.click(byId("compare"));
  await waitFor(() => expect(byId("drift").textContent).toContain("新しい列2つ: メールアドレス、部署"));
  expect(byId("drift").textContent).toContain("39%少ない");
});

test("half a file is told as half a file, not as torn rows", async () => {
  const { user } = await dropped("/srv/kenpo/受信/途中まで.xlsx");
  await user.click(byId("compare"));
  await waitFor(() => expect(byId("torn").textContent).toContain("ファイルの一部しかないようです"));
  expect(byId("torn").textContent).not.toContain("行の並び");
});

test("torn rows stop the import with their numbers, until a clerk has made sure", async () => {
  const { user, desk } = await dropped("/srv/kenpo/受信/行ずれ.xlsx");
  await user.click(byId("compare"));
  await waitFor(() => expect(byId("torn").textContent).toContain("比べた50行のうち47行"));
  expect(document.getElementById("drift")).toBeNull();
  expect(byId<HTMLButtonElement>("torn-on").disabled).toBe(true);
  await user.click(byId("not-torn"));
  await user.click(byId("torn-on"));
  await waitFor(() => byId("overruled"));
  expect(desk.asked.findLast((one) => one.cmd === "difference")?.args).toMatchObject({ ask: { not_torn: true } });
  await user.click(byId("accept-import"));
  await waitFor(() => byId("import-done"));
  expect(desk.asked.findLast((one) => one.cmd === "import")?.args).toMatchObject({ ask: { not_torn: true } });
});
