// Divisions of Qinghai to choose from, no wider than a member of staff may look.
import { covers, divisionName, PREFECTURES, prefectureOf } from '../domain/divisions.ts';

export interface Option {
  value: string;
  label: string;
  selected: boolean;
}

export interface OptionGroup {
  label: string;
  options: Option[];
}

/** Six-digit codes for a form. Counties stand under their prefecture. */
export function regionOptions(
  level: 'prefecture' | 'county',
  scope: string,
  selected: string,
): OptionGroup[] {
  const option = ({ code, name }: { code: string; name: string }): Option => ({
    value: code,
    label: name,
    selected: code === selected,
  });
  if (level === 'prefecture') {
    const prefectures = PREFECTURES.filter(({ code }) => touches(scope, code));
    return [{ label: '', options: prefectures.map(option) }];
  }
  return PREFECTURES.map(({ name, counties }) => ({
    label: name,
    options: counties.filter(({ code }) => covers(scope, code)).map(option),
  })).filter(({ options }) => options.length > 0);
}

/** Four and six digits for a list's filter: each prefecture as a whole, then its counties. */
export function regionFilter(scope: string, selected: string): OptionGroup[] {
  return PREFECTURES.filter(({ code }) => touches(scope, code)).map(({ code, name, counties }) => {
    const all = {
      value: code.slice(0, 4),
      label: `${name}（全部）`,
      selected: code.slice(0, 4) === selected,
    };
    const inner = counties
      .filter((county) => covers(scope, county.code))
      .map((county) => ({ value: county.code, label: county.name, selected: county.code === selected }));
    return { label: name, options: covers(scope, code) ? [all, ...inner] : inner };
  });
}

/** What a new form starts with: the only division that can be chosen. */
export function onlyRegion(scope: string): { prefecture?: string; county?: string } {
  if (scope.length < 4) return {};
  const prefecture = prefectureOf(scope);
  return scope.length === 6 && divisionName(scope) ? { prefecture, county: scope } : { prefecture };
}

function touches(scope: string, prefecture: string): boolean {
  return covers(scope, prefecture) || scope.startsWith(prefecture.slice(0, 4));
}
