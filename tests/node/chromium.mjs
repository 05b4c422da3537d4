// Chromium over its own debugging pipe: enough to open a page, wait for something on it and take its picture. No package is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.CHROMIUM ?? "chromium";
const PATIENCE = 60_000; // ms
const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-sync"];

/** Runs `work` with a page of that size in CSS pixels, drawn at that scale, and ends the browser whatever comes of it. */
export async function withPage({ width, height, scale = 1, dark = false }, work) {
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const browser = spawn(PROGRAM, [...quiet, `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve, reject) => browser.on("exit", resolve).on("error", reject));
  try {
    const call = speak(browser.stdio[3], browser.stdio[4]);
    const tooSoon = ended.then(() => { throw new Error(`${PROGRAM} ended too soon.`); });
    await Promise.race([open(call, { width, height, scale, dark }).then(work), tooSoon]);
    await Promise.race([call("Browser.close"), ended]);
  } finally {
    const late = setTimeout(() => browser.kill("SIGKILL"), 10_000);
    if (browser.exitCode === null && browser.signalCode === null) browser.kill();
    await ended.catch(() => {});
    clearTimeout(late);
    await remove(profile);
  }
}

// The browser's helpers write a little longer than the browser lives.
async function remove(folder) {
  for (let attempt = 1; ; attempt++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (attempt === 40) throw error;
      await new Promise((next) => setTimeout(next, 250));
    }
  }
}

async function open(call, { width, height, scale, dark }) {
  const { targetId } = await call("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method, params) => call(method, params, sessionId);
  const size = (wide, high, by = 1) => ask("Emulation.setDeviceMetricsOverride", { width: wide, height: high, deviceScaleFactor: by, mobile: false });
  const look = (isDark, media = "") => ask("Emulation.setEmulatedMedia", {
    media,
    features: [{ name: "prefers-color-scheme", value: isDark ? "dark" : "light" }, { name: "prefers-reduced-motion", value: "reduce" }],
  });
  await size(width, height, scale);
  await look(dark);
  const evaluate = async (expression) => (await ask("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })).result.value;
  return {
    go: (url) => ask("Page.navigate", { url }),
    async until(expression) {
      for (const end = Date.now() + PATIENCE; !(await evaluate(expression)); await new Promise((next) => setTimeout(next, 50)))
        if (Date.now() > end) throw new Error(`The page never came to: ${expression}`);
    },
    size,
    look,
    evaluate,
    /** What is in the window, or this part of the page, in or out of it. */
    picture: async (clip) => Buffer.from((await ask("Page.captureScreenshot", { format: "png", ...(clip && { clip: { scale: 1, ...clip }, captureBeyondViewport: true }) })).data, "base64"),
    /** The page as a printer gets it. */
    print: async () => Buffer.from((await ask("Page.printToPDF", { preferCSSPageSize: true, printBackground: true })).data, "base64"),
  };
}

// One JSON message after another, each ended by a zero byte.
function speak(to, from) {
  const waiting = new Map();
  let rest = "";
  let last = 0;
  from.setEncoding("utf8").on("data", (text) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  return (method, params, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    to.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
  });
}
