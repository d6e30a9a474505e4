import { z } from "zod";
import { templatesConfig } from "../templates-config.ts";

const address = z.email({ error: "must be an e-mail address such as finance@example.com" });

/** OWNER stands for the member whom a message is about. */
export const OWNER = "owner";

const recipient = z.string().refine((text) => text === OWNER || address.safeParse(text).success, {
  error: "must be an e-mail address such as finance@example.com, or owner",
});

/** emailConfig is an e-mail integration: who gets the mails; the server is the `smtp` section's. */
export const emailConfig = z
  .strictObject({
    to: z
      .array(recipient)
      .min(1, "needs at least one address")
      .describe(
        "Addresses that get the mails; owner is the member whose spend an alert is about, each of whom is told of their own alerts only.",
      ),
    fallback: z
      .array(address)
      .min(1, "needs at least one address")
      .optional()
      .describe(
        "Addresses that get, in the owner's place, what has none. Without them such messages are told to the other receivers as undeliverable.",
      ),
    cc: z.array(address).optional().describe("Addresses that get a copy."),
    charts: z
      .boolean()
      .default(true)
      .describe(
        "Whether mails show a picture of the leading alert: inside the mail, nothing is loaded.",
      ),
    templates: templatesConfig.optional(),
    send_resolved: z.boolean().default(true).describe("Whether to tell when alerts are over."),
  })
  .describe("E-mail to one or more addresses; needs the `smtp` section.");

export type EmailConfig = z.output<typeof emailConfig>;
