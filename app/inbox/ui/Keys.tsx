import Keyboard from "lucide-react/icons/keyboard";
import { useState } from "react";
import { useT } from "~/platform/use-locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { Dialog, prepareDialog } from "~/ui/Dialog";
import { IconButton } from "~/ui/IconButton";
import { inboxMessages } from "../messages";
import { useKeys, useKeysSwitch } from "./use-keys";

const keys = [
  { key: "A", does: "accept" },
  { key: "R", does: "return" },
  { key: "Ctrl ↵", does: "send" },
  { key: "Esc", does: "leave" },
  { key: "J", does: "next" },
  { key: "K", does: "previous" },
  { key: "?", does: "help" },
] as const;

/** The keys of the inbox: listens for them, lists them, and switches them off where they are in the way. */
export function Keys() {
  const t = useT(inboxMessages);
  const [open, setOpen] = useState(false);
  const [on, setOn] = useKeysSwitch();
  useKeys(on);
  return (
    <span className="hidden md:pointer-fine:block">
      <IconButton
        label={t("keys.open")}
        icon={<Keyboard aria-hidden />}
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        onPointerEnter={prepareDialog}
        onFocus={prepareDialog}
        onClick={() => setOpen(true)}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title={t("keys.title")} size="sm">
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2.5 text-ui">
          {keys.map(({ key, does }) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-flex min-w-7 items-center justify-center rounded-[5px] border border-b-2 border-line-strong/50 px-1.5 py-0.5 font-sans text-sm">
                  {key}
                </kbd>
              </dt>
              <dd>{t(`keys.${does}`)}</dd>
            </div>
          ))}
        </dl>
        <CheckboxField
          name="keys"
          label={t("keys.on")}
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
          className="mt-4 border-t border-line pt-2"
        />
      </Dialog>
    </span>
  );
}
