import type { LabelledReply } from "./free-reply-labelled";

/**
 * Replies to the written questions that must be fluent before the desk, as trainees type them: clear ones, right or wrong, of which a machine has to be sure,
 * since nobody waits for a supervisor with what is clear. Written from the questions' stems and chats, not from their wordings.
 */
const zh = `
# reply-zip-broke-day-nine
right 才背几天拉链就爆，真的很抱歉。您先拍两张照片给我看看坏的地方，是换新还是寄回来维修都由您选，来回运费我们出。
right 对不起，让您糟心了！麻烦发下照片，我确认一下型号。可以给您换一个新的，也可以修，邮费都算我们的，您想哪种？
wrong 您好，这个已经超过七天了，不能退了哦。
wrong 是不是您自己弄坏的呀，装太满了吧？拉链正常用不会爆的。
# reply-unwanted-day-three-freight
right 可以退的，七天内不喜欢也能退。包没问题的话寄回来的运费您自己出，我们收到以后七天内原路退给您。
right 没问题，给您退，不用理由，吊牌别丢就行。因为不是质量问题，邮费需要您承担，货到仓库后 7 天内钱退回原来付款的地方。
wrong 背过不能退了亲，只能换一个颜色。
wrong 麻烦您先说明原因，我们审核以后看能不能退。
# reply-video-on-wechat
right 抱歉哈，我们不加微信，有事都在平台上聊，聊天有记录，对您也是个保障。我现在去拍一段胸包的视频发这里，您等我五分钟。
right 理解您想看清楚～咱们就在这里聊，有记录，万一有什么也有据可查。实拍视频我马上拍好发给您，黑色可以吗？
wrong 可以的，我的微信是 xn2026，您加我，我发视频给您。
wrong 不方便，您自己看一下详情页吧。
# reply-what-is-your-floor
right 跟您实话说，价格我这边改不了，今天就是 399。它贵在大身是一整块头层皮，油边要做三遍。您是自己天天提，还是偶尔见客户用？
right 谢谢您这么干脆！不过我没有权限改价，现在没有活动。399 花在手缝的提手和整皮上，能看得见。您预算大概多少，我帮您看看合适的？
wrong 那这样，380 给您，您现在付。给您 380 是只给您一个人的价。
wrong 您能出多少？您说个价我去问问。
# reply-fifty-yuan-or-one-star
right 不好意思，花钱改评价这个我们做不了。您对包哪里不满意可以跟我说，该退该换我这就给您处理：退货、换货都行。
right 评价您写真实的就好，我们不能拿钱换好评。不过我想帮您解决：包是哪里有问题？退货、换一只或者维修，我现在就能办。
wrong 行，您先改，改完我马上转 50 给您。
wrong 您这是敲诈，我们会举报您的。
# reply-is-99-side-street-leather
right 这款不是牛皮，是 PU 合成革，荔枝纹是压出来的，好打理。想要真皮的有同款头层牛皮，259。您是自己用还是送人？
right 跟您说实话，99 的是人造革。如果想要皮的，同版型有一款头层的，259 元。您更看重价格还是质感？
wrong 是的亲，这款就是牛皮，放心拍。
wrong PU 和牛皮一样的，用起来没区别。
# rewrite-cheap-already
right 理解，259 不是小数目。这款是头层牛皮，油边做了三遍，天天背会越用越亮。您平时背着放什么，喜欢黑色还是焦糖棕？
right 明白您的意思。价格花在料上：头层皮、铜色五金，通勤背几年也不过时。您的预算大概是多少，我帮您看看有没有更合适的？
wrong 已经很便宜了，真的不贵的。
wrong 嫌贵的话看看别的吧。
# rewrite-sure-today-there-friday
right 现在拍的话一般今天就能发出，发了我把单号给您。周五能不能到要看快递时效，您寄到哪个城市？我帮您算一下。
right 库存有的，这会儿拍能排进今天的拣货。几天到由物流时效决定，我不敢给您打包票。您是发到哪里？要是来得及您现在付我就安排。
wrong 今天肯定发，周五准到，您放心拍。
wrong 放心吧，我保证周五到。
# rewrite-page-says-so
right 不好意思，跟您想的不一样了。这款外面是二层牛皮，里面是涤纶布。您要是想要全皮的，可以换成 129 那款，不想要了七天内也可以退。
right 抱歉让您失望了。这个外层是皮，内里是涤纶。我给您办退货，或者补差价换成 129 的头层款，您看哪个合适？
wrong 页面写得很清楚了，您自己没看。
wrong 69 块还想要全皮的，不可能的。
`;

const en = `
# reply-zip-broke-day-nine
right I'm really sorry, a zip shouldn't burst after nine days. Please send me a photo of it. You can have a replacement or we repair it, and we pay the shipping.
right Sorry about that! Could you take a picture of the zip? We can exchange the bag for a new one or fix it, at our cost. Which do you prefer?
wrong It's after seven days, so it can't be returned.
wrong You overfilled it, that's misuse.
# reply-unwanted-day-three-freight
right Yes, you can return it within seven days, no reason needed. The postage back is on your side since there is no fault. We refund within seven days of getting it.
right Of course you can, no reason asked. Return shipping is yours to pay this time, and once the bag is back you get the money the way you paid, within 7 days.
wrong Once worn it can't come back, exchange only.
wrong Please state your reason first.
# reply-video-on-wechat
right We chat only here, I'm afraid, it keeps a record and protects you. I'll film the bag right now and send it here in five minutes.
right I get it, you want to see it properly. Let's stay here so that there's a record. I'll take a short clip of the Edge and post it here. Black or brown?
wrong Sure, my WeChat is xn2026, add me and I'll send the video.
wrong Not allowed, sorry. Look at the page yourself.
# reply-what-is-your-floor
right Thanks for being straight. I can't change the price, it's 399 today. The body is one piece of top-grain leather with no joins. How often would you carry it?
right The price is not up to me and there's no offer on. What you pay for is the hand-sewn handle and the edges painted three times. What's your budget? I may have one that fits.
wrong Make me an offer and I'll see.
wrong OK, 380 for you, only for you.
# reply-fifty-yuan-or-one-star
right We can't pay for reviews, write what you think is true. But tell me what went wrong with the bag: if you want a return or an exchange, I'll arrange it now.
right Sorry, that's not something we do. What's wrong with the bag? I can repair it, exchange it or give you a refund as the rules allow.
wrong Fine, change it first and I'll send you 50.
wrong That's blackmail, I will report you.
# reply-is-99-side-street-leather
right No, it's PU with a pressed grain, so it wipes clean. The cowhide one is 259. Is it for yourself or a gift?
right To be honest it isn't leather, it's synthetic. If you'd like leather there's a top-grain one in the same shape for 259. Which matters more to you, price or feel?
wrong Yes, it is leather, real cowhide.
wrong It's basically leather, as good as leather.
# rewrite-cheap-already
right I understand, 259 isn't small. It's top-grain cowhide with the edges painted three times, so it gets better with use. Do you like black or caramel?
right Fair point. The money goes into the leather: it's top-grain and gets a shine with use. What's your budget, so I can show you the right one?
wrong It's cheap already, you get what you pay for.
wrong It's not expensive at all.
# rewrite-sure-today-there-friday
right Order now and it usually goes out today; I'll send you the tracking number. When it arrives depends on the courier. Which city is it for?
right We have it in stock, so it should make today's picking. I can't promise Friday, that's the courier's delivery time. Where is it going?
wrong Sure, goes today, definitely there on Friday.
wrong I guarantee Friday.
# rewrite-page-says-so
right Sorry, I see it's not what you expected. It's split leather outside and polyester inside. You can return it within seven days or exchange it for the full leather one at 129.
right I understand you're disappointed. The outside is split cowhide, the lining is polyester. I can take it back as a return, or change it for the 129 one. Which do you prefer?
wrong It's clearly written, you should have read it.
wrong At that price what do you want.
`;

const parse = (text: string, locale: LabelledReply["locale"]): LabelledReply[] => {
  let question = "";
  return text.split("\n").flatMap((line): LabelledReply[] => {
    if (line.startsWith("# ")) question = line.slice(2);
    const [, label, reply] = /^(right|wrong) (.+)$/.exec(line) ?? [];
    return label && reply ? [{ question, locale, label: label as "right" | "wrong", reply }] : [];
  });
};

export const requiredReplies: LabelledReply[] = [...parse(zh, "zh-CN"), ...parse(en, "en")];
