/** What Next hands to a page as its address's query. */
export type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** The query with one value a name and without empty ones, which every unused field of a filter form sends. */
export async function readQuery(query: Query): Promise<Record<string, string>> {
  const pairs = Object.entries(await query).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first ? [[name, first] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** An address with those parts of the query that are there. */
export function hrefWith(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
}
