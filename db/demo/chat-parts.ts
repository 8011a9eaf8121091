/** What buyers ask and agents answer, well or poorly: chats that nobody wrote by hand are put together from it. */

type Product = { slug: string; name: string; yuan: number; colours: readonly [string, string]; holds: string; made: string; lacks: string };

export const sold: readonly Product[] = [
  {
    slug: "city-backpack-14",
    name: "城行14寸",
    yuan: 129,
    colours: ["黑色", "雾蓝"],
    holds: "14 寸电脑加几本书",
    made: "600D 牛津布，肩带根部打了 X 加固线",
    lacks: "15.6 寸的电脑放不进",
  },
  {
    slug: "city-backpack-16",
    name: "城行16寸",
    yuan: 149,
    colours: ["黑色", "深灰"],
    holds: "16 寸电脑和一晚的换洗",
    made: "同一块牛津布，肩带海绵加厚到 12 毫米，多一条胸扣",
    lacks: "个子小的人背着会显大",
  },
  {
    slug: "dawn-backpack-nylon",
    name: "晨线尼龙",
    yuan: 199,
    colours: ["黑色", "藏青"],
    holds: "15.6 寸电脑",
    made: "840D 高密度尼龙，反装压胶拉链",
    lacks: "挡得住小雨，泡水不行",
  },
  {
    slug: "dawn-backpack-polyester",
    name: "晨线涤纶",
    yuan: 139,
    colours: ["黑色", "浅灰"],
    holds: "15.6 寸电脑",
    made: "900D 涤纶，空包也立得住",
    lacks: "背面没有暗袋，常淋雨的话不如尼龙那只",
  },
  {
    slug: "rolltop-canvas-backpack",
    name: "卷山卷口包",
    yuan: 169,
    colours: ["军绿", "卡其"],
    holds: "收着 18 升，卷口放开 24 升",
    made: "16 安打蜡帆布，受力点铆钉加双线",
    lacks: "不能机洗，蜡面会留折痕",
  },
  {
    slug: "postway-canvas-messenger",
    name: "邮路邮差包",
    yuan: 119,
    colours: ["卡其", "深灰"],
    holds: "13 寸电脑或 A4 文件",
    made: "12 安水洗帆布，皮扣下面藏了磁吸",
    lacks: "雨天裸背会湿",
  },
  {
    slug: "sidestreet-crossbody-leather",
    name: "横街牛皮斜挎",
    yuan: 259,
    colours: ["黑色", "焦糖棕"],
    holds: "8 寸平板",
    made: "头层牛皮，边缘油了三遍",
    lacks: "A4 的文件放不下",
  },
  {
    slug: "sidestreet-crossbody-pu",
    name: "横街PU斜挎",
    yuan: 99,
    colours: ["黑色", "深蓝"],
    holds: "8 寸平板",
    made: "PU 合成革，脏了湿布一擦就净",
    lacks: "PU 有寿命，想用五年以上的不合适",
  },
  {
    slug: "ferry-nylon-crossbody",
    name: "轻渡斜挎",
    yuan: 109,
    colours: ["黑色", "橄榄绿"],
    holds: "11 寸平板，五个分袋",
    made: "420D 尼龙，空包三百来克",
    lacks: "电脑放不下",
  },
  {
    slug: "quickcase-nylon-briefcase",
    name: "快案三用包",
    yuan: 179,
    colours: ["黑色", "灰色"],
    holds: "15.6 寸电脑",
    made: "尼龙面，手提、斜挎、套拉杆箱都行",
    lacks: "要皮的质感就不是它",
  },
  {
    slug: "everyday-canvas-tote",
    name: "日常托特",
    yuan: 89,
    colours: ["米白", "黑色"],
    holds: "13 寸电脑",
    made: "厚帆布，提手缝了两道",
    lacks: "没有拉链，挤地铁要留神",
  },
  {
    slug: "commuter-zip-tote",
    name: "归途拉链托特",
    yuan: 159,
    colours: ["藏青", "黑色"],
    holds: "14 寸电脑加一件薄外套",
    made: "防泼水面料，8 号拉链单手能拉",
    lacks: "长时间单肩背重物会累",
  },
  {
    slug: "close-chest-bag-10",
    name: "贴行胸包大号",
    yuan: 99,
    colours: ["黑色", "军绿"],
    holds: "10 寸平板和 500 毫升的水",
    made: "尼龙双层，背面透气网布",
    lacks: "装满了会往下坠",
  },
  {
    slug: "keep-long-wallet",
    name: "长存长款手包",
    yuan: 169,
    colours: ["黑色", "墨绿"],
    holds: "12 张卡和 6.7 寸的手机",
    made: "整圈拉链，卡位口油边",
    lacks: "裤子口袋放不下",
  },
  {
    slug: "relay-duffel-35",
    name: "远驿35升",
    yuan: 189,
    colours: ["黑色", "雾灰"],
    holds: "两天一夜的行李",
    made: "底部加了耐磨层，肩带可拆",
    lacks: "没有轮子，装满了要背",
  },
];

/** What a buyer begins with: `{p}` the product, `{c}` a colour. */
export const openings = [
  "{p}{c}还有货吗",
  "你好，{p}多少钱",
  "在吗 看中{p}了",
  "{p}和详情页颜色差得大不大",
  "老板，{p}现在什么价",
  "{p}男生背合适吗",
  "想问下{p}能装多少东西",
  "{p}{c}今天拍什么时候发",
] as const;

/** Answers to it: the good one says something of the bag and asks back. */
export const firstAnswers = {
  good: [
    "{p}有现货，{y}。{m}。您平时主要装什么？我看合不合适",
    "在的，{p} {y}，{c}现货。您是通勤背还是出门玩背？",
    "您好，{p}能放{h}。您要装的里面最大的一件是什么？",
    "有的，{c}仓库刚点过数。{m}。您大概什么时候要用？",
  ],
  weak: ["有的亲", "在的亲", "{y}", "亲，详情页有写的哦", "您好欢迎光临本店，请问有什么可以帮您"],
} as const;

/** What buyers ask next, and how it is answered. */
export const topics = {
  size: {
    asks: ["能放15.6的电脑吗", "装得下A4文件不", "我东西多，会不会鼓起来", "具体能装多少"],
    good: ["它能放{h}。照实说，{l}，您看够不够用？", "我给您量准的：能放{h}。您最大的那件多长？我帮您对一下"],
    weak: ["能的亲", "尺寸看详情页", "应该放得下"],
  },
  rain: {
    asks: ["下雨会湿吗", "防水不", "我骑车，淋雨怎么办"],
    good: ["小雨抖一抖就掉，大雨里走久了要配雨罩。您那边雨多吗？", "{m}。防泼水不等于防水，电脑还是放内层，您看可以吗？"],
    weak: ["防水的", "防泼水", "没问题的亲"],
  },
  craft: {
    asks: ["用多久会坏", "这个料子起毛吗", "会不会掉色", "凭什么卖{y}"],
    good: ["{m}，钱主要花在这里。{l}，这一点先跟您说明白", "正常背三四年没问题，容易坏的是拉链，我们换拉头只收 8 元。您是每天背吗？"],
    weak: ["质量很好的", "一分价钱一分货", "亲放心"],
  },
  delivery: {
    asks: ["几天能到", "今天能发吗", "发什么快递", "后天要用来得及吗"],
    good: [
      "四点前付款今天出库，中通到您那儿一般两三天。赶时间可以补差价发顺丰，您哪天要用？",
      "24 小时内发出，最迟 48 小时。您告诉我哪天用，我帮您看发哪家稳",
    ],
    weak: ["尽快", "一般三天", "24小时内发货", "看物流"],
  },
  bargain: {
    asks: ["能便宜点吗", "少十块我就拍", "有没有优惠券", "送点什么不", "别家便宜二十多"],
    good: [
      "价是定死的，我不跟您绕。{y}里花在用处上的是这个：{m}。两件一起拍有满减，您看要不要给家里人也带一个？",
      "我理解，十块也是钱。包我便宜不了，给您加一支护理膏，您看行吗？",
      "同样能放{h}的，您看别家写没写{l}这种话？我们是先说短处的。您主要在意价还是耐用？",
    ],
    weak: ["不议价的亲", "已经是最低了", "没有优惠哦", "我们质量好"],
  },
  fit: {
    asks: ["我一米六二背会不会大", "送男朋友合适吗", "配西装行不行", "学生背会不会老气"],
    good: ["一米六左右的客人多半选小一号的，{p}背上去到腰。您平时穿宽松的还是合身的？", "看他平时穿什么：{l}，别的场合都搭得上。他多大？"],
    weak: ["合适的", "百搭的亲", "都可以"],
  },
} as const satisfies Record<string, { asks: readonly string[]; good: readonly string[]; weak: readonly string[] }>;

/** How the agent ends: with the order asked for, or not. */
export const closings = {
  good: [
    "{c}我先给您留一只，现在拍今天就能出库，地址还是上次那个吗？",
    "那就{c}？您拍下我这边马上备注，四点前都能赶上今天的车",
    "您要是定了就拍{c}，我帮您盯着出库，单号出来发您。今天下单可以吗？",
  ],
  weak: ["好的亲，喜欢可以拍哦", "有需要随时联系", "嗯嗯", "好的呢"],
} as const;

export const decided = {
  paid: ["拍了", "行，就它了，已付款", "好 拍下了", "那我拍{c}吧"],
  unpaid: ["我再看看", "想想再说", "哦", "先收藏了", "算了太贵", "问问我对象", ""],
} as const;

export const thanks = [
  "收到，{c}一只，今天给您发出去，签收时看一眼边角",
  "看到付款了，备注好了，单号明早十点前发您",
  "好的，给您安排发货",
] as const;

/** Somebody who has bought already. */
export const afterSales: readonly (readonly [ask: string, good: string, weak: string])[] = [
  ["我的快递两天没动了", "查到了，卡在中转站，我已经催了，下午三点前给您回话，还不动我直接补发", "亲快递我们也控制不了，您再等等"],
  ["颜色发错了，我拍的{c}", "是我们拣错了，给您添麻烦。{c}今天补发，错的那只到付寄回，您不用垫运费", "您拍的时候看清楚了吗"],
  ["拉链卡住了", "您先别硬拉，蜡烛在齿上蹭两下试试；还卡的话寄回来我们免费换拉头，运费我们出", "正常使用不会卡的"],
  ["想退货，七天内可以吧", "可以，吊牌在、没用过就行。后台点退货选七天无理由，地址我发您，收到一天内退款", "退货要看情况的"],
  ["发票开了吗", "电子发票昨天发到您下单填的邮箱了，没收到我再推一次", "会开的，您等等"],
];

/** Nobody who wants anything: a chat is opened by mistake, or a greeting stays alone. */
export const stray = ["在吗", "1", "点错了", "你好"] as const;
