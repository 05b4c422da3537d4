// Slack's own Socket Mode client: node socket-client.mjs API_URL. Prints one JSON line for every state and every envelope, acknowledges
// each, and ends with its standard input.
import { createRequire } from 'node:module';

const { SocketModeClient } = createRequire(import.meta.url)('@slack/socket-mode');
const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => 'error', setName() {} };
const client = new SocketModeClient({
  appToken: 'xapp-1-small-slack',
  clientOptions: { slackApiUrl: process.argv[2] },
  clientPingTimeout: 1000,
  logger: silent,
});
const say = (line) => console.log(JSON.stringify(line));
for (const state of ['connecting', 'authenticated', 'connected', 'reconnecting', 'disconnected']) client.on(state, () => say({ state }));
client.on('slack_event', async ({ ack, type, body, retry_num, accepts_response_payload }) => {
  await ack(accepts_response_payload ? { text: `heard ${type}` } : undefined);
  say({ type, of: body.type ?? body.command, retry: retry_num ?? 0, takes: accepts_response_payload });
});
process.stdin.resume().on('end', () => process.exit(0));
await client.start();
