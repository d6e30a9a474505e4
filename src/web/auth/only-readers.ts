import type { Context, MiddlewareHandler } from "hono";
import type { AssetUrl } from "../pages/assets.ts";
import { AgainPage, NoticePage } from "../pages/notice-page.tsx";
import { show } from "../pages/show.ts";
import { type Auth, scopeOf } from "./auth.ts";
import { localPath } from "./local-path.ts";
import type { Visited } from "./only-visitors.ts";
import { refusalStatus, refusalText } from "./refusal-text.ts";
import { sessionIdIn } from "./session-cookie.ts";

/**
 * onlyReaders lets requests for pages through whose visitor may read, or act where it is not only to read. Who has yet
 * to log in is led to the log-in page.
 */
export function onlyReaders(auth: Auth, asset: AssetUrl): MiddlewareHandler<Visited> {
  return async (context, next) => {
    const scope = scopeOf(context.req.method);
    const admitted = await auth.admit(context, scope);
    if ("visitor" in admitted) {
      context.set("visitor", admitted.visitor);
      await next();
      return undefined;
    }
    const { refusal } = admitted;
    if (refusal === "not_logged_in" && auth.gate.tokens().length > 0) return leadToLogin(context);
    const text =
      refusal === "not_logged_in"
        ? "Come by the proxy that has you log in: it is not known who asks."
        : refusalText(refusal, scope);
    const frame = { asset, visitor: null, loggedIn: false };
    const page = NoticePage({ frame, title: "Refused", text });
    return show(context, page, refusalStatus(refusal));
  };
}

function leadToLogin(context: Context): Response | Promise<Response> {
  const { req } = context;
  const { pathname, search } = new URL(req.url);
  const path = localPath(pathname + search);
  if (req.method !== "GET") return context.redirect("/login", 303);
  const site = req.header("sec-fetch-site");
  const fromElsewhere = site === "cross-site" || site === "same-site";
  if (fromElsewhere && sessionIdIn(context) === null) return show(context, AgainPage({ path }));
  return context.redirect(`/login?${new URLSearchParams({ next: path })}`, 303);
}
