// node bind-cards.mjs OUT [CARDS]: binds every card to each of its samples with Microsoft's own template engine, and to variations
// of each sample that no sample shows. Teams' cards go to OUT/teams, Slack's to OUT/slack.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { Template } = createRequire(import.meta.url)("adaptivecards-templating");

/** A display name may be anything a directory holds; this one would be a tag, a link and bold text if a card let it. */
export const MARKUP = "*Dr.* [Lee](x) <at>all</at>";

// Read by templates or sent back by buttons, never shown.
const NOT_SHOWN = new Set(["visit", "state", "verb", "back", "value", "video"]);
// In forms these preselect a choice, so they are ids there and words on the other cards.
const NOT_SHOWN_IN_FORM = new Set([...NOT_SHOWN, "room", "who", "visitType", "wait", "day", "time", "minutes", "presenter", "plays"]);
// On a question these say which one it is.
const NOT_SHOWN_ON = { decide: new Set([...NOT_SHOWN, "ask"]), debrief: new Set([...NOT_SHOWN, "number"]) };
// A form without rooms, stops or people, and a question without answers, is never shown.
const NEVER_EMPTY = new Set(["ready-form.rooms", "stops-form.stops", "help.lines", "decide.choices", "decide.picked", "session-form.people", "attendance-form.people"]);

const mapTop = (sample, change) => Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, change(key, value)]));

function markedUp(value, hidden, key = "") {
  if (typeof value === "string") return value === "" || hidden.has(key) ? value : MARKUP;
  if (Array.isArray(value)) return value.map((item) => markedUp(item, hidden, key));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, markedUp(v, hidden, k)]));
  return value;
}

function variations(card, sample) {
  const all = {
    "": sample,
    "@empty": mapTop(sample, (key, value) => (Array.isArray(value) && !NEVER_EMPTY.has(`${card}.${key}`) ? [] : value)),
    "@flipped": mapTop(sample, (_, value) => (typeof value === "boolean" ? !value : value)),
    "@markup": markedUp(sample, card.endsWith("-form") ? NOT_SHOWN_IN_FORM : (NOT_SHOWN_ON[card] ?? NOT_SHOWN)),
  };
  if ("notice" in sample) all["@notice"] = { ...sample, notice: "Dr. Patel is already on the way." };
  // The most rooms that DESIGN allows on a board: the largest card there is.
  if (card === "board" && sample.rooms.length > 0)
    all["@full"] = { ...sample, unlisted: 9, rooms: Array.from({ length: 30 }, (_, i) => sample.rooms[i % sample.rooms.length]) };
  return all;
}

/** [{ name, card, bound }], one for each template of the channel, sample and variation. */
export function boundCards(folder, channel) {
  const ending = `.${channel}.json`;
  const files = readdirSync(folder);
  const read = (file) => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const bound = [];
  for (const file of files.filter((name) => name.endsWith(ending)).sort()) {
    const card = file.slice(0, -ending.length);
    const template = new Template(read(file));
    const samples = files.filter((name) => name.startsWith(`${card}.`) && name.endsWith(".sample.json")).sort();
    if (samples.length === 0) throw new Error(`${file} has no sample`);
    for (const sample of samples)
      for (const [suffix, data] of Object.entries(variations(card, read(sample))))
        bound.push({ name: sample.slice(0, -".sample.json".length) + suffix, card, bound: template.expand({ $root: data }) });
  }
  return bound;
}

export const cardsFolder = fileURLToPath(new URL("../../cards/", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out, folder = cardsFolder] = process.argv.slice(2);
  if (!out) throw new Error("node bind-cards.mjs OUT [CARDS]");
  // The engine warns of every `$when` that is false; that is its use.
  console.warn = () => {};
  for (const channel of ["teams", "slack"]) {
    const to = join(out, channel);
    mkdirSync(to, { recursive: true });
    for (const stale of readdirSync(to).filter((name) => name.endsWith(".json"))) rmSync(join(to, stale));
    const all = boundCards(folder, channel);
    for (const { name, bound } of all) writeFileSync(join(to, `${name}.json`), JSON.stringify(bound, null, 2) + "\n");
    console.log(`${all.length} cards of ${channel} bound`);
  }
}
