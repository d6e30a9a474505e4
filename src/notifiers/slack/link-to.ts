import { webLink } from "../web-link.ts";

const LONGEST = 400;

/** linkTo makes a mrkdwn link; empty for an address that is no web address or too long for a message. */
export function linkTo(address: string | undefined, label: string): string {
  const url = webLink(address)?.replace(/&/g, "&amp;");
  return url && url.length <= LONGEST ? `<${url}|${label}>` : "";
}
