import type { ItemKind } from "~/curriculum/pack";

/**
 * What the editor shows of each kind: its fields, in order. The schema of the pack (`curriculum/pack.ts`) says what is sound; this says how it is typed.
 * A field's name, or its `word` where the name says too little, is the key `field.<word>` of the field messages and, where there is one, `hint.<word>` of
 * the hints; a choice is the key `choice.<value>`.
 */
export type Field = { optional?: boolean; word?: string } & (
  | { type: "text"; rows?: number; markdown?: boolean }
  | { type: "words" }
  | { type: "line" }
  | { type: "lines" }
  | { type: "number"; min?: number; max?: number; step?: number; start?: number }
  | { type: "tick"; start?: boolean }
  | { type: "choice"; of: readonly string[] }
  | { type: "several"; of: readonly string[] }
  | { type: "date" }
  | { type: "ref"; kind: ItemKind | "sibling" }
  /** A letter that names an entry; given when the entry is added. */
  | { type: "letter" }
  /** A name that nobody types: given when the entry is added ("item-7") and kept, so that what was said of the entry stays its own. */
  | { type: "key"; of: string }
  /** The place in the list, from 1. */
  | { type: "place" }
  /** A row of cells under the form's columns. */
  | { type: "cells" }
  | { type: "group"; fields: Fields }
  /** Values whose number and order are fixed: a list in the body, fields of their own in the form. */
  | { type: "tuple"; of: readonly Field[] }
  /** `folded`: each entry under its title. `sums`: the numbers of one field of all entries make so much together. */
  | { type: "list"; item: Field; min: number; max: number; folded?: boolean; sums?: { of: string; to: number } }
);
export type Fields = Readonly<Record<string, Field>>;

export const text = (rows = 1): Field => ({ type: "text", rows });
export const optionalText = (rows = 1): Field => ({ type: "text", rows, optional: true });
export const list = (item: Field, min: number, max: number): Field => ({ type: "list", item, min, max });
export const group = (fields: Fields): Field => ({ type: "group", fields });
export const qualityNames = ["professionalism", "confidence", "enthusiasm", "courage_to_ask"] as const;
