import type { RowEvent, RuleTestFile } from "../config/index.ts";
import { createEngine } from "../core/engine/index.ts";
import {
  createEvaluator,
  type EvaluateResult,
  type Evaluator,
  evaluateSettings,
} from "../flow/index.ts";
import { type MemoryAlertStore, memoryAlertStore } from "./memory-alert-store.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { quietLog, quietTelemetry } from "./quiet.ts";

/** Stage is a daemon without a clock, a network and a database of its own: its ledger and store are in memory. */
export interface Stage {
  readonly store: MemoryAlertStore;
  /** Sets the time; it never goes back. */
  set(now: number): void;
  /** Writes what the daemon sees at this moment into the ledger, as a complete poll would. */
  take(events: readonly RowEvent[]): Promise<void>;
  /** Ends the first reading of the history: from then on the accounts are evaluated. */
  ready(): Promise<void>;
  evaluate(): Promise<EvaluateResult>;
  /** Starts the daemon anew from what is stored. */
  restart(): void;
}

/** createStage builds the real evaluator and engine on a ledger and a store in memory. */
export function createStage(file: Pick<RuleTestFile, "settings" | "sendResolved">): Stage {
  const ledger = memoryLedger();
  const store = memoryAlertStore();
  const settings = evaluateSettings(file.settings, (id) => file.sendResolved.get(id));
  let now = 0;
  let evaluator = start();

  function start(): Evaluator {
    return createEvaluator({
      ledger,
      store,
      conditions: { active: async () => [] },
      clock: { now: () => now },
      log: quietLog,
      telemetry: quietTelemetry,
      createEngine,
      settings,
    });
  }

  async function retract({ account, id, createdAt }: RowEvent["stream"]): Promise<void> {
    const seen = new Set(ledger.held(account).keys());
    seen.delete(id);
    const close = { from: createdAt, to: createdAt + 1, seen };
    await ledger.writePage({ account, streams: [], seenAt: now, close });
  }

  async function poll(ready: boolean): Promise<void> {
    for (const account of settings.accounts) {
      const close = { from: now, to: now, seen: new Set<string>(), watermark: now, ready };
      await ledger.writePage({ account, streams: [], seenAt: now, close });
    }
  }

  return {
    store,
    set: (to) => {
      now = to;
    },
    take: async (events) => {
      for (const event of events) {
        if (event.kind === "retract") await retract(event.stream);
        else {
          const { account } = event.stream;
          await ledger.writePage({ account, streams: [event.stream], seenAt: now });
        }
      }
    },
    ready: () => poll(true),
    evaluate: async () => {
      await poll(false);
      return evaluator.run();
    },
    restart: () => {
      evaluator = start();
    },
  };
}
