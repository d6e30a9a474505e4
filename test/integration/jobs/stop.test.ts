import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { availableBackends, newNamespace, type OpenBackend } from "./support/backends.ts";
import { Workbenches } from "./support/bench.ts";

describe.each(availableBackends())("stopping jobs on $name", (backend) => {
  let open: OpenBackend;
  let benches: Workbenches;

  beforeAll(async () => {
    open = await backend.open();
    benches = new Workbenches(open);
  });
  afterEach(() => benches.stopAll());
  afterAll(() => open.close());

  it("lets a running job end within the grace and starts no other", async () => {
    const bench = await benches.started();
    bench.probe.hold("evaluate");
    await bench.jobs.evaluateSoon();
    const running = await bench.probe.nth(2, "evaluate");
    const stopped = benches.stop(bench, 5_000);
    running.finish({ nextDueAt: null, lanes: [{ lane: "ops/slack/0", dueAt: 0 }] });
    await stopped;
    expect(bench.probe.made("deliver")).toHaveLength(0);
    expect(bench.log.text()).not.toContain("handed back");
  });

  it("aborts what does not end and hands it back: the next process does it", async () => {
    const namespace = newNamespace();
    const bench = benches.make({ namespace });
    bench.probe.hold("deliver", "ops/slack/0");
    bench.probe.answers("dueLanes", () => [{ lane: "ops/slack/0", dueAt: 0 }]);
    await bench.jobs.start();
    const delivery = await bench.probe.nth(1, "deliver");
    await benches.stop(bench, 50);
    expect(delivery.signal?.aborted).toBe(true);
    expect(bench.log.text()).toContain("A job was handed back");

    const next = await benches.started({ namespace });
    await next.probe.nth(1, "deliver", "ops/slack/0");
  });

  it("ends within 10 s although a job ignores that it was aborted", async () => {
    const bench = await benches.started();
    bench.probe.hold("evaluate");
    await bench.jobs.evaluateSoon();
    const deaf = await bench.probe.nth(2, "evaluate");
    const startedAt = Date.now();
    await benches.stop(bench, 100);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(bench.log.text()).toContain("given up");
    deaf.finish({ nextDueAt: null, lanes: [] });
  });
});
