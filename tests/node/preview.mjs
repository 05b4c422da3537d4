// node preview.mjs [NAME…]: draws the samples with Microsoft's renderer at 320 and 520 px, into out/preview-light.html and
// out/preview-dark.html. NAME keeps these cards: "room", "giver.late". The page's title says what does not fit. Made to be looked at:
//   chromium --headless --no-sandbox --screenshot=out/light.png --window-size=3600,4000 out/preview-light.html
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { boundCards, cardsFolder } from "./bind-cards.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Near what Teams shows; Teams' own colours are not published as a whole.
const looks = {
  light: {
    page: "#f5f5f5", card: "#ffffff", ink: "#242424", soft: "#616161", line: "#d1d1d1", button: "#ffffff", filled: "#5b5fc7",
    bands: { emphasis: "#ededed", accent: "#e8ebfa", good: "#e7f2da", warning: "#fbeecb", attention: "#fcdfe3" },
  },
  dark: {
    page: "#1f1f1f", card: "#292929", ink: "#ffffff", soft: "#adadad", line: "#5c5c5c", button: "#292929", filled: "#4f52b2",
    bands: { emphasis: "#3b3b3b", accent: "#2f3050", good: "#0e3b16", warning: "#463100", attention: "#571222" },
  },
};

function hostConfig(look) {
  const inks = Object.fromEntries(
    ["default", "accent", "good", "warning", "attention", "dark", "light"].map((c) => [c, { default: look.ink, subtle: look.soft }]),
  );
  const container = (background) => ({ backgroundColor: background, borderColor: background, foregroundColors: inks });
  return {
    supportsInteractivity: true,
    fontFamily: '"Segoe UI", Inter, "DejaVu Sans Condensed", sans-serif',
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: look.line },
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    containerStyles: {
      default: container(look.card),
      ...Object.fromEntries(Object.entries(look.bands).map(([style, colour]) => [style, container(colour)])),
    },
    actions: {
      maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left",
      showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    },
    inputs: { label: { inputSpacing: "small", requiredInputs: { suffix: " *" } }, errorMessage: { spacing: "small" } },
  };
}

const style = (look) => `
  body { margin: 16px; background: ${look.page}; color: ${look.ink}; font: 12px "Segoe UI", Inter, "DejaVu Sans Condensed", sans-serif; columns: 900px auto; column-gap: 24px; }
  section { break-inside: avoid; margin-bottom: 20px; } h2 { font: inherit; color: ${look.soft}; margin: 0 0 4px; }
  .pair { display: flex; gap: 16px; align-items: flex-start; }
  .card { background: ${look.card}; border-radius: 6px; overflow: hidden; box-shadow: 0 1px 3px #0004; } .phone { width: 320px; } .desk { width: 520px; }
  .ac-pushButton { font: 600 14px "Segoe UI", Inter, "DejaVu Sans Condensed", sans-serif; padding: 5px 11px; min-height: 32px; border: 1px solid ${look.line}; border-radius: 4px; background: ${look.button}; color: ${look.ink}; }
  .ac-pushButton.style-positive { background: ${look.filled}; border-color: ${look.filled}; color: #fff; }
  .ac-actionSet { row-gap: 8px; } .ac-multichoiceInput { width: 100%; background: ${look.card}; color: ${look.ink}; }
`;

const wanted = process.argv.slice(2);
console.warn = () => {};
const isWanted = (name) => wanted.length === 0 || wanted.some((start) => name === start || name.startsWith(`${start}.`));
const cards = boundCards(cardsFolder, "teams").filter(({ name }) => !name.includes("@") && isWanted(name));
mkdirSync(here("out"), { recursive: true });
copyFileSync(here("node_modules/adaptivecards/dist/adaptivecards.min.js"), here("out/adaptivecards.min.js"));
for (const [theme, look] of Object.entries(looks)) {
  const draw = `
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.didProcess = false; };
    const cards = ${JSON.stringify(cards).replaceAll("<", "\\u003c")}, wide = [];
    for (const { name, bound } of cards) {
      const section = document.body.appendChild(document.createElement("section"));
      section.appendChild(document.createElement("h2")).textContent = name;
      const pair = section.appendChild(document.createElement("div")); pair.className = "pair";
      for (const size of ["phone", "desk"]) {
        const frame = pair.appendChild(document.createElement("div")); frame.className = "card " + size;
        const card = new AdaptiveCards.AdaptiveCard();
        card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig(look))});
        card.parse(bound); frame.appendChild(card.render());
        if (frame.scrollWidth > frame.clientWidth + 1) wide.push(name + " at " + frame.clientWidth);
        for (const row of frame.querySelectorAll(".ac-actionSet"))
          if (row.scrollWidth > row.clientWidth + 1) wide.push(name + ": buttons at " + frame.clientWidth);
      }
    }
    document.title = wide.length ? "Too wide: " + wide.join("; ") : "All fit";`;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title></title><style>${style(look)}</style><body>`
    + `<script src="adaptivecards.min.js"></script><script>${draw}</script></body></html>\n`;
  writeFileSync(here(`out/preview-${theme}.html`), page);
}
console.log(`${cards.length} cards drawn`);
