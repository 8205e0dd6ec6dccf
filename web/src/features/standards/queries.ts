import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

export type StandardSet = components["schemas"]["StandardSet"];
export type Standard = components["schemas"]["StandardRecord"];

type StandardBody = components["schemas"]["StandardBody"];

const KEY = "travel_standard";

export function useStandards() {
  return useQuery({
    queryKey: [KEY, "set"],
    ...live("city_tier", "season", "per_diem_rate", "mileage_rate", "grade"),
    queryFn: () => answer(api.GET("/api/v1/standards")),
  });
}

export function useGrades() {
  return useQuery({ queryKey: ["grade", "list"], queryFn: () => answer(api.GET("/api/v1/identity/grades")) });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [KEY] });
}

export function useInstall() {
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/standards/template", { body: { template: "china-company" } })),
    onSettled: useRefresh(),
  });
}

export function useSaveStandard(row: Standard | null) {
  return useMutation({
    mutationFn: (body: StandardBody) =>
      row === null
        ? answer(api.POST("/api/v1/standards/rows", { body }))
        : answer(
            api.PUT("/api/v1/standards/rows/{standard_id}", { params: { path: { standard_id: row.id } }, body: { ...body, version: row.version } }),
          ),
    onSettled: useRefresh(),
  });
}

export function useRemoveStandard() {
  return useMutation({
    mutationFn: (row: Standard) => answer(api.DELETE("/api/v1/standards/rows/{standard_id}", { params: { path: { standard_id: row.id } } })),
    onSettled: useRefresh(),
  });
}

export function useSaveRates() {
  return useMutation({
    mutationFn: async ({ day, km, from }: { day: number; km: number; from: string }) => {
      await answer(api.PUT("/api/v1/standards/per-diem", { body: { city_code: "", day_minor: day } as components["schemas"]["PerDiemBody"] }));
      await answer(api.PUT("/api/v1/standards/mileage", { body: { valid_from: from, per_km_minor: km } }));
    },
    onSettled: useRefresh(),
  });
}
