/**
 * The poster at the door, as the hub writes it: a code that stands still, on one sheet of A4, and beside it in words what that means.
 * Pure; knows no server.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { qrSvg } from "../../protocol/screen/qr.ts";
import { dirOf, inLanguage } from "../../protocol/terms.ts";
import { DOOR_TEXTS, HUB_TEXTS } from "../../protocol/texts/texts.ts";
import { escaped } from "../http/escaped.ts";

/** One sheet; what staff are told is not printed. */
export const POSTER_LOOK = `
* { box-sizing: border-box; margin: 0; }
:root { font-family: "Noto Sans", "DejaVu Sans", system-ui, sans-serif; line-height: 1.35; color: #06182b; background: #ffffff; }
body { max-width: 190mm; margin-inline: auto; padding: 16px; text-align: center; }
.told { text-align: start; background: #ffb000; border-radius: 12px; padding: 14px 18px; margin-block-end: 24px; }
.told p + p { margin-block-start: 8px; }
h1 { font-size: 26pt; line-height: 1.2; margin-block-end: 10mm; }
svg { display: block; width: min(110mm, 90%); margin: 0 auto 10mm; }
.said { list-style: none; padding: 0; display: grid; gap: 4mm; }
.said li { font-size: 17pt; font-weight: 600; }
.said li:first-child { font-size: 24pt; font-weight: 800; }
.mark { margin-block-start: 10mm; color: #33475b; }
@media print {
  @page { size: A4 portrait; margin: 12mm; }
  body { padding: 0; }
  .told { display: none; }
}
`;

const told = (key: "posterTold" | "posterNone") =>
  (["da", "en"] as const).map((one) => `<p lang="${one}">${escaped(HUB_TEXTS[one][key])}</p>`).join("\n");

function sheet({ name, languages, doorPoster = 0 }: LocationConfig, url: string): string {
  const said = languages.map(
    (one) => `<li lang="${one}" dir="${dirOf(one)}">${escaped(DOOR_TEXTS[one].scan)}</li>`,
  );
  return `<h1>${escaped(inLanguage(name, "da"))}</h1>
${qrSvg(url, DOOR_TEXTS.da.scan)}
<ul class="said">
${said.join("\n")}
</ul>
<p class="mark">${doorPoster}</p>`;
}

/** The poster of a location, or that it has none; `url` is what its code holds. */
export function posterPage(location: LocationConfig, url: string | null): string {
  return `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(DOOR_TEXTS.da.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/door/poster.css">
</head>
<body>
<aside class="told">
${told(url === null ? "posterNone" : "posterTold")}
</aside>
<main>
${url === null ? `<h1>${escaped(inLanguage(location.name, "da"))}</h1>` : sheet(location, url)}
</main>
</body>
</html>
`;
}
