/** What a goal without money can count. */
export const metrics = [
  'meetings held',
  'calls made',
  'leads qualified',
  'deals created',
  'deals won',
  'units sold',
] as const
export type Metric = (typeof metrics)[number]

/** What exactly each counts, and whose it is. */
export const metricMeans: Readonly<Record<Metric, string>> = {
  'meetings held': 'Meetings written down on deals, by the day they were held, of the person who held them.',
  'calls made': 'Calls written down on deals, by their day, of the person who made them.',
  'leads qualified': 'Leads by the day they were qualified, of their owner.',
  'deals created': 'Deals by the day they were created, of their owner.',
  'deals won': 'Deals won by their close day, of their owner; a shared deal counts once, for its owner.',
  'units sold': 'Quantities of order lines by the day they were ordered, returns subtracted, of the owner of the line.',
}

const words: readonly [Metric, RegExp][] = [
  ['meetings held', /^(meetings?( held)?|termine|besuche|visits?)$/],
  ['calls made', /^(calls?( made)?|anrufe)$/],
  ['leads qualified', /^(qualified leads?|leads? qualified|sqls?|mqls?)$/],
  ['deals created', /^(deals? created|created deals?|opportunities created|new opportunities|pipeline deals?)$/],
  ['deals won', /^(deals? won|won deals?|new deals?( won)?|wins?|closed won|abschlüsse)$/],
  ['units sold', /^(units?( sold)?|quantity|qty|pieces|stück)$/],
]

/** The metric that a word of a file stands for. */
export function metricCalled(word: string): Metric | null {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}
