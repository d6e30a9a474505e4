/** REPORT_STYLE is the report's looks, for light and dark screens. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #667085; --line: #d5dae3; --back: #ffffff; --bar: #3366cc; --mark: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #98a2b3; --line: #344054; --back: #14181f; --bar: #7aa2f7; --mark: #f97066; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 24px; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 32px 0 8px; }
p { margin: 0 0 8px; } .soft { color: var(--soft); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; } .n { text-align: right; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 12px; }
.bar { fill: var(--bar); } .mark { fill: var(--mark); } .axis { stroke: var(--line); }
.strip { height: 20px; background: color-mix(in srgb, var(--line) 40%, transparent); }
.rule { display: grid; grid-template-columns: minmax(120px, 220px) 1fr; gap: 12px; align-items: center; margin: 6px 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; }
`;
