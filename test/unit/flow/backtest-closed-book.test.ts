import { describe, expect, it } from "vitest";
import { alertId } from "../../../src/core/alerts/index.ts";
import type { Finding } from "../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { createClosedBook } from "../../../src/flow/backtest/closed-book.ts";
import { budget } from "../../support/findings.ts";

const DAY = 86_400_000;
const ENDED = Date.UTC(2026, 2, 2);
const LATE = ENDED + 60_000;

const over = (percent: number): Finding => {
  const found = budget(percent, 9);
  return { ...found, closed: true, window: { ...found.window, from: ENDED - DAY, to: ENDED } };
};
const createdAt = (at: number) => [{ account: "acme", createdAt: at } as LedgerRow];

/** A book that has seen rows from a moment on. */
function bookFrom(from: number) {
  const book = createClosedBook(new Map([["acme", DAY]]));
  Array.from(book.seen(createdAt(from)));
  return book;
}

describe("what a replay takes for news of a period that is over", () => {
  it("is a step of a period that it knows from its beginning, as long as that may change", () => {
    const findings = [over(80)];
    expect(bookFrom(ENDED - DAY).news(findings, LATE)).toEqual(findings);
    expect(bookFrom(ENDED - DAY + 1).news(findings, LATE)).toEqual([]);
    expect(bookFrom(ENDED - DAY).news(findings, ENDED + DAY + 1)).toEqual([]);
  });

  it("is no step that fired, until that is forgotten", () => {
    const book = bookFrom(0);
    const { ref } = over(80);
    const fired = { alertId: alertId(ref), at: ENDED - 1, value: 9, limit: 8 };
    book.note([{ ...fired, from: "inactive", to: "firing", reason: "first" }]);
    expect(book.news([over(80)], LATE)).toEqual([]);
    expect(book.news([over(80), over(100)], LATE)).toEqual([over(100)]);
    book.forget(ENDED);
    expect(book.news([over(80)], LATE)).toEqual([over(80)]);
  });

  it("leaves what is not over alone", () => {
    const running = budget(80, 9);
    expect(bookFrom(LATE).news([running, over(80)], LATE)).toEqual([running]);
  });
});
