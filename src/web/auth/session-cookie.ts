import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sha256 } from "./hash.ts";
import { isOverTls } from "./request.ts";

const NAME = "neo-budgetd";

/** sessionIdIn is the id of the session that a request's cookie names; null where it has none. */
export function sessionIdIn(context: Context): string | null {
  // The prefix keeps sites of the same domain from setting one of theirs; browsers take it by https only.
  const value = getCookie(context, NAME, "host") ?? getCookie(context, NAME);
  return value && /^[\w-]{43}$/.test(value) ? sha256(value) : null;
}

/** giveSession gives the browser a new session to keep for so many ms; returns the session's id. */
export function giveSession(context: Context, forMs: number): string {
  const value = randomBytes(32).toString("base64url");
  const secure = isOverTls(context);
  setCookie(context, NAME, value, {
    ...{ path: "/", httpOnly: true, sameSite: "Strict", maxAge: forMs / 1000, secure },
    ...(secure ? { prefix: "host" as const } : {}),
  });
  return sha256(value);
}

/** takeSession takes the session out of the browser. */
export function takeSession(context: Context): void {
  deleteCookie(context, NAME, { path: "/" });
  deleteCookie(context, NAME, { path: "/", secure: true, prefix: "host" });
}
