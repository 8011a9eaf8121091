import { defineMessages } from "~/platform/messages";

/** The words of the KPI as a place: what is to be found there. */
export const kpiMessages = defineMessages("kpi", {
  en: {
    title: "KPI",
    lead: "How a month is scored, and what it comes to.",
    "hub.months": "Months",
    "hub.months_body": "Publish, answer disputes, close; scores and bonuses of your teams",
    "hub.workload": "Workload",
    "hub.workload_body": "Inquiries per agent and working day, week by week and store by store",
    "hub.quota": "Quota reviews",
    "hub.quota_body": "Net sales below the quota for months running: look at it and say what follows",
    "hub.board": "Board",
    "hub.board_body": "How scores are spread, where the bonus lines lie, how each metric goes",
    "hub.rules": "Rules of the monthly score",
    "hub.rules_body": "Which metrics count, with how many points, and from when",
    "hub.targets": "Targets of the stores",
    "hub.targets_body": "Price per customer, push task and quota of each month",
  },
  "zh-CN": {
    title: "绩效",
    lead: "一个月怎么算分，算下来是多少。",
    "hub.months": "各月绩效",
    "hub.months_body": "公布、答复异议、关账，看团队的得分和奖金",
    "hub.workload": "工作量",
    "hub.workload_body": "每个客服每个工作日的询单数，按周、按店查看",
    "hub.quota": "定额复核",
    "hub.quota_body": "连续几个月净销售额未达定额：看一看，写下结果",
    "hub.board": "绩效看板",
    "hub.board_body": "得分怎么分布、奖金线在哪里、每项指标走势如何",
    "hub.rules": "月度考核规则",
    "hub.rules_body": "考核哪些指标、各占多少分、从什么时候起",
    "hub.targets": "店铺目标",
    "hub.targets_body": "每个月的客单价、推广任务和定额",
  },
});
