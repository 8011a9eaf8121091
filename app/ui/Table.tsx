import { Link } from "@remix-run/react";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classes } from "./classes";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end" | "center";
  /** Names the row: a row header, and the title of its card on a phone. */
  primary?: boolean;
  /** Left out under 640 px. */
  desktopOnly?: boolean;
  /** The heading is a link that sorts; `sorted` draws the arrow. */
  sortTo?: string;
  sorted?: "ascending" | "descending";
  /** A class for the width, such as `w-32`. */
  width?: string;
};

export type TableProps<Row> = {
  /** What the table holds, for those who hear it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row: chosen, late. */
  rowClass?: (row: Row) => string | undefined;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  /** Tighter rows. */
  dense?: boolean;
};

const aligned = { start: "sm:text-start", end: "sm:text-end sm:tabular-nums", center: "sm:text-center" };

/** A plain table; under 640 px each row becomes a card with its headings beside the values. */
export function Table<Row>({ caption, columns, rows, rowKey, rowClass, empty, dense }: TableProps<Row>) {
  const { frame, scrolls } = useScrolls();
  if (rows.length === 0 && empty) return <>{empty}</>;
  const padding = dense ? "sm:px-3 sm:py-1.5" : "sm:px-4 sm:py-2.5";
  return (
    <div
      ref={frame}
      {...(scrolls ? { tabIndex: 0, role: "group", "aria-label": caption } : {})}
      className="relative min-w-0 focus-visible:-outline-offset-2 sm:overflow-x-auto"
    >
      <table role="table" className="w-full border-collapse text-start text-ui max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="max-sm:sr-only">
          <tr role="row" className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                aria-sort={column.sorted}
                className={classes(
                  "text-start text-sm font-medium whitespace-nowrap text-muted",
                  padding,
                  aligned[column.align ?? "start"],
                  column.width,
                )}
              >
                {column.sortTo ? (
                  <Link to={column.sortTo} preventScrollReset className="inline-flex items-center gap-1 rounded-box hover:text-ink">
                    {column.header}
                    {column.sorted === "ascending" && <ArrowUp aria-hidden className="size-3.5" />}
                    {column.sorted === "descending" && <ArrowDown aria-hidden className="size-3.5" />}
                  </Link>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-sm:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className={classes(
                "border-b border-line transition-colors last:border-b-0 max-sm:block max-sm:px-4 max-sm:py-3 sm:hover:bg-hover/60",
                rowClass?.(row),
              )}
            >
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} padding={padding} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the frame is narrower than its table: then the keyboard must be able to scroll it. */
function useScrolls() {
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, scrolls };
}

function Cell<Row>({ column, row, padding }: { column: Column<Row>; row: Row; padding: string }) {
  const style = classes(
    "align-middle font-normal text-start",
    padding,
    aligned[column.align ?? "start"],
    column.desktopOnly && "max-sm:hidden",
  );
  const content = column.cell(row);
  if (column.primary) {
    return (
      <th role="rowheader" scope="row" className={classes(style, "max-sm:mb-1 max-sm:block max-sm:font-semibold sm:min-w-32")}>
        {content}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={classes(
        style,
        !column.desktopOnly && "max-sm:flex max-sm:min-h-7 max-sm:items-baseline max-sm:justify-between max-sm:gap-4",
      )}
    >
      <span aria-hidden className="shrink-0 text-sm text-muted sm:hidden">
        {column.header}
      </span>
      <span className="min-w-0 max-sm:text-end">{content}</span>
    </td>
  );
}
