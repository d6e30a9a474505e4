import { setImmediate } from "node:timers/promises";
import { alertOf } from "../../core/alerts/index.ts";
import { type Chart, chartOf } from "../../core/charts/index.ts";
import type { AlertRef, Engine, Finding } from "../../core/engine/index.ts";
import type { Rule } from "../../core/rules/index.ts";

/** Looked is what the rules find of all their groups, whether breached or not, at the moment of the last evaluation. */
export interface Looked {
  /** Ms since the epoch. */
  readonly at: number;
  /** By rule; rules of single happenings find nothing that lasts. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/**
 * look asks the engine for every group of every rule; nothing of it is news to an evaluation. A rule with a thousand groups takes
 * some ten ms: after each other work may go on.
 */
export async function look(engine: Engine, rules: readonly Rule[], at: number): Promise<Looked> {
  const findings = new Map<string, readonly Finding[]>();
  for (const { name } of rules) {
    await setImmediate();
    const refs = engine.refs(name);
    const asked = new Set(refs.map(keyOf));
    // What is breached is found whether it was asked for or not.
    const found = refs.length === 0 ? [] : engine.tick(at, refs);
    findings.set(
      name,
      found.filter(({ ref }) => ref.rule === name && asked.delete(keyOf(ref))),
    );
  }
  return { at, findings };
}

/** draw makes the chart of one alert state as it is at the moment of the last evaluation; null for what no picture shows. */
export function draw(
  engine: Engine,
  rules: readonly Rule[],
  ref: AlertRef,
  at: number,
): Chart | null {
  const rule = rules.find(({ name }) => name === ref.rule);
  const key = keyOf(ref);
  const finding = engine.tick(at, [ref]).find((one) => keyOf(one.ref) === key);
  return rule && finding ? chartOf(engine, { alert: alertOf(finding, rule, at), rule, at }) : null;
}

function keyOf({ account, rule, group, step, window }: AlertRef): string {
  return JSON.stringify([account, rule, Object.entries(group).sort(), step, window]);
}
