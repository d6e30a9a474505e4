import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { conversation } from "../../../support/conversation.ts";
import { budget, finding, firing, stream } from "../../../support/findings.ts";
import { acknowledgement, inhibit, silence } from "../../../support/quiet.ts";
import { HOUR, MINUTE, route, SECOND } from "../../../support/routes.ts";

const T0 = Date.UTC(2026, 2, 2, 12);
const member = (name: string, fields: Partial<Alert> = {}) =>
  firing(finding({ group: { member: name } }), T0, fields);
const ann = member("ann");
const bob = member("bob");
const run = firing(stream("r1"), T0);
const over = (alert: Alert, fields: Partial<Alert> = {}): Alert => ({
  ...{ ...alert, status: "resolved", reason: "resolved" },
  ...fields,
});
const edits = { recosted: 1, changed: 0, withdrawn: 0, returned: 0, late: 0 };
const now = { groupWaitMs: 0 };

describe("what a silence matches", () => {
  test("is left out, and told as fresh when the silence is over and it still fires", () => {
    const talk = conversation(route(now));
    talk.keepQuiet({ silences: [silence("s1", { member: "ann" }, { endsAt: T0 + HOUR })] });
    talk.set(ann, bob);
    expect(talk.say(T0)).toEqual(["channel: first +bob *bob"]);
    expect(talk.suppressed()).toEqual(["silenced s1: ann not to channel"]);
    expect(talk.plan(T0 + 1).reviewAt).toBe(T0 + HOUR);
    expect(talk.say(T0 + HOUR)).toEqual(["channel: new_members +ann +bob *ann"]);
    expect(talk.suppressed()).toEqual([]);
  });

  test("leaves no group behind where it is all there is, not even one that paces what comes next", () => {
    const talk = conversation(route(now));
    talk.keepQuiet({ silences: [silence("s1", { member: "ann" })] });
    talk.set(ann);
    expect(talk.say(T0)).toEqual([]);
    expect(talk.groups()).toEqual([]);
    talk.set(bob);
    expect(talk.say(T0 + 1)).toEqual(["channel: first +bob *bob"]);
  });

  test("is not repeated where its receiver knows of it, and its end is told all the same", () => {
    const talk = conversation(route(now));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ silences: [silence("s1", { member: "ann" })] });
    expect(talk.say(T0 + 5 * HOUR)).toEqual([]);
    expect(talk.plan(T0 + 5 * HOUR).quiet).toMatchObject([{ reason: "hushed" }]);
    talk.set(over(ann));
    expect(talk.say(T0 + 6 * HOUR)).toEqual(["channel: resolved -ann *ann"]);
  });

  test("is shown beside what fires on, with who silenced it", () => {
    const talk = conversation(route(now));
    talk.set(ann, bob);
    talk.say(T0);
    talk.keepQuiet({ silences: [silence("s1", { member: "ann" })] });
    const [draft] = talk.plan(T0 + 4 * HOUR).drafts;
    expect(draft?.notice).toBe("repeat");
    expect(draft?.firing.map(({ hush }) => hush?.by)).toEqual([undefined, "Ana"]);
  });

  test("that never was told and is over is never told, the end of its window neither", () => {
    const talk = conversation(route({ groupWaitMs: MINUTE }));
    talk.set(budget80);
    talk.say(T0);
    talk.keepQuiet({ silences: [silence("s1", { rule: "member-month" })] });
    talk.set(over(budget80, { reason: "window_ended" }));
    expect(talk.say(T0 + SECOND)).toEqual([]);
    expect(talk.groups()).toEqual([]);
  });

  test("counts as told where it happened once, and nothing waits for it", () => {
    const talk = conversation(route({ groupWaitMs: MINUTE }));
    talk.set(run);
    talk.say(T0);
    talk.keepQuiet({ silences: [silence("s1", { rule: "failed-or-blocked" })] });
    const plan = talk.plan(T0 + SECOND);
    expect(plan.toldOnce).toEqual([run.id]);
    expect(plan.suppressions).toEqual([
      {
        ...{ alertId: run.id, receiver: "channel", reason: "silenced", source: "s1" },
        ...{ since: T0 + SECOND, until: T0 + SECOND },
      },
    ]);
    expect(talk.groups()).toEqual([]);
    talk.keepQuiet({ silences: [] });
    expect(talk.say(T0 + HOUR)).toEqual([]);
  });

  test("counts as told where it is kept from one receiver and the other was told of it before", () => {
    const routes = [{ continue: true }, { receiver: "finance", groupWaitMs: HOUR }];
    const talk = conversation(route({ ...now, routes }));
    talk.set(run);
    expect(talk.say(T0)).toEqual(["channel: first +r1 *r1"]);
    talk.keepQuiet({ silences: [silence("s1", { rule: "failed-or-blocked" })] });
    const plan = talk.plan(T0 + SECOND);
    expect(plan.suppressions).toMatchObject([{ receiver: "finance", until: T0 + SECOND }]);
    expect(plan.toldOnce).toEqual([run.id]);
  });

  test("is left out of an account's first digest, and told on its own later", () => {
    const talk = conversation(route(now));
    talk.keepQuiet({ silences: [silence("s1", { member: "ann" })] });
    talk.set(ann, bob);
    expect(talk.say(T0, { digest: [ann, bob] })).toEqual(["channel: digest +bob *bob"]);
    talk.keepQuiet({ silences: [] });
    expect(talk.say(T0 + HOUR)).toEqual(["channel: new_members +ann +bob *ann"]);
  });
});

const budget80 = firing(budget(80, 41), T0);

describe("what another alert speaks for", () => {
  test("is left out for as long as that fires", () => {
    const talk = conversation(route(now));
    talk.keepQuiet({ inhibitRules: [inhibit({ member: "ann" }, { member: "bob" }, ["rule"])] });
    talk.set(ann, bob);
    expect(talk.say(T0)).toEqual(["channel: first +ann *ann"]);
    expect(talk.suppressed()).toEqual([`inhibited ${ann.id}: bob not to channel`]);
    talk.set(over(ann));
    expect(talk.say(T0 + HOUR)).toEqual(["channel: new_members +bob -ann *bob,ann"]);
  });
});

describe("what someone has taken on", () => {
  test("is not repeated, and its end is told with who had", () => {
    const talk = conversation(route(now));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    expect(talk.say(T0 + 5 * HOUR)).toEqual([]);
    talk.set(over(ann));
    const plan = talk.plan(T0 + 6 * HOUR);
    expect(plan.drafts[0]?.resolved).toMatchObject([{ hush: { by: "Ana" } }]);
    expect(plan.endedAcknowledgements).toHaveLength(1);
  });

  test("stays taken on until its end, which may have to wait, is told", () => {
    const talk = conversation(route(now));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    talk.set(over(ann));
    expect(talk.plan(T0 + MINUTE).endedAcknowledgements).toEqual([]);
    const plan = talk.plan(T0 + 5 * MINUTE);
    expect(plan.drafts[0]?.resolved).toMatchObject([{ hush: { by: "Ana" } }]);
    expect(plan.endedAcknowledgements).toHaveLength(1);
  });

  test("is shown as taken on beside what fires on", () => {
    const talk = conversation(route(now));
    talk.set(ann, bob);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    const [draft] = talk.plan(T0 + 4 * HOUR).drafts;
    expect(draft?.firing).toMatchObject([{ id: bob.id }, { hush: { by: "Ana", at: T0 + 1 } }]);
  });

  test("speaks again, once, when it has worsened, and is repeated from then on", () => {
    const talk = conversation(route(now));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    talk.set({ ...ann, value: 400_000 });
    expect(talk.say(T0 + MINUTE)).toEqual([]);
    talk.set({ ...ann, value: 410_000 });
    expect(talk.say(T0 + 2 * MINUTE)).toEqual([]);
    expect(talk.acknowledgements()).toEqual([]);
    expect(talk.say(T0 + 5 * MINUTE)).toEqual(["channel: worsened +ann *ann"]);
    expect(talk.say(T0 + 10 * MINUTE)).toEqual([]);
    expect(talk.say(T0 + 4 * HOUR + 5 * MINUTE)).toEqual(["channel: repeat +ann *"]);
  });

  test("is told to be over, and as one incident, though it worsened and was not told again yet", () => {
    const talk = conversation(route(now));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    talk.set({ ...ann, value: 410_000 });
    talk.say(T0 + 2 * MINUTE);
    talk.set(over(ann));
    const [draft] = talk.plan(T0 + 5 * MINUTE).drafts;
    expect(draft).toMatchObject({ notice: "resolved", incident: T0 });
  });

  test("speaks again to every receiver that knows of it, each in its time", () => {
    const routes = [{ continue: true }, { receiver: "finance", groupIntervalMs: 20 * MINUTE }];
    const talk = conversation(route({ ...now, routes }));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    talk.set({ ...ann, value: 410_000 });
    expect(talk.say(T0 + 6 * MINUTE)).toEqual(["channel: worsened +ann *ann"]);
    expect(talk.say(T0 + 19 * MINUTE)).toEqual([]);
    expect(talk.say(T0 + 20 * MINUTE)).toEqual(["finance: worsened +ann *ann"]);
  });

  test("speaks by its higher step, which nobody has taken on", () => {
    const talk = conversation(route(now));
    talk.set(budget80);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(budget80, T0 + 1)] });
    const higher = firing(budget(100, 51), T0 + MINUTE, { reason: "step_up" });
    talk.set({ ...budget80, covered: true }, higher);
    expect(talk.say(T0 + HOUR)).toEqual(["channel: step_up +100% *100%"]);
  });

  test("is corrected in place, and not repeated for it", () => {
    const talk = conversation(route(now));
    talk.set(budget80);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(budget80, T0 + 1)] });
    talk.edit((told) => ({ ...told, restated: told.value * 0.9, editedAt: T0 + MINUTE, edits }));
    expect(talk.say(T0 + HOUR)).toEqual(["channel: amended +80% *80%"]);
    expect(talk.say(T0 + 9 * HOUR)).toEqual([]);
  });

  test("fires anew, unacknowledged, once it was over", () => {
    const talk = conversation(route(now));
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 1)] });
    talk.set(over(ann));
    talk.say(T0 + HOUR);
    talk.set({ ...ann, startsAt: T0 + 2 * HOUR, reason: "breached_again" });
    expect(talk.say(T0 + 2 * HOUR)).toEqual(["channel: first +ann *ann"]);
    expect(talk.acknowledgements()).toEqual([]);
  });
});
