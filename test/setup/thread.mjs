// What a thread of a test runs: the program out of its sources, which Node alone cannot read.
import { register } from "tsx/esm/api";

register();
await import("../../app/processes/main.ts");
