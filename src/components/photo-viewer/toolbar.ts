import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { ariaKey, typedKey } from '../../controllers/typed-key.js';
import { renderDrawing } from '../../ui/icon.js';
import { toolIcons, type ToolIcon } from './tool-icons.js';

/** A button with a keyboard shortcut. */
export interface Tool {
  readonly icon: ToolIcon;
  readonly label: string;
  /** See `toolKeys`. */
  readonly keys: readonly string[];
  readonly isPressed?: boolean;
  /** Whether the part that the button opens is open. */
  readonly isExpanded?: boolean;
  readonly isDisabled?: boolean;
  /** Whether the label is shown beside the icon if there is space. */
  readonly isNamed?: boolean;
  readonly run: () => void;
}

/** Identifies a tool and is its shortcut. */
const keyOf = ({ keys: [key = ''] }: Tool): string =>
  /^[A-Z]$/.test(key) ? `Shift+${key}` : key.toUpperCase();

/**
 * The buttons of the tools: one tab stop, with arrow keys between them (ARIA APG, Toolbar pattern),
 * and below them the name and key of the tool under the pointer or focus.
 */
export class Toolbar {
  readonly #host: ReactiveControllerHost;
  /** The key of the tool that is the tab stop. */
  #tabStop: string | undefined;
  #hinted: Tool | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** `hint` is shown while no tool is pointed at. */
  render(tools: readonly Tool[], label: string, hint: string): TemplateResult {
    const tabStop = tools.find((tool) => keyOf(tool) === this.#tabStop) ?? tools[0];
    return html`<div class="bar">
      <div
        class="toolbar"
        part="toolbar"
        role="toolbar"
        aria-label=${label}
        @keydown=${this.#onKeydown}
        @focusin=${this.#onFocus}
      >
        ${repeat(tools, keyOf, (tool) => renderTool(tool, tool === tabStop, this.#onHint))}
      </div>
      <p class="hint" aria-hidden="true">${this.#hinted ? renderHint(this.#hinted) : hint}</p>
    </div>`;
  }

  readonly #onHint = (tool?: Tool): void => {
    this.#hinted = tool;
    this.#host.requestUpdate();
  };

  readonly #onFocus = (event: FocusEvent): void => {
    this.#tabStop = (event.target as HTMLButtonElement).dataset['key'];
    this.#host.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const toolbar = event.currentTarget as HTMLElement;
    const buttons = [...toolbar.querySelectorAll('button')];
    const index = buttons.indexOf(event.target as HTMLButtonElement);
    const isRightToLeft = getComputedStyle(toolbar).direction === 'rtl';
    const next = nextToolIndex(event.key, index, buttons.length, isRightToLeft);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
}

function renderTool(tool: Tool, isTabStop: boolean, onHint: (tool?: Tool) => void): TemplateResult {
  const { label, isPressed, isExpanded, isDisabled } = tool;
  const key = keyOf(tool);
  return html`<button
    class="button icon tool ${tool.icon} ${tool.isNamed ? 'named' : ''}"
    type="button"
    data-key=${key}
    tabindex=${isTabStop ? 0 : -1}
    aria-label=${label}
    aria-keyshortcuts=${key === '' ? nothing : ariaKey(key)}
    aria-pressed=${isPressed === undefined ? nothing : String(isPressed)}
    aria-expanded=${isExpanded === undefined ? nothing : String(isExpanded)}
    aria-disabled=${isDisabled ? 'true' : nothing}
    @click=${() => isDisabled || tool.run()}
    @pointerenter=${() => onHint(tool)}
    @pointerleave=${() => onHint()}
    @focus=${() => onHint(tool)}
    @blur=${() => onHint()}
  >
    ${renderDrawing(toolIcons[tool.icon])}${
      tool.isNamed ? html`<span class="name">${label}</span>` : nothing
    }
  </button>`;
}

/** The name and key of a tool, for the eyes only: the button has both. */
function renderHint(tool: Tool): TemplateResult {
  const key = keyOf(tool);
  return html`${tool.label}${key === '' ? nothing : html` <kbd>${key}</kbd>`}`;
}

/** The tool of a key. */
export function toolOf(event: KeyboardEvent, tools: readonly Tool[]): Tool | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const key = typedKey(event);
  // With a letter, Shift selects another tool. With a sign, it only depends on the layout.
  const pressed = event.shiftKey && /^[a-z]$/.test(key) ? key.toUpperCase() : key;
  return tools.find(({ keys }) => keys.includes(pressed));
}

/** The index that an arrow key leads to. */
function nextToolIndex(
  key: string,
  index: number,
  count: number,
  isRightToLeft: boolean,
): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined;
  const step = (key === 'ArrowRight') === isRightToLeft ? -1 : 1;
  return (index + step + count) % count;
}
