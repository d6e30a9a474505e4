import { html } from "../../html.ts";

/** PAGE_STYLE is how a report's page looks: light and dark, on a phone and on paper. */
export const PAGE_STYLE = html`<style>
:root { color-scheme: light dark; --page: #f2f4f7; --card: #fff; --ink: #101828; --soft: #475467; --line: #d0d5dd; --track: #eaecf0; --fill: #175cd3; --full: #d92d20; }
@media (prefers-color-scheme: dark) { :root { --page: #0c111d; --card: #161b26; --ink: #f5f5f6; --soft: #a4a7ae; --line: #333741; --track: #333741; --fill: #84adff; --full: #f97066; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 24px; margin: 0 0 24px; }
.period { margin: 0; color: var(--soft); }
h1 { font-size: 22px; line-height: 1.3; margin: 4px 0 20px; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 28px 0 8px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0; }
.figures div { border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
dt { color: var(--soft); font-size: 13px; }
dd { margin: 0; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
dd small { display: block; color: var(--soft); font-size: 13px; font-weight: 400; }
figure { margin: 20px 0 0; }
figure svg { display: block; width: 100%; max-width: 720px; height: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 10px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: top; }
thead th { color: var(--soft); font-size: 13px; }
th:first-child { text-align: left; padding-left: 0; min-width: 160px; max-width: 320px; white-space: normal; overflow-wrap: anywhere; }
.bar { display: block; height: 4px; border-radius: 2px; background: var(--track); margin-top: 4px; }
.bar span { display: block; height: 4px; border-radius: 2px; background: var(--fill); }
.bar.full span { background: var(--full); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
footer { margin-top: 28px; color: var(--soft); font-size: 13px; }
footer p { margin: 0 0 4px; overflow-wrap: anywhere; }
@media (max-width: 600px) { main { padding: 0; } article { border: 0; border-radius: 0; padding: 16px; } .figures { grid-template-columns: 1fr 1fr; } th:first-child { min-width: 120px; } }
@media print { body { background: #fff; } article { border: 0; break-after: page; } .wide { overflow: visible; } }
</style>`;
