import { field, names, type RecordNoun } from '../records/record.ts'

/** What a lot was meant to give and what it gave. */
export const workOrders: RecordNoun = {
  path: 'work-orders',
  plural: 'work orders',
  one: 'work order',
  table: 'supply.work_order',
  words: 'What was ordered to be made, what went into stock, what was scrapped and why.',
  identity: ['order_number'],
  day: 'dueOn',
  turn: 80,
  fileWords: /work.?order|production.?order|fertigungsauftr/i,
  fields: [
    field(
      'orderNumber',
      'key',
      'Work order',
      'Its number.',
      'workorderid workorder workordernumber productionorder fertigungsauftrag',
      { weight: 5, required: true },
    ),
    names('item', 'item', 'Item', 'What was made.', 'productid item itemcode product productnumber', {
      weight: 2,
      required: true,
      traits: { unknownKey: 'quarantine' },
    }),
    field(
      'quantity',
      'decimal',
      'Ordered',
      'Units that were ordered to be made.',
      'orderqty quantity orderedquantity plannedquantity',
      { weight: 2, required: true },
    ),
    field(
      'stocked',
      'decimal',
      'Stocked',
      'Good units that went into stock.',
      'stockedqty stocked goodquantity yieldquantity',
      { weight: 2 },
    ),
    field('scrapped', 'decimal', 'Scrapped', 'Units that were scrapped.', 'scrappedqty scrapped scrapquantity', {
      weight: 4,
    }),
    names(
      'scrapReason',
      'scrap reason',
      'Scrap reason',
      'Why units were scrapped.',
      'scrapreasonid scrapreason reason',
      { weight: 3 },
    ),
    field('startsOn', 'day', 'Started on', 'The day on which work began.', 'startdate startson startedon'),
    field(
      'endsOn',
      'day',
      'Finished on',
      'The day on which it was done; empty while it is open.',
      'enddate endson finishedon',
    ),
    field('dueOn', 'day', 'Due on', 'The day by which it was wanted.', 'duedate dueon'),
  ],
}

/** What each step of a work order took. */
export const workOrderOperations: RecordNoun = {
  path: 'work-order-operations',
  plural: 'work order operations',
  one: 'work order operation',
  table: 'supply.work_order_operation',
  words: 'What each step of a work order took: hours, planned and actual cost.',
  identity: ['order_number', 'sequence', 'item'],
  day: 'scheduledStart',
  turn: 81,
  fileWords: /routing/i,
  fields: [
    field('orderNumber', 'key', 'Work order', 'Its number.', 'workorderid workorder workordernumber', {
      weight: 3,
      required: true,
    }),
    names('item', 'item', 'Item', 'What was made.', 'productid item itemcode product', {}),
    field(
      'sequence',
      'whole',
      'Step',
      'The place of the step in the order of steps.',
      'operationsequence sequence step',
      { weight: 3 },
    ),
    names('location', 'location', 'Location', 'Where it was done.', 'locationid location', { weight: 1 }),
    names('resource', 'resource', 'Resource', 'The machine or work centre.', 'resource machine workcenter', {
      weight: 1,
    }),
    field(
      'scheduledStart',
      'day',
      'Planned start',
      'The day on which it was to begin.',
      'scheduledstartdate scheduledstart plannedstart',
      { weight: 3 },
    ),
    field(
      'scheduledEnd',
      'day',
      'Planned end',
      'The day on which it was to be done.',
      'scheduledenddate scheduledend plannedend',
      { weight: 2 },
    ),
    field('actualStart', 'day', 'Began on', 'The day on which it began.', 'actualstartdate actualstart', { weight: 2 }),
    field('actualEnd', 'day', 'Done on', 'The day on which it was done.', 'actualenddate actualend', { weight: 2 }),
    field('hours', 'decimal', 'Hours', 'Hours that it took.', 'actualresourcehrs actualhours hours', { weight: 4 }),
    field('plannedCost', 'decimal', 'Planned cost', 'What it was to cost.', 'plannedcost', { weight: 3 }),
    field('actualCost', 'decimal', 'Actual cost', 'What it cost.', 'actualcost', { weight: 3 }),
  ],
}

/** Why units are scrapped. */
export const scrapReasons: RecordNoun = {
  path: 'scrap-reasons',
  plural: 'scrap reasons',
  one: 'scrap reason',
  table: 'supply.scrap_reason',
  words: 'Why units are scrapped.',
  identity: [],
  thing: 'scrap reason',
  turn: 40,
  fileWords: /scrap/i,
  fields: [
    field('code', 'key', 'Code', 'By which work orders name it.', 'scrapreasonid reasoncode scrapcode', { weight: 5 }),
    field('name', 'text', 'Scrap reason', 'In words.', 'name scrapreason reason description', {
      weight: 1,
      required: true,
    }),
  ],
}
