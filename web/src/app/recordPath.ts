/** Where the app shows a record that search found: its own page, or the page of its parent. */
const OWN_PAGE: Readonly<Record<string, string>> = {
  account: "/customers/",
  trip: "/trips/",
  visit: "/visits/",
  expense_report: "/expenses/reports/",
};
const LISTS: Readonly<Record<string, string>> = { lead: "/leads", person: "/team", team: "/team" };

export function recordPath(type: string, id: string, parent: string | null): string {
  const own = OWN_PAGE[type];
  if (own !== undefined) return own + id;
  if (parent !== null) return `/customers/${parent}`;
  return LISTS[type] ?? "/today";
}
