import { type Base, hasValue } from "./base";
import type { Overlay } from "./overlay";
import type { Fields, Json, Meta, View } from "./types";

/** What a device shows at this moment. The parts are asked for each time, because commits replace them. */
export class Shown implements View {
  constructor(private readonly now: { readonly meta: Meta; readonly base: Base; readonly overlay: Overlay }) {}

  get version(): number {
    return this.now.meta.version;
  }

  get complete(): boolean {
    return this.now.meta.complete;
  }

  row(type: string, id: string): Fields | undefined {
    return this.now.overlay.get(type, id);
  }

  *rows(type: string): Iterable<Fields> {
    const { base, overlay } = this.now;
    const touched = overlay.touched.get(type);
    for (const row of base.ofType(type)) if (!touched?.has(row.id)) yield row.fields;
    for (const fields of touched?.values() ?? []) if (fields !== undefined) yield fields;
  }

  where(type: string, field: string, value: Json): Fields[] {
    const { base, overlay } = this.now;
    const touched = overlay.touched.get(type);
    const found: Fields[] = [];
    for (const row of base.where(type, field, value)) if (!touched?.has(row.id)) found.push(row.fields);
    for (const fields of touched?.values() ?? [])
      if (fields !== undefined && hasValue(fields, field, value)) found.push(fields);
    return found;
  }
}
