import { expect } from '@open-wc/testing';
import * as webComponents from '@storybook/web-components/entry-preview';
import type { ComposedStoryFn } from 'storybook/internal/types';
import { loadLanguage } from 'kv-review/i18n';
import { composeStories, setProjectAnnotations } from 'storybook/preview-api';
import { configure } from 'storybook/test';
import * as files from 'virtual:stories';

import { annotations } from '../../stories/support/annotations.js';

// `findBy…` and `waitFor` of a story wait for one second by default.
configure({ asyncUtilTimeout: 15_000 });

const project = setProjectAnnotations([webComponents, annotations]);

/** The states that need a story. */
const required = ['Default', 'Loading', 'Empty', 'Error', 'LongContent', 'RTL', 'Dark'];

/** Collects a story's console messages and unhandled rejections. */
function watchProblems(): { found: string[]; stop: () => void } {
  const found: string[] = [];
  const { error } = console;
  Object.assign(console, {
    error: (...parts: unknown[]) => found.push(parts.map(String).join(' ')),
  });
  const onRejection = (event: PromiseRejectionEvent) =>
    found.push(`unhandled rejection: ${String(event.reason)}`);
  const onError = (event: ErrorEvent) => found.push(`error: ${event.message}`);
  addEventListener('unhandledrejection', onRejection);
  addEventListener('error', onError);
  return {
    found,
    stop: () => {
      Object.assign(console, { error });
      removeEventListener('unhandledrejection', onRejection);
      removeEventListener('error', onError);
    },
  };
}

/** All elements, including those in shadow roots. */
const elementsIn = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...elementsIn(element.shadowRoot)] : [element],
  );

/** The keys of the texts. An element that lacks a text shows its key. */
const { messages } = await loadLanguage('ka');
const keys = Object.keys(messages).filter((key) => key.includes('.'));

const textsIn = (root: ParentNode): string[] =>
  elementsIn(root).flatMap((element) => [
    ...[...element.childNodes].flatMap((node) => (node instanceof Text ? node.data : [])),
    element.ariaLabel ?? '',
    element.getAttribute('title') ?? '',
  ]);

for (const [name, module] of Object.entries(files)) {
  describe(`stories of ${name}`, () => {
    const stories = composeStories(module, project) as Record<string, ComposedStoryFn>;
    let canvas: HTMLElement;
    let problems: ReturnType<typeof watchProblems>;

    beforeEach(() => {
      canvas = document.body.appendChild(document.createElement('div'));
      // A common page width, whatever the window of the test.
      canvas.style.inlineSize = '80rem';
      problems = watchProblems();
    });

    afterEach(() => {
      problems.stop();
      canvas.remove();
    });

    if (module.default.component !== undefined) {
      it('include every state', () => {
        expect(Object.keys(stories)).to.include.members(required);
      });
    }

    for (const [storyName, story] of Object.entries(stories)) {
      it(`${storyName}: shows its state, accessibly and without errors [axe-stories]`, async () => {
        await story.run({ canvasElement: canvas });
        await expect(canvas).to.be.accessible();
        const names = elementsIn(canvas).flatMap(({ ariaLabel }) => ariaLabel ?? []);
        expect(names.filter((label) => /[\p{Cc}\p{Cf}]/u.test(label))).to.deep.equal([]);
        const texts = textsIn(canvas).join('\n');
        expect(keys.filter((key) => texts.includes(key))).to.deep.equal([]);
        expect(problems.found).to.deep.equal([]);
      });
    }
  });
}
