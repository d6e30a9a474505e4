import { type Condition, centresIn, metricOf, PPM, type Rule } from "../../core/rules/index.ts";
import { LONGEST_PERIOD_MS } from "../../core/time/index.ts";
import { durationText } from "../values/duration.ts";
import { metricText, metricUnit } from "../values/metric.ts";
import { isLiteral } from "../values/pattern.ts";
import type { Doubt, Doubtful } from "./doubt.ts";

/** neverFires finds rules that no stream whatever can make fire. */
export function neverFires(input: Doubtful): Doubt[] {
  return input.settings.rules.flatMap((rule): Doubt[] => {
    const found = CAUSES.map((cause) => cause(rule, input)).find((one) => one !== null);
    if (!found) return [];
    const path = [...input.ruleAt(rule.name), found.key];
    return [{ path, message: `Rule "${rule.name}" can never fire: ${found.why}` }];
  });
}

type Cause = (rule: Rule, input: Doubtful) => { key: string; why: string } | null;

/** Each is certain: it holds whatever the streams are. */
const CAUSES: readonly Cause[] = [
  noSuchStream,
  alwaysZero,
  noSuchMember,
  tooFewStreams,
  tooHigh,
  tooLong,
];

/** The end states that a metric counts; what has none of them is always 0. */
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  completed: ["completed"],
  errors: ["error"],
  failed: ["failed"],
  aborted: ["aborted"],
  blocked: ["blocked"],
  wasted: ["error", "failed", "aborted", "blocked"],
  error_rate: ["error", "failed"],
  blocked_rate: ["blocked"],
  aborted_rate: ["aborted"],
  wasted_rate: ["error", "failed", "aborted", "blocked"],
};

function noSuchStream(rule: Rule): ReturnType<Cause> {
  if (rule.kind !== "stream" || !leavesOut(rule, "status", rule.status)) return null;
  return {
    key: "where",
    why: `its "where" leaves out every stream that ends ${rule.status.join(" or ")}`,
  };
}

function alwaysZero(rule: Rule): ReturnType<Cause> {
  const { name } = metricOf(rule);
  const ownKeys = name === "byok_cost" || name === "byok_share";
  if (
    rule.kind === "shift" &&
    (leavesOut(rule, "byok", ["true"]) || leavesOut(rule, "byok", ["false"]))
  ) {
    return {
      key: "where",
      why: `its "where" keeps streams of one kind of key only, so that nothing can shift`,
    };
  }
  if (!firesOnMore(rule)) return null;
  const zero = ownKeys
    ? leavesOut(rule, "byok", ["true"])
    : COUNTED[name] !== undefined && leavesOut(rule, "status", COUNTED[name]);
  if (!zero) return null;
  return {
    key: "where",
    why: `its "where" leaves out all that ${metricText(metricOf(rule))} counts, which is then always 0`,
  };
}

/** Kinds that fire on a value above something that is at least 0. */
function firesOnMore(rule: Rule): boolean {
  if (rule.noData === "alert") return false;
  if (rule.kind === "threshold") return rule.direction === "above";
  return ["budget", "spike", "anomaly", "burn_rate"].includes(rule.kind);
}

/** A member and a cost centre that the member is not in. */
function noSuchMember(rule: Rule, { settings }: Doubtful): ReturnType<Cause> {
  const { where } = rule;
  // Without any stream a value may yet be below a bound.
  if (rule.noData === "alert" || (rule.kind === "threshold" && !firesOnMore(rule))) return null;
  const members = textsOf(where, "member");
  const groups = textsOf(where, "group");
  if (!members || !groups || !members.every(({ source }) => isLiteral(source))) return null;
  const some = members.some(({ source }) =>
    centresIn(settings.groups)(source).some((name) => groups.some((one) => one.matches(name))),
  );
  if (some) return null;
  return {
    key: "where",
    why: 'no member that its "where" names belongs to the cost centre it names',
  };
}

function tooFewStreams(rule: Rule): ReturnType<Cause> {
  if (rule.kind !== "threshold" || rule.direction !== "below" || rule.noData === "alert")
    return null;
  if (rule.metric.name !== "streams" || rule.minStreams < rule.bound) return null;
  return {
    key: rule.kind,
    why: `with fewer than ${rule.minStreams} streams ("min_streams") it says nothing, and with as many they are not below ${rule.bound}`,
  };
}

/** A share's whole is 100%, so nothing is further away from anything. */
function tooHigh(rule: Rule): ReturnType<Cause> {
  if (rule.kind !== "spike" && rule.kind !== "anomaly") return null;
  if (rule.noData === "alert" || metricUnit(rule.metric) !== "ppm" || rule.atLeast <= PPM)
    return null;
  return {
    key: rule.kind,
    why: `"at_least" is more than 100%, which ${metricText(rule.metric)} never is`,
  };
}

/** A calendar window's alert ends soon after the window, and who is forgotten is no longer missed. */
function tooLong(rule: Rule, { settings }: Doubtful): ReturnType<Cause> {
  const most =
    rule.kind === "absence"
      ? rule.rememberMs
      : rule.kind === "budget" && rule.window.kind === "calendar"
        ? LONGEST_PERIOD_MS[rule.window.unit] + stillOpen(settings)
        : Number.POSITIVE_INFINITY;
  if (rule.forMs < most) return null;
  return {
    key: "for",
    why: `it never holds for ${durationText(rule.forMs)}; ${durationText(most)} is the longest`,
  };
}

/** For how long rows may still move a window that has ended, ms. */
function stillOpen({ accounts }: Doubtful["settings"]): number {
  return Math.max(8 * 86_400_000, ...accounts.map(({ settleMs }) => settleMs));
}

function textsOf(where: readonly Condition[], field: string) {
  for (const one of where) if (one.field === field && one.field !== "cost_above") return one.anyOf;
  return null;
}

/** leavesOut tells whether `where` lets none of the values of a field pass. */
function leavesOut({ where }: Rule, field: string, values: readonly string[]): boolean {
  const allowed = textsOf(where, field);
  return allowed !== null && !values.some((value) => allowed.some((one) => one.matches(value)));
}
