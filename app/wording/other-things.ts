/**
 * Things that are no bag: what a listed word says of one of them is no claim about ours (「护脊枕」, 「老字号的布鞋」, "an ergonomic chair"). A part of a bag that is named after
 * such a thing is ours all the same (「防水手机袋」).
 */

const IN_CHINESE = [
  // what people wear and carry
  "鞋|靴|袜|[外大雨毛]?衣|裤|裙|帽|围巾|丝巾|手套|外套|夹克|西装|衬衫|皮带|手表|眼镜|首饰|手[串链]|佛珠|伞|手机|电脑|平板|相机|镜头|耳机|充电[宝器]|硬盘|书|本子|画|笔|护照|证件?|卡|门?票|药|口罩",
  // what stands at home and on desks
  "枕|床|被子|毯|沙发|座椅|椅|桌|柜|门|窗|灯|墙|空调|冰箱|贴膜?|膜|手机壳|壳|杯|壶|瓶|罐|碗|饭盒|便当|帐篷|睡袋|自行车|单车|汽?车|胶|漆|霜|液|剂|喷雾|湿巾|纸巾|茶|酒|糖|糕|月饼|奶粉",
  // where people go and what they do there
  "公园|景区|学校|大学|医院|博物馆|展|酒店|饭店|餐厅|比赛|考试|职称|证书|项目|会议|快件|天气|台风|暴雨|难题|问题|题目|日子|季节|路段",
].join("|");
const OURS_IN_CHINESE = "[仓层格袋夹位套隔包带扣面]";
const NAMED_IN_CHINESE = new RegExp(
  String.raw`^(?:的|型|级|款|版|牌子?|那种|那[个件台把双瓶支盒条块部])*(?:\p{Script=Han}{0,2}?)(?:${IN_CHINESE})(?!${OURS_IN_CHINESE})`,
  "u",
);

const IN_ENGLISH =
  "jackets?|coats?|boots?|shoes?|trainers|gloves?|belts?|scarf|watch|glasses|umbrellas?|phones?|laptops?|tablets?|cameras?|lens|headphones|books?|passports?|tickets?|tents?|tape|spray|gel|wipes|soap|cream|mats?|pillows?|bed|mattress|sofas?|seats?|chairs?|car|bikes?|bicycles?|doors?|safe|locks?|suitcases?|case|cases|exams?|parks?|roads?|hotels?|trains?|schools?|museums?|hospitals?|matches|competitions?|questions?|puzzles?|weather|winters?|routes?";
/** Times and parts are meant only right behind the word: "the toughest week". */
const TIMES_IN_ENGLISH = /^[\s-]+(?:days?|weeks?|weekends?|months?|seasons?|part of|bit of)\b/iu;
const OURS_IN_ENGLISH = "pockets?|slots?|compartments?|sleeves?|sections?|bags?|pouch|straps?|lining";
const NAMED_IN_ENGLISH = new RegExp(String.raw`^[\s-]+(?:[a-z]+\s)?(?:${IN_ENGLISH})\b(?!\s(?:${OURS_IN_ENGLISH})\b)`, "iu");

/** Whether what follows a listed word makes it speak of another thing than a bag. */
export function isOfAnotherThing(after: string): boolean {
  return NAMED_IN_CHINESE.test(after) || NAMED_IN_ENGLISH.test(after) || TIMES_IN_ENGLISH.test(after);
}
