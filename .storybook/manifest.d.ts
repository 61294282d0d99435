/** Made by the build, so that it may not be there when types are checked. */
declare module '*/custom-elements.json' {
  const manifest: object;
  export default manifest;
}

declare module '*.mdx' {
  const Page: unknown;
  export default Page;
}
