import type { ShiftRule } from "../../../src/core/rules/index.ts";
import type { Told } from "./told.ts";

const MILLION = 1_000_000n;

/** Timed is when a stream was, and on whose key. */
export interface Timed {
  readonly time: number;
  readonly byok: boolean;
}

/** shiftVerdict compares the share of own-key streams in a window with that in the stretch before it. */
export function shiftVerdict(rule: ShiftRule, rows: readonly Timed[], at: number): Told {
  const opens = at - rule.overMs;
  const now = share(rows.filter(({ time }) => time > opens && time <= at));
  const before = share(rows.filter(({ time }) => time > opens - rule.versusMs && time <= opens));
  const earlier =
    before.of === 0n
      ? {}
      : {
          earlier: {
            share: Number((2n * before.own * MILLION + before.of) / (2n * before.of)),
            streams: Number(before.of),
          },
        };
  const base = { rearmed: false, limit: rule.byPpm, breached: false, cleared: false, ...earlier };
  const least = BigInt(rule.minStreams);
  if (now.of < least || before.of < least || now.of === 0n || before.of === 0n) {
    return { ...base, silent: "too_few_streams" };
  }
  const rise = (now.own * before.of - before.own * now.of) * MILLION;
  const most = BigInt(rule.byPpm) * now.of * before.of;
  const up = rise > most && rule.to !== "platform";
  const down = -rise > most && rule.to !== "own_key";
  return { ...base, breached: up || down, cleared: !(up || down) };
}

function share(rows: readonly Timed[]): { own: bigint; of: bigint } {
  return { own: BigInt(rows.filter(({ byok }) => byok).length), of: BigInt(rows.length) };
}
