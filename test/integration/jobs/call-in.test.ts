import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { availableBackends, type OpenBackend } from "./support/backends.ts";
import { account, Workbenches } from "./support/bench.ts";

describe.each(availableBackends())("polls outside of the schedule on $name", (backend) => {
  let open: OpenBackend;
  let benches: Workbenches;

  beforeAll(async () => {
    open = await backend.open();
    benches = new Workbenches(open);
  });
  afterEach(() => benches.stopAll());
  afterAll(() => open.close());

  it("come at once when an account calls, and poll no other", async () => {
    const { probe, jobs } = await benches.started({ accounts: [account("acme"), account("beta")] });
    jobs.callIn("acme");
    await probe.nth(2, "poll", "acme");
    expect(probe.made("poll", "beta")).toHaveLength(1);
  });

  it("of a flood of calls during a poll make one after it: one running, one waiting", async () => {
    const { probe, jobs } = await benches.started();
    probe.hold("poll", "acme");
    jobs.callIn("acme");
    const running = await probe.nth(2, "poll", "acme");
    for (let calls = 0; calls < 2_000; calls += 1) jobs.callIn("acme");
    await jobs.evaluateSoon();
    await probe.nth(2, "evaluate");
    expect(probe.made("poll", "acme")).toHaveLength(2);
    probe.release("poll", "acme");
    running.finish({ changed: false });
    await probe.nth(3, "poll", "acme");
    jobs.callIn("acme");
    await probe.nth(4, "poll", "acme");
    expect((await jobs.counts()).poll["waiting"]).toBe(0);
  });

  it("that are asked for while the schedule's own poll runs come after it", async () => {
    const { probe, jobs } = benches.make({ accounts: [account("acme")] });
    probe.hold("poll", "acme");
    await jobs.start();
    const scheduled = await probe.nth(1, "poll", "acme");
    jobs.callIn("acme");
    // Time for the call's own job, which finds the account being read.
    await jobs.evaluateSoon();
    await probe.nth(2, "evaluate");
    probe.release("poll", "acme");
    scheduled.finish({ changed: false });
    await probe.nth(2, "poll", "acme");
  });

  it("go on with a history of which a poll left days, evaluating in between", async () => {
    const { probe, jobs } = benches.make({ accounts: [account("acme")] });
    probe.answers("poll", () => ({ changed: true, more: probe.made("poll").length < 5 }));
    await jobs.start();
    await probe.nth(5, "poll", "acme");
    await probe.nth(2, "evaluate");
    jobs.callIn("acme");
    await probe.nth(6, "poll", "acme");
    expect(probe.made("poll")).toHaveLength(6);
  });

  it("of an account that is not configured do nothing", async () => {
    const { probe, jobs } = await benches.started();
    jobs.callIn("stranger");
    jobs.callIn("acme");
    await probe.nth(2, "poll", "acme");
    expect(probe.made("poll", "stranger")).toHaveLength(0);
  });
});
