import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Undo } from "./useWrite";
import type { Contact, KeyDate, Tag } from "./words";

type Schemas = components["schemas"];
export type MemberRole = Schemas["MemberRole"];
export type ContactRole = Schemas["ContactRole"];
type ContactValues = Partial<Schemas["ContactValuesBody"]>;
export type NewKeyDate = Schemas["KeyDateBody"];
type NewContract = Partial<Schemas["ContractValuesBody"]>;
type AccountValues = Partial<Schemas["AccountValuesBody"]>;
type NewOrder = Schemas["NewOrderBody"];
type Place = Schemas["PositionBody"] | null;

const of = (accountId: string) => ({ path: { account_id: accountId } });
const withContact = (accountId: string, contactId: string) => ({ path: { account_id: accountId, contact_id: contactId } });

function patchAccount(accountId: string, values: AccountValues, seen: number | null) {
  return answer(
    api.PATCH("/api/v1/customers/accounts/{account_id}", {
      params: of(accountId),
      body: { values: values as Schemas["AccountValuesBody"], seen_version: seen },
    }),
  );
}

/** Changes the given fields; refused when the record is no longer the one that was seen. */
export async function changeAccount(accountId: string, values: AccountValues, before: AccountValues, seen: number): Promise<Undo> {
  await patchAccount(accountId, values, seen);
  return () => patchAccount(accountId, before, null);
}

function putTags(accountId: string, tagIds: readonly string[]) {
  return answer(api.PUT("/api/v1/customers/accounts/{account_id}/tags", { params: of(accountId), body: { tag_ids: [...tagIds] } }));
}

/** Leaves exactly the tags of these names; a new name makes a new tag. */
export async function tagAccount(accountId: string, names: readonly string[], known: readonly Tag[], before: readonly string[]): Promise<Undo> {
  const ids: string[] = [];
  for (const name of names) {
    const found = known.find((tag) => tag.name === name);
    ids.push(found?.id ?? (await answer(api.POST("/api/v1/customers/tags", { body: { name } }))).id);
  }
  await putTags(accountId, ids);
  return () => putTags(accountId, before);
}

function putFields(accountId: string, values: Record<string, string>) {
  return answer(api.PUT("/api/v1/customers/accounts/{account_id}/fields", { params: of(accountId), body: { values } }));
}

export async function fillFields(accountId: string, values: Record<string, string>, before: Record<string, string>): Promise<Undo> {
  await putFields(accountId, values);
  return () => putFields(accountId, before);
}

export async function addKeyDate(accountId: string, values: NewKeyDate, contactId: string | null): Promise<Undo> {
  const made = await answer(
    api.POST("/api/v1/customers/accounts/{account_id}/key-dates", { params: of(accountId), body: { values, contact_id: contactId } }),
  );
  return () => dropKeyDate(made.id);
}

function dropKeyDate(id: string) {
  return answer(api.DELETE("/api/v1/customers/accounts/key-dates/{key_date_id}", { params: { path: { key_date_id: id } } }));
}

export async function removeKeyDate(accountId: string, date: KeyDate, contactId: string | null): Promise<Undo> {
  await dropKeyDate(date.id);
  const { kind, title, calendar, year, month, day, repeats_yearly } = date;
  const values = { kind, title, calendar, year, month, day, repeats_yearly } as NewKeyDate;
  return () => addKeyDate(accountId, values, contactId);
}

export async function recordContract(accountId: string, values: NewContract): Promise<null> {
  await answer(
    api.POST("/api/v1/customers/accounts/{account_id}/contracts", { params: of(accountId), body: values as Schemas["ContractValuesBody"] }),
  );
  return null;
}

export async function recordOrder(body: NewOrder): Promise<null> {
  await answer(api.POST("/api/v1/customers/orders", { body }));
  return null;
}

function putOwner(accountId: string, ownerId: string) {
  return answer(api.PUT("/api/v1/customers/accounts/{account_id}/owner", { params: of(accountId), body: { owner_id: ownerId } }));
}

export async function handOver(accountId: string, ownerId: string, before: string): Promise<Undo> {
  await putOwner(accountId, ownerId);
  return () => putOwner(accountId, before);
}

function putMember(accountId: string, personId: string, role: MemberRole) {
  return answer(
    api.POST("/api/v1/customers/accounts/{account_id}/members", { params: of(accountId), body: { person_id: personId, role } }),
  );
}

function dropMember(accountId: string, personId: string) {
  return answer(
    api.DELETE("/api/v1/customers/accounts/{account_id}/members/{person_id}", {
      params: { path: { account_id: accountId, person_id: personId } },
    }),
  );
}

/** Lets a colleague take part, changes their role, or (null) ends their part. */
export async function setMember(accountId: string, personId: string, role: MemberRole | null, before: MemberRole | null): Promise<Undo> {
  const set = (wanted: MemberRole | null) =>
    wanted === null ? dropMember(accountId, personId) : putMember(accountId, personId, wanted);
  await set(role);
  return () => set(before);
}

function putPlace(accountId: string, position: Place) {
  return answer(api.PUT("/api/v1/customers/accounts/{account_id}/position", { params: of(accountId), body: { position } }));
}

export async function placeAccount(accountId: string, position: Place, before: Place): Promise<Undo> {
  await putPlace(accountId, position);
  return () => putPlace(accountId, before);
}

function putLink(accountId: string, contactId: string, role: ContactRole, isPrimary: boolean) {
  return answer(
    api.PUT("/api/v1/customers/accounts/{account_id}/contacts/{contact_id}", {
      params: withContact(accountId, contactId),
      body: { role, is_primary: isPrimary },
    }),
  );
}

function unlink(accountId: string, contactId: string) {
  return answer(
    api.DELETE("/api/v1/customers/accounts/{account_id}/contacts/{contact_id}", { params: withContact(accountId, contactId) }),
  );
}

export async function addContact(accountId: string, values: ContactValues, role: ContactRole, isPrimary: boolean): Promise<Undo> {
  const made = await answer(
    api.POST("/api/v1/customers/accounts/{account_id}/contacts", {
      params: of(accountId),
      body: { values: values as Schemas["ContactValuesBody"], role, is_primary: isPrimary },
    }),
  );
  return () => unlink(accountId, made.id);
}

function patchContact(contactId: string, values: ContactValues) {
  return answer(
    api.PATCH("/api/v1/customers/accounts/contacts/{contact_id}", {
      params: { path: { contact_id: contactId } },
      body: values as Schemas["ContactValuesBody"],
    }),
  );
}

export async function changeContact(
  accountId: string, before: Contact, values: ContactValues, role: ContactRole, isPrimary: boolean,
): Promise<Undo> {
  const wasRole = before.role ?? "other";
  const wasPrimary = before.is_primary ?? false;
  const relinks = role !== wasRole || isPrimary !== wasPrimary;
  const names = Object.keys(values) as (keyof ContactValues)[];
  const was = Object.fromEntries(names.map((name) => [name, name === "mobile" ? before.phone : (before[name as "name"] ?? "")]));
  if (names.length > 0) await patchContact(before.id, values);
  if (relinks) await putLink(accountId, before.id, role, isPrimary);
  return async () => {
    if (names.length > 0) await patchContact(before.id, was);
    if (relinks) await putLink(accountId, before.id, wasRole, wasPrimary);
  };
}

export async function removeContact(accountId: string, contact: Contact): Promise<Undo> {
  await unlink(accountId, contact.id);
  return () => putLink(accountId, contact.id, contact.role ?? "other", contact.is_primary ?? false);
}

/** Puts the pin where the geocoder suggests; taking it back leaves only the city known. */
export async function acceptPlace(accountId: string): Promise<Undo> {
  await answer(api.POST("/api/v1/customers/positions/{account_id}/accept", { params: of(accountId) }));
  return () => answer(api.PUT("/api/v1/customers/accounts/{account_id}/position", { params: of(accountId), body: { position: null } }));
}

function putFindable(accountId: string, isUnfindable: boolean) {
  return answer(api.PUT("/api/v1/customers/positions/{account_id}/unfindable", { params: of(accountId), body: { is_unfindable: isUnfindable } }));
}

/** Says that a customer cannot be found, or lets it be searched again. */
export async function judgeFindable(accountId: string, isUnfindable: boolean): Promise<Undo> {
  await putFindable(accountId, isUnfindable);
  return () => putFindable(accountId, !isUnfindable);
}
