import { type ReactNode, Suspense, lazy, useRef, useState } from "react";
import { IconButton } from "./IconButton";
import { Button, type ButtonProps } from "./Button";

export type MenuItem = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Goes there… */
  to?: string;
  /** …or does this. */
  onSelect?: () => void;
  disabled?: boolean;
  danger?: boolean;
};

export type MenuProps = {
  /** What the menu is, in words; shown beside the icon unless `iconOnly`. */
  label: string;
  icon?: ReactNode;
  iconOnly?: boolean;
  items: readonly MenuItem[];
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  className?: string;
};

const load = () => import("./overlays/MenuPanel");
const Panel = lazy(load);

/** A button with a list of further actions. Its script arrives on hover, focus or the first press. */
export function Menu({ label, icon, iconOnly, items, variant = "quiet", size, className }: MenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const button = {
    ref: trigger,
    "aria-haspopup": "menu" as const,
    "aria-expanded": open,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => {
      setOpened(true);
      setOpen(!open);
    },
    className,
  };
  return (
    <>
      {iconOnly ? (
        <IconButton {...button} label={label} icon={icon} />
      ) : (
        <Button {...button} icon={icon} variant={variant} size={size}>
          {label}
        </Button>
      )}
      {opened && (
        <Suspense fallback={null}>
          <Panel label={label} items={items} triggerRef={trigger} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
