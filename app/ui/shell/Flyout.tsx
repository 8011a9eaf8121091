import { useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { classes } from "../classes";

/** A button that shows a small sheet beside it: closes on Escape, on leaving it, and when the page changes. */
export function Flyout({
  label,
  trigger,
  triggerClass,
  sheetClass,
  children,
}: {
  label: string;
  trigger: ReactNode;
  triggerClass?: string;
  /** Where the sheet stands, such as `end-0 top-full`. */
  sheetClass?: string;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const location = useLocation();
  useEffect(() => setOpen(false), [location.key]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  return (
    <div
      ref={frame}
      className="relative flex"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !frame.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        id={id}
        hidden={!open}
        className={classes("absolute z-40 min-w-60 animate-arrive rounded-box border border-line bg-surface p-1 shadow-lift", sheetClass)}
      >
        {children}
      </div>
    </div>
  );
}
