const BYTES = 16;
const TIME_BYTES = 6;

/** A row id made here (UUID v7: ids of one device sort by time). `crypto.randomUUID` is missing on plain http. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  for (let at = 0; at < TIME_BYTES; at += 1) bytes[at] = Math.floor(now / 256 ** (TIME_BYTES - 1 - at)) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
