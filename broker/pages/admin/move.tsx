/**
 * The whole location as one file, and such a file taken in with what will differ said first (R15).
 * Knows no format; the hub reads the file, and nothing changes before it is saved.
 */
import { useSignal } from "@preact/signals";
import type { Admin } from "./admin.ts";
import { draftOf, valueAt } from "./draft.ts";
import type { Checked, Problem } from "./hub.ts";
import { troublesOf } from "./places.ts";
import { ChangeList } from "./problems.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type MoveProps = { readonly admin: Admin };
type Preview = Checked & {
  readonly document: unknown;
  /** The move in short: `3 køer kommer til`, `1 stander forsvinder`. */
  readonly summary?: string | readonly string[];
};
type Read = { readonly preview: Preview } | { readonly wrong: string | null };

function refusalOf(body: unknown): string | null {
  const problems = valueAt(body, "problems");
  if (!Array.isArray(problems)) return null;
  return (problems as Problem[]).map(({ problem }) => problem).join(". ");
}

/** The file goes as its text, so that the hub can say what is wrong with half of one. */
async function readFile(admin: Admin, file: File): Promise<Read> {
  const path = `import-preview?language=${admin.language.value}`;
  const answer = await admin.hub.post<Preview>(path, { file: await file.text() });
  if (answer.kind === "done") return { preview: answer.body };
  return { wrong: answer.kind === "refused" ? refusalOf(answer.body) : null };
}

type DiffersProps = MoveProps & { readonly preview: Preview; readonly onTaken: () => void };

function Differs({ admin, preview, onTaken }: DiffersProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { changes, document, summary = [] } = preview;
  const take = () => {
    const now = admin.draft.value;
    if (now === null) return;
    const { v, version, location } = now;
    admin.replace({ ...draftOf(document), v, version, location });
    onTaken();
  };
  return (
    <>
      <p>{changes.length === 0 ? t.importSame : t.importDiffers}</p>
      <p class="said">{[summary].flat().join(", ")}</p>
      <ChangeList changes={changes} />
      <ul class="problems">
        {troublesOf(preview).map(({ path, place = path, problem }) => (
          <li key={path + problem} class="wrong">
            <strong>{place}</strong>: {problem}
          </li>
        ))}
      </ul>
      <button type="button" class="main" onClick={take}>
        {t.importTake}
      </button>
    </>
  );
}

function Export({ admin }: MoveProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const location = admin.draft.value?.location ?? "";
  return (
    <section>
      <h2>{t.exportHead}</h2>
      <p class="help">{t.exportHelp}</p>
      <a
        class="button main"
        href={`/api/locations/${encodeURIComponent(location)}/administration/export`}
        download
      >
        {t.exportLink}
      </a>
    </section>
  );
}

export function Move({ admin }: MoveProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const read = useSignal<Read | null>(null);
  const isTaken = useSignal(false);
  const now = read.value;
  const take = async (field: HTMLInputElement) => {
    const file = field.files?.[0];
    if (file === undefined) return;
    read.value = await readFile(admin, file);
    // The same file, mended, may be chosen again.
    field.value = "";
    isTaken.value = false;
  };
  return (
    <>
      <Export admin={admin} />
      <section>
        <h2>{t.importHead}</h2>
        <p class="help" id="import-help">
          {t.importHelp}
        </p>
        <div class="field">
          <label for="import">{t.importFile}</label>
          <input
            id="import"
            type="file"
            accept=".json,application/json"
            aria-describedby="import-help import-said"
            onChange={({ currentTarget }) => void take(currentTarget)}
          />
        </div>
        <div id="import-said" role="status">
          {now !== null && "wrong" in now ? <p class="trouble">{now.wrong ?? t.importWrong}</p> : null}
          {isTaken.value ? <p class="fine">{t.importTaken}</p> : null}
        </div>
        {now !== null && "preview" in now && !isTaken.value ? (
          <Differs admin={admin} preview={now.preview} onTaken={() => (isTaken.value = true)} />
        ) : null}
      </section>
    </>
  );
}
