import { z } from "zod";
import { Secret } from "../core/secret.ts";

/**
 * secretText is a text in the configuration that is wrapped as a Secret at once, so that nothing downstream can print it.
 * In JSON Schema (input mode) it is a plain, write-only string.
 */
export const secretText = z
  .string()
  .min(1, "must not be empty")
  .transform((value) => new Secret(value))
  .meta({ writeOnly: true });

/** secretUrl is a secretText that must be an http or https address, such as a webhook's with its token inside. */
export const secretUrl = z
  .string()
  .refine(isHttpUrl, { error: "must be an http:// or https:// address" })
  .transform((value) => new Secret(value))
  .meta({ writeOnly: true });

/** httpUrl is an http or https address that is no secret. */
export const httpUrl = z
  .string()
  .refine(isHttpUrl, { error: "must be an http:// or https:// address" });

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
