import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

// LOOK.md's tokens, and nothing else. Shade 6 is the colour in light mode, shade 4 in dark mode.
const road: MantineColorsTuple = [
  "#E6EFEF", "#CFE1E2", "#A3C8CB", "#78B3B7", "#4FB8BF", "#2C8790", "#0B6B73", "#095C63", "#074C52", "#053B40",
];
const marker: MantineColorsTuple = [
  "#FBF0DF", "#F8E2BF", "#F4CE92", "#F2BC64", "#F0A83A", "#C77700", "#9A5B00", "#834D00", "#6B3F00", "#523000",
];
const stop: MantineColorsTuple = [
  "#FBEAE8", "#F6D3D0", "#F2B8B4", "#F3A19C", "#F28B82", "#CB4A41", "#B3261E", "#98201A", "#7D1A15", "#611410",
];
const go: MantineColorsTuple = [
  "#EFF7F2", "#CFE5D7", "#B1D8C0", "#94CFAC", "#7CC79A", "#4A9A6C", "#2E7D4F", "#276A43", "#205737", "#19442B",
];

const TOKENS = new Set(["road", "marker", "stop", "go"]);

/** Filled means the token itself with the ink that reads on it, in both schemes. */
const resolveVariant: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const name = input.color ?? input.theme.primaryColor;
  if (input.variant !== "filled" || !TOKENS.has(name)) return resolved;
  const paint = `var(--rb-${name})`;
  return { ...resolved, background: paint, hover: `color-mix(in srgb, ${paint} 88%, var(--rb-ink))`, color: "var(--rb-on-road)" };
};

export const theme = createTheme({
  variantColorResolver: resolveVariant,
  colors: { road, marker, stop, go },
  primaryColor: "road",
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  fontFamily:
    'Inter, system-ui, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "1rem", lg: "1.25rem", xl: "1.75rem" },
  lineHeights: { xs: "1.5", sm: "1.6", md: "1.6", lg: "1.4", xl: "1.25" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "8px", sm: "8px", md: "8px", lg: "8px", xl: "999px" },
  defaultRadius: "md",
  shadows: {
    xs: "none",
    sm: "none",
    md: "var(--rb-float)",
    lg: "var(--rb-float)",
    xl: "var(--rb-float)",
  },
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.25" },
      h2: { fontSize: "1.25rem", lineHeight: "1.4" },
      h3: { fontSize: "1rem", lineHeight: "1.5" },
      h4: { fontSize: "0.875rem", lineHeight: "1.5" },
    },
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "md", fw: 600 } },
    ActionIcon: { defaultProps: { size: 44, variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md", autosize: true, minRows: 3 } },
    NumberInput: { defaultProps: { size: "md" } },
    PasswordInput: { defaultProps: { size: "md" } },
    Select: { defaultProps: { size: "md", checkIconPosition: "right" } },
    MultiSelect: { defaultProps: { size: "md" } },
    Autocomplete: { defaultProps: { size: "md" } },
    DatePickerInput: { defaultProps: { size: "md" } },
    DateTimePicker: { defaultProps: { size: "md" } },
    SegmentedControl: { styles: { root: { backgroundColor: "var(--rb-fill)" } } },
    Badge: { defaultProps: { variant: "light", radius: "xl", tt: "none", fw: 600 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 180 } } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});

const light = {
  paper: "#FAF9F6", surface: "#FFFFFF", ink: "#1D2328", "ink-2": "#5B656D", line: "#E4E2DC", fill: "#EFEDE8",
  road: "#0B6B73", "on-road": "#FFFFFF", "road-soft": "#E6EFEF", "road-mid": "#9DC3C6",
  marker: "#9A5B00", "marker-mark": "#C77700", "marker-soft": "#FBF0DF",
  stop: "#B3261E", "stop-soft": "#FBEAE8", go: "#2E7D4F", "go-soft": "#EFF7F2", sea: "#E3EBEC", land: "#F3F1EB",
  float: "0 8px 28px rgba(29, 35, 40, 0.16)",
};
const dark: typeof light = {
  paper: "#14181B", surface: "#1B2125", ink: "#ECEBE7", "ink-2": "#9AA5AC", line: "#2B3338", fill: "#262D32",
  road: "#4FB8BF", "on-road": "#0E2022", "road-soft": "#1D3336", "road-mid": "#2F6B70",
  marker: "#F0A83A", "marker-mark": "#F0A83A", "marker-soft": "#33291A",
  stop: "#F28B82", "stop-soft": "#382322", go: "#7CC79A", "go-soft": "#1E3228", sea: "#122328", land: "#1D2327",
  float: "0 8px 28px rgba(0, 0, 0, 0.5)",
};

function variables(tokens: typeof light): Record<string, string> {
  const own = Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--rb-${name}`, value]));
  return {
    ...own,
    "--mantine-color-body": tokens.paper,
    "--mantine-color-text": tokens.ink,
    "--mantine-color-bright": tokens.ink,
    "--mantine-color-dimmed": tokens["ink-2"],
    "--mantine-color-placeholder": tokens["ink-2"],
    "--mantine-color-anchor": tokens.road,
    "--mantine-color-error": tokens.stop,
    "--mantine-color-default": tokens.surface,
    "--mantine-color-default-hover": tokens.fill,
    "--mantine-color-default-color": tokens.ink,
    "--mantine-color-default-border": tokens.line,
    "--mantine-color-gray-light": tokens.fill,
    "--mantine-color-gray-light-color": tokens["ink-2"],
    "--mantine-color-gray-light-hover": tokens.line,
    "--mantine-color-gray-text": tokens["ink-2"],
    "--mantine-color-road-light": tokens["road-soft"],
    "--mantine-color-road-light-color": tokens.road,
    "--mantine-color-marker-light": tokens["marker-soft"],
    "--mantine-color-marker-light-color": tokens.marker,
    "--mantine-color-stop-light": tokens["stop-soft"],
    "--mantine-color-stop-light-color": tokens.stop,
    "--mantine-color-go-light": tokens["go-soft"],
    "--mantine-color-go-light-color": tokens.go,
  };
}

export const tokenVariables: CSSVariablesResolver = () => ({
  variables: {
    "--rb-1": "4px", "--rb-2": "8px", "--rb-3": "12px", "--rb-4": "16px", "--rb-6": "24px", "--rb-8": "32px", "--rb-12": "48px",
  },
  light: variables(light),
  dark: { ...variables(dark), "--mantine-color-dark-6": dark.surface, "--mantine-color-dark-4": dark.line },
});

/** The colours a map needs as values, not variables. */
export function mapColours(scheme: "light" | "dark"): typeof light {
  return scheme === "dark" ? dark : light;
}
