/**
 * The form that makes this machine a stand, in place of the citizen's screen while it is none.
 * Knows no key and no hub: what is typed goes to the stand, and how it went comes back with its pictures.
 */
import { useSignal } from "@preact/signals";
import type { EnrolmentPicture } from "../../../protocol/snapshots.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { ENROL_WORDS } from "./enrol-words.ts";
import { enrolHere } from "./stand-link.ts";

type FieldProps = {
  readonly name: "url" | "code";
  readonly label: string;
  readonly help: string;
  readonly isCode?: boolean;
};

function Field({ name, label, help, isCode = false }: FieldProps) {
  return (
    <div class="enrol-field">
      <label for={`enrol-${name}`}>{label}</label>
      <input
        id={`enrol-${name}`}
        name={name}
        class={isCode ? "enrol-code" : undefined}
        type="text"
        inputMode={isCode ? "text" : "url"}
        autoComplete="off"
        autoCapitalize={isCode ? "characters" : "none"}
        spellcheck={false}
        aria-describedby={`enrol-${name}-help`}
        required
      />
      <p id={`enrol-${name}-help`}>{help}</p>
    </div>
  );
}

type Props = { readonly enrolment: EnrolmentPicture; readonly isLost: boolean };

/** What is typed stays in the fields, so that one wrong sign can be mended. */
export function EnrolScreen({ enrolment, isLost }: Props) {
  const language = useSignal<StaffLanguage>("da");
  const other = language.value === "da" ? "en" : "da";
  const t = ENROL_WORDS[language.value];
  const isTrying = enrolment.kind === "trying";
  const submit = (form: HTMLFormElement) => {
    const said = new FormData(form);
    const textOf = (name: string) => {
      const value = said.get(name);
      return typeof value === "string" ? value : "";
    };
    void enrolHere({ url: textOf("url"), code: textOf("code") });
  };
  const problem = isLost ? t.lost : (enrolment.problem?.[language.value] ?? "");
  return (
    <main class="screen enrol" lang={language.value}>
      <header class="top">
        <p class="place">Talon</p>
        <button type="button" lang={other} onClick={() => (language.value = other)}>
          {ENROL_WORDS[other].language}
        </button>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <h1>{t.title}</h1>
        <p>{t.how}</p>
        <Field name="url" label={t.address} help={t.addressHelp} />
        <Field name="code" label={t.code} help={t.codeHelp} isCode />
        <p class="enrol-problem" role="alert">
          {problem}
        </p>
        <button type="submit" disabled={isTrying || isLost}>
          {isTrying ? t.trying : t.connect}
        </button>
      </form>
    </main>
  );
}
