import type { LocalizeController } from '../../controllers/localize.js';
import { scaleLimits, scaleOf, type Scene, type View } from './geometry.js';
import type { ToolIcon } from './tool-icons.js';
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
  const several: Tool[] = [
    tool('previous', localize.term('viewer.previous'), [','], () => viewer.showPrevious()),
    tool('next', localize.term('viewer.next'), ['.'], () => viewer.showNext()),
  ];
  return [
    ...(count > 1 ? several : []),
    tool('zoom-out', localize.term('viewer.zoomOut'), ['-', '_'], () => viewer.zoomOut(), {
      isDisabled: scale <= least,
    }),
    tool('zoom-in', localize.term('viewer.zoomIn'), ['+', '='], () => viewer.zoomIn(), {
      isDisabled: scale >= most,
    }),
    tool('fit', localize.term('viewer.fit'), ['0'], () => viewer.fit(), { isDisabled: !scene }),
    tool('actual-size', localize.term('viewer.actualSize'), ['1'], () => viewer.showActualSize(), {
      isDisabled: !scene,
    }),
    tool('rotate-left', localize.term('viewer.rotateLeft'), ['t'], () => viewer.rotate('left'), {
      isShifted: true,
    }),
    tool('rotate-right', localize.term('viewer.rotateRight'), ['t'], () => viewer.rotate('right')),
    tool('adjust', localize.term('viewer.adjust'), ['a'], adjust, {
      isExpanded: tools.isAdjusting,
      isNamed: true,
    }),
    ...(count > 1
      ? [
          tool('compare', localize.term('viewer.compare'), ['c'], compare, {
            isPressed: tools.isComparing,
            isNamed: true,
          }),
        ]
      : []),
    ...(tools.isComparing
      ? [tool('link', localize.term('viewer.link'), ['l'], link, { isPressed: tools.isLinked })]
      : []),
    ...(document.fullscreenEnabled
      ? [
          tool(
            isFullScreen ? 'leave-full-screen' : 'full-screen',
            localize.term(isFullScreen ? 'viewer.leaveFullScreen' : 'viewer.fullScreen'),
            ['f'],
            () => void viewer.toggleFullScreen(),
            { isNamed: true },
          ),
        ]
      : []),
    tool('reset', localize.term('viewer.reset'), [], () => viewer.reset(), { isNamed: true }),
  ];
}
