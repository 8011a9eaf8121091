import { around, beginLine, cuePlaces, CUES, FIRST, firstCues, otherCues, PLACES, RULE } from "./mask-tagger-cues";
import { MOST_TOKENS, type Tokens, tokenise } from "./mask-tagger-tokens";
import { wordsOf } from "./mask-name-shape";
import type { MaskKind, MaskSpan } from "./mask-text";

/** What the rules found: numbers, addresses and accounts; words of the catalogue; names. */
export type Found = {
  /** Of these, what is beyond doubt: numbers, and the nick of this chat's buyer. */ sure: readonly MaskSpan[];
  beside: readonly MaskSpan[];
  goods: readonly { from: number; to: number }[];
  names: readonly MaskSpan[];
  read: readonly MaskSpan[];
};

/**
 * The learned tagger of a line (decision 037): each token is outside, or begins, continues, ends or is alone what names a buyer, of one of five kinds; the likeliest sequence of all is read. What
 * the rules found is among its cues. Learned by test/labelled/masker/teach.ts. Pure but for tables that are used again.
 */

export type TaggerWeights = { step: number; places: Int8Array; transitions: Float64Array };

/** Kinds that the tagger tells apart; what else is a number has a form of its own. */
export const KINDS: readonly MaskKind[] = ["name", "address", "nick", "phone"];

/** A number that no rule has seen: a telephone by its length, else an order. */
function kindOf(kind: MaskKind, words: string): MaskKind {
  if (kind !== "phone") return kind;
  const figures = words.replace(/\D/g, "").length;
  return figures > 13 || (figures < 11 && /[A-Za-z]/.test(words)) ? "order" : "phone";
}
/** 0 is outside; of each kind B, I, E, S follow each other. */
export const TAGS = 1 + 4 * KINDS.length;

const EVERY = Array.from({ length: TAGS }, (_, tag) => tag);
/** What may follow what: outside, end and alone lead to outside, begin and alone; begin and inside lead to inside and end of their kind. */
export const CLOSES = Uint8Array.from(EVERY.filter((tag) => tag === 0 || tag % 4 === 3 || tag % 4 === 0));
export const OPENS = Uint8Array.from(EVERY.filter((tag) => tag === 0 || tag % 4 === 1 || tag % 4 === 0));
const BEGINS = Uint8Array.from(EVERY, (tag) => (tag > 0 && OPENS.includes(tag) ? 1 : 0));
const ADDRESS = 1 + 4 * KINDS.indexOf("address");

/** Reads a line and paints what the rules found of it. */
function painted(text: string, before: Found): Tokens {
  const tokens = tokenise(text);
  const { count, from } = tokens;
  around.rules.fill(0, 0, count);
  const paint = (span: { from: number; to: number }, kind: number) => {
    const first = tokenAt(tokens, span.from);
    for (let i = first; i < count && (from[i] ?? 0) < span.to; i++) {
      const was = Math.floor((around.rules[i] ?? 0) / 3);
      const made = kind === RULE.read && (was === RULE.name || was === RULE.both) ? RULE.both : kind;
      around.rules[i] = made * 3 + (i === first ? 0 : i + 1 < count && (from[i + 1] ?? 0) < span.to ? 1 : 2);
    }
  };
  for (const span of before.names) paint(span, RULE.name);
  for (const span of before.read) paint(span, RULE.read);
  for (const span of before.goods) paint(span, RULE.goods);
  for (const span of before.beside)
    paint(
      span,
      span.kind === "address" ? RULE.address : span.kind === "nick" ? RULE.nick : span.kind === "phone" ? RULE.phone : RULE.number,
    );
  beginLine(text, tokens);
  return tokens;
}

/** The words of the dictionary, for every token. */
function words(text: string, { count, from }: Tokens): void {
  let at = 0;
  let i = 0;
  for (const said of wordsOf(text)) {
    const end = at + said.length;
    let hash = 0x811c9dc5;
    for (let k = 0; k < said.length; k++) hash = Math.imul(hash ^ said.charCodeAt(k), 0x01000193);
    const first = i;
    while (i < count && (from[i] ?? 0) < end) {
      around.words[i] = hash;
      around.bounds[i] = i === first ? 2 : 3;
      i++;
    }
    if (i - first === 1) around.bounds[first] = 1;
    else if (i > first) around.bounds[i - 1] = 4;
    at = end;
  }
}

/** A line with all cues of all its tokens, as learning asks for them. */
export function readForTags(text: string, before: Found): { tokens: Tokens; cues: Int32Array } {
  const tokens = painted(text, before);
  words(text, tokens);
  for (let i = 0; i < tokens.count; i++) {
    firstCues(i);
    otherCues(i);
  }
  return { tokens, cues: cuePlaces };
}

function tokenAt({ count, to }: Tokens, place: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((to[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So far must the first cues lean to "outside" for a token to be looked at no further. */
const SURE = 2.5;
/** So many tokens beside one that is not sure are looked at too. */
const BESIDE = 2;
const isOpen = new Uint8Array(MOST_TOKENS + 2 * BESIDE);
const emission = new Float64Array(MOST_TOKENS * TAGS);
const scores = new Float64Array(MOST_TOKENS * TAGS);
const back = new Uint8Array(MOST_TOKENS * TAGS);
const path = new Uint8Array(MOST_TOKENS);

/** So much is added to whatever begins, and to whatever goes on with an address, so that doubt masks. */
export type Lean = { begin: number; goOn: number };

/** What the tagger reads in a line, for any lean that is asked. */
export type Reader = (lean: Lean) => MaskSpan[];
const NOTHING: Reader = () => [];

/** Read a line: its cues are weighed once. To be asked before the next line is read. */
export function tagged(text: string, before: Found, weights: TaggerWeights): Reader {
  const tokens = painted(text, before);
  const { count } = tokens;
  let [first, last] = [count, -1];
  for (let i = 0; i < count; i++) {
    firstCues(i);
    // A token is looked at where something may begin, or may go on with the token before it.
    const goesOn = i > 0 && isOpen[i - 1] === 1;
    weighBegins(i, 0, FIRST, weights);
    if (goesOn) weighInsides(i, 0, FIRST, weights);
    isOpen[i] = leansToSomething(i, goesOn) ? 1 : 0;
    if (isOpen[i] === 0) continue;
    first = Math.min(first, i);
    last = i;
  }
  if (last < 0) return NOTHING;
  words(text, tokens);
  [first, last] = [Math.max(0, first - BESIDE), Math.min(count - 1, last + BESIDE)];
  for (let i = first; i <= last; i++) {
    if (i === 0 || isOpen[i - 1] !== 1) weighInsides(i, 0, FIRST, weights);
    let near = 0;
    for (let k = Math.max(0, i - BESIDE); k <= i + BESIDE; k++) near |= isOpen[k] ?? 0;
    if (near === 0) continue;
    otherCues(i);
    weighBegins(i, FIRST, CUES, weights);
    weighInsides(i, FIRST, CUES, weights);
  }
  isOpen.fill(0, 0, count);
  return (lean) => likeliest(text, tokens, first, last, weights.transitions, lean);
}

/** Whether the first cues lean to any tag that may stand there. */
function leansToSomething(i: number, goesOn: boolean): boolean {
  const row = i * TAGS;
  const outside = (emission[row] ?? 0) - SURE;
  for (let start = row + 1; start < row + TAGS; start += 4) {
    if ((emission[start] ?? 0) > outside || (emission[start + 3] ?? 0) > outside) return true;
    if (goesOn && ((emission[start + 1] ?? 0) > outside || (emission[start + 2] ?? 0) > outside)) return true;
  }
  return false;
}

/** What some of its cues say of a token for outside and for the tags that begin something: hardly any token needs more. Later cues are added to what the first ones said. */
function weighBegins(i: number, first: number, last: number, { places, step }: TaggerWeights): void {
  const row = i * TAGS;
  const [from, to] = [i * CUES + first, i * CUES + last];
  let outside = 0;
  for (let k = from; k < to; k++) outside += places[cuePlaces[k] ?? 0] ?? 0;
  emission[row] = (first === 0 ? 0 : (emission[row] ?? 0)) + outside * step;
  for (let tag = 1; tag < TAGS; tag += 4) weighTwo(row, tag, tag + 3, from, to, first === 0, places, step);
}

/** The same for the tags that go on with something and end it. */
function weighInsides(i: number, first: number, last: number, { places, step }: TaggerWeights): void {
  for (let tag = 2; tag < TAGS; tag += 4) weighTwo(i * TAGS, tag, tag + 1, i * CUES + first, i * CUES + last, first === 0, places, step);
}

function weighTwo(
  row: number,
  tag: number,
  other: number,
  from: number,
  to: number,
  isNew: boolean,
  places: Int8Array,
  step: number,
): void {
  let [one, two] = [0, 0];
  for (let k = from; k < to; k++) {
    const place = cuePlaces[k] ?? 0;
    one += places[place + tag] ?? 0;
    two += places[place + other] ?? 0;
  }
  emission[row + tag] = (isNew ? 0 : (emission[row + tag] ?? 0)) + one * step;
  emission[row + other] = (isNew ? 0 : (emission[row + other] ?? 0)) + two * step;
}

/** The likeliest sequence of tags (Viterbi) from one token to another, as stretches; all others are outside. */
function likeliest(
  text: string,
  tokens: Tokens,
  first: number,
  last: number,
  transitions: Float64Array,
  { begin, goOn }: Lean,
): MaskSpan[] {
  for (let i = first; i <= last; i++) {
    const row = i * TAGS;
    for (let tag = 0; tag < TAGS; tag++)
      scores[row + tag] = (emission[row + tag] ?? 0) + (BEGINS[tag] ? begin : tag === ADDRESS + 1 || tag === ADDRESS + 2 ? goOn : 0);
    if (i === first) {
      for (let tag = 1; tag < TAGS; tag++) if (!BEGINS[tag]) scores[row + tag] = -1e9;
      continue;
    }
    const before = row - TAGS;
    for (let open = 0; open < OPENS.length; open++) {
      const tag = OPENS[open] ?? 0;
      let best = -Infinity;
      let from = 0;
      for (let close = 0; close < CLOSES.length; close++) {
        const was = CLOSES[close] ?? 0;
        const score = (scores[before + was] ?? 0) + (transitions[was * TAGS + tag] ?? 0);
        if (score > best) {
          best = score;
          from = was;
        }
      }
      scores[row + tag] = (scores[row + tag] ?? 0) + best;
      back[row + tag] = from;
    }
    for (let start = 1; start < TAGS; start += 4)
      for (let tag = start + 1; tag < start + 3; tag++) {
        const fromBegin = (scores[before + start] ?? 0) + (transitions[start * TAGS + tag] ?? 0);
        const fromInside = (scores[before + start + 1] ?? 0) + (transitions[(start + 1) * TAGS + tag] ?? 0);
        scores[row + tag] = (scores[row + tag] ?? 0) + Math.max(fromBegin, fromInside);
        back[row + tag] = fromBegin >= fromInside ? start : start + 1;
      }
  }
  let tag = 0;
  let best = -Infinity;
  for (const end of CLOSES)
    if ((scores[last * TAGS + end] ?? 0) > best) {
      best = scores[last * TAGS + end] ?? 0;
      tag = end;
    }
  for (let i = last; i >= first; i--) {
    path[i] = tag;
    tag = back[i * TAGS + tag] ?? 0;
  }
  const spans: MaskSpan[] = [];
  for (let i = first; i <= last; i++) {
    const said = path[i] ?? 0;
    if (said === 0) continue;
    const start = i;
    while (i < last && (path[i] ?? 0) % 4 !== 3 && (path[i] ?? 0) % 4 !== 0) i++;
    const from = tokens.from[start] ?? 0;
    const to = tokens.to[i] ?? 0;
    spans.push({ from, to, kind: kindOf(KINDS[(said - 1) >> 2] ?? "name", text.slice(from, to)) });
  }
  return spans;
}

/** The table has room for the tags of its last place. */
export const TABLE = PLACES + TAGS;
