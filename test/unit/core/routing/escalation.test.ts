import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { conversation } from "../../../support/conversation.ts";
import { finding, firing } from "../../../support/findings.ts";
import { acknowledgement, silence } from "../../../support/quiet.ts";
import { HOUR, MINUTE, type RouteFields, route } from "../../../support/routes.ts";

const T0 = Date.UTC(2026, 2, 2, 12);
const ann = firing(finding({ group: { member: "ann" } }), T0);
const bob = firing(finding({ group: { member: "bob" } }), T0 + 10 * MINUTE);
const over = (alert: Alert): Alert => ({ ...alert, status: "resolved", reason: "resolved" });
const receivers = ["channel", "lead", "boss"];
const escalating = (fields: RouteFields = {}) =>
  conversation(
    route({
      ...{ groupWaitMs: 0, escalateAfterMs: 30 * MINUTE, escalateTo: ["lead", "boss"] },
      ...fields,
    }),
    receivers,
  );

describe("what nobody takes on", () => {
  test("goes to the next receiver after escalate_after, and after as long again to the one after it", () => {
    const talk = escalating();
    talk.set(ann);
    expect(talk.say(T0)).toEqual(["channel: first +ann *ann"]);
    expect(talk.plan(T0 + 1).reviewAt).toBe(T0 + 30 * MINUTE);
    expect(talk.say(T0 + 30 * MINUTE - 1)).toEqual([]);
    expect(talk.say(T0 + 30 * MINUTE)).toEqual(["lead: escalated +ann *ann"]);
    expect(talk.plan(T0 + 31 * MINUTE).reviewAt).toBe(T0 + HOUR);
    expect(talk.say(T0 + HOUR)).toEqual(["boss: escalated +ann *ann"]);
    expect(talk.plan(T0 + HOUR + 1).reviewAt).toBeNull();
  });

  test("goes at once to all whose turn has come where nothing was planned for long", () => {
    const talk = escalating();
    talk.set(ann);
    talk.say(T0);
    // The daemon was down for two hours: both are due at once.
    expect(talk.say(T0 + 2 * HOUR)).toEqual([
      "boss: escalated +ann *ann",
      "lead: escalated +ann *ann",
    ]);
  });

  test("is repeated to all of them, and told to all of them to be over", () => {
    const talk = escalating();
    talk.set(ann);
    talk.say(T0);
    talk.say(T0 + 30 * MINUTE);
    expect(talk.say(T0 + 4 * HOUR)).toEqual([
      "boss: escalated +ann *ann",
      "channel: repeat +ann *",
    ]);
    expect(talk.say(T0 + 4.5 * HOUR)).toEqual(["lead: repeat +ann *"]);
    talk.set(over(ann));
    expect(talk.say(T0 + 5 * HOUR)).toEqual([
      "boss: resolved -ann *ann",
      "channel: resolved -ann *ann",
      "lead: resolved -ann *ann",
    ]);
  });

  test("stays where it was escalated to once someone has taken it on, quietly, until it is over", () => {
    const talk = escalating();
    talk.set(ann);
    talk.say(T0);
    talk.say(T0 + 30 * MINUTE);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + 31 * MINUTE)] });
    expect(talk.plan(T0 + 32 * MINUTE).reviewAt).toBeNull();
    expect(talk.say(T0 + 9 * HOUR)).toEqual([]);
    talk.set(over(ann));
    expect(talk.say(T0 + 10 * HOUR)).toEqual([
      "channel: resolved -ann *ann",
      "lead: resolved -ann *ann",
    ]);
  });

  test("goes no further while it is taken on, and counts anew when that is taken back", () => {
    const talk = escalating();
    talk.set(ann);
    talk.say(T0);
    talk.keepQuiet({ acknowledgements: [acknowledgement(ann, T0 + MINUTE)] });
    expect(talk.say(T0 + HOUR)).toEqual([]);
    talk.keepQuiet({ acknowledgements: [] });
    expect(talk.say(T0 + 2 * HOUR)).toEqual([]);
    expect(talk.plan(T0 + 2 * HOUR + 1).reviewAt).toBe(T0 + 2.5 * HOUR);
    expect(talk.say(T0 + 2.5 * HOUR)).toEqual(["lead: escalated +ann *ann"]);
  });

  test("counts from the end of a silence", () => {
    const talk = escalating();
    talk.keepQuiet({ silences: [silence("s1", { member: "ann" }, { endsAt: T0 + HOUR })] });
    talk.set(ann);
    talk.say(T0);
    expect(talk.say(T0 + HOUR)).toEqual(["channel: first +ann *ann"]);
    expect(talk.say(T0 + 1.5 * HOUR - 1)).toEqual([]);
    expect(talk.say(T0 + 1.5 * HOUR)).toEqual(["lead: escalated +ann *ann"]);
  });

  test("counts from the end of a mute time", () => {
    const noon = { timezone: "UTC", times: [{ from: 12 * 60, to: 13 * 60 }] };
    const talk = escalating({ muteTimes: [{ name: "noon", intervals: [noon] }] });
    talk.set(ann);
    expect(talk.say(T0)).toEqual([]);
    expect(talk.say(T0 + HOUR)).toEqual(["channel: first +ann *ann"]);
    expect(talk.say(T0 + 1.5 * HOUR)).toEqual(["lead: escalated +ann *ann"]);
  });

  test("goes nowhere before its own receiver was told", () => {
    const talk = escalating({ groupWaitMs: HOUR });
    talk.set(ann);
    expect(talk.say(T0)).toEqual([]);
    expect(talk.plan(T0 + 40 * MINUTE)).toMatchObject({ drafts: [], reviewAt: null });
    expect(talk.say(T0 + HOUR)).toEqual(["channel: first +ann *ann"]);
    expect(talk.plan(T0 + HOUR + 1).drafts).toMatchObject([
      { receiver: "boss", notice: "escalated" },
      { receiver: "lead", notice: "escalated" },
    ]);
  });

  test("comes one by one, as each has waited; the next is news there", () => {
    const talk = escalating({ escalateTo: ["lead"], groupIntervalMs: 0 });
    talk.set(ann);
    talk.say(T0);
    talk.set(bob);
    talk.say(T0 + 10 * MINUTE);
    expect(talk.say(T0 + 30 * MINUTE)).toEqual(["lead: escalated +ann *ann"]);
    expect(talk.say(T0 + 40 * MINUTE)).toEqual(["lead: escalated +bob +ann *bob"]);
  });

  test("passes over a receiver that has it already", () => {
    const talk = escalating({ escalateTo: ["channel", "boss"] });
    talk.set(ann);
    talk.say(T0);
    expect(talk.say(T0 + 30 * MINUTE)).toEqual([]);
    expect(talk.say(T0 + HOUR)).toEqual(["boss: escalated +ann *ann"]);
  });

  test("goes nowhere once it is over", () => {
    const talk = escalating();
    talk.set(ann);
    talk.say(T0);
    talk.set(over(ann));
    expect(talk.say(T0 + 30 * MINUTE)).toEqual(["channel: resolved -ann *ann"]);
    expect(talk.plan(T0 + HOUR).reviewAt).toBeNull();
  });
});
