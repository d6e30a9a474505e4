import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Session } from "../../core/ports/index.ts";
import { isCrossSite } from "./cross-site.ts";
import type { Gate } from "./gate.ts";
import { bearerOf } from "./hash.ts";
import type { Asked } from "./identify.ts";
import { inNetworks } from "./networks.ts";

/** Headers by which proxies say that a request is not their own. */
const PROXIES_SAY = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** askedIn reads what of a request tells who asks. */
export function askedIn(context: Context, gate: Gate, session: Session | null): Asked {
  const { req } = context;
  const proxy = gate.proxy();
  return {
    bearer: bearerOf(req.header("authorization")),
    session,
    peer: peerOf(context),
    proxied: proxy ? (req.header(proxy.header) ?? null) : null,
    host: hostOf(context).replace(/:\d+$/, ""),
    forwarded: PROXIES_SAY.some((name) => req.header(name) !== undefined),
  };
}

/** comesFromAnotherSite tells whether a page of another site has the browser change something here. */
export function comesFromAnotherSite(context: Context, gate: Gate): boolean {
  const { req } = context;
  return isCrossSite(
    {
      method: req.method,
      host: hostOf(context),
      origin: req.header("origin"),
      secFetchSite: req.header("sec-fetch-site"),
    },
    gate.publicUrl(),
  );
}

/** addressOf is where a request comes from: the other end of the connection, or whom the trusted proxy names as its own. */
export function addressOf(context: Context, gate: Gate): string {
  const peer = peerOf(context) ?? "";
  const networks = gate.proxy()?.from ?? [];
  if (!inNetworks(peer, networks)) return peer;
  const hops = (context.req.header("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  // What stands left of the last hop that is no proxy's anybody may have written.
  return hops.reverse().find((hop) => hop !== "" && !inNetworks(hop, networks)) ?? peer;
}

/** isOverTls tells whether the browser asks by https, as far as it tells: the daemon itself speaks plain HTTP. */
export function isOverTls(context: Context): boolean {
  return /^https:/i.test(context.req.header("origin") ?? context.req.url);
}

function hostOf({ req }: Context): string {
  return req.header("host") ?? new URL(req.url).host;
}

function peerOf({ env }: Context): string | null {
  return (env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? null;
}
