import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Profile = Schemas["ProfileRecord"];
type ProfileBody = Schemas["TravelProfileBody"];
export type Hotel = Schemas["HotelRecord"];
export type HotelBody = Schemas["HotelBody"];

export type Way = Schemas["TravelWay"];

export const WAYS: readonly Way[] = ["car", "rides", "best"];

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export function profileQuery(personId: string) {
  return queryOptions({
    queryKey: ["travel_profile", personId],
    queryFn: () => answer(api.GET("/api/v1/planning/profiles/{person_id}", { params: { path: { person_id: personId } } })),
  });
}

export function saveProfile(personId: string, body: ProfileBody) {
  return answer(api.PUT("/api/v1/planning/profiles/{person_id}", { params: { path: { person_id: personId } }, body }));
}

export const hotelsQuery = queryOptions({
  queryKey: ["hotel", "all"],
  queryFn: () => answer(api.GET("/api/v1/planning/hotels", { params: { query: { city: [] } } })),
});

export function saveHotel(id: string | null, body: HotelBody) {
  return id === null
    ? answer(api.POST("/api/v1/planning/hotels", { body }))
    : answer(api.PUT("/api/v1/planning/hotels/{hotel_id}", { params: { path: { hotel_id: id } }, body }));
}

export function removeHotel(id: string) {
  return answer(api.DELETE("/api/v1/planning/hotels/{hotel_id}", { params: { path: { hotel_id: id } } }));
}

export const placesQuery = queryOptions({
  queryKey: ["reference", "cities"],
  staleTime: 24 * 3600 * 1000,
  queryFn: () => answer(api.GET("/api/v1/customers/accounts/cities")),
});

/** 510 → "08:30". */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** "08:30" → 510; null for anything else. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** The body that leaves a profile as it is; null when it has no start yet. */
export function bodyOf(profile: Profile): ProfileBody | null {
  if (profile.start === null) return null;
  return {
    start_name: profile.start_name,
    start_lat: profile.start.lat,
    start_lon: profile.start.lon,
    hours: [...(profile.hours ?? [])],
    break_from_minute: profile.break_from_minute ?? 0,
    break_until_minute: profile.break_until_minute ?? 0,
    break_minutes: profile.break_minutes ?? 0,
    max_visits: profile.max_visits ?? 1,
    max_drive_minutes: profile.max_drive_minutes ?? 0,
    hour_cost_minor: profile.hour_cost_minor ?? 0,
    way: profile.way,
  };
}
