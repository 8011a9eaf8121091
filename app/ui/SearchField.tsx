import { Form, useSubmit } from "@remix-run/react";
import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { inputStyle } from "./field";
import { uiMessages } from "./messages";

export type SearchFieldProps = {
  /** What is searched: "Search people". Read out and shown while empty. */
  label: string;
  name?: string;
  defaultValue?: string;
  /** Other parameters of the address that the search keeps. */
  keep?: Readonly<Record<string, string>>;
  /** Where to, when not this page. */
  action?: string;
  className?: string;
};

/** Searches as one types (after a pause) by putting the words into the address; works without script on Enter. */
export function SearchField({ label, name = "q", defaultValue = "", keep, action, className }: SearchFieldProps) {
  const t = useT(uiMessages);
  const submit = useSubmit();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [filled, setFilled] = useState(defaultValue !== "");

  // The address may change from outside (back button, a cleared filter); never under the typing hand.
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = defaultValue;
    setFilled((input.current?.value ?? "") !== "");
  }, [defaultValue]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (wait: number) => {
    clearTimeout(timer.current);
    setFilled((input.current?.value ?? "") !== "");
    timer.current = setTimeout(() => {
      if (input.current?.form) submit(input.current.form, { replace: true, preventScrollReset: true });
    }, wait);
  };

  return (
    <Form
      method="get"
      role="search"
      action={action}
      className={classes("relative min-w-0", className)}
      onSubmit={() => clearTimeout(timer.current)}
    >
      {Object.entries(keep ?? {}).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Search aria-hidden className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted" />
      <input
        ref={input}
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={defaultValue}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
        onInput={(event) => {
          // Letters that an input method has not yet turned into characters are no search.
          if (!(event.nativeEvent as InputEvent).isComposing) search(300);
        }}
        onCompositionEnd={() => search(300)}
        className={classes(inputStyle, "h-control ps-9 pe-11 [&::-webkit-search-cancel-button]:hidden")}
      />
      {filled && (
        <button
          type="button"
          aria-label={t("action.clear")}
          onClick={() => {
            if (!input.current) return;
            input.current.value = "";
            input.current.focus();
            search(0);
          }}
          className="absolute end-0 top-0 flex size-control items-center justify-center rounded-box text-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </Form>
  );
}
