import { describe, expect, test } from "vitest";
import {
  type Alert,
  type AlertStatus,
  next,
  type RuleTexts,
  type TransitionReason,
} from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { budget, finding, firing, resolved } from "../../../support/findings.ts";

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const RULE: RuleTexts = { labels: {}, forMs: 0, keepFiringForMs: 0, onLoad: "fire" };
const BREACHED = finding();
const CLEARED = finding({ cleared: true });
const SILENT = finding({ silent: "too_few_streams" });
const NO_HISTORY = finding({ silent: "too_little_history" });
const BETWEEN = finding({ breached: false, cleared: false });
const ENDED = budget(80, 45, { breached: false, cleared: false, ended: true });
const OTHER_TERMS = { terms: "edited" };
const ROLLING = { key: "", rearmed: false, breached: false, cleared: true };

const pending = (since: number, fields: Partial<Alert> = {}): Alert =>
  firing(BREACHED, since, {
    status: "pending",
    reason: "pending",
    startsAt: null,
    pendingSince: since,
    ...fields,
  });

type Row = [
  was: string,
  prev: Alert | null,
  finding: Finding,
  rule: Partial<RuleTexts>,
  becomes: AlertStatus | "nothing",
  reason: TransitionReason | null,
  first?: "account" | "rule",
];

const rows: Row[] = [
  ["inactive, breached", null, BREACHED, {}, "firing", "first"],
  ["inactive, not breached", null, CLEARED, {}, "nothing", null],
  ["inactive, silent", null, SILENT, {}, "nothing", null],
  ["inactive, window ended", null, { ...ENDED, breached: true }, {}, "nothing", null],
  ["inactive, breached, first of account", null, BREACHED, {}, "firing", "baseline", "account"],
  ["inactive, breached, first of rule", null, BREACHED, {}, "firing", "first", "rule"],
  ["the same, only recorded", null, BREACHED, { onLoad: "baseline" }, "firing", "recorded", "rule"],
  [
    "recorded at first of account",
    null,
    BREACHED,
    { onLoad: "baseline" },
    "firing",
    "recorded",
    "account",
  ],
  [
    "inactive, system, first of account",
    null,
    finding({ kind: "system" }),
    {},
    "firing",
    "first",
    "account",
  ],
  ["inactive, breached, with for", null, BREACHED, { forMs: 10 * MINUTE }, "pending", "pending"],
  [
    "pending, breached a moment too short",
    pending(NOW - 10 * MINUTE + 1),
    BREACHED,
    { forMs: 10 * MINUTE },
    "pending",
    null,
  ],
  [
    "pending, breached long enough",
    pending(NOW - 10 * MINUTE),
    BREACHED,
    { forMs: 10 * MINUTE },
    "firing",
    "first",
  ],
  [
    "pending and recorded, long enough",
    pending(0, { muted: true }),
    BREACHED,
    { forMs: MINUTE },
    "firing",
    "recorded",
  ],
  [
    "pending, on changed terms",
    pending(0),
    finding(OTHER_TERMS),
    { forMs: MINUTE },
    "pending",
    null,
  ],
  ["pending, no longer breached", pending(0), BETWEEN, { forMs: MINUTE }, "inactive", "gone"],
  [
    "pending again after a firing, no longer breached",
    pending(0, { endsAt: 1 }),
    CLEARED,
    { forMs: MINUTE },
    "resolved",
    "gone",
  ],
  ["pending, silent", pending(0), SILENT, { forMs: MINUTE }, "inactive", "too_few_streams"],
  [
    "pending, without history",
    pending(0),
    NO_HISTORY,
    { forMs: MINUTE },
    "inactive",
    "too_little_history",
  ],
  [
    "pending, window ended",
    pending(0),
    finding({ breached: false, ended: true }),
    { forMs: MINUTE },
    "inactive",
    "window_ended",
  ],
  ["firing, breached", firing(BREACHED), BREACHED, {}, "firing", null],
  [
    "firing, breached on changed terms",
    firing(BREACHED),
    finding(OTHER_TERMS),
    {},
    "firing",
    "limit_changed",
  ],
  [
    "firing, not breached on changed terms",
    firing(BREACHED),
    finding({ ...OTHER_TERMS, cleared: true }),
    {},
    "resolved",
    "limit_changed",
  ],
  ["firing, between the two levels", firing(BREACHED), BETWEEN, {}, "firing", null],
  ["firing, cleared", firing(BREACHED), CLEARED, {}, "resolved", "resolved"],
  [
    "firing, cleared within keep_firing_for",
    firing(BREACHED, NOW - 4 * MINUTE),
    CLEARED,
    { keepFiringForMs: 5 * MINUTE },
    "firing",
    null,
  ],
  [
    "firing, cleared after keep_firing_for",
    firing(BREACHED, NOW - 5 * MINUTE),
    CLEARED,
    { keepFiringForMs: 5 * MINUTE },
    "resolved",
    "resolved",
  ],
  ["firing, silent", firing(BREACHED), SILENT, {}, "resolved", "too_few_streams"],
  [
    "firing, silent within keep_firing_for",
    firing(BREACHED, NOW - MINUTE),
    SILENT,
    { keepFiringForMs: 5 * MINUTE },
    "firing",
    null,
  ],
  ["firing, without history", firing(BREACHED), NO_HISTORY, {}, "resolved", "too_little_history"],
  ["firing, window ended", firing(budget(80, 45)), ENDED, {}, "resolved", "window_ended"],
  [
    "firing, calendar budget below its step",
    firing(budget(80, 45)),
    budget(80, 39),
    {},
    "resolved",
    "restated",
  ],
  [
    "firing, rolling budget below its step only",
    firing(budget(80, 45, { key: "" })),
    budget(80, 39, ROLLING),
    {},
    "firing",
    null,
  ],
  [
    "firing, rolling budget below its lowest step",
    firing(budget(80, 45, { key: "" })),
    budget(80, 9, { ...ROLLING, rearmed: true }),
    {},
    "resolved",
    "resolved",
  ],
  ["resolved, not breached", resolved(BREACHED), CLEARED, {}, "resolved", null],
  ["resolved, breached", resolved(BREACHED), BREACHED, {}, "firing", "first"],
  [
    "resolved, breached, with for",
    resolved(BREACHED),
    BREACHED,
    { forMs: MINUTE },
    "pending",
    "pending",
  ],
  [
    "resolved in a calendar window, breached",
    resolved(budget(80, 45)),
    budget(80, 46),
    {},
    "firing",
    "breached_again",
  ],
  [
    "resolved, breached on changed terms",
    resolved(BREACHED),
    finding(OTHER_TERMS),
    {},
    "firing",
    "limit_changed",
  ],
];

describe("the life cycle table", () => {
  test.each(rows)("%s", (_was, prev, found, rule, becomes, reason, first) => {
    const step = next(prev, found, {
      now: NOW,
      rule: { ...RULE, ...rule },
      first: first ?? null,
      edited: true,
    });

    expect(step.alert?.status ?? "nothing").toBe(becomes);
    expect(step.transition?.reason ?? null).toBe(reason);
    if (step.transition) {
      expect(step.transition).toMatchObject({
        from: prev?.status ?? "inactive",
        to: becomes,
        at: NOW,
      });
      expect(step.alert?.reason).toBe(reason);
    }
  });
});
