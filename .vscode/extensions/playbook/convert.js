'use strict';

// What front.js and the check say, in the types of the editor.

const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const range = (document, { start, end }) => new vscode.Range(document.positionAt(start), document.positionAt(end));

/** asDiagnostic shows a problem of a document that is being written. */
const asDiagnostic = (document, problem) => diagnostic(range(document, problem), problem.message, problem.severity);

/** findingsByFile turns what the check prints into diagnostics by the path of their file. */
async function findingsByFile(root, list) {
  const files = new Map();
  for (const finding of list) {
    const name = path.resolve(root, finding.file);
    if (!files.has(name)) files.set(name, { lines: await linesOf(name), diagnostics: [] });
    const { lines, diagnostics } = files.get(name);
    const at = new vscode.Range(position(lines, finding.line, finding.column), position(lines, finding.end_line, finding.end_column));
    const message = [finding.message, finding.hint].filter(Boolean).join('\n');
    diagnostics.push(diagnostic(at, message, finding.severity, finding.rule));
  }
  return new Map([...files].map(([name, { diagnostics }]) => [name, diagnostics]));
}

async function linesOf(name) {
  const text = await fs.promises.readFile(name, 'utf8').catch(() => '');
  return text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
}

/** position is that of the editor, which counts from 0 and in UTF-16 units; the check counts from 1 and in code points. */
function position(lines, line, column) {
  return new vscode.Position(line - 1, [...(lines[line - 1] || '')].slice(0, column - 1).join('').length);
}

function diagnostic(at, message, severity, rule) {
  const made = new vscode.Diagnostic(at, message, vscode.DiagnosticSeverity[severity === 'error' ? 'Error' : 'Warning']);
  return Object.assign(made, { source: 'playbook', code: rule });
}

function completion(item, at) {
  const { Property, Snippet, Value } = vscode.CompletionItemKind;
  const made = new vscode.CompletionItem({ label: item.label, description: item.detail }, { key: Property, item: Snippet }[item.kind] ?? Value);
  return Object.assign(made, {
    range: at,
    insertText: item.insert,
    filterText: item.filterText,
    sortText: item.sort,
    detail: item.detail,
    documentation: item.documentation,
    keepWhitespace: true, // the indentation is there already
    command: item.again ? { command: 'editor.action.triggerSuggest', title: '' } : undefined,
  });
}

module.exports = { asDiagnostic, completion, findingsByFile, range };
