import { type Phrases, phrasesIn, phrasesSaid } from "./english";
import { fold } from "./fold";
import { standsInHarmless } from "./harmless";
import { bareWording, plainReadings, withoutFillers } from "./plain-reading";
import { type Reading, readAgain } from "./reading";
import { heardIn, type Sounds, soundsIn } from "./stand-ins";
import { findTerms, type Term, type TermHit, type TermQuery, termsIn } from "./terms";
import { type Vocabulary, vocabularyOf } from "./vocabulary";
import { chineseWritings, englishWritings, inFull } from "./writings";

/**
 * Prohibited terms in the disguises that `findTerms` does not know by itself: in pinyin, whole (「jia wei xin」) or in part (「有bing」), with a character or pictograph that
 * sounds the same (「蕞火」, 「收款🐴」), with figures for numerals (「假一赔10」), in English with another ending ("guaranteed") or with its letters set apart ("B E S T").
 */

/** `loose`: the wordings that are long enough to be known without fillers between; `looser`: those of them that are known without weighty words too. */
type Disguised = {
  terms: readonly Term[];
  loose: readonly Term[];
  looser: readonly Term[];
  sounds: Sounds<Term>;
  phrases: Phrases<Term>;
  vocabulary: Vocabulary;
  bySlug: ReadonlyMap<string, Term>;
};
const disguised = new WeakMap<readonly Term[], Disguised>();

function disguisesOf(terms: readonly Term[]): Disguised {
  let known = disguised.get(terms);
  if (!known) {
    const written = terms.map((term) => {
      const zh = term.words["zh-CN"].flatMap((word) => [word, ...chineseWritings(word)]);
      const en = term.words.en.flatMap((word) => [word, ...englishWritings(word)]);
      const allowed_in = term.allowed_in.flatMap((phrase) => [phrase, ...chineseWritings(phrase)]);
      return { ...term, words: { "zh-CN": [...new Set(zh)], en: [...new Set(en)] }, allowed_in };
    });
    const heard = terms.flatMap((term) =>
      term.words["zh-CN"].flatMap((word) => [word, ...chineseWritings(word)].map((said) => ({ word: said, of: term }))),
    );
    const loose = written.map((term) => looseOnes(term, true));
    disguised.set(
      terms,
      (known = {
        terms: written,
        loose,
        looser: written.map((term) => looseOnes(term, false)),
        sounds: soundsIn(heard),
        bySlug: new Map(terms.map((term) => [term.slug, term])),
        vocabulary: vocabularyOf(terms.flatMap((term) => [...term.words.en, ...term.words["zh-CN"]])),
        phrases: phrasesIn(
          terms.flatMap((term) => term.words.en.flatMap((said) => [said, ...inFull(said)].map((wording) => ({ wording, of: term })))),
        ),
      }),
    );
  }
  return known;
}

/** Syllables whose letters stand apart are to be joined before they are heard. */
const SET_APART = /(?<![A-Za-z])[A-Za-z](?:[ .·*_-]{1,2}[A-Za-z])+(?![A-Za-z])|\p{Script=Han}[丨丶丿の｜|]/u;
const LEAST_LOOSE = { characters: { meant: 4, other: 3 }, words: 3 };

/** The wordings that are long enough to be known with fillers between, without them. `weighty`: with weighty words; without them a wording that means some must be longer. */
function looseOnes(term: Term, weighty: boolean): Term {
  const bareOnes = (words: readonly string[], isLong: (bare: string, means: boolean) => boolean) =>
    words.map((word) => bareWording(word, { weighty: !weighty })).flatMap(({ bare, means }) => (isLong(bare, means) ? [bare] : []));
  const { meant, other } = LEAST_LOOSE.characters;
  const zh = bareOnes(term.words["zh-CN"], (bare, means) => bare.length >= (weighty || means ? meant : other));
  const en = weighty ? bareOnes(term.words.en, (bare) => bare.split(" ").length >= LEAST_LOOSE.words) : [];
  const phrases = term.allowed_in.map((phrase) => withoutFillers(phrase, { weighty: !weighty })?.text ?? phrase);
  return {
    ...term,
    words: { "zh-CN": zh, en },
    allowed_in: [...term.allowed_in, ...phrases.filter((phrase) => ![...zh, ...en].includes(phrase))],
  };
}

/** What `findTerms` finds, and the same terms in disguise; none overlapping another, the longest first. */
export function findDisguised(text: string, terms: readonly Term[], query: TermQuery = {}): TermHit[] {
  const known = disguisesOf(terms);
  const folded = fold(text);
  const plain = termsIn(folded, known.terms, query);
  const hits: TermHit[] = [];
  const { together, readings } = plainReadings(text, known.vocabulary);
  const asRead = ({ from, to }: Reading, hit: TermHit): TermHit => {
    const [start, end] = [from[hit.from] ?? 0, to[hit.to - 1] ?? 0];
    return { ...hit, from: start, to: end, found: text.slice(start, end) };
  };
  for (const reading of readings) hits.push(...findTerms(reading.text, known.terms, query).map((hit) => asRead(reading, hit)));
  for (const reading of [null, ...readings])
    for (const weighty of [false, true]) {
      const bare = readAgain(reading, (read) => withoutFillers(read, { weighty }), text);
      if (bare) hits.push(...findTerms(bare.text, weighty ? known.looser : known.loose, query).map((hit) => asRead(bare, hit)));
    }
  for (const reading of SET_APART.test(text) && together ? [null, together] : [null])
    for (const { of, word, from, to } of heardIn(reading ? fold(reading.text) : folded, known.sounds)) {
      if (query.platform !== undefined && !of.platforms.includes(query.platform)) continue;
      const hit = { termSlug: of.slug, severity: of.severity, word, from, to, found: text.slice(from, to) };
      hits.push(reading ? asRead(reading, hit) : hit);
    }
  for (const reading of readings.length > 0 ? readings : [null])
    for (const { of, wording, from, to } of phrasesSaid(reading?.text ?? text, known.phrases)) {
      if (query.platform !== undefined && !of.platforms.includes(query.platform)) continue;
      if (standsInHarmless(reading?.text ?? text, of.allowed_in, { from, to })) continue;
      const hit = { termSlug: of.slug, severity: of.severity, word: wording, from, to, found: text.slice(from, to) };
      hits.push(reading ? asRead(reading, hit) : hit);
    }
  if (hits.length === 0) return plain;
  // What a reading made of a harmless longer word stands in it all the same: 「没有发票也能退」 without its fillers.
  const meant = hits.filter((hit) => !standsInHarmless(text, known.bySlug.get(hit.termSlug)?.allowed_in ?? [], hit));
  return longestOf([...plain, ...meant]);
}

/** Of hits that overlap the longest, in the order of the text. */
function longestOf(hits: readonly TermHit[]): TermHit[] {
  const kept: TermHit[] = [];
  for (const hit of [...hits].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from))
    if (!kept.some((other) => other.from < hit.to && hit.from < other.to)) kept.push(hit);
  return kept.sort((a, b) => a.from - b.from);
}
