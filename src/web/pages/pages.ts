import { Hono } from "hono";
import type { Visited } from "../auth/only-visitors.ts";
import type { Health } from "../health.ts";
import { adminRoutes } from "./admin/admin-routes.ts";
import { alertRoutes } from "./alerts/alert-routes.ts";
import type { AssetUrl } from "./assets.ts";
import { chartRoutes } from "./chart-routes.ts";
import type { Desk } from "./desk.ts";
import { healthRoutes } from "./health/health-routes.ts";
import { NowPage } from "./now-page.tsx";
import { createShownTo } from "./page-context.ts";
import { ruleRoutes } from "./rules/rule-routes.ts";
import { show } from "./show.ts";
import { silenceRoutes } from "./silences/silence-routes.ts";

/** pages serves the dashboard to those who may read. */
export function pages(desk: Desk, health: Health, asset: AssetUrl): Hono<Visited> {
  const app = new Hono<Visited>();
  const shownTo = createShownTo(desk, asset);
  app.get("/", async (context) => {
    const shown = shownTo(context);
    const [standing, standings, coverage] = await Promise.all([
      desk.standing(),
      desk.standings(),
      desk.coverage(),
    ]);
    return show(context, NowPage({ shown, standing, standings, coverage }));
  });
  app.route("/", alertRoutes(desk, shownTo));
  app.route("/", chartRoutes(desk));
  app.route("/", ruleRoutes(desk, shownTo));
  app.route("/", silenceRoutes(desk, shownTo));
  app.route("/", healthRoutes(desk, health, shownTo));
  app.route("/", adminRoutes(desk, shownTo));
  return app;
}
