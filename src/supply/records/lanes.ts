import { field, names, type RecordNoun } from './record.ts'

/** Ways between sites. */
export const lanes: RecordNoun = {
  path: 'lanes',
  plural: 'lanes',
  one: 'lane',
  table: 'supply.lane',
  words:
    'Ways between sites: how long, at what cost, how much at most; and where a truck or container is paid for as a whole, what it carries and costs.',
  identity: ['from_site', 'to_site'],
  turn: 43,
  fileWords: /lane|transport|route/i,
  fields: [
    names('fromSite', 'site', 'From', 'Where it begins.', 'fromsite from origin source von de', {
      weight: 3,
      required: true,
    }),
    names('toSite', 'site', 'To', 'Where it ends.', 'tosite to destination nach vers', { weight: 3, required: true }),
    field('leadDays', 'decimal', 'Days', 'Days on the way.', 'leaddays leadtime transitdays days tage jours', {
      weight: 3,
    }),
    field('costPerUnit', 'decimal', 'Cost per unit', 'Money per unit moved.', 'costperunit cost freightcost', {
      weight: 3,
    }),
    field(
      'capacityPerMonth',
      'decimal',
      'Units per month',
      'Most units in a month; no limit if left out.',
      'capacitypermonth capacity',
      { weight: 2 },
    ),
    field(
      'loadSize',
      'decimal',
      'Units per load',
      'Units that one truck or container carries, all items together; empty where loads are not paid for.',
      'unitsperload loadsize truckload truckcapacity containersize ladungsgroesse ladungsgröße einheitenproladung unitésparchargement unitesparchargement',
      { weight: 3, least: 0 },
    ),
    field(
      'costPerLoad',
      'decimal',
      'Cost per load',
      'Money for each load, full or not.',
      'costperload loadcost truckcost costpertruck containercost kostenproladung kostenprolkw coûtparchargement coutparchargement',
      { weight: 3, least: 0 },
    ),
    field(
      'loadsPerMonth',
      'decimal',
      'Loads per month',
      'Most loads in a month; no limit if left out.',
      'loadspermonth maxloads trucks trucksmax truckspermonth ladungenpromonat lkwpromonat chargementsparmois',
      { weight: 2, least: 0 },
    ),
    field(
      'fixedCost',
      'decimal',
      'Fixed cost',
      'Money in every month in which anything is sent; needs the most units per month.',
      'fixedcost fixedcostpermonth dispatchcost fixkosten fixkostenpromonat coûtfixe coutfixe',
      { weight: 2, least: 0 },
    ),
  ],
}
