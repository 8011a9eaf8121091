import type { notificationDelivery } from "@db/schema";

/** Something that is to be sent. */
export type Delivery = typeof notificationDelivery.$inferSelect;

/**
 * What came of a batch: what went out, what had nothing to say any more, what must wait until a time; the rest failed. `final`: trying again would not help.
 */
export type Sent = {
  sent: readonly Delivery[];
  dropped: readonly Delivery[];
  later: readonly { delivery: Delivery; at: Date }[];
  failed: { deliveries: readonly Delivery[]; fault: string; answer: string | null; final: boolean } | null;
};
