import type { Scope } from "../../core/visitor.ts";
import type { Refusal } from "./identify.ts";

/** RefusalStatus is the HTTP status of a refusal. */
export type RefusalStatus = 401 | 403 | 429;

/** refusalStatus is the HTTP status that a refusal is answered with. */
export function refusalStatus(refusal: Refusal): RefusalStatus {
  if (refusal === "wrong_token" || refusal === "not_logged_in") return 401;
  return refusal === "slowed" ? 429 : 403;
}

/** refusalText says why a request is refused and what to do about it. */
export function refusalText(refusal: Refusal, scope: Scope): string {
  return TEXTS[refusal](scope);
}

const TEXTS: Readonly<Record<Refusal, (scope: Scope) => string>> = {
  wrong_token: () => "The Bearer token is wrong: it is none of server.tokens.",
  not_logged_in: () =>
    "Who asks is not known: send a token as Authorization: Bearer, or log in at /login.",
  nobody_may: () =>
    "Others reach this server, and nobody is configured who may use it: add server.tokens or server.trusted_proxy to the configuration.",
  not_this_machine: () =>
    "Nobody has to log in here, so only this machine may ask: by localhost or 127.0.0.1, and through no proxy. For others add server.tokens or server.trusted_proxy to the configuration.",
  from_another_site: () => "A page of another site asks for this; open the daemon's own page.",
  lacks_scope: (scope) => `This needs the scope "${scope}", which you do not have.`,
  slowed: () => "Too many wrong tokens came from your address: wait a little.",
};
