/** No day is known. */
export const NO_DAY = -2_147_483_648
/** Later than every day: not retracted, or all that is known today. */
export const NEVER = 2_147_483_647
/** No owner, account or item is named; no version stands. */
export const NONE = -1

/** The forecast categories in the order of their codes. */
export const categories = ['pipeline', 'best case', 'commit', 'closed', 'omitted'] as const
export type CategoryName = (typeof categories)[number]
/** The code of deals that are left out of the forecast. */
export const OMITTED = categories.indexOf('omitted')

/** Ids met so far, each with a small number that stays its own. */
export type Dictionary = { codes: Map<string, number>; ids: string[] }

/**
 * Every version of every deal, column by column: days since 1970 in the company's time zone, codes for ids, money in whole
 * minor units. The versions of a deal lie together in the order (valid_at, recorded_at, id).
 */
export type Versions = {
  validDay: Int32Array
  recordedDay: Int32Array
  /** The day of the retraction, NEVER while it stands. */
  retractedDay: Int32Array
  stage: Int32Array
  owner: Int32Array
  account: Int32Array
  item: Int32Array
  category: Uint8Array
  /** Whole minor units below 2^53; NaN where no amount is known. */
  amount: Float64Array
  currency: Int32Array
  expectedClose: Int32Array
  closedOn: Int32Array
}

/** A product of a deal, by the code of its item; days as those of versions, NEVER while it stands. */
export type Line = {
  item: number
  minor: number
  from: number
  until: number
  recorded: number
  ended: number
  never: boolean
}

/** The history of all deals, and how many rows of the columns are in use. */
export type DealHistory = {
  deals: Dictionary
  createdOn: Int32Array
  /** Where a deal's versions begin in the columns, and how many there are. */
  first: Int32Array
  count: Int32Array
  /** Of the versions that stand today: the first and last day, and the last one; most questions need no more of a deal. */
  beginsOn: Int32Array
  endsOn: Int32Array
  lastRow: Int32Array
  /** 1 where every version was recorded by its day and none retracted: what is known now was known then. */
  isPunctual: Uint8Array
  versions: Versions
  used: number
  /** Rows that a newer copy of their deal has replaced. */
  wasted: number
  stages: Dictionary
  people: Dictionary
  accounts: Dictionary
  items: Dictionary
  currencies: Dictionary
  /** The products of the deals that ever had some, by the number of the deal. */
  lines: Map<number, Line[]>
}

/** Room for what is there and some more, so that the next change need not move everything. */
export function roomFor(there: number): number {
  return Math.ceil(there * 1.02) + 1000
}

/** A history without a deal, with room for so many. */
export function emptyHistory(room: { deals: number; versions: number }): DealHistory {
  const dictionary = (): Dictionary => ({ codes: new Map(), ids: [] })
  return {
    deals: dictionary(),
    ...dealColumns(room.deals),
    versions: versionColumns(room.versions),
    used: 0,
    wasted: 0,
    stages: dictionary(),
    people: dictionary(),
    accounts: dictionary(),
    items: dictionary(),
    currencies: dictionary(),
    lines: new Map(),
  }
}

/** The number of an id; a new one where it was not met before. */
export function codeOf(dictionary: Dictionary, id: string): number {
  const known = dictionary.codes.get(id)
  if (known !== undefined) return known
  dictionary.codes.set(id, dictionary.ids.length)
  return dictionary.ids.push(id) - 1
}

/** How many deals are known, ended ones included. */
export function dealCount(history: DealHistory): number {
  return history.deals.ids.length
}

/** Makes room for so many more versions. */
export function reserveVersions(history: DealHistory, more: number): void {
  const room = history.versions.validDay.length
  if (history.used + more <= room) return
  const wider = versionColumns(Math.ceil((history.used + more) * 1.25))
  for (const name of Object.keys(wider) as (keyof Versions)[]) {
    wider[name].set(history.versions[name].subarray(0, history.used) as never)
  }
  history.versions = wider
}

/** Makes room for so many deals in all. */
export function reserveDeals(history: DealHistory, all: number): void {
  if (all <= history.first.length) return
  const wider = dealColumns(Math.ceil(all * 1.25))
  for (const name of Object.keys(wider) as (keyof typeof wider)[]) wider[name].set(history[name])
  Object.assign(history, wider)
}

/** Points a deal to its versions, which are in place and in order. */
export function placeDeal(history: DealHistory, placed: { deal: number; first: number; count: number }): void {
  const { deal, first, count } = placed
  const { validDay, recordedDay, retractedDay } = history.versions
  reserveDeals(history, deal + 1)
  history.wasted += history.count[deal]!
  history.first[deal] = first
  history.count[deal] = count
  let [begins, last, isPunctual] = [NEVER, NONE, 1]
  for (let row = first; row < first + count; row++) {
    if (retractedDay[row] !== NEVER || recordedDay[row]! > validDay[row]!) isPunctual = 0
    if (retractedDay[row] !== NEVER) continue
    if (begins === NEVER) begins = validDay[row]!
    last = row
  }
  history.beginsOn[deal] = begins
  history.lastRow[deal] = last
  history.endsOn[deal] = last === NONE ? NEVER : validDay[last]!
  history.isPunctual[deal] = isPunctual
}

function dealColumns(room: number) {
  const column = () => new Int32Array(room)
  return {
    createdOn: column().fill(NO_DAY),
    first: column(),
    count: column(),
    beginsOn: column(),
    endsOn: column(),
    lastRow: column(),
    isPunctual: new Uint8Array(room),
  }
}

function versionColumns(room: number): Versions {
  const days = () => new Int32Array(room)
  return {
    validDay: days(),
    recordedDay: days(),
    retractedDay: days(),
    stage: days(),
    owner: days(),
    account: days(),
    item: days(),
    category: new Uint8Array(room),
    amount: new Float64Array(room),
    currency: days(),
    expectedClose: days(),
    closedOn: days(),
  }
}
