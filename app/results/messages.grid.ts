import { defineMessages, type Messages } from "~/platform/messages";
import { figureFaultMessages } from "./messages.faults";

/** The words of the grid in which figures are entered. */
export const gridMessages = defineMessages("results-grid", {
  en: {
    title: "Enter figures",
    lead: "A month, a store, a part. Cells can be pasted from a spreadsheet; an empty cell means that nothing is known.",
    month: "Month",
    days: "Days",
    "span.month": "The month as one",
    "span.first": "1 – 10",
    "span.middle": "11 – 20",
    "span.last": "21 – end",
    show: "Show",
    measure: "Measure",
    unit_yuan: "yuan",
    unit_seconds: "seconds",
    choose: "Choose a store to begin.",
    nobody: "Nobody was given this store in this month",
    nobody_body: "Give agents the store, or an account in it, among the people and stores.",
    covered: "{{from}} – {{to}} as one",
    closed: "closed",
    history: "History",
    cell: "{{name}}, {{days}}, {{measure}}",
    changed_one: "1 unsaved cell",
    changed_other: "{{count}} unsaved cells",
    reason: "Why something that stands already changes",
    reason_hint: "Needed for corrections only",
    save: "Save",
    paste: "Paste a block from a spreadsheet into the cell where it begins. Enter and the arrows go up and down.",
    "refusal.changed_meanwhile": "Somebody has changed these figures since you opened them. Open the grid again; what you typed is kept.",
    "refusal.nothing_changed": "Nothing has changed.",
    "refusal.reason_missing": "Say why the figures that stand already change.",
    "refusal.store_unknown": "There is no such store.",
  },
  "zh-CN": {
    title: "录入数据",
    lead: "选择月份、店铺和部分。可以从表格软件整块粘贴；空格子表示没有数据。",
    month: "月份",
    days: "日期",
    "span.month": "整月合计",
    "span.first": "1 – 10 日",
    "span.middle": "11 – 20 日",
    "span.last": "21 日 – 月底",
    show: "查看",
    measure: "指标",
    unit_yuan: "元",
    unit_seconds: "秒",
    choose: "先选择店铺。",
    nobody: "这个月没有人负责这家店",
    nobody_body: "请在人员或店铺里分配店铺，或分配店铺账号。",
    covered: "{{from}} – {{to}} 整段",
    closed: "已关账",
    history: "历史",
    cell: "{{name}}，{{days}}，{{measure}}",
    changed_one: "{{count}} 格未保存",
    changed_other: "{{count}} 格未保存",
    reason: "修改已有数据的原因",
    reason_hint: "只有更正时需要",
    save: "保存",
    paste: "从表格软件复制一块，粘贴到起始格子。回车和上下键可换行。",
    "refusal.changed_meanwhile": "打开之后有人改过这些数据。请重新打开表格，你输入的内容会保留。",
    "refusal.nothing_changed": "没有改动。",
    "refusal.reason_missing": "请填写修改已有数据的原因。",
    "refusal.store_unknown": "没有这家店铺。",
  },
});

const asRefusals = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([code, text]) => [`refusal.${code}`, text]));

/** What is said of a grid that was refused: of a cell what is said of a file's row. */
export const gridRefusals: Messages = {
  namespace: "results-grid-refusals",
  texts: {
    en: { ...asRefusals(figureFaultMessages.texts.en), ...gridMessages.texts.en },
    "zh-CN": { ...asRefusals(figureFaultMessages.texts["zh-CN"]), ...gridMessages.texts["zh-CN"] },
  },
};
