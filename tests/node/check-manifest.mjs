// node check-manifest.mjs FILE [ICONS]: checks a Teams app manifest against Microsoft's own schema, after filling in its
// {{PLACES}}, and our rules; ICONS is the folder of its two pictures. One line for each fault, then how many checks passed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";

const [file, icons] = process.argv.slice(2);
if (!file) throw new Error("node check-manifest.mjs FILE [ICONS]");

const PLACES = {
  "{{TEAMS_APP_ID}}": "11111111-2222-3333-4444-555555555555",
  "{{PRACTICE_URL}}": "https://practice.example",
  "{{BOT_HOST}}": "bot.practice.example",
};
let text = readFileSync(file, "utf8");
for (const [place, value] of Object.entries(PLACES)) text = text.replaceAll(place, value);
const manifest = JSON.parse(text);

function schemaFaults() {
  const schema = fileURLToPath(new URL(
    `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
    import.meta.url));
  const ajv = new AjvDraft04({ strict: false, allErrors: true });
  addFormats(ajv);
  const fits = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
  return fits(manifest) ? [] : fits.errors.map((e) => `${e.instancePath || "/"} ${e.message}`);
}

/** A resource-specific right to read messages would make Teams send the bot every line people write to each other. */
function rightsFaults() {
  const rights = manifest.authorization?.permissions?.resourceSpecific ?? [];
  return rights.map((right) => `the bot must not ask for ${right.name}`);
}

function commandFaults() {
  const faults = [];
  for (const list of manifest.bots.flatMap((bot) => bot.commandLists ?? [])) {
    // Older clients show ten commands of at most 32 letters.
    if (list.commands.length > 10) faults.push(`${list.commands.length} commands, at most 10`);
    for (const { title } of list.commands) if (title.length > 32) faults.push(`the command "${title}" is too long`);
  }
  return faults;
}

function iconFaults() {
  if (!icons) return [];
  const faults = [];
  for (const [name, size] of [[manifest.icons.color, 192], [manifest.icons.outline, 32]]) {
    const bytes = readFileSync(join(icons, name));
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    if (bytes.toString("latin1", 1, 4) !== "PNG") faults.push(`${name} is no PNG`);
    else if (width !== size || height !== size) faults.push(`${name} is ${width} x ${height}, not ${size} x ${size}`);
  }
  return faults;
}

const leftover = text.match(/\{\{.*?\}\}/g) ?? [];
const checks = [schemaFaults(), rightsFaults(), commandFaults(), iconFaults(), leftover.map((place) => `nobody fills in ${place}`)];
for (const fault of checks.flat()) console.log(`manifest: ${fault}`);
const failed = checks.filter((faults) => faults.length > 0).length;
console.log(`manifest: ${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
