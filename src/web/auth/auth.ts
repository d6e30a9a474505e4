import type { Context } from "hono";
import type { Clock, Log, Sessions, Telemetry } from "../../core/ports/index.ts";
import { may, type Scope, type Visitor } from "../../core/visitor.ts";
import { type Attempts, createAttempts } from "./attempts.ts";
import { isSafe } from "./cross-site.ts";
import type { Gate } from "./gate.ts";
import { sha256 } from "./hash.ts";
import { identify, type Known, type Refusal } from "./identify.ts";
import { addressOf, askedIn, comesFromAnotherSite } from "./request.ts";
import { sessionIdIn } from "./session-cookie.ts";

/** AuthParts is what it takes to know who asks. */
export interface AuthParts {
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly telemetry: Pick<Telemetry, "count">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Admitted is the outcome of asking: who may go on, or why not. */
export type Admitted =
  | { readonly visitor: Visitor }
  | { readonly refusal: Refusal; readonly waitMs?: number };

/** Auth knows who asks, and whether they may. */
export interface Auth extends AuthParts {
  readonly attempts: Attempts;
  /** Who asks; a refusal where that is not known. */
  whoAsks(
    context: Context,
  ): Promise<Known | { readonly refusal: Refusal; readonly waitMs?: number }>;
  /** Whether whoever asks may do what needs a scope. */
  admit(context: Context, scope: Scope): Promise<Admitted>;
}

/** scopeOf is the scope that a request needs where nothing else is said: to read, or to act. */
export function scopeOf(method: string): Scope {
  return isSafe(method) ? "read" : "act";
}

/** createAuth makes what knows who asks; wrong tokens are slowed from here on. */
export function createAuth(parts: AuthParts): Auth {
  const { gate, sessions, clock } = parts;
  const attempts = createAttempts(clock);

  async function whoAsks(context: Context) {
    const id = sessionIdIn(context);
    const asked = askedIn(context, gate, id === null ? null : await sessions.find(id, clock.now()));
    const address = addressOf(context, gate);
    const waitMs = asked.bearer === null ? 0 : attempts.waitFor(address);
    if (waitMs > 0) return { refusal: "slowed", waitMs } as const;
    const { onLoopback } = gate;
    const known = identify(asked, { onLoopback, tokens: gate.tokens(), proxy: gate.proxy() });
    if (known === "wrong_token") attempts.failed(address, sha256(asked.bearer ?? ""));
    return typeof known === "string" ? { refusal: known } : known;
  }

  async function admit(context: Context, scope: Scope): Promise<Admitted> {
    const known = await whoAsks(context);
    if ("refusal" in known) return known;
    // A token is sent by who holds it; all else the browser sends by itself, whichever page has it ask.
    if (known.by !== "token" && comesFromAnotherSite(context, gate))
      return { refusal: "from_another_site" };
    const { visitor } = known;
    return may(visitor, scope) ? { visitor } : { refusal: "lacks_scope" };
  }

  return { ...parts, attempts, whoAsks, admit };
}
