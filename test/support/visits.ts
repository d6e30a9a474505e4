import { Hono } from "hono";
import { Secret } from "../../src/core/secret.ts";
import { SCOPES, type Scope, scopesOf } from "../../src/core/visitor.ts";
import { sha256 } from "../../src/web/auth/hash.ts";
import type { Visited } from "../../src/web/auth/index.ts";
import type { Gate } from "../../src/web/index.ts";

/** openGate is a gate on loopback that nobody has to log in at, but for what is given. */
export function openGate(given: Partial<Gate> = {}): Gate {
  return {
    ...{ onLoopback: true, tokens: () => [], proxy: () => null, publicUrl: () => null },
    ...given,
  };
}

/** tokenNamed is a known token of a text; all scopes unless told otherwise. */
export function tokenNamed(name: string, text: string, scopes: readonly Scope[] = SCOPES) {
  return { name, sha256: new Secret(sha256(text)), scopes: scopesOf(scopes) };
}

/** connectionFrom is the environment of a request whose connection has this other end. */
export function connectionFrom(remoteAddress: string) {
  return { incoming: { socket: { remoteAddress } } };
}

/** Visit asks the app from an address. */
export interface Visit {
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** fromHere asks an app from this machine, or from another address. */
export function fromHere(app: Pick<Hono, "request">, address = "127.0.0.1"): Visit {
  return {
    request: async (path, init) => app.request(path, init, connectionFrom(address)),
  };
}

/** visitedBy is an app below a path as a visitor with all scopes sees it. */
export function visitedBy(name: string, path: string, app: Hono<Visited>): Hono<Visited> {
  return new Hono<Visited>()
    .use(async (context, next) => {
      context.set("visitor", { name, scopes: SCOPES });
      await next();
    })
    .route(path, app);
}
