// Each way to spoil the template that a rule must see, so that no rule is one that can't fail.
const TABLES = "Microsoft.Storage/storageAccounts";
const VAULT = "Microsoft.KeyVault/vaults";
const SECRET = "Microsoft.KeyVault/vaults/secrets";
const SITE = "Microsoft.Web/sites";
const PLAN = "Microsoft.Web/serverfarms";
const BOT = "Microsoft.BotService/botServices";
const ROLE = "Microsoft.Authorization/roleAssignments";
const LOGS = "Microsoft.Insights/diagnosticSettings";
const INSIGHTS = "Microsoft.Insights/components";
const WORKSPACE = "Microsoft.OperationalInsights/workspaces";

const all = (template, type) => template.resources.filter((resource) => resource.type === type);
const first = (template, type) => all(template, type)[0];
const setting = (template, name) => first(template, SITE).properties.siteConfig.appSettings.find((one) => one.name === name);
const without = (template, gone) => {
  template.resources = template.resources.filter((resource) => !gone(resource));
};

/** Sets a property of the first resource of a type, deep: set(SITE, "properties.httpsOnly", false). */
const set = (type, path, value) => (template) => {
  const steps = path.split(".");
  const last = steps.pop();
  steps.reduce((node, step) => (node[step] ??= {}), first(template, type))[last] = value;
};

const OWNER = "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')]";
const of = (kind) => ({ type, scope }) => type === ROLE && scope.includes(kind);
const logsOf = (kind) => ({ type, scope }) => type === LOGS && scope.includes(kind);

/** By rule: what is spoilt, and how. */
export const mutations = {
  template: {
    "a member no template has": (t) => (t.resource = []),
    "the schema of something else": (t) => (t.$schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"),
    "no version": (t) => delete t.contentVersion,
  },
  parameters: {
    "no description": (t) => delete t.parameters.instances.metadata,
    "a misspelt bound": (t) => (t.parameters.instances.minvalue = 2),
    "a secret that is a plain string": (t) => (t.parameters.slackBotToken.type = "string"),
    "a new secret that is a plain string": (t) => {
      t.parameters.teamsClientSecret = { type: "string", metadata: { description: "The secret of the bot's registration." } };
      set(BOT, "tags", { client: "[parameters('teamsClientSecret')]" })(t);
    },
    "a secret with a default": (t) => (t.parameters.slackBotToken.defaultValue = "something"),
    "a parameter that nobody uses": (t) => (setting(t, "Practice__File").value = "practice.json"),
    "a variable that nobody uses": (t) => (t.variables.other = "x"),
    "a secret in the parameters file": (_, all) => (all.parameters.parameters.slackBotToken = { value: "" }),
    "a parameter that the template does not have": (_, all) => (all.parameters.parameters.sku = { value: "P0v3" }),
  },
  expressions: {
    "a parameter that is not there": set(PLAN, "sku.capacity", "[parameters('instance')]"),
    "a variable that is not there": set(SITE, "properties.serverFarmId", "[variables('plan')]"),
    "a function that is not there": set(SITE, "location", "[region()]"),
    "a bracket too few": set(SITE, "location", "[parameters('location']"),
    "a type with too few names": (t) => (t.variables.tablesId = "[resourceId('Microsoft.Storage/storageAccounts/tableServices', variables('storage'))]"),
    "something that Azure does not say of a resource": (t) => (t.outputs.botHost.value = "[reference(variables('siteId'), '2024-11-01').hostName]"),
  },
  references: {
    "an id that names nothing": (t) => (t.variables.planId = "[resourceId('Microsoft.Web/serverfarms', 'plan')]"),
    "a dependency on nothing": (t) => first(t, PLAN).dependsOn = ["[format('{0}/x', variables('siteId'))]"],
    "a scope that is nothing": (t) => (t.resources.find(logsOf("KeyVault")).scope = "[format('Microsoft.KeyVault/vaults/{0}x', variables('vault'))]"),
    "a reference as of another version": (t) => (t.outputs.botHost.value = "[reference(variables('siteId'), '2023-12-01').defaultHostName]"),
    "a role that does not wait for what it is on": (t) => (t.resources.find(of("KeyVault")).dependsOn = []),
    "a secret that does not wait for the vault": set(SECRET, "dependsOn", []),
    "two resources of one name": (t) => t.resources.push({ ...first(t, SECRET) }),
  },
  versions: {
    "another version": set(SITE, "apiVersion", "2023-12-01"),
    "a type that nobody approved": (t) => t.resources.push({ type: "Microsoft.Network/publicIPAddresses", apiVersion: "2024-05-01", name: "open", properties: {} }),
  },
  properties: {
    "a misspelt property": set(SITE, "properties.httpOnly", true),
    "a misspelt property within": set(SITE, "properties.siteConfig.healthcheckPath", "/healthz"),
    "a misspelt property in a list": (t) => (first(t, LOGS).properties.logs[0].categories = []),
    "a property beside the resource's": set(BOT, "managedBy", "nobody"),
  },
  secrets: {
    "a secret among the outputs": (t) => (t.outputs.slack = { type: "string", value: "[parameters('slackBotToken')]" }),
    "a secret output by its type": (t) => (t.outputs.slack = { type: "securestring", value: "x" }),
    "a connection string among the outputs": (t) =>
      (t.outputs.where = { type: "string", value: "[reference(variables('insightsId'), '2020-02-02').ConnectionString]" }),
    "a secret in a setting": (t) => (setting(t, "Slack__BotToken").value = "[parameters('slackBotToken')]"),
    "a secret inside a longer expression": (t) =>
      (setting(t, "Slack__BotToken").value = "[if(empty(parameters('slackBotToken')), '', format('{0}', parameters('slackBotToken')))]"),
    "a secret in a tag": set(VAULT, "tags", { token: "[parameters('slackAppToken')]" }),
    "the account's keys": (t) =>
      (t.outputs.account = { type: "string", value: "[listKeys(variables('storageId'), '2025-06-01').keys[0].value]" }),
    "a token that somebody left there": (t) => (t.parameters.slackBotToken.defaultValue = ["xoxb", "123456789012"].join("-")),
    "a signed link to the package": (t) =>
      (t.parameters.packageUri.defaultValue = "https://example.blob.core.windows.net/p/handoff.zip?sv=2024&sig=abc"),
  },
  settings: {
    "a secret in the clear": (t) => (setting(t, "Slack__SigningSecret").value = "8f742231b10e8888abcd99yyyzzz85a5"),
    "a new secret in the clear": (t) => first(t, SITE).properties.siteConfig.appSettings.push({ name: "Teams__ClientSecret", value: "x" }),
    "a secret that nobody puts into the vault": (t) => without(t, ({ type, name }) => type === SECRET && name.includes("BotToken")),
    "a component that anybody may write to": set(INSIGHTS, "properties.DisableLocalAuth", false),
    "a connection string": set(SITE, "properties.siteConfig.connectionStrings", [{ name: "tables", connectionString: "x", type: "Custom" }]),
  },
  roles: {
    "no role on the tables": (t) => without(t, of("storageAccounts")),
    "no role on the vault": (t) => without(t, of("vaults")),
    "no role on the component": (t) => without(t, of("components")),
    "a role that is given only with Slack": (t) =>
      (t.resources.find(of("storageAccounts")).condition = "[not(empty(parameters('slackBotToken')))]"),
    "a stronger role": (t) => (t.variables.tablesRoleId = OWNER),
    "a role on the whole group": (t) => delete t.resources.find(of("storageAccounts")).scope,
    "one role more": (t) => {
      const one = t.resources.find(of("vaults"));
      t.resources.push({ ...one, name: "[guid('more')]", properties: { ...one.properties, roleDefinitionId: OWNER } });
    },
    "a role on the wrong thing": (t) => (t.resources.find(of("vaults")).scope = "[format('Microsoft.Web/sites/{0}', variables('app'))]"),
    "a role for somebody else": (t) => (t.resources.find(of("vaults")).properties.principalId = "00000000-0000-0000-0000-0000000000ff"),
    "a role for a person": (t) => (t.resources.find(of("vaults")).properties.principalType = "User"),
  },
  storage: {
    "shared keys": set(TABLES, "properties.allowSharedKeyAccess", true),
    "shared keys by default": (t) => delete first(t, TABLES).properties.allowSharedKeyAccess,
    "a second account, with keys": (t) => {
      const properties = { ...first(t, TABLES).properties, allowSharedKeyAccess: true };
      t.resources.push({ ...first(t, TABLES), name: "[format('{0}b', variables('storage'))]", properties });
    },
    "public blobs": set(TABLES, "properties.allowBlobPublicAccess", true),
    "old TLS": set(TABLES, "properties.minimumTlsVersion", "TLS1_0"),
    "http": set(TABLES, "properties.supportsHttpsTrafficOnly", false),
  },
  vault: {
    "access policies": set(VAULT, "properties.accessPolicies", []),
    "no roles": set(VAULT, "properties.enableRbacAuthorization", false),
    "a vault that can be wiped": (t) => delete first(t, VAULT).properties.enablePurgeProtection,
    "templates that read secrets": set(VAULT, "properties.enabledForTemplateDeployment", true),
  },
  https: {
    "http to the app": set(SITE, "properties.httpsOnly", false),
    "http to the app by default": (t) => delete first(t, SITE).properties.httpsOnly,
    "old TLS": set(SITE, "properties.siteConfig.minTlsVersion", "1.0"),
    "ftp": set(SITE, "properties.siteConfig.ftpsState", "AllAllowed"),
    "passwords for ftp": (t) => without(t, ({ name }) => name.includes("/ftp")),
    "passwords for deployment": (t) => (t.resources.find(({ name }) => name.includes("/scm")).properties.allow = true),
    "http to the bot": set(BOT, "properties.iconUrl", "http://example.org/icon.png"),
  },
  instances: {
    "one instance": (t) => {
      t.parameters.instances.defaultValue = 1;
      set(PLAN, "sku.capacity", 1)(t);
    },
    "one instance allowed": (t) => (t.parameters.instances.minValue = 1),
    "no lowest number": (t) => delete t.parameters.instances.minValue,
    "no health check": (t) => delete first(t, SITE).properties.siteConfig.healthCheckPath,
    "an app that falls asleep": set(SITE, "properties.siteConfig.alwaysOn", false),
    "people tied to an instance": set(SITE, "properties.clientAffinityEnabled", true),
  },
  diagnostics: {
    "nothing kept of the tables": (t) => without(t, logsOf("tableServices")),
    "nothing kept of the vault": (t) => without(t, logsOf("vaults")),
    "nothing kept of the app": (t) => without(t, logsOf("sites")),
    "nothing kept of the bot": (t) => without(t, logsOf("botServices")),
    "nothing kept of the workspace": (t) => without(t, logsOf("workspaces")),
    "a log that is off": (t) => (t.resources.find(logsOf("KeyVault")).properties.logs[0].enabled = false),
    "deletes that nobody sees": (t) => (t.resources.find(logsOf("storageAccounts")).properties.logs.pop()),
    "logs that go elsewhere": (t) => (t.resources.find(logsOf("sites")).properties.workspaceId = "[variables('vaultId')]"),
    "a new thing whose logs nobody thought of": (t) => t.resources.push({ type: "Microsoft.Cache/redis", apiVersion: "2024-11-01", name: "cache", properties: {} }),
    "no table service": (t) => without(t, ({ type }) => type === `${TABLES}/tableServices`),
  },
  tables: {
    "no table of visits": (t) => without(t, ({ name }) => name.includes("/default/handoff'")),
    "a table by another name": (t) => (t.resources.find(({ name }) => name.includes("/default/handoffsites'")).name = "[format('{0}/default/sites', variables('storage'))]"),
  },
  "what the bot is told": {
    "another address than App Service asks": (t) => (setting(t, "Urls").value = "http://localhost:3978"),
    "SQLite": (t) => (setting(t, "Store__Kind").value = "Sqlite"),
    "the blobs' address": (t) => (setting(t, "Store__TablesUrl").value = "[format('https://{0}.blob.core.windows.net/', variables('storage'))]"),
    "another app id": (t) => (setting(t, "Teams__AppId").value = "[reference(variables('identityId'), '2024-11-30').principalId]"),
    "no identity": (t) => (setting(t, "Teams__ManagedIdentityClientId").name = "Teams__ManagedIdentity"),
    "a client secret": (t) => first(t, SITE).properties.siteConfig.appSettings.push({ name: "Teams__ClientSecret", value: "" }),
    "one setting twice": (t) => first(t, SITE).properties.siteConfig.appSettings.push({ name: "Urls", value: "http://*:8080" }),
    "a number for a setting": (t) => (setting(t, "PORT").value = 8080),
    "a vault that is asked by somebody else": (t) => delete first(t, SITE).properties.keyVaultReferenceIdentity,
    "an identity of its own": set(SITE, "identity.type", "SystemAssigned, UserAssigned"),
  },
  bot: {
    "another app": set(BOT, "properties.msaAppId", "00000000-0000-0000-0000-0000000000ff"),
    "many tenants": set(BOT, "properties.msaAppType", "MultiTenant"),
    "another address": (t) =>
      (first(t, BOT).properties.endpoint = "[format('https://{0}/api/message', reference(variables('siteId'), '2024-11-01').defaultHostName)]"),
    "no Teams": (t) => without(t, ({ type }) => type === `${BOT}/channels`),
    "an old kind": set(BOT, "kind", "sdk"),
  },
  insights: {
    "no workspace": (t) => delete first(t, INSIGHTS).properties.WorkspaceResourceId,
    "a workspace with keys": set(WORKSPACE, "properties.features.disableLocalAuth", false),
  },
  costs: {
    "another number of transactions": (_, all) => (all.readme = all.readme.replace(/(\| transactions per visit[^|]*\|) [\d,]+/, "$1 9,999")),
    "another price": (_, all) => (all.readme = all.readme.replace(/(\| one P0v3 instance[^|]*\|) [\d.]+/, "$1 99")),
    "a sum that is made up": (_, all) => (all.readme = all.readme.replace("| together, about |", "| together, about | 1 |")),
    "a number that is missing": (_, all) => (all.readme = all.readme.replace("| working days |", "| days |")),
    "no costs": (_, all) => (all.readme = all.readme.replace("### What it costs", "### What")),
  },
  microsoft: {
    "an unknown property": set(SITE, "properties.httpOnly", true),
    "an unknown property within": set(SITE, "properties.siteConfig.healthcheckPath", "/healthz"),
    "an unknown property in a list": (t) => (first(t, LOGS).properties.logs[0].categories = []),
    "an unknown property beside the resource's": set(BOT, "managedBy", "nobody"),
    "a value that is none": set(TABLES, "properties.minimumTlsVersion", "TLS_1_2"),
    "a missing property": (t) => delete first(t, VAULT).properties.sku,
    "a text for a number": set(PLAN, "sku.capacity", "two"),
    "another version": set(SITE, "apiVersion", "2023-12-01"),
    "a type that is none": set(PLAN, "type", "Microsoft.Web/serverfarm"),
  },
};
