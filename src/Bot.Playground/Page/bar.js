// The bar: the clock, the faults, what just happened, and starting over.
import { clockTime, clockTimeWithSeconds, speed } from "./clock.js";
import { el, icon } from "./dom.js";
import { state } from "./state.js";
import { post } from "./wire.js";

const KNOWN = ["rooming", "ready", "waiting", "coming", "together", "with", "closing", "left"];
const JUMP_MINUTES = 5;

export class Bar {
  constructor(element) {
    const find = selector => element.querySelector(selector);
    [this.time, this.events] = [find(".clock time"), find(".events")];
    this.speeds = [...element.querySelectorAll("[name=speed]")];
    this.switches = [...element.querySelectorAll(".faults input")];
    const [ask, sure, yes, no] = ["#start-over", ".sure", "#sure-yes", "#sure-no"].map(find);

    for (const choice of this.speeds) choice.addEventListener("change", () => this.send("clock", { speed: Number(choice.value) }));
    for (const fault of this.switches) fault.addEventListener("change", () => this.send("faults", { kind: fault.value, on: fault.checked }));
    find("#jump").addEventListener("click", () => this.send("clock", { jumpMinutes: JUMP_MINUTES }));

    const asking = isAsking => {
      ask.hidden = isAsking;
      sure.hidden = !isAsking;
      (isAsking ? no : ask).focus();
    };
    ask.addEventListener("click", () => asking(true));
    no.addEventListener("click", () => asking(false));
    sure.addEventListener("keydown", event => { if (event.key === "Escape") asking(false); });
    yes.addEventListener("click", () => {
      asking(false);
      this.send("start-over", {});
    });
  }

  // What the server did not take is shown as the server has it.
  async send(step, body) {
    try {
      await post(step, body);
    } catch {
      this.paint();
    }
  }

  paint() {
    this.paintTime();
    for (const choice of this.speeds) choice.checked = Number(choice.value) === speed();
    for (const fault of this.switches) fault.checked = state.faults.includes(fault.value);
    this.events.replaceChildren(...state.news.length === 0
      ? [el("li", { class: "nothing" }, "Nothing yet.")]
      : state.news.map(item => el("li", { "data-testid": "event", title: item.visit },
        el("time", {}, clockTime(item.at)),
        icon(`s-${KNOWN.find(name => name === item.state.toLowerCase()) ?? "ready"}`),
        el("b", {}, item.state),
        el("span", { class: "v" }, `v${item.version}`))));
  }

  paintTime() {
    const now = clockTimeWithSeconds();
    if (this.time.textContent !== now) this.time.textContent = now;
  }
}
