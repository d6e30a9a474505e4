import type { Secret } from "../core/secret.ts";

/** A key or a token as it may stand in what a server or a proxy echoes. */
const CREDENTIAL_LIKE = /\bneo_sk_[\w-]+|\bBearer\s+[\w.~+/=-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal or a log
const CONTROL_OR_SPACE = /[\u0000-\u0020\u007f-\u009f]+/g;

/** Excerpt cuts a text of the server short for an error message, with every secret in it blotted out. */
export type Excerpt = (text: string, longest?: number) => string;

/**
 * excerptFor makes the excerpt function of one account: servers and proxies echo request headers, so the
 * account's own credential and whatever looks like one are replaced before anything is shown.
 */
export function excerptFor(credential: Secret): Excerpt {
  return (text, longest = 200) => {
    const own = credential.reveal();
    // Cut generously before the replacing: a body may be 64 MB, and a secret must not be cut in half.
    const head = text.slice(0, longest * 4 + own.length);
    const safe = (own ? head.replaceAll(own, "***") : head)
      .replace(CREDENTIAL_LIKE, "***")
      .replace(CONTROL_OR_SPACE, " ")
      .trim();
    return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
  };
}
