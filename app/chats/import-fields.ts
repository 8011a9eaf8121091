import { plainHeading } from "~/platform/spreadsheet";

/** What the columns of a table can mean, and which headings say so. Pure. */

export const chatFields = [
  "session",
  "buyer",
  "agent",
  "sender",
  "user",
  "is_agent",
  "text",
  "time",
  "sku",
  "rating",
  "invited",
  "paid",
  "amount",
] as const;
export const orderFields = ["order", "buyer", "placed", "paid_at", "amount", "refund", "sku", "state"] as const;
export type ChatField = (typeof chatFields)[number];
export type OrderField = (typeof orderFields)[number];
export type Field = ChatField | OrderField;
export type ImportKind = "chats" | "orders";
/** The field of each column, in their order; null: passed over. */
export type Mapping = readonly (string | null)[];
/** What headings were taken for before, by their plain writing. */
export type Remembered = Readonly<Record<string, string | null>>;

const HEADINGS: Record<ImportKind, Record<string, readonly string[]>> = {
  chats: {
    session: ["会话id", "会话", "会话编号", "聊天id", "sessionid", "session", "dataid", "chatid", "conversationid", "接待id"],
    buyer: ["买家昵称", "买家", "买家旺旺", "顾客", "客户", "buyernick", "buyer", "customer", "会员名"],
    agent: ["客服", "客服昵称", "客服账号", "旺旺昵称", "子账号", "psnnickname", "agent", "seller", "接待客服"],
    sender: ["发送人", "发送者", "发言人", "发送方", "usernickfrom", "from", "sender", "消息发送人"],
    user: ["user", "userid", "用户", "用户id", "nick"],
    is_agent: ["isagent", "是否客服", "方向", "角色", "role", "发送方类型", "消息方向", "iswaiter", "waiter"],
    text: ["内容", "消息", "消息内容", "聊天内容", "text", "msg", "message", "content"],
    time: ["时间", "发送时间", "消息时间", "聊天时间", "gmtcreated", "time", "sentat", "timestamp", "日期"],
    sku: ["sku", "商品编码", "商品", "商品id", "货号", "product", "item"],
    rating: ["评分", "评价", "满意度", "rating", "score"],
    invited: ["是否邀评", "邀评", "邀请评价", "是否邀请评价", "invited", "isinvited", "invitation"],
    paid: ["是否付款", "是否下单", "付款", "成交", "paid", "ispaid", "ordered"],
    amount: ["金额", "付款金额", "成交金额", "amount"],
  },
  orders: {
    order: ["订单编号", "订单号", "订单id", "主订单编号", "orderid", "orderno", "ordernumber", "order"],
    buyer: ["买家昵称", "买家会员名", "买家", "买家旺旺", "用户账号", "下单账号", "buyernick", "buyer", "customer"],
    placed: ["创建时间", "订单创建时间", "下单时间", "placed", "createdat", "ordertime", "created"],
    paid_at: ["付款时间", "订单付款时间", "支付时间", "付款确认时间", "paid", "paidat", "paymenttime"],
    amount: ["实付金额", "买家实际支付金额", "实际支付金额", "应付金额", "订单金额", "总金额", "amount", "total", "paidamount"],
    refund: ["退款金额", "退款", "refund", "refundamount"],
    sku: ["商品编码", "商家编码", "外部系统编号", "sku", "商品id", "货号", "skus", "商品"],
    state: ["状态", "订单状态", "state", "status"],
  },
};

/** The columns without which nothing can be read. */
const NEEDED: Record<ImportKind, readonly (readonly Field[])[]> = {
  chats: [["session"], ["text"], ["is_agent", "sender", "buyer"]],
  orders: [["order"], ["buyer"], ["placed", "paid_at"]],
};

export const fieldsOf = (kind: ImportKind): readonly Field[] => (kind === "chats" ? chatFields : orderFields);

/** Whether a value names a field of such a file. */
export function isField(kind: ImportKind, value: unknown): value is Field {
  return typeof value === "string" && (fieldsOf(kind) as readonly string[]).includes(value);
}

/** What each heading means: as it was taken before, else as it is known. No field twice. */
export function mappingOf(kind: ImportKind, headings: readonly string[], remembered: Remembered): (Field | null)[] {
  const used = new Set<Field>();
  return headings.map((heading) => {
    const plain = plainHeading(heading);
    const before = remembered[plain];
    const known = Object.entries(HEADINGS[kind]).find(([, names]) => names.includes(plain))?.[0] ?? null;
    const field = before === undefined ? known : before;
    if (!isField(kind, field) || used.has(field)) return null;
    used.add(field);
    return field;
  });
}

/** A table of five columns without headings: session, user, whether it is the agent, product, text. */
export const BARE_COLUMNS: Mapping = ["session", "user", "is_agent", "sku", "text"];

/** Whether a first row heads the others: one of its cells is a known heading. */
export function isHeading(kind: ImportKind, cells: readonly string[]): boolean {
  return mappingOf(kind, cells, {}).filter(Boolean).length >= 2;
}

/** The needed fields that no column has; one of each group is enough. */
export function missingFields(kind: ImportKind, mapping: Mapping): Field[] {
  return NEEDED[kind].filter((group) => !group.some((field) => mapping.includes(field))).map(([first]) => first as Field);
}

/** What to remember of a mapping. */
export function lessonOf(headings: readonly string[], mapping: Mapping): Remembered {
  return Object.fromEntries(
    headings.map((heading, i) => [plainHeading(heading), mapping[i] ?? null] as const).filter(([plain]) => plain !== ""),
  );
}
