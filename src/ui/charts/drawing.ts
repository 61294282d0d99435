import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  Tooltip,
  type ChartDataset,
  type ChartEvent,
  type ChartOptions,
} from 'chart.js';

import { totalsOf, type Bar, type ChartData } from './chart-data.js';
import { fillStyleOf } from './fills.js';
import type { Look } from './look.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** The styles of the part are those of the element that draws. */
export const styles = [];

/** Texts of a drawing in the language of the page. */
export interface DrawingTexts {
  readonly number: (value: number) => string;
  /** As short as an axis needs it. */
  readonly shortNumber: (value: number) => string;
  readonly total: (value: string) => string;
}

export interface DrawingOptions {
  readonly canOpen: (bar: Bar) => boolean;
  readonly onOpen: (bar: Bar) => void;
}

export interface Scene {
  readonly data: ChartData;
  readonly look: Look;
  readonly texts: DrawingTexts;
}

type BarChart = Chart<'bar', number[], string>;

/** Draws a chart of columns on a canvas. The only user of the charting library. */
export class Drawing {
  readonly #chart: BarChart;
  readonly #options: DrawingOptions;

  constructor(canvas: HTMLCanvasElement, options: DrawingOptions) {
    this.#options = options;
    this.#chart = new Chart<'bar', number[], string>(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [] },
      options: { animation: false, responsive: true, maintainAspectRatio: false },
    });
  }

  /** Draws at once. */
  show(scene: Scene): void {
    const { data, look } = scene;
    this.#chart.data = {
      labels: data.categories.map(({ name, tick }) => tick ?? name),
      datasets: datasetsOf(data, look),
    };
    this.#chart.options = { ...optionsOf(scene), onHover: this.#onHover, onClick: this.#onClick };
    this.#chart.update('none');
  }

  destroy(): void {
    this.#chart.destroy();
  }

  /** The part of a column below the pointer. Beside the parts, the whole column, as it may be low. */
  #barAt({ native }: ChartEvent): Bar | undefined {
    if (!native) return undefined;
    const find = (mode: 'nearest' | 'index', intersect: boolean) =>
      this.#chart.getElementsAtEventForMode(native, mode, { intersect, axis: 'x' }, false)[0];
    const part = find('nearest', true);
    if (part) return { category: part.index, series: part.datasetIndex };
    const column = find('index', false);
    return column && { category: column.index };
  }

  readonly #onHover = (event: ChartEvent): void => {
    const bar = this.#barAt(event);
    this.#chart.canvas.style.cursor = bar && this.#options.canOpen(bar) ? 'pointer' : '';
  };

  readonly #onClick = (event: ChartEvent): void => {
    const bar = this.#barAt(event);
    if (bar && this.#options.canOpen(bar)) this.#options.onOpen(bar);
  };
}

function datasetsOf({ series }: ChartData, look: Look): ChartDataset<'bar', number[]>[] {
  return series.map((one) => {
    const fill = fillStyleOf(one, look);
    return {
      label: one.name,
      data: [...one.values],
      backgroundColor: fill,
      hoverBackgroundColor: fill,
      // The parts of a column are apart from each other, whatever their colours are.
      borderColor: look.colors['surface-raised'],
      hoverBorderColor: look.colors['surface-raised'],
      borderWidth: series.length > 1 ? { top: 1 } : 0,
      borderRadius: series.length > 1 ? 0 : 2,
      maxBarThickness: 3 * look.fontSize,
      categoryPercentage: 0.82,
      barPercentage: 1,
    };
  });
}

function optionsOf({ data, look, texts }: Scene): ChartOptions<'bar'> {
  const { colors, fontFamily, fontSize, isRightToLeft, pixelRatio } = look;
  const font = { family: fontFamily, size: fontSize };
  const totals = totalsOf(data);
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    devicePixelRatio: pixelRatio,
    font,
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: {
        stacked: true,
        reverse: isRightToLeft,
        grid: { display: false },
        border: { color: colors.border },
        ticks: {
          color: colors['text-muted'],
          font,
          maxRotation: 0,
          autoSkipPadding: fontSize,
        },
      },
      y: {
        stacked: true,
        beginAtZero: true,
        suggestedMax: 5,
        position: isRightToLeft ? 'right' : 'left',
        grid: { color: colors.border, drawTicks: false },
        border: { display: false },
        ticks: {
          color: colors['text-muted'],
          font,
          padding: fontSize / 2,
          maxTicksLimit: 7,
          precision: 0,
          callback: (value) => texts.shortNumber(Number(value)),
        },
      },
    },
    plugins: {
      tooltip: {
        rtl: isRightToLeft,
        textDirection: isRightToLeft ? 'rtl' : 'ltr',
        backgroundColor: colors['surface-raised'],
        borderColor: colors.border,
        borderWidth: 1,
        titleColor: colors.text,
        bodyColor: colors.text,
        footerColor: colors['text-muted'],
        titleFont: { ...font, weight: 'bold' },
        bodyFont: font,
        footerFont: { ...font, weight: 'normal' },
        padding: fontSize * 0.75,
        boxPadding: 4,
        cornerRadius: 6,
        caretSize: 0,
        multiKeyBackground: colors['surface-raised'],
        callbacks: {
          title: ([item]) => (item && data.categories[item.dataIndex]?.name) ?? '',
          label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${texts.number(parsed.y ?? 0)}`,
          footer: ([item]) =>
            item && data.series.length > 1
              ? texts.total(texts.number(totals[item.dataIndex] ?? 0))
              : '',
        },
      },
    },
  };
}
