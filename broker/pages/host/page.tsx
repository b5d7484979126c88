/**
 * The whole page "Min dag" of a host.
 * Knows no connection; what it needs of the browser comes as functions.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { Day } from "./day.tsx";
import { GuestCard } from "./guest.tsx";
import type { HostPage } from "./host-page.ts";
import { NewAppointment } from "./new-appointment.tsx";
import { Presence } from "./presence.tsx";
import { wantedNow } from "./words.ts";

export type PageProps = {
  readonly page: HostPage;
  readonly newId: () => string;
  /** Whether the browser can be asked for notifications, and has not been. */
  readonly canNotify: { readonly value: boolean };
  readonly onLanguage: (language: StaffLanguage) => void;
  readonly onSound: (isOn: boolean) => void;
  readonly onNotify: () => void;
  readonly onHost: (host: string) => void;
  readonly onSignOut: () => void;
};

function Top({ page, canNotify, onLanguage, onSound, onNotify, onSignOut }: PageProps) {
  const language = page.language.value;
  const texts = page.texts.value;
  const other = language === "da" ? "en" : "da";
  const host = page.picture.value?.host ?? null;
  const hasSound = page.hasSound.value;
  return (
    <header class="top">
      <div>
        <h1>{texts.title}</h1>
        {host === null ? null : <p class="help">{texts.whose(host)}</p>}
      </div>
      <div class="row">
        {canNotify.value ? (
          <button type="button" onClick={onNotify}>
            {texts.notify}
          </button>
        ) : null}
        <button type="button" aria-pressed={hasSound} onClick={() => onSound(!hasSound)}>
          {hasSound ? texts.sound.on : texts.sound.off}
        </button>
        <a class="button" href="/staff">
          {texts.toStaff}
        </a>
        {page.canSignOut.value ? (
          <a class="button" href="/me">
            {texts.toMe}
          </a>
        ) : null}
        <a class="button" href={`/hjaelp/vaert${language === "da" ? "" : "?language=en"}`}>
          {texts.help}
        </a>
        <button type="button" lang={other} onClick={() => onLanguage(other)}>
          {other === "da" ? "Dansk" : "English"}
        </button>
        {page.canSignOut.value ? (
          <button type="button" onClick={onSignOut}>
            {texts.signOut}
          </button>
        ) : null}
      </div>
    </header>
  );
}

/** What came of the last press, in sight wherever it was; a moment long it can be taken back. */
function SaidLine({ page }: { readonly page: HostPage }) {
  const said = page.said.value;
  const undoes = page.undoes.value;
  return (
    <div
      class={`said${said?.isTrouble === true ? " trouble" : ""}`}
      role={said?.isTrouble === true ? "alert" : "status"}
    >
      {said === null ? null : (
        <p>
          {said.text} {said.code === undefined ? null : <bdi class="code">{said.code}</bdi>}
        </p>
      )}
      {undoes !== null && page.at.value < undoes.until ? (
        <button type="button" onClick={() => void page.undo()}>
          {page.texts.value.answer.undo}
        </button>
      ) : null}
    </div>
  );
}

function Now({ page }: { readonly page: HostPage }) {
  const texts = page.texts.value;
  const picture = page.picture.value;
  const wanted = picture === null ? [] : wantedNow(picture);
  return (
    <section class="now" aria-labelledby="now">
      <h2 id="now">{texts.now}</h2>
      {wanted.length === 0 ? <p>{texts.nothingNow}</p> : null}
      <ol class="cards">
        {wanted.map((one, at) => (
          <GuestCard key={one.guest.guest} page={page} one={one} isFirst={at === 0} />
        ))}
      </ol>
    </section>
  );
}

/** Where nobody signs in somebody says whose day it is. */
function Choose({ page, onHost }: Pick<PageProps, "page" | "onHost">) {
  const texts = page.texts.value;
  const hosts = page.picture.value?.hosts ?? [];
  return (
    <section class="choose" aria-labelledby="choose">
      <h2 id="choose">{texts.choose}</h2>
      {hosts.length === 0 ? <p>{texts.nobody}</p> : null}
      <div class="row">
        {hosts.map((host) => (
          <button key={host} type="button" onClick={() => onHost(host)}>
            {host}
          </button>
        ))}
      </div>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.elements.namedItem("host");
          const host = field instanceof HTMLInputElement ? field.value.trim().toLowerCase() : "";
          if (host !== "") onHost(host);
        }}
      >
        <label for="host">{texts.staffId}</label>
        <input id="host" name="host" required maxLength={64} autoComplete="off" />
        <button type="submit">{texts.answer.send}</button>
      </form>
    </section>
  );
}

function KeysHelp({ page }: { readonly page: HostPage }) {
  const { keys, keysHelp } = page.texts.value;
  return (
    <details class="keys">
      <summary>{keys}</summary>
      <dl>
        {keysHelp.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function Page(props: PageProps) {
  const { page, newId, onHost } = props;
  const texts = page.texts.value;
  const picture = page.picture.value;
  const isLost = page.link.value === "lost";
  const telling = { timeZone: picture?.timeZone ?? "UTC", language: page.language.value };
  return (
    <div class={`page${isLost ? " lost" : ""}`}>
      <Top {...props} />
      {isLost ? (
        <p class="banner" role="alert">
          {texts.lost(clockWords(page.heardAt.value, telling))}
        </p>
      ) : null}
      <SaidLine page={page} />
      {picture === null ? (
        <main>
          <p>{texts.starting}</p>
        </main>
      ) : (
        <main class={picture.host === null ? "choosing" : ""}>
          {picture.host === null ? (
            <Choose page={page} onHost={onHost} />
          ) : (
            <>
              <div class="half">
                <Now page={page} />
                <Day page={page} />
              </div>
              <div class="half">
                <NewAppointment page={page} newId={newId} />
                <Presence page={page} />
                <KeysHelp page={page} />
              </div>
            </>
          )}
        </main>
      )}
    </div>
  );
}
