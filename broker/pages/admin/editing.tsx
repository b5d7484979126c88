/**
 * Fields that may be changed, and that whoever may only look reads: they are then no fields to type into, and the bar below says why.
 * Knows no field. What only leads elsewhere or shows something stands outside.
 */
import type { ComponentChildren } from "preact";
import type { Admin } from "./admin.ts";

type EditingProps = {
  readonly admin: Admin;
  readonly children: ComponentChildren;
  /** The box that these fields stand in; without one they stand where they would. */
  readonly box?: string;
};

export function Editing({ admin, children, box }: EditingProps) {
  return (
    <fieldset class={`editing ${box ?? "boxless"}`} disabled={!admin.mayEdit.value}>
      {children}
    </fieldset>
  );
}
