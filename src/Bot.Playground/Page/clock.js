// The playground's clock. The server says once what time it is and how fast it runs; between, the page counts on.

let heard = { now: Date.now(), speed: 1, zone: "UTC" };
let heardAt = performance.now();
let hourMinuteSecond;

export function setClock(clock) {
  if (clock.zone !== heard.zone || !hourMinuteSecond) {
    hourMinuteSecond = new Intl.DateTimeFormat("en-US", { timeZone: clock.zone, hourCycle: "h23", hour: "numeric", minute: "2-digit", second: "2-digit" });
  }
  heard = clock;
  heardAt = performance.now();
}

export const speed = () => heard.speed;

const now = () => heard.now + (performance.now() - heardAt) * heard.speed;

function parts(at) {
  const found = Object.fromEntries(hourMinuteSecond.formatToParts(at).map(part => [part.type, part.value]));
  return { hour: String(Number(found.hour)), minute: found.minute, second: found.second };
}

export function clockTime(at = now()) {
  const { hour, minute } = parts(at);
  return `${hour}:${minute}`;
}

export function clockTimeWithSeconds() {
  const { hour, minute, second } = parts(now());
  return `${hour}:${minute}:${second}`;
}
