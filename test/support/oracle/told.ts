import type { Finding } from "../../../src/core/engine/index.ts";

/** Told is the part of a finding that a kind decides, with what it tells beside its value. */
export type Told = Pick<
  Finding,
  "breached" | "cleared" | "silent" | "rearmed" | "limit" | "lastAt" | "earlier"
>;
