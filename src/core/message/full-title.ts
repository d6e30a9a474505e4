import { headline } from "./headline.ts";
import type { Message } from "./message.ts";
import { sentence } from "./why.ts";
import type { Words } from "./words.ts";

/** fullTitle is a message's title, and of its only alert what made it so: for where a reader sees one text and no more. */
export function fullTitle(
  { title, firing, resolved }: Pick<Message, "title" | "firing" | "resolved">,
  words: Words,
): string {
  const [only] = firing.length === 1 && resolved.length === 0 ? firing : [];
  const said = only ? headline(only, words) : "";
  if (!only || !title.endsWith(said)) return title;
  return title.slice(0, title.length - said.length) + sentence(only, words);
}
