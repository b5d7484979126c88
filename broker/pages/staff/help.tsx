/**
 * "Hjælp": the instructions, the stands by their ids, and the file for whoever supports the location.
 * Knows no connection; instructions and file are the hub's own pages.
 */
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";

export function Help({ page }: { readonly page: CounterPage }) {
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  const stands = page.picture.value?.stands ?? [];
  return (
    <details class="help">
      <summary>{texts.help}</summary>
      <p>
        <a href={language === "da" ? "/hjaelp" : `/hjaelp?language=${language}`} target="_blank">
          {texts.instructions}
        </a>
      </p>
      {stands.length === 0 ? null : (
        <>
          <h3>{texts.standIds}</h3>
          <ul>
            {stands.map(({ stand, name, online }) => (
              <li key={stand}>
                {inLanguage(name, language)}: <code>{stand}</code>
                {online ? "" : ` (${STAFF_TEXTS[language].standOffLine})`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{texts.supportHelp}</p>
      <p>
        <a href="/api/support" download>
          {texts.supportFile}
        </a>
      </p>
    </details>
  );
}
