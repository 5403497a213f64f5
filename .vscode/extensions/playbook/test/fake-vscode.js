'use strict';

// As much of the editor's module as the extension uses, with what was registered and
// said within reach of a test.

const fs = require('node:fs');
const Module = require('node:module');

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end) {
    Object.assign(this, { start, end });
  }
}

const make = (...names) => class {
  constructor(...values) {
    names.forEach((name, i) => { this[name] = values[i]; });
  }
};

const uri = (fsPath) => ({ fsPath, scheme: 'file' });

class Document {
  constructor(name, text = fs.readFileSync(name, 'utf8')) {
    Object.assign(this, { uri: uri(name), text, isDirty: false });
  }

  getText() {
    return this.text;
  }

  offsetAt({ line, character }) {
    return this.text.split('\n').slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  }

  positionAt(offset) {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines.at(-1).length);
  }
}

/** fakeVscode returns the module for a folder, and in its “test” what happened. */
function fakeVscode({ folder, settings, isTrusted = true, language = 'zh-cn' }) {
  const events = {};
  const providers = {};
  const commands = {};
  const messages = [];
  const diagnostics = new Map();
  const disposed = [];
  const status = { show() {}, dispose: () => disposed.push('status') };
  const part = (name) => ({ dispose: () => disposed.push(name) });
  const event = (name) => (listener) => {
    events[name] = listener;
    return part(name);
  };
  const provider = (kind) => (selector, it, ...triggers) => {
    providers[kind] = { ...it, selector, triggers };
    return part(kind);
  };
  const vscode = {
    Position, Range, Hover: make('contents', 'range'), MarkdownString: make('value'), RelativePattern: make('base', 'pattern'),
    Diagnostic: make('range', 'message', 'severity'), CompletionItem: make('label', 'kind'),
    DiagnosticSeverity: { Error: 0, Warning: 1 },
    CompletionItemKind: { Property: 9, Value: 11, Snippet: 14 },
    StatusBarAlignment: { Left: 1 },
    Uri: { file: uri },
    env: { language },
    languages: {
      createDiagnosticCollection: () => ({ set: (at, list) => diagnostics.set(at.fsPath, list), dispose: () => disposed.push('diagnostics') }),
      registerCompletionItemProvider: provider('completion'),
      registerHoverProvider: provider('hover'),
    },
    commands: {
      registerCommand(name, act) {
        commands[name] = act;
        return part(name);
      },
    },
    window: {
      createStatusBarItem: () => status,
      showWarningMessage: (message) => messages.push(message),
    },
    workspace: {
      isTrusted,
      workspaceFolders: [{ uri: uri(folder) }],
      textDocuments: [],
      getConfiguration: () => ({ get: (key) => settings[key] }),
      createFileSystemWatcher: () => ({ onDidCreate: event('create'), onDidDelete: event('delete'), dispose: () => disposed.push('watcher') }),
      onDidOpenTextDocument: event('open'),
      onDidChangeTextDocument: event('change'),
      onDidSaveTextDocument: event('save'),
      onDidCloseTextDocument: event('close'),
      onDidGrantWorkspaceTrust: event('trust'),
      onDidChangeConfiguration: event('configuration'),
    },
  };
  return { vscode, events, providers, commands, messages, diagnostics, status, disposed };
}

/** load loads the extension as the editor does, with that module for vscode. */
function load(file, vscode) {
  const real = Module._load;
  for (const name of Object.keys(require.cache)) if (/(extension|convert)\.js$/.test(name)) delete require.cache[name];
  Module._load = (request, ...rest) => (request === 'vscode' ? vscode : real(request, ...rest));
  try {
    return require(file);
  } finally {
    Module._load = real;
  }
}

module.exports = { Document, Position, fakeVscode, load };
