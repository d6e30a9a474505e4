export type { MailFault, MailFaults } from "./fault.ts";
export type { Mail } from "./inbox.ts";
export {
  createMailStandIn,
  type MailEvents,
  type MailStandIn,
  type MailStandInOptions,
} from "./stand-in.ts";
