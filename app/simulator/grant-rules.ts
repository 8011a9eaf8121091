import type { RunGrade } from "~/curriculum/simulation-grade";
import type { CustomerState } from "~/curriculum/simulation-run";
import type { Granted } from "./undecided-rules";

/** Whether what a supervisor says to have seen cannot be: a line that is no reply in time, a point that the machine found or nobody knows or that is a fault, a line said twice. */
export function grantFaults({ grade, chats }: { grade: RunGrade; chats: readonly CustomerState[] }, granted: readonly Granted[]): boolean {
  const lines = new Set(granted.map(({ customer, line }) => `${customer} ${line}`));
  if (lines.size !== granted.length) return true;
  return granted.some(({ customer, point, line }) => {
    const state = chats.find(({ slug }) => slug === customer);
    const mark = grade.customers.find(({ slug }) => slug === customer)?.points.find(({ slug }) => slug === point);
    const isReply = state?.lines[line]?.who === "agent" && (state.ended === null || line < state.ended.line);
    return !isReply || mark?.line !== null || mark.kind === "fault";
  });
}

const FIELD = /^grant:([a-z0-9-]+):(\d{1,4})$/;

/** The name of the field that says what a line counts as. */
export const grantField = (customer: string, line: number): string => `grant:${customer}:${line}`;

/** What a form says that lines count as; a line that counts as nothing is left out. */
export function grantedIn(fields: Iterable<[string, unknown]>): Granted[] {
  return [...fields].flatMap(([name, value]) => {
    const [, customer, line] = FIELD.exec(name) ?? [];
    return customer !== undefined && line !== undefined && typeof value === "string" && value !== ""
      ? [{ customer, point: value, line: Number(line) }]
      : [];
  });
}
