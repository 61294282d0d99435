import type { LocalizeController } from '../../controllers/localize.js';
import { scaleLimits, scaleOf, type Scene, type View } from './geometry.js';
import type { ToolIcon } from './tool-icons.js';
import { toolKeys, type ToolName } from './tool-keys.js';
import type { Tool } from './toolbar.js';

/** What the tools depend on. */
export interface ToolsView {
  readonly localize: LocalizeController;
  /** The number of photos to choose from. */
  readonly count: number;
  /** The view of the active photo. */
  readonly view: View;
  /** The sizes of the active photo, once it is decoded. */
  readonly scene: Scene | undefined;
  readonly isComparing: boolean;
  readonly isLinked: boolean;
  readonly isAdjusting: boolean;
  readonly isFullScreen: boolean;
}

/** What the tools do. */
export interface ToolActions {
  readonly viewer: {
    showPrevious: () => void;
    showNext: () => void;
    zoomIn: () => void;
    zoomOut: () => void;
    fit: () => void;
    showActualSize: () => void;
    rotate: (direction: 'left' | 'right') => void;
    toggleFullScreen: () => Promise<void>;
    reset: () => void;
  };
  readonly adjust: () => void;
  readonly compare: () => void;
  readonly link: () => void;
}

type State = Partial<Tool>;

const tool = (
  icon: ToolIcon,
  label: string,
  keys: readonly string[],
  run: () => void,
  state?: State,
): Tool => ({ icon, label, keys, run, ...state });

/** The tools that can be used now, in the order of the toolbar. */
export function toolsOf(tools: ToolsView, { viewer, adjust, compare, link }: ToolActions): Tool[] {
  const { localize, count, view, scene, isFullScreen } = tools;
  const scale = scene ? scaleOf(view, scene) : 1;
  const { least, most } = scene ? scaleLimits(scene, view.turns) : { least: 1, most: 1 };
  const keyed = (icon: ToolIcon, name: ToolName, run: () => void, state?: State): Tool =>
    tool(icon, localize.term(`viewer.${name}`), toolKeys[name], run, state);
  return [
    ...(count > 1
      ? [
          keyed('previous', 'previous', () => viewer.showPrevious()),
          keyed('next', 'next', () => viewer.showNext()),
        ]
      : []),
    keyed('zoom-out', 'zoomOut', () => viewer.zoomOut(), { isDisabled: scale <= least }),
    keyed('zoom-in', 'zoomIn', () => viewer.zoomIn(), { isDisabled: scale >= most }),
    keyed('fit', 'fit', () => viewer.fit(), { isDisabled: !scene }),
    keyed('actual-size', 'actualSize', () => viewer.showActualSize(), { isDisabled: !scene }),
    keyed('rotate-left', 'rotateLeft', () => viewer.rotate('left')),
    keyed('rotate-right', 'rotateRight', () => viewer.rotate('right')),
    keyed('adjust', 'adjust', adjust, { isExpanded: tools.isAdjusting, isNamed: true }),
    ...(count > 1
      ? [keyed('compare', 'compare', compare, { isPressed: tools.isComparing, isNamed: true })]
      : []),
    ...(tools.isComparing ? [keyed('link', 'link', link, { isPressed: tools.isLinked })] : []),
    ...(document.fullscreenEnabled
      ? [
          tool(
            isFullScreen ? 'leave-full-screen' : 'full-screen',
            localize.term(isFullScreen ? 'viewer.leaveFullScreen' : 'viewer.fullScreen'),
            toolKeys.fullScreen,
            () => void viewer.toggleFullScreen(),
            { isNamed: true },
          ),
        ]
      : []),
    tool('reset', localize.term('viewer.reset'), [], () => viewer.reset(), { isNamed: true }),
  ];
}
