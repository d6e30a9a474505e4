import { z } from "zod";
import { httpUrl } from "../secret-text.ts";
import { templatesConfig } from "../templates-config.ts";

/** API_FIELDS are the keys of every integration that posts by Slack's Web API. */
export const API_FIELDS = {
  api_url: httpUrl
    .optional()
    .describe(
      "Address of Slack's Web API where it is not https://slack.com/api/ (tests, proxies).",
    ),
  charts: z
    .boolean()
    .default(true)
    .describe(
      "Whether messages show a picture of the leading alert; needs a bot token with the scope files:write.",
    ),
};

/** TOLD_FIELDS are the keys by which every Slack integration says what is told. */
export const TOLD_FIELDS = {
  templates: templatesConfig.optional(),
  send_resolved: z
    .boolean()
    .default(true)
    .describe("Whether to tell when alerts are over; the message turns green."),
};
