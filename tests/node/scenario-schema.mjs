// node scenario-schema.mjs SCHEMA TEXTS: one line for each text of a JSON list of texts: "yes" if a role play's schema takes it, else why not.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const Ajv = createRequire(import.meta.url)("ajv").default;
const [schema, texts] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const ajv = new Ajv({ strict: true, allErrors: true });
const takes = ajv.compile(schema);
for (const text of texts) console.log(takes(JSON.parse(text)) ? "yes" : ajv.errorsText(takes.errors));
