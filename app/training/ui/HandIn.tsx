import { useFetcher } from "@remix-run/react";
import { type FormEvent, useEffect, useState } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import { useOffline } from "~/ui/offline/context";
import { trainingMessages } from "../messages";
import { submissionRefusal } from "../rules";
import type { ActivityStatus } from "../unlocking";
import { PhotoPicker } from "./PhotoPicker";
import { type Here, useHandIn } from "./practical/use-hand-in";

type HandInProps = {
  draftKey: string;
  slug: string;
  title: string;
  status: ActivityStatus;
  photos: { min: number; max: number };
};

/** The hand-in of a practical. Without a connection it waits in this browser, and says so in the form's place. */
export function HandIn({ draftKey, slug, title, status, photos }: HandInProps) {
  const t = useT(trainingMessages);
  const { person } = useOffline();
  const { here, refusals, back, busy, handIn, takeBack } = useHandIn(slug, title, draftKey);
  // Where nothing can be kept, the form goes by itself; through a fetcher the chosen photos stay where they are when something is refused.
  const fetcher = useFetcher<{ refusals: Refusal[] }>();
  const [found, setFound] = useState<Refusal | null>(null);
  const label = t(status === "returned" ? "practical.hand_in_again" : "practical.hand_in");
  if (here) return <Waits here={here} onBack={() => void takeBack()} />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (person === null) return;
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    const given = values.getAll("photos").filter((file): file is File => typeof file !== "string" && file.size > 0);
    const said = String(values.get("note") ?? "").trim();
    // What would be refused hours later is said now.
    const refusal = submissionRefusal("open", { given: given.length, ...photos }, said);
    setFound(refusal);
    if (refusal || busy) return;
    void handIn(String(values.get("submissionId")), said, given).then((isKept) => {
      if (!isKept) fetcher.submit(values, { method: "post", action: `/learn/${slug}`, encType: "multipart/form-data" });
    });
  };
  const refused = found ? [found] : refusals.length > 0 ? refusals : fetcher.data?.refusals;
  return (
    <Card title={label} raised>
      <Form
        fetcher={fetcher}
        action={`/learn/${slug}`}
        encType="multipart/form-data"
        messages={trainingMessages}
        refusals={refused}
        draftKey={draftKey}
        keepsOffline
        onSubmit={submit}
        className="grid gap-5"
      >
        <input type="hidden" name="intent" value="practical" />
        <PhotoPicker name="photos" min={photos.min} max={photos.max} initial={back.photos} />
        <TextArea
          name="note"
          label={t("practical.note")}
          hint={t("practical.note_hint")}
          defaultValue={back.note}
          optional
          maxLength={2000}
          rows={3}
        />
        <div>
          <Button type="submit" variant="primary" pending={busy || undefined}>
            {label}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Waits({ here, onBack }: { here: Here; onBack: () => void }) {
  const t = useT(trainingMessages);
  const { away, send } = useOffline();
  const [urls, setUrls] = useState<readonly string[]>([]);
  useEffect(() => {
    const made = here.photos.map((photo) => URL.createObjectURL(photo));
    setUrls(made);
    return () => made.forEach((url) => URL.revokeObjectURL(url));
  }, [here.photos]);
  return (
    <Notice tone={here.refused ? "blocked" : "waiting"} title={t(here.refused ? "practical.here_refused" : "practical.here_title")}>
      <p>{here.refused ? t(`refusal.${here.refused}` as "refusal.locked") : t("practical.here", { count: here.photos.length })}</p>
      <ul className="mt-3 grid grid-cols-3 gap-2 sm:grid-cols-4">
        {urls.map((url, i) => (
          <li key={url}>
            <img
              src={url}
              alt={t("practical.photos_preview", { n: i + 1 })}
              className="aspect-square w-full rounded-box border border-line bg-sunken object-cover"
            />
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {!away && !here.refused && <Button onClick={() => void send().catch(() => undefined)}>{t("practical.here_send")}</Button>}
        <Button onClick={onBack}>{t("practical.here_back")}</Button>
      </div>
    </Notice>
  );
}
