import type { DeliveryFailure } from "../../core/errors.ts";

/** Advice is what one of Slack's error words means for the person who must act. */
export interface Advice {
  readonly reason: DeliveryFailure;
  readonly retryable: boolean;
  readonly advice: string;
}

const TOKEN =
  "check `token`: it must be the bot token (xoxb-…) of an app that is still installed in the workspace";
const LAYOUT = "this is a fault of neo-budgetd's layout; please report it with the message's rule";

/** adviceFor says what each of Slack's error words means for the reader of the log, and whether waiting can help. */
export function adviceFor(word: string, channel: string): Advice {
  const no = (reason: DeliveryFailure, advice: string) => ({ reason, retryable: false, advice });
  const yes = (reason: DeliveryFailure, advice: string) => ({ reason, retryable: true, advice });
  switch (word) {
    case "ratelimited":
    case "rate_limited":
    case "message_limit_exceeded":
      return yes("rate_limited", "it is tried again after the wait that Slack asked for");
    case "not_authed":
    case "invalid_auth":
    case "account_inactive":
    case "token_revoked":
    case "token_expired":
    case "no_permission":
    case "org_login_required":
    case "invalid_token":
      return no("unauthorized", TOKEN);
    case "missing_scope":
      return no(
        "unauthorized",
        "give the app the scopes chat:write and files:write (for charts) and install it anew",
      );
    case "not_in_channel":
      return no("not_found", `invite the bot: type /invite and its @name in ${channel}`);
    case "channel_not_found":
      return no(
        "not_found",
        `check the name ${channel}; a private channel is found only once the bot is in it: type /invite and its @name there`,
      );
    case "is_archived":
    case "channel_is_archived":
      return no("not_found", `${channel} is archived: unarchive it or configure another channel`);
    case "no_service":
    case "no_team":
      return no("not_found", "the incoming webhook was removed: create a new one and set `url`");
    case "restricted_action":
    case "action_prohibited":
    case "posting_to_general_channel_denied":
    case "ekm_access_denied":
    case "team_access_not_granted":
      return no("rejected", `a workspace admin must allow the app to post to ${channel}`);
    case "msg_too_long":
    case "msg_blocks_too_long":
    case "attachment_payload_limit_exceeded":
      return no("too_large", LAYOUT);
    case "internal_error":
    case "fatal_error":
    case "service_unavailable":
    case "request_timeout":
    case "rollup_error":
    case "team_added_to_org":
      return yes("unavailable", "Slack has a fault; it is tried again");
    case "invalid_blocks":
    case "invalid_attachments":
    case "invalid_payload":
    case "no_text":
      return no("rejected", LAYOUT);
    default:
      return no("rejected", "see this error word in Slack's reference of chat.postMessage");
  }
}
