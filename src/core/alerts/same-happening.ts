import type { Finding, Span } from "../engine/finding.ts";

/**
 * isSameHappening tells whether a single happening that was stored under the finding's id is the one found now: a stream
 * happens once; a value is new again once it was out of memory. `stored` is the window that its alert was last seen with.
 */
export function isSameHappening(
  finding: Pick<Finding, "kind" | "window">,
  stored: Pick<Span, "from" | "to">,
): boolean {
  if (finding.kind !== "new_value") return true;
  return finding.window.from < stored.to && stored.from < finding.window.to;
}
