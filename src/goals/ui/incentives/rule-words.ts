import type { useFormat } from '#platform/ui/use-format.tsx'
import type { Rule } from '../../incentives/terms.ts'

/** A rule as a sentence, in the numbers of the company. */
export function ruleInWords(rule: Rule, currency: string, format: ReturnType<typeof useFormat>): string {
  const of = rule.creditsOf === 'own' ? '' : ', with everybody below'
  const percent = (share: string) => format.percent(Number(share), 4)
  const money = (amount: string) => format.decimalMoney(amount, currency)
  switch (rule.kind) {
    case 'commission':
      return `${rule.rate === null ? "The person's own rate" : percent(rule.rate)} of what is sold${of}.`
    case 'accelerator':
      return `What is sold above ${percent(rule.above)} of quota is paid ${format.number(Number(rule.multiplier), 4)} times${of}.`
    case 'spiff':
      return `${money(rule.amount)} per ${rule.per}${rule.appliesTo?.minimum ? ` of ${money(rule.appliesTo.minimum)} or more` : ''}${of}.`
    case 'bonus':
      return `${money(rule.amount)} from ${percent(rule.at)} of quota on${of}.`
    case 'tiers': {
      const start = (from: string) => (rule.by === 'attainment' ? `${percent(from)} of quota` : money(from))
      const steps = rule.steps.map(({ from, rate }) => `${percent(rate)} from ${start(from)}`).join(', ')
      const manner = rule.manner === 'marginal' ? 'each for its own part' : 'the step reached pays for everything'
      return `${steps}; ${manner}${of}.`
    }
  }
}
