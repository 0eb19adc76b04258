/** What was worked out from days that are over alone, by what names it; the newest last. */
const kept = new Map<string, Promise<unknown>>()
const most = 400

/**
 * What follows from days whose week and month are over, worked out once: it holds under their stamp (demand.history_state), which is
 * another one as soon as anything of such a day changes. While orders stream in, screens ask for it again and again.
 */
export async function ofClosedDays<Result>(
  { stamp, what }: { stamp: string; what: readonly unknown[] },
  make: () => Promise<Result>,
): Promise<Result> {
  const name = JSON.stringify([stamp, ...what])
  const made = (kept.get(name) as Promise<Result> | undefined) ?? make()
  kept.delete(name)
  kept.set(name, made)
  for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest)
  try {
    return await made
  } catch (error) {
    kept.delete(name)
    throw error
  }
}
