import type { Environment, Settings } from "../config/index.ts";
import { alertId } from "../core/alerts/index.ts";
import { type AlertRef, createEngine, ignoredDetails, type Span } from "../core/engine/index.ts";
import { OperatorError } from "../core/errors.ts";
import { type Explanation, explain } from "../core/explain/index.ts";
import type {
  Acts,
  AlertStore,
  Clock,
  Edit,
  Ledger,
  Log,
  RuleHistory,
} from "../core/ports/index.ts";
import type { Rule } from "../core/rules/index.ts";
import { createActs, createAlertStore, createLedger, createRuleHistory } from "../ledger/index.ts";
import { withStoredDatabase } from "./stored-database.ts";

/** The newest firings that are looked through for when each group last fired; where there may be more, that is told. */
const FIRINGS = 5_000;
/** The newest edits that are looked through; where there are more, that is told. */
const EDITS = 20_000;

/** ExplainRequest is which rule to explain, and of which groups. */
export interface ExplainRequest {
  readonly rule: string;
  /** Only groups with these values, by dimension. */
  readonly only: Readonly<Record<string, string>>;
  /** The most groups that are explained. */
  readonly top: number;
}

/** ExplainStores are what is read for an explanation. */
export interface ExplainStores {
  readonly ledger: Pick<Ledger, "load" | "coverage">;
  readonly alerts: Pick<AlertStore, "load">;
  readonly history: RuleHistory;
  readonly acts: Pick<Acts, "held">;
}

/** explainRule opens the database, explains a rule from what is stored there, and closes it again. */
export async function explainRule(
  settings: Settings,
  request: ExplainRequest,
  parts: { readonly environment: Environment; readonly clock: Clock; readonly log: Log },
): Promise<Explanation> {
  // First, so that a mistyped name does not wait for a database.
  ruleNamed(settings, request);
  return withStoredDatabase(parts.environment, parts.log, async (database) => {
    const stores = {
      ledger: createLedger(database),
      alerts: createAlertStore(database),
      history: createRuleHistory(database),
      acts: createActs(database),
    };
    return explainFrom(stores, settings, request, parts.clock.now());
  });
}

/** explainFrom explains a rule from open stores, as things are at a moment; it stores nothing. */
export async function explainFrom(
  stores: ExplainStores,
  settings: Settings,
  request: ExplainRequest,
  at: number,
): Promise<Explanation> {
  const [explanation] = await explainEach(stores, settings, [request], at);
  return explanation as Explanation;
}

/** explainEach explains several rules, for which the ledger is read once. */
export async function explainEach(
  stores: ExplainStores,
  settings: Settings,
  requests: readonly ExplainRequest[],
  at: number,
): Promise<readonly Explanation[]> {
  const rules = [...new Set(requests.map((request) => ruleNamed(settings, request)))];
  const { groups: centres, timezone, usdPerCredit } = settings;
  const engine = createEngine({ rules, groups: centres });
  const since = at - engine.horizonMs;
  await stores.ledger.load(since, (rows) => engine.putColumns(rows, false), ignoredDetails(rules));
  engine.tick(at, []);
  const { edits, total } = await stores.history.edits(since, EDITS);
  const { alerts, groups, suppressions, tick } = await stores.alerts.load();
  const { acknowledgements, silences } = await stores.acts.held(at);
  const coverage = await stores.ledger.coverage();

  async function one(request: ExplainRequest): Promise<Explanation> {
    const rule = ruleNamed(settings, request);
    const refs = engine.refs(rule.name);
    const found = new Map(engine.tick(at, refs).map((each) => [alertId(each.ref), each]));
    const fired = await stores.history.fired(rule.name, FIRINGS);
    return explain({
      ...{ rule, centres, alerts, groups, at, timezone, usdPerCredit, fired, coverage },
      quiet: {
        ...{ suppressions, acknowledgements },
        silences: [...settings.silences, ...silences],
      },
      findings: refs.flatMap((ref) => found.get(alertId(ref)) ?? []),
      olderFirings: fired.length === FIRINGS,
      olderEdits: total - edits.length,
      editsOf: editsFinder(rule, settings, edits, at),
      historyMs: new Map(settings.accounts.map(({ name, historyMs }) => [name, historyMs])),
      evaluatedAt: tick,
      only: request.only,
      top: request.top,
    });
  }

  const explanations: Explanation[] = [];
  for (const request of requests) explanations.push(await one(request));
  return explanations;
}

/**
 * editsFinder finds the edits of a group's rows. An engine of its own holds the rows that were edited, retracted ones too,
 * so that a row belongs to a group and a window here by the very rules by which it is counted there.
 */
function editsFinder(rule: Rule, { groups }: Settings, edits: readonly Edit[], at: number) {
  const touched = createEngine({ rules: [rule], groups });
  touched.put(
    edits.map(({ row }) => ({ ...row, retracted: false })),
    false,
  );
  touched.tick(at, []);
  return (ref: AlertRef, window: Span): readonly Edit[] => {
    const numbers = new Set(touched.rowsOf(ref, window));
    return edits.filter(({ row }) => numbers.has(row.rowNo));
  };
}

function ruleNamed({ rules }: Settings, { rule: name, only }: ExplainRequest): Rule {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) {
    const names = rules.map((each) => each.name).join(", ");
    throw new OperatorError(
      `there is no rule "${name}" that is switched on. The rules are: ${names}.`,
    );
  }
  const splits: readonly string[] = rule.by;
  const known = ["account", ...splits, ...(splits.includes("member") ? ["group"] : [])];
  const unknown = Object.keys(only).find((dimension) => !known.includes(dimension));
  if (unknown !== undefined) {
    throw new OperatorError(
      `the rule "${name}" does not tell apart by ${unknown}: it can be asked by ${[...new Set(known)].join(", ")}.`,
    );
  }
  return rule;
}
