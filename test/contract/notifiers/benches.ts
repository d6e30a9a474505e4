import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { Secret } from "../../../src/core/secret.ts";
import {
  createNotifier,
  NOTIFIER_SCHEMAS,
  type NotifierDeps,
  type NotifierName,
} from "../../../src/notifiers/index.ts";
import type { MailFault } from "../../../src/simulator/mail/index.ts";
import { createMailStandIn, type MailStandInOptions } from "../../../src/simulator/mail/index.ts";
import type { SlackFault } from "../../../src/simulator/slack/index.ts";
import {
  createSlackStandIn,
  type SlackStandInOptions,
} from "../../../src/simulator/slack/index.ts";
import { memoryLog } from "../../support/log.ts";

/** TOKEN, PASSWORD and WEBHOOK_SECRET are secrets that must never be seen. */
const TOKEN = "xoxb-very-secret-token";
const PASSWORD = "very-secret-password";
export const WEBHOOK_SECRET = "very-secret-signing-key";

/** make checks a configuration as the daemon does and makes its notifier. */
export function make(kind: NotifierName, config: object, deps: Partial<NotifierDeps> = {}) {
  const log = memoryLog();
  const checked = NOTIFIER_SCHEMAS[kind].parse(config);
  const integration = { id: `budget-channel/${kind}/0`, kind, config: checked };
  return { log, notifier: createNotifier(integration, { smtp: null, log, ...deps }) };
}

/** slackBench is a notifier with a bot token and a Slack to send to. */
export async function slackBench(
  faults: readonly SlackFault[] = [],
  options: SlackStandInOptions = {},
  config: object = {},
  deps: Partial<NotifierDeps> = {},
) {
  const slack = await createSlackStandIn({ token: TOKEN, faults, ...options });
  const own = { token: TOKEN, channel: "#neo-budget", api_url: slack.url };
  const made = make("slack", { ...own, ...config }, deps);
  return {
    ...made,
    slack,
    secrets: [TOKEN],
    arrived: () => slack.messages().map((each) => JSON.stringify(each)),
    onArrival: (listener: () => void) => void slack.events.once("message", listener),
    close: async () => {
      await made.notifier.close();
      await slack.close();
    },
  };
}

/** incomingBench is a notifier with an incoming webhook. */
export async function incomingBench(faults: readonly SlackFault[] = []) {
  const slack = await createSlackStandIn({ faults });
  const made = make("slack", { url: slack.webhookUrl });
  return {
    ...made,
    slack,
    secrets: ["standin-webhook-secret"],
    arrived: () => slack.messages().map((each) => JSON.stringify(each)),
    onArrival: (listener: () => void) => void slack.events.once("message", listener),
    close: async () => {
      await made.notifier.close();
      await slack.close();
    },
  };
}

/** mailBench is an e-mail notifier with a mail server that wants a login. */
export async function mailBench(
  faults: readonly MailFault[] = [],
  options: MailStandInOptions = {},
  config: object = {},
  deps: Partial<NotifierDeps> = {},
) {
  const mail = await createMailStandIn({ user: "budget", password: PASSWORD, faults, ...options });
  const url = new Secret(mail.url.replace("smtp://", `smtp://budget:${PASSWORD}@`));
  const smtp = { url, from: "Neo budget <budget@acme.io>" };
  const made = make("email", { to: ["finance@acme.io"], ...config }, { smtp, ...deps });
  return {
    ...made,
    mail,
    secrets: [PASSWORD, Buffer.from(PASSWORD).toString("base64")],
    arrived: () => mail.mails().map(({ raw }) => raw),
    onArrival: (listener: () => void) => void mail.events.once("message", listener),
    close: async () => {
      await made.notifier.close();
      await mail.close();
    },
  };
}

/** freePort is a port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** nobody makes a bench of a notifier whose service is not there. */
export function nobody(kind: NotifierName, config: object, deps: Partial<NotifierDeps> = {}) {
  const made = make(kind, config, deps);
  return {
    ...made,
    secrets: [],
    arrived: () => [],
    onArrival: () => {},
    close: () => made.notifier.close(),
  };
}
