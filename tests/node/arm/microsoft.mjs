// Holds what a template deploys against Microsoft's published resource schemas. They catch a wrong value and a missing property;
// they let unknown properties pass, so those are looked for here.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";

// What any resource of a template may have, whatever its type: the template's own schema, ARMResourceBase and resourceBase.
const OF_ANY_RESOURCE = ["condition", "dependsOn", "copy", "scope", "comments"];

/** The schemas of a folder: { versionOf(type), faultsOf(resource) }. */
export function microsoftSchemas(folder) {
  const ajv = new AjvDraft04({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const files = new Map();
  const definitions = new Map();
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "deploymentTemplate.json")) {
    const schema = JSON.parse(readFileSync(join(folder, name), "utf8"));
    ajv.addSchema(schema);
    files.set(schema.id, schema);
    for (const group of ["resourceDefinitions", "extension_resourceDefinitions"])
      for (const [key, definition] of Object.entries(schema[group] ?? {}))
        definitions.set(definition.properties.type.enum[0].toLowerCase(), { file: schema, definition, at: `${schema.id}/${group}/${key}` });
  }

  // A reference is "#/definitions/X" in its own file, or "https://…/common/definitions.json#/definitions/X" in another.
  function follow(reference, from) {
    const [address, path] = reference.split("#");
    const file = address === "" ? from : (files.get(`${address}#`) ?? fail(reference));
    const schema = path.split("/").slice(1).reduce((node, step) => node[step], file);
    return { schema, file };
  }

  const fail = (reference) => {
    throw new Error(`there is no schema ${reference}`);
  };

  const compiled = new Map();
  const fits = (value, schema, file) => {
    if (!compiled.has(schema)) compiled.set(schema, ajv.compile({ ...schema, id: undefined, $schema: undefined, ...carry(file, schema) }));
    return compiled.get(schema)(value);
  };

  // A piece of a file is compiled by itself: its references within the file need that file's address.
  const carry = (file, schema) => JSON.parse(JSON.stringify(schema), (key, value) =>
    (key === "$ref" && value.startsWith("#") ? `${file.id.slice(0, -1)}${value}` : value));

  /** All plain schemas that speak about a value: through references, allOf, and those of oneOf and anyOf that it fits. */
  function* speaking(value, schema, file) {
    if (schema.$ref) {
      const { schema: meant, file: there } = follow(schema.$ref, file);
      yield* speaking(value, meant, there);
      return;
    }
    yield { schema, file };
    for (const part of schema.allOf ?? []) yield* speaking(value, part, file);
    // Nearly every property may also be an expression, which is a string; what is left then is mostly one choice.
    const choices = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter((choice) => !choice.$ref?.endsWith("/expression"));
    const fitting = choices.length > 1 ? choices.filter((choice) => fits(value, choice, file)) : [];
    for (const choice of fitting.length > 0 ? fitting : choices) yield* speaking(value, choice, file);
  }

  function* unknown(value, alternatives, path) {
    const all = alternatives.flatMap(({ schema, file }) => [...speaking(value, schema, file)]);
    if (Array.isArray(value)) {
      const items = all.filter(({ schema }) => schema.items).map(({ schema, file }) => ({ schema: schema.items, file }));
      if (items.length > 0) for (const [i, item] of value.entries()) yield* unknown(item, items, `${path}/${i}`);
      return;
    }
    if (value === null || typeof value !== "object") return;
    const named = all.filter(({ schema }) => schema.properties || schema.additionalProperties);
    if (named.length === 0) return;
    for (const [key, inner] of Object.entries(value)) {
      const known = named.flatMap(({ schema, file }) => {
        if (Object.hasOwn(schema.properties ?? {}, key)) return [{ schema: schema.properties[key], file }];
        return schema.additionalProperties ? [{ schema: schema.additionalProperties === true ? {} : schema.additionalProperties, file }] : [];
      });
      if (known.length === 0) yield `${path}/${key} is a property that Microsoft does not know`;
      else yield* unknown(inner, known, `${path}/${key}`);
    }
  }

  const told = (errors) => errors
    // That a value is no expression either says nothing new.
    .filter((e) => !["oneOf", "anyOf"].includes(e.keyword) && !e.schemaPath.includes("/expression/"))
    .map((e) => `${e.instancePath || "/"} ${e.message}${e.params.allowedValues ? ` (${e.params.allowedValues})` : ""}`)
    .slice(0, 5);

  return {
    versionOf: (type) => definitions.get(type.toLowerCase())?.definition.properties.apiVersion.enum[0] ?? null,
    faultsOf(resource) {
      const found = definitions.get(resource.type.toLowerCase());
      if (!found) return [`there is no schema for ${resource.type}`];
      const own = Object.fromEntries(Object.entries(resource).filter(([key]) => !OF_ANY_RESOURCE.includes(key)));
      const faults = [...unknown(own, [{ schema: found.definition, file: found.file }], "")];
      // Of a resource inside another, "bot/MsTeamsChannel", some schemas mean the whole name and some its last part.
      const fitting = ajv.getSchema(found.at);
      if (!fitting({ ...own, name: own.name?.split("/").at(-1) }) && !fitting(own)) faults.push(...told(fitting.errors));
      return faults;
    },
  };
}
