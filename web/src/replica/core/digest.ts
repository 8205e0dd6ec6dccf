import type { Row } from "./types";
import type { StreamDigest } from "./wire";

const MODULUS = 1n << 128n;
const HALF = 16;
const VERSION_BYTES = 8;
const encoder = new TextEncoder();

/** SHA-256 of rid ‖ version as a number mod 2^128; the id as UTF-8 text, the version as 8 bytes, big-endian. */
function mark(row: Row, sha256: (bytes: Uint8Array) => Uint8Array): bigint {
  const id = encoder.encode(row.id);
  const bytes = new Uint8Array(id.length + VERSION_BYTES);
  bytes.set(id);
  new DataView(bytes.buffer).setBigUint64(id.length, BigInt(row.v));
  let sum = 0n;
  for (const byte of sha256(bytes).subarray(HALF)) sum = (sum << 8n) | BigInt(byte);
  return sum;
}

/** Count and sum of each stream the rows are held through, in the order of scope and type (15). */
export function digestOf(rows: Iterable<Row>, sha256: (bytes: Uint8Array) => Uint8Array): StreamDigest[] {
  const streams = new Map<string, { scope: string; type: string; count: number; sum: bigint }>();
  for (const row of rows) {
    const own = mark(row, sha256);
    for (const scope of row.scopes) {
      const key = `${scope}\n${row.type}`;
      const stream = streams.get(key) ?? { scope, type: row.type, count: 0, sum: 0n };
      stream.count += 1;
      stream.sum = (stream.sum + own) % MODULUS;
      streams.set(key, stream);
    }
  }
  return [...streams.keys()].sort().map((key) => {
    const { scope, type, count, sum } = streams.get(key) as { scope: string; type: string; count: number; sum: bigint };
    return { scope, type, count, sum: sum.toString(16).padStart(32, "0") };
  });
}
