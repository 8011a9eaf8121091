import type { FigureAnswers, FigureCounts, FigureFault, Measures } from "@db/schema";
import type { PlainDate } from "~/platform/dates";
import { orderOf, readDays } from "./cell-dates";
import { readCount, readMoney, readTime } from "./cell-values";
import { type Mapping, unitOf } from "./columns";
import { asideOf, type FigureRow, type FigureSheet } from "./figure-sheet";
import { measuresByPart, monthOf, type Part } from "./measures";
import { brokenRules, isUnweighed, rateDiffers } from "./row-rules";
import { accountOf, type Ground, type Said, whoIs } from "./row-who";

/** What the rows of an export say, as figures; or why a row says nothing. Pure. */

export type ReadFigure = { row: number; personId: string; storeId: string; part: Part; from: PlainDate; to: PlainDate; measures: Measures };
/** What whoever imports it must say before anything can be told: which columns mean what, how days are written, which store, agent, days. */
export type Question = "columns" | "dates" | "store" | "agent" | "period";
export type RowsRead = { figures: ReadFigure[]; faults: FigureFault[]; counts: FigureCounts; questions: Question[] };

const parts = Object.keys(measuresByPart) as Part[];
const WHOLE_STORE = /^(?:全店|店铺|整店|本店|all|store)$/i;

/** What a row says of who and where. */
export function saidIn({ cells }: FigureRow, mapping: Mapping): Said {
  const of = (field: string) => cells[mapping.indexOf(field)] ?? "";
  return { ...accountOf(of("agent")), name: of("person"), number: of("number") };
}

/** Which questions a file leaves open. */
function questionsOf(
  { rows }: FigureSheet,
  mapping: Mapping,
  answers: FigureAnswers,
  storeOf: (row: FigureRow) => string | null,
): Question[] {
  const has = (field: string) => mapping.includes(field);
  const column = mapping.indexOf("date");
  const open: Question[] = [];
  const isMeasured = mapping.some((field) => field !== null && parts.some((part) => field.startsWith(`${part}.`)));
  if (!isMeasured) open.push("columns");
  const days = ["date", "from", "to"].flatMap((field) => (has(field) ? [mapping.indexOf(field)] : []));
  if (!answers.dates && days.some((at) => orderOf(rows.map(({ cells }) => cells[at] ?? "")) === "ask")) open.push("dates");
  if (column < 0 && !(has("from") && has("to")) && !(answers.from && answers.to)) open.push("period");
  if (!has("agent") && !has("person") && !has("number") && !answers.personId) open.push("agent");
  if (rows.some((row) => storeOf(row) === null)) open.push("store");
  return open;
}

/** Read all rows. Questions that are open leave the figures empty. */
export function readRows(sheet: FigureSheet, mapping: Mapping, answers: FigureAnswers, ground: Ground): RowsRead {
  const counts: FigureCounts = {
    rows: 0,
    totals: 0,
    peers: 0,
    notes: 0,
    storeRows: 0,
    blank: 0,
    faulty: 0,
    fresh: 0,
    same: 0,
    corrected: 0,
  };
  const own = sheet.rows.filter((row) => {
    const aside = asideOf(row, mapping);
    if (aside) counts[aside === "total" ? "totals" : aside === "peer" ? "peers" : "notes"]++;
    return aside === null;
  });
  counts.rows = own.length;
  const faults: FigureFault[] = [];
  const figures: ReadFigure[] = [];
  const { storeNamed, who } = whoIs(ground);
  const storeOf = (row: FigureRow) => {
    const said = row.cells[mapping.indexOf("store")] ?? "";
    // A store that is named and not known is a fault of the row, no question.
    if (said !== "") return storeNamed(said) ?? "";
    return storeNamed(saidIn(row, mapping).prefix) ?? answers.storeId ?? null;
  };
  const questions = questionsOf({ ...sheet, rows: own }, mapping, answers, storeOf);
  if (questions.length > 0) return { figures, faults, counts, questions };

  const orders = new Map(
    ["date", "from", "to"].map((field) => {
      const order = answers.dates ?? orderOf(own.map(({ cells }) => cells[mapping.indexOf(field)] ?? ""));
      return [field, order === "none" || order === "ask" ? undefined : order];
    }),
  );
  const people = new Map(ground.people.map((one) => [one.id, one]));
  const heading = (field: string) => sheet.headings[mapping.indexOf(field)] ?? "";
  for (const row of own) {
    const found = readRow(row);
    faults.push(...found.faults);
    if (found.faults.every(({ isWarning }) => isWarning)) figures.push(...found.figures);
  }
  return { figures, faults, counts, questions };

  function readRow(row: FigureRow): { figures: ReadFigure[]; faults: FigureFault[] } {
    const of = (field: string) => row.cells[mapping.indexOf(field)] ?? "";
    const wrong: FigureFault[] = [];
    const fault = (code: string, column: string, value: string, more: Partial<FigureFault> = {}) =>
      wrong.push({ row: row.row, column: heading(column) || column, code, value, ...more });
    const values = readValues(row, fault);
    const isReadable = wrong.length === 0;
    if (isReadable && values.size === 0) {
      counts.blank++;
      return { figures: [], faults: [] };
    }
    const said = saidIn(row, mapping);
    const hasWho = mapping.some((field) => field === "agent" || field === "person" || field === "number");
    if (
      hasWho &&
      ((said.account === "" && said.name === "" && said.number === "") ||
        WHOLE_STORE.test(said.account) ||
        storeNamed(said.account) !== null)
    ) {
      counts.storeRows++;
      return { figures: [], faults: [] };
    }
    const days = daysOf(fault, of);
    const storeId = storeOf(row);
    if (storeId === "" || storeId === null) fault("store_unknown", "store", of("store"));
    else if (days) {
      const whose = hasWho ? who(said, storeId, days.from, days.to) : { personId: answers.personId ?? "" };
      const column = ["agent", "number", "person"].find((field) => of(field) !== "") ?? "agent";
      if ("code" in whose) fault(whose.code, column, of(column), { params: { other: whose.other, from: days.from, to: days.to } });
      else {
        checkEmployment(whose.personId, days, fault, of("date"));
        return {
          figures: isReadable ? partsOf({ row: row.row, personId: whose.personId, storeId, ...days }, values, fault, of) : [],
          faults: wrong,
        };
      }
    }
    return { figures: [], faults: wrong };
  }

  type Tell = (code: string, column: string, value: string, more?: Partial<FigureFault>) => void;

  function readValues(row: FigureRow, fault: Tell): Map<string, number> {
    const values = new Map<string, number>();
    mapping.forEach((field, i) => {
      if (field === null || !/^(?:conversion|reception|sales|rating|push)\./.test(field)) return;
      const cell = row.cells[i] ?? "";
      const [read, code] = field.endsWith("Fen")
        ? [readMoney(cell), "not_money"]
        : field.endsWith("Ms")
          ? [readTime(cell, unitOf(sheet.headings[i] ?? "")), "not_a_time"]
          : [readCount(cell), "not_a_count"];
      if (!read.ok) fault(code, field, cell);
      else if (read.value !== null) values.set(field, read.value);
    });
    return values;
  }

  function daysOf(fault: Tell, of: (field: string) => string): { from: PlainDate; to: PlainDate } | null {
    const read = (field: string) => {
      const days = readDays(of(field), orders.get(field));
      if (!days.ok) fault("day_unreadable", field, of(field));
      return days.ok ? days : null;
    };
    let days: { from: PlainDate; to: PlainDate } | null = null;
    if (mapping.includes("date")) {
      const day = read("date");
      days = day && { from: day.from, to: day.to };
    } else if (mapping.includes("from") && mapping.includes("to")) {
      const [from, to] = [read("from"), read("to")];
      days = from && to && { from: from.from, to: to.to };
    } else days = { from: answers.from ?? "", to: answers.to ?? "" };
    if (!days) return null;
    const column = mapping.includes("date") ? "date" : "to";
    const stretch = `${days.from} – ${days.to}`;
    if (days.from > days.to) fault("days_backwards", column, stretch);
    else if (monthOf(days.from) !== monthOf(days.to)) fault("not_one_month", column, stretch);
    else if (days.to > ground.today) fault("day_future", column, days.to, { params: { today: ground.today } });
    else return days;
    return null;
  }

  function checkEmployment(personId: string, days: { from: PlainDate; to: PlainDate }, fault: Tell, said: string): void {
    const worker = people.get(personId);
    if (worker?.from && days.from < worker.from)
      fault("before_hire", "date", said || days.from, { params: { name: worker.name, day: worker.from } });
    if (worker?.leftOn && days.to > worker.leftOn)
      fault("after_leaving", "date", said || days.to, { params: { name: worker.name, day: worker.leftOn } });
  }

  function partsOf(
    at: Omit<ReadFigure, "part" | "measures">,
    values: ReadonlyMap<string, number>,
    fault: Tell,
    of: (field: string) => string,
  ): ReadFigure[] {
    const made = parts.flatMap((part) => {
      const measures: Measures = {};
      for (const measure of measuresByPart[part]) {
        const value = values.get(`${part}.${measure}`) ?? starsOf(values, `${part}.${measure}`);
        if (value !== undefined) measures[measure] = value;
      }
      return Object.keys(measures).length > 0 ? [{ ...at, part, measures }] : [];
    });
    const kept = made.filter(({ part }) => part !== "conversion" || mapping.includes("conversion.paid"));
    // Once for the whole file: it is the column that is passed over.
    if (kept.length < made.length && !faults.some(({ code }) => code === "conversion_passed_over"))
      fault("conversion_passed_over", "conversion.inquiries", of("conversion.inquiries"), { isWarning: true });
    for (const { part, measures } of kept) {
      for (const { code, measure, than } of brokenRules(part, measures))
        fault(
          code,
          mapping.includes(`${part}.${measure}`) ? `${part}.${measure}` : `${part}.${measure}.invited`,
          of(`${part}.${measure}`),
          { params: { limit: than ? (measures[than] ?? "") : "" } },
        );
      if (part === "reception" && isUnweighed(measures))
        fault("time_unweighed", "reception.firstResponseMs", of("reception.firstResponseMs"), { isWarning: true });
    }
    mapping.forEach((field) => {
      const expected = field?.startsWith("rate.") ? rateDiffers(field, of(field), (name) => values.get(name)) : null;
      if (field && expected !== null) fault("rate_differs", field, of(field), { params: { expected }, isWarning: true });
    });
    return kept;
  }
}

/** Ratings of invited customers and of others, where the file gives no total. */
function starsOf(values: ReadonlyMap<string, number>, field: string): number | undefined {
  const [invited, own] = [values.get(`${field}.invited`), values.get(`${field}.own`)];
  return invited === undefined && own === undefined ? undefined : (invited ?? 0) + (own ?? 0);
}
