// Three phones and a bar, kept true by one stream.
import { Bar } from "./bar.js";
import { canDraw } from "./card.js";
import { setClock } from "./clock.js";
import { Phone } from "./phone.js";
import { state, takeAll } from "./state.js";
import { listen } from "./wire.js";

const MOST_NEWS = 50;
const phones = [...document.querySelectorAll(".phone")].map(element => new Phone(element));
const bar = new Bar(document.querySelector(".bar"));

const paint = () => phones.forEach(phone => phone.paint());
const answers = yes => { document.body.dataset.live = yes ? "live" : "reconnecting"; };

listen({
  all(all) {
    const unheard = [...state.messages.values()].filter(message => message.unheard);
    takeAll(all);
    setClock(all.clock);
    answers(all.bot.answers);
    document.querySelector(".missing").hidden = canDraw();
    phones.forEach(phone => phone.begin());
    bar.paint();
    for (const message of unheard) {
      if (!state.messages.has(message.id)) phones[0].deliver(message);
    }
  },
  message(message) {
    state.messages.set(message.id, message);
    paint();
  },
  deleted({ id }) {
    state.messages.delete(id);
    paint();
  },
  push({ person, push }) {
    state.pushes[person] = push;
    paint();
  },
  cleared() {
    state.messages.clear();
    state.pushes = {};
    state.news = [];
    paint();
    bar.paint();
  },
  hints(hints) {
    state.hints = hints;
    paint();
  },
  news(item) {
    state.news = [item, ...state.news].slice(0, MOST_NEWS);
    bar.paint();
  },
  faults(faults) {
    state.faults = faults;
    bar.paint();
  },
  clock(clock) {
    setClock(clock);
    bar.paint();
    phones.forEach(phone => phone.paintTime());
  },
  bot(bot) {
    answers(bot.answers);
  },
}, () => answers(false));

setInterval(() => {
  if (state.people.size === 0) return;
  bar.paintTime();
  phones.forEach(phone => phone.paintTime());
}, 200);

document.addEventListener("keydown", event => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit[0-3]$/.test(event.code)) return;
  event.preventDefault();
  const target = event.code === "Digit0" ? document.querySelector(".bar") : document.querySelector(`#p${event.code.at(-1)}-say`);
  target.focus();
});

// Which of the four pages is in view, for the tabs on a small screen: the first that is nearly whole.
const tabs = [...document.querySelectorAll(".swipe a")];
const inView = new Set();
const seen = new IntersectionObserver(entries => {
  for (const entry of entries) inView[entry.isIntersecting ? "add" : "delete"](`#${entry.target.id}`);
  const first = tabs.find(tab => inView.has(tab.hash));
  for (const tab of tabs) {
    if (tab === first) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}, { root: document.querySelector(".stage"), threshold: 0.9 });
for (const tab of tabs) seen.observe(document.querySelector(tab.hash));
