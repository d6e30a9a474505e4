import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import type { NotificationGroup } from "../../../../src/core/routing/index.ts";
import { schedule } from "../../../../src/core/routing/schedule.ts";
import type { Standing } from "../../../../src/core/routing/standing.ts";
import { finding, firing } from "../../../support/findings.ts";
import { HOUR, MINUTE, route, SECOND } from "../../../support/routes.ts";

const NOW = 1_000 * HOUR;
const alert = firing(finding());
const one = [alert];
const corrected = (ago: number): Alert => ({
  ...alert,
  corrected: {
    ...{ was: 1, now: 2, toldAt: NOW - HOUR, noticedAt: NOW - ago },
    edits: { recosted: 1, changed: 0, withdrawn: 0, returned: 0, late: 0 },
  },
});
const group = (fields: Partial<NotificationGroup>): NotificationGroup => ({
  key: "k",
  receiver: "channel",
  groupLabels: {},
  incident: 7,
  alertIds: ["a"],
  toldFiring: [],
  dueAt: null,
  notifiedAt: null,
  sequence: 3,
  ...fields,
});
const waiting = group({ dueAt: NOW + 9 * SECOND });
const told = (ago: number) => group({ toldFiring: ["0:a"], notifiedAt: NOW - ago });
const spent = (ago: number) => group({ alertIds: [], notifiedAt: NOW - ago });
const stands = (fields: Partial<Standing>): Standing => ({
  fresh: [],
  held: [],
  quiet: [],
  hushed: [],
  again: [],
  replaced: [],
  ending: [],
  late: [],
  begun: false,
  ...fields,
});

const rows: [
  string,
  NotificationGroup | null,
  Partial<Standing>,
  number | null,
  string,
  [number, number],
][] = [
  ["news, no group yet", null, { fresh: one }, 30 * SECOND, "group_wait", [NOW, 0]],
  ["news, waiting", waiting, { fresh: one }, 9 * SECOND, "group_wait", [7, 3]],
  [
    "news soon after a message",
    told(MINUTE),
    { held: one, fresh: one },
    4 * MINUTE,
    "group_interval",
    [7, 3],
  ],
  ["news long after a message", told(HOUR), { held: one, fresh: one }, 0, "group_interval", [7, 3]],
  [
    "over soon after a message",
    told(MINUTE),
    { ending: one },
    4 * MINUTE,
    "group_interval",
    [7, 3],
  ],
  ["firing and known", told(HOUR), { held: one }, 3 * HOUR, "repeat_interval", [7, 3]],
  ["firing and known for longer", told(5 * HOUR), { held: one }, -HOUR, "repeat_interval", [7, 3]],
  [
    "corrected a moment ago",
    told(HOUR),
    { held: [corrected(0)] },
    30 * SECOND,
    "amend_wait",
    [7, 3],
  ],
  [
    "corrected a while ago",
    told(HOUR),
    { held: [corrected(MINUTE)] },
    -30 * SECOND,
    "amend_wait",
    [7, 3],
  ],
  [
    "corrected soon after",
    told(MINUTE),
    { held: [corrected(0)] },
    4 * MINUTE,
    "amend_wait",
    [7, 3],
  ],
  [
    "corrected when it is time to repeat",
    told(4 * HOUR),
    { held: [corrected(0)] },
    0,
    "repeat_interval",
    [7, 3],
  ],
  ["firing and spoken for elsewhere", told(HOUR), { quiet: one }, null, "spoken_elsewhere", [7, 3]],
  ["a period over before it was told", waiting, { late: one }, 0, "group_wait", [7, 3]],
  ["single streams told", spent(MINUTE), {}, 4 * MINUTE, "paced", [7, 3]],
  ["single streams told long ago", spent(HOUR), {}, null, "empty", [7, 3]],
  ["a further single stream", spent(MINUTE), { fresh: one }, 4 * MINUTE, "group_wait", [NOW, 0]],
  [
    "a further single stream later",
    spent(HOUR),
    { fresh: one },
    30 * SECOND,
    "group_wait",
    [NOW, 0],
  ],
  ["over before it was told", waiting, {}, null, "empty", [7, 3]],
  ["nothing left", told(MINUTE), {}, null, "empty", [7, 3]],
];

describe("schedule", () => {
  test.each(rows)("%s", (_case, prev, standing, inMs, reason, [incident, sequence]) => {
    expect(
      schedule(
        prev,
        stands({ begun: (prev?.toldFiring.length ?? 0) > 0, ...standing }),
        route(),
        NOW,
      ),
    ).toEqual({
      dueAt: inMs === null ? null : NOW + inMs,
      reason,
      incident,
      sequence,
    });
  });
});
