import { type Context, Hono } from "hono";
import { OperatorError } from "../../core/errors.ts";
import type { Words } from "../../core/message/index.ts";
import type { Actor, Clock } from "../../core/ports/index.ts";
import type { StoredSilence } from "../../core/quiet/index.ts";
import { actorOf, type Visited } from "../auth/index.ts";
import { askedFor, matchersIn, type Query, type ReadMatcher } from "./asked.ts";
import { grouped } from "./grouped.ts";
import { readSilence, type SilenceAsked } from "./silence-body.ts";
import type { StandingAlert } from "./standing.ts";
import { wireAlert, wireSilence } from "./wire.ts";

/** Answered is what an act came to, with a sentence for whoever asked where it was not done. */
export type Answered =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly refusal: string; readonly detail: string };

/** AlertmanagerParts is what Alertmanager's API is answered from. */
export interface AlertmanagerParts {
  readonly clock: Clock;
  readonly words: () => Words;
  readonly readMatcher: ReadMatcher;
  /** The alerts that fire now and are not merely recorded. */
  standing(): Promise<readonly StandingAlert[]>;
  receivers(): readonly string[];
  silences(): Promise<readonly StoredSilence[]>;
  putSilence(asked: SilenceAsked, by: Actor): Promise<Answered>;
  expireSilence(id: string, by: Actor): Promise<Answered>;
  /** The configuration as Alertmanager's tools understand it, without secrets. */
  configuration(): string;
  readonly version: string;
  readonly startedAt: number;
}

/** alertmanager answers Alertmanager's HTTP API v2, so that amtool, Karma and Grafana work with the daemon. */
export function alertmanager(parts: AlertmanagerParts): Hono<Visited> {
  const { clock } = parts;
  const app = new Hono<Visited>();
  const alerts = async (context: Context) => {
    const asked = askedFor(queryOf(context), parts.readMatcher);
    return (await parts.standing()).filter(asked);
  };
  const wire = (one: StandingAlert) => wireAlert(one, parts.words(), clock.now());

  app.get("/status", (context) => context.json(statusOf(parts)));
  app.get("/receivers", (context) => context.json(parts.receivers().map((name) => ({ name }))));
  app.get("/alerts", async (context) => context.json((await alerts(context)).map(wire)));
  app.get("/alerts/groups", async (context) => context.json(grouped(await alerts(context), wire)));
  app.post("/alerts", (context) =>
    context.json("Alerts come from the rules of neo-budgetd; none are taken from elsewhere.", 405),
  );
  app.get("/silences", async (context) => {
    const matchers = matchersIn(queryOf(context), parts.readMatcher);
    const found = (await parts.silences()).filter((one) =>
      matchers.every(({ label, matches }) =>
        one.matchers.some((each) => each.label === label && matches(each.value)),
      ),
    );
    return context.json(found.map((one) => wireSilence(one, clock.now())));
  });
  app.post("/silences", async (context) => {
    const asked = readSilence(await context.req.json().catch(() => null));
    if (typeof asked === "string") return context.json(asked, 400);
    const answered = await parts.putSilence(asked, actorOf(context));
    return answered.ok
      ? context.json({ silenceID: answered.id })
      : context.json(answered.detail, answered.refusal === "unknown_silence" ? 404 : 400);
  });
  app.get("/silence/:id", async (context) => {
    const id = context.req.param("id");
    const found = (await parts.silences()).find((one) => one.id === id);
    return found
      ? context.json(wireSilence(found, clock.now()))
      : context.json(`There is no silence ${id}.`, 404);
  });
  app.delete("/silence/:id", async (context) => {
    const answered = await parts.expireSilence(context.req.param("id"), actorOf(context));
    return answered.ok ? context.json({}) : context.json(answered.detail, 404);
  });
  app.onError((error, context) => {
    if (error instanceof OperatorError) return context.json(error.message, 400);
    throw error;
  });
  return app;
}

function queryOf(context: Context): Query {
  return (name) => context.req.queries(name) ?? [];
}

/** There is one daemon, not a cluster; Alertmanager's clients want to be told so. */
function statusOf({ version, startedAt, configuration }: AlertmanagerParts) {
  const unknown = { branch: "", buildDate: "", buildUser: "", goVersion: "", revision: "" };
  return {
    cluster: { status: "disabled", peers: [] },
    versionInfo: { version: `neo-budgetd ${version}`, ...unknown },
    config: { original: configuration() },
    uptime: new Date(startedAt).toISOString(),
  };
}
