import type { Severity, StreamRule } from "../../core/rules/index.ts";
import { END_STATUSES } from "../../core/stream.ts";
import type { StreamInput } from "../schema/kinds.ts";
import type { RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import type { Context } from "./context.ts";
import type { RuleBase } from "./rule-base.ts";
import { checkStatus } from "./where.ts";

/** compileStream checks a stream rule and returns it ready for the engine. */
export function compileStream(
  context: Context,
  path: Path,
  base: RuleBase,
  input: RuleInput & { stream: StreamInput },
  severity: Severity,
): StreamRule {
  const { report, clean } = context;
  const { status } = input.stream;
  for (const one of status ?? []) checkStatus(context, [...path, "stream", "status"], one);
  if (!status && !input.where && clean) {
    report.error(
      [...path, "stream"],
      'This would tell every stream there is; name a "status", or give the rule a "where"',
    );
  }
  return { ...base, kind: "stream", status: status ?? END_STATUSES, severity };
}
