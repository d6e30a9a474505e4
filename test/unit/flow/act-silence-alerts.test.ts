import { describe, expect, test } from "vitest";
import { ANA, acting, ann, matcher, month, NOW, run } from "../../support/acting.ts";
import { HOUR } from "../../support/routes.ts";

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
    const single = { target: { alerts: [run.id] }, until: "window_end", by: ANA } as const;
    expect(await act.silenceAlerts(single)).toMatchObject({ ok: false, refusal: "no_window" });
  });
});
