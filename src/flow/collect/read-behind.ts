import type { Reach } from "./reach.ts";
import type { WindowReader } from "./window-reader.ts";
import type { ReadWindow } from "./windows.ts";

/** readBehind reads a gap again. */
export async function readBehind(
  reach: Reach,
  reader: WindowReader,
  gap: ReadWindow,
  now: number,
): Promise<readonly string[]> {
  const proof = await reader.read(gap, reach.closing(gap));
  if (proof.complete) {
    reach.wasProven(gap);
    return [];
  }
  reach.wasNot(gap, now);
  return [unprovenText(gap, proof.detail)];
}

/** unprovenText says of which window not all rows are certain to be in the ledger, and why. */
export function unprovenText({ from, to }: ReadWindow, detail: string): string {
  return `${new Date(from).toISOString()} to ${new Date(to).toISOString()}: ${detail}`;
}
