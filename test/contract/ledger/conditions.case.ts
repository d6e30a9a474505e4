import { beforeEach, expect, it } from "vitest";
import type { Conditions, SystemCondition } from "../../../src/core/ports/index.ts";
import { NOON } from "./samples.ts";

const refused: SystemCondition = {
  kind: "account-access",
  subject: "acme",
  advice: "The key was refused. Make a new one.",
  since: NOON,
};

/** conditionsContract is what every keeper of the daemon's own troubles does; `open` gives an empty one. */
export function conditionsContract(open: () => Promise<Conditions>): void {
  let conditions: Conditions;
  beforeEach(async () => {
    conditions = await open();
  });

  it("has no troubles at first, and forgets one that is over", async () => {
    expect(await conditions.active()).toEqual([]);
    await conditions.raise(refused);
    await conditions.clear("account-access", "beta");
    await conditions.clear("delivery-failed", "acme");
    expect(await conditions.active()).toEqual([refused]);
    await conditions.clear("account-access", "acme");
    expect(await conditions.active()).toEqual([]);
  });

  it("keeps since when a trouble began, however often it is raised", async () => {
    await conditions.raise(refused);
    await conditions.raise({ ...refused, since: NOON + 5 });
    expect((await conditions.active()).map((one) => one.since)).toEqual([NOON]);
  });
}
