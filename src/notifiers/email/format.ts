import type { Message } from "../../core/message/index.ts";
import type { Picture } from "../picture.ts";
import { pageHtml } from "./page-html.ts";
import { pageText } from "./page-text.ts";
import { subjectOf } from "./subject.ts";

/** MailContent is a message as a mail: what is in its subject, its HTML and its text. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** mailOf lays out a message as a mail; `first` is the subject of its incident's first mail, where it is a later one. */
export function mailOf(
  message: Message,
  publicUrl: string | undefined,
  first?: string,
  picture: Pick<Picture, "alt"> | null = null,
): MailContent {
  return {
    subject: subjectOf(message, first),
    html: pageHtml(message, publicUrl, picture?.alt),
    text: pageText(message, publicUrl),
  };
}
