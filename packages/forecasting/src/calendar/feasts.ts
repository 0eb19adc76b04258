import { type Day, dayOf } from './day.ts'

/** Feasts that move with Easter, in days from it; the Orthodox one by the Julian calendar. */
const fromEaster = {
  'Shrove Monday': -48,
  'Ash Wednesday': -46,
  'Palm Sunday': -7,
  'Good Friday': -2,
  Easter: 0,
  'Easter Monday': 1,
  Ascension: 39,
  Pentecost: 49,
  'Whit Monday': 50,
  'Corpus Christi': 60,
}

/** A feast whose date changes from year to year. */
export type Feast = keyof typeof fromEaster | 'Orthodox Easter'

/** The day of a feast in a year of the Gregorian calendar. */
export function feastDay(feast: Feast, year: number): Day {
  return feast === 'Orthodox Easter' ? orthodoxEaster(year) : easter(year) + fromEaster[feast]
}

/**
 * Easter Sunday by the Gregorian computus: the golden number and the century's corrections give the epact (days the moon is
 * old on 1 January), that the Paschal full moon, and Easter is the Sunday after it.
 */
export function easter(year: number): Day {
  const golden = (year % 19) + 1
  const century = Math.floor(year / 100) + 1
  const droppedLeapDays = Math.floor((3 * century) / 4) - 12
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5
  const sunday = Math.floor((5 * year) / 4) - droppedLeapDays - 10
  let epact = (11 * golden + 20 + moonCorrection - droppedLeapDays) % 30
  if (epact < 0) epact += 30
  if ((epact === 25 && golden > 11) || epact === 24) epact++
  let fullMoon = 44 - epact
  if (fullMoon < 21) fullMoon += 30
  return dayOf(year, 3, fullMoon + 7 - ((sunday + fullMoon) % 7))
}

/** The same by the Julian calendar, whose days run behind the Gregorian ones. */
function orthodoxEaster(year: number): Day {
  const moon = (19 * (year % 19) + 15) % 30
  const sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const behind = Math.floor(year / 100) - Math.floor(year / 400) - 2
  return dayOf(year, 3, moon + sunday + 22 + behind)
}
