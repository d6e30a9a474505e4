import { bareQuantity } from "./quantity.ts";

/** plural counts things: `1 stream`, `1,204 streams`; the last word takes the s. */
export function plural(count: number, thing: string): string {
  return `${bareQuantity(count, "count")} ${thing}${count === 1 ? "" : "s"}`;
}
