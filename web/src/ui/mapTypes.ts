import type { Tone } from "./tone";

export interface MapPoint {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly name: string;
  readonly tone?: Tone;
}

export interface MapPin {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  /** A number, a letter or an icon's name: what stands in the pin. */
  readonly mark: string;
  readonly name: string;
  readonly tone?: Tone;
  /** Filled: the next one. */
  readonly strong?: boolean;
  /** Whose it is, instead of the tone; see `personColour`. */
  readonly colour?: string;
}

export interface MapRoute {
  readonly id: string;
  /** [longitude, latitude] in order. */
  readonly line: readonly (readonly [number, number])[];
  readonly tone?: Tone;
  /** Already driven, or given up. */
  readonly dotted?: boolean;
  /** Whose it is, instead of the tone; see `personColour`. */
  readonly colour?: string;
}

export interface MapViewProps {
  /** Read by screen readers: what the map shows. The same facts must be in the page as text. */
  label: string;
  /** Many: clustered, 50,000 stay fluid. */
  points?: readonly MapPoint[];
  /** Few: each its own marker. */
  pins?: readonly MapPin[];
  routes?: readonly MapRoute[];
  /** Where the person is, with the accuracy in metres. */
  here?: { lat: number; lon: number } | undefined;
  onSelect?: (id: string) => void;
  /** Makes the pin movable: by dragging it, or by tapping the map. */
  onPlace?: (place: { lat: number; lon: number }) => void;
  height?: number | string;
  /** Changes when the view should fit its content again. */
  fitKey?: string;
}
