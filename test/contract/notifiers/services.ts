import { discord, opsgenie, pagerduty, teams } from "./service-limits.ts";

const PAGERDUTY_KEY = "0123456789abcdef0123456789abcdef";
const OPSGENIE_KEY = "very-secret-0000-genie-key";

/** PAGERDUTY, OPSGENIE, TEAMS and DISCORD are the services that get JSON, each with a stand-in that knows its limits. */
export const PAGERDUTY = {
  kind: "pagerduty",
  config: ({ origin }: { origin: string }) => ({ routing_key: PAGERDUTY_KEY, base_url: origin }),
  answer: pagerduty,
  secrets: [PAGERDUTY_KEY],
} as const;

export const OPSGENIE = {
  kind: "opsgenie",
  config: ({ origin }: { origin: string }) => ({ api_key: OPSGENIE_KEY, base_url: `${origin}/` }),
  answer: opsgenie,
  secrets: [OPSGENIE_KEY],
} as const;

export const TEAMS = {
  kind: "teams",
  config: ({ url }: { url: string }) => ({ url: `${url}?api-version=1&sig=very-secret-signature` }),
  answer: teams,
  secrets: ["very-secret-path", "very-secret-signature"],
} as const;

export const DISCORD = {
  kind: "discord",
  config: ({ url }: { url: string }) => ({ url }),
  answer: discord,
  secrets: ["very-secret-path"],
} as const;
