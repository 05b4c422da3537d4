// A Slack Web API by somebody else (emulate, Apache-2.0), on a free port of loopback. node emulate-slack.mjs SEED prints READY and its
// address; a line on its standard input is where messages are told of from then on, in signed events; it ends with that input.
// The package has no public way to subscribe to events: its Slack plug-in is handed the dispatcher, so that call is wrapped. The file's
// name is hashed, hence the exact version in package.json.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createEmulator } from 'emulate';
import { parse } from 'yaml';

const seed = process.argv[2];
const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules/emulate/dist');
const file = fs
  .readdirSync(dist)
  .find((name) => /^dist-.*\.js$/.test(name) && /\bslackPlugin\b/.test(fs.readFileSync(path.join(dist, name), 'utf8')));
const { slackPlugin } = await import(pathToFileURL(path.join(dist, file)));
const register = slackPlugin.register;
let hooks;
slackPlugin.register = (app, store, webhooks, ...rest) => {
  hooks = webhooks;
  return register.call(slackPlugin, app, store, webhooks, ...rest);
};

const port = await freePort();
await createEmulator({ service: 'slack', port, hostname: '127.0.0.1', seed: parse(fs.readFileSync(seed, 'utf8')) });
console.log(`READY http://127.0.0.1:${port}`);
readline
  .createInterface({ input: process.stdin })
  .on('line', (url) => {
    hooks.register({ url, events: ['message'], active: true, owner: 'slack' });
    console.log(`TELLING ${url}`);
  })
  .on('close', () => process.exit(0));

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
