import { type Context, Hono } from "hono";
import { may } from "../../../core/visitor.ts";
import type { Visited } from "../../auth/only-visitors.ts";
import { refusalText } from "../../auth/refusal-text.ts";
import type { Desk } from "../desk.ts";
import { NoticePage } from "../notice-page.tsx";
import type { Shown, ShownTo } from "../page-context.ts";
import { show } from "../show.ts";
import { ConfigurationPage } from "./configuration-page.tsx";
import { RecordPage } from "./record-page.tsx";

/** So many of the newest lines are shown. */
const MOST = 500;

/** adminRoutes serves what admins alone see: the record of acts, and the configuration as it was understood. */
export function adminRoutes(desk: Desk, shownTo: ShownTo): Hono<Visited> {
  const app = new Hono<Visited>();
  const forAdmins =
    (page: (shown: Shown) => Promise<object>) =>
    async (context: Context<Visited>): Promise<Response> => {
      const shown = shownTo(context);
      if (may(context.get("visitor"), "admin")) return show(context, await page(shown));
      const text = refusalText("lacks_scope", "admin");
      return show(context, NoticePage({ frame: shown.frame, title: "Refused", text }), 403);
    };

  app.get(
    "/record",
    forAdmins(async (shown) => {
      const records = await desk.records(MOST + 1);
      const more = records.length > MOST;
      return RecordPage({ shown, records: records.slice(0, MOST), more });
    }),
  );
  app.get(
    "/configuration",
    forAdmins(async (shown) => ConfigurationPage({ shown, yaml: desk.configuration() })),
  );
  return app;
}
