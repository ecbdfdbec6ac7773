// Questions to the server: one stream of results at a time, given up as soon as another is wanted.

const PAGE = crypto.getRandomValues(new Uint32Array(2)).join('-'); // this opening of the page, known to nobody else

export async function about() {
  return (await fetch('api/about')).json();
}

export async function post(path, body, signal) {
  const response = await fetch(`api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lab-page': PAGE },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) {
    const told = await response.json().catch(() => ({}));
    throw Object.assign(new Error(told.error ?? `${response.status}`), { status: response.status });
  }
  return response;
}

let current = null;

export function stop() {
  current?.abort();
  current = null;
}

// Calls onframe(frame) for everything that comes, onerror(message, status) if it is refused.
export async function stream(body, onframe, onerror) {
  stop();
  const own = (current = new AbortController());
  try {
    const response = await post('stream', body, own.signal);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done || own.signal.aborted) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      // only the newest of what has come together is worth drawing
      const whole = lines.filter(Boolean);
      const full = whole.findLast((line) => line.includes('"full":true'));
      if (full && full !== whole.at(-1)) onframe(JSON.parse(full));
      if (whole.length) onframe(JSON.parse(whole.at(-1)));
    }
  } catch (error) {
    if (own.signal.aborted) return;
    if (error.status === 429) {
      setTimeout(() => own === current && stream(body, onframe, onerror), 400);
      return;
    }
    onerror(error.status ? error.message : 'offline', error.status ?? 0);
  }
}
