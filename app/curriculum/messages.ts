import { defineMessages } from "~/platform/messages";

export const curriculumMessages = defineMessages("curriculum", {
  en: {
    "quality.professionalism": "Professionalism",
    "quality.confidence": "Confidence",
    "quality.enthusiasm": "Enthusiasm",
    "quality.courage_to_ask": "Courage to ask",
    "kind.lesson": "Lesson",
    "kind.quiz": "Quiz",
    "kind.practical": "Practical",
    "kind.acknowledgement": "Signature",
    "kind.exam": "Exam",
    "source.title": "Where the figures come from",
    "source.checked": "checked {{date}}",
  },
  "zh-CN": {
    "quality.professionalism": "专业",
    "quality.confidence": "自信",
    "quality.enthusiasm": "热情",
    "quality.courage_to_ask": "敢开口",
    "kind.lesson": "课程",
    "kind.quiz": "小测",
    "kind.practical": "实操",
    "kind.acknowledgement": "签字",
    "kind.exam": "考试",
    "source.title": "数据出处",
    "source.checked": "{{date}} 核对",
  },
});
