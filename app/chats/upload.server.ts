import { unstable_parseMultipartFormData, type UploadHandler } from "@remix-run/node";
import { newId } from "~/platform/ids";
import { problem } from "~/platform/http.server";
import { type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { stageUpload, type Upload } from "./import.server";

/** A file that is larger is not taken in. */
export const MOST_BYTES = 2_500_000_000;
const MOST_FIELD = 2_000;
const FIELDS = ["kind", "storeId", "day", "submissionId", "person"];

/**
 * Read a form with a file that may be large: the fields, which come before it, and then the file in pieces, straight to its place. Nothing of it is held in memory. `contextOf` makes the
 * write's context of the fields.
 */
export async function takeUpload(request: Request, contextOf: (form: FormData) => WriteContext): Promise<Outcome<{ importId: string }>> {
  const fields = new FormData();
  const announced = Number(request.headers.get("Content-Length") ?? 0);
  let outcome: Outcome<{ importId: string }> = refuse("import_no_file", { field: "file" });
  const handler: UploadHandler = async ({ name, data, filename }) => {
    if (name === "file" && filename !== undefined && filename !== "") {
      const upload: Upload = {
        importId: newId(),
        kind: fields.get("kind") === "orders" ? "orders" : "chats",
        storeId: String(fields.get("storeId") ?? ""),
        day: String(fields.get("day") ?? ""),
        fileName: filename,
      };
      outcome = await stageUpload(contextOf(fields), upload, data, { most: MOST_BYTES, announced });
      return null;
    }
    const text = await shortText(data);
    if (FIELDS.includes(name)) fields.set(name, text.trim());
    return null;
  };
  try {
    await unstable_parseMultipartFormData(request, handler);
  } catch (error) {
    if (error instanceof Response) throw error;
    throw problem(400, "bad_request");
  }
  return outcome;
}

async function shortText(data: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of data) {
    bytes += piece.byteLength;
    if (bytes <= MOST_FIELD) pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces)).replaceAll("\u0000", "");
}
