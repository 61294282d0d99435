import { css, html, type TemplateResult } from 'lit';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

export interface TabsOptions<Name extends string> {
  readonly label: string;
  readonly selected: Name;
  readonly select: (name: Name) => void;
}

/** The keys follow the direction of the text (WAI-ARIA Authoring Practices, Tabs). */
const steps: Readonly<Record<string, (index: number, count: number, isRtl: boolean) => number>> = {
  ArrowRight: (index, count, isRtl) => (index + (isRtl ? count - 1 : 1)) % count,
  ArrowLeft: (index, count, isRtl) => (index + (isRtl ? 1 : count - 1)) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function onKeyDown(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const index = tabs.indexOf(event.target as HTMLElement);
  const isRtl = getComputedStyle(list).direction === 'rtl';
  const next = tabs[steps[event.key]?.(index, tabs.length, isRtl) ?? -1];
  if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  next.focus();
  next.click();
}

/**
 * A row of tabs. The caller renders the panel: `id="panel-<name>"`, `role="tabpanel"`,
 * `aria-labelledby="tab-<name>"`.
 */
export function renderTabs<Name extends string>(
  tabs: readonly Tab<Name>[],
  { label, selected, select }: TabsOptions<Name>,
): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKeyDown}>
    ${tabs.map(({ name, label: tabLabel }) => {
      const isSelected = name === selected;
      return html`<button
        class="tab"
        type="button"
        role="tab"
        id="tab-${name}"
        aria-selected=${isSelected}
        aria-controls="panel-${name}"
        tabindex=${isSelected ? 0 : -1}
        @click=${() => select(name)}
      >
        ${tabLabel}
      </button>`;
    })}
  </div>`;
}

export const tabsStyles = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    border-block-end: 1px solid var(--_color-border);
  }

  .tab {
    max-inline-size: 100%;
    min-block-size: var(--_control-height);
    padding: var(--_space-2) var(--_space-3);
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--_color-text-muted);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  .tab:hover {
    color: var(--_color-text);
  }

  .tab[aria-selected='true'] {
    border-block-end-color: var(--_color-accent);
    color: var(--_color-accent-text);
  }

  .tab:focus-visible {
    outline-offset: -2px;
  }

  /* Forced colours make transparent borders visible. */
  @media (forced-colors: active) {
    .tab {
      border-block-end-color: Canvas;
    }

    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
`;
