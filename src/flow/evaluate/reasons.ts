import type { Alert } from "../../core/alerts/index.ts";
import { familyId } from "../../core/alerts/index.ts";
import { causesOf, type Outline, outlineOf, rowsWanted } from "../../core/causes/index.ts";
import { type Chart, chartOf } from "../../core/charts/index.ts";
import type { ToldValue } from "../../core/corrections/index.ts";
import type { Engine } from "../../core/engine/index.ts";
import { DETAILED, type Message } from "../../core/message/index.ts";
import type { Ledger } from "../../core/ports/index.ts";
import type { NotificationGroup } from "../../core/routing/index.ts";
import { isHappening, type Rule } from "../../core/rules/index.ts";
import type { LedgerRow } from "../../core/stream.ts";

/** The most rows that one evaluation reads from the ledger to tell causes by; past it alerts do without tools, agents and errors. */
const ROWS = 4_000;

/** Grounds are what reasons are found in. */
export interface Grounds {
  readonly engine: Pick<Engine, "contributors" | "portion" | "parts" | "series" | "horizonMs">;
  readonly ledger: Pick<Ledger, "rows">;
  readonly rules: readonly Rule[];
  /** The groups as they were before this evaluation tells anything. */
  readonly groups: readonly NotificationGroup[];
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly at: number;
}

/**
 * withReasons completes messages with what made their alerts, and the chart of the leading one: for those alerts only that
 * a message tells in detail, with one look at the ledger for all of them.
 */
export async function withReasons(
  messages: readonly Message[],
  grounds: Grounds,
): Promise<readonly Message[]> {
  const outlines = outlinesFor(messages, grounds);
  const rows = await rowsFor([...outlines.values()].flat(), grounds.ledger);
  const charts = new Map<string, Chart | null>();
  return messages.map((message) => {
    const told = outlines.get(message) ?? [];
    const firing = message.firing.map((alert, index) =>
      explained(alert, told[index] ?? null, rows),
    );
    const leading = leadingOf(message);
    const chart = leading ? chartFor(leading, charts, grounds) : null;
    return { ...message, firing, ...(chart && { chart }) };
  });
}

/** Several that are over have a line each, and no place for a picture. */
function leadingOf({ firing, resolved }: Message): Alert | undefined {
  return firing[0] ?? (resolved.length === 1 ? resolved[0] : undefined);
}

function explained(
  alert: Alert,
  outline: Outline | null,
  rows: ReadonlyMap<number, LedgerRow>,
): Alert {
  if (outline === null) return alert;
  return { ...alert, contributors: outline.contributors, causes: causesOf(outline, rows) };
}

/** The outlines of each message's leading alerts, in their order; null for an alert that has no parts. */
function outlinesFor(
  messages: readonly Message[],
  { engine, rules, groups, alerts, at }: Grounds,
): ReadonlyMap<Message, readonly (Outline | null)[]> {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const toldTo = toldByFamily(groups, alerts);
  const known = new Map<string, Outline>();
  const outlineFor = (alert: Alert, receiver: string): Outline | null => {
    const rule = byName.get(alert.ref.rule);
    if (rule === undefined || isHappening(alert.kind) || alert.kind === "system") return null;
    const told = toldTo.get(`${receiver} ${familyId(alert.ref)}`) ?? null;
    const key = `${alert.id} ${told?.newestRow}`;
    const outline = known.get(key) ?? outlineOf(engine, { alert, rule, told, at });
    known.set(key, outline);
    return outline;
  };
  return new Map(
    messages.map((message) => [
      message,
      message.firing.slice(0, DETAILED).map((alert) => outlineFor(alert, message.receiver)),
    ]),
  );
}

/** What each receiver was last told of each budget or other family of alerts: a higher step goes on from what the lower one told. */
function toldByFamily(
  groups: readonly NotificationGroup[],
  alerts: ReadonlyMap<string, Alert>,
): ReadonlyMap<string, ToldValue> {
  const found = new Map<string, ToldValue>();
  for (const { receiver, told = [] } of groups) {
    for (const value of told) {
      const alert = alerts.get(value.id);
      if (alert === undefined) continue;
      const key = `${receiver} ${familyId(alert.ref)}`;
      if ((found.get(key)?.at ?? Number.NEGATIVE_INFINITY) < value.at) found.set(key, value);
    }
  }
  return found;
}

async function rowsFor(
  outlines: readonly (Outline | null)[],
  ledger: Pick<Ledger, "rows">,
): Promise<ReadonlyMap<number, LedgerRow>> {
  const wanted = new Set<number>();
  for (const outline of outlines) {
    const own = outline === null ? [] : rowsWanted(outline);
    if (wanted.size + own.length > ROWS) break;
    for (const rowNo of own) wanted.add(rowNo);
  }
  if (wanted.size === 0) return new Map();
  const rows = await ledger.rows([...wanted]);
  return new Map(rows.map((row) => [row.rowNo, row]));
}

function chartFor(
  alert: Alert,
  known: Map<string, Chart | null>,
  { engine, rules, at }: Grounds,
): Chart | null {
  const done = known.get(alert.id);
  if (done !== undefined) return done;
  const rule = rules.find(({ name }) => name === alert.ref.rule);
  const ended = alert.reason === "window_ended" || rule === undefined;
  const chart = ended ? null : chartOf(engine, { alert, rule, at });
  known.set(alert.id, chart);
  return chart;
}
