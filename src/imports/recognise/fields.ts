import type { Kind, ReferenceNoun } from '../schema.ts'

/** How the values of a field are written. */
export type FieldType =
  | 'text'
  | 'key'
  | 'decimal'
  | 'money'
  | 'whole'
  | 'share'
  | 'day'
  | 'instant'
  | 'reference'
  | 'alias'
  | 'yes-no'

/** A thing Drumbeat can take from a file. `names` are the headers it goes by, in any spelling of spaces and capitals. */
export type Field = {
  field: string
  label: string
  type: FieldType
  noun?: ReferenceNoun
  /** How much the presence of this field says that the file is of this kind. */
  weight: number
  names: string[]
}

/** The fields of each kind of file. */
export const fields: Record<Kind, Field[]> = {
  families: [
    alias('alias', 'Key in other files'),
    text(
      'name',
      'Family',
      3,
      'family family name category category name product category subcategory subcategory name product family english product category name english product subcategory name series warengruppe produktgruppe',
    ),
    reference(
      'parent',
      'Belongs to family',
      'family',
      0,
      'parent parent family parent category category key product category key',
    ),
  ],
  territories: [
    alias('alias', 'Key in other files'),
    text(
      'name',
      'Territory',
      3,
      'territory territory name region region name sales territory sales territory region sales region gebiet',
    ),
    text('parent', 'Belongs to', 1, 'parent parent territory group territory group sales territory group area'),
  ],
  items: [
    alias('alias', 'Key in other files'),
    key(
      'code',
      'Item code',
      3,
      'code item code product code sku item number item no product number part number product alternate key article number artikelnummer hs sku',
    ),
    text(
      'name',
      'Item name',
      3,
      'item item name product product name english product name description name artikel bezeichnung',
    ),
    reference(
      'family',
      'Family',
      'family',
      2,
      'family series category product family product line item family product category subcategory product subcategory key warengruppe',
    ),
    decimal(
      'list_price',
      'List price',
      3,
      'list price sales price price unit price suggested retail price hs price listenpreis preis',
    ),
    text('unit', 'Unit', 1, 'unit uom unit of measure quantity unit of measure einheit'),
    day('active_from', 'Sold from', 1, 'active from start date launch date introduced sell start date'),
    day('active_to', 'Sold until', 1, 'active to end date discontinued sell end date'),
  ],
  accounts: [
    alias('alias', 'Key in other files'),
    key(
      'key',
      'Account id',
      2,
      'id account id account number company id hs object id record id reseller alternate key customer number kundennummer',
    ),
    text(
      'name',
      'Account name',
      3,
      'account account name company company name customer customer name reseller name name kunde firma',
    ),
    text('industry', 'Industry', 3, 'industry sector branche business type'),
    text('country', 'Country', 2, 'country billing country office location headquarters location country region land'),
    text(
      'parent',
      'Part of account',
      2,
      'parent parent id parent account parent account id subsidiary of parent company',
    ),
    reference('territory', 'Territory', 'territory', 1, 'territory region territory name sales territory key gebiet'),
    whole('employees', 'Employees', 2, 'employees number of employees number employees headcount mitarbeiter'),
    money('annual_revenue', 'Annual revenue', 2, 'annual revenue revenue annualrevenue turnover umsatz'),
    whole('founded_year', 'Founded', 2, 'year established founded year founded founded year year opened year started'),
  ],
  people: [
    alias('alias', 'Key in other files'),
    key('key', 'Person id', 2, 'id user id employee id person id employee number hubspot owner id personalnummer'),
    text(
      'name',
      'Name',
      3,
      'name full name sales agent agent rep sales rep salesperson sales person employee person owner name mitarbeiter',
    ),
    text('manager', 'Manager', 3, 'manager manager id reports to manager name supervisor manager employee key'),
    text('team', 'Team', 2, 'team team name regional office office department division'),
    text('email', 'E-mail', 2, 'email e mail email address'),
    text('title', 'Title', 2, 'title job title position rolle'),
    day('hired_on', 'Hired on', 1, 'hired on hire date start date'),
  ],
  quotas: [
    reference(
      'person',
      'Person',
      'person',
      2,
      'person owner sales agent rep employee employee key salesperson user name',
    ),
    text('team', 'Team', 1, 'team team name'),
    reference('territory', 'Territory', 'territory', 1, 'territory region'),
    reference('family', 'Family', 'family', 1, 'family category product family'),
    day('starts_on', 'Period from', 3, 'date period start start date starts on month quarter start from period'),
    day('ends_on', 'Period until (not included)', 1, 'end date period end ends on to'),
    money(
      'amount',
      'Quota',
      4,
      'quota sales quota amount quota amount sales amount quota target goal quota amount vorgabe ziel',
    ),
    text('currency', 'Currency', 0, 'currency currency iso code currency code waehrung währung'),
  ],
  deals: [
    key('key', 'Deal id', 2, 'id opportunity id deal id record id hs object id opportunity number case safe id'),
    text('name', 'Deal name', 2, 'name deal deal name dealname opportunity opportunity name title'),
    text('stage', 'Stage', 4, 'stage deal stage dealstage stage name opportunity stage sales stage phase'),
    yesNo('is_closed', 'Closed?', 1, 'is closed closed hs is closed'),
    yesNo('is_won', 'Won?', 1, 'is won won hs is closed won'),
    text('pipeline', 'Pipeline', 1, 'pipeline sales process record type'),
    reference(
      'owner',
      'Owner',
      'person',
      2,
      'owner owner id deal owner opportunity owner owner name sales agent agent rep sales rep salesperson hubspot owner id verantwortlich',
    ),
    reference(
      'account',
      'Account',
      'account',
      2,
      'account account id account name company company name customer associated company kunde firma',
    ),
    reference('item', 'Item', 'item', 1, 'product product name item product2 id sku artikel'),
    money('amount', 'Amount', 2, 'amount deal amount deal value value opportunity amount betrag'),
    money('closing_amount', 'Amount when won', 2, 'close value closed value won amount won value closed amount'),
    text('currency', 'Currency', 0, 'currency currency iso code deal currency code waehrung währung'),
    day(
      'created_on',
      'Opened on',
      1,
      'created created date create date createdate created on open date opened engage date date created erstellt',
    ),
    day(
      'close_day',
      'Close day (expected while open)',
      2,
      'close date closedate closed date closing date expected close expected close date abschlussdatum',
    ),
    day('expected_close', 'Expected close', 1, 'expected closing forecast close date estimated close'),
    day('closed_on', 'Closed on', 1, 'actual close date closed on date closed won date'),
    share(
      'probability',
      'Probability',
      1,
      'probability probability % deal probability hs deal stage probability wahrscheinlichkeit',
    ),
    text('category', 'Forecast category', 1, 'forecast category forecast category name hs manual forecast category'),
    instant(
      'changed_at',
      'Changed at',
      1,
      'system modstamp last modified date hs lastmodifieddate last modified last stage change date modified',
    ),
  ],
  'deal history': [
    key('deal', 'Deal id', 4, 'opportunity id deal id opportunity deal'),
    text('stage', 'Stage', 3, 'stage name stage to stage new stage dealstage deal stage'),
    instant(
      'changed_at',
      'Changed at',
      3,
      'created date changed at change date last modified timestamp date system modstamp',
    ),
    money('amount', 'Amount', 2, 'amount new amount'),
    day('expected_close', 'Expected close', 2, 'close date new close date closedate expected close'),
    share('probability', 'Probability', 1, 'probability probability %'),
    text('category', 'Forecast category', 1, 'forecast category forecast category name'),
    text('previous', 'Value before (not used)', 3, 'prev amount prev close date from stage old stage previous stage'),
  ],
  'order lines': [
    key('key', 'Line id', 1, 'line id order line id id transaction id invoice line id'),
    key(
      'order_number',
      'Order number',
      3,
      'order order number order no order id sales order number salesordernumber invoice invoice number auftrag auftragsnummer bestellnummer belegnummer',
    ),
    key('line_number', 'Line number', 2, 'line line number line no sales order line number position pos item no'),
    day(
      'ordered_on',
      'Ordered on',
      3,
      'order date ordered on date invoice date sales date day datum auftragsdatum bestelldatum belegdatum transaction date',
    ),
    reference(
      'item',
      'Item',
      'item',
      3,
      'item item code product product key product name sku product code item number part number artikel artikelnummer stock code article',
    ),
    reference(
      'account',
      'Account',
      'account',
      1,
      'account account name customer customer name customer key reseller key customer id kunde kundennummer company',
    ),
    reference(
      'territory',
      'Territory',
      'territory',
      1,
      'territory region sales territory key sales territory sales region gebiet',
    ),
    reference(
      'owner',
      'Person',
      'person',
      1,
      'owner sales person salesperson sales agent employee key rep sales rep person verkäufer',
    ),
    text('channel', 'Channel', 1, 'channel sales channel vertriebsweg kanal'),
    text('promotion', 'Promotion', 1, 'promotion promotion key promo campaign promotion code aktion'),
    decimal('quantity', 'Quantity', 4, 'quantity qty order quantity units units sold volume menge anzahl stückzahl'),
    decimal('unit_price', 'Unit price', 2, 'unit price price unitprice einzelpreis preis'),
    share('discount', 'Discount', 1, 'discount unit price discount pct discount percent discount % rabatt'),
    decimal(
      'amount',
      'Amount',
      3,
      'amount sales amount line total net amount revenue total extended amount sales betrag umsatz nettobetrag line amount',
    ),
    text('currency', 'Currency', 0, 'currency currency iso code currency code waehrung währung'),
  ],
}

/** The fields without which a kind of file cannot be loaded; of each inner list one is enough. */
export const required: Record<Kind, string[][]> = {
  families: [['name']],
  territories: [['name']],
  items: [['name', 'code']],
  accounts: [['name']],
  people: [['name']],
  quotas: [['amount'], ['starts_on']],
  deals: [
    ['stage', 'is_won'],
    ['key', 'name'],
  ],
  'deal history': [['deal'], ['stage'], ['changed_at']],
  'order lines': [['ordered_on'], ['item'], ['amount', 'quantity'], ['amount', 'unit_price', 'quantity']],
}

/** The field of that name; a mapping that names another one is refused at the door. */
export function fieldOf(kind: Kind, field: string): Field {
  const found = fields[kind].find((known) => known.field === field)
  if (!found)
    throw new Error(`"${field}" is no field of ${kind}; it has ${fields[kind].map((known) => known.field).join(', ')}.`)
  return found
}

/** A header without capitals, blanks and signs. */
export function normalHeader(header: string): string {
  return header
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/[^\p{L}\p{N}%]/gu, '')
}

function make(
  type: FieldType,
  field: string,
  label: string,
  weight: number,
  names: string,
  noun?: ReferenceNoun,
): Field {
  return { field, label, type, weight, names: runs(names), ...(noun && { noun }) }
}

/** The headers are written without separators between them, so every run of up to four words counts as one. */
function runs(names: string): string[] {
  return names.split(' ').filter((name) => name !== '')
}
function alias(field: string, label: string): Field {
  return make('alias', field, label, 0, '')
}
function text(field: string, label: string, weight: number, names: string): Field {
  return make('text', field, label, weight, names)
}
function key(field: string, label: string, weight: number, names: string): Field {
  return make('key', field, label, weight, names)
}
function decimal(field: string, label: string, weight: number, names: string): Field {
  return make('decimal', field, label, weight, names)
}
function money(field: string, label: string, weight: number, names: string): Field {
  return make('money', field, label, weight, names)
}
function whole(field: string, label: string, weight: number, names: string): Field {
  return make('whole', field, label, weight, names)
}
function share(field: string, label: string, weight: number, names: string): Field {
  return make('share', field, label, weight, names)
}
function day(field: string, label: string, weight: number, names: string): Field {
  return make('day', field, label, weight, names)
}
function instant(field: string, label: string, weight: number, names: string): Field {
  return make('instant', field, label, weight, names)
}
function yesNo(field: string, label: string, weight: number, names: string): Field {
  return make('yes-no', field, label, weight, names)
}
function reference(field: string, label: string, noun: ReferenceNoun, weight: number, names: string): Field {
  return make('reference', field, label, weight, names, noun)
}
