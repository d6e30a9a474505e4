import type { Report } from "../problems/report.ts";
import type { Integration, Receiver } from "../settings.ts";
import type { Path } from "../source/tree.ts";

/** checkTopReceiver refuses a top of the route tree that reaches owners only: what is about nobody, the daemon's own troubles above all, would reach nobody. */
export function checkTopReceiver(report: Report, top: Receiver | undefined, path: Path): void {
  if (!top || top.integrations.length === 0 || !top.integrations.every(reachesOwnersOnly)) return;
  report.error(
    path,
    `Receiver "${top.name}" reaches only the members whom alerts are about, and some are about nobody; give it a "fallback", or tell another receiver at the top`,
  );
}

function reachesOwnersOnly({ kind, config }: Integration): boolean {
  const { to, fallback } = config as { readonly to?: unknown; readonly fallback?: unknown };
  if (fallback !== undefined) return false;
  if (kind === "slack_dm") return true;
  return kind === "email" && Array.isArray(to) && to.every((one) => one === "owner");
}
