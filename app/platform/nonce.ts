import { createContext } from "react";

/** The nonce of this document; empty in the browser, where nobody may read it. */
export const NonceContext = createContext("");
