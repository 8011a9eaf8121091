import type postgres from "postgres";

/** A table as a backup holds it: what COPY writes, in the order of `columns`. Partitions are part of their parent. */
export type Table = { name: string; columns: string[] };
export type Partition = { parent: string; name: string; bound: string };
type ForeignKey = { table: string; name: string; definition: string };
/** One applied migration. */
export type Migration = { hash: string; createdAt: string };

export type Reader = postgres.Sql | postgres.TransactionSql;

/** Every table of the product with its stored columns. */
export async function tablesOf(sql: Reader): Promise<Table[]> {
  return await sql<Table[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`;
}

export async function partitionsOf(sql: Reader): Promise<Partition[]> {
  return await sql<Partition[]>`
    select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relispartition order by c.relname`;
}

export async function foreignKeysOf(sql: Reader): Promise<ForeignKey[]> {
  return await sql<ForeignKey[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`;
}

/** The migrations that made this database what it is, oldest first. */
export async function migrationsOf(sql: Reader): Promise<Migration[]> {
  const [there] = await sql<{ yes: boolean }[]>`select to_regclass('drizzle.__drizzle_migrations') is not null as yes`;
  if (!there?.yes) return [];
  return await sql<Migration[]>`select hash, created_at::text as "createdAt" from drizzle.__drizzle_migrations order by created_at`;
}

/** A name in double quotes; only names that the product itself would give. */
export function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" is no name of ours.`);
  return `"${name}"`;
}
