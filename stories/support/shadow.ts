import { configure, expect, waitFor, within } from 'storybook/test';

configure({
  // Stories also run on machines that are busy with other things.
  asyncUtilTimeout: 8000,
  // Testing Library cannot print a shadow root.
  getElementError: (message, { textContent }: ParentNode & { textContent: string | null }) =>
    new Error([message, textContent?.replaceAll(/\s+/g, ' ')].join('\n')),
});

type Tag = keyof HTMLElementTagNameMap;

/** The shadow root of the first element of the tag, as soon as there is one. */
export const rootOf = (scope: ParentNode, tag: Tag): Promise<ShadowRoot> =>
  waitFor(() => {
    const root = scope.querySelector(tag)?.shadowRoot;
    if (!root) throw new Error(`<${tag}> has rendered nothing.`);
    return root;
  });

/** Testing Library's queries for what the first element of the tag has rendered. */
export async function inside(scope: ParentNode, tag: Tag) {
  const root = await rootOf(scope, tag);
  // It has all of an HTMLElement that the queries use.
  return within(root as unknown as HTMLElement);
}

type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

/** Plays until the element shows the text. */
export const shows =
  (tag: Tag, text: string | RegExp): Play =>
  async ({ canvasElement }) => {
    const element = await inside(canvasElement, tag);
    const found = await element.findAllByText(text);
    await waitFor(() => expect(found[0]).toBeVisible());
  };
