import { type Cost, costOf } from "./cost.ts";
import { benchRows, END, TEAM } from "./rows.ts";

const HOUR = 3_600_000;
const WINDOWS = [1, 1, 1, 6, 6, 24, 24, 24, 24, 24, 24, 24, 168, 168, 168, 168, 720, 720, 720];
const STEP = 300_000;

/**
 * bareReplay is the engine's yardstick: two edges a window over plain typed arrays, one sum a member, and every rule compared with
 * a limit for every member at each of the ticks. No other groups, no percentiles, no late rows, no findings.
 */
export function bareReplay(count: number): { readonly cost: Cost; readonly ticks: number } {
  const rows = columnsOf(count);
  const windows = WINDOWS.map((hours) => new BareWindow(hours * HOUR));
  let high = 0;
  let ticks = 0;
  let over = 0;
  const cost = costOf(() => {
    for (let at = TEAM.from; at <= END; at += STEP) {
      ticks++;
      const from = high;
      while (high < count && (rows.times[high] as number) <= at) high++;
      for (const window of windows) over += window.move(rows, from, high, at);
    }
  });
  if (over > 0) throw new Error("the yardstick's limit is meant never to be reached");
  return { cost, ticks };
}

interface BareRows {
  readonly times: Float64Array;
  readonly members: Uint32Array;
  readonly costs: Float64Array;
}

function columnsOf(count: number): BareRows {
  const times = new Float64Array(count);
  const members = new Uint32Array(count);
  const costs = new Float64Array(count);
  const numbers = new Map<string, number>();
  let row = 0;
  for (const rows of benchRows(count)) {
    for (const { createdAt, member, neoCredits } of rows) {
      const name = member ?? "";
      if (!numbers.has(name)) numbers.set(name, numbers.size);
      times[row] = createdAt;
      members[row] = numbers.get(name) as number;
      costs[row++] = neoCredits;
    }
  }
  return { times, members, costs };
}

class BareWindow {
  readonly #ms: number;
  readonly #sums = new Float64Array(TEAM.members);
  #low = 0;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** Returns how many members are over the limit. */
  move({ times, members, costs }: BareRows, from: number, high: number, at: number): number {
    const sums = this.#sums;
    for (let place = from; place < high; place++) {
      const member = members[place] as number;
      sums[member] = (sums[member] as number) + (costs[place] as number);
    }
    let low = this.#low;
    for (; low < high && (times[low] as number) <= at - this.#ms; low++) {
      const member = members[low] as number;
      sums[member] = (sums[member] as number) - (costs[low] as number);
    }
    this.#low = low;
    let over = 0;
    for (const sum of sums) if (sum > 1e15) over++;
    return over;
  }
}
