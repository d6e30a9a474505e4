import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { conversation } from "../../../support/conversation.ts";
import { budget, firing } from "../../../support/findings.ts";
import { HOUR, MINUTE, route } from "../../../support/routes.ts";

const T0 = 1_000 * HOUR;
const warning = firing(budget(80, 41), T0);
const critical = firing(budget(100, 51), T0 + HOUR, { reason: "step_up" });
const covered = { ...warning, covered: true };
const restated: Alert = { ...critical, status: "resolved", reason: "restated" };
const uncovered: Alert = { ...warning, reason: "uncovered" };
const toFinance = { match: { severity: "critical" }, receiver: "finance" };
const now = route({ groupWaitMs: 0 });

describe("steps of a budget", () => {
  test("a higher step is told as step_up, and the lower one no longer", () => {
    const talk = conversation(now);
    talk.set(warning);
    talk.say(T0);
    talk.set(covered, critical);
    expect(talk.say(T0 + HOUR)).toEqual(["channel: step_up +100% *100%"]);
    expect(talk.say(T0 + 5 * HOUR)).toEqual(["channel: repeat +100% *"]);
  });

  test("a step up soon after a message waits for group_interval and goes on with the incident", () => {
    const talk = conversation(now);
    talk.set(warning);
    const first = talk.plan(T0).drafts[0];
    talk.set(covered, critical);
    expect(talk.say(T0 + MINUTE)).toEqual([]);
    expect(talk.say(T0 + 2 * MINUTE)).toEqual([]);
    const [next] = talk.plan(T0 + 5 * MINUTE).drafts;
    expect(next).toMatchObject({ notice: "step_up", incident: first?.incident });
    expect(talk.groups()[0]?.alertIds).toEqual([critical.id]);
  });

  test("a step up before the first message makes it the first", () => {
    const talk = conversation(route());
    talk.set(warning);
    talk.say(T0);
    talk.set(covered, critical);
    expect(talk.say(T0 + MINUTE)).toEqual(["channel: first +100% *100%"]);
  });

  test("a receiver that only the higher step is routed to gets its first message", () => {
    const talk = conversation(
      route({ groupWaitMs: 0, routes: [{ ...toFinance, continue: true }, {}] }),
    );
    talk.set(warning);
    expect(talk.say(T0)).toEqual(["channel: first +80% *80%"]);
    talk.set(covered, critical);
    expect(talk.say(T0 + HOUR).sort()).toEqual([
      "channel: step_up +100% *100%",
      "finance: first +100% *100%",
    ]);
  });

  test("a receiver that the higher step leaves is not repeated to, and hears the end", () => {
    const talk = conversation(route({ groupWaitMs: 0, routes: [toFinance] }));
    talk.set(warning);
    talk.say(T0);
    talk.set(covered, critical);
    expect(talk.say(T0 + HOUR)).toEqual(["finance: first +100% *100%"]);
    expect(talk.say(T0 + 5 * HOUR)).toEqual(["finance: repeat +100% *"]);
    const ended = { status: "resolved", reason: "window_ended" } as const;
    talk.set({ ...covered, ...ended }, { ...critical, ...ended });
    expect(talk.say(T0 + 6 * HOUR).sort()).toEqual([
      "channel: resolved -80% *80%",
      "finance: resolved -100% *100%",
    ]);
  });

  test("when the higher step is restated the message says what still holds", () => {
    const talk = conversation(now);
    talk.set({ ...covered, reason: "covered" }, { ...critical, reason: "first" });
    expect(talk.say(T0)).toEqual(["channel: first +100% *100%"]);
    talk.set(uncovered, restated);
    expect(talk.say(T0 + HOUR)).toEqual(["channel: some_resolved +80% -100% *100%"]);
    expect(talk.say(T0 + 5 * HOUR)).toEqual(["channel: repeat +80% *"]);
  });

  test("a step crossed just before its month ends is told although the month is over", () => {
    const talk = conversation(route());
    talk.set(critical);
    talk.say(T0);
    talk.set({ ...critical, status: "resolved", reason: "window_ended" });
    const [draft] = talk.plan(T0 + 1).drafts;
    expect(draft).toMatchObject({ notice: "first", firing: [{ status: "firing" }], resolved: [] });
    expect(talk.groups()).toEqual([]);
    expect(talk.say(T0 + HOUR)).toEqual([]);
  });
});

describe("the digest", () => {
  const other = firing(budget(80, 45, { rule: "team-month", group: {} }), T0, {
    reason: "baseline",
  });
  const found = [{ ...warning, reason: "baseline" as const }, other];

  test("tells each receiver in one message what is over, across its groups, and repeats nothing early", () => {
    const talk = conversation(now);
    talk.set(...found);
    expect(talk.say(T0, { digest: found })).toEqual(["channel: digest +80% +80% *80%,80%"]);
    expect(talk.groups()).toHaveLength(2);
    expect(talk.say(T0 + 4 * HOUR - 1)).toEqual([]);
    expect(talk.say(T0 + 4 * HOUR)).toHaveLength(2);
  });

  test("is followed by the end of what it told", () => {
    const talk = conversation(now);
    talk.set(...found);
    talk.say(T0, { digest: found });
    talk.set({ ...warning, status: "resolved", reason: "restated" });
    expect(talk.say(T0 + MINUTE)).toEqual([]);
    expect(talk.say(T0 + 5 * MINUTE)).toEqual(["channel: resolved -80% *80%"]);
  });

  test("is not sent where nothing is over", () => {
    expect(conversation(now).say(T0, { digest: [] })).toEqual([]);
  });
});

describe("edited routes", () => {
  test("the same receiver is not told again by another route, and its repeat keeps its time", () => {
    const talk = conversation(now);
    talk.set(warning);
    talk.say(T0);
    talk.reroute(
      route({ groupWaitMs: 0, groupBy: ["member"], routes: [{ match: { kind: "budget" } }] }),
    );
    expect(talk.say(T0 + HOUR)).toEqual([]);
    expect(talk.groups()).toHaveLength(1);
    expect(talk.say(T0 + 4 * HOUR)).toEqual(["channel: repeat +80% *"]);
  });

  test("a new receiver is told once; the former one is not repeated to and hears the end", () => {
    const talk = conversation(now);
    talk.set(warning);
    talk.say(T0);
    talk.reroute(route({ groupWaitMs: 0, receiver: "finance" }));
    expect(talk.say(T0 + HOUR)).toEqual(["finance: first +80% *80%"]);
    expect(talk.say(T0 + 5 * HOUR)).toEqual(["finance: repeat +80% *"]);
    talk.set({ ...warning, status: "resolved", reason: "restated" });
    expect(talk.say(T0 + 6 * HOUR).sort()).toEqual([
      "channel: resolved -80% *80%",
      "finance: resolved -80% *80%",
    ]);
  });

  test("the groups of a receiver that is gone are removed", () => {
    const talk = conversation(now, ["finance"]);
    talk.reroute(route({ receiver: "gone", groupWaitMs: 0 }));
    talk.set(warning);
    talk.say(T0);
    talk.reroute(route({ receiver: "finance" }));
    expect(talk.plan(T0 + 1).removedGroups).toHaveLength(1);
  });
});
