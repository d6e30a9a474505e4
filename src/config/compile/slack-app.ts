import type { Secret } from "../../core/secret.ts";
import type { SlackAppSettings } from "../../notifiers/index.ts";
import type { Shaped } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import type { SlackAppInput } from "../schema/slack-app.ts";
import type { Receiver } from "../settings.ts";

const PATH = ["slack_app"];

/** compileSlackApp checks that the app can be reached in one way, and finds the token of its bot; null where it is of no use. */
export function compileSlackApp(
  report: Report,
  shaped: Shaped<SlackAppInput> | null,
  receivers: readonly Receiver[],
): SlackAppSettings | null {
  if (!shaped) return null;
  const { value: input, clean } = shaped;
  const { app_token: appToken, signing_secret: signingSecret } = input;
  checkWays(report, input, clean);
  const token = input.token ?? sharedToken(report, receivers, clean);
  if (!token) return null;
  return {
    token,
    ...(appToken && { appToken }),
    ...(signingSecret && { signingSecret }),
    ...(input.allowed_users && { allowedUsers: input.allowed_users }),
    ...(input.api_url !== undefined && { apiUrl: input.api_url }),
  };
}

/** Slack tells an app of what people do in one way: over a connection that the app opens, or by calls to its address. */
function checkWays(
  report: Report,
  { app_token: appToken, signing_secret: signingSecret }: SlackAppInput,
  clean: boolean,
): void {
  if (appToken && signingSecret) {
    report.error(
      [...PATH, "signing_secret"],
      'Give either "app_token" (Socket Mode) or "signing_secret" (POST /hooks/slack), not both: Slack would use one only',
    );
  }
  if (!appToken && !signingSecret && clean) {
    report.error(
      PATH,
      'The Slack app cannot be reached; give "app_token" (Socket Mode) or "signing_secret" (POST /hooks/slack)',
    );
  }
  if (appToken && !appToken.reveal().startsWith("xapp-")) {
    report.error(
      [...PATH, "app_token"],
      "This is no app-level token: one begins with xapp- and is made under Basic Information of the app",
    );
  }
}

/** The one token that the Slack receivers use: their messages are the app's. */
function sharedToken(
  report: Report,
  receivers: readonly Receiver[],
  clean: boolean,
): Secret | undefined {
  const tokens = new Map<string, Secret>();
  for (const { integrations } of receivers) {
    for (const { kind, config } of integrations) {
      const { token } = config as { readonly token?: Secret };
      if (kind.startsWith("slack") && token) tokens.set(token.reveal(), token);
    }
  }
  const [only, ...others] = tokens.values();
  if (only && others.length === 0) return only;
  if (clean) {
    const why = only
      ? `The Slack receivers use ${tokens.size} bot tokens; say in "token" which of them is this app's`
      : 'No Slack receiver has a bot token; give the app\'s own as "token"';
    report.error(PATH, why);
  }
  return undefined;
}
