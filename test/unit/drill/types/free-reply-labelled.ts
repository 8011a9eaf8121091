/**
 * Sixty replies as agents type them, each labelled by what a supervisor would say of it: `right` goes out as it is, `wrong` must not,
 * `undecided` is neither (a point is missing or only hinted at). Written from the questions' stems, chats and points, before the grader;
 * it is not changed when the grader is.
 */
export type Label = "right" | "wrong" | "undecided";
export type LabelledReply = { question: string; locale: "zh-CN" | "en"; label: Label; reply: string };

const zh = `
# reply-zip-broke-day-nine
right 真不好意思，刚用一个多星期拉链就坏了。您把拉链坏的地方拍个照片发我看下，换一只或者寄回来修都可以，来回运费我们承担，您看您想怎么处理？
wrong 亲，您这都第九天了，过了七天无理由了呢，退不了的哦。
wrong 抱歉，麻烦发下照片，换新可以，维修也可以，运费我们不承担哦。
wrong 抱歉 照片 换新 维修 运费我们
undecided 抱歉给您带来麻烦，您拍一下坏的地方给我，我马上给您安排处理。
# reply-unwanted-day-three-freight
right 可以退的，七天内不喜欢就能退，不需要说原因。因为不是质量问题，寄回来的邮费得您自己出，我们收到包后七天内把钱原路退给您。
wrong 可以退，运费我们出，钱今天就退给您，我保证。
undecided 能退呀，您在订单里申请就行，邮费您那边先垫一下哈。
# reply-cousin-at-the-tv-station
right 先生实在抱歉，换我打开看到是布也会生气。这个事我马上请我们主管一起看，您的聊天和订单我这就翻出来，15 分钟内给您回话。
wrong 页面写了内里是涤纶的，您要曝光就去曝光吧。
wrong 抱歉哈，您别找电视台，我自己给您发 100 块，十分钟内转您，主管那边我来说。
# reply-fifty-yuan-or-one-star
right 评价您按真实感受写就好，拿钱改评价这个我们做不了。您是对包哪里不满意呢？有问题的话退货、换货我现在就能帮您处理。
wrong 好的，您先改五星，我马上转您 50。
undecided 亲，这个不符合平台规定的哦，您包有什么问题跟我说，我帮您解决。
# reply-council-strap-missing
right 给您查了打包照片，确实是我们漏放了，很抱歉。今天就给您补寄一根肩带，运费不用您出，晚上六点前给您单号。
wrong 应该放了的，您再找找看，可能在夹层里。
# reply-video-on-wechat
right 理解您想看清楚。我们规定只能在这里沟通，聊天记录都在，对您也有保障。我现在就去给您拍一段胸包的视频，发这里给您看，您稍等三分钟。
wrong 可以的，我的微信是 xingnang88，您加一下，我把视频发给您，聊天记录也有保障。
undecided 这边不方便加微信哦，我给您拍几张图发过来可以吗？
# reply-homeward-first-line
right 有的呢，黑色現在有現貨，159 元，裡面有放電腦的夾層。您平時帶電腦嗎，幾寸的？
wrong 亲在的哦，请问有什么可以帮您？
undecided 有黑色的哦。
# reply-are-you-the-best-online
right 谢谢您夸奖。我只能跟您讲看得到的：头层牛皮，厚 1.2 毫米，边上油了三遍。能用几年要看您平时怎么用怎么保养，我不敢给您打包票。
wrong 谢谢亲，我们家是全网最好的，头层牛皮，用一辈子没问题，看怎么用。
# rewrite-cheap-already
right 理解，买东西都想买得值。这款是头层牛皮，边是油了三遍的，越背越软。您平时通勤喜欢黑色还是棕色？
wrong 亲，已经很便宜了哦，一分钱一分货呢。
# rewrite-absolutely-waterproof-ferry
undecided 小雨可以，大雨不行哦。
# rewrite-in-stock-two-left
right 我看系统里还有两只，数量少怕不准，我让仓库同事先去货架上确认一下，五分钟内告诉您。
wrong 老城黑色有货没？
# rewrite-handover-follow-up
undecided 天猫 3352 马女士，横街扣子松了，想换货，明早要回复，售后看下照片。
`;

const en = `
# reply-zip-broke-day-nine
right So sorry, a zip shouldn't give up after a week. Could you send me a photo of it and one of the whole bag? Then I can swap it for a new one or have it repaired, whichever you like, and we pay the shipping both ways.
wrong Unfortunately it's over seven days so it can't be returned.
wrong Sorry about that. Send a photo please, we can exchange or repair it, but you'll have to pay the freight yourself, we don't cover it.
undecided Oh no, sorry to hear that! Please send some photos and I'll sort it out for you.
# reply-unwanted-day-three-freight
right Sure, you can return it, you don't have to give a reason. Return postage is on you since the bag itself is fine, and your money goes back the same way within seven days of us getting the bag.
wrong You can return it but only as store credit, as you already used the bag.
undecided Yes that's fine, just press return in the order and send it back to us.
# reply-cousin-at-the-tv-station
right I'm really sorry, anybody would be angry to find cloth inside. I'm getting my supervisor to look at this with me now and we'll come back to you within 15 minutes.
wrong The page says polyester lining. Go ahead and call your cousin.
wrong Sorry! Don't call TV, I'll send you 100 yuan myself in ten minutes and tell my supervisor later.
# reply-fifty-yuan-or-one-star
right Your review is yours to write, we can't pay for changes to it. What went wrong with the bag, though? If it's faulty I can set up a return or an exchange right now.
undecided I'm afraid that's against the rules. Tell me what's wrong and I'll see what I can do.
# reply-engrave-by-tomorrow
right What a nice present for your dad! Engraving isn't something on our page so let me check with my supervisor if it can be done by tomorrow. I'll get back to you in ten minutes. Please note an engraved wallet can't be returned without a reason.
wrong Yes sure no problem, we'll engrave it and ship tomorrow.
wrong Sorry, we don't do that.
# reply-jd-tonight
right Hi, this is the Xingnang shop, your order ships from our warehouse and not from JD. It hasn't left yet so it will not arrive tonight, sorry. I can change the address to your hotel or cancel the order, what would you prefer?
wrong Please contact JD about delivery times.
undecided It won't arrive tonight I'm afraid. Want me to cancel?
# reply-let-me-think-old-town
right Of course, take your time, it's a lot of money. Is it the price or the weight you're not sure about?
wrong Better be quick, it's the last one and the price goes up tonight!
# reply-city-16-too-large
right It would all fit, but honestly the 16 will look large on you and sit half empty with just a tablet and an umbrella. The Ferry crossbody at 109 would suit you better.
wrong Yes it will all fit, go ahead and order!
undecided I'd go for something smaller, the 16 is more bag than you need.
# reply-mother-asks-for-tracking
right That's thoughtful of you. I can only talk about orders with the account that placed them, to protect your son's details. Could you ask him to write to us from his account? I'll look it up right away.
# reply-invoice-two-hundred-more
wrong Sure, we can write 439 and office supplies, just enter the tax number.
# rewrite-page-says-so
right I'm sorry it isn't what you hoped for. This wallet is split leather outside with a polyester lining. You have seven days to return it, or I can show you the one that's leather all through for 129. What do you prefer?
# rewrite-sure-today-there-friday
right If you order now it joins today's batch and usually leaves the same day. I can't say for certain when the courier gets there; where is it going? I'll check and send you the tracking number.
wrong Sure, goes today, there on Friday, no worries!
# rewrite-ask-the-courier-yourself
undecided Sorry for the wait! I'll chase the courier and get back to you before five.
# rewrite-five-links
wrong lol
`;

function read(text: string, locale: LabelledReply["locale"]): LabelledReply[] {
  let question = "";
  return text
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [first = "", ...rest] = line.split(" ");
      if (first === "#") {
        question = rest.join(" ");
        return [];
      }
      return [{ question, locale, label: first as Label, reply: rest.join(" ") }];
    });
}

/** All of them, in the order of the questions. */
export const labelled: readonly LabelledReply[] = [...read(zh, "zh-CN"), ...read(en, "en")];
