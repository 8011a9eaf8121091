import { createContext, useContext, useMemo } from "react";
import type { Locale } from "./locale";
import { type Messages, type Translate, translate } from "./messages";

/** What every component may know about its reader: language, zone, and the server's now. */
export type ReaderContext = { locale: Locale; zone: string; now: Date };

export const ReaderProvider = createContext<ReaderContext>({ locale: "zh-CN", zone: "Asia/Shanghai", now: new Date(0) });

/** The reader's language, zone and the server's now. */
export function useReader(): ReaderContext {
  return useContext(ReaderProvider);
}

/** The texts of a capability in the reader's language. */
export function useT<K extends string>(messages: Messages<K>): Translate<K> {
  const { locale } = useReader();
  return useMemo(() => translate(messages, locale), [messages, locale]);
}
