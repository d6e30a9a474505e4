import { type Engine, ignoredDetails } from "../../core/engine/index.ts";
import type { Ledger } from "../../core/ports/index.ts";
import type { LedgerRow } from "../../core/stream.ts";
import type { EvaluateParts, EvaluateSettings } from "./evaluate-parts.ts";

const FORGET_EVERY_MS = 3_600_000;

/** EngineHost keeps an engine in step with the ledger: built from it once, then kept up to date by its journal. */
export interface EngineHost {
  /**
   * catchUp brings the engine to the journal's head. Rows touched after `seq`, the last saved evaluation's (null where
   * none was ever saved), are news where `isNews` says so. Returns the engine, the head, and the highest row number seen.
   */
  catchUp(
    seq: number | null,
    now: number,
    isNews: (row: LedgerRow) => boolean,
  ): Promise<{ engine: Engine; head: number; newestRow: number }>;
  /** The engine as the last catchUp left it; null where the next one builds it. */
  current(): Engine | null;
  /** rebuild makes the next catchUp build the engine anew, from new rules. */
  rebuild(settings: EvaluateSettings): void;
}

/** createEngineHost makes a host whose engine is built on first use. */
export function createEngineHost(
  parts: Pick<EvaluateParts, "ledger" | "createEngine" | "log" | "telemetry" | "clock">,
  initial: EvaluateSettings,
): EngineHost {
  const { ledger } = parts;
  let settings = initial;
  let engine: Engine | null = null;
  let seen = 0;
  let newestRow = 0;
  let forgotAt = 0;

  function put(current: Engine, rows: readonly LedgerRow[], news: boolean): void {
    note(rows.map(({ rowNo }) => rowNo));
    current.put(rows, news);
  }

  function note(rowNos: ArrayLike<number>): void {
    for (let at = 0; at < rowNos.length; at++) newestRow = Math.max(newestRow, rowNos[at] ?? 0);
  }

  async function build(now: number): Promise<Engine> {
    const began = parts.clock.now();
    const { rules, groups } = settings;
    const settleMs = Math.max(0, ...settings.settleMs.values());
    const built = parts.createEngine({ rules, groups, settleMs });
    const { head } = await ledger.load(
      now - built.horizonMs,
      (rows) => {
        note(rows.rowNo);
        built.putColumns(rows, false);
      },
      ignoredDetails(settings.rules),
    );
    seen = head;
    forgotAt = now;
    parts.log.info("Engine built from the ledger", {
      rows: built.size,
      rules: settings.rules.length,
      ms: parts.clock.now() - began,
    });
    return built;
  }

  /** Rows that another process evaluated already are no news to anyone. */
  async function skipTo(current: Engine, seq: number): Promise<void> {
    seen = Math.max(await follow(ledger, seen, (rows) => put(current, rows, false)), seq);
  }

  /** Rows that no evaluation has seen are news unless they belong to an account's history. */
  async function takeNews(
    current: Engine,
    seq: number,
    isNews: (row: LedgerRow) => boolean,
  ): Promise<void> {
    seen = await follow(ledger, seq, (rows) => {
      put(
        current,
        rows.filter((row) => !isNews(row)),
        false,
      );
      put(
        current,
        rows.filter((row) => isNews(row)),
        true,
      );
    });
  }

  function forget(current: Engine, now: number): void {
    if (now - forgotAt < FORGET_EVERY_MS) return;
    forgotAt = now;
    current.forget(now - current.horizonMs);
  }

  return {
    catchUp: async (seq, now, isNews) => {
      // Before the first saved evaluation nothing is news: building the engine has read everything.
      const complete = engine === null && seq === null;
      const current = engine ?? (await build(now));
      engine = current;
      if (seq !== null && seen < seq) await skipTo(current, seq);
      // Before the news: a stream that comes late is told, however old it is, and let go of the next time.
      forget(current, now);
      if (!complete) await takeNews(current, seq ?? seen, isNews);
      parts.telemetry.gauge("engine_rows", current.size);
      return { engine: current, head: seen, newestRow };
    },
    current: () => engine,
    rebuild: (next) => {
      settings = next;
      engine = null;
    },
  };
}

/** follow reads what was touched after `seq` part by part, so that a long history is never held at once. */
async function follow(
  ledger: Pick<Ledger, "rowsSince">,
  seq: number,
  take: (rows: readonly LedgerRow[]) => void,
): Promise<number> {
  let from = seq;
  for (;;) {
    const { rows, head, more } = await ledger.rowsSince(from);
    if (rows.length > 0) take(rows);
    if (!more) return head;
    from = head;
  }
}
