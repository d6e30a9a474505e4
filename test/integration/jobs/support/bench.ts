import { createJobs, type Jobs, type JobsParts } from "../../../../src/jobs/index.ts";
import { memoryLog } from "../../../support/log.ts";
import { memoryTelemetry } from "../../../support/telemetry.ts";
import { newNamespace, type OpenBackend } from "./backends.ts";
import { Probe } from "./probe.ts";

export const HOUR = 3_600_000;

/** account makes an account that is polled only when asked, unless told otherwise. */
export const account = (name: string, pollEveryMs = HOUR) => ({
  name,
  pollEveryMs,
  reconcileEveryMs: HOUR,
});

/** Workbench is jobs on a backend, with all that a test looks at. */
export interface Workbench {
  readonly jobs: Jobs;
  readonly probe: Probe;
  readonly log: ReturnType<typeof memoryLog>;
  readonly telemetry: ReturnType<typeof memoryTelemetry>;
  readonly namespace: string;
}

/** Workbenches makes them for one backend and stops them all after the test. */
export class Workbenches {
  readonly #backend: OpenBackend;
  readonly #namespaces = new Set<string>();
  #open: Workbench[] = [];

  constructor(backend: OpenBackend) {
    this.#backend = backend;
  }

  make(parts: Partial<JobsParts> = {}): Workbench {
    const namespace = parts.namespace ?? newNamespace();
    this.#namespaces.add(namespace);
    const probe = new Probe();
    const log = memoryLog();
    const telemetry = memoryTelemetry();
    const jobs = createJobs({
      connection: this.#backend.connection(namespace),
      namespace,
      verbs: probe.verbs,
      accounts: [account("acme")],
      evaluateEveryMs: HOUR,
      clock: { now: Date.now },
      log,
      telemetry,
      ...parts,
    });
    const bench = { jobs, probe, log, telemetry, namespace };
    this.#open.push(bench);
    return bench;
  }

  /** started makes one and waits for its first polls and evaluation. */
  async started(parts: Partial<JobsParts> = {}): Promise<Workbench> {
    const bench = this.make(parts);
    await bench.jobs.start();
    await bench.probe.nth(1, "evaluate");
    for (const { name } of parts.accounts ?? [account("acme")])
      await bench.probe.nth(1, "poll", name);
    return bench;
  }

  async stop(bench: Workbench, graceMs = 1_000): Promise<void> {
    this.#open = this.#open.filter((one) => one !== bench);
    await bench.jobs.stop(graceMs);
  }

  async stopAll(): Promise<void> {
    const open = this.#open;
    this.#open = [];
    await Promise.all(
      open.map(({ probe, jobs }) => {
        probe.finishAll();
        return jobs.stop(1_000);
      }),
    );
    for (const namespace of this.#namespaces) await this.#backend.forget(namespace);
    this.#namespaces.clear();
  }
}
