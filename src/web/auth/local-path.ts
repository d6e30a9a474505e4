const HERE = "http://here.invalid";

/** localPath is where to go on to within these pages; the first page where a text leads elsewhere. */
export function localPath(text: string | undefined): string {
  if (!text?.startsWith("/") || !URL.canParse(text, HERE)) return "/";
  const { origin, pathname, search } = new URL(text, HERE);
  // "//host" and "/\host" lead to another host, and so would a path that begins so once it is read.
  return origin === HERE && !/^[/\\]{2}/.test(pathname) ? pathname + search : "/";
}
