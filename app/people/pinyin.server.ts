import { pinyin } from "pinyin-pro";

/** How a name is searched: its full pinyin and its initials, without tones or blanks, in lower case. "李小梅" → "lixiaomei lxm". */
export function pinyinOf(name: string): string {
  const said = (pattern: "pinyin" | "first") =>
    pinyin(name, { pattern, toneType: "none", type: "array", surname: "head", nonZh: "consecutive", v: true })
      .join("")
      .replace(/\s+/g, "")
      .toLowerCase();
  const full = said("pinyin");
  const initials = said("first");
  return full === initials ? full : `${full} ${initials}`;
}
