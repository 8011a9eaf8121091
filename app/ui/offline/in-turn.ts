/** Do this while no other window does what has the same name. Over plain http browsers have no locks; then the server alone sees to it that nothing counts twice. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = lockManager();
  return locks ? await locks.request(name, work) : work();
}

/** Hold something for one window as long as it is open: the way to let it go, or null when another window has it. */
export async function hold(name: string): Promise<(() => void) | null> {
  const locks = lockManager();
  if (!locks) return () => undefined;
  return new Promise((resolve) => {
    // The page before this one, when it was loaded anew, may not be quite gone.
    const signal = AbortSignal.timeout(400);
    locks.request(name, { signal }, () => new Promise<void>((letGo) => resolve(letGo))).catch(() => resolve(null));
  });
}

function lockManager(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}
