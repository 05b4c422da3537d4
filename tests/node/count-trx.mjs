// node count-trx.mjs FOLDER: prints "PASSED FAILED SKIPPED", summed over the .trx files that dotnet test left there.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const sums = [0, 0, 0];
for (const file of readdirSync(process.argv[2]).filter((name) => name.endsWith(".trx"))) {
  const counters = readFileSync(join(process.argv[2], file), "utf8").match(/<Counters\b[^>]*>/);
  if (!counters) throw new Error(`${file} has no counters`);
  const count = (name) => Number(counters[0].match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
  // Neither passed nor skipped is failed: an aborted or timed-out test has a counter of its own.
  const skipped = count("total") - count("executed");
  sums[0] += count("passed");
  sums[1] += count("total") - count("passed") - skipped;
  sums[2] += skipped;
}
console.log(sums.join(" "));
