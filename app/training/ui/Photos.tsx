import { useT } from "~/platform/use-locale";
import { Picture } from "~/ui/Picture";
import { trainingMessages } from "../messages";

/** The photos of one attempt, each a link to itself. */
export function Photos({ fileIds, attempt }: { fileIds: readonly string[]; attempt: number }) {
  const t = useT(trainingMessages);
  if (fileIds.length === 0) return <p className="text-sm text-muted">{t("practical.no_photos")}</p>;
  return (
    <ul className="grid max-w-md grid-cols-3 gap-2 sm:grid-cols-4">
      {fileIds.map((id, i) => (
        <li key={id}>
          <Picture src={`/files/${id}`} alt={t("practical.photo_alt", { n: i + 1, attempt })} width={1} height={1} cover enlarge />
        </li>
      ))}
    </ul>
  );
}
