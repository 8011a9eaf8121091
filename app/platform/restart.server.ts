let handler: (() => void) | undefined;

/** Called once by the process that starts: how it restarts itself. */
export function onRestart(restart: () => void): void {
  handler = restart;
}

/** Ask the process to drain and start again, as after "start my shop". */
export function requestRestart(): void {
  handler?.();
}
