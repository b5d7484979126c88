/**
 * The rows of the API's table about who did what, the ledger's chain, and what is kept about persons.
 * Data only.
 */
const HERE = "/locations/:location";
const READS = { method: "GET", body: null, refuses: false } as const;

/** What the trail may be asked by. */
const FILTER = ["from", "to", "who", "act", "counter", "stand", "ticket", "language"] as const;

export const TRAIL_API = {
  trail: {
    ...READS,
    path: `${HERE}/trail`,
    answer: "Trail",
    door: "see-trail",
    query: [...FILTER, "before"],
    says: "Who did what when, newest first, 50 at a time; `before` of one answer begins the next. People are told by cover names to whoever may not see figures of one member of staff. A `ticket` needs one day.",
  },
  trailChoices: {
    ...READS,
    path: `${HERE}/trail/choices`,
    answer: "TrailChoices",
    door: "see-trail",
    query: ["language"],
    says: "What the trail can be asked by: people, acts, counters and stands.",
  },
  trailFile: {
    ...READS,
    path: `${HERE}/trail/file`,
    answer: "TrailFile",
    door: "see-trail",
    query: [...FILTER, "format"],
    says: "The same as a file, oldest first: `csv` for Excel, or `jsonl`. That it was taken out stands in the trail.",
  },
  chain: {
    ...READS,
    path: `${HERE}/chain`,
    answer: "Chain",
    door: "see-document",
    says: "What the last walk over the ledger's chain has found.",
  },
  register: {
    ...READS,
    path: `${HERE}/register`,
    answer: "Register",
    door: "see-register",
    query: ["language"],
    says: "What is kept about persons and why, how long and how many records; and what was deleted when. Nobody's own data.",
  },
  showCitizen: {
    method: "POST",
    path: `${HERE}/citizens/show`,
    body: "citizen",
    answer: "Citizen",
    refuses: false,
    door: "answer-citizens",
    says: "Everything that is kept about the citizen with this key, for their request of access. That it was shown stands in the trail.",
  },
  eraseCitizen: {
    method: "POST",
    path: `${HERE}/citizens/erase`,
    body: "citizen",
    answer: "Erased",
    refuses: false,
    door: "answer-citizens",
    says: "Erases everything that is kept about the citizen with this key. Nothing brings it back. That it was done stands in the trail.",
  },
} as const;
