import { useNavigation } from "@remix-run/react";

/** A thin line at the top while the next page is on its way, shown after 200 ms; single keys wait for it to go (`useKeys`). */
export function PendingBar() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return (
    <div aria-hidden data-pending className="pointer-events-none fixed inset-x-0 top-0 z-60 h-0.5 animate-late overflow-hidden">
      <div className="h-full w-1/3 animate-sweep bg-accent" />
    </div>
  );
}
