import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { createRouter } from "../../../../src/core/routing/index.ts";
import { groupKey } from "../../../../src/core/routing/send-key.ts";
import { conversation } from "../../../support/conversation.ts";
import { budget, finding, firing, stream } from "../../../support/findings.ts";
import { HOUR, MINUTE, route, SECOND } from "../../../support/routes.ts";

const T0 = 1_000 * HOUR;
const member = (name: string, at = T0, fields: Partial<Alert> = {}) =>
  firing(finding({ group: { member: name } }), at, fields);
const streamed = (id: string) => firing(stream(id), T0);
const over = (alert: Alert): Alert => ({ ...alert, status: "resolved", reason: "resolved" });
const now = route({ groupWaitMs: 0 });

describe("a group's key", () => {
  test("does not depend on the order of its labels", () => {
    const one = groupKey("channel", "0", { rule: "a", member: "b" });
    expect(groupKey("channel", "0", { member: "b", rule: "a" })).toBe(one);
    expect(groupKey("channel", "0", { member: "a", rule: "b" })).not.toBe(one);
  });
});

describe("a router", () => {
  test("gives an alert with the very same labels the very same targets", () => {
    const router = createRouter(now, ["channel"]);
    const alert = member("ann");
    expect(router({ ...alert, value: 1 })).toBe(router(alert));
  });

  test("tells by the first of several routes to one receiver, with that route's timings", () => {
    const routes = [
      { match: { kind: "threshold" }, groupWaitMs: 7, continue: true },
      { match: { kind: "threshold" }, groupWaitMs: 8 },
    ];
    const [target] = createRouter(route({ routes }), ["channel"])(member("ann"));
    expect(target?.route.groupWaitMs).toBe(7);
  });

  test("asks the next siblings where a child's own children and the child itself do not match", () => {
    const routes = [
      { match: { kind: "budget" } },
      { match: { kind: "threshold" }, receiver: "ops" },
    ];
    const targets = createRouter(route({ routes }), [])(member("ann"));
    expect(targets.map(({ receiver }) => receiver)).toEqual(["ops"]);
  });

  test("groups what cannot be delivered by its receiver, apart from what other routes group", () => {
    const alert = firing(
      finding({ kind: "system", rule: "delivery-failed", group: { receiver: "finance" } }),
    );
    const [target] = createRouter(now, ["channel", "finance"])(alert);
    expect(target).toMatchObject({
      key: groupKey("channel", "delivery-failed", { rule: "delivery-failed", receiver: "finance" }),
      groupLabels: { rule: "delivery-failed", receiver: "finance" },
    });
  });

  test("leads other troubles, and a rule of that name, through the tree", () => {
    const receivers = (fields: Parameters<typeof finding>[0]) =>
      createRouter(now, ["channel", "finance"])(firing(finding(fields))).map(
        ({ receiver }) => receiver,
      );
    expect(receivers({ kind: "system", rule: "account-access" })).toEqual(["channel"]);
    expect(receivers({ rule: "delivery-failed", group: { receiver: "channel" } })).toEqual([
      "channel",
    ]);
  });
});

describe("messages due at one moment", () => {
  const apart = route({ groupWaitMs: 0, groupBy: ["member"] });

  test("come in the order of their groups' keys, whatever that of the alerts", () => {
    const said = (...alerts: Alert[]) => {
      const talk = conversation(apart);
      talk.set(...alerts);
      return talk.plan(T0).drafts.map(({ groupLabels }) => groupLabels["member"]);
    };
    const [ann, bob, cid] = [member("ann"), member("bob"), member("cid")] as const;
    expect(said(bob, cid, ann)).toEqual(["ann", "bob", "cid"]);
    expect(said(cid, bob, ann)).toEqual(["ann", "bob", "cid"]);
  });

  test("leave the other groups where they are", () => {
    const talk = conversation(apart);
    talk.set(member("ann"), member("bob"));
    talk.say(T0);
    talk.set(over(member("ann")));
    const plan = talk.plan(T0 + 10 * MINUTE);
    expect(plan.removedGroups).toEqual([groupKey("channel", "0", { member: "ann" })]);
    expect(talk.groups().map(({ groupLabels }) => groupLabels)).toEqual([{ member: "bob" }]);
  });

  test("are numbered within their incident", () => {
    const talk = conversation(now);
    talk.set(member("ann"));
    const keys = [0, 4, 8].map((hours) => talk.plan(T0 + hours * HOUR).drafts[0]?.key);
    const [hash] = (keys[0] ?? "").split("/");
    expect(keys).toEqual([0, 1, 2].map((number) => `${hash}/${T0}/${number}`));
  });

  test("of a digest have a key of their own, and name what they tell", () => {
    const found = member("ann", T0, { reason: "baseline" });
    const talk = conversation(now);
    talk.set(found);
    const [draft] = talk.plan(T0, { digest: [found] }).drafts;
    expect(draft).toMatchObject({
      notice: "digest",
      receiver: "channel",
      groupKey: groupKey("channel", "digest", {}),
      incident: T0,
      groupLabels: {},
      resolved: [],
      news: [found.id],
    });
  });
});

describe("what a group tells of", () => {
  test("is a step up where the replaced step was told, or an arrived one climbed", () => {
    const talk = conversation(now);
    talk.set(firing(budget(80, 41), T0));
    talk.say(T0);
    talk.set(firing(budget(80, 41), T0, { covered: true }), firing(budget(100, 51), T0 + HOUR));
    expect(talk.say(T0 + HOUR)).toEqual(["channel: step_up +100% *100%"]);
    const other = firing(budget(100, 51, { group: { member: "z" } }), T0, { reason: "step_up" });
    talk.set(other);
    expect(talk.say(T0 + 2 * HOUR)).toEqual(["channel: step_up +100% +100% *100%"]);
  });

  test("is the end where a lower step speaks again, and an arrival where another budget's step does", () => {
    const talk = conversation(route({ groupWaitMs: 0, groupBy: [] }));
    talk.set(member("ann"));
    talk.say(T0);
    const again = firing(budget(80, 41), T0, { reason: "uncovered" });
    talk.set(again, over(member("ann")));
    expect(talk.say(T0 + HOUR)).toEqual(["channel: new_members +80% -ann *80%,ann"]);
  });

  test("is nothing new where it repeats, and counts single streams no longer", () => {
    const talk = conversation(route({ groupWaitMs: 0, groupBy: [] }));
    talk.set(member("ann"), streamed("s1"));
    expect(talk.say(T0)).toEqual(["channel: first +ann +s1 *ann,s1"]);
    expect(talk.groups()[0]?.alertIds).toEqual([member("ann").id]);
    expect(talk.groups()[0]?.toldFiring).toHaveLength(1);
    expect(talk.groups()[0]?.dueAt).toBe(T0 + 4 * HOUR);
    expect(talk.say(T0 + 4 * HOUR)).toEqual(["channel: repeat +ann *"]);
  });

  test("shows what is over as over, also where the rule of it is gone", () => {
    const talk = conversation(now);
    const ann = member("ann");
    talk.set(ann);
    talk.say(T0);
    talk.set({ ...ann, status: "inactive", reason: "rule_removed" });
    const [draft] = talk.plan(T0 + HOUR).drafts;
    expect(draft?.resolved).toMatchObject([{ id: ann.id, status: "resolved" }]);
  });
});

describe("single streams that were told", () => {
  test("leave what else their groups hold, and pace the next ones from then on", () => {
    const talk = conversation(route({ groupBy: [] }));
    talk.set(streamed("s1"));
    talk.say(T0);
    talk.say(T0 + 30 * SECOND);
    expect(talk.groups()).toMatchObject([
      { alertIds: [], toldFiring: [], dueAt: T0 + 30 * SECOND + 5 * MINUTE },
    ]);
  });

  test("change no group that did not hold them", () => {
    const talk = conversation(route({ groupWaitMs: 0 }));
    talk.set(member("ann"));
    talk.say(T0);
    const [before] = talk.groups();
    talk.set(streamed("s1"));
    talk.say(T0 + MINUTE);
    const held = talk.groups().find(({ alertIds }) => alertIds.includes(member("ann").id));
    expect(held).toEqual(before);
  });
});

describe("a group that opens with what its receiver knows", () => {
  const ann = member("ann");
  const byMember = route({ groupWaitMs: 0, groupBy: ["member"] });

  test("repeats from the last moment that it was told, by whichever group", () => {
    const talk = conversation(route({ groupWaitMs: 0, groupBy: ["member", "rule"] }));
    const early = firing(budget(80, 41, { group: { member: "ann" } }), T0);
    talk.set(early);
    talk.say(T0);
    talk.set(early, ann);
    talk.say(T0 + HOUR);
    talk.reroute(byMember);
    expect(talk.say(T0 + 2 * HOUR)).toEqual([]);
    expect(talk.groups()).toMatchObject([
      { notifiedAt: T0 + HOUR, dueAt: T0 + 5 * HOUR, incident: T0 + 2 * HOUR, sequence: 0 },
    ]);
  });

  test("does not count what other receivers or other alerts of its own were told", () => {
    const fields = { groupWaitMs: 0, groupBy: ["member", "rule"] };
    const toBoth = [
      { match: { kind: "threshold" }, receiver: "finance", continue: true },
      { match: {} },
    ];
    const talk = conversation(route({ ...fields, routes: toBoth }));
    talk.set(ann);
    talk.say(T0);
    talk.set(member("bob"));
    talk.say(T0 + HOUR);
    talk.set(over(ann));
    talk.set(ann);
    talk.reroute(route({ ...fields, groupBy: ["member"], routes: [{ match: {} }] }));
    talk.say(T0 + 2 * HOUR);
    const opened = talk.groups().filter(({ receiver }) => receiver === "channel");
    expect(opened.map(({ notifiedAt }) => notifiedAt)).toEqual([T0, T0 + HOUR]);
  });
});
