import type { EChartsCoreOption } from 'echarts/core';
import { format, scaled, unitOf, type ChartModel, type ChartSeries } from './model';

export interface Look {
  text: string;
  muted: string;
  grid: string;
  background: string;
  still: boolean;
}

interface TooltipItem {
  seriesName: string;
  dataIndex: number;
}

/** The drawing of a chart. Bands are two stacked lines: an invisible lower end and the height above it. */
export function toOption(model: ChartModel, look: Look): EChartsCoreOption {
  const axis = { axisLine: { lineStyle: { color: look.muted } }, axisLabel: { color: look.text }, nameTextStyle: { color: look.text } };
  return {
    animation: !look.still,
    animationDuration: 250,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: 'inherit', color: look.text },
    grid: { left: 12, right: 18, top: 30, bottom: 26, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      appendTo: undefined,
      backgroundColor: look.background,
      borderColor: look.grid,
      textStyle: { color: look.text },
      formatter: (items: TooltipItem | TooltipItem[]) => tooltip(model, Array.isArray(items) ? items : [items]),
    },
    xAxis: {
      type: 'category',
      data: model.x,
      name: model.xName,
      nameLocation: 'middle',
      nameGap: 26,
      boundaryGap: model.bars === true,
      axisTick: { show: false },
      ...axis,
      axisLabel: { ...axis.axisLabel, hideOverlap: true, ...(labelled(model) ? { interval: labelled(model) } : {}) },
    },
    yAxis: {
      type: 'value',
      name: unitOf(model),
      scale: !model.series.some((one) => one.stacked),
      splitLine: { lineStyle: { color: look.grid } },
      ...axis,
      nameTextStyle: { ...axis.nameTextStyle, align: 'left' },
      axisLabel: { ...axis.axisLabel, formatter: (value: number) => format(value) },
    },
    series: [...model.series.flatMap((one, i) => band(model, one, i)), ...model.series.map((one) => line(model, one))],
  };
}

/** Calendar years are labelled in fives, or tens where there are many. */
function labelled(model: ChartModel): ((index: number) => boolean) | null {
  if (model.xName !== 'calendar year') return null;
  const step = model.x.length > 26 ? 10 : 5;
  return (index) => Number(model.x[index]) % step === 0;
}

function line(model: ChartModel, one: ChartSeries): object {
  const data = model.x.map((_, i) => scaled(model, one.values[i]));
  if (model.bars) return { type: 'bar', name: one.name, data, stack: one.stacked ? 'stack' : undefined, itemStyle: { color: one.colour } };
  return {
    type: 'line',
    name: one.name,
    data,
    showSymbol: false,
    symbolSize: 6,
    sampling: 'lttb',
    lineStyle: { color: one.colour, width: 2, type: one.dash ?? 'solid' },
    itemStyle: { color: one.colour },
    ...(one.stacked ? { stack: 'stack', areaStyle: { color: one.colour, opacity: 0.75 } } : {}),
  };
}

function band(model: ChartModel, one: ChartSeries, index: number): object[] {
  if (!one.low || !one.high || one.stacked) return [];
  const low = model.x.map((_, i) => scaled(model, one.low?.[i]));
  const height = model.x.map((_, i) => {
    const [from, to] = [scaled(model, one.low?.[i]), scaled(model, one.high?.[i])];
    return from === null || to === null ? null : to - from;
  });
  const shared = { type: 'line', stack: `band-${index}`, stackStrategy: 'all', silent: true, showSymbol: false, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  return [
    { ...shared, name: `${one.name} low`, data: low },
    { ...shared, name: `${one.name} band`, data: height, areaStyle: { color: one.colour, opacity: 0.18 } },
  ];
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The text that hovers over a year. */
export function tooltip(model: ChartModel, items: TooltipItem[]): string {
  const i = items[0]?.dataIndex ?? 0;
  const rows = model.series.map((one) => {
    const [low, high] = [scaled(model, one.low?.[i]), scaled(model, one.high?.[i])];
    const interval = low === null || high === null ? '' : ` <small>(${format(low)} to ${format(high)})</small>`;
    return `${escaped(one.name)}: <b>${format(scaled(model, one.values[i]))}</b>${interval}`;
  });
  return [`<b>${escaped(model.xName)} ${escaped(String(model.x[i]))}</b> ${escaped(unitOf(model))}`, ...rows].join('<br>');
}
