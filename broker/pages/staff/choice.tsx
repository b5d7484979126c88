/**
 * A list and the button that does it; nothing happens by choosing alone, so that a slip of the finger moves nobody.
 * Knows no ticket.
 */
import { useSignal } from "@preact/signals";

export type Picked = { readonly id: string; readonly name: string };

type ChoiceProps = {
  readonly id: string;
  readonly label: string;
  readonly press: string;
  readonly options: readonly Picked[];
  readonly isBlocked: boolean;
  readonly onPick: (picked: string) => void;
};

export function Choice({ id, label, press, options, isBlocked, onPick }: ChoiceProps) {
  const picked = useSignal("");
  const chosen = options.some((one) => one.id === picked.value) ? picked.value : (options[0]?.id ?? "");
  if (options.length === 0) return null;
  return (
    <div class="pick">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => void (picked.value = event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
      <button type="button" disabled={isBlocked} aria-describedby="why" onClick={() => onPick(chosen)}>
        {press}
      </button>
    </div>
  );
}
