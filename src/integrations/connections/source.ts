import type { Tx } from '#platform/db/pool.ts'
import type { Mapping } from '#platform/importing/mapping.ts'
import type { ChosenField } from './schema.ts'

/** One row of an object of the other system. */
export type Row = {
  id: string
  /** When it was last touched there, as an ISO instant. */
  stamp: string
  /** Its cells, in the order of the columns. */
  cells: readonly string[]
  /** The id of the deal that a row of history or a line is about; a line that was deleted may not say it any more. */
  deal?: string
}

/** Some rows; with `resume` a first reading can go on behind them after a crash. */
export type Batch = { rows: Row[]; resume?: string }

/** Something that does not fit; `about` is what it is about, so that it is told once. */
export type Found = { kind: string; about: string; says: string }

/** An object of the other system: what its rows are here, and how they are read. */
export type ObjectReader = {
  /** As the other system calls it. */
  object: string
  /** The kind of file that its rows are. */
  kind: string
  /** Header of each column; the first is the row's own id there. */
  columns: readonly string[]
  /** What the columns mean; asked when all rows have been read, since only then every word is known. */
  mapping: () => Mapping
  /** Notes what a row says, before the meaning of the columns is asked for. */
  see?: (cells: readonly string[]) => void
  /** Rows touched at or after an instant, deleted ones too; all rows where none is given. */
  read: (at: { since: string | null; resume: string | null }) => AsyncIterable<Batch>
  /** These rows, however old; of history, those about these deals. */
  readAgain: (ids: readonly string[]) => AsyncIterable<Batch>
  /** Read as a whole as soon as one of its rows was touched: people, whose lines hang together. */
  isWhole?: true
  /** Of lines of deals, and of what their fields were: all of those of these deals, which came in late or came back. */
  readOf?: (deals: readonly string[]) => AsyncIterable<Batch>
  /** What it remembers of what was read, in the transaction that loads it. */
  keep?: (tx: Tx) => Promise<void>
  /** The role it plays for the order in which objects are loaded; lines are rows about deals, which follow them. */
  is: 'deals' | 'history' | 'lines' | 'other'
}

/** The other system after a look around: what can be read, and what does not fit already. */
export type Opened = {
  /** The clock there, by which `since` counts. */
  now: string
  readers: readonly ObjectReader[]
  /** What does not fit, told after all has been read. */
  found: () => readonly Found[]
  /** How edits made here go back; null where nothing does. */
  writer: Writer | null
  /** Stages as they are known from now on: id there, word there, name here. */
  stages: readonly { outsideId: string; value: string; stage: string }[]
  /** Of a CRM: fields beyond those that are always read. */
  own?: {
    /** The chosen ones that are there to be read. */
    read: readonly ChosenField[]
    /** Headers that columns have by themselves. */
    headers: Readonly<Record<ChosenField['noun'], readonly string[]>>
    offered: () => Promise<OfferedFields>
  }
}

/** What could be chosen; `says` what could not be asked. */
export type OfferedFields = { fields: (ChosenField & { isCustom: boolean })[]; says: string | null }

/** A field of a deal that may be written back. */
export type WriteField = 'forecast category' | 'expected close' | 'next step'

/** What may be chosen to go back: fields of deals, and calls that were written down about them. */
export type WriteChoice = WriteField | 'calls'

/** A call that was written down here, as it is to stand there. */
export type CallOut = {
  id: string
  /** The deal that it was about and the person who made it, by their ids there. */
  deal: string
  person: string | null
  happenedAt: string
  subject: string
  note: string
}

/** How calls are written in the other system. */
export type CallWriter = {
  atOnce: number
  /** Of the calls that are there about these deals, those that came from here, by their ids here. */
  look: (deals: readonly string[]) => Promise<Set<string>>
  write: (calls: readonly CallOut[]) => Promise<Map<string, WriteAnswer>>
}

/** What a deal says there now, in our words; a field that is not shown is left out. */
export type There = { stamp: string; isClosed: boolean; says: Partial<Record<WriteField, string | null>> }

/** What became of one deal that was sent: 'later' where somebody else had hold of it. */
export type WriteAnswer = 'written' | 'later' | { refused: string }

/** How deals are written in the other system. */
export type Writer = {
  system: string
  /** So many deals go in one call. */
  atOnce: number
  look: (ids: readonly string[]) => Promise<Map<string, There>>
  write: (
    rows: readonly { id: string; to: Partial<Record<WriteField, string | null>> }[],
  ) => Promise<Map<string, WriteAnswer>>
  calls: CallWriter
}

/** It asks for patience: a limit of calls is used up, or it is overloaded. */
export class Patience extends Error {
  override name = 'Patience'
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super(message)
    this.seconds = seconds
  }
}

/** It does not let us in any more: the token was revoked, the app removed, the password changed. */
export class Refused extends Error {
  override name = 'Refused'
}

/** What a first reading held on to (a job, a locator) is gone there; the reading begins anew. */
export class LostPlace extends Error {
  override name = 'LostPlace'
}
