/** The few things of a service worker's world that ours uses; the compiler's own description of it cannot stand beside that of a page. */
export type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
export type Fetching = Extendable & {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};
export type Told = Extendable & { readonly data: unknown };

export type WorkerScope = {
  readonly registration: { navigationPreload?: { enable(): Promise<void> } };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(name: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(name: "message", listener: (event: Told) => void): void;
};

/** What the build tells the worker: its own name, the style sheet, and the scripts of the pages that open without a connection. */
export type Build = { version: string; style: string; scripts: readonly string[] };
