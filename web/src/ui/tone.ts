/** What a colour may mean. It never speaks alone: a word or an icon goes with it. */
export type Tone = "plain" | "road" | "marker" | "stop" | "go";
