import type { Source } from './instance-parts.ts'
import type { Values } from './values-in.ts'

/** What arrives of a start: how many periods later, and which share of it. */
export function arrivalsOf({
  arrives,
  leadTime,
}: Pick<Values, 'arrives' | 'leadTime'>): { after: number; share: number }[] {
  if (!arrives) return [{ after: leadTime, share: 1 }]
  return arrives.flatMap((share, after) => (share > 0 ? [{ after, share }] : []))
}

/** Periods from a start to the first of it that arrives. */
export function firstLead({ arrives, leadTime }: Pick<Values, 'arrives' | 'leadTime'>): number {
  const first = arrives?.findIndex((share) => share > 0) ?? -1
  return first < 0 ? leadTime : first
}

/** The starts of which the largest share arrives in a period. */
export function mainStarts(
  { startsOf, leadTime }: Pick<Source, 'startsOf' | 'leadTime'>,
  arrival: number,
): readonly number[] {
  return startsOf ? startsOf[arrival]! : [arrival - leadTime]
}

/** The last period in which a start brings all of it by a period; below zero where there is none. */
export function startFor({ startBy, leadTime }: Pick<Source, 'startBy' | 'leadTime'>, arrival: number): number {
  return startBy ? startBy[arrival]! : arrival - leadTime
}
