export { createNeoApi, LARGEST_PAGE, type NeoApi, type NeoApiOptions } from "./neo-api.ts";
export { createOddities, type Oddities } from "./oddities.ts";
export { type RowReading, readRow } from "./read-row.ts";
export type { RetryPlan } from "./retrying.ts";
export { streamFromWire, UnreadableRow } from "./stream-from-wire.ts";
export {
  type WireError,
  type WireStream,
  type WireStreamPage,
  type WireToolCall,
  wireStream,
} from "./wire.ts";
