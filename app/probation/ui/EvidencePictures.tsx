import X from "lucide-react/icons/x";
import { useState } from "react";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { FileInput } from "~/ui/FileInput";
import { probationMessages } from "../messages";
import { sheetMessages } from "../messages.sheet";
import { PICTURES_PER_ITEM } from "../draft";
import type { DraftKeeper } from "./draft-keeper";

const PICTURE_BYTES = 8_000_000;

type EvidenceProps = { personId: string; item: { slug: string; evidence: string }; fileIds: readonly string[]; keeper: DraftKeeper };

/** The pictures of an item: sent as soon as they are chosen, removable until the submission. */
export function EvidencePictures({ personId, item, fileIds, keeper }: EvidenceProps) {
  const t = useT(sheetMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(probationMessages);
  const [round, setRound] = useState(0);
  const [sending, setSending] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const add = async (picture: File | null) => {
    setWrong(null);
    if (!picture) return;
    setSending(true);
    const arrived = await keeper.addPicture(item.slug, picture, newId());
    setSending(false);
    const [refusal] = keeper.view().refusals;
    if (!arrived) setWrong(refusal ? say(`refusal.${refusal.code}`, refusal.params) : t("item.picture_failed"));
    // A fresh input lets the same camera be used again.
    setRound((n) => n + 1);
  };

  return (
    <div className="min-w-0">
      {fileIds.length > 0 && (
        <ul className="mb-3 flex flex-wrap gap-3">
          {fileIds.map((fileId, index) => (
            <li key={fileId} className="relative">
              <a href={`/probation/${personId}/evidence/${fileId}`} target="_blank" rel="noopener">
                <img
                  src={`/probation/${personId}/evidence/${fileId}`}
                  alt={t("item.picture_alt", { n: index + 1 })}
                  width={96}
                  height={96}
                  className="size-24 rounded-box border border-line bg-sunken object-cover"
                />
              </a>
              <form method="post">
                <input type="hidden" name="intent" value="remove_picture" />
                <input type="hidden" name="item" value={item.slug} />
                <button
                  type="submit"
                  name="fileId"
                  value={fileId}
                  aria-label={t("item.picture_remove", { n: index + 1 })}
                  onClick={(event) => {
                    event.preventDefault();
                    void keeper.removePicture(item.slug, fileId);
                  }}
                  className="absolute -end-2 -top-2 flex size-8 items-center justify-center rounded-full border border-line-strong bg-surface text-muted hover:text-ink"
                >
                  <X aria-hidden className="size-4" />
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {fileIds.length < PICTURES_PER_ITEM && (
        <form method="post" encType="multipart/form-data">
          <input type="hidden" name="item" value={item.slug} />
          <FileInput
            key={round}
            name="picture"
            label={t(item.evidence === "required" ? "item.picture_required" : "item.picture")}
            picture
            maxBytes={PICTURE_BYTES}
            error={wrong}
            disabled={sending}
            onPick={(file) => void add(file)}
          />
          <noscript>
            <Button type="submit" name="intent" value="add_picture">
              {t("item.save")}
            </Button>
          </noscript>
        </form>
      )}
      {sending && (
        <p role="status" className="mt-1.5 text-sm text-muted">
          {t("item.picture_sending")}
        </p>
      )}
    </div>
  );
}
