import { useLocation } from "@remix-run/react";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import ChevronRight from "lucide-react/icons/chevron-right";
import Trash2 from "lucide-react/icons/trash-2";
import { type ReactNode, useState } from "react";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { useFormState } from "~/ui/form-context";
import { IconButton } from "~/ui/IconButton";
import { editMessages } from "../messages.edit";
import { hintMessages } from "../messages.hints";
import { Both } from "./EditBoth";

/** What is read of a body that may not be sound. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const plain = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** A row of cells under the form's columns. */
export function Cells({ name, value }: { name: string; value: readonly unknown[] }) {
  const t = useT(editMessages);
  return (
    <div className="grid gap-3">
      <input type="hidden" name={`${name}:n`} value={value.length} />
      {value.map((cell, i) => (
        <Both
          key={i}
          name={`${name}.${i}`}
          label={t("edit.entry", { n: i + 1 })}
          value={typeof cell === "string" ? { "zh-CN": cell, en: cell } : cell}
          rows={1}
        />
      ))}
    </div>
  );
}

/** The sentence under a field, where it has one. */
export function useHint(): (word: string) => string | undefined {
  const t = useT<string>(hintMessages);
  return (word) => (`hint.${word}` in hintMessages.texts.en ? t(`hint.${word}`) : undefined);
}

/** Which entries are unfolded, so that they stay so when an entry is added or moved and the form is drawn anew. */
const unfolded = new Set<string>();

/** An entry under one line; unfolded while nothing is typed in it yet. What is wrong inside is said outside. */
export function FoldedEntry({ at, title, entry, children }: { at: string; title: string; entry: unknown; children: ReactNode }) {
  const hint = useT(hintMessages);
  const { errors } = useFormState();
  const { pathname } = useLocation();
  const { slug, day } = record(entry);
  const key = `${pathname} ${plain(slug) || plain(day) || at}`;
  const [open] = useState(() => isBlank(entry) || unfolded.has(key));
  const isWrong = Object.keys(errors).some((name) => name.startsWith(`${at}.`));
  return (
    <details open={open || undefined} className="min-w-0" onToggle={(e) => void unfolded[e.currentTarget.open ? "add" : "delete"](key)}>
      <summary className="flex min-h-control list-none items-center gap-2 rounded-box py-1 pe-28 text-sm hover:text-accent-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted transition-transform [details[open]>summary>&]:rotate-90" />
        <span className="min-w-0">
          {title} {isWrong && <span className="text-blocked-ink">· {hint("entry.faults")}</span>}
        </span>
      </summary>
      <div className="pt-1 pb-2">{children}</div>
    </details>
  );
}

/** Whether an entry has no title yet: it was just added. */
function isBlank(entry: unknown): boolean {
  const { title } = record(entry);
  return typeof title === "object" && Object.values(record(title)).every((text) => text === "");
}

/** What an entry is known by in the list: its letter, its title. */
export function entryTitle(entry: unknown, place: string, locale: Locale): string {
  const { id, title, slug, text } = record(entry);
  const said = (both: unknown) => plain(record(both)[locale]) || plain(record(both)["zh-CN"]) || plain(record(both).en);
  const name = typeof id === "string" ? id.toUpperCase() : said(title) || plain(slug) || said(text);
  return name ? `${place} · ${name}` : place;
}

/** The buttons that move an entry or take it out. They are sent as the form is, and work without script. */
export function Moves({ at, name, first, last }: { at: string; name: string; first: boolean; last: boolean }) {
  const t = useT(editMessages);
  const button = "size-9";
  return (
    <span className="flex shrink-0">
      {!first && (
        <IconButton
          type="submit"
          name="do"
          value={`up:${at}`}
          label={`${t("edit.up")}: ${name}`}
          icon={<ArrowUp aria-hidden />}
          className={button}
        />
      )}
      {!last && (
        <IconButton
          type="submit"
          name="do"
          value={`down:${at}`}
          label={`${t("edit.down")}: ${name}`}
          icon={<ArrowDown aria-hidden />}
          className={button}
        />
      )}
      <IconButton
        type="submit"
        name="do"
        value={`remove:${at}`}
        label={`${t("edit.remove")}: ${name}`}
        icon={<Trash2 aria-hidden />}
        className={button}
      />
    </span>
  );
}
