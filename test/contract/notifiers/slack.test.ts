import { freePort, incomingBench, nobody, slackBench } from "./benches.ts";
import { describeNotifier } from "./notifier.case.ts";

const refused = (error: string) => ({ error });

describeNotifier("Slack by bot token", {
  start: slackBench,
  unreachable: async () => {
    const api_url = `http://127.0.0.1:${await freePort()}/api/`;
    return nobody("slack", { token: "xoxb-1", channel: "#neo-budget", api_url });
  },
  acceptThenHang: "accept-then-hang",
  failures: [
    {
      title: "a rate limit",
      fault: { ratelimited: 7 },
      reason: "rate_limited",
      retryable: true,
      retryAfterMs: 7000,
      says: /7 s/,
    },
    {
      title: "a rate limit in words",
      fault: refused("ratelimited"),
      reason: "rate_limited",
      retryable: true,
    },
    {
      title: "invalid_auth",
      fault: refused("invalid_auth"),
      reason: "unauthorized",
      retryable: false,
      says: /xoxb/,
    },
    {
      title: "token_revoked",
      fault: refused("token_revoked"),
      reason: "unauthorized",
      retryable: false,
    },
    {
      title: "missing_scope",
      fault: refused("missing_scope"),
      reason: "unauthorized",
      retryable: false,
      says: /chat:write/,
    },
    {
      title: "not_in_channel",
      fault: refused("not_in_channel"),
      reason: "not_found",
      retryable: false,
      says: /\/invite .*#neo-budget/,
    },
    {
      title: "channel_not_found",
      fault: refused("channel_not_found"),
      reason: "not_found",
      retryable: false,
      says: /#neo-budget/,
    },
    {
      title: "is_archived",
      fault: refused("is_archived"),
      reason: "not_found",
      retryable: false,
      says: /archived/,
    },
    {
      title: "msg_too_long",
      fault: refused("msg_too_long"),
      reason: "too_large",
      retryable: false,
    },
    {
      title: "msg_blocks_too_long",
      fault: refused("msg_blocks_too_long"),
      reason: "too_large",
      retryable: false,
    },
    {
      title: "invalid_blocks",
      fault: refused("invalid_blocks"),
      reason: "rejected",
      retryable: false,
    },
    {
      title: "a word of tomorrow",
      fault: refused("brand_new_word"),
      reason: "rejected",
      retryable: false,
      says: /brand_new_word/,
    },
    { title: "fatal_error", fault: refused("fatal_error"), reason: "unavailable", retryable: true },
    { title: "HTTP 500", fault: { status: 500 }, reason: "unavailable", retryable: true },
    { title: "HTTP 503", fault: { status: 503 }, reason: "unavailable", retryable: true },
    {
      title: "HTTP 504",
      fault: { status: 504 },
      reason: "unavailable",
      retryable: true,
      unsure: true,
    },
    {
      title: "a connection lost after sending",
      fault: "accept-then-reset",
      reason: "connection",
      retryable: true,
      unsure: true,
    },
  ],
});

describeNotifier("Slack by incoming webhook", {
  start: incomingBench,
  unreachable: async () =>
    nobody("slack", { url: `http://127.0.0.1:${await freePort()}/services/T/B/x` }),
  acceptThenHang: "accept-then-hang",
  failures: [
    {
      title: "a rate limit",
      fault: { ratelimited: 30 },
      reason: "rate_limited",
      retryable: true,
      retryAfterMs: 30_000,
    },
    {
      title: "no_service",
      fault: refused("no_service"),
      reason: "not_found",
      retryable: false,
      says: /create a new one/,
    },
    {
      title: "channel_is_archived",
      fault: refused("channel_is_archived"),
      reason: "not_found",
      retryable: false,
    },
    {
      title: "action_prohibited",
      fault: refused("action_prohibited"),
      reason: "rejected",
      retryable: false,
      says: /admin/,
    },
    {
      title: "invalid_token",
      fault: refused("invalid_token"),
      reason: "unauthorized",
      retryable: false,
    },
    { title: "HTTP 500", fault: { status: 500 }, reason: "unavailable", retryable: true },
    {
      title: "HTTP 502",
      fault: { status: 502 },
      reason: "unavailable",
      retryable: true,
      unsure: true,
    },
    {
      title: "a connection lost after sending",
      fault: "accept-then-reset",
      reason: "connection",
      retryable: true,
      unsure: true,
    },
  ],
});
