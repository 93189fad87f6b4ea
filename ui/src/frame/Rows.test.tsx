import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { answers } from "../mock/answers";
import { byId, waitFor } from "../mock/window";
import { PAGE, Rows, useAllRows, usePages } from "./Rows";

type Row = { name: string };
const columns = [{ key: "name", head: "氏名", width: "1fr", cell: (row: Row) => row.name }];
const named = (start: number, len: number) => Array.from({ length: len }, (_, at) => ({ name: `行 ${start + at}` }));

function Many({ total, load, onOpen }: { total: number; load?: (start: number, len: number) => void; onOpen?: (row: Row) => void }) {
  const { source, failed } = usePages<Row>("many", (start, len) => {
    load?.(start, len);
    return Promise.resolve({ total, start, rows: named(start, Math.min(len, total - start)) });
  });
  return failed === undefined ? (
    <Rows id="many" label="多くの行" source={source} columns={columns} rowKey={(row) => row.name} onOpen={onOpen} empty="なし" />
  ) : (
    <p>{failed.code}</p>
  );
}

test("of 500,000 rows only those in sight are in the document, and the table says how many there are", async () => {
  const load = vi.fn();
  render(<Many total={500_000} load={load} />);
  await screen.findByText("行 0");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  expect(byId("many").getAttribute("aria-rowcount")).toBe("500001");
  // The next page is fetched ahead, a moment later.
  await waitFor(() => expect(load.mock.calls.map(([start]) => start as number).toSorted((a, b) => a - b)).toEqual([0, PAGE]));
});

test("arrows move, Home and End reach the ends, Enter opens", async () => {
  const opened = vi.fn();
  const user = userEvent.setup({ delay: null });
  render(<Many total={30} onOpen={opened} />);
  await screen.findByText("行 0");
  byId("many").focus();
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
  expect(opened).toHaveBeenLastCalledWith({ name: "行 1" }, 1);
  await user.keyboard("{End}{Enter}");
  expect(opened).toHaveBeenLastCalledWith({ name: "行 29" }, 29);
  await user.keyboard("{Home}{Enter}");
  expect(opened).toHaveBeenLastCalledWith({ name: "行 0" }, 0);
});

test("a page that cannot be read is a failure and no endless wait", async () => {
  function Failing() {
    const { failed } = usePages<Row>("failing", () => Promise.reject(answers.failed));
    return <p>{failed?.code}</p>;
  }
  render(<Failing />);
  await screen.findByText("member_unknown");
});

test("an empty table says so", async () => {
  function Empty() {
    return <Rows id="none" label="なし" source={useAllRows<Row>([])} columns={columns} rowKey={(row) => row.name} empty="当てはまる方はいません。" />;
  }
  render(<Empty />);
  await waitFor(() => expect(screen.getByText("当てはまる方はいません。")).toBeTruthy());
});
