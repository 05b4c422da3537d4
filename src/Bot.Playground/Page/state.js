// What the page knows, as the stream tells it. Phones and bar draw from here.

export const state = {
  people: new Map(),
  places: new Map(),
  messages: new Map(),
  pushes: {},
  hints: {},
  news: [],
  faults: [],
  phones: [],
  botName: "",
  canDrawCards: true,
};

export function takeAll(all) {
  state.people = new Map(all.people.map(person => [person.id, person]));
  state.places = new Map(all.places.map(place => [place.id, place]));
  state.messages = new Map(all.messages.map(message => [message.id, message]));
  for (const key of ["pushes", "hints", "news", "faults", "phones", "botName", "canDrawCards"]) state[key] = all[key];
}

export const messagesOf = place => [...state.messages.values()]
  .filter(message => message.place === place)
  .sort((one, other) => one.at - other.at || one.id.localeCompare(other.id));

// Kept per browser, so that a reload does not change who holds a phone or what they have read.
export function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`playground.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(`playground.${key}`, JSON.stringify(value));
  } catch {
    // A browser may refuse to store; then it is forgotten at the reload.
  }
}
