/** From is what a browser tells of the page that had it ask, and of the host that it asks. */
export interface From {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

const SAFE = ["GET", "HEAD", "OPTIONS"];

/** isSafe tells whether a method only reads. */
export function isSafe(method: string): boolean {
  return SAFE.includes(method);
}

/**
 * isCrossSite tells whether a page of another site has the browser change something here; a client that is no
 * browser tells neither origin nor site, and lets nobody else make it ask.
 *
 * | method | Sec-Fetch-Site | Origin | another site's |
 * |---|---|---|---|
 * | only reads | any | any | no |
 * | changes | same-origin, none | any | no |
 * | changes | same-site, cross-site | none of those known | yes |
 * | changes | not sent | not sent | no |
 * | changes | not sent | of the host asked, or the public address | no |
 * | changes | not sent | another, `null` too | yes |
 */
export function isCrossSite(from: From, publicUrl: string | null): boolean {
  const { method, host, origin, secFetchSite } = from;
  if (isSafe(method)) return false;
  if (secFetchSite === "same-origin" || secFetchSite === "none") return false;
  if (secFetchSite === undefined && origin === undefined) return false;
  if (origin === undefined || !URL.canParse(origin)) return true;
  const known = publicUrl !== null && new URL(publicUrl).origin === origin;
  if (secFetchSite !== undefined) return !known;
  return !known && new URL(origin).host !== host;
}
