import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";

const CELL = "input[data-row]";

/**
 * What script adds to a grid of plain inputs: a pasted block fills cells to the right and below, Enter and the arrows go up and down, and cells that differ from what is kept (`data-kept`) are
 * marked and counted.
 */
export function useGrid() {
  const table = useRef<HTMLTableElement>(null);
  const [changed, setChanged] = useState(0);

  const mark = useCallback(() => {
    let count = 0;
    for (const cell of table.current?.querySelectorAll<HTMLInputElement>(CELL) ?? []) {
      const isChanged = cell.value.trim() !== cell.dataset.kept;
      cell.toggleAttribute("data-changed", isChanged);
      if (isChanged) count++;
    }
    setChanged(count);
  }, []);
  // What was typed before the page could hear it, and what a draft brought back.
  useEffect(() => {
    const timer = setTimeout(mark);
    return () => clearTimeout(timer);
  }, [mark]);

  const cellAt = (row: number, column: number) =>
    table.current?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`) ?? null;
  const placeOf = (cell: HTMLInputElement) => [Number(cell.dataset.row), Number(cell.dataset.column)] as const;

  const onPaste = (event: ClipboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLInputElement>(CELL);
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!cell || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [row, column] = placeOf(cell);
    text.split("\n").forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const target = cellAt(row + down, column + right);
        if (target) target.value = value.trim();
      }),
    );
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    mark();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLInputElement>(CELL);
    const step = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!cell || step === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [row, column] = placeOf(cell);
    const next = cellAt(row + step, column);
    next?.focus();
    next?.select();
  };

  const onInput = (_event: FormEvent) => mark();
  return { table, changed, handlers: { onPaste, onKeyDown, onInput } };
}
