import { defineMessages } from "~/platform/messages";

/** What each kind of work is in a sentence or two, and what the one button of its pane says. */
export const matterMessages = defineMessages("inbox-matters", {
  en: {
    "what.exam_code":
      "{{name}} has done everything that comes before the desk exam and asks to sit it. Go to their place, see that they are alone with the screen, and give them the one-time code.",
    "what.attempts_used":
      "{{name}} has used up the attempts at “{{title}}” without passing. You decide how it goes on: let them sit it once more with a reason, or talk first.",
    "what.plan_missing": "{{name}} has accepted the invitation and waits for a plan. Choose the plan and the first training day.",
    "what.desk_gate":
      "All that the desk gate asks of {{name}} is there. When you confirm it, their probation begins and they may sit at the desk beside somebody.",
    "what.grading":
      "{{name}} is in probation and waits for the probation checklist. Grading takes about an hour and a half; what you enter is kept as a draft.",
    "what.second_grading":
      "A second person goes through the probation checklist with {{name}}, without seeing anything of the first sheet. Any supervisor or manager but the first grader may; it takes about an hour and a half.",
    "what.meeting":
      "The agenda of {{title}} is drawn from the open cases, the weightiest first. Look through it: order, add, leave out. The meeting itself is written down on the same page.",
    "what.case_action":
      "A meeting decided on this case that you see to something by {{due}}. It is done when the thing itself exists: the case shows what is missing.",
    "what.action_overdue":
      "{{name}} was to see to something for this case by {{due}}, and it does not exist yet. Help, give it to somebody else, or give it up with a reason.",
    "what.calibration":
      "“{{title}}” is to be graded by you and by others, each alone, by {{due}}. It takes about twenty minutes and counts for nobody: it shows where the descriptions are read differently.",
    "what.reconciliation":
      "Two people have graded {{name}}, and some items lie two steps or more apart. One of the two, or you, enters a grade with a reason for each of them; the recomputed total decides.",
    "what.dispute":
      "{{name}} thinks that items of the probation checklist were graded wrongly. Somebody who neither graded nor settled looks at both sides and decides, item by item, whether the grade stands. Activation waits for it.",
    "what.dispute_overdue":
      "{{name}} disputes items of the probation checklist, and nobody has ruled in time. See to it that somebody who did not grade does, or rule yourself.",
    "what.gradings_used":
      "{{name}} has failed the probation checklist as often as it may be tried. You decide: one more grading with a reason, or the end of the probation.",
    "what.activation_gate":
      "All that the activation gate asks of {{name}} is there. When you confirm it, they are a regular agent with full clearance.",
    "what.probation_end":
      "The agreed probation of {{name}} ends on {{date}}. Until then somebody has to decide: activate, agree on a later end within the legal limit, or part.",
    "what.probation_over":
      "The agreed probation of {{name}} ended on {{date}} and nobody has decided. By law the employment is regular now; the desk stays closed until the gate is met.",
    "what.clearance_lapsed":
      "{{name}} may not sit at the desk: the clearance has lapsed or was suspended. See why, and what brings it back.",
    "what.clearance_warning":
      "After {{date}} {{name}} may not sit at the desk, unless what is asked of them is there before. They were told; see what is open, and give them time for it.",
    "what.entitlement_overdue": "{{name}} was to be given “{{title}}” after the activation, and the day has passed.",
    "what.entitlement_return": "{{name}} has left. What was handed over is to be returned or ended.",
    "do.entitlement_overdue": "Hand it over",
    "do.entitlement_return": "See what is to be returned",
    "what.level_proposal":
      "The closed months propose another level for {{name}}: “{{title}}”. See what it rests on, and confirm or decline. Nothing changes before you do.",
    "do.level_proposal": "Look at the proposal",
    "what.workload": "{{title}}. The last two weeks agree. Look at the weeks store by store, and decide whom to hire or to move.",
    "do.workload": "Look at the weeks",
    "what.quota_review":
      "The net sales of {{name}} were below the quota ({{title}}). Look at the months, talk it over, and write down what comes of it. Nothing follows by itself.",
    "do.quota_review": "Look at the months",
    "what.webhook_failing":
      "“{{name}}” could not be told of changes for a day, or for days on end. Until it can, the other system may go on with seats that are no longer cleared. Look at its log, mend it, and send again what was given up.",
    "do.webhook_failing": "Look at the log",
    "what.robot_failing":
      "The group robot “{{name}}” took no message for a day. Look at what its vendor answered, mend its address or secret, and send a test.",
    "do.robot_failing": "Look at the log",
    "what.content_material":
      "{{title}} was changed for everybody at once. Say until when people are tested again on it, or that none is needed. Proposed: until {{date}}.",
    "what.appeal": "{{name}} thinks that an answer was graded wrongly. See the question, what each ruling would change, and decide.",
    "what.appeal_content":
      "{{name}} thinks that an answer was graded wrongly. If the question is at fault, you may say so: it counts for everybody then.",
    "what.regrade_after_decision":
      "A result on which a gate of {{name}} rests was regraded after the decision. The decision stands; you are told so that you know.",
    "what.evidence_broken":
      "What the decision about {{name}} rests on is not as it was: rows were changed or taken away behind the product's back. See which, find out who had access to the database, and compare with a backup.",
    "do.evidence_broken": "See what was changed",
    "what.simulation":
      "{{name}} has finished the chat “{{title}}”. Whether it is passed hangs on sentences that no machine can judge: read them, and say which of them count.",
    "what.remedial_overdue":
      "{{name}} was to have mended “{{title}}” by {{due}} and has not. Talk to them, give them more time, or cancel it with a reason.",
    "what.answers":
      "These were written in drills and exams, and a machine cannot tell whether they are right. Until somebody grades them they count for nothing, and an exam that waits for one has no result. They are graded question by question.",

    "what.chat_breach":
      "{{name}} answered a customer on {{due}} without being cleared for the desk. Read the chat, find out how they came to the seat, and say what was done about it.",
    "what.chat_dispute":
      "{{name}} thinks that a chat of theirs was scored wrongly. Somebody who did not score it reads the chat and both sides, and decides whether the score stands.",
    "what.chat_calibration":
      "“{{title}}” is to be scored by you and by other supervisors, each alone, by {{due}}. It counts for nobody; it shows where the scorecard is read differently.",
    "what.conduct_appeal":
      "{{name}} appeals against an entry in their conduct ledger. Somebody who did not make it looks at the evidence and at what {{name}} says: it stands, is taken away, or counts as another rule.",
    "what.conduct_threshold":
      "The conduct points of {{name}} are low: a talk or a decision is due. Hear {{name}} first, look at the evidence, and write down what was said and agreed.",
    "do.conduct_appeal": "See both sides and rule",
    "do.conduct_threshold": "See the ledger and write it down",
    "do.chat_calibration": "Score the chats",
    "what.kpi_publish":
      "{{title}}: the month is over. See what is missing, then publish it: every agent gets their statement and can dispute it before it is closed.",
    "do.kpi_publish": "See the month and publish it",
    "what.kpi_close": "{{title}}: the days to dispute are over. Closing makes scores and bonuses final and locks the figures.",
    "do.kpi_close": "See the month and close it",
    "what.kpi_dispute":
      "{{name}} says that something of their KPI of {{title}} is wrong. Somebody who did not enter the figure looks, corrects it if need be, and answers with a reason. Their month is not closed before.",
    "do.kpi_dispute": "Look and answer",
    "what.kpi_dispute_late":
      "Nobody has answered the dispute of {{name}} about {{title}}, and the month comes to its close. Answer it, or see to it that somebody does.",
    "do.kpi_dispute_late": "Look and answer",
    "do.chat_breach": "Read the chat and settle it",
    "do.chat_dispute": "Read the chat and rule",
    "do.exam_code": "Give the code",
    "do.attempts_used": "Look at the attempts and decide",
    "do.plan_missing": "Give a plan",
    "do.desk_gate": "Look at the gate and confirm",
    "do.grading": "Grade",
    "do.second_grading": "Grade as the second person",
    "do.calibration": "Grade",
    "do.meeting": "Open the agenda",
    "do.case_action": "Open the case",
    "do.action_overdue": "Open the case",
    "do.reconciliation": "See both gradings and settle",
    "do.dispute": "See both sides and rule",
    "do.dispute_overdue": "See the dispute",
    "do.gradings_used": "Look at the gradings and decide",
    "do.activation_gate": "Look at the gate and confirm",
    "do.probation_end": "Look at the gate",
    "do.probation_extend": "Extend the probation",
    "do.clearance_lapsed": "See what is missing",
    "do.clearance_warning": "See what is open",
    "do.appeal": "Look at the appeal and decide",
    "do.appeal_content": "Look at the appeal and decide",
    "do.regrade_after_decision": "See what changed",
    "do.remedial_overdue": "See how far it is",
    "do.answers": "Grade them",
    "what.script":
      "{{name}} has handed in a script, “{{title}}”. Read it as the customer would, comment on single words where you like, and approve it or return it.",
    "do.script": "Read and decide",
    "do.content_material": "See what changed and whom it concerns",
    "do.elsewhere": "This is settled on another page; it leaves the inbox by itself then.",
    "do.simulation": "Read the chat and grade it",
  },
  "zh-CN": {
    "what.exam_code": "{{name}}已完成上机考之前的全部内容，申请参加上机考。请到现场，确认只有本人在屏幕前，再给一次性口令。",
    "what.attempts_used": "{{name}}的“{{title}}”次数已用完，仍未通过。由你决定：写明理由再给一次机会，或者先谈一谈。",
    "what.chat_breach": "{{name}}在 {{due}} 没有上机资格却接待了买家。请读这段聊天，弄清怎么坐上去的，并写明处理结果。",
    "what.chat_dispute": "{{name}}认为自己的一段聊天被打错了分。由没有打过这个分的人读聊天、看双方的说法，决定维持还是改分。",
    "what.chat_calibration": "「{{title}}」请你和其他主管各自给同样的聊天打分，{{due}} 之前。不影响任何人，只看评分表在哪里理解不同。",
    "what.conduct_appeal": "{{name}}对一条行为分记录提出申诉。由没有记这一条的人看证据、听{{name}}的说法，决定维持、撤销或改按另一条计。",
    "what.conduct_threshold": "{{name}}的行为分过低，需要面谈或处理。先听{{name}}说，再看证据，写下谈了什么、定了什么。",
    "do.conduct_appeal": "看双方说法并裁定",
    "do.conduct_threshold": "看记录并写下结果",
    "do.chat_calibration": "去打分",
    "what.kpi_publish": "{{title}}：这个月已经过完。先看缺什么，再公布：每名客服会收到绩效单，关账前可以提异议。",
    "do.kpi_publish": "去看并公布",
    "what.kpi_close": "{{title}}：异议期已过。关账后得分和奖金成为最终结果，数据锁定。",
    "do.kpi_close": "去看并关账",
    "what.kpi_dispute":
      "{{name}}认为自己{{title}}的绩效有误。由没有录入这项数据的人核对，需要时更正，并写明理由答复。答复前这个月不会给{{name}}关账。",
    "do.kpi_dispute": "去核对并答复",
    "what.kpi_dispute_late": "{{name}}对{{title}}的异议还没有人答复，这个月快要关账了。请答复，或安排人答复。",
    "do.kpi_dispute_late": "去核对并答复",
    "do.chat_breach": "去读并处理",
    "do.chat_dispute": "去读并裁定",
    "what.plan_missing": "{{name}}已接受邀请，还没有计划。请选择计划和第一个培训日。",
    "what.desk_gate": "{{name}}的上机条件已全部满足。你确认后，试用期开始，可以在有人陪同下上机。",
    "what.grading": "{{name}}正在试用期，等待考核表评分。评一次大约一个半小时，填写的内容会存为草稿。",
    "what.second_grading":
      "由第二位考官和{{name}}再走一遍考核表，看不到第一份的任何内容。除第一位考官外，任何主管或经理都可以评，大约一个半小时。",
    "what.meeting": "{{title}}的议程已经从待讨论的案例里排好，损失大的在前。请先过一遍：调顺序、加、减。开会时的记录也写在同一页。",
    "what.case_action": "复盘会决定由你在 {{due}} 前办好这件事。东西真正做出来才算完成，案例页上写着还差什么。",
    "what.action_overdue": "{{name}}应在 {{due}} 前为这个案例办一件事，现在还没有。请帮一把、换人，或者写明原因取消。",
    "what.calibration":
      "「{{title}}」请你和其他主管各自评分，{{due}} 之前。大约二十分钟，不影响任何人的成绩，只看大家对描述的理解差在哪里。",
    "what.reconciliation":
      "{{name}}已由两位考官评分，有些项目相差两分或更多。由其中一位考官或你逐项核定分数并写明理由，按重新计算的总分决定。",
    "what.dispute": "{{name}}认为考核表中有些项目评得不对。由没有参与评分和核定的人看双方的说法，逐项裁定维持还是改分。转正要等裁定。",
    "what.dispute_overdue": "{{name}}对考核表的项目有异议，期限内没有人裁定。请安排没有参与评分的人裁定，或由你裁定。",
    "what.gradings_used": "{{name}}的考核表已达到可评次数，仍未通过。由你决定：写明理由再评一次，或结束试用。",
    "what.activation_gate": "{{name}}的转正条件已全部满足。你确认后，即为正式客服，可独立上机。",
    "what.probation_end": "{{name}}约定的试用期于{{date}}结束。请在此之前决定：转正、在法定期限内约定更晚的日期，或不再录用。",
    "what.probation_over": "{{name}}约定的试用期已于{{date}}结束，仍无人决定。依法已视为正式用工；上机资格须待条件满足后才开放。",
    "what.clearance_lapsed": "{{name}}不能上机：上机资格已失效或被暂停。看看原因，以及怎样恢复。",
    "what.clearance_warning": "{{date}}之后{{name}}不能上机，除非在此之前完成要求的内容。本人已收到提醒；看看还差什么，给他留出时间。",
    "what.entitlement_overdue": "{{name}} 转正后应发的“{{title}}”已过期，还没有发。",
    "what.entitlement_return": "{{name}} 已离职，发出去的用品要收回或停办。",
    "do.entitlement_overdue": "去办理",
    "do.entitlement_return": "看看要收回什么",
    "what.level_proposal": "按已关账的月份，{{name}} 应调整到“{{title}}”。看看依据，再确认或不通过。你决定之前什么都不变。",
    "do.level_proposal": "查看提议",
    "what.workload": "{{title}}。最近两周一致。看看各店每周的情况，再决定增人还是调整分工。",
    "do.workload": "查看每周情况",
    "what.quota_review": "{{name}}的净销售额连续未达定额（{{title}}）。看看这几个月的情况，谈一谈，写下结果。不会自动产生任何后果。",
    "do.quota_review": "查看这几个月",
    "what.webhook_failing":
      "「{{name}}」一整天甚至连续几天都收不到变更通知。恢复之前，对方系统可能仍按旧的资格开着坐席。请查看发送记录，修好后把放弃的通知重新发送。",
    "do.webhook_failing": "查看发送记录",
    "what.robot_failing": "群机器人「{{name}}」整整一天没有发出消息。请查看对方的答复，修正地址或密钥，再发一条测试消息。",
    "do.robot_failing": "查看发送记录",
    "what.content_material": "「{{title}}」有重大修改，已对所有人立即生效。请定下补测的截止日期，或说明不需要补测。建议截止到 {{date}}。",
    "what.appeal": "{{name}}认为有一份答案判错了。先看题目和每种裁定的影响，再决定。",
    "what.appeal_content": "{{name}}认为有一份答案判错了。如果是题目的问题，由你说明：那样对所有人都算对。",
    "what.regrade_after_decision": "{{name}}上机或转正所依据的成绩，在决定之后改过。决定不变，只是让你知道。",
    "what.evidence_broken":
      "关于{{name}}的决定，其依据和当时不一样了：有记录被绕过系统改动或删除。请查看是哪些，弄清谁能接触数据库，并与备份比对。",
    "do.evidence_broken": "看看改了什么",
    "what.simulation": "{{name}}完成了模拟接待「{{title}}」。过不过，要看几句机器判断不了的话：读一读，说说哪些算数。",
    "what.remedial_overdue": "{{name}}本应在{{due}}前完成补练「{{title}}」，还没有完成。去问一问，多给几天，或写明原因取消。",
    "what.answers":
      "这些是练习和考试里写的回答，机器判断不了对错。没有人评之前它们不算数，等着它们的考试也出不了成绩。同一道题的放在一起评。",

    "do.exam_code": "去给口令",
    "do.attempts_used": "查看各次成绩并决定",
    "do.plan_missing": "安排计划",
    "do.desk_gate": "查看上机条件并确认",
    "do.grading": "开始评分",
    "do.second_grading": "作为第二位考官评分",
    "do.calibration": "去评分",
    "do.meeting": "打开议程",
    "do.case_action": "打开案例",
    "do.action_overdue": "打开案例",
    "do.reconciliation": "对照两份评分并核定",
    "do.dispute": "看双方说法并裁定",
    "do.dispute_overdue": "查看异议",
    "do.gradings_used": "查看各次评分并决定",
    "do.activation_gate": "查看转正条件并确认",
    "do.probation_end": "查看转正条件",
    "do.probation_extend": "延长试用期",
    "do.clearance_lapsed": "看看缺什么",
    "do.clearance_warning": "看看还差什么",
    "do.appeal": "查看申诉并裁定",
    "do.appeal_content": "查看申诉并裁定",
    "do.regrade_after_decision": "看看改了什么",
    "do.remedial_overdue": "看看进度",
    "do.answers": "去评分",
    "what.script": "{{name}}交来一条话术「{{title}}」。用客户的眼光读一遍，可以在词句上写批注，然后通过或退回。",
    "do.script": "去审核",
    "do.content_material": "看改了什么、涉及谁",
    "do.elsewhere": "这一项在另一个页面处理，处理完会自动离开待办。",
    "do.simulation": "看对话并评分",
  },
});
