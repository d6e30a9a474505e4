export type * from "./causes.ts";
export { causesOf, rowsWanted } from "./causes-of.ts";
export { type Outline, outlineOf, type Subject } from "./outline.ts";
