import { toHex } from "../core/hex";

const BYTES = 32;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const known = new Map<string, string>();

/** 32 bytes of a fast mix instead of SHA-256: the model needs equal for equal and different for different. */
export function cheapSha(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(BYTES);
  const words = new Uint32Array(out.buffer);
  for (let w = 0; w < words.length; w++) {
    let h = (0x811c9dc5 ^ Math.imul(w + 1, 0x9e3779b1)) >>> 0;
    for (const byte of bytes) h = Math.imul(h ^ byte, 0x01000193);
    words[w] = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  }
  return out;
}

export function cheapHash(text: string): string {
  let hash = known.get(text);
  if (hash === undefined) {
    if (known.size > 10_000) known.clear();
    known.set(text, (hash = toHex(cheapSha(encoder.encode(text)))));
  }
  return hash;
}

/** For the device's `Platform`: the same hash, remembered for texts seen before. */
export function platformSha(bytes: Uint8Array): Uint8Array {
  return bytes.length < 64 ? cheapSha(bytes) : cheapSha(encoder.encode(decoder.decode(bytes)));
}
