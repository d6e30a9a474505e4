export type { MailFault } from "./fault.ts";
export type { Mail } from "./inbox.ts";
export {
  createMailStandIn,
  type MailStandIn,
  type MailStandInOptions,
} from "./stand-in.ts";
