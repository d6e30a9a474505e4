import type { Secret } from "../../core/secret.ts";
import type { Scope } from "../../core/visitor.ts";

/** KnownToken is a token that is good for something; only its hash is known. */
export interface KnownToken {
  readonly name: string;
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

/** Gate is what decides who may read and steer the daemon. */
export interface Gate {
  /** Whether only this machine can reach the server, as it was bound when it started. */
  readonly onLoopback: boolean;
  /** Both as the configuration in force has them. */
  tokens(): readonly KnownToken[];
  proxy(): TrustedProxy | null;
  /** The address by which people reach the pages, where one is configured. */
  publicUrl(): string | null;
}
