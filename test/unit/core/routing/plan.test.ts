import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { conversation } from "../../../support/conversation.ts";
import { finding, firing, stream } from "../../../support/findings.ts";
import { HOUR, MINUTE, route, SECOND } from "../../../support/routes.ts";

const T0 = 1_000 * HOUR;
const ann = firing(finding({ group: { member: "ann" } }), T0);
const bob = firing(finding({ group: { member: "bob" } }), T0 + MINUTE);
const over = (alert: Alert): Alert => ({ ...alert, status: "resolved", reason: "resolved" });

describe("one group", () => {
  test("waits group_wait before its first message", () => {
    const talk = conversation(route());
    talk.set(ann);
    expect(talk.plan(T0).quiet).toMatchObject([{ reason: "group_wait" }]);
    expect(talk.say(T0 + 29 * SECOND)).toEqual([]);
    expect(talk.say(T0 + 30 * SECOND)).toEqual(["channel: first +ann *ann"]);
    expect(talk.plan(T0 + 31 * SECOND).quiet).toMatchObject([{ reason: "repeat_interval" }]);
  });

  test("tells new members group_interval after the last message", () => {
    const talk = conversation(route());
    talk.set(ann);
    talk.say(T0);
    talk.say(T0 + 30 * SECOND);
    talk.set(bob);
    expect(talk.plan(T0 + MINUTE).quiet).toMatchObject([{ reason: "group_interval" }]);
    expect(talk.say(T0 + 30 * SECOND + 5 * MINUTE)).toEqual([
      "channel: new_members +bob +ann *bob",
    ]);
  });

  test("repeats what still fires, and counts from the last message of any kind", () => {
    const talk = conversation(route({ groupWaitMs: 0 }));
    talk.set(ann);
    talk.say(T0);
    talk.set(bob);
    expect(talk.say(T0 + HOUR)).toHaveLength(1);
    expect(talk.say(T0 + 4 * HOUR)).toEqual([]);
    expect(talk.say(T0 + 5 * HOUR)).toEqual(["channel: repeat +ann +bob *"]);
    expect(talk.say(T0 + 5 * HOUR + 1)).toEqual([]);
  });

  test("tells what is over, and ends with the last of it: the next firing is a new incident", () => {
    const talk = conversation(route({ groupWaitMs: 0 }));
    talk.set(ann, bob);
    const first = talk.plan(T0).drafts[0];
    talk.set(over(ann));
    expect(talk.say(T0 + 10 * MINUTE)).toEqual(["channel: some_resolved +bob -ann *ann"]);
    talk.set(over(bob));
    expect(talk.say(T0 + 20 * MINUTE)).toEqual(["channel: resolved -bob *bob"]);
    expect(talk.groups()).toEqual([]);
    talk.set({ ...ann, startsAt: T0 + HOUR });
    const again = talk.plan(T0 + HOUR).drafts[0];
    expect(again).toMatchObject({ notice: "first", incident: T0 + HOUR });
    expect(again?.key).not.toBe(first?.key);
  });

  test("never tells of an alert that ended before it was told", () => {
    const talk = conversation(route());
    talk.set(ann);
    talk.say(T0);
    talk.set(over(ann));
    const plan = talk.plan(T0 + 30 * SECOND);
    expect(plan.drafts).toEqual([]);
    expect(plan.quiet).toMatchObject([{ reason: "empty" }]);
    expect(plan.removedGroups).toHaveLength(1);
  });

  test("a firing that ended and came back before its end was told is no news; with a new limit it is", () => {
    const talk = conversation(route({ groupWaitMs: 0 }));
    talk.set(ann);
    talk.say(T0);
    talk.set(over(ann));
    talk.say(T0 + MINUTE);
    talk.set({ ...ann, startsAt: T0 + 2 * MINUTE });
    expect(talk.say(T0 + 10 * MINUTE)).toEqual([]);
    talk.set({ ...ann, startsAt: T0 + 11 * MINUTE, reason: "limit_changed" });
    expect(talk.say(T0 + 11 * MINUTE)).toEqual(["channel: new_members +ann *ann"]);
  });

  test("says nothing of what is recorded only", () => {
    const talk = conversation(route({ groupWaitMs: 0 }));
    talk.set({ ...ann, muted: true });
    expect(talk.plan(T0)).toMatchObject({ drafts: [], groups: [] });
  });

  test("flush all tells news at once, and repeats nothing", () => {
    const talk = conversation(route());
    talk.set(ann);
    expect(talk.say(T0, { flush: "all" })).toEqual(["channel: first +ann *ann"]);
    talk.set(bob);
    expect(talk.say(T0 + 1, { flush: "all" })).toEqual(["channel: new_members +bob +ann *bob"]);
    expect(talk.say(T0 + 2, { flush: "all" })).toEqual([]);
  });
});

describe("single streams", () => {
  const [s1, s2, s3] = ["s1", "s2", "s3"].map((id) => firing(stream(id), T0)) as [
    Alert,
    Alert,
    Alert,
  ];

  test("are told once, and never repeated nor resolved", () => {
    const talk = conversation(route());
    talk.set(s1);
    talk.say(T0);
    const plan = talk.plan(T0 + 30 * SECOND);
    expect(plan.drafts).toMatchObject([{ notice: "first" }]);
    expect(plan.toldOnce).toEqual([s1.id]);
    expect(talk.say(T0 + HOUR)).toEqual([]);
    expect(talk.groups()).toEqual([]);
  });

  test("are paced by group_interval, each message an incident of its own", () => {
    const talk = conversation(route());
    talk.set(s1);
    talk.say(T0);
    const first = talk.plan(T0 + 30 * SECOND).drafts[0];
    talk.set(s2);
    talk.say(T0 + MINUTE);
    talk.set(s3);
    expect(talk.say(T0 + 2 * MINUTE)).toEqual([]);
    const plan = talk.plan(T0 + 30 * SECOND + 5 * MINUTE);
    expect(plan.drafts.map(({ news }) => news)).toEqual([[s2.id, s3.id]]);
    expect(plan.drafts[0]?.incident).not.toBe(first?.incident);
  });

  test("wait for the slowest of their receivers, and are told to each once", () => {
    const slow = {
      match: { kind: "stream" },
      receiver: "finance",
      groupWaitMs: 2 * MINUTE,
      continue: true,
    };
    const talk = conversation(route({ routes: [slow, { match: { kind: "stream" } }] }));
    talk.set(s1);
    expect(talk.say(T0)).toEqual([]);
    expect(talk.say(T0 + 30 * SECOND)).toEqual(["channel: first +s1 *s1"]);
    expect(talk.plan(T0 + MINUTE)).toMatchObject({ drafts: [], toldOnce: [] });
    const last = talk.plan(T0 + 2 * MINUTE);
    expect(last.drafts.map(({ receiver }) => receiver)).toEqual(["finance"]);
    expect(last.toldOnce).toEqual([s1.id]);
    expect(talk.say(T0 + 5 * HOUR)).toEqual([]);
  });
});
