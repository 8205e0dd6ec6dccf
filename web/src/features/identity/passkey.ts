import { firstError, isIn, knock } from "./door";

interface CredentialRef {
  id: string;
  type: string;
}

interface CreationJson {
  publicKey: { challenge: string; user: { id: string }; excludeCredentials?: CredentialRef[] };
}

interface RequestJson {
  publicKey: { challenge: string; allowCredentials?: CredentialRef[] };
}

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function words(buffer: ArrayBuffer | null): string {
  if (buffer === null) return "";
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function refs(list: CredentialRef[] | undefined): PublicKeyCredentialDescriptor[] {
  return (list ?? []).map((one) => ({ id: bytes(one.id), type: "public-key" }));
}

export function passkeysWork(): boolean {
  return typeof window.PublicKeyCredential === "function" && window.isSecureContext;
}

async function create(options: CreationJson): Promise<unknown> {
  const asked = options.publicKey;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: refs(asked.excludeCredentials),
    } as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential;
  const told = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: words(made.rawId),
    type: made.type,
    response: { clientDataJSON: words(told.clientDataJSON), attestationObject: words(told.attestationObject) },
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

async function get(options: RequestJson): Promise<unknown> {
  const asked = options.publicKey;
  const found = (await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: refs(asked.allowCredentials),
    } as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential;
  const told = found.response as AuthenticatorAssertionResponse;
  return {
    id: found.id,
    rawId: words(found.rawId),
    type: found.type,
    response: {
      clientDataJSON: words(told.clientDataJSON),
      authenticatorData: words(told.authenticatorData),
      signature: words(told.signature),
      userHandle: words(told.userHandle),
    },
    clientExtensionResults: found.getClientExtensionResults(),
  };
}

/** How it ended; "dismissed" when the person closed the browser's dialog. */
type PasskeyEnd = "done" | "dismissed" | "refused" | "reauthenticate";

function dismissed(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
}

/** Proves who we are at one of the passkey doors: "login", "authenticate" (second step), "reauthenticate". */
export async function provePasskey(door: "login" | "authenticate" | "reauthenticate"): Promise<PasskeyEnd> {
  const asked = await knock<{ request_options: RequestJson }>("GET", `/auth/webauthn/${door}`);
  if (asked.data?.request_options === undefined) return "refused";
  try {
    const credential = await get(asked.data.request_options);
    const answer = await knock("POST", `/auth/webauthn/${door}`, { credential });
    return isIn(answer) ? "done" : "refused";
  } catch (error) {
    if (dismissed(error)) return "dismissed";
    throw error;
  }
}

export async function addPasskey(name: string): Promise<PasskeyEnd> {
  const asked = await knock<{ creation_options: CreationJson }>("GET", "/account/authenticators/webauthn?passwordless");
  if (asked.status === 401) return "reauthenticate";
  if (asked.data?.creation_options === undefined) return "refused";
  try {
    const credential = await create(asked.data.creation_options);
    const answer = await knock("POST", "/account/authenticators/webauthn", { name, credential });
    return firstError(answer) === null ? "done" : "refused";
  } catch (error) {
    if (dismissed(error)) return "dismissed";
    throw error;
  }
}
