import type { FamilyName } from './truth.ts'

/** What the company makes: code, name, unit, list price in ten-thousandths of a dollar at the start, share of its family's lines. */
export type CatalogueItem = {
  code: string
  name: string
  family: FamilyName
  unit: string
  price: number
  share: number
}

/** Sixty items in six families. */
export const catalogue: CatalogueItem[] = [
  ...family('Espresso machines', 'ESP', 'each', [
    ['Arvo One', 2490, 13],
    ['Arvo Duo', 4190, 17],
    ['Arvo Duo Steel', 4690, 9],
    ['Arvo Trio', 5890, 12],
    ['Kestrel 2', 5290, 14],
    ['Kestrel 3', 6990, 9],
    ['Kestrel 3 Pro', 8450, 6],
    ['Sola Compact', 1890, 11],
    ['Sola Auto', 3290, 7],
    ['Sola Auto Milk', 3990, 5],
  ]),
  ...family('Grinders', 'GRD', 'each', [
    ['Grano 50', 390, 16],
    ['Grano 65', 590, 18],
    ['Grano 65 Quiet', 690, 9],
    ['Grano 75', 890, 13],
    ['Grano 75 Twin', 1390, 6],
    ['Mola Shop', 990, 9],
    ['Mola Shop XL', 1490, 5],
    ['Mola Filter', 790, 10],
    ['Grano Sense', 1190, 8],
    ['Grano Home Pro', 449, 6],
  ]),
  ...family('Cold drinks', 'CLD', 'each', [
    ['Frost Brew Tower', 1690, 13],
    ['Frost Brew Twin', 2790, 8],
    ['Nordan Ice 30', 1290, 14],
    ['Nordan Ice 60', 1990, 11],
    ['Nordan Ice 120', 3190, 6],
    ['Chill Tap Single', 890, 16],
    ['Chill Tap Double', 1290, 11],
    ['Frost Keg 20', 240, 12],
    ['Frost Blend', 640, 9],
    ['Nitro Tap', 1590, 9],
  ]),
  ...family('Filter brewers', 'FLT', 'each', [
    ['Brew 12', 290, 17],
    ['Brew 24', 490, 14],
    ['Brew 24 Thermo', 590, 10],
    ['Brew Bulk 5', 1190, 8],
    ['Brew Bulk 10', 1790, 6],
    ['Canto Airpot', 79, 15],
    ['Canto Server', 129, 10],
    ['Brew 12 Classic', 260, 8],
    ['Pour Station 3', 990, 7],
    ['Tea Station 2', 860, 5],
  ]),
  ...family('Water and care', 'CAR', 'box', [
    ['Cleaning tablets 100', 18.4525, 18],
    ['Cleaning powder', 11.4, 12, 'kg'],
    ['Milk line cleaner', 14.9, 13, 'litre'],
    ['Descaler', 9.75, 12, 'litre'],
    ['Water filter S', 46.5, 13],
    ['Water filter M', 68.25, 11],
    ['Water filter L', 104.8, 6],
    ['Grinder cleaner', 21.3, 8, 'kg'],
    ['Group brush set', 12.675, 4],
    ['Test strips 50', 7.8475, 3],
  ]),
  ...family('Spare parts', 'PRT', 'each', [
    ['Group gasket set', 8.95, 22],
    ['Steam tip', 14.5, 17],
    ['Burr set 65', 79, 16],
    ['Burr set 75', 112, 12],
    ['Portafilter', 64, 13],
    ['Pump 200', 138, 7],
    ['Heating element 3 kW', 96, 4],
    ['Control board Arvo', 245, 3],
    ['Ice mould 60', 58, 3],
    ['Compressor CX', 310, 3],
  ]),
]

type Line = [name: string, dollars: number, share: number, unit?: string]

function family(name: FamilyName, prefix: string, unit: string, lines: Line[]): CatalogueItem[] {
  return lines.map(([itemName, dollars, share, ownUnit], index) => ({
    code: `${prefix}-${101 + index}`,
    name: itemName,
    family: name,
    unit: ownUnit ?? unit,
    price: Math.round(dollars * 10_000),
    share: share / 100,
  }))
}
