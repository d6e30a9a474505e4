import { expect, test } from "vitest";
import { retryAfterMs } from "../../../src/neo/retry-after.ts";

const now = Date.UTC(2026, 2, 2, 12);

test.each([
  ["seconds", "30", 30_000],
  ["seconds with blanks", " 30 ", 30_000],
  ["a fraction", "0.5", 500],
  ["zero", "0", 0],
  ["an HTTP date", "Mon, 02 Mar 2026 12:01:00 GMT", 60_000],
  ["a date that has passed", "Mon, 02 Mar 2026 11:00:00 GMT", 0],
  ["more than an hour", "86400", 3_600_000],
  ["a date years away", "Mon, 02 Mar 2036 12:00:00 GMT", 3_600_000],
  ["nothing", undefined, undefined],
  ["an empty header", "", undefined],
  ["words", "soon", undefined],
])("reads %s", (_, header, ms) => {
  expect(retryAfterMs(header, now)).toEqual(ms);
});
