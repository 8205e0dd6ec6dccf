import type { Phone } from "./phone";
import { TERRITORIES, type World } from "./world";

const PHONE = {
  act: 5,
  push: 4,
  pull: 5,
  tidy: 0.6,
  race: 0.3,
  crash: 0.5,
  backUp: 0.4,
  goBack: 0.25,
  rot: 0.05,
  hear: 1,
  late: 0.6,
} as const;
const QUIET = { ...PHONE, goBack: 0, rot: 0 } as const;
const WORLD = {
  grant: 2,
  revoke: 2,
  role: 1,
  move: 2,
  backup: 1,
  restore: 1,
  prune: 1,
  wipe: 1,
} as const;

/** Something happens: mostly to a phone, sometimes to the organisation or the server. */
export function worldEvent(world: World): void {
  const { r } = world;
  const x = r.next();
  if (x < 0.86 || (world.isQuiet && x < 0.97)) phoneEvent(world, r.pick(world.phones));
  else if (!world.isQuiet) organisationEvent(world);
  else if (r.chance(0.6) && !world.server.isBusy) world.server.makeBackup();
}

export function phoneEvent(world: World, phone: Phone): void {
  const { r } = world;
  const kind = r.weighted(world.isQuiet ? QUIET : PHONE);
  if (phone.isDead) return;
  if (kind === "act") phone.act();
  else if (kind === "push") phone.push();
  else if (kind === "race") race(world, phone);
  else if (kind === "pull") phone.pull();
  else if (kind === "tidy") phone.tidy();
  else if (kind === "crash") phone.crash();
  else if (kind === "backUp") phone.backUp();
  else if (kind === "goBack") phone.goBack();
  else if (kind === "rot") phone.rot();
  else if (kind === "hear") phone.hear();
  else if (world.late.length > 0) {
    world.count("late_delivered");
    world.late.splice(r.int(0, world.late.length - 1), 1)[0]?.();
  }
}

/** Everybody who sees a claim waiting approves it, before any of them hears of the others. */
function race(world: World, phone: Phone): void {
  const waiting = [...phone.device.view.rows("claim")].filter(({ state }) => state === "submitted");
  const id = waiting.at(-1)?.id;
  if (id === undefined) return;
  world.count("approval_races");
  for (const other of world.phones) if (!other.isDead) other.push();
  for (const other of world.phones) other.approve(String(id));
  for (const other of world.phones) if (!other.isDead) other.push();
}

function organisationEvent(world: World): void {
  const { r, server } = world;
  const kind = r.weighted(WORLD);
  const user = r.pick(world.users);
  const territories = server.people.territories.get(user) ?? new Set();
  switch (kind) {
    case "grant":
      territories.add(r.pick(TERRITORIES));
      break;
    case "revoke":
      if (territories.size > 0) territories.delete(r.pick([...territories]));
      break;
    case "role":
      server.people.roles.set(user, server.people.roles.get(user) === "fin" ? "rep" : "fin");
      break;
    case "move": {
      const records = [...server.tables.rows].filter(([, row]) => !row.del && ["account", "claim"].includes(row.type));
      if (records.length > 0) server.move(r.pick(records)[0], r.pick(TERRITORIES), r.pick(world.users));
      break;
    }
    case "backup":
      if (!server.isBusy) server.makeBackup();
      break;
    case "restore":
      if (server.isBusy || !server.restore()) return;
      break;
    case "prune":
      server.prune(server.tables.head - r.int(0, 10));
      break;
    case "wipe":
      if (!r.chance(0.3)) return;
      world.wipedPhones.add(r.pick(world.phones).name);
  }
  world.count(kind);
}

const ROUNDS = 60;
const MOST_PAGES = 3_000;

/** The network is good again: everything must reach the server, and every device the same state (I19, I5). */
export function heal(world: World): void {
  world.late.length = 0;
  for (const line of world.server.tables.devices.values()) line.isLocked = false;
  let isDone = false;
  for (let round = 0; round < ROUNDS && !isDone; round++) {
    for (const phone of world.phones) {
      for (let n = 0; n < 4 && !phone.isDead; n++) phone.push();
      pullAll(phone, 40);
    }
    isDone = round > 2 && world.phones.every((phone) => phone.isDead || phone.device.outbox().length === 0);
  }
  for (const phone of world.phones)
    if (!isDone && !phone.isDead && phone.device.outbox().length > 0)
      world.fail("liveness", `${phone.name} keeps ${phone.device.outbox().length} ops`);
  for (const phone of world.phones) pullAll(phone, MOST_PAGES);
  for (const phone of world.phones) {
    phone.compare();
    pullAll(phone, MOST_PAGES);
  }
}

function pullAll(phone: Phone, most: number): void {
  for (let n = 0; n < most && !phone.isDead; n++) if (!phone.pull()) return;
}
