/** The look of a report: one column, tables that scroll by themselves where they are too wide. */
export const pageStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 1080px; margin: 0 auto; padding: 24px 20px 60px; background: white; color: #222222;
  font: 15px/1.5 "DejaVu Sans", Verdana, system-ui, sans-serif; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 44px 0 12px; padding-bottom: 4px; border-bottom: 1px solid #cccccc; }
h3 { font-size: 15px; margin: 20px 0 8px; overflow-wrap: anywhere; }
p { margin: 8px 0; max-width: 76ch; }
.lead, .note { color: #555555; }
.note { font-size: 13px; }
.result { font-size: 19px; margin: 14px 0; }
img { display: block; max-width: 100%; height: auto; margin: 8px 0; }
.wide { overflow-x: auto; margin: 10px 0; }
.side { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 12px 20px; }
.side > * { min-width: 0; }
table { border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 14px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e8e8e8; }
thead th { border-bottom: 1px solid #999999; }
.wide td:first-child { white-space: nowrap; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.facts th { font-weight: normal; color: #555555; white-space: nowrap; }
.facts td { overflow-wrap: anywhere; }
pre { overflow-x: auto; margin: 8px 0; padding: 12px 14px; background: #f6f7f8; border: 1px solid #e3e5e8;
  font: 12.5px/1.45 "DejaVu Sans Mono", Consolas, monospace; tab-size: 2; }
code { font: 12.5px "DejaVu Sans Mono", Consolas, monospace; }
summary { cursor: pointer; }
@media print { body { max-width: none; } h2 { break-after: avoid; } img, tr { break-inside: avoid; } }
`;
