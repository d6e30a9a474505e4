import { describe, expect, it } from "vitest";
import {
  DeliveryError,
  NeoError,
  OperatorError,
  StaleEvaluation,
} from "../../../src/core/errors.ts";

const cause = new Error("socket hang up");

describe("an error of the daemon's own", () => {
  it.each([
    [new NeoError("timeout", "no answer"), "NeoError"],
    [new DeliveryError("timeout", "no answer", { retryable: true }), "DeliveryError"],
    [new StaleEvaluation("saved by another process"), "StaleEvaluation"],
    [new OperatorError("the file is missing"), "OperatorError"],
  ])("is called by its name in a log: %s", (error, name) => {
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: ${error.message}`);
  });

  it("keeps what caused it", () => {
    expect(new NeoError("timeout", "no answer", { cause }).cause).toBe(cause);
    expect(new DeliveryError("timeout", "", { retryable: true, cause }).cause).toBe(cause);
  });

  it("of a delivery takes its outcome for known unless told otherwise", () => {
    const of = (options: { unsure?: boolean }) =>
      new DeliveryError("timeout", "no answer", { retryable: true, ...options }).unsure;
    expect(of({})).toBe(false);
    expect(of({ unsure: true })).toBe(true);
  });
});
