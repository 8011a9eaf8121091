import { type ReactNode, Suspense, lazy, useEffect, useRef } from "react";

export type DialogProps = {
  open: boolean;
  /** Asked to close: Escape, a press outside, the cross. */
  onClose: () => void;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the primary one last. */
  actions?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** A question that must be answered: no closing by a press outside. */
  urgent?: boolean;
};

const load = () => import("./overlays/DialogPanel");
const Panel = lazy(load);

/** Fetch the dialog's script ahead of the press, on hover or focus. */
export function prepareDialog(): void {
  void load();
}

/** A dialog over the page. Its script arrives when it is first opened. */
export function Dialog(props: DialogProps) {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (props.open) wasOpen.current = true;
  }, [props.open]);
  if (!props.open && !wasOpen.current) return null;
  return (
    <Suspense fallback={null}>
      <Panel {...props} />
    </Suspense>
  );
}
