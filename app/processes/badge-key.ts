import { addSigningKey } from "~/platform/keys.server";

/** `npm run badge-key`: make a new key for badges. From now on it signs; what earlier keys signed goes on verifying, since their public halves stay published. */
export function addBadgeKey(): void {
  const number = addSigningKey();
  process.stdout.write(`Key ${number} signs badges from now on. Make a backup: it lies in DATA_DIR/keys.\n`);
}
