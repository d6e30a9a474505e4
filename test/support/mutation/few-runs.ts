import type fc from "fast-check";
import { vi } from "vitest";

/** A tenth of a property's runs, always the same ones, and no shrinking: a mutant is tried in about a second, and alike in every run. */
function few<Ts>(parameters: fc.Parameters<Ts> = {}): fc.Parameters<Ts> {
  const numRuns = Math.ceil((parameters.numRuns ?? 100) / 10);
  return { ...parameters, numRuns, seed: 1, endOnFailure: true };
}

vi.mock("fast-check", async (original) => {
  const { default: all } = await original<{ default: typeof fc }>();
  type Property = fc.IRawProperty<unknown>;
  type Parameters = fc.Parameters<unknown>;
  const assert = (property: Property, parameters?: Parameters) =>
    all.assert(property, few(parameters));
  const check = (property: Property, parameters?: Parameters) =>
    all.check(property, few(parameters));
  return { default: { ...all, assert, check } };
});
