import type { InboxItem } from "./queries";

/** The page on which a subject is read and decided on. */
export function pageOf(item: InboxItem): string {
  return item.subject_kind === "trip" ? `/trips/${item.subject_id}` : `/expenses/reports/${item.subject_id}`;
}
