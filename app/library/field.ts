import type { ItemKind } from "~/curriculum/pack";

/**
 * What the editor shows of each kind: its fields, in order. The schema of the pack (`curriculum/pack.ts`) says what is sound; this says how it is typed.
 * A field's name is the key `field.<name>` of the field messages, a choice the key `choice.<value>`.
 */
export type Field = { optional?: boolean } & (
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
  /** The place in the list, from 1. */
  | { type: "place" }
  /** A row of cells under the form's columns. */
  | { type: "cells" }
  | { type: "group"; fields: Fields }
  | { type: "list"; item: Field; min: number; max: number }
);
export type Fields = Readonly<Record<string, Field>>;

export const text = (rows = 1): Field => ({ type: "text", rows });
export const optionalText = (rows = 1): Field => ({ type: "text", rows, optional: true });
export const list = (item: Field, min: number, max: number): Field => ({ type: "list", item, min, max });
export const group = (fields: Fields): Field => ({ type: "group", fields });
export const qualityNames = ["professionalism", "confidence", "enthusiasm", "courage_to_ask"] as const;
