/** The part of the browsers' barcode detector that is used here; not every browser has one. */
type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

/** Why the camera shows nothing. */
export type CameraFault = "denied" | "none" | "failed";

const FORMATS = ["qr_code", "data_matrix", "code_128", "code_39", "ean_13"];
const PAUSE_MS = 150;

function detectorClass(): DetectorClass | null {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector ?? null;
}

/** Whether this browser can read codes with its camera: it has a detector and, over HTTPS, a camera to ask for. */
export function canScan(): boolean {
  return detectorClass() !== null && typeof navigator.mediaDevices?.getUserMedia === "function";
}

function faultOf(error: unknown): CameraFault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "failed";
}

/**
 * Show the camera in `video` and read codes until one is found. Returns what ends it: the camera is off then, also when it had not come on yet.
 */
export function scan(video: HTMLVideoElement, on: { found: (text: string) => void; fault: (fault: CameraFault) => void }): () => void {
  let over = false;
  let stream: MediaStream | null = null;
  const end = () => {
    over = true;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
  };
  const run = async () => {
    const Detects = detectorClass();
    if (!Detects) return on.fault("failed");
    const camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    stream = camera;
    if (over) return end();
    video.srcObject = camera;
    await video.play();
    const supported = await Detects.getSupportedFormats();
    const detector = new Detects({ formats: FORMATS.filter((format) => supported.includes(format)) });
    while (!over) {
      const [code] = await detector.detect(video).catch(() => []);
      if (over) return;
      if (code && code.rawValue !== "") {
        end();
        return on.found(code.rawValue);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  run().catch((error: unknown) => {
    if (over) return;
    end();
    on.fault(faultOf(error));
  });
  return end;
}
