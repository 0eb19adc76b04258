import type { Mapping } from '#platform/importing/mapping.ts'
import { plainNumber } from '../chosen/words.ts'
import { feedMapping } from '../feed-mapping.ts'
import type { Around, Linked } from '../linked.ts'
import type { Found, ObjectReader, Row } from '../source.ts'
import { otherPeriods } from './other-periods.ts'
import { type Changed, differencesOf, type QuotaThere, type Slot, slotsOf, type Words } from './quotas.ts'
import { keepSaid } from './said.tx.ts'

export type QuotaSource = Words & {
  /** As the CRM calls the object. */
  object: string
  /** The header under which deals name their owners, so that people are found alike. */
  owner: string
  /** All quotas as they are there; null where the user of the connection may not see them, which is told. */
  quotas: () => Promise<QuotaThere[] | null>
}

type Given = { linked: Linked; around: Around; found: Found[] }
type Unit = 'money' | 'counts'

const kinds = { money: 'quotas', counts: 'goals in counts' } as const

/** Readers of quotas in money and of goals in counts: all are compared each time, and what differs is loaded. */
export function quotaReaders(given: Given, source: QuotaSource): ObjectReader[] {
  let looked: ReturnType<typeof look> | undefined
  const once = () => {
    looked ??= look(given, source)
    return looked
  }
  return (['money', 'counts'] as const).map((unit) => {
    const isOf = ({ metric }: Slot) => (metric === null) === (unit === 'money')
    const columns = columnsOf(unit, source.owner)
    return {
      object: unit === 'money' ? source.object : `${source.object} (counts)`,
      kind: kinds[unit],
      is: 'other',
      columns: Object.keys(columns),
      mapping: () => mappingOf(unit, { source: source.system, columns }),
      async *read() {
        const { changed } = await once()
        yield { rows: changed.filter(({ slot }) => isOf(slot)).map(rowOf) }
      },
      // Those that were left out are tried again, unless something was set here meanwhile.
      async *readAgain(ids) {
        const { slots, setHere } = await once()
        const again = [...slots.values()].filter(
          (slot) => isOf(slot) && !setHere.has(slot.key) && ids.includes(idOf(slot)),
        )
        yield { rows: again.map((slot) => rowOf({ slot, isGone: false })) }
      },
      async keep(tx) {
        const said = (await once()).keep.filter(({ slot }) => isOf(slot))
        await keepSaid(tx, { connectionId: given.linked.id, said })
      },
    }
  })
}

async function look({ linked, around, found }: Given, source: QuotaSource) {
  const there = await source.quotas()
  if (there === null) return { changed: [], keep: [], setHere: new Set<string>(), slots: new Map<string, Slot>() }
  const { today, here, isFiscal } = around
  const all = slotsOf(there, { named: linked.quotas.named, today, words: source })
  const known = await here.quotas({ connectionId: linked.id, whose: there.map(({ whose }) => whose) })
  const differences = differencesOf(all, known, source)
  found.push(...all.found, ...differences.found, ...otherPeriods(all.slots, { isFiscal, system: source.system }))
  return { ...differences, slots: all.slots }
}

function columnsOf(unit: Unit, owner: string): Readonly<Record<string, string | null>> {
  const common = { Quota: null, [owner]: 'person', Team: 'team', From: 'starts_on', 'Until (not included)': 'ends_on' }
  return unit === 'money'
    ? { ...common, Amount: 'amount', Currency: 'currency', Deleted: 'deleted' }
    : { ...common, Target: 'target', Counts: 'metric', Deleted: 'deleted' }
}

function mappingOf(
  unit: Unit,
  { source, columns }: { source: string; columns: ReturnType<typeof columnsOf> },
): Mapping {
  return feedMapping({ kind: kinds[unit], source, columns, missing: { person: 'quarantine' } })
}

function rowOf({ slot, isGone }: Changed): Row {
  const { whose, startsOn, endsOn, metric, value, currency } = slot
  const [person, team] = whose.startsWith('team ') ? ['', whose.slice(5)] : [whose.slice(7), '']
  const cells = [
    idOf(slot),
    person,
    team,
    startsOn,
    endsOn,
    plainNumber(value),
    metric ?? currency ?? '',
    String(isGone),
  ]
  return { id: idOf(slot), stamp: '', cells }
}

/** As the list of rows that are left out calls it. */
function idOf({ key }: Slot): string {
  return key.replaceAll(/[\n,]/g, ' ').trim()
}
