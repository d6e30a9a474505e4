export { announcement } from "./announcement.ts";
export { buildMessage, type MessageContext, type MessageDraft } from "./build-message.ts";
export { type CauseList, causeLists } from "./cause-lists.ts";
export {
  type ContributorParts,
  contributorText,
  partsText,
} from "./contributor-text.ts";
export { correctionText, editCountsText } from "./correction-text.ts";
export { coverageText } from "./coverage-text.ts";
export { DETAILED } from "./detailed.ts";
export { type Fact, facts, KEPT_QUIET } from "./facts.ts";
export { fullTitle } from "./full-title.ts";
export { headline } from "./headline.ts";
export { hushText } from "./hush-text.ts";
export * from "./message.ts";
export { addressIn, ownerOf } from "./owner.ts";
export { plural } from "./plural.ts";
export { bareQuantity, duration, quantity, roundQuantity, share } from "./quantity.ts";
export { noticeText, reasonOf, reasonText } from "./reason-text.ts";
export type { AlertData } from "./template-alert.ts";
export { type TemplateData, templateData } from "./template-data.ts";
export { bareTitle, TEST_OPENING, title } from "./title.ts";
export { sentence, why } from "./why.ts";
export { clockText, momentText, timeText, windowText } from "./window-text.ts";
export type { Words } from "./words.ts";
export type { WrittenLink, WrittenText } from "./written-text.ts";
