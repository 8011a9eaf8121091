import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Database } from "@db/client";
import { kpiRuleSet } from "@db/schema";
import { kpiRules } from "~/curriculum/pack-rulefiles";
import type { Rules } from "~/kpi/rule-sets";

/** The rules that ship. */
export function shippedRules(): Rules {
  return kpiRules.parse(parse(readFileSync("content/taobao-cs/kpi.yaml", "utf8")));
}

/** Sets of rules, written as the owner. */
export function kpiFactories(db: Database) {
  return {
    /** A published set that begins in `fromMonth`, by whoever `publishedBy` is; the shop's where no store is named. */
    async ruleSet(values: Partial<typeof kpiRuleSet.$inferInsert> & { fromMonth: string; publishedBy: string; publishedAt: Date }) {
      const [row] = await db
        .insert(kpiRuleSet)
        .values({ version: 1, body: shippedRules(), createdAt: values.publishedAt, ...values })
        .returning();
      if (!row) throw new Error("no rule set was written");
      return row;
    },
  };
}
