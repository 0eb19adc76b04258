/** What the measures of a plan are called on its screens. */
export const measureWords: Readonly<Record<string, string>> = {
  demand: 'Demand',
  made: 'Made',
  bought: 'Ordered from suppliers',
  subcontracted: 'Made by others',
  'by-product': 'Comes as a by-product',
  'used instead': 'Used as an alternate',
  arrivals: 'On order, arriving',
  'on the way': 'On the way between sites',
  stock: 'Stock at the end',
  'days on hand': 'Days on hand',
  'safety stock': 'Safety stock',
  short: 'Below safety stock',
  backlog: 'Late at the end',
  lost: 'Lost',
  hours: 'Hours',
  overtime: 'Overtime',
}

/** What they mean. */
export const measureMeanings: Readonly<Record<string, string>> = {
  demand: 'Units wanted in the month, as demand is planned.',
  made: 'Units that our own resources begin in the month; they are in stock after the days that making takes.',
  subcontracted: 'Units that others begin in the month.',
  'by-product': 'Units that come with other items whose making begins in the month.',
  'used instead': 'Units used in the month in the place of the usual component of a recipe.',
  bought: 'Units ordered from suppliers in the month; they arrive after the lead time of the supplier.',
  arrivals: 'Units of orders placed before the plan that arrive in the month.',
  'on the way': 'Units sent from one site to another that arrive in a later month.',
  stock: 'Units on hand at the end of the month.',
  'days on hand': 'For how many days of the coming demand the stock at the end lasts.',
  'safety stock': 'The stock that is to be kept against what is uncertain.',
  short: 'Units by which the stock at the end lies below the safety stock.',
  backlog: 'Units wanted by now and still owed.',
  lost: 'Units wanted in the month that are never delivered.',
  overtime: 'Hours beyond the regular hours of the resources.',
}
