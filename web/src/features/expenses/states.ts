import type { Icon } from "@tabler/icons-react";
import {
  IconBed, IconBus, IconCar, IconCash, IconGlass, IconParking, IconPlane, IconReceipt, IconRoad, IconTrain,
} from "@tabler/icons-react";
import type { Tone } from "../../ui/tone";
import type { Category, ExpenseState, InvoiceState, ReportState } from "./queries";

export const LINE_TONE: Record<ExpenseState, Tone> = {
  draft: "plain",
  submitted: "road",
  approved: "go",
  refused: "stop",
  posted: "go",
  partly_paid: "marker",
  paid: "go",
  reversed: "plain",
};

export const REPORT_TONE: Record<ReportState, Tone> = {
  draft: "plain",
  submitted: "road",
  returned: "stop",
  approved: "go",
  posted: "go",
  partly_paid: "marker",
  paid: "go",
};

export const INVOICE_TONE: Record<InvoiceState, Tone> = {
  unused: "plain",
  in_use: "road",
  used: "go",
  posted: "go",
  reversed: "stop",
};

export const CATEGORY_ICON: Record<Category, Icon> = {
  lodging: IconBed,
  rail: IconTrain,
  air: IconPlane,
  road: IconBus,
  mileage: IconCar,
  tolls: IconRoad,
  local: IconParking,
  per_diem: IconCash,
  entertainment: IconGlass,
  other: IconReceipt,
};
