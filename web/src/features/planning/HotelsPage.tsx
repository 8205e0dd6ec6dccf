import { Button, Switch, TextInput } from "@mantine/core";
import { IconBed } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { hasRole, useMe } from "../../api/session";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { MoneyInput } from "../../ui/MoneyInput";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { PlaceField } from "./PlaceField";
import { type Hotel, type HotelBody, hotelsQuery, removeHotel, saveHotel } from "./travel";
import classes from "./Travel.module.css";
import { useText } from "./text";

/** The hotels that plans choose from, by city. */
export default function HotelsPage() {
  const t = useText();
  const hotels = useQuery(hotelsQuery);
  const keeps = hasRole(useMe(), "manager", "finance", "admin");
  const [open, setOpen] = useState<Hotel | "new" | null>(null);
  const cities = [...new Set((hotels.data ?? []).map((hotel) => hotel.city_name))];
  const add = <Button onClick={() => setOpen("new")}>{t("hotels.add")}</Button>;
  return (
    <Page title={t("hotels")} subtitle={t("hotels.hint")} back="/plan" width="narrow" {...(keeps ? { primary: add } : {})}>
      {hotels.isPending && <ListSkeleton />}
      {hotels.isError && <ProblemNotice error={hotels.error} retry={() => void hotels.refetch()} />}
      {hotels.data?.length === 0 && <EmptyState icon={IconBed} title={t("hotels.none")} hint={t("hotels.none.hint")} />}
      {cities.map((city) => (
        <Section key={city} title={city}>
          {hotels.data
            ?.filter((hotel) => hotel.city_name === city)
            .map((hotel) => (
              <RecordCard
                key={hotel.id}
                title={hotel.name}
                facts={hotel.address}
                aside={
                  <span className={classes.aside}>
                    <Money minor={hotel.price_minor} currency={hotel.currency} />
                    {hotel.is_preferred && <StatusBadge tone="road" word={t("hotels.preferred")} />}
                  </span>
                }
                {...(keeps ? { onOpen: () => setOpen(hotel) } : {})}
              />
            ))}
        </Section>
      ))}
      {open !== null && <HotelSheet key={open === "new" ? "new" : open.id} hotel={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

interface HotelDraft {
  name: string;
  city_code: string;
  address: string;
  place: { lat: number; lon: number } | null;
  price_minor: number | null;
  is_preferred: boolean;
}

function draftOf(hotel: Hotel | null): HotelDraft {
  if (hotel === null) return { name: "", city_code: "", address: "", place: null, price_minor: null, is_preferred: false };
  const { name, city_code, address, position, price_minor, is_preferred } = hotel;
  return { name, city_code, address, place: position, price_minor, is_preferred };
}

function hotelBody(draft: HotelDraft): HotelBody | null {
  const { place, price_minor, ...rest } = draft;
  if (place === null || price_minor === null || rest.city_code === "" || rest.name.trim() === "") return null;
  return { ...rest, lat: place.lat, lon: place.lon, price_minor, currency: "CNY" };
}

function HotelSheet({ hotel, onClose }: { hotel: Hotel | null; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const before = hotelBody(draftOf(hotel));
  const draft = useDraft(`hotel:${hotel?.id ?? "new"}`, draftOf(hotel));
  const form = draft.value;
  const body = hotelBody(form);
  const again = () => client.invalidateQueries({ queryKey: ["hotel"] });
  const back = useMutation({ mutationFn: (undo: () => Promise<unknown>) => undo(), onSettled: again });
  const write = useMutation({
    mutationFn: (act: () => Promise<() => Promise<unknown>>) => act(),
    onSuccess: (undo) => {
      draft.discard();
      onClose();
      showDone(t("hotels.done"), () => back.mutate(undo));
    },
    onSettled: again,
  });
  const problem = write.error instanceof Problem ? write.error : null;
  const save = () =>
    body !== null &&
    write.mutate(async () => {
      const saved = await saveHotel(hotel?.id ?? null, body);
      return () => (hotel === null || before === null ? removeHotel(saved.id) : saveHotel(hotel.id, before));
    });
  const remove = (one: Hotel) =>
    write.mutate(async () => {
      await removeHotel(one.id);
      return () => (before === null ? Promise.resolve() : saveHotel(null, before));
    });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={hotel?.name ?? t("hotels.add")}
      footer={
        <>
          {hotel !== null && (
            <Button variant="subtle" color="stop" onClick={() => remove(hotel)}>
              {t("hotels.remove")}
            </Button>
          )}
          <Button disabled={body === null} loading={write.isPending} onClick={save}>
            {t("hotels.save")}
          </Button>
        </>
      }
    >
      <DraftNote draft={draft} />
      <div className={classes.fields}>
        <TextInput label={t("hotels.name")} data-autofocus maxLength={120} value={form.name} error={problem?.field("name")} onChange={(event) => draft.set({ name: event.currentTarget.value })} />
        <MoneyInput label={t("hotels.price")} value={form.price_minor} onChange={(price_minor) => draft.set({ price_minor })} />
        <PlaceField label={form.name || t("hotels.name")} place={form.place} city={form.city_code} onCity={(city_code) => draft.set({ city_code })} onChange={(place) => draft.set({ place })} />
        <TextInput label={t("hotels.address")} maxLength={240} value={form.address} onChange={(event) => draft.set({ address: event.currentTarget.value })} />
        <Switch size="md" label={t("hotels.preferred")} description={t("hotels.preferred.hint")} checked={form.is_preferred} onChange={(event) => draft.set({ is_preferred: event.currentTarget.checked })} />
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
