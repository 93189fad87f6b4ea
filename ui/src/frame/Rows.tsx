// The one table for many rows: 30 to 500,000. Only what is seen is in the document; pages are fetched as the clerk scrolls.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { failedOf } from "../desk";
import type { Failed } from "../wire";
import { Empty, Skeleton } from "./parts";
import { usePreferences } from "./preferences";
import { useVoice } from "./say";

export type Column<Row> = { key: string; head: string; width: string; cell: (row: Row) => ReactNode; end?: boolean; wrap?: boolean };

/** Where rows come from: `undefined` is a row that is still on its way. */
export type Source<Row> = { total: number | undefined; at: (index: number) => Row | undefined; want: (from: number, to: number) => void };

export const PAGE = 200;
const PAGES_KEPT = 100;
/** A row in pixels at 100 %: dense, yet a line of 15 px with air. */
const ROW = 30;
/** The same where a cell may take two lines. */
const TALL_ROW = 46;

type Page<Row> = { total: number; start: number; rows: Row[] };

/**
 * Rows by pages. `key` names the question: another key is another table. Pages already here stay, so that going back is
 * instant; the pages beside the seen ones are fetched ahead, so that scrolling meets no blank.
 */
export function usePages<Row>(key: string, load: (start: number, len: number) => Promise<Page<Row>>) {
  type Held = { key: string; pages: Map<number, Row[]>; asked: Set<number>; total: number | undefined };
  const held = useRef<Held>({ key, pages: new Map(), asked: new Set(), total: undefined });
  if (held.current.key !== key) {
    held.current = { key, pages: new Map(), asked: new Set(), total: undefined };
  }
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState<Failed | undefined>();
  const loader = useRef(load);
  loader.current = load;

  const fetchPage = useCallback((page: number) => {
    const into = held.current;
    if (into.asked.has(page) || page < 0 || (into.total !== undefined && page * PAGE >= into.total && page > 0)) {
      return;
    }
    into.asked.add(page);
    loader.current(page * PAGE, PAGE).then(
      (answer) => {
        into.total = answer.total;
        into.pages.set(page, answer.rows);
        if (into.pages.size > PAGES_KEPT) {
          const [oldest] = into.pages.keys();
          if (oldest !== undefined && oldest !== page) {
            into.pages.delete(oldest);
            into.asked.delete(oldest);
          }
        }
        if (into === held.current) {
          setFailed(undefined);
          setTurn((turn) => turn + 1);
        }
      },
      (reason: unknown) => {
        into.asked.delete(page);
        if (into === held.current) {
          setFailed(failedOf(reason));
        }
      },
    );
  }, []);

  useEffect(() => {
    fetchPage(0);
  }, [fetchPage, key]);

  const again = useCallback(() => {
    setFailed(undefined);
    fetchPage(0);
  }, [fetchPage]);

  const source = useMemo<Source<Row>>(() => {
    const from = held.current;
    return {
      total: from.total,
      at: (index) => from.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
      want: (first, last) => {
        for (let page = Math.floor(first / PAGE) - 1; page <= Math.floor(last / PAGE) + 1; page += 1) {
          fetchPage(page);
        }
      },
    };
    // `turn` counts the pages that came in, `key` the questions.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [fetchPage, turn, key]);
  return { source, failed, again };
}

/** Rows that are all here. */
export function useAllRows<Row>(rows: readonly Row[]): Source<Row> {
  return useMemo(() => ({ total: rows.length, at: (index) => rows[index], want: () => undefined }), [rows]);
}

type Props<Row> = {
  id: string;
  label: string;
  source: Source<Row>;
  columns: readonly Column<Row>[];
  /** What identifies a row to a reader of the document. */
  rowKey: (row: Row) => string;
  /** Each row is of one member, and its key names them. */
  people?: boolean;
  onOpen?: (row: Row, index: number) => void;
  onActive?: (row: Row, index: number) => void;
  empty: ReactNode;
  tone?: (row: Row) => string;
  /** The row to begin with: where the clerk was before. */
  begin?: number;
};

export function Rows<Row>({ id, label, source, columns, rowKey, people, onOpen, onActive, empty, tone, begin = 0 }: Props<Row>) {
  const { say, count } = useVoice();
  const { zoom } = usePreferences();
  const own = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(begin);
  const total = source.total ?? 0;
  const line = Math.round((ROW * zoom) / 100);
  const size = columns.some((column) => column.wrap) ? Math.round((TALL_ROW * zoom) / 100) : line;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 12,
    initialRect: { width: 900, height: 600 },
    initialOffset: Math.max(0, begin - 5) * size,
    // The heading lies over the first row, so the end is that much nearer.
    scrollPaddingEnd: line,
  });
  const seen = virtual.getVirtualItems();
  const first = seen[0]?.index ?? 0;
  const last = seen.at(-1)?.index ?? 0;

  useEffect(() => {
    virtual.measure();
  }, [virtual, size]);

  useEffect(() => {
    if (total > 0) {
      source.want(first, last);
    }
  }, [source, first, last, total]);

  const row = Math.min(active, Math.max(total - 1, 0));
  const activeRow = total > 0 ? source.at(row) : undefined;
  const told = useRef(onActive);
  told.current = onActive;
  useEffect(() => {
    if (activeRow !== undefined) {
      told.current?.(activeRow, row);
    }
  }, [activeRow, row]);

  const move = (to: number) => {
    const target = Math.min(Math.max(to, 0), total - 1);
    setActive(target);
    virtual.scrollToIndex(target, { align: "auto" });
  };

  const key = (event: KeyboardEvent) => {
    if (total === 0 || event.altKey) {
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / size) - 2);
    switch (event.key) {
      case "ArrowDown":
        move(row + 1);
        break;
      case "ArrowUp":
        move(row - 1);
        break;
      case "PageDown":
        move(row + page);
        break;
      case "PageUp":
        move(row - page);
        break;
      case "Home":
        move(0);
        break;
      case "End":
        move(total - 1);
        break;
      case "Enter": {
        const chosen = source.at(row);
        if (chosen === undefined || onOpen === undefined) {
          return;
        }
        onOpen(chosen, row);
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  };

  const tracks = columns.map((column) => column.width).join(" ");
  const rowId = (index: number) => `${own}-${index}`;
  if (source.total === undefined) {
    return <Skeleton lines={8} />;
  }
  if (total === 0) {
    return <Empty>{empty}</Empty>;
  }
  return (
    <div className="rows-box">
      <div
        ref={scroller}
        id={id}
        className="rows"
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={row >= first && row <= last ? rowId(row) : undefined}
        tabIndex={0}
        onKeyDown={key}
      >
        <div className="rows-head" role="rowgroup">
          <div className="rows-row head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks, blockSize: line }}>
            {columns.map((column) => (
              <div key={column.key} role="columnheader" className={column.end ? "cell end" : "cell"}>
                {column.head}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="rows-body" style={{ blockSize: virtual.getTotalSize() }}>
          {seen.map((item) => {
            const held = source.at(item.index);
            return (
              // The keys of a grid are heard by the grid itself, which holds the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.index}
                id={rowId(item.index)}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === row}
                data-row={held === undefined ? undefined : rowKey(held)}
                data-member={held === undefined || !people ? undefined : rowKey(held)}
                className={`rows-row ${item.index % 2 === 1 ? "odd" : ""} ${held !== undefined && tone ? tone(held) : ""}`}
                style={{ gridTemplateColumns: tracks, blockSize: size, transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  setActive(item.index);
                  if (held !== undefined) {
                    onOpen?.(held, item.index);
                  }
                }}
              >
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" className={`cell ${column.end ? "end" : ""} ${column.wrap ? "wrap" : ""}`}>
                    {held === undefined ? <span className="cell-wait" /> : column.cell(held)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <p className="rows-foot">
        <span>{say("rows_of", { n: total })}</span>
        <span>
          {count(row + 1)} / {count(total)}
        </span>
      </p>
    </div>
  );
}
