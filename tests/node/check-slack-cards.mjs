// node check-slack-cards.mjs FOLDER: holds bound Slack cards (NAME.json) against Slack's own TypeScript types, one line for each fault,
// then how many passed. It sees shapes: unknown types and properties, missing ones. The limits are the bot's own check at start.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const VIEWS = { modal: "ModalView", home: "HomeView" };
const OPTIONS = {
  strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ["lib.es2022.d.ts"],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

/** A program that says of what type the card is. Only what is written out in place is held against it to the last property. */
function program(card) {
  const isMessage = card.type === undefined;
  const type = isMessage ? "KnownBlock" : (VIEWS[card.type] ?? "never");
  const value = isMessage ? card.blocks : card;
  const extra = isMessage && Object.keys(card).join() !== "blocks" ? "const message: { blocks: unknown } = " + JSON.stringify(card) + ";\n" : "";
  return `import type { ${type === "never" ? "KnownBlock" : type} } from "@slack/types";\n${extra}`
    + `export const card: ${type}${isMessage ? "[]" : ""} = ${JSON.stringify(value ?? null, null, 1)};\n`;
}

/** The programs lie nowhere but in memory, beside this file, where @slack/types is found. */
function faultsOf(programs) {
  const place = (name) => fileURLToPath(new URL(`${name}.mts`, import.meta.url)).replaceAll("\\", "/");
  const sources = new Map([...programs].map(([name, text]) => [place(name), { name, text }]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, version) =>
    sources.has(file) ? ts.createSourceFile(file, sources.get(file).text, version) : getSourceFile(file, version);
  const faults = new Map([...programs.keys()].map((name) => [name, []]));
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], OPTIONS, host))) {
    const source = file && sources.get(file.fileName);
    // A fault that lies in no card is a broken check, and no card has passed it.
    if (!source) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    const line = source.text.split("\n")[file.getLineAndCharacterOfPosition(start).line].trim();
    // The first line names a union of all blocks; the last ones say what is wrong.
    const said = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n").slice(-2).map((part) => part.trim().slice(0, 200)).join(" ");
    faults.get(source.name).push(`${line}: ${said}`);
  }
  return faults;
}

const folder = process.argv[2];
if (!folder) throw new Error("node check-slack-cards.mjs FOLDER");
const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
const programs = new Map(files.map((file) => [file, program(JSON.parse(readFileSync(join(folder, file), "utf8")))]));
const faults = faultsOf(programs);
let failed = 0;
for (const [file, lines] of faults) {
  for (const line of lines) console.log(`${file}: ${line}`);
  if (lines.length > 0) failed++;
}
if (files.length === 0) console.log(`${folder}: no cards`);
console.log(`slack cards: ${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;
