import { createWeb, type Gate } from "../../../src/web/index.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLog } from "../../support/log.ts";
import { memorySessions } from "../../support/sessions.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";
import { fromHere, openGate, tokenNamed } from "../../support/visits.ts";

/** TOKEN is the token of ana, who may act. */
export const TOKEN = "budgetd_correct-horse-battery-staple";
/** ORIGIN is where the pages are. */
export const ORIGIN = "http://budget.acme.io:9464";

/** webWith is the pages and the API as another machine sees them, where ana may act and grafana may read. */
export function webWith(given: Partial<Gate> = {}) {
  let tokens = [tokenNamed("ana", TOKEN, ["act"]), tokenNamed("grafana", "g", ["read"])];
  const clock = manualClock();
  const sessions = memorySessions();
  const telemetry = memoryTelemetry();
  const log = memoryLog();
  const gate = openGate({ onLoopback: false, tokens: () => tokens, ...given });
  const app = createWeb({
    ...{ health: {} as never, gate, sessions, clock, log },
    telemetry: { ...telemetry, render: async () => ({ contentType: "", body: "" }) },
    taskHook: { secret: () => null, knows: () => false, callIn: () => {} },
    slackHook: { signingSecret: () => null, take: () => {} },
    desk: {
      ...{ clock, standing: async () => [], standings: async () => null, coverage: async () => [] },
      words: () => ({ timezone: "UTC", usdPerCredit: 10 }),
    } as never,
    alertmanager: {
      receivers: () => ["channel"],
      expireSilence: async (id: string, by: object) => ({ ok: true, id, by }),
    } as never,
  });
  const { request } = fromHere(app, "203.0.113.7");
  const post = (path: string, fields: Record<string, string>, headers = {}) =>
    request(ORIGIN + path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { host: "budget.acme.io:9464", origin: ORIGIN, ...headers },
    });
  const logIn = async (token = TOKEN, next = "/") => post("/login", { token, next });
  const cookieOf = (response: Response) =>
    (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const forget = (name: string) => {
    tokens = tokens.filter((token) => token.name !== name);
  };
  return { clock, sessions, telemetry, log, request, post, logIn, cookieOf, forget };
}

/** ask asks the API with a cookie. */
export const ask = (web: ReturnType<typeof webWith>, cookie: string, init: RequestInit = {}) =>
  web.request(`${ORIGIN}/api/v2/receivers`, {
    ...init,
    headers: { host: "budget.acme.io:9464", cookie, ...init.headers },
  });
