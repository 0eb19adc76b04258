/** The holidays of the demo company in a year and the two after it. */
export function demoHolidays(year: number): { day: string; name: string }[] {
  return [year, year + 1, year + 2].flatMap((each) => [
    { day: `${each}-01-01`, name: "New Year's Day" },
    { day: `${each}-07-04`, name: 'Independence Day' },
    { day: `${each}-12-25`, name: 'Christmas Day' },
  ])
}
