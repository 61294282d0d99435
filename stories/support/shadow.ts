import { configure, expect, waitFor, within } from 'storybook/test';

configure({
  // Stories also run on busy machines.
  asyncUtilTimeout: 8000,
  // Testing Library cannot print a shadow root.
  getElementError: (message, { textContent }: ParentNode & { textContent: string | null }) =>
    new Error([message, textContent?.replaceAll(/\s+/g, ' ')].join('\n')),
});

type Tag = keyof HTMLElementTagNameMap;

/** Waits for the shadow root of the first element with the tag. */
export const rootOf = (scope: ParentNode, tag: Tag): Promise<ShadowRoot> =>
  waitFor(() => {
    const root = scope.querySelector(tag)?.shadowRoot;
    if (!root) throw new Error(`<${tag}> has rendered nothing.`);
    return root;
  });

/** Testing Library's queries for the shadow root of the first element with the tag. */
export async function inside(scope: ParentNode, tag: Tag) {
  const root = await rootOf(scope, tag);
  // It has all members of an HTMLElement that the queries use.
  return within(root as unknown as HTMLElement);
}

type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

/** Waits until the element shows the text. */
export const shows =
  (tag: Tag, text: string | RegExp): Play =>
  async ({ canvasElement }) => {
    const element = await inside(canvasElement, tag);
    const found = await element.findAllByText(text);
    await waitFor(() => expect(found[0]).toBeVisible());
  };
