import type { Bar } from './classify.ts'

/** What each bar means, in words for the people who read it. */
export const barMeanings: Record<Bar | 'opening' | 'closing', string> = {
  opening: 'Open at the end of the first day, not omitted, and expected to close in the period.',
  new: 'Created since then, at the amount they have at the end; also if they have closed meanwhile.',
  reopened: 'Were won or lost then, and are open again.',
  'pulled in': 'Were expected to close after the period, and are now expected in it.',
  'moved in':
    'Came into view otherwise: from another owner, team or pipeline, from an earlier period, dated for the first time, or no longer omitted.',
  up: 'In the pipeline at both ends, or won since then: the amount went up by so much.',
  down: 'In the pipeline at both ends, or won since then: the amount went down by so much.',
  pushed: 'Were expected to close in the period, and are now expected after it.',
  'moved out':
    'Left the view otherwise: to another owner, team or pipeline, to an earlier period, no longer dated, omitted, or taken back.',
  won: 'Won since then, at the amount they were won at.',
  lost: 'Lost since then, at the amount they had in the opening.',
  closing:
    'Open at the end of the last day, not omitted, and expected to close in the period. Of a deal that people share, their part as shared on that day, at both ends.',
}
