/** The file is not a watch list that can be used, and none of it is used. The message quotes no entry. */
export class WatchListError extends Error {
  override get name() {
    return 'WatchListError' as const;
  }
}
