import type { DealValues, FeatureColumn } from '@drumbeat/deal-outlook'
import type { DealHistory } from '../history/deal-history.ts'
import { categories } from '../history/deal-history.ts'
import type { Reference } from '../reference/reference.ts'
import type { Worth } from '../reference/worth.ts'

/** What a score may know of a deal: never its outcome, its close day, or anything that is written at closing. */
export const dealFeatures = [
  { name: 'stage', kind: 'category' },
  { name: 'forecast category', kind: 'category' },
  { name: 'amount', kind: 'numeric' },
  { name: 'owner', kind: 'category' },
  { name: 'item', kind: 'category' },
  { name: 'family', kind: 'category' },
  { name: 'sector', kind: 'category' },
  { name: 'country', kind: 'category' },
  { name: 'territory', kind: 'category' },
  { name: 'employees', kind: 'numeric' },
] as const satisfies readonly FeatureColumn[]
export type DealFeature = (typeof dealFeatures)[number]['name']

/** What one version says of a deal, by feature; ids stay ids, so that a name changed or erased changes no score. */
export function featuresOf(
  { history, reference, worth }: { history: DealHistory; reference: Reference; worth: Worth },
  row: number,
): DealValues {
  const { versions } = history
  const account = reference.accounts[versions.account[row]!]
  const item = reference.items[versions.item[row]!]
  const values: Record<DealFeature, number | string | null> = {
    stage: history.stages.ids[versions.stage[row]!] ?? null,
    'forecast category': categories[versions.category[row]!] ?? null,
    amount: worth(row, versions.validDay[row]!),
    owner: history.people.ids[versions.owner[row]!] ?? null,
    item: item?.id ?? null,
    family: item?.familyId ?? null,
    sector: account?.industry ?? null,
    country: account?.country ?? null,
    territory: account?.territoryId ?? null,
    employees: account?.employees ?? Number.NaN,
  }
  return values
}
