import type { Tone } from "./tone";

export type ToastMessage = { id: string; text: string; tone?: Tone };

type Listener = (messages: readonly ToastMessage[]) => void;

let shown: readonly ToastMessage[] = [];
const listeners = new Set<Listener>();

function set(next: readonly ToastMessage[]): void {
  shown = next;
  for (const listener of listeners) listener(shown);
}

/** Show a message for some seconds. The same id twice is one message. Browser only. */
export function showToast(message: ToastMessage): void {
  if (!shown.some((m) => m.id === message.id)) set([...shown.slice(-2), message]);
}

/** Take a message away. */
export function dismissToast(id: string): void {
  set(shown.filter((m) => m.id !== id));
}

/** Hear of every change; returns the way to stop. */
export function onToasts(listener: Listener): () => void {
  listeners.add(listener);
  listener(shown);
  return () => void listeners.delete(listener);
}
