import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs: false in what the server writes and until the page has come alive. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
