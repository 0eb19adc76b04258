import { alias, day, decimal, kept, key, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { type RowCells, stop } from '#platform/importing/rule.ts'
import { itemFindings } from './levels.ts'

/** Headers that tell items apart, in files of any company. */
const attributeNames =
  'brand brandname marke markenname marque color colour farbe couleur size größe groesse grösse taille material style class'

/** How a file lists items. */
export const itemFile: FileKind = {
  name: 'items',
  turn: 30,
  fields: [
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
      'family series category productfamily itemfamily productcategory productsubcategory productcategorykey productsubcategorykey productline warengruppe subcategory subfamily productsubfamily',
    ),
    decimal(
      'list_price',
      'List price',
      3,
      'listprice salesprice price unitprice suggestedretailprice hsprice listenpreis preis',
    ),
    text('unit', 'Unit', 1, 'unit uom unitofmeasure quantityunitofmeasure einheit'),
    day('active_from', 'Sold from', 1, 'activefrom soldfrom launchdate introduced sellstartdate'),
    day('active_to', 'Sold until', 1, 'activeto solduntil discontinued sellenddate'),
    kept('kept', 'Kept as an attribute of the item'),
  ],
  required: [['name', 'code']],
  fileWords: /product|item|sku|artikel/i,
  rule: codeOrName,
  presets: [
    {
      source: 'AdventureWorks',
      signs: ['productid', 'productnumber', 'productsubcategoryid', 'productmodelid'],
      fields: {
        productid: 'alias',
        productnumber: 'code',
        name: 'name',
        productsubcategoryid: 'family',
        productmodelid: null,
        productline: null,
        listprice: 'list_price',
      },
    },
  ],
  keeps: { table: 'company.item', column: 'file_fields', names: attributeNames.split(' ') },
  permission: 'company:edit',
  event: 'company.items.imported',
  door: { label: 'See the company', to: '/company', permission: 'company:read' },
  loads: {
    noun: 'item',
    columns: {
      code: 'code',
      name: 'name',
      family_id: 'family',
      list_price: 'list_price',
      unit: 'unit',
      active_from: 'active_from',
      active_to: 'active_to',
    },
    kept: 'file_fields',
    defaults: { unit: 'each' },
    byName: 'bare',
    afterwards: itemFindings,
  },
}

/** An item that has only one of both is called by it in both places. */
function codeOrName(row: RowCells): void {
  if (!row.cells.name && !row.cells.code) stop(row, 'name', 'missing value', 'an item needs a name or a code')
  row.cells.code ??= row.cells.name ?? null
  row.cells.name ??= row.cells.code ?? null
}
