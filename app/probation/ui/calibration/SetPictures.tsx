import { useT } from "~/platform/use-locale";
import { calibrationMessages } from "../../calibration/messages";

/** Pictures that a set shows, each opening whole. */
export function SetPictures({ setId, fileIds }: { setId: string; fileIds: readonly string[] }) {
  const t = useT(calibrationMessages);
  if (fileIds.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {fileIds.map((fileId, index) => (
        <li key={fileId}>
          <a href={`/calibration/${setId}/picture/${fileId}`} target="_blank" rel="noopener">
            <img
              src={`/calibration/${setId}/picture/${fileId}`}
              alt={t("sheet.picture", { n: index + 1 })}
              width={160}
              height={160}
              loading="lazy"
              className="size-40 rounded-box border border-line bg-sunken object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
