import { expect, it } from "vitest";
import { slackFailure } from "../../../src/notifiers/slack/failure.ts";

it("calls a fault of the program itself by its name, and not a broken connection", () => {
  const cause = new RangeError("The number 0.5 cannot be converted to a BigInt");
  const failure = slackFailure(cause, "#neo-budget");
  expect(failure).toMatchObject({ reason: "rejected", retryable: false, unsure: false, cause });
  expect(failure.message).toContain("RangeError");
});
