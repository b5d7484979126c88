/**
 * Whether the host is here, and who takes their guests meanwhile.
 * Knows no connection.
 */
import { clockWords } from "../../../protocol/texts/words.ts";
import { instantOf } from "../staff/local-time.ts";
import type { HostPage } from "./host-page.ts";

const MINUTE_MS = 60_000;

/** Where the hub knows who there is, they are chosen; else a staff id is written. */
function Deputy({ page }: { readonly page: HostPage }) {
  const { presence } = page.texts.value;
  const { people, deputy } = page.picture.value ?? { people: [], deputy: null };
  const known = deputy === null || people.includes(deputy) ? people : [deputy, ...people];
  if (known.length === 0)
    return (
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.elements.namedItem("deputy");
          const name = field instanceof HTMLInputElement ? field.value.trim().toLowerCase() : "";
          void page.nameDeputy(name === "" ? null : name);
        }}
      >
        <label for="deputy">{presence.deputy}</label>
        <input id="deputy" name="deputy" autoComplete="off" maxLength={64} defaultValue={deputy ?? ""} />
        <button type="submit">{page.texts.value.answer.send}</button>
      </form>
    );
  return (
    <div class="row">
      <label for="deputy">{presence.deputy}</label>
      <select
        id="deputy"
        value={deputy ?? ""}
        onChange={(event) => void page.nameDeputy(event.currentTarget.value || null)}
      >
        <option value="">{presence.noDeputy}</option>
        {known.map((person) => (
          <option key={person} value={person}>
            {person}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Presence({ page }: { readonly page: HostPage }) {
  const picture = page.picture.value;
  if (picture === null) return null;
  const { presence } = page.texts.value;
  const away = picture.presence;
  const telling = { timeZone: picture.timeZone, language: page.language.value };
  const leave = (minutes: number) => void page.setPresence(true, page.at.value + minutes * MINUTE_MS);
  const leaveForTheDay = () =>
    void page.setPresence(true, instantOf("23:59", page.at.value, picture.timeZone));
  return (
    <section class={`presence${away === null ? "" : " away"}`} aria-labelledby="presence">
      <h2 id="presence">{presence.head}</h2>
      <p>
        {away === null
          ? presence.here
          : [
              presence.away(away.until === null ? null : clockWords(away.until, telling)),
              presence.source[away.source],
              presence.goesTo(picture.deputy),
            ].join(" ")}
      </p>
      <div class="row">
        {away === null ? (
          <>
            <button type="button" onClick={() => leave(30)}>
              {presence.halfHour}
            </button>
            <button type="button" onClick={() => leave(60)}>
              {presence.hour}
            </button>
            <button type="button" onClick={leaveForTheDay}>
              {presence.day}
            </button>
          </>
        ) : (
          <button type="button" class="main" onClick={() => void page.setPresence(false, null)}>
            {presence.back}
          </button>
        )}
      </div>
      <Deputy page={page} />
    </section>
  );
}
