import { dayAfter } from '@drumbeat/periods'
import type { Found } from '../source.ts'
import type { Slot } from './quotas.ts'

/** Quotas for dates that are no month, quarter or year of the company's calendar stand beside its periods. */
export function otherPeriods(
  slots: ReadonlyMap<string, Slot>,
  { isFiscal, system }: { isFiscal: (period: { from: string; to: string }) => boolean; system: string },
): Found[] {
  const periods = new Map([...slots.values()].map((slot) => [`${slot.startsOn} to ${dayAfter(slot.endsOn, -1)}`, slot]))
  const strange = [...periods].filter(([, { startsOn, endsOn }]) => !isFiscal({ from: startsOn, to: endsOn }))
  const [first] = strange.map(([words]) => words).sort()
  if (first === undefined) return []
  const others = strange.length === 1 ? '' : ` and for ${strange.length - 1} other spans of days`
  return [
    {
      kind: 'other periods',
      about: system,
      says: `Quotas of ${system} are for ${first}${others}, which is no month, quarter or year of your fiscal calendar; they are held against their own days only. Mend the calendar under Company, or the periods there.`,
    },
  ]
}
