// node check-arm.mjs [SCHEMAS]: checks infra/azuredeploy.json, the template of the bot's Azure resources, by Microsoft's resource schemas
// and by our rules, and README's table of costs; then spoils them in every way that a rule must see. One line for each fault, then how
// many checks passed.
// SCHEMAS is a folder with Microsoft's schemas; they are not ours to keep, so where there are none only our rules are checked.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { costFaults } from "./arm/costs.mjs";
import { deploy } from "./arm/deployment.mjs";
import { form } from "./arm/form.mjs";
import { microsoftSchemas } from "./arm/microsoft.mjs";
import { mutations } from "./arm/mutations.mjs";
import { safety } from "./arm/safety.mjs";

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const source = {
  template: JSON.parse(text("infra/azuredeploy.json")),
  parameters: JSON.parse(text("infra/azuredeploy.parameters.json")),
  readme: text("README.md"),
};
const folder = process.argv[2] ?? fileURLToPath(new URL("../../../shared/reference/arm-schemas", import.meta.url));

// A clinic without Slack, one that Slack reaches, one that reaches Slack, and one that has changed all it can.
const CLINICS = [
  {},
  { slackSigningSecret: "s", slackBotToken: "b" },
  { slackBotToken: "b", slackAppToken: "a" },
  {
    name: "abc",
    planSku: "B1",
    instances: 3,
    packageUri: "https://example.blob.core.windows.net/p/program.zip",
    practiceFile: "practice.json",
    otlpEndpoint: "https://otel.example.org",
    traceRequests: false,
    logTableReads: true,
  },
];

function deployed({ template, parameters, readme }) {
  const set = Object.fromEntries(Object.entries(parameters.parameters).map(([name, { value }]) => [name, value]));
  return { template, parameters, readme, deployments: CLINICS.map((given) => deploy(template, { ...set, ...given })) };
}

const rules = { ...form, ...safety, costs: ({ readme }) => costFaults(readme) };
if (existsSync(folder)) {
  const schemas = microsoftSchemas(folder);
  rules.microsoft = ({ deployments }) => deployments
    .flatMap(({ resources }) => resources)
    .flatMap(({ where, body }) => schemas.faultsOf(body).map((fault) => `${where}: ${fault}`));
} else {
  console.log(`arm: skipped: Microsoft's resource schemas are not at ${folder}`);
}

let passed = 0;
const faults = [];
const check = (found) => (found.length === 0 ? passed++ : faults.push(found));

const whole = deployed(source);
for (const [name, rule] of Object.entries(rules)) check([...new Set(rule(whole))].map((fault) => `${name}: ${fault}`));

for (const [name, ways] of Object.entries(mutations).filter(([name]) => rules[name])) {
  for (const [way, spoil] of Object.entries(ways)) {
    const spoilt = structuredClone(source);
    spoil(spoilt.template, spoilt);
    check(rules[name](deployed(spoilt)).length > 0 ? [] : [`"${name}" does not see ${way}`]);
  }
}

check(Object.keys(rules).filter((name) => !mutations[name]).map((name) => `nothing shows that "${name}" can fail`));

for (const fault of faults.flat()) console.log(`arm: ${fault}`);
console.log(`arm: ${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length > 0 ? 1 : 0;
