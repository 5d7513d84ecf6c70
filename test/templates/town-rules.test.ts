// The bottom lines of a town, in the pledge and in the plan alike.
import { describe, expect, test } from '@jest/globals';
import { CREATION_PLAN } from '../../templates/creation-plan/creation-plan.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { type Changes, problemsOf } from './filled.ts';

const kinds = [
  ['pledge', (changes: Changes) => problemsOf(PLEDGE, changes)],
  // A plan's building land must fit into the area under test.
  [
    'creation-plan',
    (changes: Changes) =>
      problemsOf(CREATION_PLAN, {
        'land.construction': '0.5',
        'land.existing': '0.1',
        // Asked of some classes only.
        'indicators.research': { now: '1.2', y5: '2.5' },
        ...changes,
      }),
  ],
] as const;

describe.each(kinds)('%s', (_, problems) => {
  test.each(['administrative-town', 'traditional-park', 'themed-street'])(
    '%s may not be a town (art. 1)',
    (nature) => {
      expect(problems({ 'town.nature': nature })).toEqual(['town.nature town.nature']);
    },
  );

  test('the planned area of an industrial town is 1 to 5 km² (art. 14)', () => {
    const area = (typed: string) => problems({ 'town.category': 'technology', 'town.area': typed });
    expect(area('1')).toEqual([]);
    expect(area('5')).toEqual([]);
    expect(area('0.99')).toEqual(['town.areaReason town.area-small']);
    expect(area('5.01')).toEqual(['town.areaReason town.area-large']);
  });

  test.each(['culture-tourism', 'sports', 'rural'])('%s may be larger but not smaller', (category) => {
    expect(problems({ 'town.category': category, 'town.area': '8.6' })).toEqual([]);
    expect(problems({ 'town.category': category, 'town.area': '0.8' })).toEqual([
      'town.areaReason town.area-small',
    ]);
  });

  test('an area out of bounds needs a written reason of ten characters', () => {
    const reason = (text: string) =>
      problems({ 'town.category': 'technology', 'town.area': '5.4', 'town.areaReason': text });
    expect(reason('因为需要')).toEqual(['town.areaReason text.short']);
    expect(reason('含0.6平方公里滨河生态绿地')).toEqual([]);
  });

  test('no reason makes up for an area of nothing', () => {
    const found = problems({ 'town.area': '0', 'town.areaReason': '面积尚未测定，待补充填写' });
    expect(found).toContain('town.area town.area-zero');
  });

  test.each(['east', 'south', 'west', 'north'])('the boundary %s is required', (side) => {
    expect(problems({ [`town.boundaries.${side}`]: '' })).toEqual([`town.boundaries.${side} required`]);
  });

  test.each(['ecology', 'farmland', 'urban'])('a conflict with the line %s blocks (art. 15)', (line) => {
    const path = `town.controlLines.${line}.conclusion`;
    expect(problems({ [path]: 'conflict' })).toEqual([`${path} control-line.conflict`]);
    expect(problems({ [path]: undefined })).toEqual([`${path} required`]);
  });

  test('moving all residents away blocks, moving some needs its plan', () => {
    expect(problems({ 'town.residents': 'whole' })).toEqual(['town.residents residents.whole']);
    expect(problems({ 'town.residents': 'partial', 'town.residentsPlan': undefined })).toEqual([
      'town.residentsPlan residents.plan',
    ]);
    expect(problems({ 'town.residents': 'stay', 'town.residentsPlan': undefined })).toEqual([]);
  });

  test('housing takes at most 30 % of the building land', () => {
    expect(problems({ 'town.residentialShare': '30' })).toEqual([]);
    expect(problems({ 'town.residentialShare': '30.01' })).toEqual([
      'town.residentialShare town.residential-share',
    ]);
  });

  test('another industry must be named', () => {
    expect(problems({ 'town.industry': 'other', 'town.industryDetail': undefined })).toEqual([
      'town.industryDetail town.industry-detail',
    ]);
  });

  test('no implicit government debt must be confirmed (art. 10)', () => {
    expect(problems({ 'debt.noImplicitDebt': undefined })).toEqual(['debt.noImplicitDebt debt.implicit']);
  });

  test('the period ends after it begins', () => {
    expect(problems({ 'period.from': '2031-12-31' })).toContain('period.to period.order');
  });
});
