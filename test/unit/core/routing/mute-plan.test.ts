import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { conversation } from "../../../support/conversation.ts";
import { budget, finding, firing, stream } from "../../../support/findings.ts";
import { HOUR, route } from "../../../support/routes.ts";

const T0 = Date.UTC(2026, 2, 2, 12);
const member = (name: string) => firing(finding({ group: { member: name } }), T0);
const ann = member("ann");
const bob = member("bob");
const run = firing(stream("r1"), T0);
const budget80 = firing(budget(80, 41), T0);
const over = (alert: Alert, fields: Partial<Alert> = {}): Alert => ({
  ...{ ...alert, status: "resolved", reason: "resolved" },
  ...fields,
});
const now = { groupWaitMs: 0 };
const nights = {
  name: "nights",
  intervals: [{ timezone: "UTC", times: [{ from: 22 * 60, to: 6 * 60 }] }],
};
const NIGHT = T0 + 10 * HOUR;
const MORNING = T0 + 18 * HOUR;

describe("a route's mute time", () => {
  const mute = route({ ...now, muteTimes: [nights] });

  test("holds back all that its group would say, until it is over", () => {
    const talk = conversation(mute);
    talk.set(ann);
    expect(talk.say(NIGHT)).toEqual([]);
    expect(talk.plan(NIGHT).quiet).toMatchObject([{ reason: "mute_time" }]);
    expect(talk.groups()).toMatchObject([{ mutedUntil: MORNING }]);
    expect(talk.plan(NIGHT).reviewAt).toBe(MORNING);
    expect(talk.suppressed()).toEqual(["mute_time nights: ann not to channel"]);
    expect(talk.say(MORNING - 1)).toEqual([]);
    expect(talk.say(MORNING)).toEqual(["channel: first +ann *ann"]);
    expect(talk.groups()[0]).not.toHaveProperty("mutedUntil");
    expect(talk.suppressed()).toEqual([]);
  });

  test("holds back even when all that is new is asked for at once", () => {
    const talk = conversation(mute);
    talk.set(ann);
    expect(talk.say(NIGHT, { flush: "all" })).toEqual([]);
  });

  test("lets what ends meanwhile go untold, but not what its receiver knows of", () => {
    const talk = conversation(mute);
    talk.set(ann);
    talk.say(T0);
    talk.set(bob);
    talk.say(NIGHT);
    talk.set(over(ann), over(bob));
    expect(talk.say(NIGHT + HOUR)).toEqual([]);
    expect(talk.say(MORNING)).toEqual(["channel: resolved -ann *ann"]);
  });

  test("lets a single run wait, and tells it afterwards", () => {
    const talk = conversation(mute);
    talk.set(run);
    expect(talk.say(NIGHT)).toEqual([]);
    expect(talk.say(MORNING)).toEqual(["channel: first +r1 *r1"]);
  });

  test("tells a step of a budget whose window ended meanwhile: it did happen", () => {
    const talk = conversation(mute);
    talk.set(budget80);
    talk.say(NIGHT);
    talk.set(over(budget80, { reason: "window_ended" }));
    expect(talk.say(NIGHT + HOUR)).toEqual([]);
    expect(talk.say(MORNING)).toEqual(["channel: first +80% *80%"]);
  });

  test("keeps its own end back for the route that the group came from, not for the root", () => {
    const talk = conversation(
      route({ ...now, routes: [{ match: { kind: "threshold" }, muteTimes: [nights] }] }),
    );
    talk.set(ann);
    talk.say(T0);
    talk.set(over(ann));
    expect(talk.say(NIGHT)).toEqual([]);
    expect(talk.say(MORNING)).toEqual(["channel: resolved -ann *ann"]);
  });

  test("keeps quiet for one route, and not for another", () => {
    const talk = conversation(
      route({
        ...now,
        routes: [{ muteTimes: [nights], continue: true }, { receiver: "finance" }],
      }),
    );
    talk.set(ann);
    expect(talk.say(NIGHT)).toEqual(["finance: first +ann *ann"]);
  });

  test("lets a digest's alerts wait for their own groups", () => {
    const talk = conversation(mute);
    talk.set(ann);
    expect(talk.say(NIGHT, { digest: [ann] })).toEqual([]);
    expect(talk.say(MORNING)).toEqual(["channel: first +ann *ann"]);
  });

  test("that never ends is never woken for", () => {
    const always = { name: "always", intervals: [{ timezone: "UTC" }] };
    const talk = conversation(route({ ...now, muteTimes: [always] }));
    talk.set(ann);
    expect(talk.plan(T0).reviewAt).toBeNull();
    expect(talk.groups()).toMatchObject([{ mutedUntil: null }]);
  });
});
