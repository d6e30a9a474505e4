import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { Clock, Log, Sessions, Telemetry } from "../core/ports/index.ts";
import { type AlertmanagerParts, alertmanager } from "./alertmanager/alertmanager.ts";
import {
  type Auth,
  createAuth,
  type Gate,
  login,
  onlyReaders,
  onlyVisitors,
} from "./auth/index.ts";
import type { Health } from "./health.ts";
import { loadAssets } from "./pages/assets.ts";
import type { Desk } from "./pages/desk.ts";
import { failing } from "./pages/failing.ts";
import { pages } from "./pages/pages.ts";
import { readReadiness, statesOf } from "./readiness.ts";
import { answerSlackHook, SLACK_HOOK_PATH, type SlackHook } from "./slack-hook.ts";
import { answerTaskHook, TASK_HOOK_PATH, type TaskHook } from "./task-hook.ts";

/** WebParts is what the web pages are made from. */
export interface WebParts {
  readonly health: Health;
  /** The page of the daemon's own metrics. */
  readonly telemetry: Pick<Telemetry, "count"> & {
    render(): Promise<{ contentType: string; body: string }>;
  };
  readonly taskHook: TaskHook;
  readonly slackHook: SlackHook;
  /** Who may read and steer the daemon. */
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly alertmanager: AlertmanagerParts;
  readonly desk: Desk;
  readonly log: Log;
  readonly clock: Clock;
  /** How long a part may take to say that it is well. */
  readonly checkTimeoutMs?: number;
}

/** What pages may load and where they may send to: this site alone, and nothing that stands in the page itself. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * createWeb builds the daemon's HTTP server: /healthz (the process runs), /readyz (its parts work, named one by one) and
 * /metrics answer without a log-in; what /readyz tells beyond states is for those who may read. Neo may call
 * /hooks/neo/<account> when a task is complete, Slack /hooks/slack when somebody presses a button or asks. Those who may find
 * Alertmanager's API under /api/v2.
 */
export function createWeb(parts: WebParts): Hono {
  const auth = createAuth(parts);
  const assets = loadAssets();
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: POLICY,
      xFrameOptions: "DENY",
      // Without it browsers do not tell where a form comes from.
      referrerPolicy: "same-origin",
      // Plain HTTP on loopback is the default here; a proxy that adds TLS also adds this.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
  });

  app.get("/healthz", (context) => context.json({ status: "alive" }));
  app.get("/readyz", (context) => answerReadiness(context, parts, auth));
  app.get("/metrics", async (context) => {
    const { contentType, body } = await parts.telemetry.render();
    return context.body(body, 200, { "content-type": contentType });
  });

  app.all(TASK_HOOK_PATH, (context) => answerTaskHook(context, parts.taskHook, parts.telemetry));
  app.all(SLACK_HOOK_PATH, (context) => answerSlackHook(context, parts.slackHook, parts));

  app.get("/assets/:name", (context) => assets.answer(context));
  app.route("/", login(auth, assets));

  app.use("/api/*", onlyVisitors(auth));
  app.route("/api/v2", alertmanager(parts.alertmanager));

  app.use("/*", onlyReaders(auth, assets.url));
  app.route("/", pages(parts.desk, parts.health, assets.url));

  const fail = failing(assets.url);
  app.notFound((context) =>
    fail(context, 404, `There is no ${context.req.method} ${context.req.path} here.`),
  );
  app.onError((error, context) => {
    if (error instanceof HTTPException) return fail(context, error.status, error.message);
    parts.log.error("A request failed", { path: context.req.path, error });
    return fail(context, 500, "The daemon failed to answer; its log says why.");
  });
  return app;
}

/** Details name members and amounts; whoever only watches over the daemon needs the states alone. */
async function answerReadiness(
  context: Context,
  { health, clock, log, checkTimeoutMs = 2000 }: WebParts,
  auth: Auth,
): Promise<Response> {
  const readiness = await readReadiness(health, clock, checkTimeoutMs, (check, error) =>
    log.warn("A check of /readyz failed", { check, error }),
  );
  // Who has logged in is in the database, which may be what does not work.
  const mayRead = await auth.whoAsks(context).then(
    (known) => !("refusal" in known),
    () => false,
  );
  const shown = mayRead ? readiness : statesOf(readiness);
  return context.json(shown, readiness.ready ? 200 : 503);
}
