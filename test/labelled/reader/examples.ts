import { listedIn, type LintTerm } from "~/wording/lint";
import { worthNamed } from "~/wording/price/worth";
import { cuesOfPrice } from "~/wording/reader/price-cues";
import { cuesOfHit, isReplyToRead, pricesToRead, replySeen } from "~/wording/reader/reader";
import { cuesOfReply } from "~/wording/reader/reply-cues";
import { languageOf } from "~/wording/reader/surroundings";
import { meets, type Message, platformOf } from "../judge";
import type { Example } from "./learn";

/** How the cues begin that repeat what the rules say of a price and of a reply. */
const OF_THE_RULES = /^(?:t|tn|tv|asks|sells|as|told):/;

/** What a labelled message teaches: one example for each listed word, each amount, and the whole reply. `trusted`: the rules were not tuned on it, so that their word counts. */
export function examplesOf(message: Message, terms: readonly LintTerm[], trusted: boolean): Example[] {
  const { text, labels } = message;
  const language = languageOf(text);
  const hits = listedIn(text, terms, platformOf(message));
  const cues = (all: string[]) => (trusted ? all : all.filter((cue) => !OF_THE_RULES.test(cue)));
  const named = worthNamed(text);
  const prices = pricesToRead(text, named);
  const isBare = labels.some(({ kind }) => kind === "price_without_value");
  // Of several amounts of such a message those are the prices that the rules see; where they see none, any may be.
  const sees = named.length === 0 && prices.some(({ told }) => told);
  return [
    ...hits.map(({ hit, term }): Example => ({
      decision: "said",
      cues: cuesOfHit(text, hit, term, language, hits.length),
      yes: labels.some((label) => meets({ rule: "prohibited", from: hit.from, to: hit.to, term }, label, text)),
    })),
    ...prices.map((price): Example => ({
      decision: "price",
      cues: cues(cuesOfPrice(text, price, { named, language, others: prices.length })),
      yes: isBare && (!sees || price.told),
    })),
    ...(isReplyToRead(text)
      ? [
          {
            decision: "asks" as const,
            cues: cues(cuesOfReply(text, replySeen(text), language)),
            yes: labels.some(({ kind }) => kind === "no_question"),
          },
        ]
      : []),
  ];
}
