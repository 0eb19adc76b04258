/** What may be wrong with the data of a deal, with why it matters. */
export const qualityKinds = {
  'no-expected-close': { says: 'open, without an expected close', matters: 'In the pipeline, but in no period.' },
  'close-passed': { says: 'open, with an expected close that has passed', matters: 'In no coming period.' },
  'no-amount': { says: 'without an amount', matters: 'Counts 0 in every sum of money.' },
  'no-rate': { says: 'in a currency without a rate', matters: 'Counts 0 in every sum of company money.' },
  'no-owner': { says: 'without an owner', matters: 'In the company, but in nobody’s line and no team.' },
  'owner-left': { says: 'open, of an owner who has left', matters: 'Nobody works on it.' },
  'owner-outside': {
    says: 'of an owner who reports to nobody, leads nobody and is in no team on that day',
    matters: 'In the company, but in no roll-up.',
  },
  'owner-moved': {
    says: 'open, of an owner who changed manager or team in the running quarter',
    matters: 'Counts for the old team before that day and for the new one after it.',
  },
  'owner-in-circle': {
    says: 'of an owner whose reporting line runs in a circle',
    matters: 'Has no top to roll up to.',
  },
  'no-account': { says: 'without an account', matters: 'In no sector, country or territory.' },
  'no-created': { says: 'without a creation day', matters: 'Left out of cohorts, ages and cycle times.' },
  'closed-without-day': { says: 'won or lost, without a close day', matters: 'In no window of won and lost deals.' },
  'closed-before-created': {
    says: 'closed before they were created',
    matters: 'Left out of the cycle curves; shortens means.',
  },
  'closed-ahead': {
    says: 'won or lost, with a close day after the day looked at',
    matters: 'Closed, but in no window yet.',
  },
  'back-and-forth': {
    says: 'moved back to an earlier stage at least twice',
    matters: 'Stage durations and conversions are blurred.',
  },
  reopened: { says: 'reopened after having been won or lost', matters: 'Was counted as closed for a while.' },
} as const
export type QualityKind = keyof typeof qualityKinds
