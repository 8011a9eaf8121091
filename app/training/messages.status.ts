import { defineMessages } from "~/platform/messages";

/** Where somebody stands with an activity. Apart from the other texts of training because every Today loads it. */
export const statusMessages = defineMessages("training.status", {
  en: {
    open: "Not begun",
    started: "Begun",
    submitted: "Waits for sign-off",
    judging: "Waits for grading",
    returned: "Returned",
    failed: "Not passed yet",
    done: "Done",
  },
  "zh-CN": {
    open: "未开始",
    started: "进行中",
    submitted: "待签收",
    judging: "待批改",
    returned: "已退回",
    failed: "还没通过",
    done: "已完成",
  },
});
