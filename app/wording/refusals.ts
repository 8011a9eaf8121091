/**
 * What an agent says of a listed thing in order to refuse it or to warn of it: nothing of it is offered or claimed. A refusal reaches to the end of its clause where
 * its verb is one of speaking or promising, and over a few words where what is refused is something to do.
 */

/** Groups whose words name what is done or asked for. */
const DONE = new Set(["off_platform", "money_outside", "review_trading", "privacy", "counterfeit"]);
/** Groups whose words claim or promise something. */
const CLAIMED = new Set(["superlative", "authority", "health_and_effect", "promise", "false_scarcity", "counterfeit"]);

/** 「不能保证今天一定到」, 「没人敢说永不褪色」, 「不敢骗您说是最好的」. */
const NOT_SAID =
  /(?:不[能敢会好便想愿]|没法|没办法|无法|谁敢|哪敢|没(?:有)?(?:人|谁|哪[^，。！？；,.!?;\n]{0,4}|任何[^，。！？；,.!?;\n]{0,4})[敢能])(?:随便|随口|乱|轻易|跟您|给您|对您|向您|和您|骗您|哄您|忽悠您|糊弄您)*(?:说|讲|称|保证|担保|承诺|答应|打包票|断言|吹|夸|写成|当成)[^，。！？；,!?;\n]{0,12}$/u;
/** 「没有任何包能保证」, 「面料没做抗菌处理」. */
const NOT_SO = /(?:没(?:有)?(?:人|谁|哪[^，。！？；,.!?;\n]{0,4}|任何[^，。！？；,.!?;\n]{0,4})|谁)[敢能]$|没(?:有)?(?:做|加|用|经)过?$/u;
const NOT_SAID_IN_ENGLISH =
  /(?:\b(?:can't|cannot|can not|couldn't|won't|wouldn't|never|nobody can|no one can|not (?:able|allowed|going) to|unable to|not in a position to)(?: dare(?: to)?| honestly| really| ever)?|\bdaren't) (?:say|tell|call|promise|claim|swear|guarantee|pretend|state|assure|write|advertise)\b[^,.;:!?\n]{0,40}$/i;

/** 「平台不允许私下付款」, 「请勿相信任何要求加微信的人」, 「您不用把验证码告诉我」. What is done instead stands after another verb: 「别在这聊加微信」. */
const NOT_DONE =
  /(?:不(?:允许|许|准|让|支持|接受|提供|参与|需要|用|要|必|收|做|卖|碰|搞|问|看|存|留|拿|劝)|没(?:有)?(?:做|卖|收|碰|搞|用|加)(?:过)?|请?勿|切勿|别(?![家人的处])|拒绝|从不|从来不|查不到|看不到|拿不到|收不到)(?!就|再)[^，。！？；,.!?;\n拍聊买找走转发付来]{0,8}$/u;
/** What sounds like a refusal and urges. */
const URGES =
  /(?:别|不要|不用|勿)(?:错过|犹豫|担心|怕|客气|等|急|再|忘|光|只)|忍不住|少不了|免不了|离不开|不得不|[要能会是行](?:不[要能会是行])/u;
const NOT_DONE_IN_ENGLISH =
  /\b(?:can't|cannot|can not|won't|don't|do not|doesn't|needn't|need not|never|mustn't|not (?:able|allowed|permitted|supposed) to|unable to|no need to|isn't allowed to|aren't allowed to|refuse to|please avoid|(?:nobody|no one)(?: \w+){0,4} (?:will|may|would|can|should|is allowed to)(?: ever)?)\b(?! (?:miss|wait|worry|hesitate|forget|lose|hold|go wrong|beat|regret|need to worry|let|mind))(?:(?!\b(?:but|so|just|instead|then|buy|order|because|here)\b)[^,.;:!?\n]){0,36}$/i;

/** 「刷单是违规的」, 「好评返现我们不参与」. */
const CONDEMNED =
  /^[^，。！？；,.!?;\n]{0,6}(?:(?<!不)(?:是|属于|算|都是|就是|也是)(?:违规|违法|作弊|骗|诈骗|红线|假的)|(?<!不)(?:违规|违法|被罚|要扣分|会被(?:罚|封|处罚))|没[有开](?=[，。！？,.!?\s]|$)|(?:我们|本店|店里|家里|这边|我)?(?:都|也|一向|一律|从来|从)?不(?:参与|碰|搞|外传|外泄|泄露|透露|对外|往外|留存|支持|接受))/u;
const CONDEMNED_IN_ENGLISH =
  /^[^,.;:!?\n]{0,20}\b(?:(?:is|are) (?:against|forbidden|banned|not (?:allowed|permitted|something))|breaks? the (?:rules?|platform)|(?:isn't|aren't|is not|are not) (?:allowed|permitted|something|possible))/i;

/** Sentences that warn of swindlers: 「让您加微信转账的都是骗子」. */
const WARNS =
  /骗子|诈骗|骗局|骗术|是骗|被骗|防骗|冒充|假客服|\bscam(?:mer)?s?\b|\bfraud(?:sters?)?\b|\bphishing\b|\bin our name\b|\b(?:whoever|any(?:one|body) who|some(?:one|body) who) (?:asks?|invites?|tells?|wants?|offers?|urges?)\b|\b(?:pos(?:e|es|ing)|pretend(?:s|ing)?|claims?|claiming) (?:as|to be) (?:us|our|me|the shop|customer service|an agent)\b|冒名|不是我们(?:的人|店|发|放|写)|\b(?:isn't|is not|aren't|are not) (?:us|ours)\b|[您你]当心|\bswindl\w+/iu;

const SENTENCE = /[。！？!?\n]|\.(?=\s|$)/u;

/** The sentence that a place stands in, as far as `before` and `after` hold it. */
function sentenceOf(before: string, after: string): string {
  return `${before.split(SENTENCE).at(-1) ?? ""}${after.split(SENTENCE)[0] ?? ""}`;
}

/** 「说护脊就过头了」 */
const TOO_MUCH =
  /^[^，。！？；,.!?;\n]{0,3}(?:(?:就|有点|未免)过了|(?:就|是|也|就是|有点|未免)?(?:过头|夸张|夸大|太过|言过其实|不实|吹牛|说大了))/u;
/** "What we pay for it I may not tell" */
const KEPT =
  /^[^.!?\n]{0,16}\b(?:(?:nothing|not something|no subject) (?:that )?(?:i|we) (?:can|may|could|will|am allowed to|are allowed to) (?:speak|tell|say|share|disclose|give|talk|quote|discuss)|(?:i|we) (?:may not|can't|cannot|can not|won't|don't|am not allowed to) (?:tell|say|share|disclose|give|talk|quote|speak|discuss))\b/i;

/** Whether what stands between `before` and `after` is refused, condemned or warned of there. `group` is that of the listed term. */
export function isRefused(before: string, after: string, group: string): boolean {
  const said = before.replace(/[’ʼ`´]/g, "'");
  if (CLAIMED.has(group) && (NOT_SAID.test(said) || NOT_SO.test(said) || TOO_MUCH.test(after) || NOT_SAID_IN_ENGLISH.test(said)))
    return true;
  if ((DONE.has(group) || CLAIMED.has(group)) && WARNS.test(sentenceOf(before, after).replace(/[’ʼ`´]/g, "'"))) return true;
  if (!DONE.has(group)) return false;
  if (KEPT.test(after.replace(/[’ʼ`´]/g, "'"))) return true;
  if (CONDEMNED.test(after) || CONDEMNED_IN_ENGLISH.test(after)) return true;
  const refusal = NOT_DONE.exec(said);
  return (refusal !== null && !URGES.test(said.slice(Math.max(0, refusal.index - 1)))) || NOT_DONE_IN_ENGLISH.test(said);
}
