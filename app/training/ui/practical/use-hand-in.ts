import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { Refusal } from "~/platform/refusal";
import { clearDraft } from "~/ui/form-draft";
import { hear, tell } from "~/ui/offline/channel";
import { useOffline } from "~/ui/offline/context";
import { allOf, enqueue, settle, type Waiting } from "~/ui/offline/store";
import { type HandInHere, sendPracticals } from "./hand-in";

export type Here = { id: string; note: string; photos: readonly File[]; refused: string | null };

const NOTHING = { note: "", photos: [] };

/** Handing in a practical: kept in this browser first, then sent once; without a connection it waits here. `here`: what waits or was refused; `back`: what was taken back to be changed. */
export function useHandIn(slug: string, title: string, draftKey: string) {
  const { person } = useOffline();
  const { revalidate } = useRevalidator();
  const [here, setHere] = useState<Here | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [back, setBack] = useState<{ note: string; photos: readonly File[] }>(NOTHING);
  const [busy, setBusy] = useState(false);

  const look = useCallback(async () => {
    const all: Waiting<HandInHere>[] = person === null ? [] : await allOf<HandInHere>(person, "practical").catch(() => []);
    const found = all.find(({ body }) => body.slug === slug);
    setHere(found ? { id: found.id, note: found.body.note, photos: found.body.photos, refused: found.refused ?? null } : null);
  }, [person, slug]);

  useEffect(() => {
    void look();
    if (person === null) return;
    return hear(person, (news) => {
      if (news.about === "results" && news.results.some(({ kind }) => kind === "practical")) revalidate();
      void look();
    });
  }, [person, look, revalidate]);

  /** Keep it, then send it. False: this browser keeps nothing, so the form has to go by itself. */
  const handIn = useCallback(
    async (id: string, note: string, photos: readonly File[]): Promise<boolean> => {
      if (person === null) return false;
      setBusy(true);
      setRefusals([]);
      try {
        await enqueue(person, "practical", id, { slug, title, note, photos } satisfies HandInHere);
      } catch {
        setBusy(false);
        return false;
      }
      const sent = navigator.onLine ? await sendPracticals(person, id) : ({ state: "waits" } as const);
      if (sent.state === "refused") {
        setRefusals(sent.refusals);
        await settle(person, [id]);
      } else clearDraft(draftKey);
      if (sent.state === "arrived") revalidate();
      // It waits here, and goes as soon as the same person is back.
      if (sent.state === "signed_out") window.location.assign(sent.to);
      tell(person, { about: "waiting" });
      await look();
      setBusy(false);
      return true;
    },
    [person, slug, title, draftKey, look, revalidate],
  );
  const takeBack = useCallback(async () => {
    if (person === null || here === null) return;
    await settle(person, [here.id]);
    tell(person, { about: "waiting" });
    setBack(here);
    setHere(null);
  }, [person, here]);
  return { here, refusals, back, busy, handIn, takeBack };
}
