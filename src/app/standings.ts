import { setImmediate } from "node:timers/promises";
import { describeRule, type Settings } from "../config/index.ts";
import { type Explanation, explain, groupStandings } from "../core/explain/index.ts";
import type { Clock, Log, RuleHistory } from "../core/ports/index.ts";
import type { Evaluator, Looked } from "../flow/index.ts";
import type { RuleStanding, Standings } from "../web/index.ts";
import type { Stores } from "./stores.ts";

/** Of a rule so many groups are explained, and so many of its newest firings shown. */
const EXPLAINED = 20;
const FIRINGS = 200;
/** So old may be what a page tells of how the rules stand, ms: with 50 rules of 1,000 groups each it takes a second to find out. */
const RECENT_MS = 60_000;

/** StandingsParts are what the rules' standings are read from. */
export interface StandingsParts {
  readonly evaluator: Pick<Evaluator, "look">;
  readonly history: Pick<RuleHistory, "fired">;
  readonly stores: Pick<Stores, "alerts" | "acts" | "ledger">;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly log: Log;
}

/** createStandings tells how the rules stand, by what the last evaluation has in memory. */
export function createStandings(parts: StandingsParts) {
  const { evaluator, history, stores, settings, clock, log } = parts;
  let known: { readonly of: Looked; readonly standings: Standings } | null = null;
  let coming: Promise<Standings | null> | null = null;

  async function readAnew(): Promise<Standings | null> {
    const looked = await evaluator.look();
    if (looked === null) return null;
    if (known?.of === looked) return known.standings;
    const { at, findings } = looked;
    const rules: RuleStanding[] = [];
    for (const rule of settings().rules) {
      await setImmediate();
      const groups = groupStandings(rule, findings.get(rule.name) ?? [], at);
      const [text = ""] = describeRule(rule, settings());
      rules.push({ rule, text: text.trim().slice(rule.name.length + 2), groups });
    }
    known = { of: looked, standings: { at, rules } };
    return known.standings;
  }

  /** Nobody waits where what is known is recent: a page says of which moment it tells. */
  function standings(): Promise<Standings | null> {
    coming ??= readAnew().finally(() => {
      coming = null;
    });
    if (!known || clock.now() - known.of.at > RECENT_MS) return coming;
    coming.catch((error: unknown) => {
      log.warn("Could not read how the rules stand; pages tell of the moment before", { error });
    });
    return Promise.resolve(known.standings);
  }

  async function explanation(name: string): Promise<Explanation | null> {
    const looked = await evaluator.look();
    const rule = settings().rules.find((one) => one.name === name);
    if (looked === null || rule === undefined) return null;
    const [{ alerts, groups, suppressions, tick }, held, coverage, fired] = await Promise.all([
      stores.alerts.load(),
      stores.acts.held(clock.now()),
      stores.ledger.coverage(),
      history.fired(name, FIRINGS),
    ]);
    const { timezone, usdPerCredit, groups: centres, accounts, silences } = settings();
    return explain({
      ...{ rule, centres, alerts, groups, timezone, usdPerCredit, fired, coverage },
      quiet: {
        ...{ suppressions, acknowledgements: held.acknowledgements },
        silences: [...silences, ...held.silences],
      },
      findings: looked.findings.get(name) ?? [],
      olderFirings: fired.length === FIRINGS,
      // Edits of rows are for `neo-budgetd explain`, which reads them.
      ...{ olderEdits: 0, editsOf: () => [] },
      historyMs: new Map(accounts.map((one) => [one.name, one.historyMs])),
      ...{ evaluatedAt: tick, at: looked.at, only: {}, top: EXPLAINED },
    });
  }

  return { standings, explanation };
}
