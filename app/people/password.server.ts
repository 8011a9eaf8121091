import { hash, verify } from "@node-rs/argon2";

/** Argon2id with 19 MiB, two passes, one lane: the library's default algorithm, named costs. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing takes memory and a core: more than four at once would let a crowd at the door starve the house. */
const AT_ONCE = 4;
let running = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}

// Composed and decomposed accents are the same password.
const bytesOf = (password: string) => password.normalize("NFC");

/** The argon2id hash of a password, as stored. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(bytesOf(password), COST));
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (unknown account, no password yet) a dummy is checked,
 * so that the answer is false and takes as long.
 */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("nobody has this password");
  const against = stored ?? (await dummy);
  const right = await inTurn(() => verify(against, bytesOf(password)));
  return right && stored !== null;
}
