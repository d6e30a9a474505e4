export { streamFromWire, UnreadableRow } from "./stream-from-wire.ts";
export {
  type WireError,
  type WireStream,
  type WireStreamPage,
  type WireToolCall,
  wireStream,
} from "./wire.ts";
