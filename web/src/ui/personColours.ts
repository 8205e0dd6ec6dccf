/** Apart from each other for most eyes, readable on the light and the dark map. A name goes with each. */
const COLOURS = ["#2f6fb3", "#b3541e", "#2b8a57", "#8a4fb0", "#a8770a", "#b8375a", "#1f8a93", "#6b6f2a", "#5a5fc4", "#8c5a3c"] as const;

/** The colour of the n-th person of a team on its map. */
export function personColour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0];
}
