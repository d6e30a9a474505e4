import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Visitor } from "../../core/visitor.ts";
import type { AssetUrl } from "./assets.ts";
import { NoticePage } from "./notice-page.tsx";
import { show } from "./show.ts";

/** failing tells in a sentence why there is no answer: to a person who reads pages on one, to a program as JSON. */
export function failing(asset: AssetUrl) {
  return (context: Context, status: number, text: string): Response | Promise<Response> => {
    const code = status as ContentfulStatusCode;
    const { path } = context.req;
    const forPrograms = path.startsWith("/api/") || path.startsWith("/hooks/");
    if (forPrograms || !context.req.header("accept")?.includes("text/html"))
      return context.json({ error: text }, code);
    const visitor: Visitor | undefined = context.get("visitor");
    const frame = { asset, visitor: visitor ?? null, loggedIn: false };
    const title = status === 404 ? "There is nothing here" : "This did not work";
    return show(context, NoticePage({ frame, title, text }), code);
  };
}
