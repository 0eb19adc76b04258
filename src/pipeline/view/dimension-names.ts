/** The ways deals can be told apart, with their words. */
export const dimensions = {
  owner: 'Owner',
  manager: 'Manager',
  team: 'Team',
  territory: 'Territory',
  family: 'Family',
  item: 'Item',
  source: 'Source of the lead that became the deal',
  account: 'Account',
  sector: 'Sector',
  country: 'Country',
  employees: 'Employees of the account',
  'account-revenue': 'Annual revenue of the account',
  founded: 'Decade in which the account was founded',
  parent: 'Parent of the account',
  'account-group': 'The account, or the topmost company it belongs to',
  size: 'Size',
  currency: 'Currency',
  pipeline: 'Pipeline',
  stage: 'Stage',
  category: 'Forecast category',
  outcome: 'Outcome',
  price: 'Amount against the list price of the item',
  discount: 'Discount from the list price, in bands',
  'open-age': 'Age of open deals in days, in bands',
  'created-day': 'Day created',
  'closed-day': 'Day closed',
  'created-week': 'Week created',
  'created-month': 'Month created',
  'created-quarter': 'Quarter created',
  'created-year': 'Year created',
  'closed-week': 'Week closed',
  'closed-month': 'Month closed',
  'closed-quarter': 'Quarter closed',
  'closed-year': 'Year closed',
  'created-day-of-month': 'Day of the month created (1 to 31)',
  'closed-day-of-month': 'Day of the month closed (1 to 31)',
  'created-week-of-quarter': 'Week of the quarter created (1 to 14)',
  'closed-week-of-quarter': 'Week of the quarter closed (1 to 14)',
  'created-quarter-of-year': 'Quarter of the fiscal year created (1 to 4)',
  'closed-quarter-of-year': 'Quarter of the fiscal year closed (1 to 4)',
  'created-month-of-quarter': 'Month of the quarter created (1 to 3)',
  'closed-month-of-quarter': 'Month of the quarter closed (1 to 3)',
  'created-month-of-year': 'Month of the fiscal year created (1 to 12)',
  'closed-month-of-year': 'Month of the fiscal year closed (1 to 12)',
  'created-weekday': 'Weekday created (1 Monday to 7 Sunday)',
  'closed-weekday': 'Weekday closed (1 Monday to 7 Sunday)',
  'cycle-days': 'Days from creation to close, in bands',
  'due-month': 'Month of expected close',
  'due-quarter': 'Quarter of expected close',
  'due-year': 'Year of expected close',
} as const
export type DimensionName = keyof typeof dimensions

/** Segments by size, with where their bands usually end. */
export const usualBands = {
  employees: [50, 200, 500, 1_000, 5_000, 10_000],
  'account-revenue': [10e6, 100e6, 500e6, 1_000e6, 2_500e6, 5_000e6, 10_000e6],
  founded: [1970, 1980, 1990, 2000, 2010, 2020],
  size: [1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000],
  discount: [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5],
  'cycle-days': [15, 31, 61, 91, 121, 181, 366],
  'open-age': [15, 31, 61, 91, 121, 181, 366],
} as const satisfies Partial<Record<DimensionName, readonly number[]>>
export type BandName = keyof typeof usualBands

/** A segment, one with bands of one's own: `employees(100;1000)`, or a field that files have brought: `field(Lead type)`, `account-field(Tier)`. */
export type SegmentName = DimensionName | `${BandName}(${string})` | FieldSegment
export type FieldSegment = `field(${string})` | `account-field(${string})`

/** Which segment a name stands for, and the ends of its own bands; undefined where there is none such. */
export function segmentNamed(text: string): { name: DimensionName; bounds: readonly number[] | undefined } | undefined {
  if (Object.hasOwn(dimensions, text)) return { name: text as DimensionName, bounds: undefined }
  const found = /^([a-z-]+)\(([^()]+)\)$/.exec(text)
  if (!found || !Object.hasOwn(usualBands, found[1]!)) return undefined
  const bounds = found[2]!.split(';').map((each) => (each.trim() === '' ? Number.NaN : Number(each)))
  const rise = bounds.every((bound, at) => Number.isFinite(bound) && (at === 0 || bound > bounds[at - 1]!))
  return rise ? { name: found[1] as BandName, bounds } : undefined
}

/** The field that a segment is of, where it is one that files have brought to deals or to their accounts. */
export function fieldNamed(text: string): { of: 'deal' | 'account'; name: string } | undefined {
  const [, account, name] = /^(account-)?field\(([^(),:;|!]+)\)$/.exec(text) ?? []
  return name === undefined ? undefined : { of: account ? 'account' : 'deal', name }
}

/** A field in words. */
export function fieldWords({ of, name }: { of: 'deal' | 'account'; name: string }): string {
  return of === 'account' ? `${name} of the account` : name
}

/** Whether anything is told apart by that name. */
export function isSegment(text: string): text is SegmentName {
  return segmentNamed(text) !== undefined || fieldNamed(text) !== undefined
}

/** A segment in words. */
export function segmentWords(name: SegmentName): string {
  const field = fieldNamed(name)
  return field ? fieldWords(field) : dimensions[segmentNamed(name)!.name]
}

/** What a deal is from its creation on, as far as it is known; the others change on its way, or tell when it came or ended. */
const lasting: ReadonlySet<DimensionName> = new Set<DimensionName>([
  ...(['owner', 'manager', 'team', 'territory', 'family', 'item', 'source', 'account', 'sector', 'country'] as const),
  ...(['employees', 'account-revenue', 'founded', 'parent', 'account-group', 'size', 'currency', 'pipeline'] as const),
])

/** Whether a deal is in its segment from its creation on. */
export function isLasting(segment: SegmentName): boolean {
  const named = segmentNamed(segment)
  return named === undefined || lasting.has(named.name)
}
