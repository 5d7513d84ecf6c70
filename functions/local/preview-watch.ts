// Work that is done again whenever a file changes, never twice at once, and never on what has changed since.
import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** An editor writes in several steps: a file that is looked at between two of them is empty. */
const SETTLES_MS = 25;

/**
 * Asked while it works, it works once more afterwards. `work` must not throw.
 * @returns what asks for it.
 */
export function again(work: () => Promise<void>): () => void {
  let asked = 0;
  let done = 0;
  let working = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  async function catchUp(): Promise<void> {
    if (working) return;
    working = true;
    while (done < asked) {
      const upTo = asked;
      await work();
      done = upTo;
    }
    working = false;
  }
  return () => {
    asked += 1;
    clearTimeout(settling);
    settling = setTimeout(() => void catchUp(), SETTLES_MS);
  };
}

/**
 * Folders are watched, not files: an editor that saves by renaming puts another file in the place of the one watched.
 * @param changed gets the name of the file, without its folder.
 * @returns what ends it.
 */
export function watchFolders(folders: readonly string[], changed: (file: string) => void): () => void {
  const watchers: FSWatcher[] = folders.map((folder) =>
    watch(folder, (_, file) => {
      if (file) changed(file);
    }),
  );
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

/** `directory` and the folders right in it, without those that hold no source. */
export function sourceFolders(directory: string): string[] {
  const inner = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['fonts', 'pictures'].includes(entry.name))
    .map(({ name }) => join(directory, name));
  return [directory, ...inner];
}
