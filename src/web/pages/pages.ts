import { Hono } from "hono";
import type { AlertmanagerParts } from "../alertmanager/alertmanager.ts";
import type { Visited } from "../auth/index.ts";
import { sessionIdIn } from "../auth/session-cookie.ts";
import type { AssetUrl } from "./assets.ts";
import { NowPage } from "./now-page.tsx";
import { show } from "./show.ts";

/** PagesParts is what the pages are made from. */
export interface PagesParts {
  readonly alertmanager: Pick<AlertmanagerParts, "standing" | "words">;
}

/** pages serves the dashboard to those who may read. */
export function pages({ alertmanager }: PagesParts, asset: AssetUrl): Hono<Visited> {
  const app = new Hono<Visited>();
  app.get("/", async (context) => {
    const visitor = context.get("visitor");
    const frame = { asset, visitor, loggedIn: sessionIdIn(context) !== null };
    const standing = await alertmanager.standing();
    return show(context, NowPage({ frame, standing, words: alertmanager.words() }));
  });
  return app;
}
