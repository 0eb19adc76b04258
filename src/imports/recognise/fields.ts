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

/** A thing Drumbeat can take from a file. `names` are the headers it goes by, without
 * capitals, blanks and signs. */
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
      'family familyname category categoryname productcategory productsubcategory subcategoryname productfamily englishproductcategoryname englishproductsubcategoryname series warengruppe produktgruppe',
    ),
    reference(
      'parent',
      'Belongs to family',
      'family',
      0,
      'parent parentfamily parentcategory categorykey productcategorykey',
    ),
  ],
  territories: [
    alias('alias', 'Key in other files'),
    text(
      'name',
      'Territory',
      3,
      'territory territoryname region regionname salesterritory salesterritoryregion salesregion gebiet',
    ),
    text('parent', 'Belongs to', 1, 'parent parentterritory group territorygroup salesterritorygroup area'),
  ],
  items: [
    alias('alias', 'Key in other files'),
    key(
      'code',
      'Item code',
      3,
      'code itemcode productcode sku itemnumber itemno productnumber partnumber productalternatekey articlenumber artikelnummer hssku',
    ),
    text(
      'name',
      'Item name',
      3,
      'item itemname product productname englishproductname description name artikel bezeichnung',
    ),
    reference(
      'family',
      'Family',
      'family',
      2,
      'family series category productfamily itemfamily productcategory productsubcategory productcategorykey productsubcategorykey productline warengruppe',
    ),
    decimal(
      'list_price',
      'List price',
      3,
      'listprice salesprice price unitprice suggestedretailprice hsprice listenpreis preis',
    ),
    text('unit', 'Unit', 1, 'unit uom unitofmeasure quantityunitofmeasure einheit'),
    day('active_from', 'Sold from', 1, 'activefrom launchdate introduced sellstartdate'),
    day('active_to', 'Sold until', 1, 'activeto discontinued sellenddate'),
  ],
  accounts: [
    alias('alias', 'Key in other files'),
    key(
      'key',
      'Account id',
      2,
      'id accountid accountnumber companyid hsobjectid recordid reselleralternatekey customernumber kundennummer',
    ),
    text(
      'name',
      'Account name',
      3,
      'account accountname company companyname customer customername resellername name kunde firma',
    ),
    text('industry', 'Industry', 3, 'industry sector branche businesstype'),
    text('country', 'Country', 2, 'country billingcountry officelocation headquarters location countryregion land'),
    text('parent', 'Part of account', 2, 'parent parentid parentaccount parentaccountid subsidiaryof parentcompany'),
    reference('territory', 'Territory', 'territory', 1, 'territory region territoryname salesterritorykey gebiet'),
    whole('employees', 'Employees', 2, 'employees numberofemployees numberemployees headcount mitarbeiter'),
    money('annual_revenue', 'Annual revenue', 2, 'annualrevenue revenue turnover umsatz'),
    whole('founded_year', 'Founded', 2, 'yearestablished foundedyear founded yearfounded yearopened yearstarted'),
  ],
  people: [
    alias('alias', 'Key in other files'),
    key('key', 'Person id', 2, 'id userid employeeid personid employeenumber hubspotownerid personalnummer'),
    text(
      'name',
      'Name',
      3,
      'name fullname salesagent agent rep salesrep salesperson employee person owner ownername mitarbeiter',
    ),
    text('manager', 'Manager', 3, 'manager managerid reportsto managername supervisor manageremployeekey'),
    text('team', 'Team', 2, 'team teamname regionaloffice office department division'),
    text('email', 'E-mail', 2, 'email emailaddress'),
    text('title', 'Title', 2, 'title jobtitle position rolle'),
    day('hired_on', 'Hired on', 1, 'hiredon hiredate startdate'),
  ],
  quotas: [
    reference(
      'person',
      'Person',
      'person',
      2,
      'person owner salesagent rep employee employeekey salesperson user name',
    ),
    text('team', 'Team', 1, 'team teamname'),
    reference('territory', 'Territory', 'territory', 1, 'territory region'),
    reference('family', 'Family', 'family', 1, 'family category productfamily'),
    day('starts_on', 'Period from', 3, 'date period periodstart start startdate startson month quarterstart from'),
    day('ends_on', 'Period until (not included)', 1, 'enddate periodend end endson to'),
    money(
      'amount',
      'Quota',
      4,
      'quota salesquota amountquota salesamountquota target goal quotaamount vorgabe ziel amount',
    ),
    text('currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung'),
  ],
  deals: [
    key('key', 'Deal id', 2, 'id opportunityid dealid recordid hsobjectid opportunitynumber casesafeid'),
    text('name', 'Deal name', 2, 'name deal dealname opportunity opportunityname title'),
    text('stage', 'Stage', 4, 'stage dealstage stagename opportunitystage salesstage phase'),
    yesNo('is_closed', 'Closed?', 1, 'isclosed closed hsisclosed'),
    yesNo('is_won', 'Won?', 1, 'iswon won hsisclosedwon'),
    text('pipeline', 'Pipeline', 1, 'pipeline salesprocess recordtype'),
    reference(
      'owner',
      'Owner',
      'person',
      2,
      'owner ownerid dealowner opportunityowner ownername salesagent agent rep salesrep salesperson hubspotownerid verantwortlich',
    ),
    reference(
      'account',
      'Account',
      'account',
      2,
      'account accountid accountname company companyname customer associatedcompany kunde firma',
    ),
    reference('item', 'Item', 'item', 1, 'product productname item product2id sku artikel'),
    money('amount', 'Amount', 2, 'amount dealamount dealvalue value opportunityamount betrag'),
    money('closing_amount', 'Amount when won', 2, 'closevalue closedvalue wonamount wonvalue closedamount'),
    text('currency', 'Currency', 0, 'currency currencyisocode dealcurrencycode waehrung währung'),
    day(
      'created_on',
      'Opened on',
      1,
      'created createddate createdate createdon opendate opened engagedate datecreated erstellt',
    ),
    day('close_day', 'Close day (expected while open)', 2, 'closedate closeddate closingdate abschlussdatum'),
    day(
      'expected_close',
      'Expected close',
      1,
      'expectedclose expectedclosedate expectedclosing forecastclosedate estimatedclose',
    ),
    day('closed_on', 'Closed on', 1, 'actualclosedate closedondate closedwondate closedon'),
    share(
      'probability',
      'Probability',
      1,
      'probability probability% dealprobability hsdealstageprobability wahrscheinlichkeit',
    ),
    text('category', 'Forecast category', 1, 'forecastcategory forecastcategoryname hsmanualforecastcategory'),
    instant(
      'changed_at',
      'Changed at',
      1,
      'systemmodstamp lastmodifieddate hslastmodifieddate lastmodified laststagechangedate modified',
    ),
  ],
  'deal history': [
    key('deal', 'Deal id', 4, 'opportunityid dealid opportunity deal'),
    text('stage', 'Stage', 3, 'stagename stage tostage newstage dealstage'),
    instant(
      'changed_at',
      'Changed at',
      3,
      'createddate changedat changedate lastmodified timestamp date systemmodstamp',
    ),
    money('amount', 'Amount', 2, 'amount newamount'),
    day('expected_close', 'Expected close', 2, 'closedate newclosedate expectedclose'),
    share('probability', 'Probability', 1, 'probability probability%'),
    text('category', 'Forecast category', 1, 'forecastcategory forecastcategoryname'),
    text('previous', 'Value before (not used)', 3, 'prevamount prevclosedate fromstage oldstage previousstage'),
  ],
  'order lines': [
    key('key', 'Line id', 1, 'lineid orderlineid id transactionid invoicelineid'),
    key(
      'order_number',
      'Order number',
      3,
      'order ordernumber orderno orderid salesordernumber invoice invoicenumber auftrag auftragsnummer bestellnummer belegnummer',
    ),
    key('line_number', 'Line number', 2, 'line linenumber lineno salesorderlinenumber position pos itemno'),
    day(
      'ordered_on',
      'Ordered on',
      3,
      'orderdate orderedon date invoicedate salesdate day datum auftragsdatum bestelldatum belegdatum transactiondate',
    ),
    reference(
      'item',
      'Item',
      'item',
      3,
      'item itemcode product productkey productname sku productcode itemnumber partnumber productnumber artikel artikelnummer stockcode article',
    ),
    reference(
      'account',
      'Account',
      'account',
      1,
      'account accountname customer customername customerkey resellerkey customerid kunde kundennummer company',
    ),
    reference(
      'territory',
      'Territory',
      'territory',
      1,
      'territory region salesterritorykey salesterritory salesregion gebiet',
    ),
    reference('owner', 'Person', 'person', 1, 'owner salesperson salesagent employeekey rep salesrep person verkäufer'),
    text('channel', 'Channel', 1, 'channel saleschannel vertriebsweg kanal'),
    text('promotion', 'Promotion', 1, 'promotion promotionkey promo campaign promotioncode aktion'),
    decimal('quantity', 'Quantity', 4, 'quantity qty orderquantity units unitssold volume menge anzahl stückzahl'),
    decimal('unit_price', 'Unit price', 2, 'unitprice price einzelpreis preis'),
    share('discount', 'Discount', 1, 'discount unitpricediscountpct discountpct discountpercent discount% rabatt'),
    decimal(
      'amount',
      'Amount',
      3,
      'amount salesamount linetotal netamount revenue total extendedamount sales betrag umsatz nettobetrag lineamount',
    ),
    text('currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung'),
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
  return { field, label, type, weight, names: names.split(' '), ...(noun && { noun }) }
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
