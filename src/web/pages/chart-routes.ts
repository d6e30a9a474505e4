import { Hono } from "hono";
import { refOf } from "../../core/alerts/index.ts";
import type { Visited } from "../auth/only-visitors.ts";
import type { Desk } from "./desk.ts";

/** chartRoutes serves the pictures of charts: the same as messages have. */
export function chartRoutes(desk: Pick<Desk, "chart" | "paint">): Hono<Visited> {
  const app = new Hono<Visited>();
  app.get("/chart", async (context) => {
    const ref = refOf(context.req.query("id") ?? "");
    const chart = ref && (await desk.chart(ref));
    if (!chart) return context.notFound() as Response;
    const png = await desk.paint(chart);
    return context.body(new Uint8Array(png), 200, { "content-type": "image/png" });
  });
  return app;
}
