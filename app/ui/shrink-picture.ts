const LONGEST = 1600;
const LARGE = 1_500_000;
const QUALITY = 0.8;

/**
 * A phone's photo made small enough for a slow warehouse network: at most 1600 px, JPEG, and nothing in it but what is to be seen: no place, no device, no time. `drawings`: small
 * files that no camera makes stay as they are. The file itself when this browser cannot read it.
 */
export async function shrinkPicture(file: File, { drawings = false } = {}): Promise<File> {
  if (!file.type.startsWith("image/") || typeof createImageBitmap !== "function") return file;
  if (drawings && file.size <= LARGE && file.type !== "image/jpeg") return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext("2d");
    if (!pen) return file;
    // JPEG knows no see-through: it would turn black.
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}
