import { plain } from "~/wording/normalise";

/** What must be masked before a chat is shown to anybody else: numbers by which a buyer can be found. */

// A mobile number, however it is spaced; an address of e-mail.
const PHONE = /(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s.]?\d){8}(?!\d)/;
const MAIL = /[\w.+-]{2,}@[\w-]+\.[a-z]{2,}/;
const HAN_DIGITS = "零一二三四五六七八九";

/** Whether a line still holds a mobile number or an address of e-mail; digits may be written in Chinese. */
export function isUnmasked(text: string): boolean {
  const read = plain(text)
    .replace(/〇/g, "零")
    .replace(/[零一二三四五六七八九]/g, (digit) => String(HAN_DIGITS.indexOf(digit)));
  return PHONE.test(read) || MAIL.test(read);
}
