import { type Message, TEST_OPENING, templateData } from "../core/message/index.ts";
import { renderText, renderTitle, TemplateError, textTemplate } from "../templates/index.ts";
import type { NotifierDeps } from "./deps.ts";
import type { TemplatesConfig } from "./templates-config.ts";

/** Wording gives a message the words of its receiver's own templates, as it is sent. */
export type Wording = (message: Message) => Message;

type Deps = Pick<NotifierDeps, "log" | "publicUrl">;

/**
 * wordingOf makes an integration's wording. Where a template fails, the built-in words are sent in its place, with a note of why, and
 * the log tells: an alert is never lost to its template.
 */
export function wordingOf(id: string, templates: TemplatesConfig | undefined, deps: Deps): Wording {
  if (templates?.title === undefined && templates?.text === undefined) return (message) => message;
  const { title, text } = templates;
  const titleOf = title === undefined ? undefined : once(() => textTemplate(title));
  const textOf = text === undefined ? undefined : once(() => textTemplate(text));
  return (message) => {
    const data = templateData(message, deps.publicUrl);
    const notes: string[] = [];
    const attempt = <T>(which: string, work: () => T): T | undefined => {
      try {
        return work();
      } catch (error) {
        notes.push(told(error, { id, which, key: message.key }, deps));
        return undefined;
      }
    };
    const opening = message.notice === "test" ? TEST_OPENING : "";
    const ownTitle = titleOf && attempt("title", () => `${opening}${renderTitle(titleOf(), data)}`);
    const ownText = textOf && attempt("text", () => renderText(textOf(), data));
    return {
      ...message,
      ...(ownTitle !== undefined && { title: ownTitle }),
      ...(ownText !== undefined && { text: ownText }),
      ...(notes.length > 0 && { note: notes.join("; ") }),
    };
  };
}

function told(
  error: unknown,
  { id, which, key }: { id: string; which: string; key: string },
  { log }: Deps,
): string {
  if (!(error instanceof TemplateError)) throw error;
  log.warn("A receiver's template failed; the message was sent in the built-in words", {
    ...{ notifier: id, template: which, key, reason: error.message },
  });
  return `the template of the ${which} failed (${error.message})`;
}

/** A template is compiled when it is first used: a mistake in it must not keep the daemon from starting. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
