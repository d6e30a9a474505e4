import { type Html, html } from "../../core/html.ts";
import type { SlackMessage } from "../slack/index.ts";
import type { Part } from "./blocks.ts";

type Buttons = Extract<Part, { kind: "buttons" }>["buttons"];

/** buttonsView shows a row of buttons: links lead somewhere, the others are pressed by the page's script. */
export function buttonsView(buttons: Buttons, message: Pick<SlackMessage, "channel" | "ts">): Html {
  return html`<div class="buttons">${buttons.map(({ label, action, url }) => {
    if (/^https?:/i.test(url)) {
      return html`<a class="button" href="${url}" rel="noreferrer noopener" target="_blank">${label}</a>`;
    }
    if (action === "") return html`<span class="button">${label}</span>`;
    return html`<button type="button" class="button" data-channel="${message.channel}" data-ts="${message.ts}" data-action="${action}">${label}</button>`;
  })}</div>`;
}
