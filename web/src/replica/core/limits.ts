/** Limits of the protocol (section 20) and of what is kept for a restored server (section 17). */
export const MOST_OPS = 200;
/** Below the server's 1 MB, so that the envelope fits too. */
export const MOST_BYTES = 990_000;
export const MOST_GROUP = 100;
export const RETAIN_MS = 30 * 24 * 3_600_000;
export const RETAIN_BYTES = 20_000_000;
export const DOUBTFUL_OFFSET_MS = 5 * 60_000;

const encoder = new TextEncoder();

export function bytesOf(value: object): number {
  return encoder.encode(JSON.stringify(value)).length;
}
