import { OperatorError } from "../core/errors.ts";
import type { Message } from "../core/message/index.ts";
import type { Notifier } from "../core/ports/index.ts";
import { consoleKind } from "./console/index.ts";
import type { NotifierDeps, NotifierIntegration } from "./deps.ts";
import { discordKind } from "./discord/index.ts";
import { emailKind } from "./email/index.ts";
import type { NotifierKind } from "./kind.ts";
import { opsgenieKind } from "./opsgenie/index.ts";
import { pagerdutyKind } from "./pagerduty/index.ts";
import { slackDmKind, slackKind } from "./slack/index.ts";
import { teamsKind } from "./teams/index.ts";
import type { TemplatesConfig } from "./templates-config.ts";
import { webhookKind } from "./webhook/index.ts";
import { wordingOf } from "./wording.ts";

export type { NotifierDeps, NotifierIntegration } from "./deps.ts";
export { httpUrl, secretText } from "./secret-text.ts";
export type { Pressed } from "./slack/app/ask.ts";
export {
  createSlackApp,
  type SlackApp,
  type SlackAppSettings,
  type SlackDesk,
} from "./slack/app/slack-app.ts";
export type { CommandAnswer } from "./slack/app/status-reply.ts";
export { isJson } from "./webhook/config.ts";

/** NOTIFIERS is the registry: to add a notifier, write its folder and one line here. */
const NOTIFIERS = {
  slack: slackKind,
  slack_dm: slackDmKind,
  email: emailKind,
  pagerduty: pagerdutyKind,
  opsgenie: opsgenieKind,
  teams: teamsKind,
  discord: discordKind,
  webhook: webhookKind,
  console: consoleKind,
} satisfies Record<string, NotifierKind>;

/** NotifierName is the key under which a receiver lists integrations of a kind. */
export type NotifierName = keyof typeof NOTIFIERS;

/** NOTIFIER_SCHEMAS has each kind's configuration schema, for checking receivers and for the JSON Schema. */
export const NOTIFIER_SCHEMAS = {
  slack: slackKind.schema,
  slack_dm: slackDmKind.schema,
  email: emailKind.schema,
  pagerduty: pagerdutyKind.schema,
  opsgenie: opsgenieKind.schema,
  teams: teamsKind.schema,
  discord: discordKind.schema,
  webhook: webhookKind.schema,
  console: consoleKind.schema,
} satisfies Record<NotifierName, NotifierKind["schema"]>;

/**
 * createNotifier makes the notifier of one integration; its `config` must be what the kind's schema returned.
 * Throws OperatorError on an unknown kind, and on e-mail without an `smtp` section.
 */
export function createNotifier(integration: NotifierIntegration, deps: NotifierDeps): Notifier {
  const { id, config } = integration;
  const notifier = kindOf(integration).create(id, config, deps);
  const wording = wordingOf(id, templatesOf(config), deps);
  const { refresh } = notifier;
  return {
    ...notifier,
    send: (message, context) => notifier.send(wording(message), context),
    ...(refresh && {
      refresh: (message, ...rest) => refresh.call(notifier, wording(message), ...rest),
    }),
  };
}

/** previewMessage shows a message as an integration would send it, in its own words, as text for a person; nothing is sent. */
export function previewMessage(
  integration: NotifierIntegration,
  message: Message,
  deps: NotifierDeps,
): string {
  const { id, config } = integration;
  const wording = wordingOf(id, templatesOf(config), deps);
  return kindOf(integration).preview(wording(message), id, config, deps);
}

function templatesOf(config: unknown): TemplatesConfig | undefined {
  return (config as { readonly templates?: TemplatesConfig }).templates;
}

function kindOf(integration: NotifierIntegration): NotifierKind {
  const kinds: Readonly<Record<string, NotifierKind>> = NOTIFIERS;
  const kind = Object.hasOwn(kinds, integration.kind) ? kinds[integration.kind] : undefined;
  if (!kind) {
    throw new OperatorError(
      `Receiver integration ${integration.id} is of the unknown kind "${integration.kind}"; known are ${Object.keys(kinds).join(", ")}`,
    );
  }
  return kind;
}
