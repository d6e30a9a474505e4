import { Hono } from "hono";
import type { Visited } from "../../auth/only-visitors.ts";
import type { Health } from "../../health.ts";
import { readReadiness } from "../../readiness.ts";
import type { Desk } from "../desk.ts";
import type { ShownTo } from "../page-context.ts";
import { show } from "../show.ts";
import { HealthPage } from "./health-page.tsx";

/** A part that takes longer is told as failing, ms. */
const TIMEOUT_MS = 2_000;

/** healthRoutes serves the page that tells how the daemon's parts are. */
export function healthRoutes(
  desk: Pick<Desk, "clock" | "version" | "startedAt">,
  health: Health,
  shownTo: ShownTo,
): Hono<Visited> {
  const app = new Hono<Visited>();
  app.get("/health", async (context) => {
    const { clock, version, startedAt } = desk;
    // What failed is told by its check; /readyz, which asks the same, has it logged.
    const [readiness, accounts, deliveries] = await Promise.all([
      readReadiness(health, clock, TIMEOUT_MS, () => {}),
      health.accounts().catch(() => null),
      health.deliveries().catch(() => null),
    ]);
    const shown = shownTo(context);
    const configuration = health.configuration();
    const facts = { readiness, configuration, accounts, deliveries, version, startedAt };
    return show(context, HealthPage({ shown, facts }));
  });
  return app;
}
