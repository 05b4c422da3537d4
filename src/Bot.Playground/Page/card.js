// One card on the page: drawn by the official renderer, repainted without losing what the person was doing.
import { el } from "./dom.js";
import { hostConfig } from "./look.js";

export const canDraw = () => Boolean(window.AdaptiveCards);

let prepared = false;

function prepare() {
  if (prepared) return;
  prepared = true;
  AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.didProcess = false; };
}

// Every input of a card, in shown cards too, by its id.
function* inputsIn(json) {
  if (Array.isArray(json)) {
    for (const item of json) yield* inputsIn(item);
  } else if (json && typeof json === "object") {
    if (typeof json.type === "string" && json.type.startsWith("Input.") && json.id) yield json;
    for (const value of Object.values(json)) yield* inputsIn(value);
  }
}

// Inputs travel as strings under their ids, beside what the card's maker put there.
function dataOf(action, inputs) {
  const data = action.data && typeof action.data === "object" ? { ...action.data } : {};
  for (const input of inputs) {
    if (input.id && input.value !== undefined && input.value !== null) data[input.id] = String(input.value);
  }
  return data;
}

// What unfolds at the end of a conversation would otherwise open out of sight.
const reveal = part => part.scrollIntoView({ block: "nearest" });

export class Card {
  constructor(onAction) {
    this.onAction = onAction;
    this.box = el("div", { class: "card", "data-testid": "card" });
  }

  paint(json) {
    const text = JSON.stringify(json);
    if (text === this.painted) return;
    this.painted = text;
    if (!canDraw()) {
      this.box.replaceChildren(el("p", { class: "undrawn", "data-testid": "undrawn" }, "A card, not drawn"));
      return;
    }

    prepare();
    const before = this.card ? this.remember() : undefined;
    const copy = JSON.parse(text);
    for (const input of inputsIn(copy)) {
      if (before?.typed.has(input.id)) input.value = before.typed.get(input.id);
    }

    this.card = new AdaptiveCards.AdaptiveCard();
    this.card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
    this.card.onExecuteAction = action => this.run(action);
    this.card.onInlineCardExpanded = (action, isOpen) => {
      this.tidy();
      if (isOpen) reveal(action.card.renderedElement);
    };
    this.card.onDisplayOverflowActionMenu = (actions, target) => this.unfold(actions, target);
    this.card.parse(copy);
    this.given = new Map(this.card.getAllInputs().map(input => [input.id, input.defaultValue ?? ""]));
    for (const input of inputsIn(JSON.parse(text))) this.given.set(input.id, String(input.value ?? ""));
    const drawn = this.card.render();
    this.box.replaceChildren(drawn ?? el("p", { class: "undrawn" }, "This card could not be drawn"));
    this.tidy();
    if (before) this.recall(before);
  }

  // While the bot is asked, the buttons rest.
  setBusy(isBusy) {
    this.box.toggleAttribute("data-busy", isBusy);
    if (isBusy) this.box.setAttribute("aria-busy", "true");
    else this.box.removeAttribute("aria-busy");
    // aria-disabled, not disabled: a disabled button would drop the focus.
    for (const button of this.box.querySelectorAll("button")) {
      if (isBusy) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  run(action) {
    if (this.box.hasAttribute("data-busy")) return;
    const kind = action.getJsonTypeName();
    if (kind === "Action.OpenUrl") return;
    const inputs = action.associatedInputs === "none" ? [] : this.card.getAllInputs();
    const data = dataOf(action, inputs);
    this.onAction(kind === "Action.Execute"
      ? { type: kind, title: action.title ?? "", id: action.id, verb: action.verb ?? "", data }
      : { type: kind, data });
  }

  // The renderer's own menu hangs at the end of the page and styles itself; ours is a row under the buttons.
  unfold(actions, target) {
    const open = this.box.querySelector(".more-row");
    if (open) {
      open.remove();
      target.setAttribute("aria-expanded", "false");
      return true;
    }

    const row = el("div", { class: "more-row", role: "group", "aria-label": "More" });
    for (const action of actions) {
      const button = el("button", { type: "button", class: "ac-pushButton", "data-testid": `button:${action.title}` }, action.title);
      button.addEventListener("click", () => action.execute());
      row.append(button);
    }
    row.addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.unfold(actions, target);
      target.focus();
    });
    target.setAttribute("aria-expanded", "true");
    target.closest(".ac-actionSet").after(row);
    row.querySelector("button").focus();
    reveal(row);
    return true;
  }

  // The library marks actions as items of a menu bar; these are plain buttons.
  tidy() {
    for (const bar of this.box.querySelectorAll("[role=menubar]")) bar.removeAttribute("role");
    for (const button of this.box.querySelectorAll(".ac-pushButton")) {
      button.removeAttribute("role");
      button.removeAttribute("aria-posinset");
      button.removeAttribute("aria-setsize");
      button.tabIndex = 0;
      // "Walk there: Lab" where several buttons say "Walk there"; "More options" where one says "…".
      if (button.title) button.setAttribute("aria-label", button.title);
      const isMore = button.textContent === "...";
      if (isMore) button.textContent = "…";
      button.dataset.testid = isMore ? "more" : `button:${button.textContent}`;
    }
    for (const input of this.card.getAllInputs()) {
      for (const field of input.renderedInputControlElement?.matches("input, select, textarea")
        ? [input.renderedInputControlElement]
        : input.renderedInputControlElement?.querySelectorAll("input, select, textarea") ?? []) {
        field.dataset.input = input.id;
        field.dataset.testid = `input:${input.id}`;
      }
    }
  }

  remember() {
    const typed = new Map();
    for (const input of this.card.getAllInputs()) {
      const value = input.value === undefined || input.value === null ? "" : String(input.value);
      if (value !== this.given.get(input.id)) typed.set(input.id, value);
    }
    const focus = this.box.contains(document.activeElement) ? document.activeElement : undefined;
    return {
      typed,
      opened: [...this.box.querySelectorAll(".ac-pushButton[aria-expanded=true]")].map(button => button.textContent),
      focus: focus && { input: focus.dataset.input, value: focus.value, title: focus.textContent, wasInput: focus.matches("input, select, textarea") },
    };
  }

  recall(before) {
    for (const title of before.opened) this.button(title)?.click();
    if (!before.focus) return;
    const { input, value, title, wasInput } = before.focus;
    const fields = wasInput ? [...this.box.querySelectorAll("[data-input]")].filter(field => field.dataset.input === input) : [];
    const again = wasInput ? fields.find(field => field.value === value) ?? fields[0] : this.button(title);
    // The button that was tapped may be gone with the state it belonged to; the next thing to tap is the card's first.
    (again ?? this.box.querySelector(".ac-pushButton") ?? this.box.closest(".talk"))?.focus({ preventScroll: true });
  }

  button(title) {
    return [...this.box.querySelectorAll(".ac-pushButton")].find(button => button.textContent === title);
  }
}
