import type { Need } from '#platform/need.ts'
import type { Written } from '#platform/numbers/written.ts'
import type { Attainment, AttainmentLine } from './schema.ts'

/** A person this far (in share of the goal) behind an even pace deserves a conversation. */
const BEHIND = 0.15

/** The person with the largest gap in money among those clearly behind an even pace. */
export function needsOfGoals(
  { people, company, elapsed, period }: Attainment,
  reader: { me: string | null; seesOthers: boolean; mayEdit: boolean; written: Written },
): Need[] {
  const { percent } = reader.written
  const needs: Need[] = []
  if (company && company.quotaMinor === null) {
    needs.push({
      kind: 'no quota',
      weight: 4,
      title: `No goal is set for ${period.label}`,
      reason: 'Attainment cannot be told without one.',
      amountMinor: null,
      action: { label: reader.mayEdit ? 'Set a quota' : 'See the goals', to: '/goals' },
    })
  }
  const behind = people.filter(isRep).filter((line) => (line.attainment ?? 1) < elapsed - BEHIND)
  const [worst] = behind.sort((a, b) => (b.gapMinor ?? 0) - (a.gapMinor ?? 0))
  if (worst) {
    const isMe = worst.subjectId === reader.me
    const pace = `An even pace would be at ${percent(elapsed)}`
    needs.push({
      kind: 'behind',
      weight: 4,
      title: `${isMe ? 'You are' : `${worst.name} is`} at ${percent(worst.attainment ?? 0)} of the goal`,
      reason: reader.seesOthers ? `${pace}; ${othersBehind(behind.length - 1, reader.written)}.` : `${pace}.`,
      amountMinor: worst.gapMinor,
      action: {
        label: isMe ? 'See your open deals' : 'See their open deals',
        to: `/crm/deals?owner=${worst.subjectId}&outcome=open`,
      },
    })
  }
  return needs
}

function isRep({ isRollUp, quotaMinor }: AttainmentLine): boolean {
  return !isRollUp && (quotaMinor ?? 0) > 0
}

/** Among those whom the reader sees. */
function othersBehind(count: number, { number }: Written): string {
  if (count === 0) return 'nobody else that you see is that far behind'
  return count === 1 ? 'one more is that far behind' : `${number(count)} more are that far behind`
}
