import type { Alert } from "../../core/alerts/index.ts";
import { type Html, html, NOTHING } from "../../core/html.ts";
import {
  announcement,
  coverageText,
  DETAILED,
  fullTitle,
  type Message,
  noticeText,
  timeText,
} from "../../core/message/index.ts";
import { overflowText } from "../overflow.ts";
import { shortText } from "../short-text.ts";
import { webLink } from "../web-link.ts";
import { alertHtml, lineHtml } from "./alert-html.ts";
import { FONT, toneOf } from "./palette.ts";
import { writtenHtml } from "./written-html.ts";

/** Gmail cuts a mail off at about 100 kB: these many keep even the longest texts below that. */
const LISTED = 40;

/** Dark programs that honour it get dark cards; others invert these mid tones legibly by themselves. */
const DARK = html`<style>
@media (prefers-color-scheme: dark) {
.page { background-color: #0c111d !important; }
.card { background-color: #161b26 !important; border-color: #333741 !important; }
.ink { color: #f5f5f6 !important; }
.soft { color: #94969c !important; }
.line { border-color: #333741 !important; }
.track { background-color: #333741 !important; }
.link { color: #84adff !important; }
}
</style>`;

/** PICTURE_CID is by what the HTML names the picture that its mail carries. */
export const PICTURE_CID = "chart@neo-budgetd";

/**
 * pageHtml lays out a message as a mail: tables and inline styles, 600 px, nothing loaded from elsewhere. With `pictureAlt` it shows
 * the picture that its mail carries.
 */
export function pageHtml(
  message: Message,
  publicUrl: string | undefined,
  pictureAlt?: string,
): string {
  const tone = toneOf(message.status, message.severity);
  const title = shortText(message.title, 500);
  const page = html`<!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${title}</title>${DARK}</head>
    <body class="page" style="margin:0;padding:0;background-color:#f2f4f7;">
    <div style="display:none;max-height:0;overflow:hidden;">${shortText(announcement({ ...message, title: fullTitle(message, message) }), 500)}</div>
    <table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f2f4f7;"><tr><td align="center" style="padding:24px 12px;">
    <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;">
    <tr><td style="height:6px;line-height:6px;font-size:0;background-color:${tone.strong};">&nbsp;</td></tr>
    <tr><td class="card" style="padding:24px 28px 16px;background-color:#ffffff;">
    <span style="display:inline-block;padding:2px 10px;background-color:${tone.pale};color:${tone.dark};font:600 12px/18px ${FONT};">${badge(message)}</span>
    <div class="ink" style="font:600 20px/28px ${FONT};color:#101828;padding:12px 0 0;word-break:break-word;">${title}</div>
    </td></tr>
    <tr><td class="card" style="background-color:#ffffff;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${body(message, pictureAlt)}</table></td></tr>
    <tr><td class="card soft" style="padding:16px 28px 20px;background-color:#ffffff;border-top:1px solid #e4e7ec;font:12px/18px ${FONT};color:#667085;">${footer(message, publicUrl)}</td></tr>
    </table></td></tr></table></body></html>`;
  // The indents are for whoever reads this file.
  return page.toString().replace(/\n\s*/g, "\n");
}

function badge({ notice, status, severity }: Message): string {
  const { word } = toneOf(status, severity);
  const why = noticeText(notice);
  return word === why ? word : `${word} · ${why}`;
}

function body(message: Message, pictureAlt: string | undefined): readonly Html[] {
  const { firing, resolved } = message;
  const [only] = firing.length + resolved.length === 1 ? [...firing, ...resolved] : [];
  const picture = pictureHtml(pictureAlt);
  if (message.text) {
    return [
      html`<tr><td class="card" style="padding:4px 28px 20px;">${picture}${writtenHtml(message.text)}</td></tr>`,
    ];
  }
  if (only) return [alertHtml(only, message, true, picture)];
  return [
    ...firing
      .slice(0, DETAILED)
      .map((alert, index) => alertHtml(alert, message, false, index === 0 ? picture : NOTHING)),
    lines("", firing.slice(DETAILED), message),
    lines("Resolved", resolved, message),
  ];
}

/** The picture has a light card of its own, which reads in light and dark mails alike. */
function pictureHtml(alt: string | undefined): Html {
  if (alt === undefined) return NOTHING;
  return html`<img src="cid:${PICTURE_CID}" alt="${alt}" width="544" style="display:block;width:100%;max-width:544px;height:auto;border:0;margin:4px 0 12px;font:14px/20px ${FONT};color:#667085;">`;
}

function lines(title: string, alerts: readonly Alert[], message: Message): Html {
  if (alerts.length === 0) return NOTHING;
  const head = title
    ? html`<div class="soft" style="font:600 12px/16px ${FONT};color:#667085;padding:0 0 6px;">${title}</div>`
    : NOTHING;
  const more = overflowText(alerts.slice(LISTED), message);
  return html`<tr><td class="card" style="padding:16px 28px 20px;border-top:1px solid #e4e7ec;">${head}<table role="presentation" cellpadding="0" cellspacing="0" border="0">${alerts.slice(0, LISTED).map((alert) => lineHtml(alert, message))}</table><div class="soft" style="font:14px/20px ${FONT};color:#667085;padding:4px 0 0;">${more}</div></td></tr>`;
}

function footer(message: Message, publicUrl: string | undefined): Html {
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const link = webLink(publicUrl);
  const home = link
    ? html` · <a class="link" href="${link}" style="color:#175cd3;">neo-budgetd</a>`
    : html` · neo-budgetd`;
  const note = message.note ? html`${shortText(message.note, 300)}<br>` : NOTHING;
  return html`${coverage ? html`Numbers: ${shortText(coverage, 1000)}<br>` : NOTHING}${note}${timeText(message.at, message.timezone)} · receiver ${shortText(message.receiver, 100)}${home}`;
}
