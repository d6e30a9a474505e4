import { type Message, ownerOf } from "../../core/message/index.ts";
import { ownerUnknown } from "../owner-unknown.ts";
import { type EmailConfig, OWNER } from "./config.ts";

/** recipientsOf are the addresses that a mail goes to: its owner's, where it has one, else those that stand in for it. */
export function recipientsOf(
  message: Message,
  { to, fallback }: Pick<EmailConfig, "to" | "fallback">,
): readonly string[] {
  if (!to.includes(OWNER)) return to;
  const others = to.filter((one) => one !== OWNER);
  const owner = ownerOf(message);
  const owners = owner === null ? (fallback ?? []) : [owner];
  const all = [...new Set([...owners, ...others])];
  if (all.length === 0) throw ownerUnknown(owner, "the alert");
  return all;
}
