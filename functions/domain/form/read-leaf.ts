// Reads one typed or transmitted value of a leaf field: the value, or what is wrong with it.
import { divisionName } from '../divisions.ts';
import { isCalendarDate } from '../time.ts';
import { creditCodeFault } from './credit-code.ts';
import type { LeafField, TextField } from './field.ts';
import { FEN_PER_STEP, MOST_FEN, readScaled } from './numbers.ts';
import { codePointName, normalizeText, refusedCharacter } from './text-hygiene.ts';

export type LeafResult = { value: string | number | boolean } | { code: string; message: string } | 'empty';

/** Characters of a text that no font of ours can show. */
export type Uncovered = (text: string) => readonly { character: string; codePoint: string }[];

const REFUSED: Record<string, string> = {
  control: '含有控制字符',
  invisible: '含有看不见的字符',
  surrogate: '含有残缺的字符编码',
  private: '含有自造字区的字符',
  'line-break': '不能换行',
  combining: '含有单独的附加符号',
  radical: '含有部首符号',
};

const fault = (code: string, message: string): LeafResult => ({ code, message });

/** `raw` is a string from a form. Numbers come out as the value's unit: fen, km², or the field's own. */
export function readTyped(field: LeafField, raw: string, uncovered: Uncovered): LeafResult {
  if (field.kind === 'flag') {
    if (raw === '') return 'empty';
    return raw === 'on' ? { value: true } : fault('flag.value', '请勾选或取消勾选');
  }
  const refused = refusedCharacter(
    raw.replace(/\r\n?/g, '\n'),
    field.kind === 'text' && field.multiline === true,
  );
  if (refused) {
    return fault(`text.${refused.why}`, `${REFUSED[refused.why]}（${refused.codePoint}），请删去后重新填写`);
  }
  const text = normalizeText(raw);
  if (text === '') return 'empty';
  switch (field.kind) {
    case 'money': {
      const step = readScaled(text, 2);
      if (step === undefined) return fault('money.format', '请填写金额数字，单位为万元');
      if (step === 'decimals') return fault('money.decimals', '金额以万元计，最多保留两位小数');
      return readNumber(field, step * FEN_PER_STEP);
    }
    case 'area': {
      const hundredth = readScaled(text, 2);
      if (hundredth === undefined) return fault('area.format', '请填写面积数字，单位为平方公里');
      if (hundredth === 'decimals') return fault('area.decimals', '面积以平方公里计，最多保留两位小数');
      return readNumber(field, hundredth / 100);
    }
    case 'number': {
      const scaled = readScaled(text, field.decimals);
      if (scaled === undefined) return fault('number.format', `请填写数字，单位为${field.unit}`);
      if (scaled === 'decimals') {
        return fault('number.decimals', field.decimals ? `最多保留${field.decimals}位小数` : '请填写整数');
      }
      return readNumber(field, scaled / 10 ** field.decimals);
    }
    default:
      return readString(field, text, uncovered);
  }
}

/** `raw` is a JSON value from the API; types must match exactly. */
export function readTransmitted(field: LeafField, raw: unknown, uncovered: Uncovered): LeafResult {
  if (field.kind === 'flag') {
    return typeof raw === 'boolean' ? { value: raw } : fault('type.boolean', '应为 true 或 false');
  }
  if (field.kind === 'money' || field.kind === 'area' || field.kind === 'number') {
    if (typeof raw !== 'number' || !Number.isFinite(raw)) return fault('type.number', '应为数字');
    return readNumber(field, raw);
  }
  if (typeof raw !== 'string') return fault('type.string', '应为字符串');
  return readTyped(field, raw, uncovered);
}

function readNumber(field: LeafField & { kind: 'money' | 'area' | 'number' }, value: number): LeafResult {
  if (field.kind === 'money') {
    if (value > MOST_FEN) return fault('money.range', '金额最多 99,999,999.99 万元，请核对单位是否为万元');
    if (!Number.isSafeInteger(value)) return fault('money.integer', '金额应为整数，单位为分');
    if (value % FEN_PER_STEP !== 0) return fault('money.decimals', '金额以万元计，最多保留两位小数');
    return value >= 0 ? { value } : fault('money.negative', '金额不能为负数');
  }
  const decimals = field.kind === 'area' ? 2 : field.decimals;
  const [min, max, unit] =
    field.kind === 'area' ? [0, 100_000, '平方公里'] : [field.min, field.max, field.unit];
  const scaled = value * 10 ** decimals;
  if (Math.abs(scaled - Math.round(scaled)) > 1e-6) {
    return fault(`${field.kind}.decimals`, decimals ? `最多保留${decimals}位小数` : '请填写整数');
  }
  if (value < min || value > max) return fault(`${field.kind}.range`, `应在 ${min} 至 ${max} ${unit}之间`);
  return { value: Math.round(scaled) / 10 ** decimals };
}

function readString(
  field: Exclude<LeafField, { kind: 'flag' | 'money' | 'area' | 'number' }>,
  text: string,
  uncovered: Uncovered,
): LeafResult {
  switch (field.kind) {
    case 'credit-code': {
      const code = text.toUpperCase().replace(/ /g, '');
      const wrong = creditCodeFault(code);
      if (wrong === 'length')
        return fault('credit-code.length', `统一社会信用代码应为18位，现为${[...code].length}位`);
      if (wrong === 'character') {
        return fault('credit-code.character', '只能用半角数字和大写字母（不含 I、O、S、V、Z），请核对');
      }
      if (wrong === 'check')
        return fault('credit-code.check', '校验位不符，其中有字符填错，请对照证照逐位核对');
      return { value: code };
    }
    case 'email':
      // One plain addr-spec (RFC 5321 §4.1.2 without quoting), ASCII only: it goes into a mail header.
      return /^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(
        text,
      )
        ? { value: text }
        : fault('email.format', '请填写一个完整的电子邮箱地址，如 name@example.gov.cn');
    case 'date':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return fault('date.format', '请按 2026-01-08 的格式填写日期');
      if (!isCalendarDate(text)) return fault('date.nonexistent', `${text} 这一天不存在，请核对`);
      return text >= '2000-01-01' && text <= '2099-12-31'
        ? { value: text }
        : fault('date.range', '日期应在 2000 年至 2099 年之间');
    case 'choice':
      return field.options.some((option) => option.value === text)
        ? { value: text }
        : fault('choice.unknown', '请从列出的选项中选择');
    case 'region': {
      const level = text.endsWith('00') ? 'prefecture' : 'county';
      return divisionName(text) && level === field.level
        ? { value: text }
        : fault(
            'region.unknown',
            `请从列出的${field.level === 'prefecture' ? '市州' : '县（市、区、行委）'}中选择`,
          );
    }
    default:
      return readText(field, text, uncovered);
  }
}

function readText(field: TextField, text: string, uncovered: Uncovered): LeafResult {
  const missing = uncovered(text);
  if (missing.length > 0) {
    const names = missing.map(({ character, codePoint }) => `“${character}”（${codePoint}）`).join('、');
    return fault(
      'text.glyph',
      `现有字库无法正确显示${names}，请核对，或改用通用字符；生僻字请联系系统管理员安装含有该字的字库`,
    );
  }
  const length = [...text].length;
  if (length > field.maxLength) {
    const advice = field.ifLonger ? `，${field.ifLonger}` : '';
    return fault('text.long', `最多${field.maxLength}字，现为${length}字${advice}`);
  }
  if (length < (field.minLength ?? 1))
    return fault('text.short', `至少${field.minLength}字，现为${length}字`);
  if (field.pattern && !new RegExp(`^(?:${field.pattern.source})$`, 'u').test(text)) {
    return fault('text.pattern', field.pattern.wanted);
  }
  return { value: text };
}

/** For messages about keys and names that came from outside. */
export function printableKey(key: string): string {
  return [...key]
    .slice(0, 40)
    .map((character) => (refusedCharacter(character, false) ? codePointName(character) : character))
    .join('');
}
