import type { Reader } from "~/platform/database.server";
import { caseByNumber } from "./queries.server";
import { mayEdit, type Reach } from "./reach";
import { stateAfter, yuanOf } from "./rules";

/** The number of a case in an address; null: it is none. */
export function numberIn(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

/** A case for its editor, as its form shows it; null: there is none, or it is not theirs to change now. One statement. */
export async function editPage(reader: Reader, reach: Reach, number: number) {
  const found = await caseByNumber(reader, reach, number);
  if (!found || !mayEdit(reach, found.one) || !stateAfter(found.one.state, "edit")) return null;
  const { id, revision, lines, platform, kind, title, reasons, worthFen, marked, better, why } = found.one;
  const worth = worthFen === null ? "" : yuanOf(worthFen);
  return { id, number, revision, lines, platform, values: { kind, title, reasons, worth, marked, better, why } };
}
