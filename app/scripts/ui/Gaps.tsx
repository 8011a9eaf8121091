import { Link } from "@remix-run/react";
import { useRef } from "react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { buttonStyle } from "~/ui/button-style";
import { classes } from "~/ui/classes";
import { TextField } from "~/ui/TextField";
import { showToast } from "~/ui/toast-queue";
import { type Asked, fieldsOf, scriptsAddress } from "../address";
import type { ByHand } from "../by-hand";
import type { Values } from "../fill-rules";
import { fieldOf, forNextCustomer, LONGEST_VALUE, shownValue } from "../gap-rules";
import { deskMessages } from "../messages.desk";
import { Kept } from "./Kept";
import { useGapName } from "./Parts";

type GapsProps = { byHand: ByHand; typed: Values; onType: (typed: Values) => void; asked: Asked; slug: string };

/**
 * What a script asks for and no product fills, as one small form: it stands in all bubbles at once. With script it never leaves the tab; without, the address
 * carries it.
 */
export function Gaps({ byHand, typed, onType, asked, slug }: GapsProps) {
  const t = useT(deskMessages);
  const gapName = useGapName();
  const form = useRef<HTMLFormElement>(null);
  const { names, presets, choices } = byHand;
  if (names.length === 0) return null;
  const set = (name: string, value: string) => onType({ ...typed, [name]: value });
  return (
    <form
      ref={form}
      method="get"
      action={`/scripts/${slug}`}
      aria-labelledby="fill-in"
      autoComplete="off"
      onSubmit={(event) => event.preventDefault()}
      className="mt-5 rounded-box border border-line p-3"
    >
      <Kept fields={fieldsOf({ ...asked, gaps: {}, find: "" })} />
      <div className="flex items-start justify-between gap-3">
        <h2 id="fill-in" className="text-sm font-semibold">
          {t("fill.title")}
        </h2>
        {/* The first button of the form: what the enter key presses. */}
        <ApplyButton>{t("fill.apply")}</ApplyButton>
      </div>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        {names.map((name) => (
          <div key={name}>
            <TextField
              name={fieldOf(name)}
              label={gapName(name)}
              value={shownValue(name, typed, presets)}
              onChange={(event) => set(name, event.currentTarget.value)}
              maxLength={LONGEST_VALUE}
              enterKeyHint="done"
            />
            <Choices
              label={t("fill.choose", { name: gapName(name) })}
              name={fieldOf(name)}
              of={choices[name] ?? []}
              chosen={shownValue(name, typed, presets)}
              onChoose={(value) => set(name, value)}
            />
          </div>
        ))}
      </div>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 text-sm text-muted">{t("fill.detail")}</p>
        <Link
          to={scriptsAddress(asked, slug, { gaps: {} })}
          preventScrollReset
          replace
          className={classes(buttonStyle("quiet", "sm"), "-me-3")}
          onClick={(event) => {
            event.preventDefault();
            onType(forNextCustomer(typed));
            form.current?.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
            showToast({ id: "gaps-cleared", text: t("fill.cleared") });
          }}
        >
          {t("fill.clear")}
        </Link>
      </div>
      <noscript>
        <p className="text-sm text-muted">{t("fill.detail_no_script")}</p>
      </noscript>
    </form>
  );
}

type ChoicesProps = {
  label: string;
  name: string;
  of: NonNullable<ByHand["choices"][string]>;
  chosen: string;
  onChoose: (value: string) => void;
};

/** What a field is mostly filled with, one press each. */
function Choices({ label, name, of, chosen, onChoose }: ChoicesProps) {
  const t = useT(deskMessages);
  if (of.length === 0) return null;
  return (
    <div role="group" aria-label={label} className="mt-1 flex flex-wrap gap-1">
      {of.map(({ value, as }) => (
        <button
          key={value}
          name={name}
          value={value}
          aria-pressed={value === chosen}
          onClick={(event) => {
            event.preventDefault();
            onChoose(value);
          }}
          className={classes(
            "min-h-control-sm rounded-box px-3 text-sm",
            value === chosen ? "bg-accent-soft font-medium text-accent-ink" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {as ? t(`fill.${as}`) : value}
        </button>
      ))}
    </div>
  );
}
