import { addDays, dayOf, formatTime, instantOf, today } from "../../lib/dates";
import type { City, Trip, TripBody } from "./queries";

type Mode = Trip["segments"][number]["mode"];

export interface SegmentValues {
  readonly mode: Mode;
  readonly origin: string;
  readonly destination: string;
  readonly leaveDay: string;
  readonly leaveTime: string;
  readonly arriveDay: string;
  readonly arriveTime: string;
  readonly km: string;
  readonly fare: number | null;
  readonly tolls: number | null;
  readonly travelClass: string;
}

export interface StayValues {
  readonly city: string;
  readonly hotel: string;
  readonly firstNight: string;
  readonly nights: string;
  readonly price: number | null;
}

export interface TripValues {
  readonly title: string;
  readonly purpose: string;
  readonly segments: readonly SegmentValues[];
  readonly stays: readonly StayValues[];
  readonly companions: readonly { id: string; name: string }[];
}

export function emptySegment(before: SegmentValues | undefined): SegmentValues {
  const day = before?.arriveDay ?? addDays(today(), 7);
  return {
    mode: before?.mode ?? "rail",
    origin: before?.destination ?? "",
    destination: before?.origin ?? "",
    leaveDay: day,
    leaveTime: "09:00",
    arriveDay: day,
    arriveTime: "12:00",
    km: "",
    fare: null,
    tolls: null,
    travelClass: "",
  };
}

export function emptyStay(values: TripValues): StayValues {
  const first = values.segments[0];
  return { city: first?.destination ?? "", hotel: "", firstNight: first?.arriveDay ?? addDays(today(), 7), nights: "1", price: null };
}

export function emptyTrip(): TripValues {
  return { title: "", purpose: "", segments: [emptySegment(undefined)], stays: [], companions: [] };
}

export function valuesOf(trip: Trip): TripValues {
  return {
    title: trip.title,
    purpose: trip.purpose,
    segments: trip.segments.map((segment) => ({
      mode: segment.mode,
      origin: segment.origin_name,
      destination: segment.destination_name,
      leaveDay: dayOf(segment.departs_at, segment.departs_zone),
      leaveTime: formatTime(segment.departs_at, segment.departs_zone),
      arriveDay: dayOf(segment.arrives_at, segment.arrives_zone),
      arriveTime: formatTime(segment.arrives_at, segment.arrives_zone),
      km: segment.distance_m > 0 ? String(Math.round(segment.distance_m / 1000)) : "",
      fare: segment.fare_minor || null,
      tolls: segment.tolls_minor || null,
      travelClass: segment.travel_class,
    })),
    stays: trip.stays.map((stay) => ({
      city: stay.city_name,
      hotel: stay.hotel_name,
      firstNight: stay.first_night,
      nights: String(stay.nights),
      price: stay.night_minor,
    })),
    companions: trip.companion_ids.map((id, index) => ({ id, name: trip.companion_names[index] ?? "" })),
  };
}

/** What the form says, with what it does not show (visits, exact metres, hotels, hours) kept from the trip. */
export function bodyOf(values: TripValues, cities: readonly City[], trip: Trip | null): TripBody {
  const code = (name: string) => cities.find((city) => city.name === name.trim() || city.name_en === name.trim())?.code ?? "";
  return {
    title: values.title,
    purpose: values.purpose,
    segments: values.segments.map((segment, index) => {
      const before = trip?.segments[index];
      const metres = Math.round(Number(segment.km || "0") * 1000);
      const same = before !== undefined && Math.round(before.distance_m / 1000) * 1000 === metres;
      const zones = { departs_zone: before?.departs_zone ?? "Asia/Shanghai", arrives_zone: before?.arrives_zone ?? "Asia/Shanghai" };
      return {
        mode: segment.mode,
        origin_code: code(segment.origin) || (before?.origin_name === segment.origin ? before.origin_code : ""),
        origin_name: segment.origin,
        destination_code: code(segment.destination) || (before?.destination_name === segment.destination ? before.destination_code : ""),
        destination_name: segment.destination,
        departs_at: instantOf(segment.leaveDay, segment.leaveTime, zones.departs_zone),
        arrives_at: instantOf(segment.arriveDay, segment.arriveTime, zones.arrives_zone),
        ...zones,
        distance_m: same ? before.distance_m : metres,
        fare_minor: segment.fare ?? 0,
        tolls_minor: segment.tolls ?? 0,
        travel_class: segment.travelClass,
      };
    }),
    stays: values.stays.map((stay) => {
      const before = trip?.stays.find((known) => known.hotel_name === stay.hotel && known.city_name === stay.city);
      return {
        city_code: code(stay.city) || (before?.city_code ?? ""),
        city_name: stay.city,
        hotel_id: before?.hotel_id ?? null,
        hotel_name: stay.hotel,
        first_night: stay.firstNight,
        nights: Number(stay.nights || "1"),
        night_minor: stay.price ?? 0,
      };
    }),
    stops: (trip?.stops ?? []).map(({ account_name: _, ...stop }) => stop),
    companion_ids: values.companions.map((person) => person.id),
    work_minutes: trip?.work_minutes ?? 0,
  };
}
