import { type ItemKind, itemSchemas } from "./pack";

/** The name of an item of the library. */
export type ItemRef = { kind: ItemKind; slug: string };

/**
 * What something was made from: something that has a place in the product, or words. Stored as one text: a reference is "kind/slug", whatever else it says
 * is a note. A kind that lives elsewhere than in the library becomes a type of its own here, with its own way to be found and shown.
 */
export type Origin = ({ type: "item" } & ItemRef) | { type: "case"; number: number } | { type: "note"; text: string };

const REFERENCE = /^([a-z_]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;
/** The pages that show an item: the library's own, and the product's on the phone. */
const ADDRESS = /^(?:https?:\/\/[^/\s]+)?\/(?:library\/)?([a-z_]+)\/([a-z0-9-]+)(?:\/(?:edit|history|publish))?\/?(?:[?#].*)?$/;

const isKind = (kind: string): kind is ItemKind => Object.hasOwn(itemSchemas, kind);

/** A case by its running number: as it is stored, and by the page that shows it. */
const CASE = /^case\/([1-9]\d{0,8})$/;
const CASE_ADDRESS = /^(?:https?:\/\/[^/\s]+)?\/cases\/([1-9]\d{0,8})(?:\/edit)?\/?(?:[?#].*)?$/;

/** What a stored text refers to; a note where it refers to nothing that we know. */
export function originOf(text: string): Origin {
  const number = CASE.exec(text)?.[1];
  if (number) return { type: "case", number: Number(number) };
  const [, kind = "", slug = ""] = REFERENCE.exec(text) ?? [];
  return isKind(kind) ? { type: "item", kind, slug } : { type: "note", text };
}

/** A reference as it is stored. */
export const refText = ({ kind, slug }: ItemRef): string => `${kind}/${slug}`;

/** What somebody typed, as it is stored: the address of an item or a case, and "#41", become the reference to it. */
export function tidyOrigin(typed: string): string {
  const text = typed.trim().replace(/\s+/g, " ");
  const number = CASE_ADDRESS.exec(text)?.[1] ?? /^#([1-9]\d{0,8})$/.exec(text)?.[1];
  if (number) return `case/${number}`;
  const [, named = "", slug = ""] = ADDRESS.exec(text) ?? [];
  const kind = named === "products" ? "product" : named;
  return isKind(kind) ? refText({ kind, slug }) : text;
}

/** The item that somebody named as another's successor: by its address, as "kind/slug", or by its short name where it is of the same kind. Null: none. */
export function successorOf(typed: string, kind: ItemKind): ItemRef | null {
  const text = tidyOrigin(typed);
  const origin = originOf(/^[a-z0-9-]+$/.test(text) ? refText({ kind, slug: text }) : text);
  return origin.type === "item" ? { kind: origin.kind, slug: origin.slug } : null;
}
