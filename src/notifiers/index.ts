import { OperatorError } from "../core/errors.ts";
import type { Notifier } from "../core/ports/index.ts";
import { consoleKind } from "./console/index.ts";
import type { NotifierDeps, NotifierIntegration } from "./deps.ts";
import { discordKind } from "./discord/index.ts";
import { emailKind } from "./email/index.ts";
import type { NotifierKind } from "./kind.ts";
import { opsgenieKind } from "./opsgenie/index.ts";
import { pagerdutyKind } from "./pagerduty/index.ts";
import { slackKind } from "./slack/index.ts";
import { teamsKind } from "./teams/index.ts";
import { webhookKind } from "./webhook/index.ts";

export type { NotifierDeps, NotifierIntegration } from "./deps.ts";
export { secretText } from "./secret-text.ts";

/** NOTIFIERS is the registry: to add a notifier, write its folder and one line here. */
const NOTIFIERS = {
  slack: slackKind,
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
  const kinds: Readonly<Record<string, NotifierKind>> = NOTIFIERS;
  const kind = Object.hasOwn(kinds, integration.kind) ? kinds[integration.kind] : undefined;
  if (!kind) {
    throw new OperatorError(
      `Receiver integration ${integration.id} is of the unknown kind "${integration.kind}"; known are ${Object.keys(kinds).join(", ")}`,
    );
  }
  return kind.create(integration.id, integration.config, deps);
}
