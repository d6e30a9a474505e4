import type { Secret } from "./secret.ts";

/** SCOPES are what a visitor of the daemon's pages and API may do, least first: each holds those before it. */
export const SCOPES = ["read", "act", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Visitor is who asks something of the daemon, and what they may do. */
export interface Visitor {
  /** As the record of acts has it: a token's name, the name that a proxy gives, or `local`. */
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** KnownToken is a token that somebody proves themselves with; only its hash is known. */
export interface KnownToken {
  readonly name: string;
  /** In lower-case hexadecimal. */
  readonly sha256: Secret;
  readonly scopes: readonly Scope[];
}

/** TrustedProxy has people log in, and is believed who they are. */
export interface TrustedProxy {
  /** In lower case. */
  readonly header: string;
  /** Networks in CIDR notation. */
  readonly from: readonly string[];
  readonly scopes: readonly Scope[];
}

/** LOCAL is whoever is on the daemon's own machine, where nobody else can reach it and nobody has to log in. */
export const LOCAL: Visitor = { name: "local", scopes: SCOPES };

/** scopesOf adds to scopes those that they hold: who may act may read, and an admin may everything. */
export function scopesOf(given: readonly Scope[]): readonly Scope[] {
  const most = Math.max(-1, ...given.map((scope) => SCOPES.indexOf(scope)));
  return SCOPES.slice(0, most + 1);
}

/** may tells whether a visitor has a scope. */
export function may({ scopes }: Visitor, scope: Scope): boolean {
  return scopes.includes(scope);
}
