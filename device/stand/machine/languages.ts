/** Which languages a stand offers. Knows no text. */
import type { Language } from "../../../protocol/terms.ts";
import type { StandState } from "./state.ts";

/** The stand's own choice of the location's languages, the first is the one that it falls back to. */
export function languagesOf({ config, who }: StandState): readonly Language[] {
  const location = config?.languages ?? ["da"];
  const wished = who.languages?.filter((language) => location.includes(language)) ?? [];
  return wished.length > 0 ? wished : location;
}
