import fc from "fast-check";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { base, DAY, fixed, HOUR, MINUTE } from "./random-rules.ts";

const { metric: _, ...common } = base;
const span = fc.constantFrom(15 * MINUTE, HOUR, 12 * HOUR, DAY, 2 * DAY);
const memory = fc.constantFrom(30 * MINUTE, 12 * HOUR, 3 * DAY, 10 * DAY, 20 * DAY);

/** absence are random rules that miss groups. */
const absence = fc
  .record({ ...common, overMs: span, rememberMs: memory })
  .map((rule) => ({ ...fixed, ...rule, kind: "absence" as const }));

/** shift are random rules that compare shares of own-key streams. */
const shift = fc
  .record({
    ...common,
    // Of so few rows, fine groups and narrow conditions leave hardly any two to compare.
    by: fc.oneof(common.by, fc.constant([]), fc.constant(["member" as const])),
    where: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, common.where),
    overMs: fc.oneof(span, fc.constantFrom(DAY, 2 * DAY)),
    versusMs: fc.oneof(memory, fc.constant(10 * DAY)),
    byPpm: fc.constantFrom(0, 166_666, 166_667, 333_333, 500_000, 999_999, 1_000_000),
    to: fc.constantFrom("own_key" as const, "platform" as const, "either" as const),
    minStreams: fc.constantFrom(0, 1, 2),
  })
  .map((rule) => ({ ...fixed, ...rule, kind: "shift" as const }));

/** newValue are random rules that tell of new values; by `finished_at`, from which on a row counts. */
const newValue = fc
  .record({
    by: common.by,
    where: common.where,
    timezone: common.timezone,
    of: fc.constantFrom("member" as const, "model" as const, "tool" as const, "agent" as const),
    rememberMs: memory,
    learnMs: fc.constantFrom(0, HOUR, DAY, 5 * DAY),
  })
  .map((rule) => ({
    ...fixed,
    ...rule,
    time: "finished_at" as const,
    kind: "new_value" as const,
  }));

/** quietKinds are random rules of these three kinds, each with a name of its own. */
export const quietKinds: fc.Arbitrary<Rule[]> = fc
  .array(fc.oneof(absence, shift, newValue), { minLength: 1, maxLength: 6 })
  .map((list) => list.map((rule, index) => ({ ...rule, name: `rule-${index}` }) as Rule));
