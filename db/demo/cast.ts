/** Somebody of the demo's shop. */
export type Person = { login: string; name: string; externalId: string };

/** Who leads the shop. */
export const owner: Person = { login: "admin", name: "顾承", externalId: "XN001" };
export const leaders = {
  zhaomin: { login: "zhaomin", name: "赵敏", externalId: "XN002", role: "manager" },
  wangjing: { login: "wangjing", name: "王静", externalId: "XN003", role: "supervisor" },
  liqiang: { login: "liqiang", name: "李强", externalId: "XN004", role: "supervisor" },
  sunyue: { login: "sunyue", name: "孙悦", externalId: "XN005", role: "content_owner" },
} as const satisfies Record<string, Person & { role: string }>;

/** By activity: begun, done (a practical: handed in), or handed in and sent back already. */
export type Today = Readonly<Record<string, "begun" | "done" | "returned">>;

/** How far somebody has come. */
export type Story =
  | { at: "invited" }
  | {
      at: "training";
      /** The training day that today is for them. */
      day: number;
      /** How far they are with today's work. */
      today?: Today;
      /** Own work of earlier days that they never handed in. */
      missing?: readonly string[];
      /** Practicals that still wait for the supervisor. */
      unsigned?: readonly string[];
      /** On leave on these training days, counted back from today without it. */
      leave?: { from: number; to: number; reason: string };
    }
  /** All of the plan is done since yesterday; the desk gate waits for somebody to confirm it. */
  | { at: "desk gate" }
  /** The checklist `near` waits for its second grader; `settled` had two, who lay apart in places, and a dispute that was ruled on; one of `failed` is open. */
  | {
      at: "probation";
      workingDays: number;
      checklist: "open" | "failed" | "passed" | "near" | "settled";
      probationEndsIn?: number;
      extended?: { to: number; reason: string };
    }
  | {
      at: "active";
      hiredDaysAgo: number;
      /** Graded by two people. */
      twice?: true;
      /** On leave, in days from today. */
      away?: { from: number; to: number; reason: string };
      /** By its English name: what of the entitlements is still open, and what they do not need. */
      notHandedOver?: string;
      notNeeded?: string;
    };

/** An agent and what shows in their scores and times. */
export type Agent = Person & {
  /** Share of questions answered rightly at first. */
  accuracy: number;
  /** Minutes needed for one minute of the plan. */
  pace: number;
  /** Who signs off and grades. */
  mentor: "wangjing" | "liqiang";
  story: Story;
  /** Practicals that were returned once before they were accepted. */
  returned?: readonly string[];
  /** Quizzes and exams failed at the first attempt. */
  failed?: readonly string[];
  /** Share of the first store, in percent, once they sit at the desk; the rest is the second store's. */
  share: number;
};

export const agents: readonly Agent[] = [
  {
    login: "liuyang",
    name: "刘洋",
    externalId: "XN101",
    accuracy: 0.94,
    pace: 0.9,
    mentor: "wangjing",
    share: 60,
    returned: ["price-wall"],
    story: { at: "active", hiredDaysAgo: 262 },
  },
  {
    login: "zhangqian",
    name: "张倩",
    externalId: "XN102",
    accuracy: 0.97,
    pace: 0.85,
    mentor: "wangjing",
    share: 40,
    story: { at: "active", hiredDaysAgo: 241, away: { from: -27, to: -4, reason: "回家照顾老人" } },
  },
  {
    login: "xulei",
    name: "徐磊",
    externalId: "XN103",
    accuracy: 0.86,
    pace: 1.1,
    mentor: "liqiang",
    share: 100,
    returned: ["pack-five-orders", "write-five-scripts"],
    failed: ["products-quiz"],
    story: { at: "active", hiredDaysAgo: 203 },
  },
  {
    login: "malin",
    name: "马琳",
    externalId: "XN104",
    accuracy: 0.92,
    pace: 0.95,
    mentor: "liqiang",
    share: 70,
    failed: ["rules-exam"],
    story: { at: "active", hiredDaysAgo: 166, notNeeded: "Phone", twice: true, away: { from: -18, to: 6, reason: "婚假与年假" } },
  },
  {
    login: "gaoyuan",
    name: "高远",
    externalId: "XN105",
    accuracy: 0.89,
    pace: 1.05,
    mentor: "wangjing",
    share: 50,
    returned: ["craft-by-hand"],
    story: { at: "active", hiredDaysAgo: 118, notHandedOver: "Social insurance" },
  },

  {
    login: "jiangxue",
    name: "蒋雪",
    externalId: "XN111",
    accuracy: 0.95,
    pace: 0.9,
    mentor: "wangjing",
    share: 60,
    returned: ["stock-count"],
    story: { at: "probation", workingDays: 13, checklist: "settled" },
  },
  {
    login: "fengtao",
    name: "冯涛",
    externalId: "XN112",
    accuracy: 0.83,
    pace: 1.15,
    mentor: "liqiang",
    share: 50,
    returned: ["describe-six-bags", "complaint-role-play"],
    failed: ["after-sales-quiz"],
    story: { at: "probation", workingDays: 16, checklist: "failed", probationEndsIn: 12 },
  },
  {
    login: "tangning",
    name: "唐宁",
    externalId: "XN113",
    accuracy: 0.91,
    pace: 1,
    mentor: "wangjing",
    share: 40,
    story: {
      at: "probation",
      workingDays: 9,
      checklist: "open",
      probationEndsIn: 5,
      extended: { to: 18, reason: "请了一周病假，考核表还没评完，双方约定多留两周。" },
    },
  },
  {
    login: "luojia",
    name: "罗佳",
    externalId: "XN114",
    accuracy: 0.87,
    pace: 1.05,
    mentor: "liqiang",
    share: 60,
    returned: ["describe-six-bags"],
    story: { at: "probation", workingDays: 12, checklist: "near" },
  },

  {
    login: "zhengjie",
    name: "郑洁",
    externalId: "XN121",
    accuracy: 0.93,
    pace: 0.95,
    mentor: "liqiang",
    share: 50,
    returned: ["pick-along-2"],
    story: { at: "desk gate" },
  },
  {
    login: "hemiao",
    name: "何苗",
    externalId: "XN122",
    accuracy: 0.9,
    pace: 1,
    mentor: "liqiang",
    share: 50,
    failed: ["day-4-check"],
    story: { at: "training", day: 8, unsigned: ["warehouse-exam"], leave: { from: 6, to: 5, reason: "回老家办户口" } },
  },
  {
    login: "wudi",
    name: "吴迪",
    externalId: "XN123",
    accuracy: 0.8,
    pace: 1.15,
    mentor: "wangjing",
    share: 50,
    returned: ["walk-the-shelves"],
    story: { at: "training", day: 6, missing: ["craft-by-hand", "day-5-check"], unsigned: ["quality-check-ten"] },
  },
  {
    login: "chenxi",
    name: "陈曦",
    externalId: "XN124",
    accuracy: 0.92,
    pace: 0.95,
    mentor: "wangjing",
    share: 50,
    story: {
      at: "training",
      day: 4,
      unsigned: ["pack-along"],
      today: { "why-a-bag-costs-399": "done", "price-ladder": "done", "price-wall": "returned", "pack-five-orders": "begun" },
    },
  },
  {
    login: "zhouyu",
    name: "周宇",
    externalId: "XN125",
    accuracy: 0.88,
    pace: 1,
    mentor: "liqiang",
    share: 50,
    story: {
      at: "training",
      day: 2,
      today: {
        "leather-canvas-nylon": "done",
        "features-a-customer-feels": "done",
        "touch-and-name-materials": "done",
        "pick-along-2": "begun",
      },
    },
  },
  { login: "linke", name: "林可", externalId: "XN126", accuracy: 0.9, pace: 1, mentor: "wangjing", share: 50, story: { at: "invited" } },
];
