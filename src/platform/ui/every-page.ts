/** Reads a list page by page to its end, for what copies or writes out all that matches. */
export async function everyPage<Page extends { next: number | null }>(
  read: (offset: number) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = []
  for (let offset: number | null = 0; offset !== null; offset = pages.at(-1)!.next) pages.push(await read(offset))
  return pages
}
