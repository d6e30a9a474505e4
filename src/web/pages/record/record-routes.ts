import { Hono } from "hono";
import { may } from "../../../core/visitor.ts";
import type { Visited } from "../../auth/only-visitors.ts";
import { refusalText } from "../../auth/refusal-text.ts";
import type { AssetUrl } from "../assets.ts";
import type { Desk } from "../desk.ts";
import { NoticePage } from "../notice-page.tsx";
import { shownTo } from "../page-context.ts";
import { show } from "../show.ts";
import { RecordPage } from "./record-page.tsx";

/** So many of the newest lines are shown. */
const MOST = 500;

/** recordRoutes serves the record of acts to admins. */
export function recordRoutes(desk: Desk, asset: AssetUrl): Hono<Visited> {
  const app = new Hono<Visited>();
  app.get("/record", async (context) => {
    const shown = shownTo(context, { asset, words: desk.words(), now: desk.clock.now() });
    if (!may(context.get("visitor"), "admin")) {
      const text = refusalText("lacks_scope", "admin");
      return show(context, NoticePage({ frame: shown.frame, title: "Refused", text }), 403);
    }
    const records = await desk.records(MOST + 1);
    const page = { shown, records: records.slice(0, MOST), more: records.length > MOST };
    return show(context, RecordPage(page));
  });
  return app;
}
