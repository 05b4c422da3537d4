// The bot with its playground, started for a picture and stopped again; people type and tap as on the page. Needs the .NET SDK.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PATIENCE = 180_000; // ms; the first start builds the bot
const FURTHEST_JUMP = 24 * 60; // min
const root = fileURLToPath(new URL("../../", import.meta.url));

const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

async function until(what, holds) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((next) => setTimeout(next, 50))) {
    const found = await holds().catch(() => undefined);
    if (found) return found;
    if (Date.now() > end) throw new Error(`This never came: ${what}.`);
  }
}

/** Runs `work` with the sample practice's phones, or those of the file, and ends the bot whatever comes of it. */
export async function withPlayground(work, practice) {
  const address = `http://127.0.0.1:${await freePort()}/`;
  const store = mkdtempSync(join(tmpdir(), "screenshot-"));
  const settings = [`--Urls=${address}`, `--Store:Path=${join(store, "handoff.db")}`, ...(practice ? [`--Practice:File=${practice}`] : [])];
  // dotnet run starts the bot as a process of its own, so both are stopped, by their group.
  const bot = spawn("dotnet", ["run", "--project", join(root, "src/Bot.App"), "--", ...settings], { stdio: "ignore", detached: true });
  try {
    await until("the bot", async () => (await fetch(`${address}healthz`)).ok);
    return await work(new Phones(address));
  } finally {
    if (bot.exitCode === null) {
      process.kill(-bot.pid, "SIGTERM");
      await new Promise((ended) => bot.on("exit", ended));
    }
    rmSync(store, { recursive: true, force: true });
  }
}

class Phones {
  #lines = Date.now();
  #places = new Map();

  constructor(address) {
    this.address = address;
  }

  async state() {
    return (await fetch(`${this.address}playground/state`)).json();
  }

  async #post(step, body) {
    const answer = await fetch(`${this.address}playground/${step}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${step} was answered ${answer.status}.`);
  }

  async #placesOf(person) {
    if (!this.#places.has(person)) {
      const { people, places } = await this.state();
      const own = people.find(({ id }) => id === person).places;
      this.#places.set(person, places.filter(({ id }) => own.includes(id)));
    }
    return this.#places.get(person);
  }

  async #chatOf(person) {
    return (await this.#placesOf(person)).find(({ isChannel }) => !isChannel).id;
  }

  /** Types a line in the own chat; resolves when the bot has taken it. */
  async say(person, text) {
    const id = String(this.#lines++);
    await this.#post("say", { person, text, id, place: await this.#chatOf(person) });
    await until(`${person} says: ${text}`, async () => (await this.state()).messages.find((one) => one.id === id)?.delivery === "sent");
  }

  /** The newest message in the own chat that has these words. */
  async hears(person, words) {
    return until(`${person}: ${words}`, async () => {
      const place = await this.#chatOf(person);
      return (await this.state()).messages.findLast((one) => one.place === place && one.from !== person && one.text?.includes(words))?.text;
    });
  }

  /** The newest button of that name which this person can see, tapped as the page does. */
  async tap(person, title, inputs = {}) {
    const found = await until(`${person}: ${title}`, async () => {
      const own = (await this.#placesOf(person)).map(({ id }) => id);
      for (const { id, place, cards, views } of (await this.state()).messages.toReversed()) {
        const action = own.includes(place) && actions(views[person] ?? cards).find((one) => one.type === "Action.Execute" && one.title === title);
        if (action) return { message: id, action };
      }
      return undefined;
    });
    const { type, verb, data } = found.action;
    await this.#post("tap", { person, message: found.message, action: { type, title, verb, data: { ...data, ...inputs } } });
  }

  /** From now on only jumps move the clock: what a picture shows is the same each time. */
  stand() {
    return this.#post("clock", { speed: 0 });
  }

  async pass(minutes) {
    for (let left = minutes; left > 0; left -= FURTHEST_JUMP) await this.#post("clock", { jumpMinutes: Math.min(left, FURTHEST_JUMP) });
  }

  /** The next time that the clock on the site's wall shows this, on that day of the week if one is given: "Mon". */
  async until(hour, minute, weekday) {
    const { now, zone } = (await this.state()).clock;
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now).map(({ type, value }) => [type, value]));
    const days = weekday ? (DAYS.indexOf(weekday) - DAYS.indexOf(parts.weekday) + 7) % 7 : 0;
    const ahead = days * 1440 + hour * 60 + minute - Number(parts.hour) * 60 - Number(parts.minute);
    await this.pass(ahead > 0 ? ahead : ahead + (weekday ? 7 : 1) * 1440);
  }
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function actions(json) {
  if (Array.isArray(json)) return json.flatMap(actions);
  if (!json || typeof json !== "object") return [];
  return [...(String(json.type).startsWith("Action.") ? [json] : []), ...Object.values(json).flatMap(actions)];
}
