/** webLink gives a link's address in its canonical, fully encoded form; undefined unless it is http or https. */
export function webLink(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  return url.href.replace(/[<>|"'`\\]/g, (character) =>
    encodeURIComponent(character).replace("'", "%27"),
  );
}
