/**
 * The rows of the API's table about how hosts are told of their guests: one's own, and another's for whoever manages people.
 * Data only.
 */
const OWN = { door: "signed-in", method: "POST", answer: "Finished" } as const;
const OF_OTHERS = { door: "manage-people", body: null, refuses: false } as const;

export const WAYS_API = {
  ways: {
    method: "GET",
    path: "/me/ways",
    body: null,
    answer: "Ways",
    refuses: false,
    door: "signed-in",
    says: "By which ways I am told of my guests, which ways this hub has, and by what a browser knows it.",
  },
  setWays: {
    ...OWN,
    path: "/me/ways",
    body: "setWays",
    refuses: true,
    says: "Say by which ways I want to be told, and where they lead; what is left out is forgotten.",
  },
  addBrowser: {
    ...OWN,
    path: "/me/browsers",
    body: "addBrowser",
    refuses: true,
    says: "This browser is told of my guests too, as its push service named it.",
  },
  eraseWays: {
    ...OWN,
    path: "/me/ways/erase",
    body: null,
    refuses: false,
    says: "Erase every address of mine; the pages alone tell me of guests.",
  },
  waysOf: {
    ...OF_OTHERS,
    method: "GET",
    path: "/people/:person/ways",
    answer: "Ways",
    says: "By which ways somebody is told of guests; the trail shows that it was asked.",
  },
  eraseWaysOf: {
    ...OF_OTHERS,
    method: "POST",
    path: "/people/:person/ways/erase",
    answer: "Finished",
    says: "Erase every address of somebody's; the trail shows it.",
  },
} as const;
