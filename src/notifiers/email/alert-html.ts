import type { Alert } from "../../core/alerts/index.ts";
import { type Html, html, NOTHING } from "../../core/html.ts";
import { type CauseList, causeLists, facts, type Words, why } from "../../core/message/index.ts";
import { alertLine } from "../alert-line.ts";
import { shortText } from "../short-text.ts";
import { tameAlert } from "../tame-alert.ts";
import { webLink } from "../web-link.ts";
import { FONT, toneOf } from "./palette.ts";

/** alertHtml lays out one alert: its headline where it is one of several, how full its budget is, facts, largest parts. */
export function alertHtml(raw: Alert, words: Words, sole: boolean, picture = NOTHING): Html {
  const alert = tameAlert(raw, 120);
  return html`<tr><td class="card" style="padding:${sole ? "4" : "20"}px 28px 20px;${sole ? "" : "border-top:1px solid #e4e7ec;"}">
    ${sole ? NOTHING : heading(alert, words)}
    ${note(why(alert, words))}${picture}
    ${note(alert.summary)}${note(alert.description)}
    ${picture === NOTHING ? gauge(alert) : NOTHING}
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
    ${facts(alert, words).map(factRow)}
    </table>
    ${causeLists(alert, words).map(listHtml)}
    ${runbook(alert)}
    </td></tr>`;
}

/** lineHtml says an alert in one row, for those after the first few and those that are over. */
export function lineHtml(alert: Alert, words: Words): Html {
  const tone = toneOf(alert.status, alert.severity);
  return html`<tr><td valign="top" style="padding:4px 8px 4px 0;font:14px/20px ${FONT};color:${tone.strong};">&#9679;</td><td class="ink" style="padding:4px 0;font:14px/20px ${FONT};color:#344054;">${alertLine(alert, words)}</td></tr>`;
}

function heading(alert: Alert, words: Words): Html {
  const tone = toneOf(alert.status, alert.severity);
  return html`<div class="ink" style="font:600 16px/22px ${FONT};color:#101828;padding:0 0 8px;"><span style="color:${tone.strong};">&#9679;</span> ${alertLine(alert, words)}</div>`;
}

function note(text: string | undefined): Html {
  if (!text) return NOTHING;
  return html`<div class="ink" style="font:14px/20px ${FONT};color:#344054;padding:0 0 8px;">${shortText(text, 1000)}</div>`;
}

/** gauge draws how much of a budget is used, as a bar of two cells: the one drawing that all mail programs can do. */
function gauge(alert: Alert): Html {
  if (!alert.budget || alert.budget <= 0) return NOTHING;
  // A burn rate's value is what its fast window used, not what is spent of the budget.
  const spent = alert.burn?.spent ?? alert.value;
  const percent = Math.max(1, Math.min(100, Math.floor((spent / alert.budget) * 100)));
  const { strong } = toneOf(alert.status, alert.severity);
  const rest =
    percent < 100
      ? html`<td class="track" width="${100 - percent}%" style="height:8px;line-height:8px;font-size:0;background-color:#e4e7ec;">&nbsp;</td>`
      : NOTHING;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 12px;"><tr>
    <td width="${percent}%" style="height:8px;line-height:8px;font-size:0;background-color:${strong};">&nbsp;</td>${rest}
    </tr></table>`;
}

function factRow({ label, value }: { label: string; value: string }): Html {
  return html`<tr><td class="soft" valign="top" width="130" style="padding:3px 12px 3px 0;font:14px/20px ${FONT};color:#667085;">${label}</td><td class="ink" valign="top" style="padding:3px 0;font:14px/20px ${FONT};color:#101828;word-break:break-word;">${shortText(value, 1500)}</td></tr>`;
}

function listHtml({ title, entries }: CauseList): Html {
  const rows = entries.map(
    ({ name, amount, share, streams }) =>
      html`<tr><td class="ink line" style="padding:5px 12px 5px 0;border-top:1px solid #f2f4f7;font:14px/20px ${FONT};color:#101828;word-break:break-word;">${name}${streams && !share ? html`<span class="soft" style="color:#667085;"> ${streams}</span>` : NOTHING}</td><td class="ink line" valign="top" align="right" style="padding:5px 0;border-top:1px solid #f2f4f7;font:14px/20px ${FONT};color:#101828;white-space:nowrap;">${amount}</td><td class="soft line" valign="top" align="right" width="52" style="padding:5px 0 5px 12px;border-top:1px solid #f2f4f7;font:14px/20px ${FONT};color:#667085;white-space:nowrap;">${share}</td></tr>`,
  );
  return html`<div class="soft" style="font:600 12px/16px ${FONT};color:#667085;padding:16px 0 4px;">${title}</div>
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows}</table>`;
}

function runbook(alert: Alert): Html {
  const link = webLink(alert.runbook);
  if (!link || link.length > 2000) return NOTHING;
  return html`<div style="padding:16px 0 0;"><a class="link" href="${link}" style="font:600 14px/20px ${FONT};color:#175cd3;text-decoration:underline;">Open the runbook</a></div>`;
}
