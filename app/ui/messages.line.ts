import { defineMessages } from "~/platform/messages";

/** What the progress line says to those who hear it. */
export const lineMessages = defineMessages("ui.line", {
  en: {
    label_day: "Day {{day}} of {{days}}. Done: {{done}}.",
    label_week: "Week {{day}} of {{days}}. Done: {{done}}.",
    label_late_day: "Day {{day}} of {{days}}. Done: {{done}}. Late: {{late}}.",
    label_late_week: "Week {{day}} of {{days}}. Done: {{done}}. Late: {{late}}.",
    gate_open_day: "Gate after day {{day}}: passed.",
    gate_open_week: "Gate after week {{day}}: passed.",
    gate_shut_day: "Gate after day {{day}}: not yet passed.",
    gate_shut_week: "Gate after week {{day}}: not yet passed.",
  },
  "zh-CN": {
    label_day: "共 {{days}} 天，今天是第 {{day}} 天，已完成 {{done}} 天。",
    label_week: "共 {{days}} 周，现在是第 {{day}} 周，已完成 {{done}} 周。",
    label_late_day: "共 {{days}} 天，今天是第 {{day}} 天，已完成 {{done}} 天，逾期 {{late}} 天。",
    label_late_week: "共 {{days}} 周，现在是第 {{day}} 周，已完成 {{done}} 周，逾期 {{late}} 周。",
    gate_open_day: "第 {{day}} 天后的关卡：已通过。",
    gate_open_week: "第 {{day}} 周后的关卡：已通过。",
    gate_shut_day: "第 {{day}} 天后的关卡：尚未通过。",
    gate_shut_week: "第 {{day}} 周后的关卡：尚未通过。",
  },
});
