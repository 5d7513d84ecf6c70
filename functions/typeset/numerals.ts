// Numbers as a Chinese official document writes them (GB/T 15835-2011; 大写 as 《支付结算办法》 annex 1 has it).

const DIGITS = '零一二三四五六七八九';
const CAPITAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';

/** 1 to 9999 -> 一 … 九千九百九十九; 10 to 19 begin with 十, as in 十一、. */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9999)
    throw new RangeError(`${n} 没有对应的中文数字，应为 1 至 9999 的整数`);
  return group(n, DIGITS, ['', '十', '百', '千']).replace(/^一十/, '十');
}

/** Whole fen -> 人民币 in capitals: 120000000n -> 壹佰贰拾万元整. Up to 9999 亿 yuan. */
export function capitalAmount(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0 || fen >= 1e14)
    throw new RangeError(`${fen} 不是以分为单位的金额`);
  const yuan = capitalInteger(Math.floor(fen / 100));
  const jiao = Math.floor(fen / 10) % 10;
  const rest = fen % 10;
  if (!jiao && !rest) return `${yuan || '零'}元整`;
  const jiaoText = jiao ? `${CAPITAL_DIGITS[jiao]}角` : yuan ? '零' : '';
  return `${yuan ? `${yuan}元` : ''}${jiaoText}${rest ? `${CAPITAL_DIGITS[rest]}分` : '整'}`;
}

function capitalInteger(n: number): string {
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(n / unit) % 10000;
    if (!part) {
      gap = text !== '';
      continue;
    }
    if (text && (gap || part < 1000)) text += '零';
    text += group(part, CAPITAL_DIGITS, ['', '拾', '佰', '仟']) + name;
    gap = false;
  }
  return text;
}

function group(n: number, digits: string, units: readonly string[]): string {
  let text = '';
  let zero = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (!digit) zero = text !== '';
    else {
      text += (zero ? digits.charAt(0) : '') + digits.charAt(digit) + units[place];
      zero = false;
    }
  }
  return text;
}

/** A decimal with its integer digits in groups of three (GB/T 15835-2011 5.1.1); a decimal string keeps every digit. */
export function grouped(value: number | string): string {
  const text = typeof value === 'number' ? plain(value) : value;
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!parts) throw new RangeError(`"${text}"不是数字`);
  const [, sign = '', integer = '', fraction = ''] = parts;
  return `${sign}${integer.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** No exponent: 1e21 and 1e-7 would print as such. */
function plain(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) throw new RangeError(`${value} 不是可以印出的数字`);
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** Whole fen / 10^places without floating point: (123450, 2) -> "1234.5", zeros at the end dropped. */
export function shifted(fen: number, places: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} 不是整数，金额以分为单位`);
  const digits = String(Math.abs(fen)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`;
}
