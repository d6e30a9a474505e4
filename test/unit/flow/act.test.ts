import { describe, expect, test } from "vitest";
import { ANA, acting, ann, bob, matcher, NOW, over } from "../../support/acting.ts";
import { HOUR, MINUTE } from "../../support/routes.ts";

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
