import type { Rule } from '../../incentives/terms.ts'

/** A rule as a sentence. */
export function ruleInWords(rule: Rule, currency: string): string {
  const of = rule.creditsOf === 'own' ? '' : ', with everybody below'
  switch (rule.kind) {
    case 'commission':
      return `${rule.rate === null ? "The person's own rate" : percent(rule.rate)} of what is sold${of}.`
    case 'accelerator':
      return `What is sold above ${percent(rule.above)} of quota is paid ${Number(rule.multiplier)} times${of}.`
    case 'spiff':
      return `${rule.amount} ${currency} per ${rule.per}${rule.appliesTo?.minimum ? ` of ${rule.appliesTo.minimum} or more` : ''}${of}.`
    case 'bonus':
      return `${rule.amount} ${currency} from ${percent(rule.at)} of quota on${of}.`
    case 'tiers': {
      const start = (from: string) => (rule.by === 'attainment' ? `${percent(from)} of quota` : `${from} ${currency}`)
      const steps = rule.steps.map(({ from, rate }) => `${percent(rate)} from ${start(from)}`).join(', ')
      const manner = rule.manner === 'marginal' ? 'each for its own part' : 'the step reached pays for everything'
      return `${steps}; ${manner}${of}.`
    }
  }
}

function percent(share: string): string {
  return `${Math.round(Number(share) * 1_000_000) / 10_000} %`
}
