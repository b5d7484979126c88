/**
 * Every version of the location: who saved it, when, with what note, and what it changed; one can be looked at and gone back to.
 * Knows no document's meaning; what going back would change is asked of the hub.
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Admin } from "./admin.ts";
import { valueAt } from "./draft.ts";
import type { Change, Checked, Saved, Version } from "./hub.ts";
import { ChangeList } from "./problems.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type VersionsProps = { readonly admin: Admin };

/** `23. november 2026 kl. 10.45`, in the time of the place, wherever it is read. */
function whenWords(at: number, { language, saved }: Admin): string {
  const locale = language.value === "da" ? "da-DK" : "en-GB";
  const zone = valueAt(saved.value?.document, "timeZone");
  const timeZone = typeof zone === "string" ? zone : undefined;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(at);
}

type OneProps = VersionsProps & {
  readonly version: Version;
  readonly isNow: boolean;
  readonly onBack: () => void;
};

/** What going back would change now, once it has been asked for. */
async function lookAt(
  admin: Admin,
  version: number,
  changes: Signal<readonly Change[] | null>,
): Promise<void> {
  const saved = await admin.hub.get<Saved>(`versions/${version}`);
  if (saved.kind !== "done") return;
  const dry = await admin.hub.post<Checked>(`dry-run?language=${admin.language.value}`, {
    document: saved.body.document,
  });
  if (dry.kind === "done") changes.value = dry.body.changes;
}

function Look({ admin, version, changes, onBack }: OneProps & { readonly changes: readonly Change[] }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isDirty = admin.isDirty.value;
  return (
    <div class="look">
      <p>{changes.length === 0 ? t.wouldChangeNothing : t.wouldChange}</p>
      <ChangeList changes={changes} />
      {isDirty ? <p class="trouble">{t.goBackFirst}</p> : null}
      <button type="button" class="main" disabled={isDirty} onClick={onBack}>
        {t.goBack(version.version)}
      </button>
    </div>
  );
}

function One(props: OneProps) {
  const { admin, version, isNow } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const changes = useSignal<readonly Change[] | null>(null);
  return (
    <li class="version">
      <h3>
        {t.version(version.version)} {isNow ? <span class="state">({t.versionNow})</span> : null}
      </h3>
      <p>
        {whenWords(version.at, admin)}
        {version.by === null ? "" : ` ${t.versionBy(version.by)}`}
      </p>
      {version.note ? <p class="said">{version.note}</p> : null}
      {version.changes.length === 0 ? (
        <p class="help">{t.firstVersion}</p>
      ) : (
        <ChangeList changes={version.changes} />
      )}
      {isNow || !admin.mayEdit.value ? null : (
        <button
          type="button"
          aria-label={t.lookNamed(version.version)}
          aria-expanded={changes.value !== null}
          onClick={() => {
            if (changes.value === null) void lookAt(admin, version.version, changes);
            else changes.value = null;
          }}
        >
          {t.look}
        </button>
      )}
      {changes.value === null ? null : <Look {...props} changes={changes.value} />}
    </li>
  );
}

/** So many versions the hub tells at once. */
const PAGE = 30;

type Undone = { readonly to: number; readonly version: number };

/** The versions as far as they were asked for, the newest first. */
function useVersions({ hub, language, saved }: Admin) {
  const versions = useSignal<readonly Version[]>([]);
  const isLost = useSignal(false);
  const ask = async (before: number | null) => {
    const more = before === null ? "" : `&before=${before}`;
    const answer = await hub.get<readonly Version[]>(`versions?language=${language.value}${more}`);
    isLost.value = answer.kind !== "done";
    if (answer.kind !== "done") return;
    versions.value = before === null ? answer.body : [...versions.value, ...answer.body];
  };
  const load = () => ask(null);
  const now = saved.value?.version;
  useEffect(() => void load(), [now, language.value]);
  const oldest = versions.value.at(-1)?.version ?? 1;
  const hasOlder = versions.value.length >= PAGE && oldest > 1;
  return { versions: versions.value, isLost: isLost.value, load, older: hasOlder ? () => ask(oldest) : null };
}

export function Versions({ admin }: VersionsProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { versions, isLost, load, older } = useVersions(admin);
  const undone = useSignal<Undone | null>(null);
  const now = admin.saved.value?.version;
  const goBack = async (to: number) => {
    const answer = await admin.hub.post<{ version: number }>("undo", { to, replaces: now });
    if (answer.kind === "done") undone.value = { to, version: answer.body.version };
    await admin.load();
    await load();
  };
  return (
    <>
      <p role="status" class="fine">
        {undone.value === null ? "" : t.goneBack(undone.value.to, undone.value.version)}
      </p>
      {isLost ? (
        <p class="trouble">
          {t.noVersions}{" "}
          <button type="button" onClick={() => void load()}>
            {t.again}
          </button>
        </p>
      ) : null}
      <ol class="versions">
        {versions.map((version) => (
          <One
            key={version.version}
            admin={admin}
            version={version}
            isNow={version.version === now}
            onBack={() => void goBack(version.version)}
          />
        ))}
      </ol>
      {older === null ? null : (
        <button type="button" onClick={() => void older()}>
          {t.olderVersions}
        </button>
      )}
    </>
  );
}
