export { cardsOf, type Part, partsOf } from "./blocks.ts";
export { createInbox, type Inbox } from "./inbox.ts";
export { parseMrkdwn, plainText } from "./mrkdwn.ts";
export type { Act } from "./page.ts";
export { YOU } from "./press.ts";
