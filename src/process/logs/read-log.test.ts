import { expect, test } from 'vitest'
import { columnsOf, instantOf, LogReader } from './read-log.ts'
import { delimiterOf } from './upload.io.ts'

const iso = (text: string, order: 'ymd' | 'dmy' | 'mdy' = 'ymd') => {
  const at = instantOf(text, order)
  return at === null ? null : new Date(at).toISOString()
}

test('times of public event logs are read: ISO with any zone, year first, days with dots, halves of a day', () => {
  expect(iso('2011-10-01T00:38:44.546+02:00')).toBe('2011-09-30T22:38:44.546Z')
  expect(iso('2011-10-01 00:38:44.546000+02')).toBe('2011-09-30T22:38:44.546Z')
  expect(iso('2016/01/01 09:51:15.304000')).toBe('2016-01-01T09:51:15.304Z')
  expect(iso('2012-01-29 23:24:00 UTC')).toBe('2012-01-29T23:24:00.000Z')
  expect(iso('30.12.2010 11:02')).toBe('2010-12-30T11:02:00.000Z')
  expect(iso('30-12-2010 11:02', 'dmy')).toBe('2010-12-30T11:02:00.000Z')
  expect(iso('1/15/2016 12:05:10 AM', 'mdy')).toBe('2016-01-15T00:05:10.000Z')
  expect(iso('1/15/2016 3:05:10 PM', 'mdy')).toBe('2016-01-15T15:05:10.000Z')
  expect(iso('2026-03-01')).toBe('2026-03-01T00:00:00.000Z')
})

test('what is no time, or could be two, is none', () => {
  for (const text of ['', 'soon', '01/02/2026', '2026-02-30', '2026-13-01', '2026-01-01 10:75', '31.12.26'])
    expect(iso(text), text).toBe(null)
})

test('the surest headers are taken: of two times the completion, of XES names those of the standard', () => {
  const { found } = columnsOf(['Case ID', 'Activity', 'Resource', 'Start Timestamp', 'Complete Timestamp'], {})
  expect(found).toMatchObject({ case: 0, activity: 1, timestamp: 4, amount: -1 })
  const xes = columnsOf(
    ['org:resource', 'Activity', 'concept:name', 'time:timestamp', 'case:concept:name', 'case:amount'],
    {},
  )
  expect(xes).toMatchObject({ found: { case: 4, activity: 2, timestamp: 3, amount: 5 }, missing: [] })
})

test('only the sign that parts the header parts cells', () => {
  expect(delimiterOf('case,activity,"time; local"\n1,check; approve,2')).toBe(',')
  expect(delimiterOf('case;activity;time\n1;check, approve;2')).toBe(';')
  expect(delimiterOf('case\tactivity\ttime')).toBe('\t')
})

test('bad rows are counted with what they are worth, and the good ones stay', () => {
  const reader = new LogReader('ymd')
  const row = { activity: 'Prüfen', timestamp: '2026-03-01', amount: '10', line: 2 }
  for (const caseId of ['a', '', 'a']) reader.add({ ...row, caseId })
  reader.add({ ...row, caseId: 'a', timestamp: '01/02/2026' })
  expect(reader.events.length).toBe(2)
  expect(reader.listed().map(({ kind, rows, amount }) => [kind, rows, amount])).toEqual([
    ['no case', 1, 10],
    ['no readable time', 1, 10],
    ['equal times in one case', 1, 10],
  ])
})

test('equal times are found wherever they stand, disorder against the latest so far, and a case is worth its amount once', () => {
  const reader = new LogReader('ymd')
  const days = [3, 5, 1, 4, 3, 2] // 1, 4, 3 and 2 come after the 5th; 3 is there twice
  days.forEach((day, line) => {
    reader.add({ caseId: 'a', activity: 'Prüfen', timestamp: `2026-03-0${day}`, amount: '10', line })
  })
  reader.add({ caseId: 'b', activity: 'Prüfen', timestamp: '2026-03-05', amount: '7', line: 9 })
  expect(reader.listed()).toEqual([
    { kind: 'out of order in the file', rows: 4, example: 'case a, line 2', amount: 10 },
    { kind: 'equal times in one case', rows: 1, example: 'case a, 2026-03-03T00:00:00.000Z', amount: 10 },
  ])
})
