import { duplicatesFound, mergedSince, recordsOn } from '#crm/duplicates-found.sql.ts'
import { clustersOf } from './clusters.ts'
import { type Asking, type Behind, cannotTell, type Measured, type Measures, shareOf } from './measured.ts'

const nouns = {
  account: (id: string) => `/crm/accounts?account=${id}`,
  contact: (id: string) => `/crm/leads?tab=contacts&contact=${id}`,
  lead: (id: string) => `/crm/leads?lead=${id}`,
  deal: (id: string) => `/crm/deals?deal=${id}`,
} as const
type Noun = keyof typeof nouns

/** Check 6: records beyond the first of each group of duplicates; what was merged since the day counts as it stood then. */
export async function duplicateMeasures(asking: Asking): Promise<Measures> {
  return { duplicates: await duplicates(asking) }
}

async function duplicates(asking: Asking): Promise<Measured> {
  const found = await Promise.all(
    (Object.keys(nouns) as Noun[]).map(async (noun) => ({ noun, of: await duplicatesOf(asking, noun) })),
  )
  const waiting = found.flatMap(({ noun, of }) => (of === null ? [noun] : []))
  if (waiting.length === found.length)
    return cannotTell('The records have not been compared with each other yet; that is done each night.')
  const rows = found.flatMap(({ of }) => of?.rows ?? [])
  return shareOf({
    hits: rows.length,
    n: found.reduce((sum, { of }) => sum + (of?.n ?? 0), 0),
    none: 'No account, contact, lead or deal is known.',
    rows: [...rows, ...waiting.map(notCompared)],
  })
}

function notCompared(noun: Noun): Behind {
  return {
    label: `All ${noun}s`,
    detail: 'so many are compared each night, and have not been yet: they are left out',
    to: `/crm/duplicates?noun=${noun}`,
  }
}

/** Null where so many rows of a noun were never compared. */
async function duplicatesOf({ db, asOf }: Asking, noun: Noun): Promise<{ n: number; rows: Behind[] } | null> {
  const [rows, pairs, merged] = await Promise.all([
    recordsOn(db, noun, asOf),
    duplicatesFound(db, noun),
    mergedSince(db, noun, asOf),
  ])
  if (!pairs) return null
  const rowsOf = ([first, ...others]: { id: string; name: string }[]): Behind[] =>
    others.map(({ id, name }) => ({ label: name, detail: `the same ${noun} as ${first!.name}`, to: nouns[noun](id) }))
  return { n: rows.length, rows: clustersOf(rows, [...pairs, ...merged]).flatMap(rowsOf) }
}
