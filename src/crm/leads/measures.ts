/** What the figures of leads are made of, one row per lead; days are the company's. */
export type LeadFacts = {
  key: string
  label: string
  status: string
  createdDay: string
  firstTouchDay: string | null
  /** From creation to the first touch; null where there was none or its time is not known. */
  hoursToFirstTouch: number | null
  qualifiedDay: string | null
  convertedDay: string | null
  daysToConversion: number | null
  disqualifiedDay: string | null
  untouchedDays: number | null
}

/** Leads created in a span, followed to today. Rates are null where nothing was created. */
export type LeadCohort = {
  created: number
  contacted: number
  qualified: number
  converted: number
  disqualified: number
  open: number
  contactRate: number | null
  qualificationRate: number | null
  conversionRate: number | null
  openShare: number | null
  /** Converted of those that are decided: converted or disqualified. */
  conversionRateOfDecided: number | null
  medianHoursToFirstTouch: number | null
  touchedWithinOneDayShare: number | null
  medianDaysToConversion: number | null
  firstTouchUnknown: number
  untouched: number
}

/** What happened within a span, whenever the leads were created. */
export type LeadEvents = {
  created: number
  contacted: number
  qualified: number
  converted: number
  disqualified: number
}

export type LeadGroup = { key: string; label: string; cohort: LeadCohort; events: LeadEvents }

type Span = { from: string | null; to: string | null }

/** The figures of all leads and of each group of them; `periodOf` tells a day's period where groups are periods. */
export function leadMeasures(
  leads: readonly LeadFacts[],
  asked: Span & {
    untouchedDays: number
    periodOf?: (day: string) => { key: string; label: string }
  },
): { total: Omit<LeadGroup, 'key' | 'label'>; groups: LeadGroup[] } {
  const { periodOf } = asked
  const total = { cohort: cohortOf(leads, asked), events: eventsOf(leads, (day) => within(day, asked)) }
  const groups = periodOf ? byPeriod(leads, { ...asked, periodOf }) : byKey(leads, asked)
  return { total, groups }
}

function byKey(leads: readonly LeadFacts[], asked: Span & { untouchedDays: number }): LeadGroup[] {
  return [...Map.groupBy(leads, ({ key }) => key)]
    .map(([key, own]) => ({
      key,
      label: own[0]!.label,
      cohort: cohortOf(own, asked),
      events: eventsOf(own, (day) => within(day, asked)),
    }))
    .filter(({ cohort, events }) => cohort.created > 0 || Object.values(events).some((count) => count > 0))
    .sort((a, b) => b.cohort.created - a.cohort.created || a.label.localeCompare(b.label))
}

function byPeriod(
  leads: readonly LeadFacts[],
  asked: Span & { untouchedDays: number; periodOf: (day: string) => { key: string; label: string } },
): LeadGroup[] {
  const labels = new Map<string, string>()
  const keyOf = (day: string) => {
    const { key, label } = asked.periodOf(day)
    labels.set(key, label)
    return key
  }
  const days = leads.flatMap((lead) => eventDays(lead).filter((day) => within(day, asked)))
  for (const day of days) keyOf(day)
  const created = Map.groupBy(
    leads.filter(({ createdDay }) => within(createdDay, asked)),
    ({ createdDay }) => keyOf(createdDay),
  )
  return [...labels.keys()].sort().map((key) => ({
    key,
    label: labels.get(key)!,
    cohort: cohortOf(created.get(key) ?? [], { ...asked, from: null, to: null }),
    events: eventsOf(leads, (day) => within(day, asked) && keyOf(day) === key),
  }))
}

function cohortOf(all: readonly LeadFacts[], asked: Span & { untouchedDays: number }): LeadCohort {
  const leads = all.filter(({ createdDay }) => within(createdDay, asked))
  const created = leads.length
  const count = (holds: (lead: LeadFacts) => boolean) => leads.filter(holds).length
  const [contacted, qualified] = [count(wasContacted), count(wasQualified)]
  const [converted, disqualified] = [count(is('converted')), count(is('disqualified'))]
  const share = (part: number, of = created) => (of === 0 ? null : part / of)
  const open = created - converted - disqualified
  const hours = leads.flatMap(({ hoursToFirstTouch }) => hoursToFirstTouch ?? [])
  const days = leads.flatMap(({ daysToConversion }) => daysToConversion ?? [])
  return {
    ...{ created, contacted, qualified, converted, disqualified, open },
    contactRate: share(contacted),
    qualificationRate: share(qualified),
    conversionRate: share(converted),
    openShare: share(open),
    conversionRateOfDecided: share(converted, converted + disqualified),
    medianHoursToFirstTouch: median(hours),
    touchedWithinOneDayShare: share(hours.filter((each) => each <= 24).length),
    medianDaysToConversion: median(days),
    firstTouchUnknown: count((lead) => wasContacted(lead) && lead.firstTouchDay === null),
    untouched: count((lead) => lead.untouchedDays !== null && lead.untouchedDays >= asked.untouchedDays),
  }
}

function eventsOf(leads: readonly LeadFacts[], holds: (day: string) => boolean): LeadEvents {
  const count = (dayOf: (lead: LeadFacts) => string | null) =>
    leads.filter((lead) => {
      const day = dayOf(lead)
      return day !== null && holds(day)
    }).length
  return {
    created: count(({ createdDay }) => createdDay),
    contacted: count(({ firstTouchDay }) => firstTouchDay),
    qualified: count(({ qualifiedDay }) => qualifiedDay),
    converted: count(({ convertedDay }) => convertedDay),
    disqualified: count(({ disqualifiedDay }) => disqualifiedDay),
  }
}

function eventDays(lead: LeadFacts): string[] {
  const { createdDay, firstTouchDay, qualifiedDay, convertedDay, disqualifiedDay } = lead
  return [createdDay, firstTouchDay, qualifiedDay, convertedDay, disqualifiedDay].filter((day) => day !== null)
}

function wasContacted({ status, firstTouchDay }: LeadFacts): boolean {
  return firstTouchDay !== null || ['contacted', 'qualified', 'converted'].includes(status)
}

function wasQualified({ status, qualifiedDay }: LeadFacts): boolean {
  return qualifiedDay !== null || status === 'qualified' || status === 'converted'
}

function is(wanted: string) {
  return ({ status }: LeadFacts) => status === wanted
}

function within(day: string, { from, to }: Span): boolean {
  return (from === null || day >= from) && (to === null || day <= to)
}

/** The middle value; of an even number the mean of the two in the middle. */
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
