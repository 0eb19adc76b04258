import { field, names, type RecordNoun } from './record.ts'

const site = names('site', 'site', 'Site', 'The plant or warehouse it belongs to.', 'site plant warehouse werk')

/** Places within a site. */
export const locations: RecordNoun = {
  path: 'locations',
  plural: 'locations',
  one: 'location',
  table: 'supply.location',
  words: 'Places within a site where stock lies or work is done; those where work is done have a cost per hour.',
  identity: [],
  thing: 'location',
  turn: 40,
  fileWords: /location|lagerort/i,
  fields: [
    field('code', 'key', 'Code', 'By which other files name it.', 'locationid locationcode locationkey', { weight: 4 }),
    field('name', 'text', 'Location', 'Its name.', 'name location locationname', { weight: 1, required: true }),
    site,
    field(
      'costRate',
      'decimal',
      'Cost per hour',
      'Money per hour of work done there.',
      'costrate costperhour hourlyrate',
      { weight: 4 },
    ),
    field(
      'hoursPerWeek',
      'decimal',
      'Hours per week',
      'Hours of work it can give in a week.',
      'availability hoursperweek',
      { weight: 3 },
    ),
  ],
}

/** Machines, lines and work centres. */
export const resources: RecordNoun = {
  path: 'resources',
  plural: 'resources',
  one: 'resource',
  table: 'supply.resource',
  words: 'Machines, lines and work centres: how many, how many hours a day, at what cost.',
  identity: [],
  thing: 'resource',
  turn: 41,
  fileWords: /resource|machine|work.?cent|capacity/i,
  fields: [
    field('code', 'key', 'Code', 'By which other files name it.', 'resourceid resourcecode machineid workcenterid', {
      weight: 4,
    }),
    field('name', 'text', 'Resource', 'Its name.', 'name resource machine workcenter workcentre', {
      weight: 1,
      required: true,
    }),
    site,
    field(
      'units',
      'decimal',
      'Machines',
      'How many of the kind there are; 1 if left out.',
      'units machines count number',
      { weight: 2 },
    ),
    field(
      'hoursPerDay',
      'decimal',
      'Hours per day',
      'Hours that each gives on a working day, all shifts together.',
      'hoursperday shifthours dailyhours',
      { weight: 5 },
    ),
    field(
      'daysPerWeek',
      'decimal',
      'Days per week',
      'Working days in a week; 5 if left out.',
      'daysperweek workingdays',
      { weight: 3 },
    ),
    field(
      'efficiency',
      'share',
      'Efficiency',
      'Share of the hours that are worth something; 100 % if left out.',
      'efficiency availability oee',
      { weight: 2 },
    ),
    field('costPerHour', 'decimal', 'Cost per hour', 'Money per hour used.', 'costperhour costrate hourlyrate', {
      weight: 2,
    }),
    field(
      'overtimeCostPerHour',
      'decimal',
      'Overtime cost',
      'Money per hour of overtime, in full.',
      'overtimecostperhour overtimerate',
      { weight: 3 },
    ),
    field(
      'overtimeHoursPerDay',
      'decimal',
      'Overtime hours',
      'Most hours of overtime on a working day.',
      'overtimehoursperday overtimehours maxovertime',
      { weight: 3 },
    ),
    field(
      'keepsSetup',
      'yes-no',
      'Stays set up',
      'Whether it stays set up over the end of a month for what it made last. Left out: only where it makes a single item.',
      'keepssetup setupcarryover carryover stayssetup bleibtgeruestet bleibtgerüstet',
      { weight: 3 },
    ),
    names(
      'setUpFor',
      'item',
      'Set up for',
      'The item that it is set up for today, where it stays set up.',
      'setupfor currentsetup geruestetfuer gerüstetfür',
      { weight: 2, traits: { unknownKey: 'quarantine', unknownName: 'quarantine' } },
    ),
    field('assumed', 'yes-no', 'Assumed', 'Yes where nobody stated its hours: they are an assumption.', 'assumed', {
      hidden: true,
      weight: 0,
    }),
  ],
}

/** Days on which the hours of a resource differ. */
export const resourceHours: RecordNoun = {
  path: 'resource-hours',
  plural: 'special hours',
  one: 'special hours',
  table: 'supply.resource_hours',
  words:
    'Holidays, maintenance and extra shifts: from when to when a resource, or all of them, give other hours a day.',
  identity: ['resource', 'starts_on'],
  day: 'startsOn',
  turn: 42,
  fileWords: /calendar|holiday|shutdown|feiertag|shift/i,
  fields: [
    names('resource', 'resource', 'Resource', 'Whose hours; all where left empty.', 'resource machine workcenter', {
      weight: 2,
    }),
    field('startsOn', 'day', 'From', 'First day.', 'startdate startson from date day holiday', {
      weight: 2,
      required: true,
    }),
    field('endsOn', 'day', 'Until', 'Last day; the first one if left out.', 'enddate endson to until', { weight: 1 }),
    field(
      'hoursPerDay',
      'decimal',
      'Hours per day',
      'Hours on each of these days; 0 for closed.',
      'hoursperday hours',
      { weight: 4, required: true },
    ),
    field('reason', 'text', 'Reason', 'Why.', 'reason name description holidayname', { weight: 2 }),
  ],
}
