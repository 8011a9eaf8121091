import type { ReactNode } from "react";
import { Button } from "./Button";

/** The button of a form that sends itself as soon as something is chosen: there only where no script does that. */
export function ApplyButton({ children }: { children: ReactNode }) {
  return (
    <noscript>
      <Button type="submit" size="sm">
        {children}
      </Button>
    </noscript>
  );
}
