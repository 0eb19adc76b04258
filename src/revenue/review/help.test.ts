import { expect, test } from 'vitest'
import { writtenIn } from '#platform/numbers/written.ts'
import { type Helped, whoToHelp } from './help.ts'

const calm: Helped = {
  ...{ personId: 'p', name: 'Ada', quotaMinor: 100_00, closedMinor: 50_00, openMinor: 60_00, outlookMinor: 98_00 },
  ...{ hasCalled: true, isAsked: true, pushed: 0, quiet: 0, worse: 0, unattended: 0 },
}

test('nobody is named for whom nothing speaks', () => {
  expect(whoToHelp([calm, { ...calm, quotaMinor: null, outlookMinor: null }], writtenIn('en-US'))).toEqual([])
})

test('the largest gap to the quota comes first, with every reason in words', () => {
  const behind = { ...calm, name: 'Bo', outlookMinor: 40_00, unattended: 1, quiet: 2, pushed: 1 }
  const silent = { ...calm, name: 'Cleo', hasCalled: false }
  const help = whoToHelp([silent, behind], writtenIn('en-US'))
  expect(help.map(({ name, gapMinor, reasons }) => ({ name, gapMinor, reasons }))).toEqual([
    {
      name: 'Bo',
      gapMinor: 60_00,
      reasons: [
        'the outlook is 40% of quota',
        '1 deal due within two weeks, untouched for two',
        '2 deals gone quiet',
        '1 deal pushed this week',
      ],
    },
    { name: 'Cleo', gapMinor: 2_00, reasons: ['has not called'] },
  ])
})
