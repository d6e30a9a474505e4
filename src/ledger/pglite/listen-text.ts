const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const LISTENING = /^\s*(LISTEN|UNLISTEN)\s+("[^"]+"|\*|\w+)\s*;?\s*$/i;

/** ListenCommand is a LISTEN or UNLISTEN with its channel; `*` for all. */
export interface ListenCommand {
  readonly verb: "listen" | "unlisten";
  readonly channel: string;
}

/** listenCommand recognises LISTEN and UNLISTEN, whatever comments stand before them; null for all else. */
export function listenCommand(text: string): ListenCommand | null {
  if (!/LISTEN/i.test(text)) return null;
  const match = LISTENING.exec(text.replace(COMMENTS, ""));
  if (!match?.[1] || !match[2]) return null;
  const verb = match[1].toLowerCase() as ListenCommand["verb"];
  const channel = match[2].startsWith('"') ? match[2].slice(1, -1) : match[2].toLowerCase();
  return { verb, channel };
}
