import type { ItemBody } from "./pack";
import { isDecided, isExaminable, type Question } from "./pack-question";

export type Blueprint = ItemBody<"exam">["blueprint"];
export type BlueprintRow = Blueprint[number];
/** What a blueprint looks at in a question. */
export type Drawable = { topic: string; difficulty: number; critical: boolean; type: Question["type"] };

/** Whether a row may draw a question. */
export function rowTakes(row: BlueprintRow, question: Drawable): boolean {
  if (question.topic !== row.topic) return false;
  if (row.difficulty && (question.difficulty < row.difficulty.min || question.difficulty > row.difficulty.max)) return false;
  return row.types ? row.types.includes(question.type) : isDecided(question);
}

/** Whether an exam may draw a question: one of its rows takes it, and it was not made from the catalogue. */
export function examTakes(exam: Pick<ItemBody<"exam">, "blueprint">, question: Question): boolean {
  return isExaminable(question) && exam.blueprint.some((row) => rowTakes(row, question));
}

/** A part of a row that is filled apart from the rest: its critical questions, the others, or any. `row` counts from 1. */
export type Cell = { row: number; topic: string; part: "critical" | "others" | "any"; wanted: number };
/** A cell that the pool cannot fill: so many of it could be. */
export type Shortage = Cell & { found: number };

/**
 * The cells of a blueprint over a pool. A row that says nothing of critical questions takes them by the pool's share, rounded half-up, and at least one
 * where the pool has any: an exam cannot miss what costs the shop money. `byShare` false: such a row takes any.
 */
function cellsOf(rows: Blueprint, pool: readonly Drawable[], byShare: boolean): Cell[] {
  return rows.flatMap((row, at) => {
    const { topic, count } = row;
    const cell = (part: Cell["part"], wanted: number): Cell[] => (wanted > 0 ? [{ row: at + 1, topic, part, wanted }] : []);
    const critical = row.critical ?? (byShare ? shareOf(row, pool) : null);
    return critical === null ? cell("any", count) : [...cell("critical", critical), ...cell("others", count - critical)];
  });
}

function shareOf(row: BlueprintRow, pool: readonly Drawable[]): number {
  const { found, critical } = poolOf(row, pool);
  return critical === 0 ? 0 : Math.max(1, Math.floor((2 * row.count * critical + found) / (2 * found)));
}

/** Questions seated in cells so that no further seat can be filled, earlier ones of `ordered` before later ones. */
function seat<Q extends Drawable>(rows: Blueprint, cells: readonly Cell[], ordered: readonly Q[]): Q[][] {
  const seated: Q[][] = cells.map(() => []);
  const fits = (question: Q, at: number): boolean => {
    const cell = cells[at];
    const row = cell && rows[cell.row - 1];
    if (!cell || !row || !rowTakes(row, question)) return false;
    return cell.part === "any" || (cell.part === "critical") === question.critical;
  };
  // A question takes a free seat, or one whose holder can move on to another cell: whoever could sit at all is never sent away by the order of the rows.
  const place = (question: Q, tried: Set<number>): boolean => {
    for (const [at, cell] of cells.entries()) {
      const here = seated[at];
      if (!here || tried.has(at) || !fits(question, at)) continue;
      tried.add(at);
      if (here.length < cell.wanted) return here.push(question) > 0;
      const moving = here.findIndex((holder) => place(holder, tried));
      if (moving >= 0) {
        here.splice(moving, 1, question);
        return true;
      }
    }
    return false;
  };
  let free = cells.reduce((sum, cell) => sum + cell.wanted, 0);
  for (const question of ordered) {
    if (free === 0) break;
    if (place(question, new Set())) free--;
  }
  return seated;
}

/**
 * Fill a blueprint from a pool, none twice, preferring what stands earlier in `ordered`: of all papers that obey the blueprint, one with as many of the
 * earlier ones as can be. Rows may overlap. The shares of critical questions give way where rows that overlap cannot all have theirs; what a row says
 * itself never does. Where the pool does not suffice: the first cell that stays short.
 */
export function fillBlueprint<Q extends Drawable>(rows: Blueprint, ordered: readonly Q[]): { drawn: Q[] } | { shortage: Shortage } {
  const fill = (byShare: boolean) => {
    const cells = cellsOf(rows, ordered, byShare);
    const seated = seat(rows, cells, ordered);
    const short = cells.flatMap((cell, at): Shortage[] => {
      const found = seated[at]?.length ?? 0;
      return found < cell.wanted ? [{ ...cell, found }] : [];
    });
    return { drawn: seated.flat(), shortage: short[0] };
  };
  const shared = fill(true);
  const { drawn, shortage } = shared.shortage ? fill(false) : shared;
  return shortage ? { shortage } : { drawn };
}

/** What a row may draw of a pool, and how many of that are critical. */
export function poolOf(row: BlueprintRow, pool: readonly Drawable[]): { found: number; critical: number } {
  const taken = pool.filter((question) => rowTakes(row, question));
  return { found: taken.length, critical: taken.filter((question) => question.critical).length };
}
