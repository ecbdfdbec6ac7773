// A screen as a short text for links, and back; the same as copsim/app/codec.py.

export const VERSION = '1';
const LONGEST = 65536;

// Keys in order, so that one screen has one text.
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}

export async function packed(screen) {
  const text = new TextEncoder().encode(JSON.stringify(ordered(screen)));
  const bytes = await through(text, new CompressionStream('deflate'));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `${VERSION}.${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

// Throws 'version' for another format, 'damaged' for anything else that is no link.
export async function unpacked(code) {
  const dot = code.indexOf('.');
  const version = code.slice(0, dot);
  if (dot < 1 || !/^[0-9]+$/.test(version)) throw new Error('damaged');
  if (version !== VERSION) throw new Error('version');
  try {
    const binary = atob(code.slice(dot + 1).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const text = await through(bytes, new DecompressionStream('deflate'), LONGEST);
    const screen = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    if (screen === null || typeof screen !== 'object' || Array.isArray(screen)) throw new Error('damaged');
    return screen;
  } catch {
    throw new Error('damaged');
  }
}

async function through(bytes, stream, most = Infinity) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) throw new Error('damaged');
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
