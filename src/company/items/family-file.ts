import { alias, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs } from '#platform/importing/rule.ts'

/** How a file lists families; rows that belong to another family only lend it their keys. */
export const familyFile: Omit<FileKind, 'loads'> = {
  name: 'families',
  turn: 10,
  fields: [
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
      { repeats: true },
    ),
  ],
  required: [['name']],
  fileWords: /famil|categor/i,
  rule: needs('name'),
  presets: [
    {
      source: 'AdventureWorks',
      signs: ['productsubcategoryid', 'productcategoryid', 'name'],
      noOthers: true,
      fields: { productsubcategoryid: 'alias', productcategoryid: 'parent', name: 'name' },
    },
    {
      source: 'AdventureWorks',
      signs: ['productcategoryid', 'name'],
      noOthers: true,
      fields: { productcategoryid: 'alias', name: 'name' },
    },
  ],
  permission: 'company:edit',
  event: 'company.items.imported',
}
