import { expect, it } from "vitest";
import { finishedAt } from "../../../src/core/stream.ts";

it.each([
  ["ends its execution after it was created", 1_000, 500, 9_000, 1_500],
  ["without an execution time ends when it was created", 1_000, null, 9_000, 1_000],
  ["cannot end after it was first seen", 1_000, 9_000, 5_000, 5_000],
])("a stream %s", (_case, createdAt, executionMs, firstSeenAt, end) => {
  expect(finishedAt({ createdAt, executionMs }, firstSeenAt)).toBe(end);
});
