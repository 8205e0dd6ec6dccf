import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import "dayjs/locale/zh-cn";
import { queryClient } from "../api/queryClient";
import { useLocale } from "../i18n/text";
import { router } from "./router";
import { theme, tokenVariables } from "./theme";

export function App() {
  const locale = useLocale();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokenVariables} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: locale === "en" ? "en" : "zh-cn", firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-center" limit={2} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
