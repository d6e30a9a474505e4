import type { InhibitRule, Silence } from "../../core/quiet/index.ts";
import type { InhibitRuleInput, SilenceInput } from "../schema/quiet.ts";
import { wallTimeIn } from "../values/wall-time.ts";
import type { Context } from "./context.ts";
import type { LabelNames } from "./label-names.ts";
import type { Entry } from "./sections.ts";
import { zoned } from "./time-intervals.ts";

/** compileInhibitRule checks the labels that an inhibit rule names. */
export function compileInhibitRule(
  labels: LabelNames,
  { value, path }: Entry<InhibitRuleInput>,
): InhibitRule {
  for (const key of ["source_matchers", "target_matchers"] as const) {
    value[key].forEach((one, index) => {
      labels.checkMatcher(one, [...path, key, index]);
    });
  }
  value.equal?.forEach((label, index) => {
    labels.check(label, [...path, "equal", index]);
  });
  return {
    source: value.source_matchers,
    target: value.target_matchers,
    equal: value.equal ?? [],
  };
}

/** compileSilences makes silences of an entry: one for each time that comes again and again, or one from begin to end. */
export function compileSilences(
  { report, general }: Context,
  labels: LabelNames,
  { value, path }: Entry<SilenceInput>,
): Silence[] {
  const { timezone } = general;
  const moment = (key: "starts_at" | "ends_at", otherwise: number) => {
    const written = value[key];
    if (written === undefined) return otherwise;
    return report.accept([...path, key], wallTimeIn(written, timezone)) ?? otherwise;
  };
  const startsAt = moment("starts_at", 0);
  const endsAt = moment("ends_at", Number.MAX_SAFE_INTEGER);
  if (endsAt <= startsAt)
    report.error([...path, "ends_at"], '"ends_at" is not later than "starts_at"');
  value.matchers.forEach((one, index) => {
    labels.checkMatcher(one, [...path, "matchers", index]);
  });
  const { matchers, comment, author = "the configuration" } = value;
  const number = Number(path.at(-1)) + 1;
  const silence: Silence = {
    id: `configured/${number}`,
    ...{ matchers, startsAt, endsAt, author, comment },
  };
  const times = value.every ?? [];
  if (times.length === 0) return [silence];
  return times.map((one, index) => ({
    ...silence,
    id: times.length > 1 ? `${silence.id}/${index + 1}` : silence.id,
    every: zoned(one, timezone),
  }));
}
