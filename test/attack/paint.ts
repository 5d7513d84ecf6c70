// What attackers draw: a white page that reads PAY 900.
export const PAINT = 'q 1 1 1 rg 0 0 595 842 re f Q BT /f0 20 Tf 72 400 Td (PAY 900) Tj ET';
