import { expect, it } from "vitest";
import { pinyinOf } from "~/people/pinyin.server";

it.each([
  ["李小梅", "lixiaomei lxm"],
  ["单雄信", "shanxiongxin sxx"],
  ["曾国藩", "zengguofan zgf"],
  ["欧阳修", "ouyangxiu oyx"],
  ["吕布", "lvbu lb"],
  ["Anna Berg", "annaberg"],
  ["", ""],
])("%s → %s", (name, said) => {
  expect(pinyinOf(name)).toBe(said);
});
