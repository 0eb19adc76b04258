import type { Columns } from '../records/record-kind.ts'

export const leadStatuses = ['new', 'contacted', 'qualified', 'converted', 'disqualified'] as const
export type LeadStatus = (typeof leadStatuses)[number]

/**
 * What a change of status says of the days: the first time a lead was contacted or qualified stays; a step back takes the
 * later days away.
 */
export function movedLead(before: Columns, to: LeadStatus, at: string): Columns {
  const contacted_at = before.contacted_at ?? at
  switch (to) {
    case 'new':
      return { status: to, contacted_at: null, qualified_at: null, ...reopened }
    case 'contacted':
      return { status: to, contacted_at, qualified_at: null, ...reopened }
    case 'qualified':
      return { status: to, contacted_at, qualified_at: before.qualified_at ?? at, ...reopened }
    case 'converted':
      return { status: to, contacted_at, qualified_at: before.qualified_at ?? at, ...reopened, converted_at: at }
    case 'disqualified':
      return { status: to, disqualified_at: at }
  }
}

const reopened = { disqualified_at: null, disqualified_reason: null }

const words: [LeadStatus, RegExp][] = [
  [
    'disqualified',
    /unqualif|disqualif|notconverted|junk|bad|spam|dead|lost|notinterested|nofit|rejected|archiv|recycl|nurtur/,
  ],
  ['converted', /convert|customer|opendeal|won|closedwon|opportunity/],
  ['new', /notcontacted|untouched|notattempted|notstarted/],
  ['qualified', /qualif|sql|accepted|meetingbooked|demo/],
  ['contacted', /contact|work|attempt|connect|inprogress|progress|engag|reached|called|responded|kontaktiert/],
  ['new', /new|open|unread|raw|neu|offen|fresh|assigned/],
]

/** The status that a word of another program stands for; undefined where it says nothing. */
export function statusOfWord(word: string): LeadStatus | undefined {
  const plain = word.toLowerCase().replace(/[^\p{L}]/gu, '')
  return words.find(([, pattern]) => pattern.test(plain))?.[0]
}
