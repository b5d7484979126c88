/**
 * Menus that lead back to themselves, however long the way round is.
 * Knows only what leads where; menus that do not exist are told of in protocol/config.ts.
 */

type Does = { readonly kind: string; readonly menu?: string };
type Choices = readonly { readonly does: Does }[];
type WithMenus = {
  readonly menus: readonly { readonly menu: string; readonly items: Choices }[];
  readonly stands: readonly { readonly buttons: Choices }[];
};

type Problem = { readonly path: string; readonly problem: string };

const menusIn = (choices: Choices): string[] =>
  choices.flatMap(({ does }) => (does.menu === undefined ? [] : [does.menu]));

/** Every choice that leads to a menu in which it lies; without them, menus within menus come to an end. Looked at from the stands' buttons. */
export function circleProblems({ menus, stands }: WithMenus): Problem[] {
  const done = new Set<string>();
  const way: string[] = [];
  const problems: Problem[] = [];
  const lookInto = (id: string): void => {
    const at = menus.findIndex(({ menu }) => menu === id);
    const menu = menus[at];
    if (menu === undefined || done.has(id)) return;
    way.push(id);
    for (const [index, { does }] of menu.items.entries()) {
      if (does.menu === undefined) continue;
      const path = `menus.${at}.items.${index}.does.menu`;
      if (way.includes(does.menu)) problems.push({ path, problem: `"${does.menu}" leads here: a circle` });
      else lookInto(does.menu);
    }
    way.pop();
    done.add(id);
  };
  for (const { buttons } of stands) for (const id of menusIn(buttons)) lookInto(id);
  for (const { menu } of menus) lookInto(menu);
  return problems;
}
