// The rules of who may import whom, read from the sources themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));

interface Import {
  /** a path from the top for the house's own files, else the package's name */
  readonly target: string;
  readonly own: boolean;
  /** erased whole, so that nothing of it is loaded */
  readonly typeOnly: boolean;
}

function importsOf(file: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) {
      throw new Error(`${file}: an import whose name is not written out`);
    }
    const { text } = specifier;
    const own = text.startsWith('.');
    const target = own ? normalize(join(dirname(file), text)) : text;
    found.push({ target, own, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node)) {
      const { expression } = node;
      const loads =
        expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(expression) && expression.text === 'require');
      if (loads) add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file, source));
  return found;
}

function parse(file: string, source: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true, kind);
}

/** What makes a function's answer depend on more than what it is given. */
const impure = [
  'process',
  'crypto',
  'performance',
  'fetch',
  'setTimeout',
  'setInterval',
  'console',
  'window',
  'document',
];

function impurities(file: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText();
      if (text === 'Date.now' || text === 'Math.random') found.push(text);
      visit(node.expression);
      return;
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
      if ((node.arguments?.length ?? 0) === 0) found.push('new Date()');
    }
    const read =
      ts.isIdentifier(node) &&
      impure.includes(node.text) &&
      (ts.isCallExpression(node.parent) || ts.isPropertyAccessExpression(node.parent));
    if (read) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(file, source));
  return found;
}

const under = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const inCore = under('main/core');
const inContract = under('preload/contract');
const mayUseElectron = (file: string) =>
  under('main/desktop')(file) || file === 'main/index.ts' || file === 'preload/index.ts';
const isElectron = (name: string) => name === 'electron' || name.startsWith('electron/');
const startsPrograms = ['execa', 'child_process', 'node:child_process'];
const isIndex = (path: string) => /(?:^|\/)index\.[cm]?[jt]sx?$/.test(path);

/** What a file breaks, in words; empty when it keeps the rules. */
function broken(file: string, source: string): string[] {
  const complaints = importsOf(file, source).flatMap(({ target, own, typeOnly }) => {
    const rules: [boolean, string][] = [
      [
        inCore(file) && !(own && (inCore(target) || inContract(target))),
        'core imports only core and the contract',
      ],
      [isElectron(target) && !mayUseElectron(file), 'electron stays in the desktop room'],
      [
        startsPrograms.includes(target) && file !== 'main/process/command.ts',
        'only process/command.ts starts programs',
      ],
      [
        under('renderer')(file) &&
          own &&
          !under('renderer')(target) &&
          !(typeOnly && inContract(target)),
        'the renderer imports itself, and types of the contract',
      ],
      [
        under('renderer')(file) && (target.startsWith('node:') || target === 'zod'),
        'the page has neither node nor zod',
      ],
      [own && isIndex(target), 'nobody imports an index'],
      [
        inContract(file) && !(target === 'zod' || (own && inContract(target))),
        'the contract imports itself and zod',
      ],
      [own && !/\.(?:tsx?|css|json|svg|png)$/.test(target), 'imports carry their extension'],
    ];
    return rules.filter(([is]) => is).map(([, rule]) => `${file} -> ${target}: ${rule}`);
  });
  if (!inCore(file)) return complaints;
  return [...complaints, ...impurities(file, source).map((what) => `${file}: ${what} in the core`)];
}

function sources(folder: string): string[] {
  return readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => relative(top, join(entry.parentPath, entry.name)));
}

describe('the rules of imports', () => {
  const files = ['main', 'preload', 'renderer'].flatMap(sources);

  it('finds the sources of every room', () => {
    for (const file of ['main/core/reduce.ts', 'preload/contract/api.ts', 'renderer/app.tsx']) {
      expect(files).toContain(file);
    }
  });

  it('are kept by every file', () => {
    expect(files.flatMap((file) => broken(file, readFileSync(join(top, file), 'utf8')))).toEqual(
      [],
    );
  }, 60_000);

  it.each([
    ['main/core/a.ts', "import { join } from 'node:path';"],
    ['main/core/a.ts', "import type { Machine } from '../system/machine.ts';"],
    ['main/core/a.ts', "import { z } from 'zod';"],
    ['main/core/a.ts', "export { x } from '../run/prepare.ts';"],
    ['main/core/a.ts', "let x: import('../run/prepare.ts').X;"],
    ['main/core/a.ts', 'export const a = () => Date.now();'],
    ['main/core/a.ts', 'export const a = () => new Date();'],
    ['main/core/a.ts', 'export const a = () => Math.random();'],
    ['main/core/a.ts', 'export const a = process.env.HOME;'],
    ['main/run/a.ts', "import { app } from 'electron';"],
    ['main/run/a.ts', "const { app } = await import('electron');"],
    ['main/run/a.ts', "const { app } = require('electron/main');"],
    ['main/run/a.ts', "import { execa } from 'execa';"],
    ['main/run/a.ts', "import { spawn } from 'node:child_process';"],
    ['main/run/a.ts', "import { start } from '../index.ts';"],
    ['main/run/a.ts', "import { b } from './b';"],
    ['renderer/a.tsx', "import { Settings } from '../preload/contract/settings.ts';"],
    ['renderer/a.tsx', "import { type Settings } from '../preload/contract/settings.ts';"],
    ['renderer/a.tsx', "import type { State } from '../main/core/state.ts';"],
    ['renderer/a.tsx', "import { readFile } from 'node:fs/promises';"],
    ['renderer/parts/a.tsx', "import { z } from 'zod';"],
    ['preload/contract/a.ts', "import type { State } from '../../main/core/state.ts';"],
    ['preload/contract/a.ts', "import { ipcRenderer } from 'electron';"],
  ])('forbid, in %s: %s', (file, source) => {
    expect(broken(file, source)).not.toEqual([]);
  });

  it.each([
    ['main/core/a.ts', "import type { Intent } from '../../preload/contract/intent.ts';"],
    ['main/core/a.ts', 'export const a = (at: number) => new Date(at).getHours();'],
    ['main/core/a.ts', 'export const a = (state: { process: number }) => state.process;'],
    ['main/desktop/a.ts', "import { app } from 'electron';"],
    ['main/process/command.ts', "import { execa } from 'execa';"],
    ['renderer/a.tsx', "import type { Snapshot } from '../preload/contract/snapshot.ts';"],
    ['renderer/a.tsx', "import { Button } from 'react-aria-components';"],
    ['renderer/main.tsx', "import './style/base.css';"],
    ['preload/contract/a.ts', "import { z } from 'zod';"],
  ])('allow, in %s: %s', (file, source) => {
    expect(broken(file, source)).toEqual([]);
  });
});
