import { describe, expect, it } from "vitest";
import { isCorrectable, tellValue } from "../../../../src/core/corrections/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

const KINDS = ["threshold", "spike", "anomaly", "burn_rate", "absence", "shift", "system"] as const;

describe("what edits of rows can restate", () => {
  it.each(KINDS.map((kind) => [kind, ["threshold", "spike", "anomaly"].includes(kind)] as const))(
    "of the value of a %s: %s",
    (kind, correctable) => {
      expect(isCorrectable(firing(finding({ kind })))).toBe(correctable);
    },
  );

  it.each([
    ["80%", true],
    ["forecast 80%", false],
    ["no data", false],
  ])("of a budget's step %s: %s", (step, correctable) => {
    expect(isCorrectable(firing(budget(80, 41, { step })))).toBe(correctable);
  });
});

describe("a value that is told", () => {
  const { id, value, streams, window } = firing(budget(80, 41));
  const told = tellValue({ id, value, streams, window }, 7, 99, null);

  it("is kept as it was, with nothing edited yet", () => {
    expect(told).toEqual({
      ...{ id, value, streams, window, at: 7, newestRow: 99 },
      ...{ editedAt: null, restated: value, streamsEdited: 0, edits: null },
    });
  });

  it("remembers the one that it corrects", () => {
    const again = tellValue({ id, value: 5, streams, window }, 8, 100, told);
    expect(again).toMatchObject({ value: 5, restated: 5, corrected: { value, at: 7 } });
  });
});
