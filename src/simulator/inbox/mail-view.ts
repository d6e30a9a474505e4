import { type Html, html } from "../../core/html.ts";
import type { Mail } from "../mail/index.ts";
import { dayOf, timeOf } from "./times.ts";

/** MAIL_VIEWS are the ways to look at a mail. */
export const MAIL_VIEWS = ["html", "text", "headers"] as const;
export type MailView = (typeof MAIL_VIEWS)[number];

const VIEW_NAMES: Readonly<Record<MailView, string>> = {
  html: "HTML",
  text: "Text",
  headers: "Source",
};

/** mailboxView shows the list of mails, newest first, beside the one that is open. */
export function mailboxView(mails: readonly Mail[], open: number | null, view: MailView): Html {
  const numbered = mails.map((mail, index) => ({ mail, number: index + 1 })).reverse();
  const opened = open === null ? undefined : mails[open - 1];
  return html`<section class="mailbox${opened ? " reading" : ""}">
    <ol class="mails" aria-label="Mails">${numbered.map(
      ({
        mail,
        number,
      }) => html`<li id="mail${number}"${number === open ? " aria-current=true" : ""}>
        <a href="/mail/${number}"><span class="from">${senderName(mail.from)}</span>
        <time datetime="${new Date(mail.at).toISOString()}">${timeOf(mail.at)}</time>
        <span class="subject">${mail.subject}</span>
        <span class="preview">${preview(mail.text)}</span></a></li>`,
    )}</ol>
    ${opened && open !== null ? reader(opened, open, view) : html`<p class="pick">Choose a mail to read it.</p>`}
  </section>`;
}

function reader(mail: Mail, number: number, view: MailView): Html {
  const rows = [
    ["From", mail.from],
    ["To", mail.to.join(", ")],
    ["Cc", mail.cc.join(", ")],
    ["Date", `${dayOf(mail.at)}, ${timeOf(mail.at)}`],
  ].filter(([, value]) => value !== "");
  return html`<article class="mail">
    <a class="back" href="/mail">All mails</a>
    <h2>${mail.subject}</h2>
    <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    ${mail.inReplyTo ? html`<p class="replied">In the thread of an earlier mail</p>` : null}
    <nav class="tabs" aria-label="Ways to look at this mail">${MAIL_VIEWS.map(
      (each) =>
        html`<a href="/mail/${number}?view=${each}"${each === view ? " aria-current=page" : ""}>${VIEW_NAMES[each]}</a>`,
    )}</nav>
    ${viewOf(mail, number, view)}
  </article>`;
}

/**
 * The HTML is a document of its own with a policy of its own: scripts, forms and requests are off, inline styles on.
 * Inside a srcdoc it would inherit this page's policy, which refuses inline styles, and no mail does without them.
 */
function viewOf(mail: Mail, number: number, view: MailView): Html {
  if (view === "html" && mail.html !== "") {
    return html`<iframe class="paper" sandbox="" title="The mail as HTML" src="/mail/${number}/body"></iframe>`;
  }
  const text = view === "headers" ? mail.raw : mail.text;
  return html`<pre class="paper">${text}</pre>`;
}

function senderName(from: string): string {
  return /^\s*"?([^"<]+?)"?\s*</.exec(from)?.[1] ?? from;
}

function preview(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 140);
}
