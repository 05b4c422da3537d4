// Makes a JSON Schema of what Teams accepts in a card, from the types that Microsoft ships for Teams cards. Stricter than the
// official Adaptive Card schema: it knows `msteams`, and rejects misspelt properties. Kept in out/ until the package changes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export function teamsSchema() {
  const version = JSON.parse(readFileSync(here("node_modules/@microsoft/teams.cards/package.json"), "utf8")).version;
  const kept = here(`out/teams-card-${version}.schema.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));

  const TJS = createRequire(import.meta.url)("typescript-json-schema");
  const types = here("node_modules/@microsoft/teams.cards/dist/core.d.ts");
  const program = TJS.getProgramFromFiles([types], { strict: true, skipLibCheck: true });
  const schema = TJS.generateSchema(program, "IAdaptiveCard", { noExtraProps: true, required: true, ignoreErrors: true });
  if (!schema) throw new Error("no schema came out of the types of @microsoft/teams.cards");

  // A button's own data is free: here a verb and a visit.
  schema.definitions.ISubmitActionData.additionalProperties = true;
  schema.definitions.IHostCapabilities.additionalProperties = true;
  mkdirSync(here("out"), { recursive: true });
  writeFileSync(kept, JSON.stringify(schema));
  return schema;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(`${Object.keys(teamsSchema().definitions).length} definitions`);
