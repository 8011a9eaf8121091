import { normalisedLogin } from "./rules";

const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

export type PasswordFault = "password_short" | "password_long" | "password_name" | "password_common";

/** Passwords of ten and more characters that everybody tries first. */
const COMMON = new Set(
  `1234567890 12345678910 123456789a 1234567891 0123456789 0987654321 9876543210 1111111111 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty12345
   qwerty123456 asdfghjkl123 zxcvbnm123 password12 password123 password1234 passw0rd123 p@ssw0rd123 administrator admin12345 admin123456 adminadmin
   welcome123 welcome1234 iloveyou123 letmein123 woaini1314 woaini520 woaini5201314 woaini1314520 5201314520 5201314521 1314520520 a123456789
   abc1234567 abcd123456 abc123456789 abcdefghij aa12345678 aa123456789 qq123456789 zz123456789 wang123456 zhang123456 taobao1234 taobao123456
   tmall12345 kefu123456 shanggang123 deskready1 deskready123 changeme123 mima123456 123456abcd 123456789q 123456qwerty 147258369a 7894561230
   1472583690 1234554321 12345qwert 1122334455 112233445566 football123 basketball sunshine123 princess123 superman123 dragon12345`.split(
    /\s+/,
  ),
);

const plain = (text: string) => normalisedLogin(text).replace(/[\s._@-]/g, "");

/** One character, one pair or one triple over and over: easy to type, easy to try. */
function repeats(text: string): boolean {
  return [1, 2, 3].some(
    (n) =>
      text ===
      text
        .slice(0, n)
        .repeat(Math.ceil(text.length / n))
        .slice(0, text.length),
  );
}

/**
 * Why a password cannot be taken: fewer than 10 or more than 200 characters, the person's own name, login or e-mail (also doubled or
 * with digits around), or one that everybody tries first.
 */
export function passwordFault(password: string, about: { login: string; name: string; email?: string | null }): PasswordFault | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return "password_short";
  if (length > PASSWORD_MAX) return "password_long";
  const core = plain(password);
  if (COMMON.has(core) || COMMON.has(normalisedLogin(password)) || repeats(core)) return "password_common";
  const withoutDigits = core.replace(/^\d+|\d+$/g, "");
  const own = [about.login, about.name, about.email ?? "", (about.email ?? "").split("@")[0] ?? ""].map(plain).filter((w) => w.length > 1);
  const isOwn = own.some(
    (word) => core === word || core === word + word || withoutDigits === word || withoutDigits === word.replace(/^\d+|\d+$/g, ""),
  );
  return isOwn ? "password_name" : null;
}
