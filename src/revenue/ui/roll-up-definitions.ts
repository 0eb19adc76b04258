/** What the columns of the roll-up mean: in the heads of the grid and on the sheet of definitions of an export. */
export const rollUpDefinitions: Readonly<Record<string, string>> = {
  name: 'A person of the team tree as it is on the day looked at; the figures hold for the person and everybody below.',
  commit:
    'What is committed to for the period by the method chosen: a call, an adjustment from above, or the sum of the calls below.',
  basis: 'Where the commit comes from.',
  best: 'What could be closed if all went well, by the same calls.',
  outlook: 'Expected bookings of the period: won so far, open deals by their chance, and deals not created yet.',
  range: 'One in ten periods ends below the first, one in ten above the second.',
  outlookLow: 'One in ten periods ends below this.',
  outlookHigh: 'One in ten periods ends above this.',
  corrected:
    'The commit, corrected for how far earlier calls of the same people were off on the same day of the period.',
  closed: 'Won in the period up to the day looked at, each deal at the rate of its close.',
  open: 'Open and expected to close in the period, omitted deals left out, at the rate of the day looked at.',
  quota: 'What the person has to bring in the period, with everybody below.',
  missing: 'People at or below this line who are expected to call and have not.',
}
