// The conversation of one phone: messages of one place, each drawn once and repainted in its place.
import { el, icon, shortName } from "./dom.js";
import { clockTime } from "./clock.js";
import { Card } from "./card.js";
import { messagesOf, state } from "./state.js";

const NEARLY_AT_END = 40; // px

export class Talk {
  constructor(box, deeds) {
    this.box = box;
    this.deeds = deeds;
    this.drawn = new Map();

    // Hints, places or a longer push take room from the conversation: its end stays in view if it was.
    // A scroll event comes before the resize that caused it is told, and then says nothing of what the reader wants.
    let height;
    box.addEventListener("scroll", () => { if (box.clientHeight === height) this.atEnd = this.isAtEnd(); });
    new ResizeObserver(() => {
      height = box.clientHeight;
      if (this.atEnd) this.toEnd();
    }).observe(box);
  }

  isAtEnd() {
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEARLY_AT_END;
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.atEnd = true;
  }

  show(place, person) {
    if (place !== this.place || person !== this.person) {
      [this.place, this.person] = [place, person];
      this.drawn.clear();
      this.box.replaceChildren();
      this.fresh = true;
    }
    this.paint();
  }

  paint() {
    const atEnd = this.fresh || this.isAtEnd();
    const messages = messagesOf(this.place);
    const wanted = new Set(messages.map(message => message.id));
    for (const [id, shown] of this.drawn) {
      if (wanted.has(id)) continue;
      shown.element.remove();
      this.drawn.delete(id);
    }
    this.box.querySelector(".hello")?.remove();
    if (messages.length === 0) this.box.append(this.hello());
    let after = null;
    for (const message of messages) {
      const shown = this.drawn.get(message.id) ?? this.begin(message);
      this.repaint(shown, message);
      const next = after ? after.nextSibling : this.box.firstChild;
      if (shown.element !== next) this.box.insertBefore(shown.element, next);
      after = shown.element;
    }
    if (atEnd) this.toEnd();
    this.fresh = false;
  }

  begin(message) {
    const mine = message.from === this.person.id;
    const meta = el("p", { class: "meta" });
    if (!message.from) meta.append(icon("s-together"), el("b", {}, state.botName));
    else if (!mine) meta.append(el("b", {}, state.people.get(message.from)?.name ?? ""));
    meta.append(el("span", {}, clockTime(message.at)));
    const element = el("article", {
      class: mine ? "msg me" : "msg",
      "aria-label": `${message.from ? state.people.get(message.from)?.name : state.botName}, ${clockTime(message.at)}`,
      "data-testid": "message",
      "data-message": message.id,
    }, meta);
    const shown = { element, cards: [] };
    this.drawn.set(message.id, shown);
    return shown;
  }

  repaint(shown, message) {
    if (shown.message === message) return;
    shown.message = message;
    const own = message.views[this.person.id];
    const cards = own ? [own] : message.cards;
    this.paintText(shown, message);
    cards.forEach((json, at) => {
      if (!shown.cards[at]) {
        const card = shown.cards[at] = new Card(action => this.act(shown, card, action));
        shown.element.insertBefore(card.box, shown.aside ?? null);
      }
      shown.cards[at].paint(json);
    });
    for (const gone of shown.cards.splice(cards.length)) gone.box.remove();
    this.paintAside(shown, message.asides[this.person.id]);
    this.paintDelivery(shown, message);
  }

  paintText(shown, message) {
    if (!message.text) {
      shown.bubble?.remove();
      shown.bubble = undefined;
      return;
    }
    if (!shown.bubble) {
      shown.bubble = el("p", { class: "bubble", "data-testid": "text" });
      shown.element.firstChild.after(shown.bubble);
    }
    shown.bubble.textContent = message.text;
  }

  // The bot's sentence for this person alone.
  paintAside(shown, sentence) {
    if (!sentence) {
      shown.aside?.remove();
      shown.aside = undefined;
      return;
    }
    if (!shown.aside) {
      shown.aside = el("p", { class: "aside", role: "status", "data-testid": "aside" });
      shown.element.append(shown.aside);
    }
    if (shown.aside.textContent !== sentence) shown.aside.textContent = sentence;
  }

  paintDelivery(shown, message) {
    shown.fate?.remove();
    shown.fate = undefined;
    if (message.from !== this.person.id || message.delivery === "sent") return;
    if (message.delivery === "waiting") {
      shown.fate = el("p", { class: "fate" }, "Sending…");
    } else {
      shown.fate = el("button", { type: "button", class: "fate again", "data-testid": "again" }, "Not sent, tap to try again");
      shown.fate.addEventListener("click", () => this.deeds.sayAgain(message));
    }
    shown.element.append(shown.fate);
  }

  async act(shown, card, action) {
    card.setBusy(true);
    try {
      await this.deeds.act(shown.message, action);
      if (shown.localAside) this.paintAside(shown, shown.message.asides[this.person.id]);
      shown.localAside = false;
    } catch {
      this.paintAside(shown, "The bot did not answer. Please try again.");
      shown.localAside = true;
    } finally {
      card.setBusy(false);
    }
  }

  hello() {
    const { firstLine, welcome, name } = this.person;
    const place = state.places.get(this.place);
    const title = el("b", {});
    if (place.isChannel) title.append(place.name);
    else if (firstLine) title.append("Type: ", el("code", {}, firstLine));
    else title.append(`${shortName(name)}’s phone`);
    return el("div", { class: "hello", "data-testid": "hello" }, title, el("span", {}, welcome));
  }
}
