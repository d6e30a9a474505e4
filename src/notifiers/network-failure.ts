import { DeliveryError } from "../core/errors.ts";

/** NEVER_SENT are the system's and undici's words for a connection that was never made. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** isNeverSent tells by an error's codes that the connection was never made, so that nothing can have arrived. */
export function isNeverSent(error: unknown): boolean {
  return codesOf(error).some((code) => NEVER_SENT.has(code) || /CERT|TLS|SSL/.test(code));
}

/**
 * networkFailure turns a failed HTTP request without an answer into a DeliveryError. Where the connection was made,
 * the service may have taken the message: `unsure`. `service` names it for the reader and is no address with a secret.
 */
export function networkFailure(error: unknown, service: string): DeliveryError {
  const codes = codesOf(error);
  const detail = codes[0] ? ` (${codes[0]})` : "";
  if (isNeverSent(error)) {
    return new DeliveryError(
      "connection",
      `No connection to ${service}${detail}: check the address, DNS and the network; it is tried again`,
      { retryable: true },
    );
  }
  const slow = codes.some((code) => /TIMEOUT|TimeoutError|ABORT|AbortError/i.test(code));
  return new DeliveryError(
    slow ? "timeout" : "connection",
    slow
      ? `${service} did not answer in time; the message may have arrived, it is looked up or marked before it is sent again`
      : `The connection to ${service} broke off before the answer${detail}; the message may have arrived`,
    { retryable: true, unsure: true },
  );
}

/** isOfNetwork tells whether an error carries a code of the system's or of the HTTP client's; other errors are the program's own. */
export function isOfNetwork(error: unknown): boolean {
  return codesOf(error).length > 0;
}

/** codesOf gathers the codes and names along an error's causes, outermost first. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  let current: unknown = error;
  for (let depth = 0; current instanceof Error && depth < 6; depth += 1) {
    const { code, original } = current as { code?: unknown; original?: unknown };
    if (typeof code === "string" && !code.startsWith("slack_")) codes.push(code);
    if (current.name === "TimeoutError" || current.name === "AbortError") codes.push(current.name);
    current = original instanceof Error ? original : current.cause;
  }
  return codes;
}
