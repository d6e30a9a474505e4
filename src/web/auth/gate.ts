import type { KnownToken, TrustedProxy } from "../../core/visitor.ts";

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
