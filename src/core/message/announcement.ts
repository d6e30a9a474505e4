import type { Message } from "./message.ts";
import { noticeText } from "./reason-text.ts";
import { bareTitle } from "./title.ts";

/** announcement is one line with why a message comes and its title, each said once: `Still firing: lead@acme.io spent …`. */
export function announcement({ notice, title }: Pick<Message, "notice" | "title">): string {
  const why = noticeText(notice);
  const what = bareTitle(title);
  return what === why ? why : `${why}: ${what}`;
}
