import { field, holding, names, type RecordNoun } from '../records/record.ts'
import { wrongByProduct, wrongComponent } from './wrong-recipe.ts'

const keyedByProduct = { unknownKey: 'quarantine', keyName: 'productid' } as const

/** Of what an item is made. */
export const recipeComponents: RecordNoun = {
  path: 'recipe-components',
  plural: 'recipe components',
  one: 'recipe component',
  table: 'supply.recipe_component',
  words:
    'How many units of a component go into one unit of an item, what may be used in its place, and from when to when. Recipes have as many levels as their components have recipes.',
  identity: ['assembly', 'component', 'starts_on'],
  identityWhereFilled: ['instead_of'],
  day: 'startsOn',
  turn: 74,
  fileWords: /bom|bill.?of.?material|recipe|stueckliste|stückliste|component/i,
  wrong: wrongComponent,
  fields: [
    names(
      'assembly',
      'item',
      'Made item',
      'What is made; empty where the component is the top of a recipe itself.',
      'productassemblyid assembly parent parentitem madeitem assemblyitem parentpart bomitem',
      {
        weight: 4,
        traits: keyedByProduct,
      },
    ),
    names(
      'component',
      'item',
      'Component',
      'What goes into it.',
      'componentid component componentitem childitem childpart partnumber componentcode',
      {
        weight: 4,
        required: true,
        traits: keyedByProduct,
      },
    ),
    field(
      'quantity',
      'decimal',
      'Quantity',
      'Units of the component per unit made.',
      'perassemblyqty quantity qty quantityper qtyper usage usagequantity menge',
      { weight: 3, required: true },
    ),
    names(
      'insteadOf',
      'item',
      'Instead of',
      'The component of the same recipe in whose place this one may be used, by its own quantity; empty where it is no alternate.',
      'insteadof alternatefor alternativefor alternateto substitutefor substituteof replacementfor ersatzfuer alternativezu',
      { weight: 3, traits: keyedByProduct },
    ),
    field('unit', 'text', 'Unit', 'The unit in which the quantity is given.', 'unitmeasurecode unit uom einheit'),
    field(
      'level',
      'whole',
      'Level',
      'The level at which the file places it; the product works levels out for itself.',
      'bomlevel level stufe',
      { weight: 2 },
    ),
    field(
      'scrap',
      'share',
      'Scrap',
      'Share of the component that is lost on the way, 0.02 = 2 %.',
      'scrap scraprate scrapfactor scrappct ausschuss',
    ),
    ...holding,
  ],
}

/** What comes with an item that is made: by-products and co-products. */
export const byProducts: RecordNoun = {
  path: 'by-products',
  plural: 'by-products',
  one: 'by-product',
  table: 'supply.by_product',
  words: 'What comes with an item when it is made, by-products and co-products: units per unit made.',
  identity: ['item', 'by_product', 'starts_on'],
  day: 'startsOn',
  turn: 75,
  fileWords: /by.?products?|co.?products?|kuppelprodukt|nebenprodukt/i,
  wrong: wrongByProduct,
  fields: [
    names('item', 'item', 'Made item', 'What is made.', 'item itemcode madeitem mainitem mainproduct assembly parent', {
      weight: 2,
      required: true,
      traits: { unknownKey: 'quarantine' },
    }),
    names(
      'byProduct',
      'item',
      'By-product',
      'What comes with it.',
      'byproduct coproduct byproductid coproductid byproductitem coproductitem nebenprodukt kuppelprodukt',
      { weight: 6, required: true, traits: { unknownKey: 'quarantine' } },
    ),
    field(
      'quantity',
      'decimal',
      'Quantity',
      'Units of it per unit made.',
      'quantity qty quantityper qtyper yield yieldper outputquantity menge',
      { weight: 3, required: true },
    ),
    field('unit', 'text', 'Unit', 'The unit in which the quantity is given.', 'unitmeasurecode unit uom einheit'),
    field(
      'disposalCost',
      'decimal',
      'Disposal cost',
      'Money that throwing one unit away costs, where nobody wants it; empty: nothing.',
      'disposalcost wastecost entsorgungskosten',
    ),
    ...holding,
  ],
}
