import type { Context, MiddlewareHandler } from "hono";
import type { Actor } from "../../core/ports/index.ts";
import { may, type Scope, type Visitor } from "../../core/visitor.ts";
import { type Admitted, type Auth, scopeOf } from "./auth.ts";
import { refusalStatus, refusalText } from "./refusal-text.ts";

/** Visited is the environment of what only visitors reach: `context.get("visitor")` says who asks. */
export interface Visited {
  readonly Variables: { visitor: Visitor };
}

/** onlyVisitors lets requests to the API through whose visitor may read, or act where it is not only to read. */
export function onlyVisitors(auth: Auth): MiddlewareHandler<Visited> {
  return async (context, next) => {
    const scope = scopeOf(context.req.method);
    const admitted = await auth.admit(context, scope);
    if ("refusal" in admitted) return refused(context, admitted, scope);
    context.set("visitor", admitted.visitor);
    await next();
    return undefined;
  };
}

/** needs lets a visitor through who has a scope beyond the one that the method needs. */
export function needs(scope: Scope): MiddlewareHandler<Visited> {
  return async (context, next) => {
    if (!may(context.get("visitor"), scope))
      return refused(context, { refusal: "lacks_scope" }, scope);
    await next();
    return undefined;
  };
}

/** actorOf is the visitor as the record of acts names who acts. */
export function actorOf(context: Context<Visited>): Actor {
  const via = context.req.path.startsWith("/api/") ? "api" : "web";
  return { name: context.get("visitor").name, via };
}

function refused(
  context: Context,
  { refusal, waitMs }: Extract<Admitted, { refusal: unknown }>,
  scope: Scope,
): Response {
  const status = refusalStatus(refusal);
  const detail = refusalText(refusal, scope);
  const headers: Record<string, string> = {
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(waitMs ? { "retry-after": String(Math.ceil(waitMs / 1000)) } : {}),
  };
  // Alertmanager's clients know no problem documents.
  if (!context.req.path.startsWith("/api/v1"))
    return context.json({ error: detail }, status, headers);
  const problem = { type: `urn:neo-budgetd:${refusal}`, title: TITLES[status], status, detail };
  return context.json(problem, status, {
    ...headers,
    "content-type": "application/problem+json",
  });
}

const TITLES = { 401: "Unauthorized", 403: "Forbidden", 429: "Too Many Requests" };
