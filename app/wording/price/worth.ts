/**
 * What a text names besides a price: what the bag is made of and how, what it holds and is for, what service comes with it, or why the price is what it is. Asking
 * after it is not naming it: 「129，您装电脑吗」 tells nothing for the 129.
 */

type Named = readonly (readonly [what: string, words: RegExp])[];

const IN_CHINESE: Named = [
  [
    "material",
    /(?<![调顽俏])皮(?!实|特|肤)|帆布|牛津|尼龙|涤纶|纯?棉|亚麻|[头二]层|真丝|绒|PU|TPU|超纤|荔枝纹|面料|布料|料子|用料|材质|里[布衬子]|内[衬里]|海绵|金属|铜|合金|铝|钢|五金|拉链|拉头|磁[扣吸]|[搭按卡插]扣|扣[具带件襻]|铆钉|涂层|防泼|打蜡|\d+\s?(?:D|安|mm|毫米|支|针)/iu,
  ],
  [
    "craft",
    /手[工缝]|工艺|做工|[双缝平走压车跑]线|针脚|针距|缝[了合制线]|油边|包边|封边|打磨|加固|[铆]|压胶|一体|整张|拼[接缝]|定型|三道|[两三]遍|工序|师傅|版型/u,
  ],
  [
    "room",
    /[装放塞][得不]?[下进了]|能[装放塞]|可[装放]|[装放](?:一台|台|电脑|手机|得|两|三|水|伞|书|A4|iPad)|容量|升(?!级|的\s?\d)|[口侧前后内暗]袋|隔层|夹层|分[层格仓袋区隔]|卡[位槽]|[主副鞋]仓|多一[个条层格]|多出|肩带|背带|提手|手[提拎]|[可能]双肩|双肩背|[可能]斜挎|[三两]种背法|背板|拉杆|脚钉|网布|[大小]一[号圈寸]|开口|一巴掌|立得住|[站挺]得住/u,
  ],
  [
    "use",
    /通勤|上[班学课]|办公|出[差门游]|见客户|开会|面试|商务|送[礼人爸妈老长朋对]|礼物|旅(?:行(?!包)|游)|健身|骑[车行]|地铁|日常(?=用|穿|背|通勤|出门|带|使|够|小|携|搭)|逛街|约会|遛娃|带娃|跑步|自用|一年四季|百搭|好搭|搭(?:西装|衬衫|牛仔|衣服|夹克)|适合|合适(?:上|通|学|的人)|用(?:个)?[\w一二三四五六七八九十两几好多]{1,2}年|[穿配]西装/u,
  ],
  [
    "quality",
    /耐[磨用看脏造]|结实|扛造|厚实|加?厚|[轻软硬薄挺](?!渡|松|易)|不[勒变压蹭掉晃打怕显]|省[力心]|好打理|一擦|能擦|可擦|[水机]洗|透气|防[水雨泼刮盗摔尘]|反光|质感|手感|有型|显[高瘦小]|不占地|养(?:得)?出|越[用背]越/u,
  ],
  [
    "service",
    /质保|保修|保养|换新|退换|包退|包换|退货|运费险|来回|七天|7\s?天|无理由|维修|免费(?:修|换|清|刻|配|包|改)|售后|刻字|礼[盒袋品]|贺卡|包装|防尘袋|赠|送(?:您)?一?[个只条瓶张份支把套]|送您|附|配(?:了|有|一|好)|上门|清洁|价保|保价/u,
  ],
  [
    "reason",
    /因为|由于|原因|是[为因]|所以|换季|过季|样品|展示|[断缺]色|[微小]瑕|瑕疵|折痕|会员|老[客顾]|新[客人品]|首单|生日|[店周]庆|周年|开学|学生|团购|批量|大货|[贵差]在|[贵差][的出]|值在|划算在|多在|[省花]在|省下的?|成本|原料|涨了?|买的是|换[来回]|[大一]半是|清库|断码|尾款|退货率|走量|少赚|老款|上一代|新款(?:要|快|上)/u,
  ],
];

const IN_ENGLISH: Named = [
  [
    "material",
    /\b(?:(?:cow|ox)?hides?|leather|suede|grain|split|canvas|nylon|polyester|oxford|cotton|linen|PU|microfib\w+|fabric|cloth|lining|lined|hardware|brass|steel|alumin\w+|alloy|metal|zips?|zipped|zipper\w*|buckles?|clasps?|magnets?|magnetic|rivets?|studs?|wax\w*|coat(?:ed|ing)|webbing|foam|mesh|padd\w+|material\w*|\d+(?:\.\d+)?\s?(?:D|mm|oz))\b/iu,
  ],
  [
    "craft",
    /\b(?:stitch\w*|sewn|sewing|seams?|edges?|hand-?(?:made|sewn|stitched|set|painted|finish\w*)|by hand|craft\w*|workmanship|reinforced|bound|bartack\w*|tannery|assembled)\b/iu,
  ],
  [
    "room",
    /\b(?:pockets?|compartments?|slots?|sleeves?|straps?|handles?|dividers?|organi[sz]er|gusset|feet|lit(?:re|er)s?|room for|space for|capacity|holds|holding (?:a|your|up)|fits|takes a|takes your|carries|big enough|large enough|suitcase|trolley|laptops?|bottle|umbrella|side entry|cm)\b/iu,
  ],
  [
    "use",
    /\b(?:commut\w*|travel(?! bags?)\w*|trips?|for work|to work|office|meetings?|weekend\w*|gym|school|cycl\w+|bike|cabin|daily|every day|gifts?|as a present|father'?s|birthdays?|interviews?|suits you|goes with|years?)\b/iu,
  ],
  [
    "quality",
    /\b(?:light(?!\s+(?:gr[ae]y|brown|blue|green|tan|pink))(?:er|weight)?|weighs?|wip(?:es?|ed|ing)|rain|drizzle|splash\w*|water[- ]?(?:proof|resist\w*|repell\w*)|durab\w+|sturd\w+|tough|lasts?\b(?! (?:until|till|through|for today|price|offer|day|chance|word|one|call))|wears? (?:well|in)|ages? (?:well|beautifully)|soft(?:ens?|er)?|stands? (?:up|by itself|on its own)|holds its shape|keeps its shape|comfort\w*|reflect\w*|thick\w*|patina|scratch\w*|quality)\b/iu,
  ],
  [
    "service",
    /\b(?:warrant\w+|repair\w*|exchanges?|returns?|free (?:engraving|wrapping)|includ\w+|comes with|with (?:a|the) (?:box|gift box|dust bag|card|pouch)|gift box|dust bag|seven days|7 days|after-?sales?|engrav\w+|gift-?wrap\w*|thrown in)\b/iu,
  ],
  [
    "reason",
    /\b(?:because|since (?!1|2)|as (?:it|they|these|this|the|we)\b|reasons?|that's why|why it|due to|thanks to|season(?:al)?|old colou?r|last year's|sample|display|ex-display|seconds?\b(?! bag)|mark on|members?(?:hip)?|first order|anniversary|students?|bulk|clear(?:ing)? (?:the )?(?:shelf|space|room)|new (?:batch|model|colou?rs?) (?:is|are|comes?)|goes into|pays for|you(?:'re| are) paying for|worth|difference|what you get|you get (?!\d|a discount|half)|saves? (?:the|on) postage|same (?:bag|cloth)|one parcel|together (?:they|it) saves?)\b/iu,
  ],
];

const CLAUSE = /[^，。！？；：,.!?;:\n…~～—–]+(?:\.\d+[^，。！？；：,.!?;:\n…~～—–]*)*[，。！？；：,.!?;:\n…~～—–]*/gu;
const ASKS = /[?？][^\p{L}\p{N}]*$|[吗呢么](?:[^\p{L}\p{N}]*)$|还是.{1,10}$|哪[只个款种一天里儿]|几[寸个天]|多大|要不要|是不是/u;
const ASKS_IN_ENGLISH =
  /^\s*(?:and |so |but )?(?:which|what|how|where|when|who|do|does|did|is|are|will|would|shall|can|could|may|have|has)\b/iu;

/** The clauses of a text that ask nothing. */
function told(text: string): string {
  const clauses = text.match(CLAUSE) ?? [];
  return clauses
    .filter((clause, at) => {
      if (ASKS.test(clause)) return false;
      // "Is it for work, or a present?" asks from its first word on.
      return !(ASKS_IN_ENGLISH.test(clause) && clauses.slice(at, at + 3).some((next) => next.includes("?")));
    })
    .join("");
}

/** The kinds of things that a text names and a price can be told for. */
export function worthNamed(text: string): string[] {
  const said = told(text);
  return [...IN_CHINESE, ...IN_ENGLISH].filter(([, words]) => words.test(said)).map(([what]) => what);
}
