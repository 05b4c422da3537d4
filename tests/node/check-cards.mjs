// node check-cards.mjs FOLDER: checks bound Teams cards (NAME.json), one line for each fault, then how many passed.
// What is checked: Teams' own types, Microsoft's parser, and our rules (CARDS: one filled button, no Markdown around data).
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { MARKUP } from "./bind-cards.mjs";
import { teamsSchema } from "./teams-schema.mjs";

const AC = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js");
const MOST_ACTIONS = 6; // Teams' host configuration: maxActions
const MOST_BYTES = 20 * 1024;
const MOST_UTF16_BYTES = 80 * 1024; // Teams counts a message in UTF-16; only a full board comes near

const fitsTeams = new Ajv({ strict: false, allErrors: true, verbose: true }).compile(teamsSchema());

/** An element is held against every kind of element there is: only what its own kind says of it helps the reader. */
const isOfOwnKind = (e) => e.parentSchema?.properties?.type === undefined || e.parentSchema.properties.type.const === e.data?.type;

function schemaFaults(card) {
  if (fitsTeams(card)) return [];
  const told = fitsTeams.errors.filter((e) => !["anyOf", "const", "type"].includes(e.keyword) && isOfOwnKind(e));
  const lines = (told.length > 0 ? told : fitsTeams.errors).map((e) => {
    const what = e.params.additionalProperty ?? e.params.missingProperty ?? JSON.stringify(e.data);
    return `${e.instancePath || "/"} ${e.message} (${String(what).slice(0, 60)})`;
  });
  return [...new Set(lines)].slice(0, 5);
}

function parserFaults(card) {
  const context = new AC.SerializationContext();
  const parsed = new AC.AdaptiveCard();
  parsed.hostConfig = new AC.HostConfig({ supportsInteractivity: true, actions: { maxActions: MOST_ACTIONS } });
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  const checked = parsed.validateProperties();
  // adaptivecards 3.0.6 tests `lang` with a global RegExp, which forgets to start over: every second card fails, whatever it says.
  return [...events, ...checked.validationEvents].map((event) => event.message).filter((m) => m !== 'Invalid value "en" for property "lang".' && !/^Unknown element type "Chart\.\w+"\. Fallback will be used if present\.$/.test(m));
}

/** Every value in a card, with its path and the object that holds it. */
function* values(node, path = "", holder = null, key = "") {
  yield { node, path, holder, key };
  if (node && typeof node === "object") for (const [k, v] of Object.entries(node)) yield* values(v, `${path}/${k}`, node, k);
}

const showsPlainText = ({ holder, key, path }, card) =>
  (key === "text" && holder.type === "TextRun") ||
  // Charts are drawn, not written. Old clients know none of them, so each has words to fall back to.
  (key === "x" && /\/data\/\d+\/x$/.test(path)) ||
  ((key === "title" || key === "tooltip") && String(holder.type).startsWith("Action.")) ||
  // An input's id is never shown.
  (key === "id" && String(holder.type).startsWith("Input.")) ||
  // Drop-downs show titles as they are. Boxes read Markdown: practice file and role plays refuse such titles at start, and names that come from
  // a chat stand in them without. Those of `decide` are words of ours; names are in its drop-down.
  (key === "title" && path.includes("/choices/") && ["with", "ready-form", "debrief", "decide", "session-form", "attendance-form"].includes(card));

function ourFaults(card, name) {
  const faults = [];
  const family = name.split(/[.@]/)[0];
  let filled = 0;
  for (const at of values(card)) {
    const { node, path, key } = at;
    if (node?.type?.startsWith?.("Chart.") && !node.fallback) faults.push(`${path} is a chart without words to fall back to`);
    if (node === null || node === undefined) faults.push(`${path} is null`);
    if (typeof node === "string" && node.includes("${")) faults.push(`${path} still holds ${node}`);
    if (typeof node === "string" && node.includes(MARKUP) && !showsPlainText(at, family)) faults.push(`${path}: data where Markdown is read`);
    if (node === "" && ["text", "title", "url"].includes(key)) faults.push(`${path} is empty`);
    if (node?.type === "Image" && !node.url) faults.push(`${path}: an image without url blanks the card on phones`);
    if (node?.type === "RichTextBlock" && !(node.inlines?.length > 0)) faults.push(`${path} has no text`);
    if (String(node?.type).startsWith("Input.") && !node.label) faults.push(`${path} has no label`);
    if (key === "actions" && !Array.isArray(node)) faults.push(`${path} is no list`);
    if (key === "actions" && node.length === 0) faults.push(`${path} is empty`);
    if (key === "actions" && node.length > MOST_ACTIONS) faults.push(`${path} has ${node.length} actions, Teams shows ${MOST_ACTIONS}`);
    // The fallback of a button is the same button for old clients.
    if (node?.style === "positive" && !path.endsWith("/fallback")) filled++;
    if (node?.type === "Action.Execute") {
      const twin = node.fallback?.data;
      if (twin?.verb !== node.verb || twin?.visit !== node.data?.visit) faults.push(`${path}: the fallback does something else`);
    }
  }
  const mayFill = family === "bedside" || family === "introduce" ? 2 : 1;
  if (filled > mayFill) faults.push(`${filled} filled buttons, at most ${mayFill}`);
  const text = JSON.stringify(card);
  if (family === "board" ? text.length * 2 > MOST_UTF16_BYTES : Buffer.byteLength(text) > MOST_BYTES)
    faults.push(`too big: ${text.length} characters`);
  return faults;
}

const folder = process.argv[2];
if (!folder) throw new Error("node check-cards.mjs FOLDER");
const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
let failed = 0;
for (const file of files) {
  let faults;
  try {
    const card = JSON.parse(readFileSync(join(folder, file), "utf8"));
    faults = [...schemaFaults(card), ...parserFaults(card), ...ourFaults(card, file.slice(0, -".json".length))];
  } catch (error) {
    faults = [error.message];
  }
  for (const fault of faults) console.log(`${file}: ${fault}`);
  if (faults.length > 0) failed++;
}
if (files.length === 0) console.log(`${folder}: no cards`);
console.log(`cards: ${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;
