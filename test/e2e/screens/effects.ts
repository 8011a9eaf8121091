import { at, type Screen } from "./screen";

/** What the meetings' actions did. */
export const effectsScreens: Screen[] = [{ name: "effects", role: "manager", open: at("/cases/effects") }];
