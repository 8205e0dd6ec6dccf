import type { DigestAnswer, DigestRequest, Refusal } from "../core/wire";
import { cheapSha } from "./hash";
import type { Phone } from "./phone";
import { serverDigest, startedAgain, streamOf } from "./serverPull";
import type { World } from "./world";

const encoder = new TextEncoder();

/** What a row adds to its stream's sum, written on its own to judge the core's. */
function rowMark(id: string, v: number): bigint {
  const version = new Uint8Array(8);
  for (let i = 7, left = v; i >= 0; i--, left = Math.floor(left / 256)) version[i] = left % 256;
  const hash = cheapSha(new Uint8Array([...encoder.encode(id), ...version]));
  return [...hash.slice(16)].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** The server's half of the digest check: which streams differ, and a cursor that starts them again. */
export function digestAnswer(world: World, phone: Phone, request: DigestRequest): DigestAnswer | Refusal {
  const { server } = world;
  const { device, epoch, cursor: name } = phone.device.meta;
  const refusal = server.refusalOf(device, epoch, false);
  const line = server.tables.devices.get(device);
  if (refusal !== null || line === undefined) return refusal ?? { code: "sync.unknown_device" };
  const cursor = name === null ? undefined : server.cursor(name);
  if (cursor === undefined || cursor.version !== server.tables.head) return { differences: [], cursor: null };
  const right = serverDigest(server.tables, server.people.scopesOf(line.user), rowMark);
  const theirs = new Map(request.body.streams.map((stream) => [streamOf(stream.scope, stream.type), stream]));
  const differing = [...new Set([...right.keys(), ...theirs.keys()])].filter((stream) => {
    const [count, sum] = right.get(stream) ?? [0, 0n];
    const own = theirs.get(stream);
    return (own?.count ?? 0) !== count || BigInt(`0x${own?.sum ?? "0"}`) !== sum;
  });
  if (differing.length === 0) return { differences: [], cursor: null };
  world.count("streams_repaired", differing.length);
  const again = server.keep(startedAgain(cursor, differing, server.tables.head));
  const differences = differing.map((stream) => {
    const [scope = "", type = ""] = stream.split("|");
    return { scope, type };
  });
  return { differences, cursor: world.chance(0.8) ? again : null };
}
