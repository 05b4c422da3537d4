// node screenshot.mjs [FILE]: takes the README's picture of the playground; without FILE it is written to out/playground.png.
// Starts the bot, plays one moment of a morning, photographs it and stops the bot again. Needs the .NET SDK and Chromium.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withPage } from "./chromium.mjs";

const PATIENCE = 180_000; // ms; the first start builds the bot
const root = fileURLToPath(new URL("../../", import.meta.url));
const file = resolve(process.argv[2] ?? fileURLToPath(new URL("out/playground.png", import.meta.url)));
const store = mkdtempSync(join(tmpdir(), "screenshot-"));

const port = await new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = server.address();
    server.close(() => found(free));
  });
});
const address = `http://127.0.0.1:${port}/`;

async function until(what, holds) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((next) => setTimeout(next, 100))) {
    const found = await holds().catch(() => undefined);
    if (found) return found;
    if (Date.now() > end) throw new Error(`This never came: ${what}.`);
  }
}

const state = async () => (await fetch(`${address}playground/state`)).json();

async function post(step, body) {
  const answer = await fetch(`${address}playground/${step}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${step} was answered ${answer.status}.`);
}

let lines = Date.now();
const say = async (person, text) => post("say", { person, text, id: String(lines++), place: await chatOf(person) });
const chatOf = async (person) => {
  const { people, places } = await state();
  const own = people.find(({ id }) => id === person).places;
  return places.find(({ id, isChannel }) => own.includes(id) && !isChannel).id;
};

// The newest button of that name which this person can see, tapped as the page does.
async function tap(person, title, inputs = {}) {
  const found = await until(`${person}: ${title}`, async () => {
    const { people, messages } = await state();
    const own = people.find(({ id }) => id === person).places;
    for (const { id, place, cards, views } of messages.toReversed()) {
      const action = own.includes(place) && actions(views[person] ?? cards).find((one) => one.type === "Action.Execute" && one.title === title);
      if (action) return { message: id, action };
    }
    return undefined;
  });
  const { type, verb, data } = found.action;
  await post("tap", { person, message: found.message, action: { type, title, verb, data: { ...data, ...inputs } } });
}

function actions(json) {
  if (Array.isArray(json)) return json.flatMap(actions);
  if (!json || typeof json !== "object") return [];
  return [...(String(json.type).startsWith("Action.") ? [json] : []), ...Object.values(json).flatMap(actions)];
}

// Clinics are open at eight minutes past nine, whenever this is run.
async function setClock() {
  const { now, zone } = (await state()).clock;
  const [hour, minute] = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now).split(":").map(Number);
  await post("clock", { jumpMinutes: ((9 * 60 + 8 - hour * 60 - minute + 1440) % 1440) || 1440 });
}

async function play() {
  await setClock();
  await say("jordan.kim", "ready 2 patel");
  await tap("jordan.kim", "Dr. Patel is here");
  await tap("jordan.kim", "Patient added something");
  await tap("asha.patel", "Visit done", { stops: "next-visit-2-weeks" });
  await tap("jordan.kim", "Asked all three");
  await say("maria.lopez", "ready 4 lee");
  await tap("jordan.kim", "Walk there");
}

// dotnet run starts the bot as a process of its own, so both are stopped, by their group.
const bot = spawn("dotnet", ["run", "--project", join(root, "src/Bot.App"), "--", `--Urls=${address}`, `--Store:Path=${join(store, "handoff.db")}`], { stdio: "ignore", detached: true });
try {
  await until("the bot", async () => (await fetch(`${address}healthz`)).ok);
  await play();
  await withPage({ width: 1440, height: 900, scale: 0.8 }, async (page) => {
    await page.go(address);
    for (const text of ["Waiting for Dr. Lee", "Ready for you", "Coming to you"]) await page.until(`document.body.innerText.includes("${text}")`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await page.picture());
  });
  console.log(file);
} finally {
  if (bot.exitCode === null) {
    process.kill(-bot.pid, "SIGTERM");
    await new Promise((ended) => bot.on("exit", ended));
  }
  rmSync(store, { recursive: true, force: true });
}
