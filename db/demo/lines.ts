/** What trainees write when they hand in, and what supervisors answer: the demo's own voices. */

const notes: Record<string, readonly string[]> = {
  "walk-the-shelves": ["24 个货号都抄完了，B 通道有两个我抄反了，红笔改过。", "第二圈才发现 C 尾还有两款托特包，补上了。"],
  "pick-along-1": ["自己拣的 10 单全对。问了三个为什么，写在背面。", "有一单颜色差点拿错，念吊牌的时候发现的。"],
  "touch-and-name-materials": ["12 张对了 11 张，PU 和二层皮第一遍混了一次。", "尼龙滴水一分钟还是珠子，帆布边上开始渗了。"],
  "pick-along-2": ["25 单错 1 件，是藏青拿成了黑，灯下看不出来。", "异常报了两次：A-04-2 空了，一只吊牌掉了。"],
  "describe-six-bags": ["城行那只讲得不顺，重讲了一遍，卡片拍在后面。", "被问到放不放得下 16 寸电脑，去量了再答的。"],
  "pack-along": ["打了 10 单，复核拦下 1 处：肩带没有收好。", "挑出一只拉链头有划痕的，先问了王姐才放一边。"],
  "price-wall": ["第一遍错 4 张，第二遍全对，用时少了 6 分钟。", "两只公文包的价签挂反了，原因写在记录里。"],
  "pack-five-orders": ["五单都过了复核，那只皮具套了防尘袋再进纸箱。", "两件一单的那张，先在箱里排好再封的。"],
  "craft-by-hand": ["针脚有两处歪了，磨边那一侧弯二十次没裂。", "第一次用铲刀，铲薄了一点，带教看着重来了一片。"],
  "quality-check-ten": ["找到三处：跳针、油边裂、里布线头。生长纹没有误判。", "两张黄标，问过带教后一张放行一张挑出。"],
  "courier-handover": ["三方数都是 86 件。问清了偏远地区要多两天。", "第一遍少一件，重数在笼车底下找到了。"],
  "stock-count": ["C 通道两处差异，一处在退货区找到，一处没找到，写了没找到。", "剩三只以内的有四款，清单交给客服组了。"],
  "warehouse-exam": ["20 个货号全对；第 7 只包讲的时候卡了一下，核实后补上。五单复核无误。", "三关都做完了，照片按顺序拍的，没有面单。"],
  "find-the-rule": ["最出乎我意料的一条：价保的起算时间和我想的不一样。", "十张卡找到九张原文，第六张写的是公司规定。"],
  "rules-case-desk": ["重做的是要加微信那一个，改成先谢谢再给店内的办法。", "八个案子都写了依据，拿不准的两个问了主管。"],
  "shadow-a-shift": ["二十行都记了秒数。最佩服的是同时三个窗口还能让第三位等得不急。", "交接单写了五格，接班的人复述了一遍，没有漏。"],
  "sit-beside-the-desk": ["记了 17 位客户，有 9 次我的第一句比老同事长。", "没成交的两段都断在报完价没有再问一句。"],
  "bargain-role-play": ["八局里七局四步齐，缺的一局忘了要单。", "红线那局拒得有点硬，重来一次好多了。"],
  "complaint-role-play": ["骂人的那张卡最难，第一反应想解释，忍住先接了。", "电话练习打了七分钟，答应三点回，三点整回的。"],
  "write-five-scripts": ["还价写了两个版本，延迟那条改了三遍。", "退换那条第一句先答应，邻座帮我挑出一个占位符没填。"],
  "mock-shift": ["短码都编好了，十秒内能找到。十五位里有一位等了 50 秒。", "第二段三个窗口时举了一次手，交接单写满五格。"],
};

const accepted = [
  "做得扎实，继续。",
  "可以。下次拍照再近一点，看得清字。",
  "记录写得清楚，通过。",
  "现场看过，没有问题。",
  "说得出为什么，比结果更好。通过。",
  "比上次稳，手上慢一点没关系。",
  "",
  "",
];

const returnedFor: Record<string, string> = {
  "walk-the-shelves": "D 通道漏抄三个货位，请照吊牌补齐再交。",
  "pick-along-2": "任务单背面拍糊了，看不清异常栏，请重拍。",
  "describe-six-bags": "「方寸」写成了头层皮，它是二层；「不适合谁」有两张空着。改好重拍卡片。",
  "price-wall": "第二遍还有一张挂错（正席两款对调），请再挂一遍计时。",
  "pack-five-orders": "第三单肩带五金直接贴着皮面，会压出印。重打这一单，拍打开的样子。",
  "craft-by-hand": "三句话里有一句「永远不会开线」，我们不说这种话。改成你自己看到的。",
  "stock-count": "第二遍和第一遍字迹一模一样，请反方向再数一遍，差异写原因。",
  "complaint-role-play": "有一局先问了「是不是您自己弄的」。换一张卡，第一句先接住人，再交一次。",
  "write-five-scripts": "延迟那条没有写什么时候再来回话；五条结尾都一样。改这两处。",
};

const pickFrom = <T>(from: readonly T[], pick: number): T | undefined => from[Math.floor(pick * from.length)];

/** What somebody writes beside a practical. */
export function noteOn(practical: string, pick: number): string {
  return pickFrom(notes[practical] ?? [], pick) ?? "";
}

/** What a supervisor says with an acceptance; often nothing. */
export function acceptance(pick: number): string {
  return pickFrom(accepted, pick) ?? "";
}

/** What a supervisor says is missing. */
export function returnRemark(practical: string): string {
  return returnedFor[practical] ?? "照片看不清关键的地方，请重拍后再交。";
}

/** What somebody writes when handing in a second time. */
export const SECOND_NOTE = "按意见改好了，请再看一下。";

/** What somebody says of what the check marks in a script and they leave standing. */
export const SCRIPT_STANDS = "标出的地方想过了：这一条是售后办事用的，不在这里推销；句子短了反而像敷衍。";
/** What a supervisor says of a script that comes back. */
export const SCRIPT_RETURNED = "最后一句没了着落：客户看完不知道下一步做什么。补一句再交。";

const seen: Record<number, readonly string[]> = {
  1: ["追问两次才说出一半，回去把这一项单独练。"],
  2: ["方向对，说得不完整，提醒后补上了。", "慢，数字要想一会儿。", "换个问法就答不上来。"],
  3: ["稳，只有一处要看资料。", "说得清楚，例子是自己的。"],
  4: ["不用提醒，顺手还教了旁边的人。", "又快又准，可以当示范。", "客户会愿意听下去。"],
};

/** What a grader notes beside a grade; most items need no words. */
export function graderRemark(grade: number, pick: number, wanted: boolean): string {
  return wanted ? (pickFrom(seen[grade] ?? [], pick) ?? "") : "";
}

/** Why two supervisors agree on a grade between theirs. */
export const SETTLED = "一起重看了那条消息：问题接住了，方法也给了，但没有写清什么时候再回话。按描述是 3 分。";

const ownRemarks: Record<string, string> = {
  "message-return": "上周两个退换都是我自己回的，客户没有再追问。",
  "prices-why-worth-it": "背熟了三条理由，价签挂了两遍都对。",
  "process-care": "养护讲得少，遇到绒面我会先问人。",
};

/** What somebody writes of themselves beside an item; mostly nothing. */
export function ownRemark(item: string): string {
  return ownRemarks[item] ?? "";
}

/** What agents say against a grade. */
export const DISPUTED = {
  late: "这条退货消息我写了寄回地址和验货时间，只是分成了两条发，考官看的是第一条。两条连起来看，应该是 3 分。",
  misfit: "不适合的人我也讲了：第 4 只和第 7 只我主动说了装不下电脑，考官可能没听到。",
  follow: "跟进消息里我写了“明天下午三点前再联系您”，时间是有的。",
} as const;

/** What was ruled on that, and why. */
export const RULED = {
  misfit: "听了当天的录音：第 4 只和第 7 只都主动说了不适合的情况，十只里说到八只，符合 4 分的描述。",
  follow: "消息里写的是“有消息再联系您”，没有具体时间；三点这句是另一条里的。维持核定的 3 分。",
} as const;
