import { DIMENSIONS, type MetricRef, type Rule, type WindowSpec } from "../../core/rules/index.ts";
import { LONGEST_PERIOD_MS } from "../../core/time/index.ts";
import type { RuleInput } from "../schema/rule.ts";
import { isLabelName, RESERVED_LABELS } from "../schema/where.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import { metricText, metricUnit } from "../values/metric.ts";
import { type RawQuantity, readQuantity } from "../values/quantity.ts";
import type { RawWindow } from "../values/window.ts";
import type { Context } from "./context.ts";
import { compileWhere } from "./where.ts";

/** RuleBase is what rules of all kinds share. */
export type RuleBase = Omit<Extract<Rule, { kind: "stream" }>, "kind" | "status" | "severity">;

/** compileBase checks what all rules share; `kind` decides the time that counts where the rule does not say. */
export function compileBase(
  context: Context,
  path: Path,
  input: RuleInput,
  kind: Rule["kind"],
): RuleBase {
  checkBy(context, path, input);
  checkLabels(context, path, input.labels ?? {});
  return {
    name: input.name,
    by: input.by,
    where: input.where ? compileWhere(context, [...path, "where"], input.where) : [],
    forMs: input.for ?? 0,
    keepFiringForMs: input.keep_firing_for ?? 0,
    labels: input.labels ?? {},
    ...textsOf(input),
    ...(input.no_data === undefined ? {} : { noData: input.no_data }),
    time: input.time ?? (kind === "budget" || kind === "burn_rate" ? "created_at" : "finished_at"),
    timezone: input.timezone ?? context.general.timezone,
    onLoad: input.on_load ?? "fire",
  };
}

function textsOf({
  summary,
  description,
  runbook,
}: RuleInput): Pick<RuleBase, "summary" | "description" | "runbook"> {
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(runbook === undefined ? {} : { runbook }),
  };
}

/** readLevel reads a limit or bound in a metric's unit, or reports what that metric takes. */
export function readLevel(
  { report, general }: Context,
  path: Path,
  raw: RawQuantity,
  metric: MetricRef,
): number | null {
  const unit = metricUnit(metric);
  return report.accept(path, readQuantity(raw, metricText(metric), unit, general.usd_per_credit));
}

/** resolveWindow gives a window its time zone and checks that the ledger keeps enough for it. */
export function resolveWindow(
  context: Context,
  path: Path,
  raw: RawWindow,
  timezone: string,
): WindowSpec {
  checkReach(context, path, raw.kind === "rolling" ? raw.ms : LONGEST_PERIOD_MS[raw.unit]);
  return raw.kind === "rolling" ? raw : { ...raw, timezone };
}

/** checkReach compares how far back a rule looks with what is kept and what the first start reads. */
export function checkReach({ report, general, historyMs }: Context, path: Path, ms: number): void {
  if (ms > general.retention) {
    report.error(
      path,
      `This looks back ${durationText(ms)}, but "retention" keeps streams for ${durationText(general.retention)} only`,
    );
  } else if (ms > historyMs) {
    report.warn(
      path,
      `This looks back up to ${durationText(ms)}, but "history" makes the first start read ${durationText(historyMs)} only: until more has come together its values are too low`,
    );
  }
}

function checkBy({ report, names }: Context, path: Path, { by }: RuleInput): void {
  for (const [index, dimension] of by.entries()) {
    if (by.indexOf(dimension) < index) {
      report.error([...path, "by", index], `"by" names ${dimension} twice`);
    }
    if (dimension === "group" && names.groups.length === 0) {
      report.error(
        [...path, "by", index],
        '"by" names group, but no cost centres are configured under "groups"',
      );
    }
  }
}

const TAKEN: readonly string[] = [...RESERVED_LABELS, ...DIMENSIONS];

function checkLabels(
  { report }: Context,
  path: Path,
  labels: Readonly<Record<string, string>>,
): void {
  for (const label of Object.keys(labels)) {
    if (TAKEN.includes(label)) {
      report.keyError(
        [...path, "labels", label],
        `The label "${label}" is set by the daemon; choose another name`,
      );
    } else if (!isLabelName(label)) {
      report.keyError(
        [...path, "labels", label],
        `"${label}" is no label name: letters, digits and _ only, and no digit first`,
      );
    }
  }
}
