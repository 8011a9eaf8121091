import { isRhetorical } from "./denial";
import { isEveryday } from "./everyday";
import { fold, type Folded } from "./fold";
import { hasGap, isHarmless } from "./harmless";
import { type Across, type Pattern, patternOf, sourceSpan, standsAt } from "./pattern";
import { isAccident } from "./segments";

/** A prohibited term as the pack and the tables know it. */
export type Term = {
  slug: string;
  words: { "zh-CN": readonly string[]; en: readonly string[] };
  platforms: readonly string[];
  severity: "block" | "warn";
  /** Longer words that hold it and are harmless; 「…」 in one stands for a few letters of the same sentence. */
  allowed_in: readonly string[];
};

export type TermHit = {
  termSlug: string;
  severity: "block" | "warn";
  /** The listed wording that was found. */
  word: string;
  /** Where it stands in the text as it was given, in UTF-16 units; `found` is what stands there. */
  from: number;
  to: number;
  found: string;
};

export type TermQuery = {
  /** Only terms of this platform; without it those of all. */
  platform?: string;
  /** Only the wordings of this language; without it those of both, for people mix them. */
  locale?: "zh-CN" | "en";
};

type Entry = { pattern: Pattern; term: Term; word: string; role: "zh-CN" | "en" | "allowed" };
/** Of tens of thousands of nodes nearly all lead to one letter only: these hold it without a map. */
type Node = { unit: number; only: Node | null; next: Map<number, Node> | null; entries: Entry[] | null };
/** `pairs`: which two letters some wording begins with, one number for several; `single`: which letter is a wording by itself. Nearly everywhere in a text nothing begins. */
type Tree = { root: Node; pairs: Uint8Array; single: Uint8Array };
type Candidate = { entry: Entry; start: number; end: number; across: Across };

const emptyNode = (): Node => ({ unit: -1, only: null, next: null, entries: null });

function childOf(node: Node, unit: number): Node | undefined {
  return node.next ? node.next.get(unit) : node.unit === unit ? (node.only ?? undefined) : undefined;
}

function makeChild(node: Node, unit: number): Node {
  const known = childOf(node, unit);
  if (known) return known;
  const child = emptyNode();
  if (node.next) node.next.set(unit, child);
  else if (!node.only) [node.unit, node.only] = [unit, child];
  else {
    node.next = new Map([
      [node.unit, node.only],
      [unit, child],
    ]);
    node.only = null;
  }
  return child;
}

/**
 * Terms by their letters. A tree walked from every letter: few terms share more than two or three letters with a text, so that it stays
 * near one step a letter; 900 words and 500 characters take some 50 µs.
 */
function treeOf(terms: readonly Term[]): Tree {
  const root = emptyNode();
  const [pairs, single] = [new Uint8Array(0x10000), new Uint8Array(0x10000)];
  const plant = (term: Term, word: string, role: Entry["role"]) => {
    const pattern = patternOf(word);
    if (!pattern) return;
    let node = root;
    for (let at = 0; at < pattern.words.length; at++) {
      node = makeChild(node, pattern.words.charCodeAt(at));
    }
    (node.entries ??= []).push({ pattern, term, word, role });
    const [first, second] = [pattern.words.charCodeAt(0), pattern.words.charCodeAt(1)];
    if (pattern.words.length > 1) pairs[pairOf(first, second)] = 1;
    else single[first] = 1;
  };
  for (const term of terms) {
    for (const locale of ["zh-CN", "en"] as const) for (const word of term.words[locale]) plant(term, word, locale);
    for (const word of term.allowed_in) if (!hasGap(word)) plant(term, word, "allowed");
  }
  return { root, pairs, single };
}

const pairOf = (first: number, second: number) => (Math.imul(first, 31) + second) & 0xffff;

// A set of terms is read far more often than it changes; whoever changes it makes a new list.
const trees = new WeakMap<readonly Term[], Tree>();

const NONE: readonly Entry[] = [];

function candidatesIn(folded: Folded, { root, pairs, single }: Tree): Candidate[] {
  const { words } = folded;
  const candidates: Candidate[] = [];
  for (let start = 0; start < words.length; start++) {
    const first = words.charCodeAt(start);
    const isPair = start + 1 < words.length && pairs[pairOf(first, words.charCodeAt(start + 1))] === 1;
    if (!isPair && single[first] === 0) continue;
    let node = childOf(root, first);
    for (let at = start + 1; node; at++) {
      for (const entry of node.entries ?? NONE) {
        const across = standsAt(folded, entry.pattern, start);
        if (across) candidates.push({ entry, start, end: at, across });
      }
      node = at < words.length ? childOf(node, words.charCodeAt(at)) : undefined;
    }
  }
  return candidates;
}

const open = new WeakMap<Term, readonly string[]>();

/** The harmless longer words of a term that leave something open. */
function openPhrases(term: Term): readonly string[] {
  let phrases = open.get(term);
  if (!phrases) open.set(term, (phrases = term.allowed_in.filter(hasGap)));
  return phrases;
}

const rank = (severity: Term["severity"]) => (severity === "block" ? 0 : 1);

/**
 * The prohibited terms in a text, in the order of the text, none overlapping another (the longest wins). Found through full-width and
 * traditional characters, accents, spaces, punctuation, pictographs and unseen characters; English at the edges of words. A hit inside one of
 * the term's harmless longer words is none. Pass the same list again and again: what is made of it once is kept as long as the list.
 */
export function findTerms(text: string, terms: readonly Term[], query: TermQuery = {}): TermHit[] {
  return termsIn(fold(text), terms, query);
}

/** The same for a text that is folded already. */
export function termsIn(folded: Folded, terms: readonly Term[], { platform, locale }: TermQuery = {}): TermHit[] {
  let tree = trees.get(terms);
  if (!tree) trees.set(terms, (tree = treeOf(terms)));
  const candidates = candidatesIn(folded, tree);
  if (candidates.length === 0) return [];
  const harmless: Candidate[] = [];
  const hits: Candidate[] = [];
  for (const candidate of candidates) {
    const { role, term } = candidate.entry;
    if (platform !== undefined && !term.platforms.includes(platform)) continue;
    if (role === "allowed") {
      if (candidate.across === "word") harmless.push(candidate);
    } else if (locale === undefined || role === locale) hits.push(candidate);
  }
  const kept: Candidate[] = [];
  hits.sort(
    (a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start || rank(a.entry.term.severity) - rank(b.entry.term.severity),
  );
  for (const hit of hits) {
    if (harmless.some((h) => h.entry.term === hit.entry.term && h.start <= hit.start && hit.end <= h.end && !isRhetorical(folded, h.start)))
      continue;
    if (kept.some((k) => k.start < hit.end && hit.start < k.end)) continue;
    if (isHarmless(folded, openPhrases(hit.entry.term), hit) || isEveryday(folded, hit.entry.pattern.words, hit)) continue;
    if (!isAccident(folded, hit, { strict: true })) kept.push(hit);
  }
  return kept
    .sort((a, b) => a.start - b.start)
    .map(({ entry, start }) => {
      const { from, to } = sourceSpan(folded, entry.pattern, start);
      return { termSlug: entry.term.slug, severity: entry.term.severity, word: entry.word, from, to, found: folded.source.slice(from, to) };
    });
}

/** Whether a wording can be found at all: it has a letter or a digit. */
export function canBeFound(word: string): boolean {
  return patternOf(word) !== null;
}
