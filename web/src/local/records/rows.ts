import type { components } from "../../api/schema";
import type { Fields, View } from "../../replica/core/types";

type Schemas = components["schemas"];

/** Rows as the server's pull serves them: the columns of its tables. */
interface PersonRow {
  readonly id: string;
  readonly name: string;
}

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly name_latin: string;
  readonly industry: string;
  readonly customer_class: Schemas["CustomerClass"];
  readonly lifecycle_stage: Schemas["LifecycleStage"];
  readonly owner_id: string;
  readonly territory_id: string | null;
  readonly city_code: string;
  readonly district: string;
  readonly address: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly position_state: Schemas["PositionState"];
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly tax_number: string;
  readonly note: string;
  readonly service_minutes: number;
  readonly visit_windows: readonly (readonly [number, number, number])[];
  readonly closures: readonly (readonly [string, string, string])[];
  readonly merged_into_id: string | null;
  readonly created_at: string;
  readonly sort_key: string;
}

interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly phone: string;
  readonly mobile: string;
  readonly email: string;
  readonly department: string;
  readonly wechat: string;
}

interface AccountContactRow {
  readonly id: string;
  readonly account_id: string;
  readonly contact_id: string;
  readonly role: Schemas["ContactRole"];
  readonly is_primary: boolean;
}

export interface OpportunityRow {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly owner_id: string;
  readonly stage_id: string;
  readonly stage_type: Schemas["StageType"];
  readonly stage_since: string;
  readonly probability_pct: number | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly close_date: string | null;
  readonly closed_at: string | null;
  readonly next_step: string;
  readonly competitor: string;
}

interface StageRow {
  readonly id: string;
  readonly pipeline_id: string;
  readonly name: string;
  readonly stage_type: Schemas["StageType"];
  readonly probability_pct: number;
  readonly rank: number;
}

export interface VisitRow {
  readonly id: string;
  readonly account_id: string;
  readonly person_id: string;
  readonly status: Schemas["VisitStatus"];
  readonly certainty: Schemas["Certainty"];
  readonly day: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly zone: string;
  readonly goal: string;
  readonly reason: string;
  readonly opportunity_id: string | null;
  readonly contact_ids: readonly string[];
  readonly plan_id: string | null;
  readonly trip_id: string | null;
  readonly set_off_at: string | null;
  readonly checked_in_at: string | null;
  readonly checked_out_at: string | null;
}

export interface VisitCheckRow {
  readonly id: string;
  readonly visit_id: string;
  readonly kind: Schemas["CheckKind"];
  readonly happened_at: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly accuracy_m: number | null;
  readonly fix_age_s: number | null;
  readonly distance_m: number | null;
  readonly grade: Schemas["CheckGrade"];
  readonly doubt: Schemas["CheckDoubt"];
}

export interface VisitReportRow {
  readonly id: string;
  readonly visit_id: string;
  readonly outcome: Schemas["Outcome"];
  readonly notes: string;
  readonly next_step: string;
  readonly next_step_due: string | null;
  readonly opportunity_id: string | null;
  readonly stage_id: string | null;
  readonly interaction_id: string | null;
  readonly next_visit_id: string | null;
  readonly reported_at: string;
}

interface RowTypes {
  readonly person: PersonRow;
  readonly account: AccountRow;
  readonly contact: ContactRow;
  readonly account_contact: AccountContactRow;
  readonly opportunity: OpportunityRow;
  readonly stage: StageRow;
  readonly visit: VisitRow;
  readonly visit_check: VisitCheckRow;
  readonly visit_report: VisitReportRow;
}

/** A row by id, as its type; the server has checked its fields. */
export function rowOf<T extends keyof RowTypes>(view: Pick<View, "row">, type: T, id: string | null): RowTypes[T] | undefined {
  return id === null ? undefined : (view.row(type, id) as RowTypes[T] | undefined);
}

/** The rows of a type whose field has a value. */
export function rowsWhere<T extends keyof RowTypes>(view: View, type: T, field: keyof RowTypes[T] & string, value: string): RowTypes[T][] {
  return view.where(type, field, value) as unknown as RowTypes[T][];
}

export function allRows<T extends keyof RowTypes>(view: View, type: T): Iterable<RowTypes[T]> {
  return view.rows(type) as Iterable<RowTypes[T]>;
}

/** A row's fields as they are stored; the other way round of `rowOf`. */
export function fieldsOf<T extends object>(row: T): Fields {
  return row as unknown as Fields;
}
