import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import { availableBackends, newNamespace, type OpenBackend } from "./support/backends.ts";
import { account, HOUR, Workbenches } from "./support/bench.ts";

describe.each(availableBackends())("jobs on $name", (backend) => {
  let open: OpenBackend;
  let benches: Workbenches;

  beforeAll(async () => {
    open = await backend.open();
    benches = new Workbenches(open);
  });
  afterEach(() => benches.stopAll());
  afterAll(() => open.close());

  describe("following the schedule", () => {
    it("polls, looks back, evaluates and retains at once after the first start", async () => {
      const { probe } = await benches.started();
      await probe.nth(1, "reconcile", "acme");
      await probe.nth(1, "retain");
      expect(probe.made("poll")).toHaveLength(1);
      expect(probe.made("evaluate")).toHaveLength(1);
    });

    it("polls each account again and again at its own pace", async () => {
      const { probe } = await benches.started({
        accounts: [account("often", 40), account("rarely")],
      });
      await probe.nth(4, "poll", "often");
      expect(probe.made("poll", "rarely")).toHaveLength(1);
    });

    it("keeps one schedule however often it is started, and polls at once after each start", async () => {
      const namespace = newNamespace();
      const first = await benches.started({ namespace });
      const before = await first.jobs.counts();
      await benches.stop(first);
      const second = await benches.started({ namespace });
      await second.jobs.reload({ accounts: [account("acme")], evaluateEveryMs: HOUR });
      await second.probe.nth(2, "evaluate");
      const after = await second.jobs.counts();
      expect(before.poll["delayed"]).toBe(1);
      expect(after.poll["delayed"]).toBe(1);
      expect(after.reconcile["delayed"]).toBe(1);
    });

    it("takes up a new account, a changed pace and a removal on reload, and evaluates", async () => {
      const { jobs, probe } = await benches.started({
        accounts: [account("faster"), account("removed", 40), account("kept")],
      });
      await jobs.reload({
        accounts: [account("faster", 40), account("new"), account("kept")],
        evaluateEveryMs: HOUR,
      });
      const removed = probe.made("poll", "removed").length;
      await probe.nth(2, "evaluate");
      await probe.nth(1, "poll", "new");
      await probe.nth(5, "poll", "faster");
      expect(probe.made("poll", "removed")).toHaveLength(removed);
      expect(probe.made("poll", "kept")).toHaveLength(1);
    });

    it("schedules nothing more for an account that was removed", async () => {
      const { jobs } = await benches.started({ accounts: [account("acme"), account("gone")] });
      await jobs.reload({ accounts: [account("acme")], evaluateEveryMs: HOUR });
      const counts = await jobs.counts();
      expect(counts.poll["delayed"]).toBe(1);
      expect(counts.reconcile["delayed"]).toBe(1);
    });

    it("runs a failing verb again by its schedule, logs and counts it", async () => {
      const { probe, jobs, log, telemetry } = benches.make({ accounts: [account("acme", 40)] });
      probe.answers("poll", () => {
        if (probe.made("poll").length < 3) throw new Error("the API is on holiday");
        return { changed: true };
      });
      await jobs.start();
      await probe.nth(3, "poll");
      await probe.nth(2, "evaluate");
      const errors = log.lines.filter(({ level }) => level === "error");
      expect(errors).toHaveLength(2);
      expect(errors[0]).toMatchObject({
        fields: { queue: "poll", about: "acme", error: { message: "the API is on holiday" } },
      });
      expect(telemetry.counted("job_failures_total", { queue: "poll" })).toBe(2);
    });

    it("goes on by schedule after a failure that only a person can mend", async () => {
      const { probe, jobs } = benches.make({ accounts: [account("acme", 40)] });
      probe.answers("poll", () => {
        throw new NeoError("unauthorized", "The key of acme is refused.");
      });
      await jobs.start();
      await probe.nth(3, "poll");
    });
  });

  describe("from a poll to a message", () => {
    it("evaluates after a poll that changed something, and delivers the lanes that are due", async () => {
      const { probe } = await benches.started({ accounts: [account("acme", 60)] });
      probe.answers("evaluate", () => ({
        nextDueAt: null,
        lanes: [{ lane: "ops/slack/0", dueAt: 0 }],
      }));
      probe.answers("poll", () => ({ changed: true }));
      const delivery = await probe.nth(1, "deliver");
      expect(delivery.about).toBe("ops/slack/0");
    });

    it("does not evaluate after a poll that changed nothing", async () => {
      const { probe } = await benches.started({ accounts: [account("acme", 30)] });
      await probe.nth(6, "poll");
      expect(probe.made("evaluate")).toHaveLength(1);
    });

    it("does not lose a trigger that comes while an evaluation runs", async () => {
      const { jobs, probe } = await benches.started();
      probe.hold("evaluate");
      await jobs.evaluateSoon();
      const running = await probe.nth(2, "evaluate");
      await jobs.evaluateSoon();
      probe.release("evaluate");
      running.finish({ nextDueAt: null, lanes: [] });
      await probe.nth(3, "evaluate");
    });

    it("makes one run of many triggers", async () => {
      const { jobs, probe } = await benches.started();
      probe.hold("evaluate");
      await jobs.evaluateSoon();
      const running = await probe.nth(2, "evaluate");
      for (let i = 0; i < 10; i++) await jobs.evaluateSoon();
      running.finish({ nextDueAt: null, lanes: [] });
      await probe.nth(3, "evaluate");
      const { evaluate } = await jobs.counts();
      expect(evaluate).toMatchObject({ active: 1, waiting: 0, delayed: 1 });
    });

    it("runs a trigger that comes during an evaluation which then fails", async () => {
      const { jobs, probe } = await benches.started();
      probe.hold("evaluate");
      await jobs.evaluateSoon();
      const running = await probe.nth(2, "evaluate");
      await jobs.evaluateSoon();
      probe.release("evaluate");
      running.fail(new Error("the database was away"));
      await probe.nth(3, "evaluate");
    });

    it("evaluates again when the evaluation asked for it, not before", async () => {
      const { jobs, probe } = await benches.started();
      const dueAt = Date.now() + 150;
      probe.answers("evaluate", () => {
        const first = probe.made("evaluate").length === 2;
        return { nextDueAt: first ? dueAt : null, lanes: [] };
      });
      await jobs.evaluateSoon();
      const again = await probe.nth(3, "evaluate");
      expect(again.at).toBeGreaterThanOrEqual(dueAt);
    });

    it("calls a lane again at the time that it asked for", async () => {
      const { probe, jobs } = benches.make();
      const dueAt = Date.now() + 400;
      probe.answers("dueLanes", () => [{ lane: "ops/slack/0", dueAt: 0 }]);
      probe.answers("deliver", () => ({
        nextAt: probe.made("deliver").length === 1 ? dueAt : null,
      }));
      await jobs.start();
      const again = await probe.nth(2, "deliver");
      expect(again.at).toBeGreaterThanOrEqual(dueAt);
    });

    it("finds lanes in the database that no job was made for", async () => {
      const { probe } = await benches.started({ sweepEveryMs: 50 });
      probe.answers("dueLanes", () => [{ lane: "finance/email/0", dueAt: 0 }]);
      await probe.nth(1, "deliver", "finance/email/0");
    });

    it("sweeps on after a sweep that failed", async () => {
      const { probe, log } = await benches.started({ sweepEveryMs: 50 });
      let failures = 0;
      probe.answers("dueLanes", () => {
        if (failures++ === 0) throw new Error("the database was away");
        return [{ lane: "finance/email/0", dueAt: 0 }];
      });
      await probe.nth(1, "deliver", "finance/email/0");
      expect(log.text()).toContain("A sweep for due work failed");
    });
  });

  describe("what waits holds up nothing else", () => {
    it("delivers a lane while another one hangs", async () => {
      const { probe, jobs } = benches.make();
      probe.hold("deliver", "slow/slack/0");
      probe.answers("dueLanes", () => [
        { lane: "slow/slack/0", dueAt: 0 },
        { lane: "fast/slack/0", dueAt: 0 },
      ]);
      await jobs.start();
      await probe.nth(1, "deliver", "slow/slack/0");
      await probe.nth(1, "deliver", "fast/slack/0");
    });

    it("polls the others while one account hangs, and never an account twice at a time", async () => {
      const { probe, jobs } = benches.make({
        accounts: [account("stuck", 40), account("well", 40)],
      });
      probe.hold("poll", "stuck");
      await jobs.start();
      await probe.nth(6, "poll", "well");
      expect(probe.made("poll", "stuck")).toHaveLength(1);
    });

    it("evaluates in one process while another that held an evaluation is gone", async () => {
      const namespace = newNamespace();
      const gone = await benches.started({ namespace });
      gone.probe.hold("evaluate");
      await gone.jobs.evaluateSoon();
      const alive = benches.make({ namespace });
      await Promise.all([gone.probe.nth(2, "evaluate"), alive.jobs.start()]);
      await alive.jobs.evaluateSoon();
      await alive.probe.nth(1, "evaluate");
    });
  });
});
