import { queryOptions } from "@tanstack/react-query";
import { type Factor, firstError, knock, wantsReauthentication } from "./door";

/** Thrown when the server wants to see the password (or a factor) again before it goes on. */
export class ReauthenticationWanted extends Error {}

export const factorsQuery = queryOptions({
  queryKey: ["authenticators"],
  queryFn: async () => {
    const told = await knock<readonly Factor[]>("GET", "/account/authenticators");
    return (told.data ?? []) as readonly Factor[];
  },
});

export interface TotpOffer {
  readonly secret: string;
  readonly url: string;
}

/** Knocks, and throws when the server wants to see a proof first. */
async function proven<Data extends object = object>(method: string, path: string, body?: unknown) {
  const told = await knock<Data>(method, path, body);
  if (wantsReauthentication(told)) throw new ReauthenticationWanted();
  return told;
}

export async function offerTotp(): Promise<TotpOffer> {
  const told = await proven("GET", "/account/authenticators/totp");
  return { secret: told.meta?.secret ?? "", url: told.meta?.totp_url ?? "" };
}

/** Says whether the code was right. */
export async function activateTotp(code: string): Promise<boolean> {
  return firstError(await proven("POST", "/account/authenticators/totp", { code })) === null;
}

/** Says whether the server let it go: the last factor stays where a role demands one. */
export async function removeTotp(): Promise<boolean> {
  return firstError(await proven("DELETE", "/account/authenticators/totp")) === null;
}

export async function removePasskey(id: number): Promise<boolean> {
  return firstError(await proven("DELETE", "/account/authenticators/webauthn", { authenticators: [id] })) === null;
}

/** The codes not used yet; the server shows a set once. Null when it has been shown. */
export async function readRecoveryCodes(): Promise<readonly string[] | null> {
  const told = await proven<Factor>("GET", "/account/authenticators/recovery-codes");
  return told.data?.unused_codes ?? null;
}

export async function makeRecoveryCodes(): Promise<readonly string[]> {
  const told = await proven<Factor>("POST", "/account/authenticators/recovery-codes", {});
  return told.data?.unused_codes ?? [];
}
