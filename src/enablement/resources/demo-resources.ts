type Facts = {
  key: string
  name: string
  kind: 'playbook' | 'battlecard' | 'deck' | 'course'
  stages: string
  segments: string
  families: string
  body: string | null
  certification: string | null
  certified_days: number | null
  /** Days from today. */
  validFrom: number
  validUntil: number | null
}

/** What the demo company's enablement has made; one deck is out of date. */
export const demoResources: readonly Facts[] = [
  course('discovery', 'Discovery with the customer’s own numbers', { certified: null, days: null, from: -800 }),
  course('closing', 'Closing techniques', { certified: null, days: null, from: -620 }),
  course('basics', 'Product and price list', { certified: 'Product and prices', days: 365, from: -1_500 }),
  text('playbook', 'Qualification in five questions', {
    stages: 'Qualification; Discovery',
    body: 'Who decides, what hurts, what it costs them today, by when, and against whom.',
  }),
  text('playbook', 'Hotels: breakfast rush', {
    segments: 'Hotels',
    families: 'Espresso machines',
    body: 'Count cups per quarter of an hour at breakfast, and show what a second group head saves in queues.',
  }),
  text('battlecard', 'Against leased machines', {
    stages: 'Proposal; Negotiation',
    families: 'Espresso machines; Grinders',
    body: 'Compare five years of cost with service and care included, and ask for their notice period first.',
  }),
  text('playbook', 'Negotiation without discount', {
    stages: 'Negotiation; Contract',
    body: 'Trade payment terms, delivery and care packages before price.',
  }),
  text('deck', 'Cold bar for cafés', {
    segments: 'Cafés',
    families: 'Cold drinks',
    body: 'Ten pages: margin per cup, space, cleaning, launch kit.',
  }),
  text('deck', 'Last year’s price story', {
    stages: 'Proposal',
    validUntil: -40,
    body: 'Prices of last year; the new list has its own deck.',
  }),
  text('playbook', 'From machine to water care', {
    families: 'Water and care',
    segments: 'Offices; Retail',
    body: 'Offer the care package in the week of installation, with the first filter in the box.',
  }),
]

function course(
  key: string,
  name: string,
  { certified, days, from }: { certified: string | null; days: number | null; from: number },
): Facts {
  const tags = { stages: '', segments: '', families: '' }
  return {
    key,
    name,
    kind: 'course',
    ...tags,
    body: null,
    certification: certified,
    certified_days: days,
    validFrom: from,
    validUntil: null,
  }
}

function text(kind: Facts['kind'], name: string, facts: Partial<Facts>): Facts {
  return { ...course(name, name, { certified: null, days: null, from: -300 }), kind, ...facts }
}
