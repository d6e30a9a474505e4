export { type Corrector, createCorrector, type Grounds } from "./correct-told.ts";
export type { Correction } from "./correction.ts";
export { correctionOf } from "./correction-of.ts";
export type { EditCounts, EditName } from "./edit-counts.ts";
export { isCorrectable, type ToldValue, tellValue } from "./told-value.ts";
