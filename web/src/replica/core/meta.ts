import type { Meta } from "./types";

/** What a device that was just registered stores. */
export function newMeta(device: string): Meta {
  return {
    device,
    epoch: null,
    cursor: null,
    version: 0,
    complete: false,
    resyncing: false,
    needs: "nothing",
    last_seq: 0,
    durable_version: 0,
    repair: [],
    retained_lost: 0,
    last_client_time: 0,
  };
}
