import type { Alert } from "../alerts/alert.ts";
import type { ToldValue } from "../corrections/told-value.ts";
import type { Engine, RowPart, Stretch } from "../engine/engine.ts";
import type { Contributors } from "../engine/finding.ts";
import type { MetricName, Rule } from "../rules/spec.ts";
import type { Causes } from "./causes.ts";
import { paceOf } from "./pace.ts";
import { recentOf } from "./recent.ts";

/** How many contributors of a kind an alert has. */
const TOP = 5;
/** Tools and agents are those of so many of the largest streams: these are read from the ledger. */
const LARGEST = 60;
/** Errors are those of so many of the newest failures. */
const FAILURES = 200;
/** How many of the largest streams are told by themselves. */
const BIGGEST = 3;

const OF_FAILURES: ReadonlySet<MetricName> = new Set([
  "errors",
  "failed",
  "aborted",
  "blocked",
  "error_rate",
  "aborted_rate",
  "blocked_rate",
  "wasted",
  "wasted_rate",
]);

/** Subject is an alert that is about to be told, under its rule, to a receiver who may have been told before. */
export interface Subject {
  readonly alert: Alert;
  readonly rule: Rule;
  readonly told: ToldValue | null;
  readonly at: number;
}

/** Outline is what the engine alone can say of causes, and which rows of the ledger tell the rest. */
export interface Outline extends Pick<Causes, "change" | "recent" | "pace" | "timezone"> {
  readonly contributors: Contributors;
  readonly sample: readonly RowPart[];
  readonly biggest: readonly RowPart[];
  readonly failures: boolean;
}

/** outlineOf finds what made an alert's value since its receiver was last told of it; where nothing came since, what made all of it. */
export function outlineOf(
  engine: Pick<Engine, "contributors" | "portion" | "parts">,
  { alert, rule, told, at }: Subject,
): Outline {
  const { ref, window } = alert;
  const whole: Stretch = { span: window };
  const fresh: Stretch = told === null ? whole : { span: window, newerThan: told.newestRow };
  const portion = engine.portion(ref, fresh);
  const stretch = portion.streams > 0 ? fresh : whole;
  const failures = OF_FAILURES.has(alert.metric.name);
  const recent = told === null ? recentOf(engine, { alert, rule, at }) : null;
  const pace = paceOf(alert, rule, at);
  const biggest = engine.parts(ref, stretch, failures ? BIGGEST : LARGEST, "largest");
  return {
    change: { since: told?.at ?? null, ...portion },
    ...(recent && { recent }),
    ...(pace && { pace }),
    timezone: rule.timezone,
    contributors: engine.contributors(ref, stretch, TOP),
    sample: failures ? engine.parts(ref, stretch, FAILURES, "newest") : biggest,
    biggest: biggest.slice(0, BIGGEST),
    failures,
  };
}
