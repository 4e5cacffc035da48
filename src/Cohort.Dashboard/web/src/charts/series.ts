import type { DictionaryEntry, RunSeries, Series } from '../api/client';
import { armColour, dashes } from './palette';
import type { ChartModel, ChartSeries } from './model';

/** A chart's title for an outcome: the first words of its meaning. */
export const titleOf = (outcome: string, dictionary: ReadonlyMap<string, DictionaryEntry>): string =>
  dictionary.get(outcome)?.meaning.replace(/^Deaths: |, (share|mean) of (the living|those.*)|, per 1000 person-years.*|, in the year$/g, '').replace(/: .*/, '') ?? outcome.replaceAll('_', ' ');

const isShare = (unit: string): boolean => unit === 'share';

export interface OutcomeQuestion {
  outcome: string;
  title?: string;
  differences: boolean;
  dark: boolean;
}

/** One outcome, a line an arm; or the arms against the first. */
export function outcomeChart(series: RunSeries | null, question: OutcomeQuestion, dictionary: ReadonlyMap<string, DictionaryEntry>): ChartModel {
  const entry = dictionary.get(question.outcome);
  const arms = (series?.arms ?? []).map((arm, i) => ({ arm, i })).filter(({ arm }) => !question.differences || arm.differences.length > 0);
  const first = series?.arms[0]?.name;
  return {
    title: question.title ?? titleOf(question.outcome, dictionary),
    meaning: `${entry?.meaning ?? question.outcome}${question.differences ? `. Difference from ${first}, the same patients compared` : ''}. Bands: 95 % interval of Monte Carlo error.`,
    xName: 'calendar year',
    unit: entry?.unit ?? '',
    percent: isShare(entry?.unit ?? ''),
    x: series?.calendarYears ?? [],
    series: arms.map(({ arm, i }) => {
      const one = (question.differences ? arm.differences : arm.outcomes).find((candidate) => candidate.outcome === question.outcome);
      return drawn(question.differences ? `${arm.name} − ${first}` : arm.name, one, armColour(i, question.dark), dashes[i % dashes.length]);
    }),
  };
}

function drawn(name: string, one: Series | undefined, colour: string, dash: ChartSeries['dash']): ChartSeries {
  return { name, values: one?.value ?? [], low: one?.low ?? [], high: one?.high ?? [], colour, ...(dash ? { dash } : {}) };
}

/** Several outcomes of one arm, on top of each other. */
export function stackedChart(
  series: RunSeries | null,
  arm: string,
  title: string,
  meaning: string,
  layers: readonly { outcome: string; name: string; colour: string }[],
  dictionary: ReadonlyMap<string, DictionaryEntry>,
): ChartModel {
  const outcomes = series?.arms.find((one) => one.name === arm)?.outcomes ?? [];
  const unit = dictionary.get(layers[0]?.outcome ?? '')?.unit ?? '';
  return {
    title,
    meaning,
    xName: 'calendar year',
    unit,
    percent: isShare(unit),
    x: series?.calendarYears ?? [],
    series: layers.map((layer) => ({
      name: layer.name,
      values: outcomes.find((one) => one.outcome === layer.outcome)?.value ?? [],
      colour: layer.colour,
      stacked: true,
    })),
  };
}
