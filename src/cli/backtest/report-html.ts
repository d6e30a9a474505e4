import type { Fired, RuleTally } from "../../app/index.ts";
import { REPORT_STYLE } from "./report-style.ts";
import { barsSvg, stripSvg } from "./report-svg.ts";
import { minute, type Played, worstText } from "./summary-text.ts";
import { iso } from "./transition-line.ts";

/** Report is what a page about a backtest shows. */
export interface Report extends Played {
  readonly config: string;
  readonly fired: readonly Fired[];
  /** Further findings as text: a comparison, proposals. */
  readonly notes: readonly { readonly title: string; readonly text: string }[];
}

/** reportHtml writes a backtest as one page that needs no other file and no network. */
export function reportHtml(report: Report): string {
  const { config, from, run, days, timezone, fired, notes } = report;
  const { tally } = run;
  const receivers = [...tally.byReceiver].map(([name, count]) => `${escaped(name)} ${count}`);
  const early = run.complete
    ? ""
    : "<p><strong>Ended early: what follows is incomplete.</strong></p>";
  const strips = [...tally.rules.keys()].map((rule) => {
    const moments = fired.filter(({ alert }) => alert.ref.rule === rule).map(({ at }) => at);
    return `<div class="rule"><span>${escaped(rule)}</span>${stripSvg(moments, { from, to: run.at })}</div>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backtest of ${escaped(config)}</title><style>${REPORT_STYLE}</style></head><body>
<h1>Backtest of ${escaped(config)}</h1>
<p class="soft">${run.rows} rows, ${run.ticks} ticks from ${iso(from)} to ${iso(run.at)}</p>${early}
<p>${tally.messages} messages after grouping${receivers.length > 0 ? `: ${receivers.join(", ")}` : ""}</p>
<h2>Messages per day (${escaped(timezone)})</h2>${barsSvg(days, tally.byDay)}
<h2>Rules</h2><div class="wide">${table([...tally.rules.values()])}</div>
<h2>When they fired</h2>${strips.join("\n")}
${notes.map(({ title, text }) => `<h2>${escaped(title)}</h2><pre>${escaped(text)}</pre>`).join("\n")}
</body></html>
`;
}

function table(rules: readonly RuleTally[]): string {
  const head =
    "<tr><th>Rule</th><th class=n>Fired</th><th class=n>Resolved</th><th class=n>Messages</th><th>Per receiver</th><th>First (UTC)</th><th>Last (UTC)</th><th>Worst</th></tr>";
  const body = rules.map((rule) => {
    const receivers = [...rule.byReceiver].map(([name, count]) => `${name} ${count}`).join(", ");
    const numbers = [rule.firings, rule.resolved, rule.messages].map(
      (n) => `<td class=n>${n}</td>`,
    );
    const texts = [receivers || "-", minute(rule.firstAt), minute(rule.lastAt), worstText(rule)];
    return `<tr><td>${escaped(rule.rule)}</td>${numbers.join("")}${texts.map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`;
  });
  return `<table>${head}${body.join("")}</table>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
