/** An address for e-mail as it is kept: one @, a host with a dot, no blanks or brackets, at most 254 characters; its host in lower case. Null: it is none. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (text.length > 254 || !/^[^\s<>@",;:()[\]\\]{1,64}@[^\s<>@",;:()[\]\\]+\.[^\s<>@",;:()[\]\\.]+$/.test(text)) return null;
  const at = text.lastIndexOf("@");
  return text.slice(0, at) + text.slice(at).toLowerCase();
}
