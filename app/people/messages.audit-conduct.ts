import { defineMessages } from "~/platform/messages";

/** A sentence for each audited action of the ledger of conduct. */
export const conductAuditMessages = defineMessages("people.audit.conduct", {
  en: {
    "conduct.entered": "An entry was made in the conduct ledger for {{day}}",
    "conduct.withdrawn": "An entry in the conduct ledger for {{day}} was taken back",
    "conduct.appealed": "Appealed against the entry in the conduct ledger for {{day}}",
    "conduct.upheld": "Ruled on an appeal about conduct: the entry for {{day}} stands",
    "conduct.taken_away": "Ruled on an appeal about conduct: the entry for {{day}} was taken away",
    "conduct.changed": "Ruled on an appeal about conduct: the entry for {{day}} counts as another rule",
    "conduct.threshold_settled": "Wrote down what came of the low conduct points of the month from {{month}}",
  },
  "zh-CN": {
    "conduct.entered": "记了一条 {{day}} 的行为分",
    "conduct.withdrawn": "收回了 {{day}} 的一条行为分记录",
    "conduct.appealed": "对 {{day}} 的行为分记录提出申诉",
    "conduct.upheld": "裁定行为分申诉：{{day}} 的记录维持",
    "conduct.taken_away": "裁定行为分申诉：{{day}} 的记录撤销",
    "conduct.changed": "裁定行为分申诉：{{day}} 的记录改按另一条计",
    "conduct.threshold_settled": "写下了 {{month}} 起那个月行为分过低的处理结果",
  },
});
