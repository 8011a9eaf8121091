import ScanLine from "lucide-react/icons/scan-line";
import { useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { typeMessages } from "../../messages.types";
import { type CameraFault, canScan, scan } from "./camera";

/** A button that opens the camera and hands over the first code that it reads; where a browser cannot, a hint at what does. */
export function Scanner({ onFound }: { onFound: (text: string) => void }) {
  const t = useT(typeMessages);
  // Known only in the browser: the server says nothing, so that both draw the same at first.
  const [able, setAble] = useState<boolean | null>(null);
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<CameraFault | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const found = useRef(onFound);
  useEffect(() => setAble(canScan()), []);
  useEffect(() => {
    found.current = onFound;
  }, [onFound]);

  useEffect(() => {
    if (!open || !video.current) return;
    const end = scan(video.current, {
      found: (text) => {
        setOpen(false);
        found.current(text);
      },
      fault: (what) => {
        setOpen(false);
        setFault(what);
      },
    });
    // A phone that is put away films nothing.
    const hide = () => document.visibilityState === "hidden" && setOpen(false);
    document.addEventListener("visibilitychange", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      end();
    };
  }, [open]);

  if (able === null) return null;
  if (!able) return <p className="text-sm text-muted">{t("find.no_scanner")}</p>;
  return (
    <div
      className="grid justify-items-start gap-2"
      onKeyDown={(event) => {
        if (!open || event.key !== "Escape") return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <Button
        ref={button}
        icon={<ScanLine aria-hidden className="size-[1.1em]" />}
        aria-expanded={open}
        onClick={() => {
          setFault(null);
          setOpen(!open);
        }}
      >
        {t(open ? "find.stop" : "find.scan")}
      </Button>
      {open && (
        <div className="w-full">
          <video
            ref={video}
            muted
            playsInline
            width={320}
            height={240}
            aria-label={t("find.camera")}
            className="aspect-4/3 w-full max-w-md rounded-box border border-line bg-sunken object-cover"
          />
          <p className="mt-1 text-sm text-muted">{t("find.hold")}</p>
        </div>
      )}
      {fault && (
        <p role="status" className="text-sm text-waiting-ink">
          {t(`find.${fault}`)}
        </p>
      )}
    </div>
  );
}
