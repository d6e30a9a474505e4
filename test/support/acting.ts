import type { Alert } from "../../src/core/alerts/index.ts";
import { OperatorError } from "../../src/core/errors.ts";
import type { Actor } from "../../src/core/ports/index.ts";
import type { CompileMatcher, MatcherText } from "../../src/core/quiet/index.ts";
import type { Rule } from "../../src/core/rules/index.ts";
import { createAct } from "../../src/flow/index.ts";
import { memoryActs } from "./acts.ts";
import { memoryAlertStore } from "./alert-store.ts";
import { manualClock } from "./clock.ts";
import { RULES, rule } from "./evaluation.ts";
import { budget, finding, firing, stream } from "./findings.ts";
import { memoryLog } from "./log.ts";
import { HOUR } from "./routes.ts";

/** NOW is when people act: within a month of which 41 credits are spent. */
export const NOW = Date.UTC(2026, 2, 14, 14);
export const ANA: Actor = { name: "Ana", via: "slack" };
export const ann = firing(finding({ group: { member: "ann" } }), NOW - HOUR);
export const bob = firing(finding({ group: { member: "bob" } }), NOW - HOUR);
export const month = firing(budget(80, 41), NOW - HOUR);
export const run = firing(stream("r1"), NOW - HOUR);
export const over: Alert = {
  ...firing(finding({ group: { member: "cid" } }), NOW),
  ...{ status: "resolved", reason: "resolved" },
};
const knownMatcher: CompileMatcher = (matcher) => {
  if (matcher.value === "(") throw new OperatorError('"(" is no regular expression.');
  const wanted = matcher.value;
  const matches = (value: string) => (matcher.operator === "=~" ? true : value === wanted);
  return { ...matcher, source: `${matcher.label}="${wanted}"`, matches };
};
const budgetRule = {
  ...{ ...rule("member-month"), kind: "budget", limit: 50, steps: [], forecast: [] },
  ...{ forecastMaxErrorPpm: 0, overrides: [] },
  window: { kind: "calendar", unit: "month", timezone: "UTC", weekStarts: "monday", startsOn: 1 },
} as unknown as Rule;

/** acting is the act verb over a store in which some alerts fire, the first two of them in one group. */
export async function acting(compileMatcher = knownMatcher) {
  const rules = [...RULES.filter(({ name }) => name !== "member-month"), budgetRule];
  let made = 0;
  const acts = memoryActs();
  const store = memoryAlertStore();
  const log = memoryLog();
  const asked: string[] = [];
  const bare = { receiver: "channel", groupLabels: {}, incident: 1, sequence: 1 };
  const told = { toldFiring: [], dueAt: null, notifiedAt: NOW };
  await store.save({
    ...{ version: 0, tick: NOW, seq: 0, alerts: [ann, bob, month, run, over], transitions: [] },
    groups: [
      { key: "g", ...bare, ...told, alertIds: [ann.id, bob.id, over.id] },
      { key: "over", ...bare, ...told, alertIds: [over.id] },
    ],
    ...{ removedGroups: [], outbox: [], baselined: [] },
    ...{ suppressions: [], endedAcknowledgements: [] },
  });
  let fails = false;
  const clock = manualClock(NOW);
  const act = createAct({
    ...{ acts, store, compileMatcher, clock, log },
    rules: () => rules,
    newId: () => `s${made++}`,
    evaluateSoon: async () => {
      asked.push("evaluate");
      if (fails) throw new Error("the queue is down");
    },
  });
  const fail = () => {
    fails = true;
  };
  return { act, acts, store, log, asked, clock, fail };
}

/** matcher asks for a member, or for what else is given. */
export const matcher = (value: string, fields: Partial<MatcherText> = {}): MatcherText => ({
  ...{ label: "member", operator: "=", value },
  ...fields,
});
