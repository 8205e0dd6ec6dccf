import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";
import { showDone } from "../../ui/undo";

export type StandardSet = components["schemas"]["StandardSet"];
export type Standard = components["schemas"]["StandardRecord"];

export type Season = components["schemas"]["SeasonRecord"];
export type SeasonBody = components["schemas"]["SeasonBody"];
export type Tier = components["schemas"]["Tier"];
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

export function useCityChoices() {
  return useQuery({ queryKey: ["reference", "standard-cities"], queryFn: () => answer(api.GET("/api/v1/standards/cities")) });
}

function putTier(city: string, tier: Tier) {
  return answer(api.PUT("/api/v1/standards/cities/{city_code}/tier", { params: { path: { city_code: city } }, body: { tier } }));
}

function dropSeason(id: string) {
  return answer(api.DELETE("/api/v1/standards/seasons/{season_id}", { params: { path: { season_id: id } } }));
}

function postSeason(body: SeasonBody) {
  return answer(api.POST("/api/v1/standards/seasons", { body }));
}

/** Changes that give what takes them back; said with the way back. */
function useReversible<Wish>(change: (wish: Wish) => Promise<() => Promise<unknown>>, said: (wish: Wish) => string, done?: () => void) {
  const refresh = useRefresh();
  const back = useMutation({ mutationFn: (undo: () => Promise<unknown>) => undo(), onSettled: refresh });
  return useMutation({
    mutationFn: change,
    onSuccess: (undo, wish) => {
      done?.();
      showDone(said(wish), () => back.mutate(undo));
    },
    onSettled: refresh,
  });
}

interface TierWish {
  readonly city: string;
  readonly name: string;
  readonly tier: Tier;
  readonly before: Tier;
}

export function useSetTier(said: (wish: TierWish) => string) {
  return useReversible(async ({ city, tier, before }: TierWish) => {
    await putTier(city, tier);
    return () => putTier(city, before);
  }, said);
}

export function useAddSeason(said: (body: SeasonBody) => string, done: () => void) {
  return useReversible(
    async (body: SeasonBody) => {
      const made = await postSeason(body);
      return () => dropSeason(made.id);
    },
    said,
    done,
  );
}

export function useRemoveSeason(said: (season: Season) => string) {
  return useReversible(async (season: Season) => {
    await dropSeason(season.id);
    const { name, city_code, first_month, first_day, last_month, last_day, uplift_pct } = season;
    return () => postSeason({ name, city_code, first_month, first_day, last_month, last_day, uplift_pct });
  }, said);
}
