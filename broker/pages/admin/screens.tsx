/**
 * The screens that show one display: which browsers are paired with it, when each was seen, one more by its code, and one taken off.
 * Knows no draft: what is done here holds at once.
 */
import { useSignal } from "@preact/signals";
import type { Admin } from "./admin.ts";
import { momentIn, useAsked } from "./asked.ts";
import { ADMIN_TEXTS, type AdminTexts } from "./texts.ts";

type Screen = {
  readonly screen: string;
  readonly display: string;
  readonly pairedAt: number;
  readonly by: string | null;
  readonly seenAt: number;
  readonly isShowing: boolean;
};
type Screens = { readonly isNeeded: boolean; readonly screens: readonly Screen[] };

type ItemProps = { readonly admin: Admin; readonly screen: Screen; readonly onRevoke: () => void };

function Item({ admin, screen, onRevoke }: ItemProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { pairedAt, by, seenAt, isShowing } = screen;
  return (
    <li>
      <p>
        <strong>{isShowing ? t.screenShows : t.screenSeen(momentIn(admin, seenAt))}</strong>{" "}
        {t.screenPaired(momentIn(admin, pairedAt), by)}
      </p>
      <button type="button" class="remove" onClick={onRevoke}>
        {t.screenRevoke}
      </button>
    </li>
  );
}

/** Why a code was not taken, in words. */
function refusedWords(status: number, t: AdminTexts): string {
  if (status === 409) return t.screenCodeUnknown;
  if (status === 429) return t.screenSlow;
  return status === 404 ? t.screenUnsaved : t.machineFailed;
}

type PairProps = { readonly t: AdminTexts; readonly pair: (code: string) => Promise<string | null> };

/** A code that was refused stays in the field, so that one wrong digit can be mended. */
function Pair({ t, pair }: PairProps) {
  const problem = useSignal<string | null>(null);
  const submit = async (form: HTMLFormElement) => {
    problem.value = null;
    const code = new FormData(form).get("code");
    problem.value = await pair(typeof code === "string" ? code : "");
    if (problem.value === null) form.reset();
  };
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <label for="screen-code">{t.screenCode}</label>
      <div class="row">
        <input
          id="screen-code"
          name="code"
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          required
          aria-invalid={problem.value !== null}
          aria-describedby="screen-code-help screen-code-wrong"
        />
        <button type="submit">{t.screenPair}</button>
      </div>
      <p class="help" id="screen-code-help">
        {t.screenCodeHelp}
      </p>
      <p class="wrong" id="screen-code-wrong" role="alert" hidden={problem.value === null}>
        {problem.value}
      </p>
    </form>
  );
}

/** Nothing for whoever may not manage machines. */
export function ScreensOf({ admin, display }: { readonly admin: Admin; readonly display: string }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { known, ask } = useAsked<Screens>(admin, "screens");
  if (known.value === null) return null;
  const { isNeeded, screens } = known.value;
  const own = screens.filter((one) => one.display === display);
  const pair = async (code: string) => {
    const answer = await admin.hub.post("screens/pair", { display, code });
    await ask();
    if (answer.kind === "done") return null;
    return answer.kind === "refused" ? refusedWords(answer.status, t) : t.machineFailed;
  };
  const revoke = async ({ screen }: Screen) => {
    await admin.hub.post(`screens/${screen}/unpair`, {});
    await ask();
  };
  return (
    <section class="screens" aria-label={t.screens}>
      <h3>{t.screens}</h3>
      {isNeeded ? (
        <>
          {own.length === 0 ? <p>{t.screenNone}</p> : null}
          <ul>
            {own.map((screen) => (
              <Item key={screen.screen} admin={admin} screen={screen} onRevoke={() => void revoke(screen)} />
            ))}
          </ul>
          <Pair t={t} pair={pair} />
        </>
      ) : (
        <p>{t.screensOpen}</p>
      )}
    </section>
  );
}
