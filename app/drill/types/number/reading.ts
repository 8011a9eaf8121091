import { Decimal } from "~/platform/decimal";
import type { LocalText } from "~/platform/locale";
import { plain } from "~/wording/normalise";
import { numeralIn } from "./numeral";
import { type Units, unitsOf } from "./units";

/** The text without a unit at its end; spaces inside the unit do not matter. Null when it does not end so. */
function withoutEnd(text: string, name: string): string | null {
  let at = text.length;
  for (let n = name.length - 1; n >= 0; n--) {
    while (text[at - 1] === " ") at--;
    if (text[--at] !== name[n]) return null;
  }
  return text.slice(0, at).trimEnd();
}

function withoutStart(text: string, name: string): string | null {
  let at = 0;
  for (const unit of name) {
    while (text[at] === " ") at++;
    if (text[at++] !== unit) return null;
  }
  return text.slice(at).trimStart();
}

/** Every way in which a text is one number with the unit before it, after it, on both sides or left out; in the smallest unit. */
function amountsIn(text: string, units: Units): Decimal[] {
  const amounts: Decimal[] = [];
  const take = (rest: string, size: Decimal) => {
    const value = numeralIn(rest);
    if (value) amounts.push(value.multiply(size));
  };
  take(text, units.own);
  const after = [...units.names].flatMap(([name, size]) => {
    const rest = withoutEnd(text, name);
    return rest === null ? [] : [{ rest, size }];
  });
  for (const { rest, size } of after) take(rest, size);
  for (const [name, size] of units.names)
    for (const end of [{ rest: text, size }, ...after]) {
      const rest = withoutStart(end.rest, name);
      if (rest !== null && end.size.compare(size) === 0) take(rest, size);
    }
  return amounts;
}

/** A number of content, exactly; null for one without a short form. */
export function exactly(value: number): Decimal | null {
  return Decimal.tryParse(String(value)) ?? Decimal.tryParse(value.toFixed(12));
}

type Wanted = { answer: number; tolerance: number; unit: LocalText };

/**
 * What a typed text says in the unit of the question, and whether that is right. "399", "３９９ 元", "¥399", "三百九十九块" and
 * "three hundred and ninety-nine yuan" are one; another unit of the same kind is reckoned over ("2.5 小时" are 150 minutes),
 * any other makes it no number at all. `value` null: not one number in this unit.
 */
export function readNumber({ answer, tolerance, unit }: Wanted, typed: string): { value: string | null; correct: boolean } {
  const units = unitsOf(unit);
  const text = plain(typed)
    .replace(/\s+/gu, " ")
    .replace(/[−–—]/gu, "-")
    .trim()
    .replace(/[。.!?,;、 ]+$/u, "");
  const amounts = amountsIn(text, units);
  const [wanted, off] = [exactly(answer)?.multiply(units.own), exactly(tolerance)?.multiply(units.own)];
  const right = amounts.find((amount) => wanted && off && off.atLeast(distance(amount, wanted)));
  const read = right ?? amounts[0];
  return { value: read?.divide(units.own).toString() ?? null, correct: right !== undefined };
}

function distance(a: Decimal, b: Decimal): Decimal {
  return a.atLeast(b) ? a.subtract(b) : b.subtract(a);
}
