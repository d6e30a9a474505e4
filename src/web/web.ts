import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { Clock, Log, Telemetry } from "../core/ports/index.ts";
import { type AlertmanagerParts, alertmanager } from "./alertmanager/alertmanager.ts";
import type { Health } from "./health.ts";
import { readReadiness } from "./readiness.ts";
import { answerSlackHook, SLACK_HOOK_PATH, type SlackHook } from "./slack-hook.ts";
import { answerTaskHook, TASK_HOOK_PATH, type TaskHook } from "./task-hook.ts";
import { type Gate, onlyThoseWhoMay } from "./who-may.ts";

/** WebParts is what the web pages are made from. */
export interface WebParts {
  readonly health: Health;
  /** The page of the daemon's own metrics. */
  readonly telemetry: Pick<Telemetry, "count"> & {
    render(): Promise<{ contentType: string; body: string }>;
  };
  readonly taskHook: TaskHook;
  readonly slackHook: SlackHook;
  readonly api: ApiParts;
  readonly log: Log;
  readonly clock: Clock;
  /** How long a part may take to say that it is well. */
  readonly checkTimeoutMs?: number;
}

/** ApiParts is what the API is answered from, and who may use it. */
export interface ApiParts {
  readonly gate: Gate;
  readonly alertmanager: AlertmanagerParts;
}

/**
 * createWeb builds the daemon's HTTP pages: /healthz (the process runs), /readyz (its parts work, named one by one)
 * and /metrics. They answer without a login, so nothing secret is ever on them; every error is JSON. Beside them Neo
 * may call /hooks/neo/<account> when a task is complete, Slack /hooks/slack when somebody presses a button or asks, and
 * those who may use the API find Alertmanager's under /api/v2.
 */
export function createWeb(parts: WebParts): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      // Plain HTTP on loopback is the default here; a proxy that adds TLS also adds this.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
  });

  app.get("/healthz", (context) => context.json({ status: "alive" }));

  app.get("/readyz", async (context) => {
    const readiness = await readReadiness(
      parts.health,
      parts.clock,
      parts.checkTimeoutMs ?? 2000,
      (check, error) => parts.log.warn("A check of /readyz failed", { check, error }),
    );
    return context.json(readiness, readiness.ready ? 200 : 503);
  });

  app.get("/metrics", async (context) => {
    const { contentType, body } = await parts.telemetry.render();
    return context.body(body, 200, { "content-type": contentType });
  });

  app.all(TASK_HOOK_PATH, (context) => answerTaskHook(context, parts.taskHook, parts.telemetry));

  app.all(SLACK_HOOK_PATH, (context) => answerSlackHook(context, parts.slackHook, parts));

  app.use("/api/*", onlyThoseWhoMay(parts.api.gate));
  app.route("/api/v2", alertmanager(parts.api.alertmanager));

  app.notFound((context) =>
    context.json({ error: `There is no ${context.req.method} ${context.req.path} here.` }, 404),
  );
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
    parts.log.error("A request failed", { path: context.req.path, error });
    return context.json({ error: "The daemon failed to answer; its log says why." }, 500);
  });
  return app;
}
