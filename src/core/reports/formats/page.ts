import { type Html, html, NOTHING } from "../../html.ts";
import { dateTimeText } from "../../message/window-text.ts";
import { figuresOf } from "../figures.ts";
import type { AccountReport } from "../report.ts";
import type { Section } from "../section.ts";
import { type SectionOptions, sectionsOf } from "../sections.ts";
import { leadOf, standingOf, titleOf } from "../standing.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { isEmpty } from "./text.ts";

/** PageOptions choose what a page shows. */
export interface PageOptions extends SectionOptions {
  /** The chart of each report, in their order; null where there is none. */
  readonly charts?: readonly (Html | null)[];
}

/** reportPage lays out reports as one HTML page that needs nothing from elsewhere: it can be kept, sent and printed. */
export function reportPage(
  reports: readonly AccountReport[],
  { charts = [], ...options }: PageOptions = {},
): string {
  const [first] = reports;
  const title = first ? titleOf(first) : "No accounts";
  const page = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title>${PAGE_STYLE}</head>
<body><main>
${reports.map((report, index) => reportHtml(report, charts[index] ?? null, options))}
</main></body></html>
`;
  return page.toString();
}

function reportHtml(report: AccountReport, chart: Html | null, options: SectionOptions): Html {
  const { from, to, timezone } = report.statement;
  const ends = `${dateTimeText(from, timezone)} to ${dateTimeText(to, timezone)} (${timezone})`;
  const tables = isEmpty(report) ? [] : sectionsOf(report, options);
  return html`<article>
<header><p class="period">${ends}</p><h1>${leadOf(report)}</h1></header>
<dl class="figures">${figuresOf(report).map(({ label, value, note }) => html`<div><dt>${label}</dt><dd>${value}${note ? html` <small>${note}</small>` : NOTHING}</dd></div>`)}</dl>
${chart ? html`<figure>${chart}</figure>` : NOTHING}
${tables.map(sectionHtml)}
<footer>${standingOf(report).map((line) => html`<p>${line}</p>`)}</footer>
</article>
`;
}

function sectionHtml({ title, head, rows, shares }: Section): Html {
  const columns = head.map((name, at) =>
    at === 0
      ? html`<th scope="col"><span class="unseen">Name</span></th>`
      : html`<th scope="col">${name}</th>`,
  );
  const body = rows.map(([name = "", ...cells], row) => {
    const share = shares?.[row];
    const bar = share === undefined ? NOTHING : barHtml(share);
    return html`<tr><th scope="row">${name}${bar}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
  });
  return html`<section><h2>${title}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${columns}</tr></thead><tbody>
${body}</tbody></table></div></section>
`;
}

/** What is over its whole is a full bar in another colour. */
function barHtml(share: number): Html {
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 1000) / 10;
  return html`<span class="bar${share >= 1 ? " full" : ""}" aria-hidden="true"><span style="width:${percent}%"></span></span>`;
}
