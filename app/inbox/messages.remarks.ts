import { defineMessages } from "~/platform/messages";

/** The bank of common remarks: a short name for the button, and the sentence that the trainee reads. */
export const remarkMessages = defineMessages("inbox-remarks", {
  en: {
    "name.well_done": "Well done",
    "text.well_done": "Well done, cleanly worked.",
    "name.blurred": "Photo unclear",
    "text.blurred": "The photo is too dark or blurred to judge. Take it again in good light, close enough to see the details.",
    "name.not_all_seen": "Not all in the picture",
    "text.not_all_seen": "The photo does not show the whole result. Lay everything out and photograph it once more.",
    "name.wrong_item": "Wrong item",
    "text.wrong_item": "One of the items is not the one on the list. Compare code and colour with the label, then do it again.",
    "name.step_left_out": "Step left out",
    "text.step_left_out": "A step was left out. Go through the steps once more and do it again from there.",
    "name.packing": "Packing",
    "text.packing": "The packing would not survive the courier. Fill the gaps, close it firmly, and put the label on flat.",
    "name.say_why": "Say why",
    "text.say_why": "You name the feature but not what the customer gains from it. Add one sentence on what they will notice.",
    "name.in_person": "Show me in person",
    "text.in_person": "Please come to me and show it in person; it cannot be judged from the photo.",
  },
  "zh-CN": {
    "name.well_done": "做得好",
    "text.well_done": "做得好，干净利落。",
    "name.blurred": "照片不清楚",
    "text.blurred": "照片太暗或太糊，看不出细节。请在光线好的地方靠近重拍。",
    "name.not_all_seen": "没拍全",
    "text.not_all_seen": "照片没有拍到全部成果。请把东西全部摆开，再拍一张。",
    "name.wrong_item": "拿错了",
    "text.wrong_item": "有一件不是单子上的那件。请对照标签上的货号和颜色，重新做一遍。",
    "name.step_left_out": "漏了步骤",
    "text.step_left_out": "漏了一个步骤。请把步骤再看一遍，从漏掉的地方重做。",
    "name.packing": "包装",
    "text.packing": "这样包装经不起快递。请填满空隙、封牢，面单贴平。",
    "name.say_why": "说出好处",
    "text.say_why": "只说了卖点，没说对客户有什么好处。请补一句客户能感觉到的。",
    "name.in_person": "当面做给我看",
    "text.in_person": "这一项从照片看不出来，请来当面做给我看。",
  },
});

/** The remarks in the order of the bank. */
export const remarks = ["well_done", "blurred", "not_all_seen", "wrong_item", "step_left_out", "packing", "say_why", "in_person"] as const;
