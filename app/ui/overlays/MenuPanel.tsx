import { useNavigate } from "@remix-run/react";
import type { RefObject } from "react";
import { Menu, MenuItem as AriaMenuItem, Popover } from "react-aria-components";
import { classes } from "../classes";
import type { MenuItem } from "../Menu";

/** The opened menu, placed by its trigger. */
export default function MenuPanel({
  label,
  items,
  triggerRef,
  open,
  onOpenChange,
}: {
  label: string;
  items: readonly MenuItem[];
  triggerRef: RefObject<HTMLButtonElement>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const navigate = useNavigate();
  return (
    <Popover
      aria-label={label}
      triggerRef={triggerRef}
      isOpen={open}
      onOpenChange={onOpenChange}
      placement="bottom end"
      className="min-w-48 animate-arrive rounded-box border border-line bg-surface p-1 text-ink shadow-lift outline-none"
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        className="outline-none"
        onClose={() => onOpenChange(false)}
        disabledKeys={items.filter((item) => item.disabled).map((item) => item.id)}
        onAction={(key) => {
          const item = items.find((i) => i.id === key);
          onOpenChange(false);
          item?.onSelect?.();
          if (item?.to) navigate(item.to);
        }}
      >
        {items.map((item) => (
          <AriaMenuItem
            key={item.id}
            id={item.id}
            textValue={item.label}
            className={classes(
              "flex min-h-control cursor-pointer items-center gap-3 rounded-[0.375rem] px-3 text-ui outline-none data-disabled:cursor-not-allowed data-disabled:text-faint data-focused:bg-hover [&_svg]:size-4 [&_svg]:text-muted",
              item.danger && "text-blocked-ink",
            )}
          >
            {item.icon}
            {item.label}
          </AriaMenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
