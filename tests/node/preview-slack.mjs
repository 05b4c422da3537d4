// node preview-slack.mjs [NAME…]: draws the samples as a phone of 360 px shows them in Slack, into out/preview-slack-light.html and
// out/preview-slack-dark.html. NAME keeps these cards: "room", "giver.late". It draws only the blocks that the bot's check lets pass,
// and near what Slack shows, not the same: for that, paste a bound card into Block Kit Builder. Made to be looked at:
//   chromium --headless --no-sandbox --screenshot=out/slack.png --window-size=3000,2800 out/preview-slack-light.html
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { boundCards, cardsFolder } from "./bind-cards.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const looks = {
  light: { page: "#e8e8e8", card: "#ffffff", ink: "#1d1c1d", soft: "#616061", line: "#dddddd", edge: "#bbbbbb", filled: "#007a5a", code: "#e01e5a", codeback: "#f6f6f6" },
  dark: { page: "#101214", card: "#1a1d21", ink: "#d1d2d3", soft: "#ababad", line: "#35373b", edge: "#565856", filled: "#007a5a", code: "#e8912d", codeback: "#232529" },
};

const style = (look) => `
  * { box-sizing: border-box; }
  body { margin: 16px; background: ${look.page}; color: ${look.ink}; font: 15px/1.4 Lato, "Segoe UI", Inter, "DejaVu Sans Condensed", sans-serif; columns: 360px auto; column-gap: 20px; }
  section { break-inside: avoid; margin: 0 0 16px; width: 360px; } h2 { font: 12px/1.4 sans-serif; color: ${look.soft}; margin: 0 0 3px; }
  .phone { background: ${look.card}; padding: 8px 12px 12px; overflow: hidden; } .message { display: flex; gap: 8px; }
  .face { flex: none; width: 36px; height: 36px; border-radius: 5px; background: #5b5fc7; } .said { flex: 1; min-width: 0; }
  .who { font-weight: 700; } .who small { font-weight: 400; color: ${look.soft}; margin-left: 6px; }
  .block { margin: 6px 0 0; overflow-wrap: anywhere; white-space: pre-line; } .header { font-size: 18px; line-height: 1.25; font-weight: 800; }
  .context { font-size: 13px; color: ${look.soft}; } .divider { border-top: 1px solid ${look.line}; } .line { min-height: 1em; }
  a { color: #1264a3; text-decoration: underline; }
  code { font: 13px ui-monospace, monospace; color: ${look.code}; background: ${look.codeback}; border: 1px solid ${look.line}; border-radius: 3px; padding: 1px 3px; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; } .beside { display: flex; gap: 12px; align-items: flex-start; } .beside > :first-child { flex: 1; min-width: 0; }
  .tap { flex: none; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 14px; font-weight: 700; line-height: 1.3; padding: 8px 11px; border: 1px solid ${look.edge}; border-radius: 6px; background: ${look.card}; color: ${look.ink}; }
  .filled { background: ${look.filled}; border-color: ${look.filled}; color: #fff; } .select { font-weight: 400; color: ${look.soft}; min-width: 180px; }
  .label { font-weight: 700; } .label + .tap { display: inline-block; margin-top: 4px; } .label small { font-weight: 400; color: ${look.soft}; } .choice { margin-top: 6px; padding-left: 26px; text-indent: -26px; }
  .bar { display: flex; justify-content: space-between; gap: 8px; border-bottom: 1px solid ${look.line}; margin: 0 -12px; padding: 4px 12px 10px; font-weight: 700; } .go { color: ${look.filled}; }
`;

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const words = ({ text, url, style: how = {} }) => (url ? `<a>${escape(text)}</a>` : how.code ? `<code>${escape(text)}</code>` : how.bold ? `<b>${escape(text)}</b>` : escape(text));
const draw = {
  header: (b) => `<div class="block header">${escape(b.text.text)}</div>`,
  context: (b) => `<div class="block context">${b.elements.map((e) => escape(e.text)).join(" ")}</div>`,
  divider: () => '<div class="block divider"></div>',
  rich_text: (b) => `<div class="block">${b.elements.map((s) => `<div class="line">${s.elements.map(words).join("")}</div>`).join("")}</div>`,
  section: (b) => `<div class="block beside"><div>${escape(b.text.text)}</div>${b.accessory ? element(b.accessory) : ""}</div>`,
  actions: (b) => `<div class="block row">${b.elements.map(element).join("")}</div>`,
  input: (b) => `<div class="block"><div class="label">${escape(b.label.text)}${b.optional ? " <small>(optional)</small>" : ""}</div>${element(b.element)}</div>`,
  button: (e) => `<span class="tap ${e.style === "primary" ? "filled" : ""}">${escape(e.text.text)}</span>`,
  overflow: (e) => `<span class="tap" title="${escape(e.options.map((o) => o.text.text).join(", "))}">⋯</span>`,
  static_select: (e) => `<span class="tap select">${escape((e.initial_option?.text ?? e.placeholder)?.text ?? "Select an item")} ▾</span>`,
  multi_static_select: (e) => `<div class="row">${(e.initial_options ?? []).map((o) => `<span class="tap">${escape(o.text.text)} ×</span> `).join("")}<span class="tap select">Select items ▾</span></div>`,
  datepicker: (e) => `<span class="tap select">${escape(e.initial_date)} ▾</span>`,
  timepicker: (e) => `<span class="tap select">${escape(e.initial_time)} ▾</span>`,
  checkboxes: (e) => e.options.map((o) => `<div class="choice">${e.initial_options?.some((on) => on.value === o.value) ? "☑" : "☐"}&ensp;${escape(o.text.text)}</div>`).join(""),
  radio_buttons: (e) => e.options.map((o) => `<div class="choice">${o.value === e.initial_option?.value ? "◉" : "○"}&ensp;${escape(o.text.text)}</div>`).join(""),
};
const element = (e) => draw[e.type](e);
const blocks = (card) => card.blocks.map((b) => draw[b.type](b)).join("");

function phone(card) {
  if (card.type === "modal")
    return `<div class="bar"><span>${escape(card.close.text)}</span><span>${escape(card.title.text)}</span><span class="go">${escape(card.submit.text)}</span></div>${blocks(card)}`;
  if (card.type === "home") return blocks(card);
  return `<div class="message"><div class="face"></div><div class="said"><div class="who">Handoff<small>10:17</small></div>${blocks(card)}</div></div>`;
}

const wanted = process.argv.slice(2);
console.warn = () => {};
const isWanted = (name) => wanted.length === 0 || wanted.some((start) => name === start || name.startsWith(`${start}.`));
const cards = boundCards(cardsFolder, "slack").filter(({ name }) => !name.includes("@") && isWanted(name));
mkdirSync(here("out"), { recursive: true });
for (const [theme, look] of Object.entries(looks)) {
  const drawn = cards.map(({ name, bound }) => `<section><h2>${escape(name)}</h2><div class="phone">${phone(bound)}</div></section>`).join("\n");
  writeFileSync(here(`out/preview-slack-${theme}.html`),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Slack cards</title><style>${style(look)}</style><body>\n${drawn}\n</body></html>\n`);
}
console.log(`${cards.length} cards drawn`);
