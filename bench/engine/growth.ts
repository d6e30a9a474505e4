import type { Line } from "../report.ts";
import { costOf, rankedAt } from "./cost.ts";
import { END, TEAM } from "./rows.ts";
import { filled, trials } from "./ticks.ts";

/** growth shows that a tick's cost does not grow with the rows stored. */
export function growth(): Line[] {
  const lines: Line[] = [];
  let base = Number.NaN;
  for (const rows of [100_000, 1_000_000, 3_000_000]) {
    const { engine } = filled(rows);
    costOf(() => engine.tick(END, []));
    const { both } = trials(engine, 10_000_000, END, {
      rows: 100,
      memberOf: (each) => (each * 7) % TEAM.members,
    });
    const value = rankedAt(both, 0.5, "cpuMs");
    if (Number.isNaN(base)) base = value;
    const note = `${(value / base).toFixed(2)} times the first; p95 ${rankedAt(both, 0.95, "cpuMs").toFixed(2)} ms`;
    lines.push({ what: `100 new rows at ${rows / 1_000}k, p50`, value, unit: "ms CPU", note });
  }
  return lines;
}
