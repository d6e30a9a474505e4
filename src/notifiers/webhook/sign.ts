import { createHmac } from "node:crypto";

/**
 * signatureOf signs a request so that its receiver can tell that it is ours and recent: HMAC-SHA256 with the shared
 * secret over the timestamp (ms since the epoch, as in X-Neo-Budgetd-Timestamp), a full stop and the body, in hex.
 */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
