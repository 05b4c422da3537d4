// One phone: who holds it, its lock screen, its places, the conversation and the line to type.
import { el, initials, shortName } from "./dom.js";
import { clockTime } from "./clock.js";
import { Dialog } from "./dialog.js";
import { keep, recall, state } from "./state.js";
import { Talk } from "./talk.js";
import { post } from "./wire.js";

// In the form of Teams' message ids; the phone's number keeps two phones apart.
let last = 0;
const newId = number => {
  last = Math.max(last + 1, Date.now());
  return `${last}${number}`;
};

export class Phone {
  constructor(element) {
    this.element = element;
    this.number = Number(element.dataset.phone);
    const find = selector => element.querySelector(selector);
    [this.face, this.pick, this.lock] = [find(".face"), find("select"), find(".lock")];
    [this.tabs, this.form, this.hints, this.line] = [find(".places"), find(".say"), find(".hints"), find(".say input")];
    this.lines = [];
    this.talk = new Talk(find(".talk"), { act: (message, action) => this.act(message, action), sayAgain: message => this.deliver(message) });

    this.pick.addEventListener("change", () => this.hold(this.pick.value));
    this.lock.addEventListener("click", () => this.openPush());
    this.tabs.addEventListener("keydown", event => this.moveTab(event));
    this.form.addEventListener("submit", event => { event.preventDefault(); this.say(); });
    this.line.addEventListener("keydown", event => this.key(event));
    find(".ready").addEventListener("click", () => this.compose());
  }

  // Everything anew: at the first word of the stream and after each reconnect.
  begin() {
    const people = [...state.people.values()];
    this.pick.replaceChildren(...people.map(person => el("option", { value: person.id }, `${person.name}, ${person.title}`)));
    const wanted = this.person?.id ?? recall(`phone${this.number}`) ?? state.phones[this.number - 1];
    this.hold(state.people.has(wanted) ? wanted : people[(this.number - 1) % people.length].id, false);
  }

  hold(id, chosen = true) {
    const other = this.person?.id !== id;
    this.person = state.people.get(id);
    if (chosen) keep(`phone${this.number}`, id);
    this.pick.value = id;
    this.face.textContent = initials(this.person.name);
    this.element.setAttribute("aria-label", `Phone ${this.number}, ${this.person.name}`);
    document.querySelector(`.swipe a[href="#${this.element.id}"]`).textContent = shortName(this.person.name);
    if (other) this.dialog?.close();
    if (other || !this.person.places.includes(this.place)) this.place = this.person.places[0];
    if (other) this.lines = [];
    this.paint();
  }

  paint() {
    if (!this.person) return;
    this.talk.show(this.place, this.person);
    this.read();
    this.paintTabs();
    this.paintLock();
    this.paintHints();
  }

  // Only what came while the place was not open is new; that is remembered by its newest message.
  read() {
    const newest = [...state.messages.values()].filter(m => m.place === this.place).map(m => m.id).reduce((a, b) => a > b ? a : b, "");
    const key = `read.${this.person.id}`;
    const seen = recall(key, {});
    if ((seen[this.place] ?? "") >= newest) return;
    seen[this.place] = newest;
    keep(key, seen);
  }

  unread(place) {
    const seen = recall(`read.${this.person.id}`, {})[place] ?? "";
    return [...state.messages.values()].filter(m => m.place === place && m.from !== this.person.id && m.id > seen).length;
  }

  paintTabs() {
    const wanted = this.person.places.map(id => {
      const place = state.places.get(id);
      return { id, name: place.name, isOpen: id === this.place, count: id === this.place ? 0 : this.unread(id) };
    });
    const now = JSON.stringify(wanted);
    if (now === this.tabsPainted) return;
    this.tabsPainted = now;
    const hadFocus = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(...wanted.map(({ id, name, isOpen, count }) => {
      const tab = el("button", {
        type: "button", role: "tab", id: `${this.element.id}-${[...id].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) >>> 0, 7)}`,
        "aria-selected": String(isOpen), "aria-controls": `${this.element.id}-talk`, tabindex: isOpen ? 0 : -1, "data-testid": `place:${name}`,
      }, name);
      if (count) tab.append(el("span", { class: "badge", "data-testid": "badge" }, String(count), el("span", { class: "vh" }, " new")));
      tab.addEventListener("click", () => this.open(id));
      return tab;
    }));
    const open = this.tabs.querySelector("[aria-selected=true]");
    this.talk.box.setAttribute("aria-labelledby", open.id);
    if (hadFocus) open.focus();
  }

  open(place) {
    this.place = place;
    this.paint();
  }

  moveTab(event) {
    const places = this.person.places;
    const at = places.indexOf(this.place);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: places.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.open(places[(to + places.length) % places.length]);
  }

  paintTime() {
    const time = clockTime();
    const shown = this.lock.firstElementChild;
    if (shown.textContent !== time) shown.textContent = time;
  }

  paintLock() {
    this.paintTime();
    const push = state.pushes[this.person.id];
    const now = `${this.person.id} ${push?.message ?? ""}`;
    if (now === this.lockPainted) return;
    // It moves only for what arrives while this person holds the phone.
    const isNew = push && this.lockOf === this.person.id;
    this.lockOf = this.person.id;
    this.lockPainted = now;
    this.lock.classList.toggle("has", Boolean(push));
    this.lock.lastElementChild.replaceChildren(...push
      ? [el("small", {}, `${state.botName}, ${clockTime(push.at)}`), el("b", { "data-testid": "push" }, push.text)]
      : [el("span", { class: "lock-none" }, "No notifications")]);
    this.lock.classList.remove("new");
    if (isNew) requestAnimationFrame(() => this.lock.classList.add("new"));
  }

  openPush() {
    const push = state.pushes[this.person.id];
    if (push) this.open(push.place);
    this.talk.drawn.get(push?.message)?.element.scrollIntoView({ block: "nearest" });
    this.talk.box.focus({ preventScroll: true });
  }

  paintHints() {
    const hints = state.hints[this.person.id] ?? [];
    const now = JSON.stringify(hints);
    this.line.placeholder = hints.length ? `Type: ${hints[0]}` : "Type a line";
    if (now === this.hintsPainted) return;
    this.hintsPainted = now;
    this.hints.replaceChildren(...hints.map(hint => {
      const button = el("button", { type: "button", "data-testid": "hint" }, hint);
      button.addEventListener("click", () => {
        this.line.value = hint;
        this.line.focus();
      });
      return button;
    }));
  }

  key(event) {
    if (event.key === "Escape") this.line.value = "";
    if (event.key !== "ArrowUp" || this.lines.length === 0) return;
    event.preventDefault();
    this.back = Math.min((this.back ?? 0) + 1, this.lines.length);
    this.line.value = this.lines.at(-this.back);
  }

  say() {
    const text = this.line.value.trim();
    if (!text) return;
    this.lines.push(text);
    this.back = 0;
    this.line.value = "";
    const now = [...state.messages.values()].reduce((latest, m) => Math.max(latest, m.at), 0);
    const message = { id: newId(this.number), place: this.place, from: this.person.id, at: now, text, cards: [], views: {}, asides: {}, delivery: "waiting", unheard: true };
    // Shown at once only if the server does not do so by itself in a moment.
    this.deliver(message);
  }

  async deliver(message) {
    try {
      await post("say", { id: message.id, person: message.from, place: message.place, text: message.text });
    } catch (fault) {
      // The page keeps a line that the server never got, and sends it when the stream is back.
      const kept = { ...message, delivery: fault.status ? "failed" : "waiting", unheard: true };
      if (!state.messages.has(message.id) || state.messages.get(message.id).unheard) state.messages.set(message.id, kept);
      this.paint();
    }
  }

  async act(message, action) {
    const body = { person: this.person.id, message: message.id };
    if (action.type === "Action.Execute") {
      await post("tap", { ...body, action });
      return;
    }
    const answer = await post("submit", { ...body, data: action.data });
    if (answer?.card || answer?.sentence) this.show("task", message.place, answer);
  }

  async compose() {
    const { place } = this;
    try {
      this.show("compose", place, await post("compose", { person: this.person.id, place }));
    } catch {
      this.show("compose", place, { sentence: "The bot did not answer. Please try again." });
    }
  }

  show(kind, place, answer) {
    const person = this.person.id;
    this.dialog?.close();
    this.dialog = new Dialog(this.element, data => post("dialog", { person, place, kind, data }));
    this.dialog.show(answer);
  }
}
