import { classes } from "./classes";

const sizes = { sm: "size-7 text-xs", md: "size-9 text-sm", lg: "size-14 text-lg" };

/** One or two letters that stand for a person: the given name in Chinese, the initials elsewhere. */
function initials(name: string, letters: 1 | 2): string {
  const clean = name.trim();
  if (/\p{Script=Han}/u.test(clean))
    return Array.from(clean.replace(/[^\p{Script=Han}]/gu, ""))
      .slice(-letters)
      .join("");
  const words = clean.split(/\s+/).filter(Boolean);
  const ends = words.length > 1 && letters > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return ends.map((w) => Array.from(w ?? "")[0]?.toUpperCase() ?? "").join("") || "?";
}

/** A person as a disc with initials. Decorative: the name stands beside it. */
export function Avatar({ name, size = "md", className }: { name: string; size?: "sm" | "md" | "lg"; className?: string }) {
  return (
    <span
      aria-hidden
      className={classes(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-hover leading-none font-medium text-muted select-none",
        sizes[size],
        className,
      )}
    >
      {initials(name, size === "sm" ? 1 : 2)}
    </span>
  );
}
