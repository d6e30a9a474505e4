export { createNeoApi, type NeoApi, type NeoApiOptions } from "./neo-api.ts";
export { createOddities, type Oddities } from "./oddities.ts";
export { type RowReading, readRow } from "./read-row.ts";
export type { RetryPlan } from "./retrying.ts";
export { LONGEST_ID } from "./row-id.ts";
export type { WireError, WireStream, WireStreamPage, WireToolCall } from "./wire.ts";
export { wireTime } from "./wire-time.ts";
