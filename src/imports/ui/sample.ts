/** A small file to try Import with: order lines of a made-up shop, one of them with a day that no calendar has. */
export const sample = {
  name: 'sample order lines.csv',
  text: `Order number;Line;Order date;Item;Customer;Quantity;Amount
S-1001;1;02.03.2026;Coffee grinder;Harbour Café;2;398,00
S-1001;2;02.03.2026;Paper filters, 100;Harbour Café;10;49,50
S-1002;1;05.03.2026;Coffee grinder;Linden Bakery;1;199,00
S-1003;1;11.03.2026;Espresso machine;Old Mill Hotel;1;2.450,00
S-1003;2;11.03.2026;Paper filters, 100;Old Mill Hotel;5;24,75
S-1004;1;17.03.2026;Coffee grinder;Corner Kiosk;1;199,00
S-1005;1;31.02.2026;Espresso machine;Linden Bakery;1;2.450,00
S-1006;1;26.03.2026;Paper filters, 100;Corner Kiosk;20;99,00
`,
} as const
