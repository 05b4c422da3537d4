// node screenshots.mjs [FOLDER] [PRACTICE]: photographs what people see: the board, the report and each card. Made to be looked at.
// FOLDER is /out/screenshots unless it is named; PRACTICE is a practice file with the ids of the sample, to see other names.
// It plays twelve weeks with the playground, then one full moment of a morning on a clock that stands. Cards are drawn as the previews
// draw them: in Teams by Microsoft's renderer, in Slack near what Slack shows. Needs the .NET SDK and Chromium.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withPage } from "./chromium.mjs";
import { withPlayground } from "./playground.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = resolve(process.argv[2] ?? here("../../out/screenshots"));
const WEEKS = 12;
const reasons = ["NAME is busy", "NAME is busy", "Patient declined", "Patient could not wait"];

function save(name, bytes) {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, bytes);
}

// Always the same numbers, without a pattern that one would see.
let seed = 7;
const upTo = (most) => Math.floor((seed = (seed * 16807) % 2147483647) / 2147483647 * most);

// One visit from ready to the last desk, later weeks a little better than the first.
async function visit(phones, week, number) {
  const [ma, room] = [["maria.lopez", 1], ["jordan.kim", 2]][number % 2];
  const [who, doctor] = number % 3 === 2 ? ["patel", "asha.patel"] : ["lee", "sam.lee"];
  await phones.say(ma, `ready ${room} ${who}`);
  await phones.pass(1 + upTo(5));
  if (upTo(20) > week + 8) {
    const reason = reasons[upTo(reasons.length)].replace("NAME", who === "lee" ? "Dr. Lee" : "Dr. Patel");
    await phones.tap(ma, reason);
    if (reason !== "Patient could not wait") await phones.say(ma, `left ${room}`);
    return phones.pass(5);
  }
  await phones.say(doctor, "ok");
  await phones.pass(1 + upTo(5));
  await phones.say(doctor, `here ${room}`);
  await phones.tap(ma, ["Patient added something", "Nothing to add", "Nothing to add", "Patient was not asked"][upTo(4)]);
  await phones.pass(8 + upTo(6));
  const [desk, member] = [["scheduling", "dana.fox"], ["lab", "lou.meyer"], ["billing", "blake.ruiz"]][upTo(5) % 3];
  await phones.say(doctor, `done ${room} ${desk}`);
  if (upTo(10) > 1) await phones.tap(ma, "Asked all three");
  await phones.say(member, `desk ${upTo(3) ? "free" : "busy 10"}`);
  await phones.say(ma, `walk ${room} ${desk}`);
  await phones.pass(1 + upTo(4));
  await phones.say(member, `here ${room}`);
  return phones.pass(10);
}

async function twelveWeeks(phones) {
  for (let week = 1; week <= WEEKS; week++) {
    await phones.until(8, 0, "Mon");
    if (week === WEEKS) await phones.say("dana.fox", "desk free");
    for (let number = 0, count = 8 + upTo(5); number < count; number++) await visit(phones, week, number);
  }
}

// Room 4 waits too long, 6 is on its way, 2 is on hold for a desk, 1 is ready; three have somebody with them.
async function fullMoment(phones) {
  await phones.until(8, 50);
  for (const who of ["maria.lopez", "jordan.kim", "sam.lee", "asha.patel", "robin.clarke", "terry.novak", "dana.fox", "blake.ruiz", "lou.meyer", "priya.shah"]) await phones.say(who, "on");
  await phones.say("jordan.kim", "ready 2 patel");
  await phones.say("asha.patel", "here 2");
  await phones.tap("jordan.kim", "Patient added something");
  await phones.say("maria.lopez", "ready 5 pharmacist");
  await phones.say("terry.novak", "here 5");
  await phones.pass(8);
  await phones.tap("maria.lopez", "Nothing to add");
  await phones.say("asha.patel", "done 2 scheduling");
  await phones.say("dana.fox", "desk scheduling hold 20");
  await phones.say("blake.ruiz", "desk busy 30");
  await phones.tap("jordan.kim", "Asked all three");
  await phones.pass(2);
  await phones.say("maria.lopez", "ready 4 lee");
  await phones.pass(3);
  await phones.say("jordan.kim", "walk 2 scheduling");
  await phones.say("dana.fox", "here 9");
  await phones.pass(3);
  await phones.say("jordan.kim", "ready 6 patel");
  await phones.tap("asha.patel", "5 min");
  await phones.say("jordan.kim", "ready 3 behavioral health");
  await phones.say("robin.clarke", "here 3");
  await phones.pass(4);
  await phones.say("maria.lopez", "ready 1");
  await phones.say("maria.lopez", "rooming 8");
  await phones.pass(1);
}

async function linkOf(phones, line, words) {
  await phones.say("priya.shah", line);
  return (await phones.hears("priya.shah", words)).match(/http\S+/)[0];
}

async function whole(page) {
  const [width, height] = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
  return page.picture({ x: 0, y: 0, width, height });
}

async function boards(page, staff, hall) {
  for (const [name, link] of [["staff", staff], ["hall", hall]]) {
    for (const isDark of [false, true]) {
      const look = isDark ? "dark" : "light";
      await page.look(isDark);
      await page.size(1920, 1080);
      await page.go(link);
      await page.until("document.readyState === 'complete' && document.querySelectorAll('.row').length >= 4");
      save(`board-${name}-wall-${look}.png`, await page.picture());
      await page.size(390, 844, 2);
      save(`board-${name}-phone-${look}.png`, await whole(page));
      await page.size(1080, 1920);
      save(`board-${name}-upright-${look}.png`, await page.picture());
    }
  }
}

async function report(page, link) {
  await page.go(link);
  await page.until("document.readyState === 'complete' && document.querySelectorAll('figure').length > 6");
  for (const [name, width, isDark, scale] of [["desktop-light", 1280, false, 1], ["desktop-dark", 1280, true, 1], ["phone-light", 390, false, 2]]) {
    await page.look(isDark);
    await page.size(width, 900, scale);
    save(`report-${name}.png`, await whole(page));
  }
  await page.size(1280, 900);
  await page.look(false);
  save("report-print.pdf", await page.print());
  await page.go(`${link}&period=week`);
  await page.until("document.readyState === 'complete' && document.querySelector('[aria-current]')?.textContent === 'Week'");
  save("report-week.png", await whole(page));
}

async function cards(page) {
  for (const script of ["preview.mjs", "preview-slack.mjs"]) execFileSync(process.execPath, [here(script)], { cwd: here(".") });
  for (const [chat, file] of [["teams", "preview"], ["slack", "preview-slack"]]) {
    for (const look of ["light", "dark"]) {
      await page.look(look === "dark");
      await page.size(960, 900);
      await page.go(pathToFileURL(here(`out/${file}-${look}.html`)).href);
      await page.until(`location.href.includes("${file}-${look}.html") && document.readyState === "complete" && document.querySelectorAll("section").length > 20`);
      if (chat === "teams" && look === "light") console.log(await page.evaluate("document.title"));
      const drawn = await page.evaluate(`[...document.querySelectorAll("section")].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return { name: one.querySelector("h2").textContent, x: x + scrollX, y: y + scrollY, width, height };
      })`);
      await page.size(chat === "teams" ? 5600 : 3800, 900);
      save(`cards/${chat}-${look}.png`, await whole(page));
      await page.size(960, 900);
      for (const { name, ...clip } of drawn) save(`cards/${chat}-${look}/${name}.png`, await page.picture(clip));
    }
  }
}

await withPlayground(async (phones) => {
  await twelveWeeks(phones);
  await phones.stand();
  await fullMoment(phones);
  const [staff, hall] = [await linkOf(phones, "board link staff", "The board with names"), await linkOf(phones, "board link", "The board for a hall")];
  const numbers = await linkOf(phones, "report link", "The report");
  await withPage({ width: 1920, height: 1080 }, async (page) => {
    await boards(page, staff, hall);
    await report(page, numbers);
  });
}, process.argv[3] && resolve(process.argv[3]));
await withPage({ width: 960, height: 900 }, cards);
console.log(folder);
