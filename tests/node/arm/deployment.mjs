// Works out what a template would deploy, as Azure would: parameters filled in, expressions evaluated, what only Azure knows made up.
import { createHash } from "node:crypto";
import { inside, parse } from "./expressions.mjs";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-00000000000a";
const GROUP = `${SUBSCRIPTION}/resourceGroups/clinic`;
const TENANT = "00000000-0000-0000-0000-00000000000b";

const digest = (...parts) => createHash("sha256").update(parts.join("|").toLowerCase()).digest("hex");
const guid = (...parts) => digest(...parts).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
const format = (text, ...values) => text.replace(/\{(\d+)\}/g, (_, at) => values[Number(at)]);

/** The id of a resource: a name with slashes goes with a type that has as many. */
export function idOf(scope, type, names) {
  const [provider, ...kinds] = type.split("/");
  if (kinds.length !== names.length) throw new Error(`${type} takes ${kinds.length} names, not ${names.length}`);
  return `${scope}/providers/${provider}/${kinds.map((kind, i) => `${kind}/${names[i]}`).join("/")}`;
}

/** What Azure says of a resource once it is there: only what a template of ours asks for. */
function runtimeOf(id, type, name) {
  switch (type.toLowerCase()) {
    case "microsoft.managedidentity/userassignedidentities":
      return { clientId: guid(id, "client"), principalId: guid(id, "principal"), tenantId: TENANT };
    case "microsoft.storage/storageaccounts":
      return { primaryEndpoints: { table: `https://${name}.table.core.windows.net/` } };
    case "microsoft.insights/components":
      return { ConnectionString: `InstrumentationKey=${guid(id)}` };
    case "microsoft.web/sites":
      return { defaultHostName: `${name}.azurewebsites.net` };
    default:
      return {};
  }
}

/**
 * What is deployed with these parameters. A resource has its id, its body with all expressions evaluated, and whether its condition holds;
 * outputsOf says what Azure would say of it; faults are what can't be evaluated; referenced is every id that an expression speaks of.
 */
export function deploy(template, given = {}) {
  const faults = [];
  const referenced = [];
  const variables = new Map();

  const functions = {
    parameters: (name) => {
      const parameter = template.parameters?.[name] ?? absent(`the parameter ${name}`);
      return name in given ? given[name] : valueOf(parameter.defaultValue ?? absent(`a value of the parameter ${name}`));
    },
    variables: (name) => {
      if (!variables.has(name)) variables.set(name, valueOf(template.variables?.[name] ?? absent(`the variable ${name}`)));
      return variables.get(name);
    },
    resourceId: (type, ...names) => meant(idOf(GROUP, type, names)),
    extensionResourceId: (id, type, ...names) => meant(idOf(id, type, names)),
    subscriptionResourceId: (type, ...names) => idOf(SUBSCRIPTION, type, names),
    reference: (id, apiVersion) => {
      referenced.push({ id, apiVersion });
      const resource = all.find((one) => one.id?.toLowerCase() === id.toLowerCase()) ?? absent(`the resource ${id}`);
      return runtimeOf(id, resource.type, resource.name);
    },
    resourceGroup: () => ({ id: GROUP, name: "clinic", location: "eastus2" }),
    subscription: () => ({ id: SUBSCRIPTION, tenantId: TENANT }),
    uniqueString: (...parts) => digest(...parts).replace(/[0-9]/g, (digit) => "ghijklmnop"[digit]).slice(0, 13),
    guid,
    format,
    toLower: (text) => text.toLowerCase(),
    empty: (value) => value === null || value.length === 0,
    not: (value) => !value,
    if: (condition, yes, no) => (condition ? yes : no),
  };

  function absent(what) {
    throw new Error(`${what} is not in the template`);
  }

  function meant(id) {
    referenced.push({ id });
    return id;
  }

  function evaluate(tree) {
    if (tree.text !== undefined) return tree.text;
    if (tree.number !== undefined) return tree.number;
    if (tree.call !== undefined) {
      const run = Object.hasOwn(functions, tree.call) ? functions[tree.call] : null;
      if (!run) throw new Error(`the function ${tree.call}() is not one that this check knows`);
      return run(...tree.arguments.map(evaluate));
    }
    const of = evaluate(tree.of);
    const key = tree.member ?? evaluate(tree.at);
    return of[key] ?? absent(`the member ${key}`);
  }

  function valueOf(node) {
    if (typeof node === "string") {
      const source = inside(node);
      return source === null ? node.replace(/^\[\[/, "[") : evaluate(parse(source));
    }
    if (Array.isArray(node)) return node.map(valueOf);
    if (node === null || typeof node !== "object") return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [valueOf(key), valueOf(value)]));
  }

  const attempt = (where, work) => {
    try {
      return work();
    } catch (e) {
      faults.push(`${where}: ${e.message}`);
      return null;
    }
  };

  // First all names, since anything may refer to anything; then the whole of each.
  const all = (template.resources ?? []).map((resource) => {
    const where = `${resource.type} ${resource.name}`;
    const name = attempt(where, () => valueOf(resource.name));
    const scope = resource.scope === undefined ? GROUP : attempt(where, () => scopeOf(valueOf(resource.scope)));
    const id = name === null || scope === null ? null : attempt(where, () => idOf(scope, resource.type, name.split("/")));
    return { where, id, type: resource.type, name, source: resource };
  });

  function scopeOf(text) {
    if (text.startsWith("/")) return text;
    const steps = text.split("/");
    const kinds = steps.slice(1).filter((_, i) => i % 2 === 0);
    return idOf(GROUP, [steps[0], ...kinds].join("/"), steps.slice(1).filter((_, i) => i % 2 === 1));
  }

  const resources = all.map((one) => {
    const body = attempt(one.where, () => valueOf(one.source));
    const scope = one.source.scope === undefined ? null : attempt(one.where, () => scopeOf(valueOf(one.source.scope)));
    return { ...one, body: body ?? {}, scope, stands: body?.condition ?? true };
  });
  for (const [name, output] of Object.entries(template.outputs ?? {})) attempt(`output ${name}`, () => valueOf(output.value));
  for (const name of Object.keys(template.variables ?? {})) attempt(`variable ${name}`, () => functions.variables(name));
  return { template, resources, faults, referenced, outputsOf: ({ id, type, name }) => (type ? runtimeOf(id, type, name) : {}) };
}
