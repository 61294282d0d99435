/** The colours of a chart. Each follows a token of the page. */
export const inks = ['accent', 'success', 'danger', 'warning', 'muted'] as const;
export type Ink = (typeof inks)[number];

/** How an area is filled. Series are told apart by it where a reader cannot see their colours. */
export type Fill = 'solid' | 'stripes' | 'dots' | 'lines';

/** A row of the table, and a place on the axis. */
export interface ChartCategory {
  /** In the table, and where somebody points. */
  readonly name: string;
  /** On the axis. Default: the name. */
  readonly tick?: string;
  /** In the CSV file. Default: the name. */
  readonly code?: string;
}

/** A column of the table. */
export interface ChartSeries {
  readonly name: string;
  readonly ink: Ink;
  readonly fill: Fill;
  /** One for each category. */
  readonly values: readonly number[];
}

/** What a chart shows, as a table. Several series are parts of a whole. */
export interface ChartData {
  /** What the categories are: the head of the first column. */
  readonly categoryName: string;
  readonly categories: readonly ChartCategory[];
  readonly series: readonly ChartSeries[];
  /** What a share is of. Default: the sum. */
  readonly whole?: number;
}

/** A bar: a category, and the series of its part. */
export interface Bar {
  readonly category: number;
  /** Without it, the whole bar. */
  readonly series?: number;
}

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

/** The whole of each category. */
export const totalsOf = ({ categories, series }: ChartData): readonly number[] =>
  categories.map((_, index) => sumOf(series.map(({ values }) => values[index] ?? 0)));
