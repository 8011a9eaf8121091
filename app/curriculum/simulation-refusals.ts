import type { Customer } from "./pack-simulation";

/**
 * What a reply says that it does not say: 「不敢跟您保证 13 号能到」, 「不敢骗您说是最好的」, "I can't promise you that it will be there". What stands after such words, up to the
 * end of the clause, is no promise.
 */

type Stretch = { from: number; to: number };

const REFUSES =
  /(?:不敢|不能|没法|没办法|无法|不会|不便|不该|不愿|不想)(?:随便|轻易|乱|再|就)?[跟给向对和]?(?:您|你|客人)?(?:(?:骗|哄|糊弄|忽悠)[您你]?[说讲]|保证|承诺|打包票|打保票|答应|许诺|拍胸脯|说|讲|许)死?|(?:保证|承诺|答应)不了|说不准/gu;
const GOES_ON = /^(?:(?!但|不过|可是|只能|只是|由|要看|得看)[^，。！？；：,.!?;:\n]){0,20}/u;
const REFUSES_IN_ENGLISH =
  /(?:\b(?:cannot|can not|not|never|unable to)|n['’]t)(?: (?:really|honestly|possibly|simply|ever|be able to|able to|going to|dare|dare to))*(?: (?:promise|guarantee|swear|claim|pretend|say)\b| tell you(?: that)?(?= (?:it|this|they|we)\b))/giu;
const GOES_ON_IN_ENGLISH =
  /^(?:(?!\b(?:but|and|so|because|before|until|unless|without|whether|if|when|how|why|what|for|since)\b)[^,.;:!?，。；！？\n]){0,60}/iu;

/** The stretches of a reply that it refuses to say. */
export function refusedIn(text: string): Stretch[] {
  const after = (refuses: RegExp, goesOn: RegExp) =>
    [...text.matchAll(refuses)].flatMap(({ index, 0: words }) => {
      const from = index + words.length;
      const to = from + (goesOn.exec(text.slice(from))?.[0].length ?? 0);
      return to > from ? [{ from, to }] : [];
    });
  return [...after(REFUSES, GOES_ON), ...after(REFUSES_IN_ENGLISH, GOES_ON_IN_ENGLISH)];
}

/** The text without these stretches; everything else stands where it stood. */
export function withoutStretches(text: string, stretches: readonly Stretch[]): string {
  return stretches.reduce((left, { from, to }) => left.slice(0, from) + "\n".repeat(to - from) + left.slice(to), text);
}

const BEGINS_WITH_NEGATION =
  /^(?:[不没未无别勿]|(?:no|not|never|none|nothing|nobody|cannot|without|unable)\b|(?:i |we |it |they |nobody )?(?:\w+n['’]t|can not|cannot|am not|is not)\b)/iu;

type Wordings = Pick<Customer["points"][number], "any_of">;
type Split = { plain: Wordings[]; negative: Wordings[] };
const splits = new WeakMap<Customer, Split>();

/** The wordings of each point of a customer, those apart that begin with a negation: an earlier one denies them no more than they deny themselves. */
export function wordingsOf(customer: Customer): Split {
  let split = splits.get(customer);
  if (!split) {
    const only = (negative: boolean) =>
      customer.points.map(({ any_of }) => {
        const those = (wordings: readonly string[]) => wordings.filter((wording) => BEGINS_WITH_NEGATION.test(wording) === negative);
        return { any_of: { "zh-CN": those(any_of["zh-CN"]), en: those(any_of.en) } };
      });
    splits.set(customer, (split = { plain: only(false), negative: only(true) }));
  }
  return split;
}
