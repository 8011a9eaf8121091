import Keyboard from "lucide-react/icons/keyboard";
import { useState } from "react";
import { CheckboxField } from "./CheckboxField";
import { Dialog, prepareDialog } from "./Dialog";
import { IconButton } from "./IconButton";
import { useKeys, useKeysSwitch } from "./use-keys";

export type KeysProps = {
  /** What the keys are called, on the button and over the list. */
  title: string;
  /** What the switch says with which they are turned off on this device. */
  switchLabel: string;
  keys: readonly { key: string; does: string }[];
};

/** The single keys of a page: listens for them, lists them, and switches them off where they are in the way. */
export function Keys({ title, switchLabel, keys }: KeysProps) {
  const [open, setOpen] = useState(false);
  const [on, setOn] = useKeysSwitch();
  useKeys(on);
  return (
    <span className="hidden md:pointer-fine:block">
      <IconButton
        label={title}
        icon={<Keyboard aria-hidden />}
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        onPointerEnter={prepareDialog}
        onFocus={prepareDialog}
        onClick={() => setOpen(true)}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title={title} size="sm">
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2.5 text-ui">
          {keys.map(({ key, does }) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-flex min-w-7 items-center justify-center rounded-[5px] border border-b-2 border-line-strong/50 px-1.5 py-0.5 font-sans text-sm">
                  {key}
                </kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <CheckboxField
          name="keys"
          label={switchLabel}
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
          className="mt-4 border-t border-line pt-2"
        />
      </Dialog>
    </span>
  );
}
