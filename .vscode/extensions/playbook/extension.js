'use strict';

// The glue between front.js, the editor and the playbook command. What the command
// prints is kept: the schemas until the book has other ids, the findings of a file
// until it is edited.

const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { asDiagnostic, completion, findingsByFile, range } = require('./convert.js');
const front = require('./front.js');
const { run } = require('./run.js');

const LIVE = 250; // milliseconds after the last key
const QUIET = 400; // after the last save: “save all” is one

const isChinese = () => !vscode.env.language || /^zh/i.test(vscode.env.language);

const texts = {
  zh: {
    failed: (command, reason) => `运行不了“${command}”：${reason}。文件头的补全和检查先停用。请安装 Go（https://go.dev/dl/），或在设置 playbook.command 里写上 playbook 程序的路径，再运行命令“Playbook: reload schemas”。`,
    absent: '找不到这个程序',
    status: (errors, warnings) => `Playbook：${errors} 处错误，${warnings} 处提醒。点一下重新检查。`,
    off: 'Playbook：命令运行不了，点一下再试。',
  },
  en: {
    failed: (command, reason) => `“${command}” cannot be run: ${reason}. Completion and checks of the fields are off. Install Go (https://go.dev/dl/), or put the path of the playbook program into the setting playbook.command, then run “Playbook: reload schemas”.`,
    absent: 'there is no such program',
    status: (errors, warnings) => `Playbook: ${errors} errors, ${warnings} warnings. Click to check again.`,
    off: 'Playbook: the command cannot be run. Click to try again.',
  },
};

function activate(context) {
  const content = vscode.workspace.getConfiguration('playbook').get('content') || 'content';
  const folder = (vscode.workspace.workspaceFolders || []).find((f) => fs.existsSync(path.join(f.uri.fsPath, content, 'site.yaml')));
  if (folder) context.subscriptions.push(new Book(folder, content));
}

class Book {
  constructor(folder, content) {
    this.root = folder.uri.fsPath;
    this.content = content;
    this.lang = isChinese() ? 'zh' : 'en';
    this.schemas = null;
    this.findings = null; // of the last check, by file
    this.edited = new Set(); // files that the findings no longer fit
    this.identities = new Map(); // what files offered when they were last saved
    this.wanted = new Set();
    this.told = false;
    this.timers = new Map();
    this.diagnostics = vscode.languages.createDiagnosticCollection('playbook');
    this.status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
    this.status.command = 'playbook.check';
    this.parts = [this.diagnostics, this.status, ...this.providers(), ...this.commands(), ...this.listeners(folder)];
    vscode.workspace.textDocuments.forEach((document) => this.opened(document));
    this.want('schema', 'check');
  }

  dispose() {
    this.disposed = true;
    this.timers.forEach(clearTimeout);
    this.child?.kill();
    this.parts.forEach((part) => part.dispose());
  }

  providers() {
    const files = [{ scheme: 'file', language: 'markdown' }, { scheme: 'file', pattern: '**/{site,style}.yaml' }];
    return [
      vscode.languages.registerCompletionItemProvider(files, { provideCompletionItems: (...at) => this.complete(...at) }, ' ', ':', '-', '[', ',', '{'),
      vscode.languages.registerHoverProvider(files, { provideHover: (...at) => this.explain(...at) }),
    ];
  }

  /** again tries what may have failed, and says so if it fails again. */
  again() {
    this.told = false;
    this.want('schema', 'check');
  }

  commands() {
    return ['playbook.check', 'playbook.reloadSchemas'].map((name) => vscode.commands.registerCommand(name, () => this.again()));
  }

  listeners(folder) {
    const { workspace } = vscode;
    const files = workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, `${this.content}/**/*.{md,yaml}`), false, true, false);
    const both = () => this.want('schema', 'check');
    return [
      files, files.onDidCreate(both), files.onDidDelete(both),
      workspace.onDidOpenTextDocument((document) => this.opened(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && this.changed(document)),
      workspace.onDidSaveTextDocument((document) => this.saved(document)),
      workspace.onDidCloseTextDocument((document) => this.closed(document)),
      workspace.onDidGrantWorkspaceTrust(both),
      workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('playbook') && this.again()),
    ];
  }

  /** fileOf tells what a document is in the book: {type, whole}, or null. An older version that Git shows has the same path. */
  fileOf(document) {
    if (document.uri.scheme !== 'file') return null;
    const parts = path.relative(path.resolve(this.root, this.content), document.uri.fsPath).split(path.sep);
    if (parts.length === 1 && /^(site|style)\.yaml$/.test(parts[0])) return { type: parts[0].slice(0, -5), whole: true };
    const isPage = parts.length === 2 && parts[1].endsWith('.md') && Object.hasOwn(front.types, parts[0]);
    return isPage ? { type: front.types[parts[0]], whole: false } : null;
  }

  opened(document) {
    const file = this.fileOf(document);
    if (!file) return;
    this.identities.set(document.uri.fsPath, front.identity(document.getText(), file.whole));
    this.show(document);
  }

  changed(document) {
    if (!this.fileOf(document)) return;
    this.edited.add(document.uri.fsPath);
    this.later(document.uri.fsPath, LIVE, () => this.show(document));
  }

  saved(document) {
    const file = this.fileOf(document);
    if (!file) return;
    const now = front.identity(document.getText(), file.whole);
    const isSame = this.identities.get(document.uri.fsPath) === now;
    this.identities.set(document.uri.fsPath, now);
    this.want('check', ...(isSame ? [] : ['schema']));
  }

  closed(document) {
    if (!this.fileOf(document)) return;
    clearTimeout(this.timers.get(document.uri.fsPath));
    this.edited.delete(document.uri.fsPath);
    this.diagnostics.set(document.uri, this.findings?.get(document.uri.fsPath) || []);
  }

  /** show gives a document the findings of the check, or what can be seen while it is written. */
  show(document) {
    const name = document.uri.fsPath;
    const isOld = !this.findings || this.edited.has(name);
    this.diagnostics.set(document.uri, isOld ? this.live(document) : this.findings.get(name) || []);
  }

  live(document) {
    const file = this.fileOf(document);
    const schema = this.schemas?.[file.type];
    if (!schema) return [];
    return front.problems(schema, document.getText(), { whole: file.whole, lang: this.lang })
      .map((problem) => asDiagnostic(document, problem));
  }

  complete(document, position) {
    const file = this.fileOf(document);
    const schema = file && this.schemas?.[file.type];
    if (!schema) return [];
    const text = document.getText();
    const offset = document.offsetAt(position);
    const link = file.whole ? null : front.linkAt(text, offset);
    if (link) return front.links(schema, link).map((item) => completion(item, range(document, link)));
    const context = front.contextAt(text, offset, file.whole);
    return front.completions(schema, context, { lang: this.lang }).map((item) => completion(item, range(document, context)));
  }

  explain(document, position) {
    const file = this.fileOf(document);
    const schema = file && this.schemas?.[file.type];
    const said = schema && front.hover(schema, document.getText(), document.offsetAt(position), { whole: file.whole, lang: this.lang });
    return said ? new vscode.Hover(new vscode.MarkdownString(said.text), range(document, said)) : null;
  }

  later(name, delay, act) {
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(act, delay));
  }

  /** want asks for the command's “schema” or “check”, one run at a time. Nothing runs in a folder that is not trusted. */
  want(...tasks) {
    if (!vscode.workspace.isTrusted) return;
    tasks.forEach((task) => this.wanted.add(task));
    this.later('', QUIET, () => this.work());
  }

  async work() {
    if (this.working) return;
    this.working = true;
    for (const task of this.wanted) {
      this.wanted.delete(task);
      await this[task]().catch((error) => this.fail(error));
    }
    this.working = false;
  }

  async schema() {
    const schemas = await this.run('schema');
    if (this.disposed) return;
    this.schemas = schemas;
    this.showAll();
  }

  async check() {
    const list = await this.run('check', '--format', 'json');
    if (this.disposed) return;
    const old = this.findings?.keys() || [];
    this.findings = await findingsByFile(this.root, list);
    this.edited = new Set(vscode.workspace.textDocuments.filter((document) => document.isDirty).map((document) => document.uri.fsPath));
    const names = new Set([...old, ...this.findings.keys()].filter((name) => !this.edited.has(name)));
    names.forEach((name) => this.diagnostics.set(vscode.Uri.file(name), this.findings.get(name) || []));
    this.showAll();
    const errors = list.filter((finding) => finding.severity === 'error').length;
    this.say(`$(error) ${errors} $(warning) ${list.length - errors}`, texts[this.lang].status(errors, list.length - errors));
    this.told = false;
  }

  showAll() {
    vscode.workspace.textDocuments.filter((document) => this.fileOf(document)).forEach((document) => this.show(document));
  }

  run(...args) {
    const command = [...this.command(), ...args, '--content', this.content, '--lang', this.lang];
    return run(command, this.root, (child) => { this.child = child; });
  }

  command() {
    return vscode.workspace.getConfiguration('playbook').get('command') || [];
  }

  /** fail says once what to do; after that the status bar is enough. */
  fail(error) {
    if (this.disposed) return;
    const words = texts[this.lang];
    this.say('$(circle-slash) Playbook', words.off);
    const reason = error.code === 'ENOENT' ? words.absent : error.message;
    if (!this.told) vscode.window.showWarningMessage(words.failed(this.command().join(' '), reason));
    this.told = true;
  }

  say(text, tooltip) {
    this.status.text = text;
    this.status.tooltip = tooltip;
    this.status.show();
  }
}

module.exports = { activate };
