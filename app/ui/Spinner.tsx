import LoaderCircle from "lucide-react/icons/loader-circle";
import { classes } from "./classes";

/** A turning ring that shows itself only after 200 ms. Decorative: say the state in words too. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span aria-hidden className={classes("inline-flex shrink-0 animate-late", className ?? "size-4")}>
      <LoaderCircle className="size-full animate-turn" />
    </span>
  );
}
