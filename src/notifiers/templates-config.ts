import { z } from "zod";

const source = z.string().min(1, "must not be empty");

/** templatesConfig is a receiver's own wording, written in Liquid; what it says is escaped by each notifier. */
export const templatesConfig = z
  .strictObject({
    title: source
      .optional()
      .describe(
        'Liquid template of the title, in place of the built-in one. Example: "{{ alert.who }} at {{ alert.share }}".',
      ),
    text: source
      .optional()
      .describe(
        "Liquid template of the text, in place of the built-in details. The filter `link` makes links.",
      ),
  })
  .describe("Own wording of messages: Liquid templates, checked by `check`.");

export type TemplatesConfig = z.output<typeof templatesConfig>;
