import type { Finding } from "../engine/finding.ts";
import { alertId, familyId } from "./alert-id.ts";

/**
 * closedNews takes out of findings those of periods that are over which tell nothing new. `fired` knows which alerts ever
 * fired: a step that did, or that lies below one that did, was told while its period ran or after an earlier late row. Of the
 * steps that are left of one budget the highest speaks and names the others; no other finding of that step is left beside it.
 */
export function closedNews(
  findings: readonly Finding[],
  fired: (id: string) => boolean,
): readonly Finding[] {
  const families = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!finding.closed) continue;
    const family = familyId(finding.ref);
    families.set(family, [...(families.get(family) ?? []), finding]);
  }
  if (families.size === 0) return findings;
  const news = [...families.values()].flatMap((steps) => newStep(steps, fired));
  const spoken = new Set(news.map(({ ref }) => alertId(ref)));
  const rest = findings.filter(({ closed, ref }) => !closed && !spoken.has(alertId(ref)));
  return [...rest, ...news];
}

function newStep(steps: readonly Finding[], fired: (id: string) => boolean): readonly Finding[] {
  const rising = [...steps].sort((a, b) => a.limit - b.limit);
  const told = rising.findLastIndex(({ ref }) => fired(alertId(ref)));
  const fresh = rising.slice(told + 1);
  const top = fresh.at(-1);
  if (!top) return [];
  const also = fresh.slice(0, -1).map(({ ref }) => ref.step);
  return [also.length > 0 ? { ...top, alsoCrossed: also } : top];
}
