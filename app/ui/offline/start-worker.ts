import type { Here, ToWorker } from "./worker/here";

/** Let the worker take its place. Only over https or on this machine do browsers allow one; while developing it would hold on to old files. Returns the way to stop. */
export function startWorker(here: Here): () => void {
  if (!import.meta.env.PROD || !isSecureContext || !("serviceWorker" in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  const introduce = () => tellWorker({ type: "here", here });
  serviceWorker.addEventListener("controllerchange", introduce);
  // What hinders it (storage switched off) leaves the product as it is without one.
  serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(introduce, () => undefined);
  return () => serviceWorker.removeEventListener("controllerchange", introduce);
}

/** Tell the worker something, once there is one. */
export function tellWorker(message: ToWorker): void {
  if (!isSecureContext || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.ready.then((registration) => registration.active?.postMessage(message));
}
