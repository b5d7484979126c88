/**
 * The one table of every MQTT topic: who writes, who reads, quality of service, retained or not, and which payload.
 * Pure; knows no broker and no schema, only the names of messages. Access rules and docs/asyncapi.json come from here.
 */
import type { MessageName } from "./messages.ts";

/** Who a client is. `integration` is other people's software: it reads what everybody may read. */
export const ROLES = ["hub", "stand", "display", "staff", "integration"] as const;
export type Role = (typeof ROLES)[number];

export type Topic = {
  /** Below `talon/<location>/`; `{name}` stands for one level. */
  readonly address: string;
  /** A stand, display or staff client writes and reads only below its own id. */
  readonly writer: Role;
  readonly readers: readonly Role[];
  readonly qos: 1;
  readonly retained: boolean;
  readonly message: MessageName;
  /** One sentence for the documents. */
  readonly says: string;
};

const PUBLIC = ["hub", "stand", "display", "staff", "integration"] as const satisfies readonly Role[];

/** A row whose payload's name stays a literal type, so that handlers get that payload and no other. */
type Row<Name extends MessageName> = Topic & { readonly message: Name };

const state = <Name extends MessageName>(address: string, message: Name, says: string): Row<Name> => ({
  address,
  writer: "hub",
  readers: PUBLIC,
  qos: 1,
  retained: true,
  message,
  says,
});
const stands = <Name extends MessageName>(kind: string, message: Name, says: string): Row<Name> => ({
  ...state(`stands/{stand}/${kind}`, message, says),
  writer: "stand",
});
const asks = <Name extends MessageName>(kind: string, message: Name, says: string): Row<Name> => ({
  ...stands(`request/${kind}`, message, says),
  readers: ["hub"],
  retained: false,
});
const tells = <Name extends MessageName>(address: string, message: Name, says: string): Row<Name> => ({
  ...state(address, message, says),
  readers: [address.startsWith("staff/") ? "staff" : "stand"],
  retained: false,
});
const orders = <Name extends MessageName>(kind: string, message: Name, says: string): Row<Name> => ({
  ...state(`staff/{staff}/request/${kind}`, message, says),
  writer: "staff",
  readers: ["hub"],
  retained: false,
});

export const TOPICS = {
  hubAvailability: state(
    "hub/availability",
    "hubAvailability",
    "The hub is online or offline; its last will says offline.",
  ),
  standAvailability: stands(
    "availability",
    "standAvailability",
    "A stand is online or offline; its last will says offline.",
  ),
  standConfig: {
    ...state(
      "stands/{stand}/config",
      "standConfig",
      "Buttons, menus, texts, hours and receipt of one stand, as one versioned document.",
    ),
    readers: ["stand", "hub"],
  },
  standHealth: stands(
    "health",
    "standHealth",
    "Printer, paper, scanner, buttons, keypad, outbox, temperature and clock of a stand.",
  ),
  hello: asks(
    "hello",
    "hello",
    "A stand says who it is and what it saw last, at every new connection and hub.",
  ),
  issue: asks(
    "issue",
    "issue",
    "A button was pressed: the stand asks for a number. Asked again with the same ticket id, the answer is the same.",
  ),
  printed: asks(
    "printed",
    "printed",
    "What became of up to 20 tickets on paper; each record can stand alone.",
  ),
  checkIn: asks(
    "check-in",
    "checkIn",
    "A citizen presented the code of an appointment, or a card of which the stand made a digest.",
  ),
  lookup: asks("lookup", "lookup", "A ticket's own code was presented: where does it stand?"),
  rejoin: asks(
    "rejoin",
    "rejoin",
    "The citizen of a missed call is here: put the ticket back into its queue.",
  ),
  help: asks("help", "help", "Somebody at the stand calls for a colleague."),
  renew: asks("renew", "renew", "The stand's certificate has lived half its life: it asks for the next."),
  renewAnswer: tells(
    "stands/{stand}/response/renew",
    "renewAnswer",
    "The stand's next certificate, or why there is none.",
  ),
  helpAnswer: tells(
    "stands/{stand}/response/help",
    "helpAnswer",
    "Staff were told of the call for help, or one of them goes there.",
  ),
  helloAnswer: tells(
    "stands/{stand}/response/hello",
    "helloAnswer",
    "The service day, the stand's own letters and the ledger's mark.",
  ),
  issueAnswer: tells(
    "stands/{stand}/response/issue",
    "issueAnswer",
    "The number after the ledger's commit, or why there is none.",
  ),
  printedAnswer: tells(
    "stands/{stand}/response/printed",
    "printedAnswer",
    "One result for each record, after the ledger's commit.",
  ),
  checkInAnswer: tells(
    "stands/{stand}/response/check-in",
    "checkInAnswer",
    "Whom the code stands for, or why not.",
  ),
  expected: tells(
    "stands/{stand}/command/expected",
    "expected",
    "Whom the day expects, by keyed digests: for checking in while the hub is away.",
  ),
  lookupAnswer: tells("stands/{stand}/response/lookup", "lookupAnswer", "Where the presented ticket stands."),
  rejoinAnswer: tells(
    "stands/{stand}/response/rejoin",
    "lookupAnswer",
    "Where the ticket stands now, or why it cannot come back.",
  ),
  giveBack: tells(
    "stands/{stand}/command/give-back",
    "giveBack",
    "Send every ticket of this service day, as `printed` with `returning`.",
  ),
  reprint: tells(
    "stands/{stand}/command/reprint",
    "reprint",
    "Print a ticket again with the same number, marked KOPI.",
  ),
  test: tells("stands/{stand}/command/test", "test", "Print a test slip."),
  lamp: tells("stands/{stand}/command/lamp", "lamp", "Light one lamp for a time, to find it."),
  mirror: tells(
    "stands/{stand}/command/mirror",
    "mirror",
    "Keep a copy of tickets that staff or phones issued.",
  ),
  ended: tells(
    "stands/{stand}/command/ended",
    "ended",
    "How tickets of this stand ended, to be kept with the day.",
  ),
  queueState: state(
    "queues/{queue}",
    "queueState",
    "Open or closed, how many wait, the expected wait, the last call.",
  ),
  counterState: state(
    "counters/{counter}",
    "counterState",
    "Closed, free, calling or serving, and which number.",
  ),
  displayPicture: state(
    "displays/{display}",
    "displayPicture",
    "The whole picture of one display with the last 20 calls.",
  ),
  calls: { ...state("calls", "call", "One message for each call or recall."), retained: false },
  staffCallNext: orders(
    "call-next",
    "staffCallNext",
    "Call the next ticket to a counter; `finishes` names the one that it ends.",
  ),
  staffRecall: orders("recall", "staffCounter", "Call the counter's current ticket again."),
  staffServe: orders("serve", "staffCounter", "The citizen came: service starts."),
  staffFinish: orders("finish", "staffCounter", "The visit at this counter is over."),
  staffNoShow: orders("no-show", "staffCounter", "The called citizen did not come."),
  staffPark: orders("park", "staffCounter", "Set the counter's ticket aside for the same staff."),
  staffResume: orders("resume", "staffResume", "Call a parked ticket back to its counter."),
  staffStill: orders("still", "staffCounter", "An unusually long service goes on."),
  staffTransfer: orders(
    "transfer",
    "staffTransfer",
    "Move a ticket to another queue, counter or person; it keeps its number and waiting time.",
  ),
  staffAddService: orders("add-service", "staffAddService", "The same visit goes on with another service."),
  staffTag: orders("tag", "staffTag", "Put tags of the location on a ticket, and take others off."),
  staffQuickServe: orders(
    "quick-serve",
    "staffQuickServe",
    "Somebody was helped without a ticket: count it.",
  ),
  staffOpenCounter: orders("open-counter", "staffCounter", "Open the counter until the service day ends."),
  staffCloseCounter: orders("close-counter", "staffCounter", "Close the counter until the service day ends."),
  staffPause: orders("pause", "staffPause", "The counter is on a break, with one of the location's reasons."),
  staffEndPause: orders("end-pause", "staffCounter", "The break is over."),
  staffTakeQueues: orders(
    "take-queues",
    "staffTakeQueues",
    "Take these queues now, most important first, of those that the counter may; none: as the document says.",
  ),
  staffCallColleague: orders(
    "call-colleague",
    "staffCounter",
    "The counter's staff need a colleague at once.",
  ),
  staffAnswerColleague: orders(
    "answer-colleague",
    "staffAnswerColleague",
    "Somebody comes to that counter; `fromCounter` says from where.",
  ),
  staffEndColleague: orders("end-colleague", "staffCounter", "The counter needs no help any more."),
  staffCall: orders("call", "staffCall", "Call this very ticket to a counter (`counter` is required)."),
  staffRequeue: orders("requeue", "staffTicket", "Put a no-show or called ticket back in its place."),
  staffCancel: orders("cancel", "staffTicket", "Withdraw a ticket."),
  staffConfirm: orders("confirm", "staffTicket", "A recovered ticket's citizen is here: let it wait."),
  staffIssue: orders("issue", "staffIssue", "A ticket from staff, callable at once."),
  staffAdopt: orders(
    "adopt",
    "staffAdopt",
    "Take a number in by hand: a pre-printed roll, or a paper that the hub never heard of.",
  ),
  staffCloseUpTo: orders(
    "close-up-to",
    "staffCloseUpTo",
    "After an outage: every ticket of this series up to this number was served.",
  ),
  staffAnswerHelp: orders("answer-help", "staffAnswerHelp", "I go to where help was called for."),
  staffUndo: orders("undo", "staffUndo", "Take back the last command within 8 s."),
  staffAnswer: tells(
    "staff/{staff}/response/{kind}",
    "staffAnswer",
    "The ticket after the ledger's commit, or the refusal.",
  ),
  staffNotice: tells("staff/{staff}/notices", "staffNotice", "What staff must know at once."),
} as const satisfies Record<string, Topic>;

export type TopicName = keyof typeof TOPICS;
/** The payload's name of a topic. */
export type MessageOf<Name extends TopicName> = (typeof TOPICS)[Name]["message"];

/** One level of an address: its text, or the name of the part that stands there. */
type Level = { readonly text: string; readonly part: string | null };

const levelOf = (text: string): Level => ({ text, part: text.startsWith("{") ? text.slice(1, -1) : null });

/** Every address taken apart, once: each message in and out of the hub is looked up here. */
const LEVELS: ReadonlyMap<TopicName, readonly Level[]> = new Map(
  (Object.keys(TOPICS) as TopicName[]).map((name) => [name, TOPICS[name].address.split("/").map(levelOf)]),
);

/** `talon/demo/stands/s1/request/issue` for `("issue", { location: "demo", stand: "s1" })`. Leave a part out, or say `+`, for a filter. */
export function topicOf(name: TopicName, at: Readonly<Record<string, string>>): string {
  let topic = `talon/${at["location"] ?? "+"}`;
  for (const { text, part } of LEVELS.get(name) as readonly Level[])
    topic += `/${part === null ? text : (at[part] ?? "+")}`;
  return topic;
}

export type TopicMatch = {
  readonly name: TopicName;
  readonly location: string;
  readonly at: Readonly<Record<string, string>>;
};

/** Of as many levels as the row has. */
function partsOf(levels: readonly Level[], actual: readonly string[]): Record<string, string> | null {
  for (const [index, { text, part }] of levels.entries())
    if (part === null && text !== actual[index]) return null;
  const parts: Record<string, string> = {};
  for (const [index, { part }] of levels.entries()) if (part !== null) parts[part] = actual[index] as string;
  return parts;
}

/** How many levels there are, the first and the last of them; the last is empty where an id stands there. */
const endsOf = (levels: readonly string[], last: string): string =>
  `${levels.length} ${levels[0] ?? ""} ${last}`;

/** The rows by their ends: each message in and out of the hub is looked up, and few rows share theirs. */
const BY_ENDS: ReadonlyMap<string, readonly TopicName[]> = rowsByEnds();

function rowsByEnds(): Map<string, TopicName[]> {
  const rows = new Map<string, TopicName[]>();
  for (const [name, levels] of LEVELS) {
    const last = levels.at(-1);
    const ends = endsOf(
      levels.map(({ text }) => text),
      last?.part === null ? last.text : "",
    );
    rows.set(ends, [...(rows.get(ends) ?? []), name]);
  }
  return rows;
}

/** Which row of the table a concrete topic belongs to, and its ids; `null` for a foreign topic. */
export function matchTopic(topic: string): TopicMatch | null {
  const [root, location, ...actual] = topic.split("/");
  if (root !== "talon" || !location) return null;
  const last = actual.at(-1) ?? "";
  for (const name of [
    ...(BY_ENDS.get(endsOf(actual, last)) ?? []),
    ...(BY_ENDS.get(endsOf(actual, "")) ?? []),
  ]) {
    const at = partsOf(LEVELS.get(name) as readonly Level[], actual);
    if (at) return { name, location, at };
  }
  return null;
}

/** The id a client of this role must bear in its own topics, by the name of the part. */
export const OWN_PART: Readonly<Partial<Record<Role, string>>> = {
  stand: "stand",
  display: "display",
  staff: "staff",
};
