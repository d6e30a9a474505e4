import type { Secret } from "../core/secret.ts";

/** A key or a token as it may stand in what a server or a proxy echoes. */
const CREDENTIAL_LIKE = /\bneo_sk_[\w-]+|\bBearer\s+[\w.~+/=-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal or a log
const CONTROL_OR_SPACE = /[\u0000-\u0020\u007f-\u009f]+/g;

/** A body may be 64 MB; its beginning says what it is. */
const MOST_SCANNED = 16_384;

/** Excerpt cuts a text of the server short for an error message, with every secret in it blotted out. */
export type Excerpt = (text: string, longest?: number) => string;

/**
 * excerptFor makes the excerpt function of one account: servers and proxies echo request headers, so the
 * account's own credential and whatever looks like one are replaced before anything is shown.
 */
export function excerptFor(credential: Secret): Excerpt {
  return (text, longest = 200) => {
    const own = credential.reveal();
    const head = text.slice(0, MOST_SCANNED);
    const blotted = (own ? head.replaceAll(own, "***") : head)
      .replace(CREDENTIAL_LIKE, "***")
      // What the cut left of a credential at the very end is not recognised: it goes with the cut.
      .slice(0, text.length > MOST_SCANNED ? -own.length : undefined);
    const safe = blotted.replace(CONTROL_OR_SPACE, " ").trim();
    return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
  };
}
