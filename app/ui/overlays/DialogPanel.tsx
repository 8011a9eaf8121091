import X from "lucide-react/icons/x";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useT } from "~/platform/use-locale";
import { classes } from "../classes";
import type { DialogProps } from "../Dialog";
import { IconButton } from "../IconButton";
import { uiMessages } from "../messages";

const widths = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-4xl" };

/** The dialog itself: a sheet from below on a phone, centred on a desktop. */
export default function DialogPanel({ open, onClose, title, children, actions, size = "sm", urgent }: DialogProps) {
  const t = useT(uiMessages);
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(now) => {
        if (!now) onClose();
      }}
      isDismissable={!urgent}
      className="fixed inset-0 z-50 flex items-end justify-center bg-scrim sm:items-center sm:p-6"
    >
      <Modal className={classes("flex max-h-[90dvh] w-full min-w-0 animate-arrive", widths[size])}>
        <AriaDialog
          role={urgent ? "alertdialog" : "dialog"}
          className="flex max-h-full w-full min-w-0 flex-col rounded-t-box border border-line bg-surface text-ink shadow-lift outline-none sm:rounded-box"
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-5">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            {!urgent && <IconButton label={t("action.close")} icon={<X aria-hidden />} onClick={onClose} className="-me-2 -mt-1.5" />}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-2 pb-5">{children}</div>
          {actions && (
            <footer className="flex flex-col-reverse gap-2 border-t border-line px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
