import type { RuleTerms } from '../../territories/rules/terms.ts'

/** A territory rule as one would say it. */
export function ruleWords(terms: RuleTerms, money: (minor: number) => string): string {
  const { accountIds, countries, industries, employeesFrom, employeesBelow, revenueFromMinor, revenueBelowMinor } =
    terms
  const between = (what: string, from: string | null, below: string | null) =>
    [from !== null && `${from} ${what} or more`, below !== null && `fewer than ${below} ${what}`].filter(
      (each) => each !== false,
    )
  const parts = [
    ...(accountIds.length > 0 ? [`${accountIds.length} named accounts`] : []),
    ...(countries.length > 0 ? [`in ${countries.join(', ')}`] : []),
    ...(industries.length > 0 ? [industries.join(', ')] : []),
    ...between('employees', employeesFrom?.toString() ?? null, employeesBelow?.toString() ?? null),
    ...(revenueFromMinor === null ? [] : [`annual revenue of ${money(revenueFromMinor)} or more`]),
    ...(revenueBelowMinor === null ? [] : [`annual revenue below ${money(revenueBelowMinor)}`]),
  ]
  return parts.join(' · ')
}
