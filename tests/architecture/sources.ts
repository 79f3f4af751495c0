import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One source file, by its path from the project's folder. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every TypeScript file under the folders. */
export function sourcesUnder(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) => filesUnder(folder)).filter((file) => file.endsWith('.ts')).map((file) => ({ file, text: textOf(file) }));
}

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(path.join(ROOT, folder))) return [];
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** The files that the repository holds; in a copy without history, those that it would. */
export function trackedFiles(): readonly string[] {
  try {
    return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\0').filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
  } catch {
    return ['src', 'adapters', 'migrations', 'tests', '.ci'].flatMap(filesUnder).concat('package.json', 'package-lock.json');
  }
}

/** The text without comments and the contents of strings, for rules about code. Line numbers stay. */
export function codeOf(text: string): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return text.replace(token, (found) => found.replace(/[^\n]/g, ' '));
}

/** What a file imports, also for types only and dynamically. */
export function importsOf({ text }: Source): readonly string[] {
  const specifiers = /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)['"]([^'"\n]+)['"]/g;
  return [...text.matchAll(specifiers)].map((match) => match[1]!);
}

/** Where a relative import leads, from the project's folder. */
export function targetOf(file: string, specifier: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)).replace(/\.js$/, '.ts');
}
