export { type Card, cardsOf, type Part, partsOf } from "./blocks.ts";
export { createInbox, type Inbox, type InboxOptions } from "./inbox.ts";
export { type Piece, parseMrkdwn, plainText } from "./mrkdwn.ts";
export type { Act } from "./page.ts";
export { headlineOf } from "./slack-view.ts";
