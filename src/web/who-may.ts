import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, Next } from "hono";
import type { Secret } from "../core/secret.ts";

/** Gate is what decides who may read and steer the daemon. */
export interface Gate {
  /** What a request proves itself with as `Authorization: Bearer`; null where none is configured. */
  token(): Secret | null;
  /** The address that the server listens on, as configured. */
  host(): string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/**
 * onlyThoseWhoMay lets a request through to what reads or steers the daemon:
 *
 * | token configured | listens on | request | answer |
 * |---|---|---|---|
 * | yes | any | right token | through |
 * | yes | any | none or wrong | 401 |
 * | no | loopback | for a loopback name | through: whoever is on the machine may |
 * | no | loopback | for another name | 403: a page of the web that has its name lead here |
 * | no | elsewhere | any | 403, which says how to configure a token |
 */
export function onlyThoseWhoMay(
  gate: Gate,
): (context: Context, next: Next) => Promise<Response | undefined> {
  return async (context, next) => {
    const token = gate.token();
    if (token !== null) {
      if (!isBearer(context.req.header("authorization"), token)) {
        const error = "The Bearer token is missing or wrong.";
        return context.json({ error }, 401, { "www-authenticate": "Bearer" });
      }
    } else if (!LOOPBACK.test(gate.host())) {
      const error =
        "Set server.api_token in the configuration: the server is reachable from elsewhere.";
      return context.json({ error }, 403);
    } else if (!LOOPBACK.test(hostAsked(context))) {
      return context.json(
        { error: "Ask by localhost or 127.0.0.1, or set server.api_token." },
        403,
      );
    }
    await next();
    return undefined;
  };
}

function hostAsked(context: Context): string {
  return (context.req.header("host") ?? "").replace(/:\d+$/, "");
}

/** isBearer compares hashes, so that neither the time taken nor a length tells how much of a guess is right. */
export function isBearer(header: string | undefined, secret: Secret): boolean {
  const token = /^Bearer +(\S.*)$/i.exec(header ?? "")?.[1] ?? "";
  return timingSafeEqual(sha256(token), sha256(secret.reveal()));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
