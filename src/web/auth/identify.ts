import { isLoopback } from "../../core/loopback.ts";
import type { Session } from "../../core/ports/index.ts";
import { type KnownToken, LOCAL, type TrustedProxy, type Visitor } from "../../core/visitor.ts";
import { isSameHash, sha256 } from "./hash.ts";
import { inNetworks } from "./networks.ts";

/** Asked is what of a request tells who asks. */
export interface Asked {
  /** The token sent as `Authorization: Bearer`; null where none is. */
  readonly bearer: string | null;
  /** The session that the cookie names, where it is not over. */
  readonly session: Session | null;
  /** The other end of the connection. */
  readonly peer: string | null;
  /** What the trusted proxy's header says; null where it is not there. */
  readonly proxied: string | null;
  /** The host name asked for, without the port. */
  readonly host: string;
  /** Whether the request came by a proxy, as its headers say. */
  readonly forwarded: boolean;
}

/** Doors is what is configured to let people in. */
export interface Doors {
  readonly onLoopback: boolean;
  readonly tokens: readonly KnownToken[];
  readonly proxy: TrustedProxy | null;
}

/** REFUSALS name why a request is not answered. */
export const REFUSALS = [
  "wrong_token", // a Bearer token that is none of those configured
  "not_logged_in", // neither token, session nor proxy tells who asks
  "nobody_may", // others reach the server, and nothing lets them in
  "not_this_machine", // nobody has to log in, but it comes from elsewhere, by another name or by a proxy
  "from_another_site", // a page of another site has the browser ask
  "lacks_scope", // whoever asks may not do this
  "slowed", // too many wrong tokens from there
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Known is who asks, and by what that is known: a browser sends all but a token by itself, whoever makes it ask. */
export interface Known {
  readonly visitor: Visitor;
  readonly by: "token" | "session" | "proxy" | "local";
}

/** The longest name of a proxy's that is taken for one. */
const LONGEST_NAME = 200;

/**
 * identify finds out who asks. The first line that fits counts:
 *
 * | asked with | and | it is |
 * |---|---|---|
 * | a Bearer token | that is configured | the token's name, with its scopes |
 * | a Bearer token | that is not | `wrong_token` |
 * | a session | whose token is still configured | the token's name, with its scopes as they are now |
 * | the proxy's header | from the proxy's address | the name in it, with the proxy's scopes |
 * | anything else | while tokens or a proxy are configured | `not_logged_in` |
 * | anything else | on a server that others reach | `nobody_may` |
 * | anything else | from this machine, by a name of it, by no proxy | `local`, who may everything |
 * | anything else | | `not_this_machine` |
 */
export function identify(asked: Asked, doors: Doors): Known | Refusal {
  const { tokens, proxy, onLoopback } = doors;
  if (asked.bearer !== null) {
    const token = tokenOf(sha256(asked.bearer), tokens);
    return token ? { visitor: token, by: "token" } : "wrong_token";
  }
  const logged = asked.session && tokenOf(asked.session.token, tokens);
  if (logged) return { visitor: logged, by: "session" };
  const proxied = byProxy(asked, proxy);
  if (proxied) return { visitor: proxied, by: "proxy" };
  if (tokens.length > 0 || proxy) return "not_logged_in";
  if (!onLoopback) return "nobody_may";
  const here = isLoopback(asked.host) && isLoopback(asked.peer ?? "") && !asked.forwarded;
  return here ? { visitor: LOCAL, by: "local" } : "not_this_machine";
}

function byProxy({ proxied, peer }: Asked, proxy: TrustedProxy | null): Visitor | null {
  const name = proxied?.trim().slice(0, LONGEST_NAME);
  const trusted = proxy !== null && peer !== null && inNetworks(peer, proxy.from);
  return name && trusted ? { name, scopes: proxy.scopes } : null;
}

/** tokenOf is the visitor whose token has a hash; null where there is none. */
export function tokenOf(hash: string, tokens: readonly KnownToken[]): Visitor | null {
  const found = tokens.find((token) => isSameHash(token.sha256.reveal(), hash));
  return found ? { name: found.name, scopes: found.scopes } : null;
}
