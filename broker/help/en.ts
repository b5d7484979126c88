/**
 * The instructions in English, a page a role.
 * Data only; knows no page.
 */
import type { HelpTexts, Instructions } from "./instructions.ts";

const staff: Instructions = {
  title: "Staff at a counter",
  parts: [
    {
      head: "Begin and end the day",
      lines: [
        "Open the page /staff, sign in, and choose your counter. The page remembers it.",
        "If the counter is closed, press “Open the counter”. Press “Close the counter” when you leave. Whoever you serve stays until the end.",
        "Under “My queues” you choose which queues you take now, and in what order.",
      ],
    },
    {
      head: "One citizen, one press",
      lines: [
        "“Call next” (Space, Enter or F8) finishes the one before and calls the next. Service starts by itself after a minute.",
        "Below the button stands who is next, and why.",
        "If the citizen does not come: “Recall” (G). If nobody comes: “Did not come” (I). The list “Did not come today” puts a citizen back in the queue.",
        "“Set aside” (P) when the citizen has to fetch something. Call back from the list “Set aside”.",
        "“Find a number” (S): write e.g. A23, and you see where it is and can call it.",
        "“The visit” moves to another queue, counter or person, adds a service or puts a tag.",
        "If you pressed wrongly: “Undo” (Z) within 8 seconds. That holds for breaks, moves, cancelling and “served up to” too.",
      ],
    },
    {
      head: "Breaks and help",
      lines: [
        "“Break” (B): choose a reason. Only colleagues see it; displays do not. Press “End the break” when you are back.",
        "“Call for help” (N), and N once more: all colleagues see and hear it. Escape takes the question back. Whoever comes presses “I am coming”.",
        "If the counter has a keypad with a key for help: press it twice within two seconds.",
        "Press ? for all keys. “Practise” opens a practice that reaches nobody.",
      ],
    },
  ],
  card: {
    head: "If the page loses the connection",
    lines: [
      "Stay on the page. It shows the order as it was, with the time.",
      "Press “Print the order”, and call the numbers aloud. Tick each number.",
      "The stands still give numbers. They are valid and enter the queue afterwards.",
      "If the stand is down too: give numbers from the pre-printed roll (R).",
      "When the connection is back: under “More” enter the last number that you reached in “Served up to”, and take the roll's numbers in, e.g. R12-R19.",
    ],
  },
};

const host: Instructions = {
  title: "Host of appointments",
  parts: [
    {
      head: "Your day",
      lines: [
        "Open the page /host, and sign in. It shows today's appointments and tells you when a guest has arrived.",
        "Answer the guest: “I am coming” (K), “5 more minutes” (M) or “Come to room …” (L). The answer stands on the display, on the guest's phone and in an SMS.",
        "Press “The meeting has begun” (B) and “The meeting is over” (F). Without an answer for 5 minutes your deputy is asked, and after 10 the desk takes the guest.",
        "If the guest has not come, the page asks: “Wait”, “I have telephoned” or “No-show”. It can be undone. A guest who has arrived cannot be noted as a no-show.",
        "“New appointment” (N): time, mobile and message. The guest is sent the code by SMS; without a mobile the page shows the code, so that you can read it aloud.",
        "If you leave the house, press “Away …”, and choose a deputy.",
      ],
    },
    {
      head: "From a counter: call your citizen",
      lines: [
        "Open the page /staff, sign in, and choose the counter or room where you receive. If it is closed, a colleague or the floorwalker opens it.",
        "In the queue each number stands with its agreed time and when the citizen came. “Find a number” (S) finds the one on the citizen's slip.",
        "Press “Call” at the number. You call those with whom you have an appointment; you cannot call the guests of others.",
        "“Called by Counter 2” at a number means that somebody else has just called it.",
      ],
    },
    {
      head: "The meeting",
      lines: [
        "Service starts by itself after a minute. Press “Finish” (F) when the meeting is over.",
        "If the citizen does not come: “Recall” (G). If nobody comes: “Did not come” (I).",
        "“Set aside” (P) when the citizen has to fetch something. Call back from the list “Set aside”.",
        "If the citizen goes on to somebody else, move the number under “The visit”. It keeps its waiting time.",
        "If you pressed wrongly: “Undo” (Z) within 8 seconds. If you need a colleague: “Call for help” (N), and N once more.",
      ],
    },
  ],
  card: {
    head: "If the page loses the connection",
    lines: [
      "Stay on the page. It shows the order and the agreed times as they were, with the time.",
      "Go out into the hall, and say the number aloud.",
      "Write down the numbers of those whom you received.",
      "When the connection is back: tell the numbers to staff at a counter before they enter “Served up to”.",
    ],
  },
};

const auditor: Instructions = {
  title: "Auditor",
  parts: [
    {
      head: "What you see",
      lines: [
        "Sign in, and open the page /admin. You see the whole document and cannot change it.",
        "Under “Versions” stands each time that it was saved: when, by whom, with what note, and what was changed.",
        "“Audit trail” (/trail) shows who did what when, newest first: calls, accounts, stands, the set-up, what was refused. Choose a day, person, act, counter or stand, or one number of one day.",
        "At its top stands whether the ledger's chain is whole, and when it was last checked.",
        "“Take what is shown out as a file” gives a spreadsheet or JSON lines. That you took it is written in the trail.",
        "“Personal data” (/privacy) shows what is kept about whom and why, and what was deleted when.",
        "“My access” (/me) shows your own sessions. Sign out those that you do not know.",
      ],
    },
    {
      head: "What you do not see",
      lines: [
        "The queues now, and citizens: the page /staff is not for auditors, and the trail never names a citizen.",
        "Names of staff in the trail: they have cover names (M-…). If you need the names, the administrator gives you the role of leader too, for as long as that takes. That stands in the trail.",
        "Who has which role: the administrator sees and changes that under “People”. Ask to be shown.",
        "If you lack something for your audit, ask the administrator, and write down what you were given and when.",
      ],
    },
  ],
  card: {
    head: "If you find something that does not add up",
    lines: [
      "Mend nothing, and ask nobody to mend it before it is written down.",
      "If the chain is broken or cut, take the trail out as a file, and ask the technician to run talon-hub verify-ledger and to keep a backup from before.",
      "Note the number of the event or version, the time and the name beside it.",
      "Tell the leader. If it is about access, ask the administrator to end the sessions at once.",
      "If the hub is away: wait. The versions lie in its data and are there again when it is up.",
    ],
  },
};

const floor: Instructions = {
  title: "Floorwalker",
  parts: [
    {
      head: "On the tablet",
      lines: [
        "Open the page /staff, sign in, and choose “On the floor”. You see all queues and counters.",
        "“Issue a number” for whoever cannot use the stand: choose queue and service, and say the number aloud.",
        "“Check in for an appointment” with the agreed time, e.g. 14:30 or 1430. Whoever is too late waits like everybody.",
        "“Done on the floor”: one tap on the topic when you helped without a number. It is counted.",
        "Press … at a number to call it to a free counter, move it, print its slip again or cancel it.",
        "“Undo” (Z) within 8 seconds takes back the last thing you did, also a number that you gave and “Done on the floor”.",
      ],
    },
    {
      head: "Watch for",
      lines: [
        "Yellow strips: somebody has waited too long.",
        "Alarms at the top: paper, cover and power of the stands. They go by themselves when it is mended. “Hide” puts one away for you alone; it lies under “Hidden and over today”.",
        "“Counter 2 needs help”: press “I am coming”, and go there.",
        "If you need a colleague yourself: “Call for help”, and choose the counter where it is.",
      ],
    },
  ],
  card: {
    head: "If something is down",
    lines: [
      "The printer: the stand's screen shows in three pictures what to do.",
      "No connection: the stand still gives numbers with letters of its own. They are valid.",
      "The stand is dark: stand beside it, and give numbers from the pre-printed roll (R).",
      "Enter them afterwards under “More” → “Take a number in”, e.g. R12-R19.",
      "Call the technician, and say the stand's id. It stands under “Help” on the page.",
    ],
  },
};

const leader: Instructions = {
  title: "Leader",
  parts: [
    {
      head: "See how it goes",
      lines: [
        "The page /staff shows each queue: how many wait, the longest wait, and what a new citizen is told.",
        "A yellow strip says when somebody has waited beyond the limit. The administrator sets the limit at /admin under “The house”.",
        "Counters on a break do not count as open when the wait is estimated.",
      ],
    },
    {
      head: "Decide beforehand",
      lines: [
        "Which queues each counter may take. Staff choose among them.",
        "Reasons for a break, tags, and how long a service may last before the page asks.",
        "Who walks the floor, and who may change the document.",
      ],
    },
  ],
  card: {
    head: "If the system is down",
    lines: [
      "Make sure that the counters have printed the order, and that one person runs the queue in the hall.",
      "Put one floorwalker at the door with the pre-printed roll (R).",
      "Give no more numbers when you cannot serve more, and say so aloud in the hall.",
      "Get hold of the technician, and agree when to try again.",
      "Afterwards: everybody enters “Served up to” before they call the next.",
    ],
  },
};

const technician: Instructions = {
  title: "Technician",
  parts: [
    {
      head: "Each machine can examine itself",
      lines: [
        "talon-hub check, talon-stand check and talon-caller check say what is wrong and what to do, in Danish, or in English with --language en; talon-display check says it in English. What is wrong in the hub's own files, line by line, is said in English.",
        "talon-stand list shows the open numbers when the hub is away. The stand's screen shows them too, behind a PIN.",
        "The exit code says whether starting again helps: 78 is a faulty file, 69 is something missing.",
      ],
    },
    {
      head: "With support from outside",
      lines: [
        "“Help” on the page /staff downloads a support file with versions, the stands' health, the last faults and the document.",
        "It holds no personal data, no numbers, no passwords and no keys to the numbers' pages.",
        "Always say the stand's id. It stands under “Help”.",
      ],
    },
  ],
  card: {
    head: "If the hub does not answer",
    lines: [
      "Leave the stands on. They give numbers by themselves and send them when the hub is back.",
      "systemctl status talon-hub, and read the last line: it says what to do.",
      "If the disk is full, make room. Never delete ledger.sqlite: the stands can only give back today's numbers.",
      "If the machine is dead, move the data folder to a new one, and start the hub there. Never two at once.",
      "Tell the staff when it is up, so that they enter “Served up to”.",
    ],
  },
};

const administrator: Instructions = {
  title: "Administrator",
  parts: [
    {
      head: "The set-up is one document",
      lines: [
        "Queues, services, buttons, menus, opening hours, counters, displays and texts stand in the location's document.",
        "A fault in one button takes down that button alone. The rest works.",
        "Edit it at /admin. A counter’s queues and “begins the day open” are where the day begins; staff open, close and choose themselves.",
        "Under “The house” are the reasons for a break, the tags and the limit of long waits.",
      ],
    },
    {
      head: "Before you change it",
      lines: [
        "Try it in the practice: “Practise” on the page /staff uses the same document and reaches nobody.",
        "A queue that is removed while somebody waits loses nobody: they move to the catch-all queue.",
        "Tell the staff when a counter gets other queues.",
      ],
    },
  ],
  card: {
    head: "If something must change while people wait",
    lines: [
      "Close a queue by clearing “The queue is in use”. Those who wait are served.",
      "If a button leads to the wrong service, mend the button. Numbers that were given can be moved on the page /staff.",
      "If it went wrong, go back to the version before.",
      "Keep a copy of the document elsewhere than on the hub.",
      "If you do not know what to do: download the support file under “Help”, and call the technician.",
    ],
  },
};

export const enHelp: HelpTexts = {
  title: "Instructions",
  print: "The page can be printed.",
  all: "All instructions",
  otherLanguage: "Dansk",
  role: {
    medarbejder: staff,
    vaert: host,
    gulvvaert: floor,
    leder: leader,
    tekniker: technician,
    administrator,
    revisor: auditor,
  },
};
