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
  type Override,
  RATIO_METRICS,
  STATISTICS,
  type TextMatcher,
  WEEKDAYS,
  type WindowSpec,
} from "../../../../src/core/rules/index.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ZONES are the zones that worlds live in; in three of them the clock changes, in one of these by half an hour. */
export const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];

/** pattern reads a text as rules write it: plain, with `*` and `?`, or a regular expression between slashes. */
export function pattern(source: string): TextMatcher {
  const isRegex = source.startsWith("/");
  const literal = source.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const glob = `^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`;
  const regex = new RegExp(isRegex ? source.slice(1, -1) : glob, "u");
  return { source, matches: (text) => regex.test(text) };
}

/** CENTRES are overlapping cost centres, one of them with nobody in it. */
export const CENTRES: readonly MemberGroup[] = [
  { name: "red", members: [pattern("ann@acme.io"), pattern("bob@*")] },
  { name: "all", members: [pattern("*")] },
  { name: "none", members: [pattern("zoe@acme.io")] },
];

export const zone = fc.constantFrom(...ZONES);
export const span = fc.constantFrom(15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, DAY, 2 * DAY);

/** calendar is a random calendar window of one of the units. */
export function calendar(...units: (typeof CALENDAR_UNITS)[number][]) {
  return fc.record({
    kind: fc.constant("calendar" as const),
    unit: fc.constantFrom(...units),
    timezone: zone,
    weekStarts: fc.constantFrom(...WEEKDAYS),
    startsOn: fc.constantFrom(1, 15, 28),
  });
}

export const window: fc.Arbitrary<WindowSpec> = fc.oneof(
  fc.record({ kind: fc.constant("rolling" as const), ms: span }),
  calendar(...CALENDAR_UNITS),
);

export const metric: fc.Arbitrary<MetricRef> = fc.oneof(
  fc.record({ name: fc.constantFrom(...MONEY_METRICS, ...COUNT_METRICS, ...RATIO_METRICS) }),
  fc.record({
    name: fc.constantFrom(...DISTRIBUTION_METRICS),
    statistic: fc.constantFrom(...STATISTICS),
  }),
);

const PATTERNS = {
  status: ["failed", "completed", "error", "/^(fail|err)/", "*ed"],
  model: ["op*", "?aiku", "/u/"],
  member: ["ann@acme.io", "(unknown)", "/^(ann|bob)@/", "*@acme.io"],
  group: ["red", "*l*", "none"],
  byok: ["true", "false"],
  tool: ["nmap", "/^(nmap|curl)$/", "c*"],
  agent: ["scout", "/^e/"],
  task: ["t1", "t?", "t3"],
  title: ["Sc*", "/[uz]{2,}/"],
  error: ["time*", "/d$/"],
};

const condition: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...(Object.keys(PATTERNS) as (keyof typeof PATTERNS)[]))
      .chain((field) =>
        fc.record({
          field: fc.constant(field),
          anyOf: fc
            .shuffledSubarray([...PATTERNS[field], "nothing"], { minLength: 1, maxLength: 3 })
            .map((sources) => sources.map(pattern)),
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant("cost_above" as const),
      nano: fc.constantFrom(0, 5, 10),
    }),
  },
);

export const bound = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.constantFrom(0, 200_000, 250_000, 333_333, 333_334, 500_000, 900_000, 10 ** 14),
);

/** overrides are up to three, so that more than one may match and their order counts. */
export const overrides: fc.Arbitrary<Override[]> = fc.array(
  fc.record({
    match: fc.constantFrom<Override["match"]>(
      { member: pattern("ann@*") },
      { member: pattern("/^(bob|ann)/") },
      { group: pattern("red") },
      { group: pattern("*l*") },
      { model: pattern("opus") },
      { account: pattern("beta") },
      { account: pattern("acme"), model: pattern("/^o/") },
      { group: pattern("red"), model: pattern("haiku") },
    ),
    limit: bound,
  }),
  { maxLength: 3 },
);

/** common is what every kind of rule has. */
export const common = {
  by: fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { maxLength: 3 }),
  where: fc.array(condition, { maxLength: 2 }),
  time: fc.constantFrom("created_at" as const, "finished_at" as const),
  timezone: zone,
  severity: fc.constantFrom("info" as const, "warning" as const, "critical" as const),
  noData: fc.constantFrom("left out", "left out", "zero", "keep", "alert"),
};

/** own is what overrides can tell apart. */
export const own = fc.oneof(
  common.by,
  fc.constantFrom(["member" as const], ["group" as const], ["member" as const, "model" as const]),
);
