/** Puts a text on the clipboard; whether that worked. Over plain http the clipboard is closed: there the old way through a selection works. */
export async function copyText(text: string): Promise<boolean> {
  if (typeof navigator.clipboard !== "undefined" && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    );
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  const worked = document.execCommand("copy");
  area.remove();
  return worked;
}
