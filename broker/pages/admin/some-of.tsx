/**
 * A list in the document of which none means every one: all parts of a kind, or only those that are ticked, in an order where that counts.
 * Knows no kind of part.
 */
import { withMoved } from "./draft.ts";
import { type At, Either, idOf, Mover, Troubles } from "./fields.tsx";
import { troublesIn } from "./places.ts";

type RowsProps = At & {
  readonly chosen: readonly string[];
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly isOrdered: boolean;
};
type SomeProps = RowsProps & {
  readonly help?: string;
  readonly legend: string;
  readonly all: string;
  readonly some: string;
};

/** Every part, or only these; an empty list in the document means every one, so the last of them cannot be taken out. */
export function SomeOf(props: SomeProps) {
  const { admin, path, legend, all, some, chosen, options } = props;
  const values = options.map((one) => one.value);
  return (
    <div data-path={path} tabIndex={-1}>
      <Either
        legend={legend}
        name={idOf(path, "-kind")}
        value={chosen.length === 0 ? "all" : "some"}
        options={[
          { value: "all", words: all },
          { value: "some", words: some },
        ]}
        onChoose={(kind) => admin.edit(path, kind === "all" ? [] : values)}
      />
      {props.help === undefined ? null : <p class="help">{props.help}</p>}
      <Troubles id={idOf(path, "-wrong")} troubles={troublesIn(admin.checked.value, path)} />
      {chosen.length === 0 ? null : <SomeRows {...props} />}
    </div>
  );
}

/** A tick for each; what is ticked and is there no more has one too. */
export function SomeRows(props: RowsProps) {
  const { admin, path, chosen, options, isOrdered } = props;
  const toggle = (value: string, isIn: boolean) =>
    admin.edit(path, isIn ? [...chosen, value] : chosen.filter((one) => one !== value));
  const values = options.map((one) => one.value);
  const gone = chosen.filter((one) => !values.includes(one));
  const order = isOrdered ? [...new Set([...chosen, ...values])] : [...values, ...gone];
  return (
    <ol class="some">
      {order.map((value) => (
        <SomeRow
          key={value}
          {...props}
          at={chosen.indexOf(value)}
          words={options.find((one) => one.value === value)?.words ?? value}
          onToggle={(isIn) => toggle(value, isIn)}
        />
      ))}
    </ol>
  );
}

type SomeRowProps = RowsProps & {
  /** Its place among the chosen; -1 for one that is not. */
  readonly at: number;
  readonly words: string;
  readonly onToggle: (isIn: boolean) => void;
};

function SomeRow({ admin, path, chosen, isOrdered, at, words, onToggle }: SomeRowProps) {
  const last = chosen.length - 1;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={at >= 0}
          disabled={at >= 0 && last === 0}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
        {words}
      </label>
      {isOrdered && at >= 0 ? (
        <Mover
          admin={admin}
          name={words}
          at={at}
          last={last}
          onMove={(by) => {
            if (admin.draft.value !== null) admin.replace(withMoved(admin.draft.value, path, { at, by }));
          }}
        />
      ) : null}
    </li>
  );
}
