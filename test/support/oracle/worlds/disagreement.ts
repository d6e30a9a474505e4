import { inspect } from "node:util";

/** Difference is one alert state that an engine and the oracle see differently; `undefined` is a state that one does not tell. */
export interface Difference {
  readonly key: string;
  readonly found: unknown;
  readonly expected: unknown;
}

const SHOWN = 3;

/** Disagreement is a tick at which an engine found something else than the oracle. */
export class Disagreement extends Error {
  constructor(at: number, differences: readonly Difference[], than = "the oracle") {
    const text = (value: unknown) => inspect(value, { depth: 6, breakLength: 120 });
    const shown = differences
      .slice(0, SHOWN)
      .map((one) => `${one.key}\n  engine: ${text(one.found)}\n  expected: ${text(one.expected)}`);
    const more = differences.length > SHOWN ? [`and ${differences.length - SHOWN} more`] : [];
    const when = new Date(at).toISOString();
    super(
      [`at ${when} the engine finds something else than ${than}:`, ...shown, ...more].join("\n"),
    );
    this.name = "Disagreement";
  }
}
