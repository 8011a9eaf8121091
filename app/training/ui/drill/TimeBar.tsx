/** A thin bar that runs out when an answer no longer counts as quick. It warns nobody aloud: the time is written beside it. */
export function TimeBar({ ms, running }: { ms: number; running: boolean }) {
  return (
    <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
      <div
        className="h-full w-full origin-left bg-accent motion-safe:animate-[run-out_linear_both]"
        style={{ animationDuration: `${ms}ms`, animationPlayState: running ? "running" : "paused" }}
      />
    </div>
  );
}
