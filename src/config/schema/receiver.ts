import { z } from "zod";
import { NOTIFIER_SCHEMAS, secretText } from "../../notifiers/index.ts";
import { OWNER, ownerOr } from "../values/owner-or.ts";
import { nameText, text } from "../values/scalars.ts";

/** What the word `owner` is short for, where a kind can write to whom a message is about. */
const OWNER_SHORT: Readonly<Record<string, unknown>> = {
  slack_dm: [{}],
  email: [{ to: [OWNER] }],
};

const integrations = Object.fromEntries(
  Object.entries(NOTIFIER_SCHEMAS).map(([kind, schema]) => {
    const short = OWNER_SHORT[kind];
    const list = short === undefined ? z.array(schema) : ownerOr(z.array(schema), short);
    return [kind, list.optional().describe(schema.description ?? kind)];
  }),
);

/** NOTIFIER_KINDS are the keys under which a receiver lists its integrations. */
export const NOTIFIER_KINDS = Object.keys(NOTIFIER_SCHEMAS);

/** receiverSchema is one entry of `receivers`. */
export const receiverSchema = z
  .strictObject({
    name: nameText.describe("Name of the receiver, for the route tree."),
    ...integrations,
  })
  .describe("Someone to tell, and all the ways to reach them.");

/** smtpSchema is the mail server that all e-mail integrations send through. */
export const smtpSchema = z
  .strictObject({
    url: secretText.describe(
      `smtp:// or smtps:// address with user and password, such as \${SMTP_URL}.`,
    ),
    url_file: text("the path of a file")
      .optional()
      .describe("File that holds the address, instead of `url`."),
    from: text("a sender").describe('Sender of the mails, such as "Neo budget <budget@acme.io>".'),
  })
  .describe("The mail server for e-mail receivers.");

/** ReceiverInput is a receiver as written: its name, and a list of checked integrations a kind. */
export type ReceiverInput = { readonly name: string } & Readonly<Record<string, unknown>>;
