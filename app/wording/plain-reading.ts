/**
 * A text as it is meant to be read where letters were set apart or changed for figures: 「B E S T」, 「I.D.」, 「c0ntrol」, 「1OO%」. Every unit remembers where it stood.
 */
export type Reading = { text: string; from: number[]; to: number[] };

const SPELLED = /(?<![\p{L}\p{N}])[A-Za-z](?:[ .·*_-]{1,2}[A-Za-z]){2,}(?![A-Za-z])/gu;
const INITIALS = /(?<![\p{L}\p{N}])(?:[A-Za-z]\.){2,}/gu;
const WITH_ZERO = /[A-Za-z]*0[A-Za-z0]*[A-Za-z]|[A-Za-z]+0+/g;
/** 微信 as it is mostly hidden: 薇信, 威❤, v芯. */
const WECHAT =
  /(?:[威薇徽葳嶶vV][ .·*_-]{0,2}(?:[信芯伩心]|[❤♥♡💚💛💙💜🧡💕💖💗💓]\uFE0F?)|微[ .·*_-]{0,2}(?:[芯伩]|[❤♥♡💚💛💙💜🧡💕💖💗💓]\uFE0F?))/gu;
const WITH_LETTER_O = /\d+[Oo]+(?=[%\d\s]|$)/g;

/** The reading, or null where nothing was set apart or changed. */
export function plainReading(source: string): Reading | null {
  const reading: Reading = { text: "", from: [], to: [] };
  const put = (letters: string, at: number) => {
    for (let unit = 0; unit < letters.length; unit++) {
      reading.from.push(at + unit);
      reading.to.push(at + unit + 1);
    }
    reading.text += letters;
  };
  const changes = [
    ...[...source.matchAll(SPELLED), ...source.matchAll(INITIALS)].map((m) => ({ at: m.index, was: m[0], joined: true, now: m[0] })),
    ...[...source.matchAll(WITH_ZERO)].map((m) => ({ at: m.index, was: m[0], joined: false, now: m[0].replaceAll("0", "o") })),
    ...[...source.matchAll(WITH_LETTER_O)].map((m) => ({ at: m.index, was: m[0], joined: false, now: m[0].replace(/o/gi, "0") })),
    ...[...source.matchAll(WECHAT)].map((m) => ({ at: m.index, was: m[0], joined: false, now: "微信" })),
  ].sort((a, b) => a.at - b.at);
  if (changes.length === 0) return null;
  let at = 0;
  for (const change of changes) {
    if (change.at < at) continue;
    put(source.slice(at, change.at), at);
    at = change.at + change.was.length;
    if (!change.joined) {
      put(change.now, change.at);
      reading.to[reading.to.length - 1] = at;
    } else for (const letter of change.was.matchAll(/[A-Za-z]/g)) put(letter[0], change.at + letter.index);
  }
  put(source.slice(at), at);
  return reading;
}

/** Little words that change nothing and are put between others: 「尽快[给您]处理」, "don't tell [the] other customers". */
const FILLERS =
  /给您|给你|帮您|帮你|为您|替您|跟您|一下|[的了哈呢哦呀啊嘛啦]|\b(?:the|an?|any|our|your|my|this|that|very|really|so|just|please)\s+/giu;

/** A wording or a text without its fillers; null where it has none. */
export function withoutFillers(source: string): Reading | null {
  const reading: Reading = { text: "", from: [], to: [] };
  let at = 0;
  const keep = (end: number) => {
    for (; at < end; at++) {
      reading.text += source.charAt(at);
      reading.from.push(at);
      reading.to.push(at + 1);
    }
  };
  for (const { index, 0: filler } of source.matchAll(FILLERS)) {
    keep(index);
    at = index + filler.length;
  }
  if (at === 0 && reading.text === "") return null;
  keep(source.length);
  return reading.text.length === source.length ? null : reading;
}
