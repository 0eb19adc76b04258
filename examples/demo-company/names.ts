import type { Random } from './random.ts'
import type { Region } from './roster.ts'

const given: Record<Region, string[]> = {
  US: words(
    'Alice Ben Carla Derek Elena Frank Grace Hector Irene Jamal Kara Liam Maya Nolan Olivia Paul Quinn Rosa Sam Tessa Victor Wendy Xavier Yara Zane Priya Marcus Dana',
  ),
  DACH: words(
    'Anna Bernd Clara Dieter Eva Florian Greta Holger Ines Jonas Katrin Lukas Mira Niklas Petra Ralf Sabine Tobias Ute Jürgen',
  ),
  Nordics: words('Astrid Bjørn Camilla Erik Freja Gustav Hanna Ingrid Johan Kari Lars Maja Nils Oskar Sigrid Tove'),
}
const family: Record<Region, string[]> = {
  US: words(
    'Abbott Bennett Castillo Dawson Ellery Fontaine Greer Hollis Ibarra Jefferson Keller Lowell Mercer Navarro Okafor Pruitt Quimby Ramsey Sandoval Tran Underhill Vance Whitaker Yates Zamora Patel Kim Osborne',
  ),
  DACH: words(
    'Albrecht Brandt Decker Eichler Falk Gerber Hartmann Imhof Jansen Kessler Lindner Moser Neumann Ostermann Pfeiffer Reuter Schäfer Thalberg Vogel Zeller',
  ),
  Nordics: words(
    'Aalto Berglund Dahl Ekström Forsberg Granlund Hagen Iversen Kjær Lindahl Mikkelsen Nyström Olsen Persson Rasmussen Solberg',
  ),
}

/** Names people of a region; no two share a name, and few a family name. */
export function nameMaker(random: Random): (region: Region) => string {
  const decks = { US: deck('US', random), DACH: deck('DACH', random), Nordics: deck('Nordics', random) }
  return (region) => decks[region].pop()!
}

/** Business names by kind of trade; each maker returns a new name every time. */
export function accountNameMaker(random: Random): (input: { region: Region; industry: string }) => string {
  const used = new Set<string>()
  return ({ region, industry }) => {
    for (;;) {
      const name = `${random.pick(firstWords[region])} ${random.pick(trades[region][industry]!)}`
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

const firstWords: Record<Region, string[]> = {
  US: words(
    'Alder Amber Anchor Aspen Beacon Birch Blackwood Bluebird Bramble Bridgeport Cedar Chestnut Clearwater Copperfield Coral Cypress Driftwood Elmhurst Fairview Fernwood Foxglove Garnet Golden Granite Greenway Harborside Hawthorn Heron Hickory Ironwood Juniper Keystone Lakeside Larkspur Laurel Lighthouse Magnolia Maple Meadow Mistral Northgate Oakmont Old_Mill Orchard Parkside Pinecrest Quarry Redwood Ridgeway Riverbend Rosewood Sagebrush Sandpiper Silver_Creek Southport Stonebridge Summit Sunrise Sycamore Thistle Timberline Union_Square Valley Westbrook Wildflower Willow',
  ),
  DACH: words(
    'Alpenblick Am_Markt Amsel Bergblick Birkenhof Blumenau Brunnen Domplatz Edelweiss Eichen Falken Fichten Goldener_Hirsch Gartenstadt Hafen Heidehof Hirschgarten Isartor Kastanien Königshof Lindenhof Löwen Marienplatz Mühlen Neustadt Obsthof Parkhaus Quellen Rathaus Rebstock Rosenau Schlossberg Seeblick Silber Sonnenhof Stadtpark Steinbach Tannen Taubenschlag Turm Ufer Waldblick Weinberg Wiesen Zur_Post',
  ),
  Nordics: words(
    'Bjørk Blåbær Bryggen Eik Elvebakken Fjord Furu Gamle_Torv Granit Havn Hjort Holmen Isbre Kanel Kyst Lind Lyng Måne Midnatt Nordlys Norrsken Poppel Rosen Sand Sjø Skog Solsiden Stein Strand Svale Torget Vinter Ørn Åsen',
  ),
}

const trades: Record<Region, Record<string, string[]>> = {
  US: {
    Cafés: ['Coffee', 'Coffee House', 'Espresso Bar', 'Bakery & Café', 'Roasters'],
    Hotels: ['Hotels', 'Inn', 'Resort', 'Suites', 'Lodge'],
    Restaurants: ['Kitchen', 'Grill', 'Dining Group', 'Bistro', 'Table'],
    Offices: ['Software', 'Financial', 'Insurance', 'Labs', 'Media'],
    Retail: ['Markets', 'Home Stores', 'Grocers', 'Kitchen Supply'],
    Distributors: ['Food Service', 'Beverage Supply', 'Equipment Co.', 'Wholesale'],
  },
  DACH: {
    Cafés: ['Kaffeehaus', 'Café', 'Rösterei GmbH', 'Konditorei', 'Backstube GmbH'],
    Hotels: ['Hotel', 'Hotels AG', 'Gasthof', 'Kurhotel', 'Resort GmbH'],
    Restaurants: ['Wirtshaus', 'Gastronomie GmbH', 'Restaurant', 'Küche GmbH'],
    Offices: ['Versicherung AG', 'Software GmbH', 'Kanzlei', 'Medien GmbH'],
    Retail: ['Märkte GmbH', 'Handel AG', 'Feinkost', 'Küchenwelt GmbH'],
    Distributors: ['Großhandel GmbH', 'Gastrobedarf GmbH', 'Getränke GmbH', 'Technik AG'],
  },
  Nordics: {
    Cafés: ['Kaffebar', 'Kafé AS', 'Konditori AB', 'Kaffe ApS', 'Bageri'],
    Hotels: ['Hotell AS', 'Hotels AB', 'Gjestehus', 'Hotel ApS'],
    Restaurants: ['Spisehus', 'Kjøkken AS', 'Restaurang AB', 'Mat ApS'],
    Offices: ['Data AB', 'Forsikring AS', 'Design ApS', 'Media AB'],
    Retail: ['Handel AB', 'Marked AS', 'Butikker ApS', 'Varehus AS'],
    Distributors: ['Engros AS', 'Storkök AB', 'Grossist ApS', 'Teknik AB'],
  },
}

function deck(region: Region, random: Random): string[] {
  const surnames = shuffle(family[region], random)
  const more = shuffle(family[region], random)
  const firsts = shuffle(given[region], random)
  return [...more, ...surnames].map((surname, index) => `${firsts[index % firsts.length]} ${surname}`).filter(isFirst)
}

function isFirst(name: string, index: number, all: string[]): boolean {
  return all.indexOf(name) === index
}

function shuffle<T>(values: readonly T[], random: Random): T[] {
  const result = [...values]
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.whole(i + 1)
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}

function words(text: string): string[] {
  return text.split(' ').map((word) => word.replaceAll('_', ' '))
}
