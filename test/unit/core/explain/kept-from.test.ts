import { expect, test } from "vitest";
import { alertId } from "../../../../src/core/alerts/index.ts";
import { keptFrom } from "../../../../src/core/explain/kept-from.ts";
import type { Suppression } from "../../../../src/core/quiet/index.ts";
import { budget, firing } from "../../../support/findings.ts";
import { acknowledgement, silence } from "../../../support/quiet.ts";

const alert = firing(budget(80, 41), 5);
const speaker = alertId({ account: "acme", rule: "burn", group: {}, step: "", window: "" });
const kept = (reason: Suppression["reason"], source: string): Suppression => ({
  ...{ alertId: alert.id, receiver: "channel", reason, source, since: 7, until: null },
});
const held = {
  acknowledgements: [acknowledgement(alert, 6, { assignee: "Bob" })],
  silences: [silence("s1", {}, { comment: "known", startsAt: 1, endsAt: 9 })],
};

test.each([
  ["who acknowledged", kept("acknowledged", "Ana"), { by: "Ana", at: 6, assignee: "Bob" }],
  ["whose silence", kept("silenced", "s1"), { by: "Ana", at: 1, until: 9, comment: "known" }],
  ["the rule that speaks", kept("inhibited", speaker), { by: "burn", at: 7 }],
  ["nobody for a silence that is gone", kept("silenced", "s2"), null],
  ["nobody for a mute time", kept("mute_time", "nights"), null],
  ["nobody for an active time", kept("outside_active_time", "office"), null],
])("what an alert is kept from names %s", (_, one, hush) => {
  const { reason, source } = one;
  const found = keptFrom(alert.id, { ...held, suppressions: [one] });
  const named = hush && { reason, source, ...hush };
  expect(found).toEqual([{ receiver: "channel", reason, source, since: 7, hush: named }]);
});

test("an alert that is kept from nobody has none, and an acknowledgement that ended names none", () => {
  const other = { ...kept("acknowledged", "Ana"), alertId: "other" };
  expect(keptFrom(alert.id, { ...held, suppressions: [other] })).toEqual([]);
  expect(keptFrom("other", { ...held, suppressions: [other] })).toMatchObject([{ hush: null }]);
});
