import { type Alert, next } from "../../src/core/alerts/index.ts";
import type { Finding } from "../../src/core/engine/index.ts";

const CREDIT = 1_000_000_000;

/** FindingFields are a finding's fields to be set; those of its reference stand beside the others. */
export type FindingFields = Partial<Finding> &
  Partial<Omit<Finding["ref"], "window">> & { key?: string };

/** finding is a threshold's unless told otherwise: error rate of x@y over an hour, 34 % of at most 20 %, breached. */
export function finding(fields: FindingFields = {}): Finding {
  const {
    account = "acme",
    rule = "error-rate",
    group = { member: "x@y" },
    step = "",
    key = "",
    ...rest
  } = fields;
  const breached = rest.breached ?? !(rest.cleared || rest.silent);
  return {
    ref: { account, rule, group, step, window: key },
    kind: "threshold",
    breached,
    cleared: !breached && rest.silent === undefined,
    ended: false,
    rearmed: !breached,
    metric: { name: "error_rate" },
    unit: "ppm",
    value: breached ? 340_000 : 120_000,
    limit: 200_000,
    window: { name: "1h", from: 0, to: 3_600_000 },
    severity: "warning",
    streams: 51,
    terms: "error_rate > 20%",
    ...rest,
  };
}

/** budget is the finding of one step of a calendar budget of 50 credits. */
export function budget(percent: number, spent: number, fields: FindingFields = {}): Finding {
  const limit = (50 * CREDIT * percent) / 100;
  const value = Math.round(spent * CREDIT);
  return finding({
    rule: "member-month",
    kind: "budget",
    metric: { name: "neo_credits" },
    unit: "nano",
    step: `${percent}%`,
    key: "2026-03-01T00:00:00Z",
    value,
    limit,
    budget: 50 * CREDIT,
    breached: value >= limit,
    cleared: value < limit,
    window: { name: "month", from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 14, 14, 5) },
    severity: percent >= 100 ? "critical" : percent >= 80 ? "warning" : "info",
    terms: `50 credits × ${percent}%`,
    ...fields,
  });
}

/** stream is the finding of a single row that ended blocked. */
export function stream(id: string, fields: FindingFields = {}): Finding {
  return finding({
    rule: "failed-or-blocked",
    kind: "stream",
    key: id,
    metric: { name: "streams" },
    unit: "count",
    value: 1,
    limit: 1,
    streams: 1,
    terms: "blocked",
    stream: {
      id,
      taskId: "t1",
      taskTitle: "nightly recon",
      member: "x@y",
      model: "opus",
      status: "blocked",
      errorMessage: "quota exceeded",
      createdAt: Date.UTC(2026, 2, 14, 12),
      finishedAt: Date.UTC(2026, 2, 14, 12, 3),
      spend: 2 * CREDIT,
    },
    ...fields,
  });
}

/** firing is the alert that fires on a finding at a moment. */
export function firing(found: Finding, now = 0, fields: Partial<Alert> = {}): Alert {
  const { alert } = next(null, found, { now, rule: null, first: null, edited: true });
  if (!alert) throw new Error("the finding is not breached");
  return { ...alert, ...fields };
}

/** resolved is the alert that had fired on a finding and is over. */
export function resolved(found: Finding, now = 0, fields: Partial<Alert> = {}): Alert {
  return firing(found, now, { status: "resolved", reason: "resolved", endsAt: now, ...fields });
}
