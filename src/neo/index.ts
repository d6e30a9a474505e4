export { createNeoApi, type NeoApi, type NeoApiOptions } from "./neo-api.ts";
export { createOddities, type Oddities } from "./oddities.ts";
export { type RowReading, readRow } from "./read-row.ts";
export type { RetryPlan } from "./retrying.ts";
export type { WireError, WireStream, WireStreamPage, WireToolCall } from "./wire.ts";
