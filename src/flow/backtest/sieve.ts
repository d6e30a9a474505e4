import { type Alert, alertId, familyId, isSameHappening } from "../../core/alerts/index.ts";
import type { Finding } from "../../core/engine/index.ts";
import { isHappening, type Rule } from "../../core/rules/index.ts";
import type { Memory } from "./memory.ts";

/** Sieve holds back findings that change nothing, so that a tick costs what it changes and not what fires. */
export interface Sieve {
  sift(
    findings: readonly Finding[],
    memory: Pick<Memory, "alerts" | "past">,
  ): { readonly findings: readonly Finding[]; readonly before: ReadonlyMap<string, Alert> };
}

interface Known {
  readonly finding: Finding;
  readonly id: string;
  readonly prev: Alert | undefined;
}

/**
 * createSieve makes a sieve. What goes on firing on the same terms needs no life cycle unless its rule has
 * `keep_firing_for`, which counts from the last breach; nor does what is at rest and not breached. The steps of a
 * budget go through together, or not at all: which of them speaks depends on the others.
 */
export function createSieve(rules: ReadonlyMap<string, Pick<Rule, "keepFiringForMs">>): Sieve {
  function isStill({ finding, prev }: Known): boolean {
    if (finding.ended || isHappening(finding.kind)) return false;
    if (prev === undefined || prev.status === "resolved") return !finding.breached;
    if (prev.status !== "firing" || !finding.breached) return false;
    return prev.terms === finding.terms && rules.get(finding.ref.rule)?.keepFiringForMs === 0;
  }

  return {
    sift: (findings, { alerts, past }) => {
      const known = findings.map((finding): Known => {
        const id = alertId(finding.ref);
        return { finding, id, prev: alerts.get(id) };
      });
      const still = new Set(known.filter(isStill));
      const moving = known.filter((each) => !still.has(each) && !isPast(each, past));
      return together([...moving, ...siblings(moving, still)]);
    },
  };
}

function together(through: readonly Known[]): ReturnType<Sieve["sift"]> {
  const before = new Map<string, Alert>();
  for (const { id, prev } of through) if (prev !== undefined) before.set(id, prev);
  return { findings: through.map(({ finding }) => finding), before };
}

function isPast({ finding, id, prev }: Known, past: ReadonlyMap<string, Alert>): boolean {
  const ended = prev === undefined ? past.get(id) : undefined;
  return ended !== undefined && isSameHappening(finding, ended.window);
}

function siblings(moving: readonly Known[], still: ReadonlySet<Known>): readonly Known[] {
  const budgets = moving.filter(({ finding }) => finding.kind === "budget");
  if (budgets.length === 0) return [];
  const families = new Set(budgets.map(({ finding }) => familyId(finding.ref)));
  return [...still].filter(
    ({ finding }) => finding.kind === "budget" && families.has(familyId(finding.ref)),
  );
}
