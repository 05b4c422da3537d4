// Rules about what the template deploys: who may do what, what is open, what is written down, and that the bot finds what it needs.
import { strings } from "./expressions.mjs";

const ROLES = "/providers/Microsoft.Authorization/roleDefinitions/";

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles. All that the bot's identity may do, and where.
const NEEDED = [
  { role: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", called: "Storage Table Data Contributor", on: "Microsoft.Storage/storageAccounts" },
  { role: "4633458b-17de-408a-b874-0445c86b69e6", called: "Key Vault Secrets User", on: "Microsoft.KeyVault/vaults" },
  { role: "3913510d-42f4-4e42-8a64-420c390055eb", called: "Monitoring Metrics Publisher", on: "Microsoft.Insights/components" },
];

// What writes logs, and at least which of them are kept.
const LOGGED = {
  "Microsoft.Storage/storageAccounts/tableServices": ["StorageWrite", "StorageDelete"],
  "Microsoft.KeyVault/vaults": ["allLogs"],
  "Microsoft.Web/sites": ["AppServiceConsoleLogs", "AppServiceHTTPLogs", "AppServicePlatformLogs", "AppServiceAuditLogs"],
  "Microsoft.BotService/botServices": ["allLogs"],
  "Microsoft.OperationalInsights/workspaces": ["audit"],
};

// What has no logs of its own: they are its whole's, or go to the subscription's activity log. The component writes into the workspace.
const SILENT = [
  "Microsoft.ManagedIdentity/userAssignedIdentities",
  "Microsoft.Storage/storageAccounts",
  "Microsoft.Authorization/roleAssignments",
  "Microsoft.Storage/storageAccounts/tableServices/tables",
  "Microsoft.KeyVault/vaults/secrets",
  "Microsoft.Insights/components",
  "Microsoft.Insights/diagnosticSettings",
  "Microsoft.Web/serverfarms",
  "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
  "Microsoft.BotService/botServices/channels",
];

// By their names the program looks for them: Store:TableName is not set.
const OF_THE_BOT = ["handoff", "handoffsites"];

const same = (a, b) => String(a).toLowerCase() === String(b).toLowerCase();
const of = (deployment, type) => deployment.resources.filter((one) => one.type === type);
const only = (deployment, type) => of(deployment, type)[0] ?? { body: {}, id: `(no ${type})` };

/** One fault for each path whose value is not the one wanted. */
function wanted(resource, values) {
  return Object.entries(values).flatMap(([path, value]) => {
    const is = path.split(".").reduce((node, step) => node?.[step], resource.body);
    return same(is, value) ? [] : [`${resource.where ?? resource.id}: ${path} is ${JSON.stringify(is)}, not ${JSON.stringify(value)}`];
  });
}

/** The same of every resource of a type; that there is none is a fault too. */
const wantedOfAll = (deployment, type, values) => (of(deployment, type).length > 0 ? of(deployment, type) : [only(deployment, type)]).flatMap((one) => wanted(one, values));

function roles(deployment) {
  const identity = only(deployment, "Microsoft.ManagedIdentity/userAssignedIdentities");
  const who = deployment.outputsOf(identity).principalId;
  const given = of(deployment, "Microsoft.Authorization/roleAssignments").filter((one) => one.stands).map(({ where, body, scope }) => ({
    where,
    role: body.properties?.roleDefinitionId?.split(ROLES)[1],
    on: deployment.resources.find((one) => one.id && scope && same(one.id, scope))?.type ?? scope ?? "the whole resource group",
    who: body.properties?.principalId,
    kind: body.properties?.principalType,
  }));
  const isNeeded = (one) => NEEDED.some(({ role, on }) => role === one.role && on === one.on);
  return [
    ...NEEDED
      .filter(({ role, on }) => given.filter((one) => one.role === role && one.on === on && one.who === who).length !== 1)
      .map(({ called, on }) => `the identity is not ${called}, once, on ${on}`),
    ...given.filter((one) => !isNeeded(one)).map(({ where, role, on }) => `${where}: the role ${role} on ${on} is more than needed`),
    ...given.filter((one) => one.who !== who || one.kind !== "ServicePrincipal").map(({ where }) => `${where} is for somebody else`),
  ];
}

const storage = (deployment) => wantedOfAll(deployment, "Microsoft.Storage/storageAccounts", {
  "kind": "StorageV2",
  "properties.allowSharedKeyAccess": false,
  "properties.defaultToOAuthAuthentication": true,
  "properties.allowBlobPublicAccess": false,
  "properties.allowCrossTenantReplication": false,
  "properties.isLocalUserEnabled": false,
  "properties.minimumTlsVersion": "TLS1_2",
  "properties.supportsHttpsTrafficOnly": true,
});

const vault = (deployment) => wantedOfAll(deployment, "Microsoft.KeyVault/vaults", {
  "properties.enableRbacAuthorization": true,
  "properties.enableSoftDelete": true,
  "properties.enablePurgeProtection": true,
  "properties.enabledForDeployment": false,
  "properties.enabledForDiskEncryption": false,
  "properties.enabledForTemplateDeployment": false,
  "properties.accessPolicies": undefined,
});

function https(deployment) {
  const open = of(deployment, "Microsoft.Web/sites/basicPublishingCredentialsPolicies");
  return [
    ...wantedOfAll(deployment, "Microsoft.Web/sites", {
      "properties.httpsOnly": true,
      "properties.sshEnabled": false,
      "properties.siteConfig.minTlsVersion": "1.2",
      "properties.siteConfig.scmMinTlsVersion": "1.2",
      "properties.siteConfig.ftpsState": "Disabled",
      "properties.siteConfig.remoteDebuggingEnabled": false,
    }),
    ...["ftp", "scm"].flatMap((way) => {
      const policy = open.find(({ name }) => name?.endsWith(`/${way}`));
      return policy ? wanted(policy, { "properties.allow": false }) : [`${way} takes a password`];
    }),
    // Inside the app's own machine App Service speaks http to the program; nowhere else.
    ...deployment.resources.flatMap(({ where, body }) => [...strings(body)]
      .filter(({ text }) => text.startsWith("http://") && text !== "http://*:8080")
      .map(({ text }) => `${where}: ${text}`)),
  ];
}

function instances(deployment) {
  const plans = of(deployment, "Microsoft.Web/serverfarms");
  const fewest = deployment.template.parameters.instances?.minValue;
  return [
    ...plans.filter(({ body }) => !(body.sku?.capacity >= 2)).map(({ where, body }) => `${where} has ${body.sku?.capacity} instances`),
    ...(fewest >= 2 ? [] : [`as few as ${fewest} instances may be asked for`]),
    // One instance must be able to go without anybody noticing: Azure is told when it is ill, and nobody is tied to it.
    ...wantedOfAll(deployment, "Microsoft.Web/sites", {
      "properties.serverFarmId": plans[0]?.id,
      "properties.clientAffinityEnabled": false,
      "properties.siteConfig.alwaysOn": true,
      "properties.siteConfig.healthCheckPath": "/healthz",
    }),
  ];
}

function diagnostics(deployment) {
  const workspace = only(deployment, "Microsoft.OperationalInsights/workspaces");
  const kept = of(deployment, "Microsoft.Insights/diagnosticSettings");
  const faults = deployment.resources.flatMap(({ where, type, id }) => {
    if (SILENT.includes(type)) return [];
    if (!LOGGED[type]) return [`${where}: nobody has said what it logs`];
    const setting = kept.find(({ scope, stands }) => scope && id && same(scope, id) && stands);
    if (!setting) return [`${where} has no diagnostics`];
    const on = (setting.body.properties?.logs ?? []).filter((log) => log.enabled === true).map((log) => log.category ?? log.categoryGroup);
    return [
      ...LOGGED[type].filter((log) => !on.includes(log)).map((log) => `${where} does not keep ${log}`),
      ...wanted(setting, { "properties.workspaceId": workspace.id }),
    ];
  });
  // An account logs by its services.
  const accounts = of(deployment, "Microsoft.Storage/storageAccounts");
  const services = of(deployment, "Microsoft.Storage/storageAccounts/tableServices");
  return [...faults, ...(accounts.length === services.length ? [] : ["a storage account has no table service to log"])];
}

const tables = (deployment) => {
  const [made, account] = [of(deployment, "Microsoft.Storage/storageAccounts/tableServices/tables"), only(deployment, "Microsoft.Storage/storageAccounts")];
  return OF_THE_BOT
    .filter((name) => made.filter(({ id }) => same(id, `${account.id}/tableServices/default/tables/${name}`)).length !== 1)
    .map((name) => `the table ${name} is not made, and the bot would not start`);
};

function settings(deployment) {
  const identity = only(deployment, "Microsoft.ManagedIdentity/userAssignedIdentities");
  const { clientId, tenantId } = deployment.outputsOf(identity);
  const site = only(deployment, "Microsoft.Web/sites");
  const list = site.body.properties?.siteConfig?.appSettings ?? [];
  const is = Object.fromEntries(list.map(({ name, value }) => [name, value]));
  const must = {
    // The program's own file says localhost, and would win over ASPNETCORE_URLS: only the plain key is stronger.
    Urls: "http://*:8080",
    PORT: "8080",
    Store__Kind: "AzureTables",
    Store__TablesUrl: deployment.outputsOf(only(deployment, "Microsoft.Storage/storageAccounts")).primaryEndpoints?.table,
    AZURE_CLIENT_ID: clientId,
    Teams__AppId: clientId,
    Teams__TenantId: tenantId,
    Teams__ManagedIdentityClientId: clientId,
  };
  return [
    ...Object.entries(must).filter(([name, value]) => is[name] !== value).map(([name, value]) => `${name} is ${is[name]}, not ${value}`),
    ...["Practice__File", "Store__KeepEventsYears", "Slack__SigningSecret", "Slack__BotToken", "Slack__AppToken"]
      .filter((name) => !(name in is))
      .map((name) => `${name} is missing`),
    ...["Teams__ClientSecret", "Store__AccountKey", "Store__Path"].filter((name) => name in is).map((name) => `${name} has no place on Azure`),
    ...(list.length === Object.keys(is).length ? [] : ["a setting stands there twice"]),
    ...list.filter(({ value }) => typeof value !== "string").map(({ name }) => `${name} is no text`),
    ...wanted(site, { "identity.type": "UserAssigned", "properties.keyVaultReferenceIdentity": identity.id }),
    ...(same(Object.keys(site.body.identity?.userAssignedIdentities ?? {}), identity.id) ? [] : ["the app has another identity, or more than one"]),
  ];
}

function bot(deployment) {
  const identity = only(deployment, "Microsoft.ManagedIdentity/userAssignedIdentities");
  const { clientId, tenantId } = deployment.outputsOf(identity);
  const teams = of(deployment, "Microsoft.BotService/botServices/channels");
  return [
    ...wanted(only(deployment, "Microsoft.BotService/botServices"), {
      "kind": "azurebot",
      "location": "global",
      "properties.msaAppType": "UserAssignedMSI",
      "properties.msaAppId": clientId,
      "properties.msaAppTenantId": tenantId,
      "properties.msaAppMSIResourceId": identity.id,
      "properties.endpoint": `https://${deployment.outputsOf(only(deployment, "Microsoft.Web/sites")).defaultHostName}/api/messages`,
      "properties.disableLocalAuth": true,
    }),
    ...(teams.length === 1 && teams[0].body.properties?.channelName === "MsTeamsChannel" ? [] : ["Teams is not the one channel"]),
  ];
}

const insights = (deployment) => [
  ...wantedOfAll(deployment, "Microsoft.Insights/components", {
    "properties.WorkspaceResourceId": only(deployment, "Microsoft.OperationalInsights/workspaces").id,
    "properties.DisableLocalAuth": true,
  }),
  ...wantedOfAll(deployment, "Microsoft.OperationalInsights/workspaces", { "properties.features.disableLocalAuth": true }),
];

const inEach = (rule) => ({ deployments }) => deployments.flatMap(rule);

export const safety = {
  roles: inEach(roles),
  storage: inEach(storage),
  tables: inEach(tables),
  vault: inEach(vault),
  https: inEach(https),
  instances: inEach(instances),
  diagnostics: inEach(diagnostics),
  "what the bot is told": inEach(settings),
  bot: inEach(bot),
  insights: inEach(insights),
};
