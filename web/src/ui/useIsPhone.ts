import { useMediaQuery } from "@mantine/hooks";

/** Below 48em we are a phone: tabs instead of the rail, sheets instead of side panels. */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 47.99em)", window.innerWidth < 768, { getInitialValueInEffect: false });
}
