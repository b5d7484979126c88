/**
 * The pages between the login service and the hub's own: that somebody is in, or why not, with the way on. Danish first.
 * Pure; knows no server. They need no script, and say nothing of who somebody is.
 */
import { STAFF_LANGUAGES } from "../../protocol/terms.ts";
import { LOGIN_TEXTS, type LoginTrouble } from "../../protocol/texts/login.ts";
import { escaped } from "./escaped.ts";

function page(title: string, { head = "", body }: { readonly head?: string; readonly body: string }): string {
  return `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>${escaped(title)} · Talon</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/hjaelp/look.css">
<main>
${body}</main>
</html>
`;
}

const both = (words: (language: (typeof STAFF_LANGUAGES)[number]) => string) =>
  STAFF_LANGUAGES.map((language) => `<span lang="${language}">${escaped(words(language))}</span>`).join(
    " / ",
  );

/**
 * Leads on by itself. A redirect would not do: it would still be part of the way here from the login service's site, on which a
 * browser sends no cookie that is SameSite=Strict.
 */
export function signedInPage(to: string): string {
  const url = escaped(to);
  return page(LOGIN_TEXTS.da.signedIn, {
    head: `<meta http-equiv="refresh" content="0; url=${url}">\n`,
    body: `<h1>${both((language) => LOGIN_TEXTS[language].signedIn)}</h1>
<p><a href="${url}">${both((language) => LOGIN_TEXTS[language].goOn)}</a></p>
`,
  });
}

/** Why nobody is signed in, and the way back; `null`: the window is to be closed, since a frame waits behind it. */
export function notSignedInPage(why: LoginTrouble, again: string | null): string {
  const words = STAFF_LANGUAGES.map(
    (language) => `<p lang="${language}">${escaped(LOGIN_TEXTS[language].why[why])}</p>\n`,
  ).join("");
  const way =
    again === null
      ? `<p>${both((language) => LOGIN_TEXTS[language].inWindow.close)}</p>`
      : `<p><a href="${escaped(again)}">${both((language) => LOGIN_TEXTS[language].again)}</a></p>`;
  return page(LOGIN_TEXTS.da.notIn, {
    body: `<h1>${both((language) => LOGIN_TEXTS[language].notIn)}</h1>
${words}${way}
`,
  });
}
