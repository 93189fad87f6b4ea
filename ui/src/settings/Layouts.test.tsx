import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { mockDesk } from "../mock/desk";
import { byId, screen, waitFor } from "../mock/window";
import { Layouts } from "./Layouts";

const picture = () => document.querySelector<HTMLImageElement>(".layouts img");

test("a slip in a layout leaves the last good paper in grey under the complaint, until the text is whole again", async () => {
  mockDesk();
  const user = userEvent.setup({ delay: null });
  render(<Layouts layouts={["notice-right", "notice-left"]} first="notice-right" />);
  await waitFor(() => expect(picture()?.className).toBe(""));
  const before = picture()?.src;
  await user.clear(byId("layout-text"));
  await user.type(byId("layout-text"), "title = ");
  expect((await screen.findByText(/引用符がありません。/)).textContent).toContain("notice-right.tomlの2行目");
  expect(picture()?.className).toBe("before");
  expect(picture()?.src).toBe(before);
  expect(picture()?.alt).toContain("資格情報のお知らせ（右下カード） の誤りのない最後の紙面");
  await user.type(byId("layout-text"), '"お知らせ"');
  await waitFor(() => expect(picture()?.className).toBe(""));
});
