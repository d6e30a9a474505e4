import { createHash, timingSafeEqual } from "node:crypto";

/** sha256 is the SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** isSameHash compares two hashes, so that the time taken does not tell how much of a guess is right. */
export function isSameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** bearerOf is the token of an `Authorization: Bearer` header; null where it has another scheme or none is sent. */
export function bearerOf(header: string | undefined): string | null {
  const [, token] = /^Bearer(?: +(.*))?$/i.exec(header ?? "") ?? [];
  return /^Bearer\b/i.test(header ?? "") ? (token ?? "") : null;
}
