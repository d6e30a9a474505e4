import fc from "fast-check";
import {
  CALENDAR_UNITS,
  COUNT_METRICS,
  type Condition,
  DIMENSIONS,
  DISTRIBUTION_METRICS,
  type MemberGroup,
  type MetricRef,
  MONEY_METRICS,
  RATIO_METRICS,
  type Rule,
  STATISTICS,
  WEEKDAYS,
  type WindowSpec,
} from "../../../../src/core/rules/index.ts";
import { is } from "./rows.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ZONES are the zones that the properties run in. */
export const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];

/** CENTRES are overlapping cost centres. */
export const CENTRES: readonly MemberGroup[] = [
  { name: "red", members: [is("ann@acme.io"), is("bob@*")] },
  { name: "all", members: [is("*")] },
  { name: "none", members: [is("zoe@acme.io")] },
];

const zone = fc.constantFrom(...ZONES);
const span = fc.constantFrom(15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, DAY, 2 * DAY);

const window: fc.Arbitrary<WindowSpec> = fc.oneof(
  fc.record({ kind: fc.constant("rolling" as const), ms: span }),
  fc.record({
    kind: fc.constant("calendar" as const),
    unit: fc.constantFrom(...CALENDAR_UNITS),
    timezone: zone,
    weekStarts: fc.constantFrom(...WEEKDAYS),
    startsOn: fc.constantFrom(1, 15, 28),
  }),
);

const metric: fc.Arbitrary<MetricRef> = fc.oneof(
  fc.record({ name: fc.constantFrom(...MONEY_METRICS, ...COUNT_METRICS, ...RATIO_METRICS) }),
  fc.record({
    name: fc.constantFrom(...DISTRIBUTION_METRICS),
    statistic: fc.constantFrom(...STATISTICS),
  }),
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        ["status", "failed"],
        ["status", "completed"],
        ["model", "op*"],
        ["member", "ann@acme.io"],
        ["member", "(unknown)"],
        ["group", "red"],
        ["byok", "true"],
        ["tool", "nmap"],
        ["agent", "scout"],
        ["task", "t1"],
        ["title", "Sc*"],
        ["error", "time*"],
      ),
      fc.boolean(),
    )
    .map(([[field, text], more]) => ({
      field: field as "status",
      anyOf: more ? [is(text as string), is("nothing")] : [is(text as string)],
    })),
  fc.record({ field: fc.constant("cost_above" as const), nano: fc.constantFrom(0, 5, 10) }),
);

const bound = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.constantFrom(0, 200_000, 250_000, 333_333, 333_334, 500_000, 900_000, 10 ** 14),
);
export const base = {
  by: fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { maxLength: 3 }),
  where: fc.array(condition, { maxLength: 2 }),
  time: fc.constantFrom("created_at" as const, "finished_at" as const),
  timezone: zone,
  metric,
};
export const fixed = {
  forMs: 0,
  keepFiringForMs: 0,
  labels: {},
  onLoad: "fire",
  severity: "warning",
} as const;

const overrides = fc.array(
  fc.record({
    match: fc.constantFrom<Record<string, ReturnType<typeof is>>>(
      { member: is("ann@*") },
      { group: is("red") },
      { account: is("acme"), model: is("opus") },
    ),
    limit: bound,
  }),
  { maxLength: 2 },
);

const budget = fc
  .record({
    ...base,
    limit: bound,
    window,
    ppms: fc.uniqueArray(fc.constantFrom(333_333, 500_000, 800_000, 1_000_000), { minLength: 1 }),
    overrides,
  })
  .map(({ ppms, ...rule }) => ({
    ...fixed,
    ...rule,
    kind: "budget" as const,
    forecast: [],
    forecastMaxErrorPpm: 0,
    steps: ppms
      .sort((a, b) => a - b)
      .map((ppm) => ({ ppm, label: `${ppm / 10_000}%`, severity: "info" as const })),
  }));

const threshold = fc
  .record(
    {
      ...base,
      window,
      direction: fc.constantFrom("above" as const, "below" as const),
      bound,
      resolveBound: bound,
      minStreams: fc.constantFrom(0, 0, 2, 3),
    },
    {
      requiredKeys: [
        "by",
        "where",
        "time",
        "timezone",
        "metric",
        "window",
        "direction",
        "bound",
        "minStreams",
      ],
    },
  )
  .map((rule) => ({ ...fixed, ...rule, kind: "threshold" as const }));

const spike = fc
  .record(
    {
      ...base,
      overMs: span,
      versusMs: fc.constantFrom(12 * HOUR, 2 * DAY, 5 * DAY, 22 * DAY),
      timesPpm: fc.constantFrom(500_000, 1_000_000, 1_500_000, 3_000_000),
      atLeast: fc.constantFrom(0, 1, 5, 100_000),
      season: fc.constantFrom("day" as const, "week" as const),
      minStreams: fc.constantFrom(0, 0, 2),
    },
    {
      requiredKeys: [
        "by",
        "where",
        "time",
        "timezone",
        "metric",
        "overMs",
        "versusMs",
        "timesPpm",
        "atLeast",
        "minStreams",
      ],
    },
  )
  .map((rule) => ({ ...fixed, ...rule, kind: "spike" as const }));

const peered = fc
  .record({
    ...base,
    overMs: fc.constantFrom(15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, DAY),
    season: fc.constantFrom("day" as const, "day" as const, "week" as const),
    versusMs: fc.constantFrom(3 * DAY, 6 * DAY, 9 * DAY, 15 * DAY, 40 * DAY),
    sensitivityMilli: fc.constantFrom(0, 500, 1_000, 2_023, 3_500),
    direction: fc.constantFrom("above" as const, "below" as const, "both" as const),
    atLeast: fc.constantFrom(0, 0, 1, 5, 100_000),
    minStreams: fc.constantFrom(0, 0, 0, 2),
    // Fine groups of so few rows have no peers to speak of.
    by: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, base.by),
    where: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, base.where),
  })
  .map((rule) => ({ ...fixed, ...rule, kind: "anomaly" as const }));

const burn = fc
  .record({
    ...base,
    limit: bound,
    window,
    fastMs: span,
    slowMs: fc.constantFrom(HOUR, 12 * HOUR, DAY, 3 * DAY),
    timesPpm: fc.constantFrom(0, 333_333, 1_000_000, 1_500_000, 14_400_000),
    overrides,
  })
  .map((rule) => ({ ...fixed, ...rule, kind: "burn_rate" as const }));

const stream = fc.record({ by: base.by, where: base.where, timezone: zone }).map((rule) => ({
  ...fixed,
  ...rule,
  time: "finished_at" as const,
  kind: "stream" as const,
  status: ["failed", "blocked"],
}));

/** comparing are random rules that look at windows beside their own. */
export const comparing: fc.Arbitrary<Rule[]> = fc
  .array(fc.oneof(peered, peered, spike, burn), { minLength: 1, maxLength: 4 })
  .map((list) =>
    list.map(
      (rule, index) => ({ ...rule, minStreams: 0, where: [], name: `rule-${index}` }) as Rule,
    ),
  );

/** rules are random rules of every kind, each with a name of its own. */
export const rules: fc.Arbitrary<Rule[]> = fc
  .array(fc.oneof(budget, threshold, spike, peered, burn, stream), { minLength: 1, maxLength: 6 })
  .map((list) => list.map((rule, index) => ({ ...rule, name: `rule-${index}` }) as Rule));
