import { queryOptions } from "@tanstack/react-query";
import { answer, api, request } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Station = Schemas["StationRecord"];
export type Connection = Schemas["Connection"];
export type TimetableImport = Schemas["TimetableImport"];

export const stationsQuery = queryOptions({
  queryKey: ["station", "all"],
  queryFn: () => answer(api.GET("/api/v1/planning/stations")),
});

export function connectionsQuery(from: string, to: string, day: string) {
  return queryOptions({
    queryKey: ["timetable_service", from, to, day],
    enabled: from !== "" && to !== "" && day !== "",
    queryFn: () => answer(api.GET("/api/v1/planning/connections", { params: { query: { from_city: from, to_city: to, day } } })),
  });
}

export type FileKind = "stations" | "timetable";

export function importFile(kind: FileKind, file: File, dryRun: boolean): Promise<TimetableImport> {
  const form = new FormData();
  form.append("file", file);
  return request("POST", `/api/v1/planning/${kind}/import?dry_run=${String(dryRun)}`, form);
}

const TEMPLATES = {
  "zh-Hans": {
    stations: '站名,城市,类型,坐标\n上海虹桥,上海,铁路,"31.1942,121.3157"\n杭州东,杭州,铁路,"30.2936,120.2084"\n',
    timetable: "车次,出发站,到达站,出发时间,到达时间,星期,票价,有效期自,有效期至\nG7301,上海虹桥,杭州东,07:30,08:22,工作日,二等座:73/一等座:117.5,2026-11-01,2027-01-31\nD905,上海虹桥,杭州东,23:50,01:40+1,每天,,2026-11-01,2027-01-31\n",
  },
  en: {
    stations: 'name,city,mode,position\n上海虹桥,上海,rail,"31.1942,121.3157"\n杭州东,杭州,rail,"30.2936,120.2084"\n',
    timetable: "code,from,to,departs,arrives,days,prices,valid_from,valid_until\nG7301,上海虹桥,杭州东,07:30,08:22,workdays,二等座:73/一等座:117.5,2026-11-01,2027-01-31\nD905,上海虹桥,杭州东,23:50,01:40+1,daily,,2026-11-01,2027-01-31\n",
  },
} as const;

/** A file to start from, readable by Excel in both languages. */
export function templateOf(kind: FileKind, locale: keyof typeof TEMPLATES): string {
  return `\uFEFF${TEMPLATES[locale][kind]}`;
}
