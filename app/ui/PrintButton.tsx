import Printer from "lucide-react/icons/printer";
import { useEffect, useState } from "react";
import { Button } from "~/ui/Button";

/** Opens the browser's own printing. Without script it is not there: the browser's menu prints too. */
export function PrintButton({ label }: { label: string }) {
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  if (!isAlive) return null;
  return (
    <Button icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
      {label}
    </Button>
  );
}
