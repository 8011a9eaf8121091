import { lookalikesOf } from "./shapes";
import { isCommon, isRare } from "./sounds";

/** Chinese words one character of which was changed for what looks like it (「等主菅来」), or for one that nobody uses (「没辧法」). All others stand there themselves. */

type Node<T> = { next: Map<string, Node<T>>; ends: T[] };
/** Words as a tree of their characters. */
export type ByCharacter<T> = Node<T>;

const emptyNode = <T>(): Node<T> => ({ next: new Map(), ends: [] });

/** The tree of some words. */
export function byCharacter<T extends { word: string }>(words: readonly T[]): ByCharacter<T> {
  const root = emptyNode<T>();
  for (const one of words) {
    let node = root;
    for (const character of one.word) {
      let child = node.next.get(character);
      if (!child) node.next.set(character, (child = emptyNode()));
      node = child;
    }
    node.ends.push(one);
  }
  return root;
}

/** A character that everybody uses, or one that nobody does, stands for another in words of so many. */
const LEAST_TELLING = 3;

/** For each tree and character what may stand there for it: what is behind it, and how long a word with it must be. At the root it is asked of every character of a text. */
const others = new WeakMap<object, Map<string, unknown>>();
const MOST_KEPT = 20_000;

function othersOf<T>(node: Node<T>, character: string): readonly { child: Node<T>; least: number }[] {
  const [isUsed, alike] = [isCommon(character), lookalikesOf(character)];
  if (!isUsed && isRare(character)) return [...node.next.values()].map((child) => ({ child, least: LEAST_TELLING }));
  const found: { child: Node<T>; least: number }[] = [];
  for (const other of alike.length < node.next.size ? alike : node.next.keys()) {
    const child = other !== character && alike.includes(other) ? node.next.get(other) : undefined;
    if (child) found.push({ child, least: isUsed ? LEAST_TELLING : 2 });
  }
  return found;
}

function othersAtRoot<T>(root: Node<T>, character: string): readonly { child: Node<T>; least: number }[] {
  let kept = others.get(root);
  if (!kept) others.set(root, (kept = new Map()));
  let found = kept.get(character) as ReturnType<typeof othersOf<T>> | undefined;
  if (!found) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(character, (found = othersOf(root, character)));
  }
  return found;
}

/** Whether a word can begin with a character, or with what it may stand for: most characters of a text begin none. */
export function mayBegin<T extends { word: string }>(character: string, root: ByCharacter<T>): boolean {
  return root.next.has(character) || othersAtRoot(root, character).length > 0;
}

/** The words that begin at a place of some characters (null: what is none, or lies beyond the end of a clause) and of which exactly one is changed. */
export function changedAt<T extends { word: string }>(
  characterAt: (place: number) => string | null,
  start: number,
  root: ByCharacter<T>,
): T[] {
  const found: T[] = [];
  /** `least`: how long a word with what was changed must be; 0: nothing was. */
  const walk = (node: Node<T>, at: number, least: number) => {
    if (least > 0 && at - start >= least) found.push(...node.ends);
    const character = characterAt(at);
    if (character === null || node.next.size === 0) return;
    const same = node.next.get(character);
    if (same) walk(same, at + 1, least);
    if (least > 0) return;
    for (const { child, least } of node === root ? othersAtRoot(root, character) : othersOf(node, character)) walk(child, at + 1, least);
  };
  walk(root, start, 0);
  return found;
}
