/** A text to copy: one press chooses all of it. */
export function Shown({ text }: { text: string }) {
  return <code className="block rounded-box border border-line bg-sunken px-3 py-2 font-mono text-sm break-all select-all">{text}</code>;
}
