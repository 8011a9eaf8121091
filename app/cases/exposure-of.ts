import type { Exposure, jointExposures } from "~/chats/exposures";
import type { LossReason } from "./reasons";

type Counted = Exposure | keyof typeof jointExposures;

/**
 * The exposure rule of a reason: by which counts of a chat one sees that the reason could have lost it, so that there is a denominator. Null: no count shows it, and the share of randomly
 * drawn checks that carry the reason is measured instead. The names are those by which days are counted. Source: the domain document, "Effect".
 */
const EXPOSURES: Record<LossReason, Counted | null> = {
  slow_first_reply: "waited_first_reply",
  slow_follow_up: "waited_follow_up",
  wrong_product_fact: "asked_product_fact",
  no_recommendation: "asked_recommendation",
  did_not_ask: null,
  price_objection: "asked_lower_price",
  stock_or_delivery: "asked_stock_or_delivery",
  rule_or_term: null,
  attitude: null,
  needless_transfer: "was_transferred",
  after_sales_worry: "asked_after_sales",
  platform_or_payment: "asked_payment",
  not_ours: null,
};

/** The exposure rule of a reason, or null where none can be. */
export const exposureOf = (reason: LossReason): Counted | null => EXPOSURES[reason];
