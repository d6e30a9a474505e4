import { z } from "zod";
import { SCOPES } from "../../core/visitor.ts";
import { httpUrl, secretText } from "../../notifiers/index.ts";
import { network } from "../values/network.ts";
import { nameText, numberBetween, text, words } from "../values/scalars.ts";
import { sha256Text } from "../values/sha256.ts";

const scopes = z.array(words(SCOPES)).min(1, "needs at least one of read, act and admin");

const token = z
  .strictObject({
    name: nameText.describe("Whose it is, as the record of acts shows it: a person or a program."),
    sha256: sha256Text.describe(
      "SHA-256 of the token in hexadecimal, which `neo-budgetd token NAME` prints. The token itself is nowhere kept.",
    ),
    sha256_file: text("the path of a file")
      .optional()
      .describe("File that holds the SHA-256, read when the configuration is loaded."),
    scopes: scopes
      .prefault(["read"])
      .describe(
        "What it is good for: read; act (acknowledge, silence, resend) and read; admin (the configuration and the record of acts, too). Default read.",
      ),
  })
  .describe("A token, sent as Authorization: Bearer or typed into the log-in page.");

const trustedProxy = z
  .strictObject({
    header: text("the name of a header", { pattern: "^[A-Za-z0-9-]+$" })
      .prefault("x-forwarded-user")
      .describe(
        "Header in which the proxy says who asks; it must take the header away from what clients send. Default x-forwarded-user.",
      ),
    from: z
      .array(network)
      .min(1, "needs the proxy's address")
      .describe("The proxy's addresses or networks, such as 127.0.0.1 or 10.0.0.0/8."),
    scopes: scopes
      .prefault(["read"])
      .describe("What all whom the proxy lets in may do: read, act, admin. Default read."),
  })
  .describe("A proxy that has people log in and says in a header who they are.");

/** serverSchema is `server`: the daemon's own HTTP server, and who may use it. */
export const serverSchema = z
  .strictObject({
    host: text("a host name or address")
      .prefault("127.0.0.1")
      .describe(
        "Address to listen on for pages, health, metrics and the API. Default 127.0.0.1; 0.0.0.0 for all, which needs tokens or trusted_proxy.",
      ),
    port: numberBetween(0, 65_535, { whole: true })
      .prefault(9464)
      .describe("Port to listen on; 0 takes a free one. Default 9464."),
    tokens: z
      .array(token)
      .optional()
      .describe(
        "Who may use the pages and the API. Left out, and without trusted_proxy: whoever is on this machine, and nobody else.",
      ),
    trusted_proxy: trustedProxy.optional(),
    public_url: httpUrl
      .optional()
      .describe(
        "Address under which readers of messages reach the daemon, such as https://budget.acme.io; messages link to it.",
      ),
    task_hook: z
      .strictObject({
        secret: secretText
          .optional()
          .describe(
            `What Neo sends as Authorization: Bearer, that is, the value of the team's webhook secret. Better written as \${NEO_WEBHOOK_SECRET} than in the file itself.`,
          ),
        secret_file: text("the path of a file")
          .optional()
          .describe("File that holds the secret, read when the configuration is loaded."),
      })
      .optional()
      .describe(
        "Takes Neo's calls to POST /hooks/neo/<account> when a task is complete: the account is then polled at once. Left out, there is no such address.",
      ),
  })
  .describe("The daemon's own HTTP server.");

export type ServerInput = z.output<typeof serverSchema>;
