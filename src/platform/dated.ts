/** Something with a day or an hour: it stands in the calendars of those who may see it. */
export type Dated = {
  /** Stays the same when the day moves. */
  id: string
  title: string
  note?: string
  /** Where it is, below the base of the workspace. */
  path: string
  when: { from: string; to: string } | { at: string; minutes: number }
}
