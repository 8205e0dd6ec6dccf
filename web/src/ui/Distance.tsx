import { formatDistance } from "../lib/distance";

export function Distance({ metres }: { metres: number }) {
  return <span style={{ whiteSpace: "nowrap" }}>{formatDistance(metres)}</span>;
}
