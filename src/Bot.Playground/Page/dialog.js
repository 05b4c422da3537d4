// A dialog of the bot's inside one phone: the rest of that phone waits, the other phones do not.
import { el } from "./dom.js";
import { Card } from "./card.js";

export class Dialog {
  // `submit` takes the form's data and gives the bot's next word: a card, a sentence, or nothing more.
  constructor(phone, submit) {
    this.phone = phone;
    this.submit = submit;
  }

  show(answer) {
    if (!answer?.card && !answer?.sentence) {
      this.close();
      return;
    }
    if (!this.box) this.open();
    if (answer.card) {
      this.title.textContent = answer.title || "Handoff";
      this.said.textContent = "";
      this.card.paint(answer.card);
      this.body.replaceChildren(this.card.box, this.said);
      this.card.box.querySelector("input, select, textarea, button")?.focus();
    } else {
      this.title.textContent ||= "Handoff";
      this.said.textContent = answer.sentence;
      if (answer.keepsForm) return;
      this.body.replaceChildren(this.said);
      // The button that was pressed is gone; the focus must not fall out of the dialog with it.
      this.box.querySelector(".dialog-head button").focus();
    }
  }

  open() {
    this.cameFrom = document.activeElement;
    const id = `${this.phone.id}-dialog`;
    this.title = el("h2", { id });
    this.said = el("p", { class: "said", role: "status", "data-testid": "dialog-said" });
    this.body = el("div", { class: "dialog-body" }, this.said);
    const close = el("button", { type: "button", class: "plain", "data-testid": "dialog-close" }, "Close");
    close.addEventListener("click", () => this.close());
    this.card = new Card(action => this.run(action));
    this.box = el("div", { class: "dialog", role: "dialog", "aria-labelledby": id, "data-testid": "dialog" },
      el("div", { class: "dialog-head" }, this.title, close), this.body);
    this.box.addEventListener("keydown", event => {
      if (event.key === "Escape") this.close();
    });
    for (const part of this.phone.children) part.inert = true;
    this.phone.append(this.box);
    close.focus();
  }

  async run(action) {
    this.card.setBusy(true);
    try {
      const answer = await this.submit(action.data);
      this.card.setBusy(false);
      this.show(answer);
    } catch {
      this.card.setBusy(false);
      this.said.textContent = "The bot did not answer. Please try again.";
    }
  }

  close() {
    if (!this.box) return;
    this.box.remove();
    this.box = undefined;
    for (const part of this.phone.children) part.inert = false;
    (this.cameFrom?.isConnected ? this.cameFrom : this.phone.querySelector(".say input")).focus();
  }
}
