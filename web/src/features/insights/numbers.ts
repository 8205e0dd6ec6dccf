/** "3.2×": what came back per yuan, from per cent. */
export function formatTimes(percent: number): string {
  const times = percent / 100;
  return `${times >= 10 ? Math.round(times) : times.toFixed(1)}×`;
}

/** Hours with one decimal below ten. */
export function formatHours(minutes: number): string {
  const hours = minutes / 60;
  return hours < 10 && !Number.isInteger(hours) ? hours.toFixed(1) : String(Math.round(hours));
}

/** The width of a bar in per cent of the largest; a value that is there stays visible. */
export function share(value: number, largest: number): number {
  if (value <= 0 || largest <= 0) return 0;
  return Math.max(1.5, (100 * value) / largest);
}

/** "0.2%", "12%": one decimal while small. */
export function formatPart(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
}
