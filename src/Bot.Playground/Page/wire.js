// Everything that goes to the server, and the stream that comes from it. No other host is ever spoken to.

export async function post(step, body) {
  const answer = await fetch(`playground/${step}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw Object.assign(new Error(`${step}: ${answer.status}`), { status: answer.status });
  return answer.status === 200 ? answer.json() : undefined;
}

const QUIET_TOO_LONG = 12_000; // more than two beats of the stream, in ms
const TRY_AGAIN = 2_000;

// Opens the stream and keeps it open. `heard` has one function per event name; `lost` is told when it breaks.
export function listen(heard, lost) {
  let source;
  let watch;

  const rest = () => {
    clearTimeout(watch);
    watch = setTimeout(again, QUIET_TOO_LONG);
  };

  function again() {
    source?.close();
    lost();
    clearTimeout(watch);
    watch = setTimeout(open, TRY_AGAIN);
  }

  function open() {
    source = new EventSource("playground/feed");
    source.onerror = again;
    source.addEventListener("beat", rest);
    for (const [name, take] of Object.entries(heard)) {
      source.addEventListener(name, event => {
        rest();
        take(JSON.parse(event.data));
      });
    }
    rest();
  }

  // A woken screen does not wait for the next try.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && source?.readyState === EventSource.CLOSED) {
      clearTimeout(watch);
      open();
    }
  });
  open();
}
