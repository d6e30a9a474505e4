import { describe, expect, test } from "vitest";
import { afterAudit, type DayAudit, recheckAt } from "../../../src/flow/reconcile/day-audit.ts";
import { ProofBook } from "../../../src/flow/reconcile/proof-book.ts";
import { closedDays, firstPart, nextTurn } from "../../../src/flow/reconcile/rotation.ts";
import { type Standing, unprovenSince } from "../../../src/flow/reconcile/unproven.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 2, 12);
const MIDNIGHT = NOW - 12 * HOUR;
const day = (ago: number) => MIDNIGHT - ago * DAY;

describe("a day's audit", () => {
  const agrees: DayAudit = { at: NOW - HOUR, outcome: "agrees", since: null, difference: null };
  const differs: DayAudit = { at: NOW, outcome: "differs", since: NOW - HOUR, difference: "x" };
  const drift: DayAudit = { ...differs, outcome: "drift" };

  test.each([
    ["never audited, the same: agrees", null, null, null, "agrees"],
    ["never audited, not the same: differs", null, "y", NOW, "differs"],
    ["agrees, not the same: differs", agrees, "y", NOW - HOUR, "differs"],
    ["differs, the same: agrees", differs, null, null, "agrees"],
    ["differs, not read since: differs", differs, "y", NOW - HOUR - 1, "differs"],
    ["differs, read since: drift", differs, "y", NOW - HOUR, "drift"],
    [
      "differs for less than ten minutes: differs",
      { ...differs, since: NOW - 9 * MINUTE },
      "y",
      NOW,
      "differs",
    ],
    ["differs for ten minutes: drift", { ...differs, since: NOW - 10 * MINUTE }, "y", NOW, "drift"],
    ["drift, not the same: drift", drift, "y", null, "drift"],
    ["drift, the same: agrees", drift, null, null, "agrees"],
  ] as const)("%s", (_, before, difference, readAt, outcome) => {
    expect(afterAudit(before, difference, readAt, NOW)).toMatchObject({
      outcome,
      difference,
      at: NOW,
    });
  });

  test("keeps since when it differs, and forgets it when it agrees", () => {
    expect(afterAudit(differs, "y", null, NOW).since).toBe(NOW - HOUR);
    expect(afterAudit(agrees, "y", null, NOW).since).toBe(NOW);
    expect(afterAudit(drift, null, null, NOW).since).toBeNull();
  });

  test.each([
    ["agrees: with the next audit", agrees, NOW, false, null],
    ["drift: with the next audit", drift, NOW, true, null],
    ["differs, not yet read: after the reading", differs, null, false, null],
    ["differs, read: at once", differs, NOW - MINUTE, false, NOW - HOUR],
    [
      "differs, read and asked again: ten minutes after it was found",
      differs,
      NOW,
      true,
      NOW - HOUR + 10 * MINUTE,
    ],
  ] as const)("is repeated when it %s", (_, audit, readAt, rechecked, at) => {
    expect(recheckAt(audit, readAt, rechecked)).toBe(at);
  });
});

describe("the turn to be read again", () => {
  const span = { from: day(2) - HOUR, to: NOW - 3 * HOUR };
  const options = { now: NOW, rereadEveryMs: 6 * HOUR, agreeing: new Set<number>() };
  const bookOf = (...read: readonly (readonly [from: number, to: number, at: number])[]) => {
    const book = new ProofBook();
    for (const [from, to, at] of read) book.swept({ from, to }, at);
    return book;
  };
  const allRead = (at: number) => bookOf([span.from, span.to, at]);

  test("is that of no day while all were read lately", () => {
    expect(nextTurn(allRead(NOW - 30 * MINUTE), span, options)).toBeNull();
  });

  test("comes for what is past of today after an hour, for closed days after theirs", () => {
    const today = { from: day(0), to: span.to };
    expect(nextTurn(allRead(NOW - HOUR), span, options)).toEqual(today);
    const book = bookOf([span.from, span.to, NOW - 6 * HOUR], [day(0), span.to, NOW]);
    expect(nextTurn(book, span, options)).toEqual({ from: span.from, to: day(2) });
  });

  test("comes first for the day that has waited longest", () => {
    const book = bookOf(
      [span.from, span.to, NOW - 7 * HOUR],
      [day(1), day(0), NOW - 8 * HOUR],
      [day(0), span.to, NOW],
    );
    expect(nextTurn(book, span, options)).toEqual({ from: span.from, to: day(2) });
    const later = bookOf(
      [span.from, day(1), NOW - 7 * HOUR],
      [day(1), day(0), NOW - 8 * HOUR],
      [day(0), span.to, NOW],
    );
    expect(nextTurn(later, span, options)).toEqual({ from: day(1), to: day(0) });
  });

  test("comes four times as seldom for a day that the summary agrees with", () => {
    const agreeing = new Set([day(2), day(1)]);
    const book = (ago: number) =>
      bookOf([span.from, day(2), NOW], [day(2), day(0), NOW - ago], [day(0), span.to, NOW]);
    expect(nextTurn(book(24 * HOUR - 1), span, { ...options, agreeing })).toBeNull();
    expect(nextTurn(book(24 * HOUR), span, { ...options, agreeing })).toEqual({
      from: day(2),
      to: day(1),
    });
  });

  test("takes along what has waited half as long, so that slivers are not read one by one", () => {
    const book = new ProofBook();
    for (let minute = 0; minute < 9 * 60; minute += 1) {
      const to = day(0) + minute * MINUTE;
      book.swept({ from: to, to: to + MINUTE }, to + 3 * HOUR);
    }
    const turn = nextTurn(book, { from: day(0), to: NOW - 3 * HOUR }, options);
    expect(turn).toEqual({ from: day(0), to: NOW - 3 * HOUR - 29 * MINUTE });
  });

  test("of a long day is taken in parts, from its beginning", () => {
    const whole = { from: 0, to: DAY };
    expect(firstPart(whole, 2_000, 2_000)).toEqual(whole);
    expect(firstPart(whole, 8_000, 2_000)).toEqual({ from: 0, to: DAY / 4 });
  });

  test("closed days are those wholly within what is no longer read by every poll", () => {
    expect(closedDays(span)).toEqual([day(2), day(1)]);
    expect(closedDays({ from: day(2) + 1, to: day(0) })).toEqual([day(1)]);
    expect(closedDays({ from: day(2), to: day(0) - 1 })).toEqual([day(2)]);
  });
});

describe("numbers", () => {
  const standing: Standing = {
    now: NOW,
    watermark: NOW - MINUTE,
    provenAt: NOW - HOUR,
    startedAt: NOW - 10 * DAY,
    hasRead: true,
    hasCounted: true,
    alertUnprovenAfterMs: 6 * HOUR,
  };
  const since = (over: Partial<Standing>) => unprovenSince({ ...standing, ...over })?.since ?? null;

  test.each([
    ["read and compared lately are proven", {}, null],
    ["of an account that was never read are no claim", { watermark: null }, null],
    ["read just six hours ago are proven", { watermark: NOW - 6 * HOUR }, null],
    ["read longer ago are not", { watermark: NOW - 6 * HOUR - 1 }, NOW - 6 * HOUR - 1],
    ["compared longer ago are not", { provenAt: NOW - 6 * HOUR - 1 }, NOW - 6 * HOUR - 1],
    ["never compared are not, six hours after the start", { provenAt: null }, NOW - 10 * DAY],
    ["never compared are left alone until then", { provenAt: null, startedAt: NOW - HOUR }, null],
    [
      "read before this process began are left alone until it had as long",
      { watermark: NOW - DAY, startedAt: NOW - 6 * HOUR, hasRead: false },
      null,
    ],
    [
      "that this process could not read for so long are not proven",
      { watermark: NOW - DAY, startedAt: NOW - 6 * HOUR - 1, hasRead: false },
      NOW - DAY,
    ],
    [
      "compared before this process began are left alone until it had as long",
      { provenAt: NOW - DAY, startedAt: NOW - HOUR, hasCounted: false },
      null,
    ],
  ] as const)("%s", (_, over, expected) => {
    expect(since(over)).toBe(expected);
  });
});
