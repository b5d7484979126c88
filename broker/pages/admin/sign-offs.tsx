/**
 * Who has read all texts of a language and found them good: without that the hub offers it to nobody.
 * Knows no text; what a sign-off is of comes from the hub.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Admin } from "./admin.ts";
import { idOf, languageName } from "./fields.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

/** A language as the hub tells of it; `of` is `null` for those that need no reader. */
type Language = {
  readonly id: string;
  readonly of: string | null;
  readonly missing: readonly string[];
};

/** Those of the draft's languages that need a reader. */
export function SignOffs({ admin }: { readonly admin: Admin }) {
  const languages = useSignal<readonly Language[]>([]);
  useEffect(() => {
    void admin.hub.get<readonly Language[]>("../languages").then((answer) => {
      if (answer.kind === "done") languages.value = answer.body;
    });
  }, [admin]);
  const offered = admin.draft.value?.languages ?? [];
  const read = languages.value.filter(({ id, of }) => of !== null && offered.includes(id));
  if (read.length === 0) return null;
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <section data-path="signOffs" tabIndex={-1}>
      <h2>{t.signOffs}</h2>
      <p class="help">{t.signOffsHelp}</p>
      {read.map((one) => (
        <SignOff key={one.id} admin={admin} language={one} />
      ))}
    </section>
  );
}

type OneProps = { readonly admin: Admin; readonly language: Language };

function SignOff({ admin, language: { id, of, missing } }: OneProps) {
  const speech = admin.language.value;
  const t = ADMIN_TEXTS[speech];
  const signOffs = admin.draft.value?.signOffs ?? [];
  const signed = signOffs.findLast((one) => one.language === id);
  const name = languageName(id, speech);
  const others = signOffs.filter((one) => one.language !== id);
  return (
    <div class="sign-off">
      <h3>{name}</h3>
      <a href={`/texts/${id}`} target="_blank" rel="noreferrer">
        {t.signOffRead(name)}
      </a>
      {missing.length > 0 ? <p class="trouble">{t.signOffLacks(missing.length)}</p> : null}
      {signed === undefined ? null : (
        <p class={signed.of === of ? "fine" : "trouble"}>
          {(signed.of === of ? t.signOffBy : t.signOffVoid)(signed.reader, signed.at)}{" "}
          <button
            type="button"
            onClick={() => admin.edit("signOffs", others.length === 0 ? undefined : others)}
          >
            {t.signOffTakeBack}
          </button>
        </p>
      )}
      {signed?.of === of || missing.length > 0 ? null : (
        <Reader
          admin={admin}
          id={id}
          onRead={(reader) => {
            const at = new Date().toISOString().slice(0, 10);
            admin.edit("signOffs", [...others, { language: id, reader, at, of }]);
          }}
        />
      )}
    </div>
  );
}

type ReaderProps = {
  readonly admin: Admin;
  readonly id: string;
  readonly onRead: (reader: string) => void;
};

/** The reader's name; whoever signs off says who has read. */
function Reader({ admin, id, onRead }: ReaderProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isMissing = useSignal(false);
  const field = idOf(`reader.${id}`);
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements.namedItem("reader") as HTMLInputElement;
        const reader = input.value.trim();
        isMissing.value = reader === "";
        if (reader === "") input.focus();
        else onRead(reader);
      }}
    >
      <label for={field}>{t.signOffReader}</label>
      <div class="row">
        <input
          id={field}
          name="reader"
          maxLength={120}
          autoComplete="off"
          aria-invalid={isMissing.value}
          aria-describedby={`${field}-wrong`}
        />
        <button type="submit">{t.signOffDo}</button>
      </div>
      <p class="wrong" id={`${field}-wrong`} role="alert" hidden={!isMissing.value}>
        {isMissing.value ? t.signOffReaderMissing : ""}
      </p>
    </form>
  );
}
