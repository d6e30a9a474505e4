import { type Html, html } from "../../core/html.ts";
import type { SlackMessage } from "../slack/index.ts";
import { type Card, cardsOf, type Part, partsOf } from "./blocks.ts";
import { buttonsView } from "./buttons-view.ts";
import { type Piece, parseMrkdwn, plainText } from "./mrkdwn.ts";
import { dayOf, timeOf } from "./times.ts";

/** Channel is a channel with its messages, oldest first. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly messages: readonly SlackMessage[];
}

/** channelsOf sorts messages into channels, each in the order of its messages. */
export function channelsOf(messages: readonly SlackMessage[]): readonly Channel[] {
  const channels = new Map<string, { id: string; name: string; messages: SlackMessage[] }>();
  for (const message of messages) {
    const { channel: id, channelName: name } = message;
    const channel = channels.get(id) ?? { id, name, messages: [] };
    channel.messages.push(message);
    channels.set(id, channel);
  }
  for (const { messages: own } of channels.values()) own.sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return [...channels.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** channelView shows a channel: its messages with their threads below them, replies that the channel sees in both places; and at its end what only who pressed was answered. */
export function channelView(channel: Channel, answers: readonly string[] = []): Html {
  const shown = channel.messages.filter(
    (message) => message.threadTs === null || message.broadcast,
  );
  let day = "";
  return html`<section class="channel" aria-label="Messages in ${channel.name}">
    ${shown.map((message) => {
      const own = dayOf(msOf(message));
      const divider = own === day ? null : html`<h2 class="day"><span>${own}</span></h2>`;
      day = own;
      return html`${divider}${messageView(message, channel)}`;
    })}
    ${answers.map((text) => html`<article class="message"><div class="avatar" aria-hidden="true">nb</div><div class="body"><p class="edited">Only visible to you</p><div class="text">${piecesView(parseMrkdwn(text))}</div></div></article>`)}
  </section>`;
}

/** A message in one line. */
function headlineOf(message: SlackMessage): string {
  for (const { parts } of [...cardsOf(message.attachments), { parts: partsOf(message.blocks) }]) {
    const header = parts.find((part) => part.kind === "header");
    if (header) return header.text;
    const text = parts.find((part) => part.kind === "text");
    if (text) return plainText(text.pieces).split("\n").join(" ");
  }
  return plainText(parseMrkdwn(message.text));
}

/** When a message was posted, ms since the epoch. */
function msOf(message: SlackMessage): number {
  return Math.floor(Number(message.ts) * 1000);
}

function messageView(message: SlackMessage, channel: Channel): Html {
  const inThread = channel.messages.filter((each) => each.threadTs === message.ts);
  const parent = channel.messages.find((each) => each.ts === message.threadTs);
  return html`<article class="message" id="m${message.ts.replace(".", "-")}">
    <div class="avatar" aria-hidden="true">nb</div>
    <div class="body">
      ${byline(message)}
      ${parent ? html`<p class="replied">replied to a thread: <a href="#m${parent.ts.replace(".", "-")}">${headlineOf(parent)}</a></p>` : null}
      ${contentView(message)}
      ${message.edits > 0 ? html`<p class="edited" title="edited ${message.edits} times">(edited)</p>` : null}
      ${inThread.length > 0 ? threadView(inThread) : null}
    </div>
  </article>`;
}

function threadView(replies: readonly SlackMessage[]): Html {
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return html`<details class="thread" open><summary>${count}</summary>
    ${replies.map(
      (reply) => html`<div class="reply"><div class="avatar small" aria-hidden="true">nb</div>
        <div class="body">${byline(reply)}${contentView(reply)}
        ${reply.broadcast ? html`<p class="edited">also sent to the channel</p>` : null}</div></div>`,
    )}</details>`;
}

function byline(message: SlackMessage): Html {
  const at = msOf(message);
  return html`<header class="byline"><b>neo-budgetd</b> <span class="app">APP</span>
    <time datetime="${new Date(at).toISOString()}">${timeOf(at)}</time>
    ${message.via === "webhook" ? html`<span class="via">incoming webhook</span>` : null}</header>`;
}

function contentView(message: SlackMessage): Html {
  const blocks = partsOf(message.blocks);
  const text = blocks.length === 0 && message.text !== "" ? parseMrkdwn(message.text) : [];
  return html`${text.length > 0 ? html`<div class="text">${piecesView(text)}</div>` : null}
    ${blocks.map((part) => partView(part, message))}${cardsOf(message.attachments).map((card) => cardView(card, message))}`;
}

/** The bar is a drawing: a colour in a style attribute would need a weaker content policy. */
function cardView(card: Card, message: SlackMessage): Html {
  const color = card.color ?? "#8a8f98";
  return html`<div class="card"><svg class="bar" aria-hidden="true"><rect width="100%" height="100%" rx="2" fill="${color}"/></svg>
    <div class="parts">${card.parts.map((part) => partView(part, message))}</div></div>`;
}

function partView(part: Part, message: SlackMessage): Html {
  switch (part.kind) {
    case "header":
      return html`<h3 class="block-header">${part.text}</h3>`;
    case "text":
      return html`<div class="text">${piecesView(part.pieces)}</div>`;
    case "fields":
      return html`<div class="fields">${part.cells.map((cell) => html`<div>${piecesView(cell)}</div>`)}</div>`;
    case "context":
      return html`<div class="context">${part.elements.map((each) => html`<span>${piecesView(each)}</span>`)}</div>`;
    case "picture":
      return html`<img class="picture" src="/files/${part.file}" alt="${part.alt}" width="480" height="300" loading="lazy">`;
    case "divider":
      return html`<hr>`;
    case "buttons":
      return buttonsView(part.buttons, message);
    case "unknown":
      return html`<p class="unknown">a block of the type “${part.type}” that this page cannot show</p>`;
  }
}

function piecesView(pieces: readonly Piece[]): Html[] {
  return pieces.map(pieceView);
}

function pieceView(piece: Piece): Html {
  switch (piece.kind) {
    case "text":
      return html`${piece.text}`;
    case "break":
      return html`<br>`;
    case "code":
      return html`<code>${piece.text}</code>`;
    case "pre":
      return html`<pre>${piece.text}</pre>`;
    case "mention":
      return html`<span class="mention">${piece.text}</span>`;
    case "link":
      return linkView(piece.url, piece.label);
    case "bold":
      return html`<b>${piecesView(piece.pieces)}</b>`;
    case "italic":
      return html`<i>${piecesView(piece.pieces)}</i>`;
    case "strike":
      return html`<s>${piecesView(piece.pieces)}</s>`;
    case "quote":
      return html`<blockquote>${piecesView(piece.pieces)}</blockquote>`;
  }
}

function linkView(url: string, label: string): Html {
  if (!/^(https?:|mailto:)/i.test(url)) return html`${label}`;
  return html`<a href="${url}" rel="noreferrer noopener" target="_blank">${label}</a>`;
}
