import { describe, expect, test } from "vitest";
import type { Alert } from "../../../src/core/alerts/index.ts";
import { OperatorError } from "../../../src/core/errors.ts";
import type { Actor } from "../../../src/core/ports/index.ts";
import type { CompileMatcher, MatcherText } from "../../../src/core/quiet/index.ts";
import type { Rule } from "../../../src/core/rules/index.ts";
import { createAct } from "../../../src/flow/index.ts";
import { memoryActs } from "../../support/acts.ts";
import { memoryAlertStore } from "../../support/alert-store.ts";
import { manualClock } from "../../support/clock.ts";
import { RULES, rule } from "../../support/evaluation.ts";
import { budget, finding, firing, stream } from "../../support/findings.ts";
import { memoryLog } from "../../support/log.ts";
import { HOUR, MINUTE } from "../../support/routes.ts";

const NOW = Date.UTC(2026, 2, 14, 14);
const ANA: Actor = { name: "Ana", via: "slack" };
const ann = firing(finding({ group: { member: "ann" } }), NOW - HOUR);
const bob = firing(finding({ group: { member: "bob" } }), NOW - HOUR);
const month = firing(budget(80, 41), NOW - HOUR);
const run = firing(stream("r1"), NOW - HOUR);
const over: Alert = {
  ...firing(finding({ group: { member: "cid" } }), NOW),
  ...{ status: "resolved", reason: "resolved" },
};
const compileMatcher: CompileMatcher = (matcher) => {
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

/** The act verb over a store in which some alerts fire, the first two of them in one group. */
async function acting() {
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
  return { act, acts, log, asked, clock, fail };
}

describe("to acknowledge", () => {
  test("takes on the firing as it is, says who and for whom, and asks for an evaluation", async () => {
    const { act, acts, asked } = await acting();
    const target = { alerts: [ann.id] };
    const done = await act.acknowledge({ target, by: ANA, assignee: "Bob", comment: "looking" });
    expect(done).toEqual({ ok: true, alerts: [ann] });
    expect((await acts.held(NOW)).acknowledgements).toEqual([
      {
        ...{ alertId: ann.id, startsAt: ann.startsAt, at: NOW, by: "Ana", assignee: "Bob" },
        ...{ comment: "looking", value: ann.value, severity: "warning" },
      },
    ]);
    expect(asked).toEqual(["evaluate"]);
  });

  test("takes on all that a group fires, and leaves out what of it is over", async () => {
    const { act, acts } = await acting();
    await act.acknowledge({ target: { group: "g" }, by: ANA });
    const taken = (await acts.held(NOW)).acknowledgements.map(({ alertId }) => alertId);
    expect(taken).toEqual([ann.id, bob.id]);
  });

  test.each([
    ["an alert that nobody knows", { alerts: ["none"] }, "unknown_alert"],
    ["a group that nobody knows", { group: "none" }, "unknown_group"],
    ["an alert that is over", { alerts: [over.id] }, "not_firing"],
    ["a group of which all is over", { group: "over" }, "not_firing"],
    ["nothing", { alerts: [] }, "not_firing"],
  ])("is refused for %s, and nothing is stored", async (_, target, refusal) => {
    const { act, acts, asked } = await acting();
    const refused = await act.acknowledge({ target, by: ANA });
    expect(refused).toMatchObject({ ok: false, refusal, detail: expect.stringMatching(/\w/) });
    expect(await acts.records(1)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test("can be taken back, by anybody, where it was done", async () => {
    const { act, acts } = await acting();
    const target = { alerts: [ann.id, bob.id] };
    const early = await act.unacknowledge({ target, by: ANA });
    expect(early).toMatchObject({ ok: false, refusal: "not_acknowledged" });
    await act.acknowledge({ target: { alerts: [ann.id] }, by: ANA });
    expect(await act.unacknowledge({ target, by: ANA })).toEqual({ ok: true, alerts: [ann] });
    expect((await acts.held(NOW)).acknowledgements).toEqual([]);
  });

  test("is done even where nobody can be asked to evaluate, which is told", async () => {
    const { act, acts, log, fail } = await acting();
    fail();
    expect(await act.acknowledge({ target: { group: "g" }, by: ANA })).toMatchObject({ ok: true });
    expect((await acts.held(NOW)).acknowledgements).toHaveLength(2);
    expect(log.lines.map(({ level }) => level)).toEqual(["info", "warn"]);
  });
});

const matcher = (value: string, fields: Partial<MatcherText> = {}): MatcherText => ({
  ...{ label: "member", operator: "=", value },
  ...fields,
});
const times = { startsAt: NOW, endsAt: NOW + HOUR };
const request = { ...times, matchers: [matcher("ann")], by: ANA, comment: "known" };

describe("to silence", () => {
  test("stores who, what, until when and why", async () => {
    const { act, acts, asked } = await acting();
    const done = await act.silence(request);
    const silence = {
      ...{ id: "s0", ...times, matchers: [matcher("ann")], author: "Ana", comment: "known" },
      updatedAt: NOW,
    };
    expect(done).toEqual({ ok: true, silence });
    expect((await acts.held(NOW)).silences).toEqual([silence]);
    expect(asked).toEqual(["evaluate"]);
  });

  test.each<
    [string, Partial<Parameters<Awaited<ReturnType<typeof acting>>["act"]["silence"]>[0]>, string]
  >([
    ["no matcher", { matchers: [] }, "no_matchers"],
    ["a label without a name", { matchers: [matcher("x", { label: "" })] }, "bad_matcher"],
    ["no regular expression", { matchers: [matcher("(", { operator: "=~" })] }, "bad_matcher"],
    [
      "matchers that match all",
      { matchers: [matcher(".*", { operator: "=~" })] },
      "matches_everything",
    ],
    ["an end that is its start", { endsAt: NOW }, "ends_before_start"],
    ["an end that is past", { startsAt: NOW - 2, endsAt: NOW - 1 }, "ends_before_start"],
    ["an id that nobody knows", { id: "none" }, "unknown_silence"],
  ])("is refused for %s", async (_, fields, refusal) => {
    const { act, acts } = await acting();
    const refused = await act.silence({ ...request, ...fields });
    expect(refused).toMatchObject({ ok: false, refusal, detail: expect.stringMatching(/\w/) });
    expect(await acts.silences()).toEqual([]);
  });

  test("changes a silence's end and words under its id", async () => {
    const { act, acts } = await acting();
    await act.silence(request);
    const longer = { ...request, id: "s0", endsAt: NOW + 2 * HOUR, comment: "still" };
    expect(await act.silence(longer)).toMatchObject({ ok: true, silence: { id: "s0" } });
    expect(await acts.silences()).toMatchObject([{ endsAt: NOW + 2 * HOUR, comment: "still" }]);
  });

  test("ends the one before, and makes another, where it is to match something else", async () => {
    const { act, acts, clock } = await acting();
    await act.silence(request);
    clock.advance(MINUTE);
    await act.silence({ ...request, id: "s0", matchers: [matcher("bob")] });
    expect(await acts.silences()).toMatchObject([
      { id: "s0", endsAt: NOW + MINUTE },
      { id: "s1", endsAt: NOW + HOUR },
    ]);
  });

  test("can be ended by anybody, once", async () => {
    const { act } = await acting();
    await act.silence(request);
    expect(await act.expire("s0", ANA)).toEqual({ ok: true, id: "s0" });
    expect(await act.expire("s0", ANA)).toMatchObject({ ok: false, refusal: "unknown_silence" });
  });
});

describe("to silence alerts", () => {
  const forAnHour = { forMs: HOUR };

  test("silences one by all its labels, so that a worse step still speaks", async () => {
    const { act } = await acting();
    const done = await act.silenceAlerts({
      target: { alerts: [month.id] },
      until: forAnHour,
      by: ANA,
    });
    const matchers = Object.entries(month.labels).map(([label, value]) =>
      matcher(value, { label }),
    );
    const [silence] = done.ok ? done.silences : [];
    expect(silence).toMatchObject({ endsAt: NOW + HOUR, author: "Ana" });
    expect(silence?.matchers).toEqual(matchers.filter(({ value }) => value !== ""));
    expect(silence?.matchers).toContainEqual(matcher("80%", { label: "step" }));
  });

  test("silences a group by the labels that all of it shares", async () => {
    const { act } = await acting();
    const done = await act.silenceAlerts({ target: { group: "g" }, until: forAnHour, by: ANA });
    const [silence, ...more] = done.ok ? done.silences : [];
    expect(more).toEqual([]);
    expect(silence?.matchers).toContainEqual(matcher("error-rate", { label: "rule" }));
    expect(silence?.matchers.map(({ label }) => label)).not.toContain("member");
  });

  test("silences alerts of several rules one by one", async () => {
    const { act, acts } = await acting();
    const target = { alerts: [ann.id, month.id] };
    const done = await act.silenceAlerts({ target, until: forAnHour, by: ANA });
    expect(done.ok && done.silences.map(({ id }) => id)).toEqual(["s0", "s1"]);
    expect(await acts.silences()).toHaveLength(2);
  });

  test.each([
    ["a month with its calendar", month, Date.UTC(2026, 3, 1)],
    ["a rolling hour once all of it has left", ann, NOW + HOUR],
  ])("until the window ends: %s", async (_, alert, endsAt) => {
    const { act } = await acting();
    const done = await act.silenceAlerts({
      target: { alerts: [alert.id] },
      until: "window_end",
      by: ANA,
    });
    expect(done).toMatchObject({ ok: true, silences: [{ endsAt }] });
  });

  test("is refused until a window ends where there is none", async () => {
    const { act } = await acting();
    const until = "window_end";
    const single = await act.silenceAlerts({ target: { alerts: [run.id] }, until, by: ANA });
    expect(single).toMatchObject({ ok: false, refusal: "no_window" });
  });
});
