/**
 * The lint plugin of this house: the import arrows and the purity of the queue rules, as tables that oxlint walks.
 * It reads only what a file says in its imports; it opens no other file and knows no word of the domain.
 *
 * arrows.test.ts plants one violation of every row below and expects oxlint to refuse it. A new row needs a plant there.
 */
import path from "node:path";

/** The browser pages: what is bundled for a screen or a phone. */
const isPage = (file) =>
  file.startsWith("device/display/page/") ||
  file.startsWith("device/stand/screen/") ||
  file.startsWith("broker/pages/");

/** The parts of protocol that pages take as values, so that zod never reaches a browser. */
const isBrowserValue = (file) =>
  /^protocol\/(terms|receipt|holidays|gsm7)\.ts$/.test(file) || /^protocol\/(texts|screen)\//.test(file);

/** Where bytes from outside are judged: messages.ts and config.ts, and the folders of their parts. */
const isSchema = (file) => /^protocol\/(messages|config)(\.ts$|\/)/.test(file);

/** The kinds of machine in hal; each has a contract and its drivers. Other folders there are what drivers share. */
const kinds = "button|lamp|keypad|modem|printer|scanner|speaker|voice";
const kindOf = (file) => new RegExp(`^hal/(${kinds})/`).exec(file ?? "")?.[1];

/** A file of hal that is no contract and does not lie at the top: a driver, or what drivers share. */
const isBelowContract = (file) => /^hal\/[^/]+\/(?!contract\.ts$)/.test(file ?? "");

const isZod = (name) => name === "zod" || name.startsWith("zod/");
const isWire = (name) => name === "onoff" || name === "serialport" || name.startsWith("@serialport/");
const isNode = (name) => name.startsWith("node:");
const isInside = (...folders) => {
  return (file) => folders.some((folder) => file.startsWith(folder));
};

/**
 * One row an arrow. `from`: the files it binds. `forbids`: what they may not import, where `to.file` is the imported
 * file of ours (path from the root) or undefined, `to.name` the specifier as written, `to.isType` true for a type only.
 */
const arrows = [
  {
    id: "hal-alone",
    says: "hal imports nothing of ours: it knows no ticket, no queue, no MQTT",
    from: isInside("hal/"),
    forbids: (to) => to.file !== undefined && !isInside("hal/")(to.file),
  },
  {
    id: "protocol-alone",
    says: "protocol imports nothing of ours",
    from: isInside("protocol/"),
    forbids: (to) => to.file !== undefined && !isInside("protocol/")(to.file),
  },
  {
    id: "protocol-browser-safe",
    says: "in protocol only protocol/link may import node: or mqtt, and nothing else there may import protocol/link",
    from: (file) => isInside("protocol/")(file) && !isInside("protocol/link/")(file),
    forbids: (to) => isNode(to.name) || to.name === "mqtt" || (to.file ?? "").startsWith("protocol/link/"),
  },
  {
    id: "device-down",
    says: "device imports hal and protocol only; it meets the hub in messages",
    from: isInside("device/"),
    forbids: (to) => to.file !== undefined && !isInside("device/", "hal/", "protocol/")(to.file),
  },
  {
    id: "broker-down",
    says: "broker imports protocol, and of hal only its own hardware, voice and modem; it meets stands and displays in messages",
    from: isInside("broker/"),
    forbids: (to) =>
      to.file !== undefined && !isInside("broker/", "protocol/", "hal/voice/", "hal/modem/")(to.file),
  },
  {
    id: "queue-pure",
    says: "broker/queue imports protocol only: no node:, no package, no other part of the hub",
    from: isInside("broker/queue/"),
    forbids: (to) =>
      to.file === undefined || !isInside("broker/queue/", "protocol/")(to.file) || to.file.includes("/link/"),
  },
  {
    id: "zod-at-the-door",
    says: "only protocol/messages.ts, protocol/config.ts and the files of their folders import zod",
    from: (file) => !isSchema(file),
    forbids: (to) => isZod(to.name),
  },
  {
    id: "drivers-by-open",
    says: "only hal/open.ts names a driver; others take the contract, or the type alone",
    from: (file) => file !== "hal/open.ts",
    forbids: (to, from) => {
      if (to.isType || !isBelowContract(to.file)) return false;
      const kind = kindOf(to.file);
      if (isInside("hal/")(from)) return kind !== undefined && kind !== kindOf(from);
      return !((kind === "voice" || kind === "modem") && isInside("broker/")(from));
    },
  },
  {
    id: "wires-in-hal",
    says: "only hal touches a wire: onoff and serialport are imported nowhere else",
    from: (file) => !isInside("hal/")(file),
    forbids: (to) => isWire(to.name),
  },
  {
    id: "main-by-nobody",
    says: "a main.ts is imported by nobody, and neither is demo/start.ts",
    from: () => true,
    forbids: (to) => /(^|\/)main\.tsx?$|^demo\/start\.ts$/.test(to.file ?? ""),
  },
  {
    id: "pages-types-only",
    says: "pages, and what pages take as values, import of protocol only terms, texts, receipt, holidays and screen; all else, such as messages and config, with `import type`; and no node:",
    from: (file) => isPage(file) || isBrowserValue(file),
    forbids: (to) =>
      isNode(to.name) || (!to.isType && isInside("protocol/")(to.file ?? "") && !isBrowserValue(to.file)),
  },
  {
    id: "pages-apart",
    says: "a page takes values only from its own kind and from protocol; the process behind it gives types alone",
    from: isPage,
    forbids: (to) =>
      to.file !== undefined && !to.isType && !isPage(to.file) && !isInside("protocol/")(to.file),
  },
  {
    id: "demo-outside",
    says: "demo imports only protocol: it starts the built mains as anyone would",
    from: isInside("demo/"),
    forbids: (to) => to.file !== undefined && !isInside("demo/", "protocol/")(to.file),
  },
  {
    id: "tests-by-nobody",
    says: "no product file imports a test",
    from: () => true,
    forbids: (to) => isInside("tests/")(to.file ?? ""),
  },
];

/** Tests may import anything; the lint, test and build settings at the root belong to no folder of the house. */
const isFree = (file) => file.startsWith("tests/") || !file.includes("/");

const fileOf = (context) =>
  path
    .relative(context.cwd ?? process.cwd(), context.filename)
    .split(path.sep)
    .join("/");

const resolveOurs = (from, name) =>
  name.startsWith(".") ? path.posix.join(path.posix.dirname(from), name) : undefined;

function isTypeOnly(node) {
  if (node.type === "TSImportType") return true;
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const names = node.specifiers ?? [];
  return names.length > 0 && names.every((one) => one.importKind === "type" || one.exportKind === "type");
}

const arrowsRule = {
  create(context) {
    const from = fileOf(context);
    if (isFree(from)) return {};
    const binding = arrows.filter((arrow) => arrow.from(from));
    const check = (node) => {
      const name = node.source?.value;
      if (typeof name !== "string") return;
      const to = { name, file: resolveOurs(from, name), isType: isTypeOnly(node) };
      for (const arrow of binding) {
        if (arrow.forbids(to, from))
          context.report({ node, message: `${arrow.id}: ${arrow.says} (${name})` });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** What a rule may not reach for: the clock, chance, the machine and the outside world. */
const impureGlobals = new Set([
  "process",
  "performance",
  "crypto",
  "fetch",
  "console",
  "Buffer",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
]);

/** What a rule may say of the globals that can also tell time or throw dice: a member by its name, or an instant. */
const pureUses = {
  Date: (parent, node) => memberOf(parent, node, (name) => name !== "now") || isInstant(parent, node),
  Math: (parent, node) => memberOf(parent, node, (name) => name !== "random"),
};

const memberOf = (parent, node, isGood) =>
  parent.type === "MemberExpression" &&
  parent.object === node &&
  !parent.computed &&
  isGood(parent.property.name);

const isInstant = (parent, node) =>
  parent.type === "NewExpression" && parent.callee === node && parent.arguments.length > 0;

const purityRule = {
  create(context) {
    const refuse = (node, what) => context.report({ node, message: `pure: ${what} has no place in a rule` });
    const refuseAsync = (node) => node.async && refuse(node, "async");
    return {
      AwaitExpression: (node) => refuse(node, "await"),
      FunctionDeclaration: refuseAsync,
      FunctionExpression: refuseAsync,
      ArrowFunctionExpression: refuseAsync,
      ImportExpression: (node) => refuse(node, "a dynamic import"),
      Program() {
        for (const node of globalsOf(context)) {
          const { name, parent } = node;
          const isPure = Object.hasOwn(pureUses, name)
            ? pureUses[name](parent, node)
            : !impureGlobals.has(name);
          if (!isPure) refuse(node, context.sourceCode.getText(parent));
        }
      },
    };
  },
};

/** Where `import.meta.url` is the built program's own place: an entry. Tests run unbundled. */
const isEntry = (file) => isFree(file) || isMain(file);

/** Every place where a file says the name of something that it neither declares nor imports; types are none. */
const globalsOf = (context) =>
  context.sourceCode.scopeManager.scopes
    .flatMap((scope) => scope.references)
    .filter((one) => (one.resolved?.defs.length ?? 0) === 0 && !one.isTypeReference)
    .map((one) => one.identifier);

/** The names under which the global object would let anything past the other rules. */
const globalObjects = new Set(["globalThis", "global", "window", "self"]);

const isMain = (file) => isInside("demo/")(file) || /(^|\/)main\.tsx?$/.test(file);
const isProcess = (name) => name === "node:process" || name === "process";

/** A file that does nothing but hand on what others export. */
const isBarrel = ({ body }) =>
  body.some((one) => one.type.startsWith("Export")) &&
  body.every((one) => one.type === "ImportDeclaration" || (one.type.startsWith("Export") && one.source));

/** State that outlives every call: a variable that may be set anew, at the top of a module. */
const isModuleState = (one) =>
  (one.declaration ?? one).type === "VariableDeclaration" && (one.declaration ?? one).kind !== "const";

/** Words of the language that the house does without. */
const wordsRule = {
  create(context) {
    const file = fileOf(context);
    const refuse = (node, message) => context.report({ node, message: `words: ${message}` });
    const checkImport = (node) =>
      isProcess(node.source.value) && refuse(node, "process is a global here, an import hides it");
    return {
      TSEnumDeclaration: (node) => refuse(node, "enum is banned, write a union of string literals"),
      ImportDeclaration: checkImport,
      ImportExpression: checkImport,
      ExportAllDeclaration: (node) => refuse(node, "export * makes a barrel, name what is exported"),
      Program(node) {
        if (isFree(file)) return;
        if (isBarrel(node)) refuse(node, "a file that only hands on is a barrel");
        for (const one of node.body.filter(isModuleState))
          refuse(one, "module state is banned, keep it in what opens and closes");
        for (const one of globalsOf(context)) {
          if (globalObjects.has(one.name)) refuse(one, `${one.name} hides which global is meant`);
          if (one.name === "process" && !isMain(file) && !memberOf(one.parent, one, (name) => name !== "env"))
            refuse(one, "process.env belongs to a main.ts; elsewhere say process.<name>");
        }
      },
      MemberExpression(node) {
        if (node.object.type === "MetaProperty" && !isEntry(file))
          refuse(node, "import.meta belongs to a main.ts, the bundler moves every other file");
      },
    };
  },
};

export default { meta: { name: "talon" }, rules: { arrows: arrowsRule, pure: purityRule, words: wordsRule } };
