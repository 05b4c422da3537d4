// Rules about the form of a template: what can be said of it without knowing what the resources are for.
import { readFileSync } from "node:fs";
import { calls, inside, parse, strings } from "./expressions.mjs";

const SECRET = /secret|token|password|pwd|key|credential|connectionstring|signature|sas$/i;
const LOOKS_SECRET = /(xox[abp]|xapp)-\w{6}|AccountKey=|SharedAccess|[?&]sig=|-----BEGIN|Bearer /;

// What each type may have, as approved by a person: so that a misspelt property is seen where Microsoft's schemas are not at hand.
const APPROVED = JSON.parse(readFileSync(new URL("properties.json", import.meta.url), "utf8"));

const isSecure = (parameter) => ["securestring", "secureobject"].includes(String(parameter.type).toLowerCase());

/** Every expression of a template, parsed; one that can't be read is the business of "expressions". */
function* expressions(template) {
  for (const { text, path } of strings(template)) {
    const source = inside(text);
    if (source === null) continue;
    try {
      yield { path, tree: parse(source) };
    } catch {
      // Told by deploy().
    }
  }
}

/** What "parameters" or "variables" are called with anywhere. */
const named = (template, call) => new Set([...expressions(template)]
  .flatMap(({ tree }) => [...calls(tree)])
  .filter((one) => one.call === call)
  .map((one) => one.arguments[0]?.text));

/** The paths of a resolved resource, "properties.siteConfig.appSettings[].name"; keys that are ids become "*". */
export function* propertyPaths(node, path = "") {
  if (Array.isArray(node) && node.length > 0) {
    for (const item of node) yield* propertyPaths(item, `${path}[]`);
  } else if (node !== null && typeof node === "object" && Object.keys(node).length > 0) {
    for (const [key, value] of Object.entries(node)) {
      const step = key.startsWith("/subscriptions/") ? "*" : key;
      yield* propertyPaths(value, path === "" ? step : `${path}.${step}`);
    }
  } else {
    yield path;
  }
}

const OF_A_PARAMETER = ["type", "defaultValue", "allowedValues", "minValue", "maxValue", "minLength", "maxLength", "metadata"];
const MEMBERS = ["$schema", "contentVersion", "metadata", "parameters", "variables", "resources", "outputs"];

function template({ template }) {
  const faults = Object.keys(template).filter((key) => !MEMBERS.includes(key)).map((key) => `a template has no ${key}`);
  if (!template.$schema?.endsWith("/2019-04-01/deploymentTemplate.json#")) faults.push(`$schema is ${template.$schema}`);
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(template.contentVersion)) faults.push(`contentVersion is ${template.contentVersion}`);
  return faults;
}

function parameters({ template, parameters }) {
  const faults = [];
  const used = named(template, "parameters");
  for (const [name, parameter] of Object.entries(template.parameters)) {
    if (!(parameter.metadata?.description?.length > 10)) faults.push(`${name} has no description`);
    for (const key of Object.keys(parameter)) if (!OF_A_PARAMETER.includes(key)) faults.push(`${name}: a parameter has no ${key}`);
    if (!used.has(name)) faults.push(`nobody uses ${name}`);
    if (SECRET.test(name) && !isSecure(parameter))
      faults.push(`${name} sounds like a secret and is a ${parameter.type}: Azure would keep it in the clear in the deployment's history`);
    if (isSecure(parameter) && (parameter.defaultValue ?? "") !== "") faults.push(`the secret ${name} has a default value`);
  }
  const variables = named(template, "variables");
  for (const name of Object.keys(template.variables)) if (!variables.has(name)) faults.push(`nobody uses the variable ${name}`);
  for (const name of Object.keys(parameters.parameters)) {
    if (!template.parameters[name]) faults.push(`the parameters file sets ${name}, which the template does not have`);
    else if (isSecure(template.parameters[name])) faults.push(`the parameters file holds the secret ${name}`);
  }
  return faults;
}

const expressionsCanBeEvaluated = ({ deployments }) => deployments.flatMap(({ faults }) => faults);

function references({ deployments }) {
  const faults = [];
  for (const { resources, referenced } of deployments) {
    const there = new Map(resources.filter((one) => one.id).map((one) => [one.id.toLowerCase(), one]));
    if (there.size < resources.filter((one) => one.id).length) faults.push("two resources have one name");
    for (const { id, apiVersion } of referenced) {
      const meant = there.get(id.toLowerCase());
      if (!meant) faults.push(`${id} names nothing in the template`);
      else if (apiVersion && apiVersion !== meant.source.apiVersion)
        faults.push(`${id} is referred to as of ${apiVersion} and made as of ${meant.source.apiVersion}`);
    }
    for (const { where, body, scope, name, type } of resources) {
      for (const id of body.dependsOn ?? []) if (!there.has(id.toLowerCase())) faults.push(`${where} depends on ${id}, which is not in the template`);
      if (scope && !there.has(scope.toLowerCase())) faults.push(`${where} is of ${scope}, which is not in the template`);
      faults.push(...orderFaults({ where, body, scope, name, type }, there));
    }
  }
  return faults;
}

// Azure makes resources side by side unless it is told: a part waits for its whole, an extension for what it extends.
function orderFaults({ where, body, scope, name, type }, there) {
  const waitsFor = (body.dependsOn ?? []).map((id) => id.toLowerCase());
  if (scope && !waitsFor.includes(scope.toLowerCase())) return [`${where} does not wait for ${scope}`];
  const whole = (text) => text?.split("/").slice(0, -1).join("/");
  const parent = [...there.values()].find((one) => one.type === whole(type) && one.name === whole(name));
  return !scope && parent && !waitsFor.includes(parent.id.toLowerCase()) ? [`${where} does not wait for ${parent.id}`] : [];
}

const versions = ({ template }) => template.resources
  .filter(({ type, apiVersion }) => APPROVED[type]?.apiVersion !== apiVersion)
  .map(({ type, apiVersion }) => `${type} is of ${apiVersion}, approved is ${APPROVED[type]?.apiVersion}`);

const properties = ({ deployments }) => deployments.flatMap(({ resources }) => resources).flatMap(({ where, type, body }) =>
  [...propertyPaths(body)]
    .filter((path) => !APPROVED[type]?.properties.includes(path))
    .map((path) => `${where}: nobody approved the property ${path}`));

/** A secret goes from its parameter into the vault and nowhere else; who wants to know whether there is one asks empty(). */
function secrets({ template }) {
  const faults = [];
  const secure = Object.entries(template.parameters).filter(([, parameter]) => isSecure(parameter)).map(([name]) => name);
  for (const { path, tree } of expressions(template)) {
    const [group, at, ...place] = path;
    const isKept = group === "resources" && template.resources[at].type === "Microsoft.KeyVault/vaults/secrets" && place.join(".") === "properties.value";
    for (const { call, arguments: [first], around } of calls(tree)) {
      const isShown = call === "parameters" && secure.includes(first?.text) && !isKept && around !== "empty";
      if (isShown) faults.push(`${path.join(".")} shows the secret ${first.text}`);
      if (/^list/i.test(call)) faults.push(`${path.join(".")} asks Azure for keys with ${call}()`);
    }
  }
  for (const { text, path } of strings(template)) if (LOOKS_SECRET.test(text)) faults.push(`${path.join(".")} looks like a secret`);
  for (const [name, output] of Object.entries(template.outputs)) {
    const isSecret = SECRET.test(name) || isSecure(output) || /connectionstring/i.test(output.value);
    if (isSecret) faults.push(`the output ${name} is public, and a secret by its name`);
  }
  return faults;
}

/** A setting that sounds like a secret is empty or says where in the vault it is. */
function settings({ deployments }) {
  const faults = [];
  for (const { resources } of deployments) {
    const all = (wanted) => resources.filter(({ type }) => type === wanted);
    const kept = all("Microsoft.KeyVault/vaults/secrets").filter(({ stands }) => stands).map(({ name }) => name);
    const locked = all("Microsoft.Insights/components").every(({ body }) => body.properties?.DisableLocalAuth === true);
    for (const { body } of all("Microsoft.Web/sites")) {
      for (const { name, value } of body.properties?.siteConfig?.appSettings ?? []) {
        const [, vault, secret] = /^@Microsoft\.KeyVault\(VaultName=([^;]+);SecretName=([^;)]+)\)$/.exec(value) ?? [];
        if (secret && !kept.includes(`${vault}/${secret}`)) faults.push(`${name} is to be found in the vault as ${secret}, where nobody puts it`);
        // Not a key where the component takes telemetry from Entra identities only.
        const isAddress = name === "APPLICATIONINSIGHTS_CONNECTION_STRING" && locked;
        const isSecret = SECRET.test(name.replaceAll("_", "")) && !isAddress;
        if (isSecret && !secret && value !== "") faults.push(`${name} is a secret in the clear`);
      }
      if ((body.properties?.siteConfig?.connectionStrings ?? []).length > 0) faults.push("connection strings are secrets in the clear");
    }
  }
  return faults;
}

export const form = {
  template,
  parameters,
  expressions: expressionsCanBeEvaluated,
  references,
  versions,
  properties,
  secrets,
  settings,
};
