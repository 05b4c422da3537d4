// Works out README's table of costs anew from the numbers that README says it is worked out from, so that the two can't part.
const SITES = [1, 100, 1000];
const KB_IN_GB = 1e6;
const HEADING = "### What it costs in a month";

const cells = (line) => line.split("|").slice(1, -1).map((cell) => cell.trim());
const number = (text) => Number(/[\d,.]*\d/.exec(text.replaceAll("$", ""))?.[0].replaceAll(",", "") ?? NaN);
const said = (dollars) => (dollars === 0 ? "0" : dollars < 1 ? "under 1" : Math.round(dollars).toLocaleString("en-US"));
const roundly = (dollars) => (Math.round(dollars / 10) * 10).toLocaleString("en-US");

/** Faults of the section: each cell that is not what the numbers above it give. */
export function costFaults(readme) {
  const section = readme.split(`\n${HEADING}`)[1]?.split(/\n##+ /)[0];
  if (!section) return [`README has no section "${HEADING.slice(4)}"`];
  const rows = section.split("\n").filter((line) => line.startsWith("|")).map(cells);
  const given = (name) => {
    const row = rows.find(([first]) => first.startsWith(name));
    const value = number(row?.[1] ?? "");
    if (!Number.isFinite(value)) throw new Error(`README does not say: ${name}`);
    return value;
  };
  try {
    return compare(rows, given);
  } catch (e) {
    return [e.message];
  }
}

function compare(rows, given) {
  const visits = given("visits in a site") * given("working days");
  const of = (name) => rows.filter(([first]) => first === name).at(-1)?.slice(1) ?? [];
  const plans = of("instances").map((cell) => /^(\d+) × (\w+)$/.exec(cell) ?? []);
  const wanted = { "App Service": [], "table transactions": [], "tables, when full": [], "logs": [], "traffic out": [], "bot and vault": [], "together, about": [] };
  for (const [i, sites] of SITES.entries()) {
    const instances = Number(plans[i]?.[1]);
    const transactions =
      sites * (visits * given("transactions per visit") + given("transactions at rest, per site")) + instances * given("transactions at rest, per instance");
    const parts = {
      "App Service": instances * given(`one ${plans[i]?.[2]} instance`),
      "table transactions": (transactions / 10_000) * given("10,000 table transactions"),
      "tables, when full": sites * visits * 12 * given("years kept") * (given("stored per visit") / KB_IN_GB) * given("1 GB in tables"),
      "logs": ((sites * visits * given("logged per visit")) / KB_IN_GB + instances * given("logged at rest, per instance")) * given("1 GB of logs"),
      "traffic out": Math.max(0, (sites * visits * given("sent per visit")) / KB_IN_GB - given("traffic out that is free")) * given("1 GB of traffic out"),
      "bot and vault": 0,
    };
    for (const [name, dollars] of Object.entries(parts)) wanted[name].push(name === "bot and vault" ? "under 1" : said(dollars));
    wanted["together, about"].push(roundly(Object.values(parts).reduce((sum, dollars) => sum + dollars)));
  }
  return Object.entries(wanted)
    .filter(([name, row]) => of(name).join() !== row.join())
    .map(([name, row]) => `README says "${name} | ${of(name).join(" | ")}", worked out is "${row.join(" | ")}"`);
}
