/** The look of the statistics' page, on screens and on paper. Data only. */

export const STATISTICS_LOOK = `
:root { font-family: "Noto Sans", "DejaVu Sans", system-ui, sans-serif; line-height: 1.5; color: #06182b; background: #f3f6f9; }
body { max-width: 80rem; margin: 0 auto; padding: 1rem; }
a { color: #0b3a66; font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; align-items: center; }
nav a, .file a { padding: 0.6rem 0; }
h1 { font-size: 1.4rem; margin-block: 0.6rem 0; }
.lead { font-size: 1.6rem; line-height: 1.35; font-weight: 700; margin-block: 0.6rem 1rem; max-width: 46rem; }
.quiet { color: #3c4b5a; }
.notice { border-inline-start: 6px solid #b45309; background: #fff7ed; padding: 0.5rem 0.8rem; margin-block: 0.5rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.8rem; padding: 0; margin: 0 0 1.2rem; }
.tile { background: #ffffff; border: 1px solid #c3ccd6; border-radius: 10px; padding: 0.8rem 1rem; }
.tile h2 { font-size: 1rem; margin: 0; }
.tile .big { font-size: 2.2rem; font-weight: 800; line-height: 1.2; margin: 0.1rem 0; }
.tile p { margin: 0.1rem 0; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0.8rem; }
.panel { background: #ffffff; border: 1px solid #c3ccd6; border-radius: 10px; padding: 0.8rem 1rem; min-width: 0; break-inside: avoid; }
.panel h2 { font-size: 1.15rem; margin: 0; }
.picture { width: 100%; height: auto; max-height: 32rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.6rem; text-align: end; border-block-end: 1px solid #d5dce4; }
th:first-child, td:first-child { text-align: start; min-width: 8rem; hyphens: auto; }
caption { text-align: start; color: #3c4b5a; }
.own caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.own { position: relative; }
summary { cursor: pointer; padding: 0.5rem 0; font-weight: 600; color: #0b3a66; }
form { background: #ffffff; border: 1px solid #c3ccd6; border-radius: 10px; padding: 0.4rem 1rem 1rem; margin-block: 0.8rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 0.6rem 1rem; }
label { display: block; font-weight: 600; }
select, input { font: inherit; width: 100%; box-sizing: border-box; min-height: 2.75rem; padding: 0.3rem 0.5rem; border: 1px solid #5b6b7b; border-radius: 6px; background: #ffffff; color: #06182b; }
select[multiple] { min-height: 6.5rem; }
button { font: inherit; font-weight: 700; min-height: 2.75rem; padding: 0.4rem 1.6rem; border: 0; border-radius: 6px; background: #0b3a66; color: #ffffff; cursor: pointer; }
.choices { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block: 0.8rem 0; }
.choices a { padding: 0.5rem 0.9rem; border: 1px solid #5b6b7b; border-radius: 999px; text-decoration: none; background: #ffffff; }
.choices a[aria-current] { background: #0b3a66; color: #ffffff; }
:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
@media print {
  @page { margin: 12mm; size: A4; }
  :root { background: #ffffff; font-size: 10pt; }
  body { padding: 0; max-width: none; }
  nav, form, .choices, .file, .filters, details.why { display: none; }
  .panels { grid-template-columns: 1fr 1fr; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
}
`;
