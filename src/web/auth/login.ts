import type { Context } from "hono";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Assets } from "../pages/assets.ts";
import { LoginPage } from "../pages/login-page.tsx";
import { NoticePage } from "../pages/notice-page.tsx";
import { show } from "../pages/show.ts";
import type { Auth } from "./auth.ts";
import { sha256 } from "./hash.ts";
import { tokenOf } from "./identify.ts";
import { localPath } from "./local-path.ts";
import { refusalText } from "./refusal-text.ts";
import { addressOf, comesFromAnotherSite } from "./request.ts";
import { giveSession, sessionIdIn, takeSession } from "./session-cookie.ts";

/** How long somebody stays logged in; the session ends before with its token. */
const SESSION_MS = 7 * 86_400_000;

/** A form with a token in it is some hundred bytes. */
const LARGEST = 10_000;

/** LoginOutcome is what became of an attempt to log in. */
type LoginOutcome = "taken" | "wrong" | "slowed" | "from_another_site";

/**
 * login serves the pages by which people log in and out: GET and POST /login, POST /logout. A form is taken from a page of
 * this site only: else another could log people in under a name of its own.
 *
 * | attempt | answer |
 * |---|---|
 * | from a page of another site | 403 |
 * | after too many wrong tokens, whatever the token | 429, with how long to wait |
 * | with a wrong token | 401, and the form again |
 * | with a right one | a session, and on to where it was asked from |
 */
export function login(auth: Auth, assets: Assets): Hono {
  const { gate, sessions, clock, log, telemetry, attempts } = auth;
  const app = new Hono();
  const frame = { asset: assets.url, visitor: null, loggedIn: false };
  const form = (context: Context, next: string, problem: string | null, status: 200 | 401 | 429) =>
    show(context, LoginPage({ frame, next, problem }), status);

  const outcome = (name: LoginOutcome, address: string) => {
    telemetry.count("logins_total", { outcome: name });
    if (name !== "taken") log.warn("A log-in was refused", { outcome: name, address });
  };

  app.get("/login", async (context) => {
    if (!("refusal" in (await auth.whoAsks(context)))) return context.redirect("/", 303);
    if (gate.tokens().length > 0)
      return form(context, localPath(context.req.query("next")), null, 200);
    const text = "There are no tokens to log in with; the daemon's configuration says who may.";
    return show(context, NoticePage({ frame, title: "No log-in", text }), 404);
  });

  app.post("/login", bodyLimit({ maxSize: LARGEST }), async (context) => {
    const address = addressOf(context, gate);
    if (comesFromAnotherSite(context, gate)) {
      outcome("from_another_site", address);
      const text = refusalText("from_another_site", "read");
      return show(context, NoticePage({ frame, title: "Refused", text }), 403);
    }
    const fields = await context.req.parseBody();
    const next = localPath(textOf(fields["next"]));
    const waitMs = Math.max(attempts.waitFor(address), attempts.waitForAll());
    if (waitMs > 0) {
      outcome("slowed", address);
      const seconds = Math.ceil(waitMs / 1000);
      context.header("retry-after", String(seconds));
      const problem = `Too many wrong tokens were tried: wait ${seconds} s, then try again.`;
      return form(context, next, problem, 429);
    }
    const token = sha256(textOf(fields["token"])?.trim() ?? "");
    const visitor = tokenOf(token, gate.tokens());
    if (!visitor) {
      attempts.failed(address, token);
      outcome("wrong", address);
      return form(context, next, "This is none of the tokens that are configured.", 401);
    }
    const now = clock.now();
    const id = giveSession(context, SESSION_MS);
    const by = { name: visitor.name, via: "web" } as const;
    await sessions.open({ id, token, startedAt: now, endsAt: now + SESSION_MS }, by);
    outcome("taken", address);
    return context.redirect(next, 303);
  });

  app.post("/logout", async (context) => {
    if (comesFromAnotherSite(context, gate)) return context.redirect("/", 303);
    const known = await auth.whoAsks(context);
    const id = sessionIdIn(context);
    if (id !== null && !("refusal" in known))
      await sessions.close(id, { name: known.visitor.name, via: "web" }, clock.now());
    takeSession(context);
    return context.redirect("/login", 303);
  });
  return app;
}

function textOf(field: unknown): string | undefined {
  return typeof field === "string" ? field : undefined;
}
