/** "120 m" below one kilometre, one decimal below ten, whole kilometres above. */
export function formatDistance(metres: number): string {
  if (metres < 950) return `${Math.round(metres / 10) * 10} m`;
  const km = metres / 1000;
  return km < 9.95 ? `${km.toFixed(1)} km` : `${Math.round(km).toLocaleString("en-US")} km`;
}
