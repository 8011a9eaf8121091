import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action of the monthly score. */
export const kpiAuditMessages = defineMessages("people.audit.kpi", {
  en: {
    "kpi.rules_drafted_shop": "Drafted rules of the monthly score for the shop from {{month}}",
    "kpi.rules_drafted_store": "Drafted rules of the monthly score for {{store}} from {{month}}",
    "kpi.rules_discarded_shop": "Threw away a draft of the shop's rules from {{month}}",
    "kpi.rules_discarded_store": "Threw away a draft of the rules of {{store}} from {{month}}",
    "kpi.rules_taken_back_shop": "Took back a draft of the shop's rules from {{month}}",
    "kpi.rules_taken_back_store": "Took back a draft of the rules of {{store}} from {{month}}",
    "kpi.rules_published_shop": "Published rules of the monthly score for the shop from {{month}}, version {{version}}",
    "kpi.rules_published_store": "Published rules of the monthly score for {{store}} from {{month}}, version {{version}}",
    "kpi.rules_left_shop": "The shop keeps to the shipped rules again from {{month}}, version {{version}}",
    "kpi.rules_left_store": "{{store}} keeps to the shop's rules again from {{month}}, version {{version}}",
    "kpi.target_set": "Set the targets of {{store}} for {{month}}",
  },
  "zh-CN": {
    "kpi.rules_drafted_shop": "起草了全店 {{month}} 起的月度考核规则",
    "kpi.rules_drafted_store": "起草了{{store}} {{month}} 起的月度考核规则",
    "kpi.rules_discarded_shop": "丢弃了全店 {{month}} 起规则的草稿",
    "kpi.rules_discarded_store": "丢弃了{{store}} {{month}} 起规则的草稿",
    "kpi.rules_taken_back_shop": "找回了全店 {{month}} 起规则的草稿",
    "kpi.rules_taken_back_store": "找回了{{store}} {{month}} 起规则的草稿",
    "kpi.rules_published_shop": "公布了全店 {{month}} 起的月度考核规则，第 {{version}} 版",
    "kpi.rules_published_store": "公布了{{store}} {{month}} 起的月度考核规则，第 {{version}} 版",
    "kpi.rules_left_shop": "全店从 {{month}} 起重新跟随自带规则，第 {{version}} 版",
    "kpi.rules_left_store": "{{store}}从 {{month}} 起重新跟随全店规则，第 {{version}} 版",
    "kpi.target_set": "设置了{{store}} {{month}} 的目标",
  },
});
