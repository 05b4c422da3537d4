// node screenshot.mjs [FILE]: takes the README's picture of the playground; without FILE it is written to out/playground.png.
// Starts the bot, plays one moment of a morning, photographs it and stops the bot again. Needs the .NET SDK and Chromium.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withPage } from "./chromium.mjs";
import { withPlayground } from "./playground.mjs";

const file = resolve(process.argv[2] ?? fileURLToPath(new URL("out/playground.png", import.meta.url)));

await withPlayground(async (phones) => {
  // Clinics are open at eight minutes past nine, whenever this is run.
  await phones.until(9, 8);
  await phones.say("jordan.kim", "ready 2 patel");
  await phones.tap("jordan.kim", "Dr. Patel is here");
  await phones.tap("jordan.kim", "Patient added something");
  await phones.tap("asha.patel", "Visit done", { stops: "next-visit-2-weeks" });
  await phones.tap("jordan.kim", "Asked all three");
  await phones.say("maria.lopez", "ready 4 lee");
  await phones.tap("jordan.kim", "Walk there");
  await withPage({ width: 1440, height: 900, scale: 0.8 }, async (page) => {
    await page.go(phones.address);
    for (const text of ["Waiting for Dr. Lee", "Ready for you", "Coming to you"]) await page.until(`document.body.innerText.includes("${text}")`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await page.picture());
  });
});
console.log(file);
