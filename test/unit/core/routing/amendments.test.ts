import { describe, expect, test } from "vitest";
import type { ToldValue } from "../../../../src/core/corrections/index.ts";
import type { NotificationGroup } from "../../../../src/core/routing/index.ts";
import { conversation } from "../../../support/conversation.ts";
import { budget, finding, firing } from "../../../support/findings.ts";
import { HOUR, MINUTE, route, SECOND } from "../../../support/routes.ts";

const T0 = 1_000 * HOUR;
const CREDIT = 1_000_000_000;
const ann = firing(budget(80, 41, { group: { member: "ann" } }), T0);
const bob = firing(finding({ group: { member: "bob" } }), T0);
const edits = { recosted: 1, changed: 0, withdrawn: 0, returned: 0, late: 0 };

/** What is kept of a value once edits have made `restated` of it. */
const edited =
  (at: number, restated: number) =>
  (told: ToldValue): ToldValue => ({ ...told, restated, edits, editedAt: told.editedAt ?? at });

/** A talk in which ann's 41 credits were told at T0. */
function told() {
  const talk = conversation(route());
  talk.set(ann);
  talk.say(T0);
  expect(talk.say(T0 + 30 * SECOND)).toEqual(["channel: first +80% *80%"]);
  return talk;
}
const values = (groups: readonly NotificationGroup[]) => groups.flatMap(({ told }) => told ?? []);

describe("a group that told a value which edits have changed", () => {
  test("waits group_wait from when they were noticed, for more of them, then corrects it once", () => {
    const talk = told();
    talk.edit(edited(T0 + HOUR, 50 * CREDIT));
    expect(talk.plan(T0 + HOUR).quiet).toMatchObject([{ reason: "amend_wait" }]);
    expect(talk.groups()[0]?.dueAt).toBe(T0 + HOUR + 30 * SECOND);
    expect(talk.say(T0 + HOUR + 29 * SECOND)).toEqual([]);
    expect(talk.say(T0 + HOUR + 30 * SECOND)).toEqual(["channel: amended +80% *80%"]);
    expect(talk.say(T0 + 2 * HOUR)).toEqual([]);
  });

  test("keeps group_interval between its messages", () => {
    const talk = told();
    talk.edit(edited(T0 + MINUTE, 50 * CREDIT));
    expect(talk.say(T0 + 5 * MINUTE)).toEqual([]);
    expect(talk.say(T0 + 5 * MINUTE + 30 * SECOND)).toHaveLength(1);
    talk.edit(edited(T0 + 6 * MINUTE, 60 * CREDIT));
    expect(talk.say(T0 + 10 * MINUTE)).toEqual([]);
    expect(talk.say(T0 + 10 * MINUTE + 30 * SECOND)).toHaveLength(1);
  });

  test("says what was told, what that comes to and why", () => {
    const talk = told();
    talk.edit(edited(T0 + HOUR, 50 * CREDIT));
    const [draft] = talk.plan(T0 + 2 * HOUR).drafts;
    expect(draft?.firing[0]?.corrected).toMatchObject({
      was: 41 * CREDIT,
      now: 50 * CREDIT,
      edits,
    });
    expect(values(talk.groups())).toMatchObject([
      {
        restated: 41 * CREDIT,
        edits: null,
        corrected: { value: 41 * CREDIT, at: T0 + 30 * SECOND },
      },
    ]);
  });

  test("says nothing where they make little of it, and goes on counting", () => {
    const talk = told();
    talk.edit(edited(T0 + HOUR, 41.4 * CREDIT));
    expect(talk.say(T0 + 2 * HOUR)).toEqual([]);
    talk.edit(edited(T0 + 2 * HOUR, 41.5 * CREDIT));
    expect(talk.say(T0 + 3 * HOUR)).toEqual(["channel: amended +80% *80%"]);
  });

  test("corrects it in the message that something else causes anyway, and not again", () => {
    const talk = told();
    talk.edit(edited(T0 + HOUR, 50 * CREDIT));
    talk.set({ ...bob, labels: ann.labels });
    expect(talk.say(T0 + HOUR)).toEqual(["channel: new_members +bob +80% *bob,80%"]);
    expect(talk.say(T0 + 2 * HOUR)).toEqual([]);
  });

  test("tells that it is over where it is, and corrects nothing beside that", () => {
    const talk = told();
    talk.edit(edited(T0 + HOUR, 30 * CREDIT));
    talk.set({ ...ann, status: "resolved", reason: "restated" });
    expect(talk.say(T0 + HOUR)).toEqual(["channel: resolved -80% *80%"]);
    expect(talk.say(T0 + 2 * HOUR)).toEqual([]);
  });

  test("tells it at once where nothing is waited for", () => {
    const talk = told();
    talk.edit(edited(T0 + MINUTE, 50 * CREDIT));
    expect(talk.say(T0 + MINUTE, { flush: "all" })).toEqual(["channel: amended +80% *80%"]);
  });

  test("corrects what a digest told as well", () => {
    const talk = conversation(route());
    talk.set(ann);
    expect(talk.say(T0, { digest: [ann] })).toEqual(["channel: digest +80% *80%"]);
    talk.edit(edited(T0 + HOUR, 50 * CREDIT));
    expect(talk.say(T0 + 2 * HOUR)).toEqual(["channel: amended +80% *80%"]);
  });

  test("keeps what it told when edited routes move the alert to another group", () => {
    const talk = told();
    talk.reroute(route({ groupBy: ["rule", "member"] }));
    expect(talk.say(T0 + HOUR)).toEqual([]);
    talk.edit(edited(T0 + HOUR, 50 * CREDIT));
    expect(talk.say(T0 + 2 * HOUR)).toEqual(["channel: amended +80% *80%"]);
  });
});
