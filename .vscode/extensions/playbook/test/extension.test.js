'use strict';

// The extension as the editor sees it, with a small book and a command that prints what
// the test wrote into files.

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { Document, Position, fakeVscode, load } = require('./fake-vscode.js');

const schema = {
  type: 'object',
  properties: {
    title: { description: '名字', type: ['string', 'number'] },
    evidence: { description: '证据', anyOf: [{ const: 'primary', title: '一手来源' }, { const: 'secondary', title: '可靠二手' }] },
  },
  additionalProperties: false,
  definitions: { any: { anyOf: [{ const: 'kano', title: '狩野模型' }, { type: 'string' }] } },
};

// It notes how it was called and prints the file of that name.
const program = `
const fs = require('node:fs');
fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
const name = process.argv[2] + '.json';
if (!fs.existsSync(name)) {
  console.error('cannot read ' + name);
  process.exit(2);
}
process.stdout.write(fs.readFileSync(name, 'utf8'));
process.exit(process.argv[2] === 'check' ? 1 : 0);
`;

const page = '---\ntitle: 👍 x\nevidence: primary\n---\n\nsee [[\n';

/** open starts the extension in a book of one page. */
function open(t, { command, ...options } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'playbook-'));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  write('content/site.yaml', 'title: x\n');
  write('content/cases/a.md', page);
  write('content/cases/b.md', page);
  write('command.js', program);
  write('schema.json', JSON.stringify({ case: schema, site: schema }));
  write('check.json', JSON.stringify([finding('content/cases/b.md', 'b is wrong')]));
  const settings = { command: command || [process.execPath, 'command.js'], content: 'content' };
  const fake = fakeVscode({ folder, settings, ...options });
  const document = new Document(path.join(folder, 'content/cases/a.md'));
  fake.vscode.workspace.textDocuments.push(document);
  const context = { subscriptions: [] };
  load('../extension.js', fake.vscode).activate(context);
  t.after(() => {
    context.subscriptions.forEach((each) => each.dispose());
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const calls = () => (fs.existsSync(path.join(folder, 'calls')) ? fs.readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n') : []);
  const found = (name = 'a') => (fake.diagnostics.get(path.join(folder, `content/cases/${name}.md`)) || []).map((each) => each.message);
  return { ...fake, folder, settings, write, document, context, calls, found };
}

const finding = (file, message, more) => ({ file, line: 2, column: 8, end_line: 2, end_column: 9, severity: 'error', rule: 'a-rule', message, ...more });

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function until(what, isTrue) {
  for (let i = 0; i < 500; i++) {
    if (isTrue()) return;
    await pause(20);
  }
  assert.fail(`${what}: it did not happen`);
}

const ready = (book) => until('the first check', () => book.status.text);

function edit(book, document, text) {
  Object.assign(document, { text, isDirty: true });
  book.events.change({ document, contentChanges: [{}] });
}

function save(book, document) {
  fs.writeFileSync(document.uri.fsPath, document.text);
  document.isDirty = false;
  book.events.save(document);
}

test('it starts, runs each command once and says what the check found', async (t) => {
  const book = open(t);
  await ready(book);
  assert.deepEqual(book.calls(), ['schema --content content --lang zh', 'check --format json --content content --lang zh']);
  assert.deepEqual(Object.keys(book.commands), ['playbook.check', 'playbook.reloadSchemas']);
  assert.deepEqual(book.found('b'), ['b is wrong']);
  assert.equal(book.status.text, '$(error) 1 $(warning) 0');
  assert.deepEqual(book.messages, []);
});

test('a column of the check counts characters, one of the editor half of them', async (t) => {
  const book = open(t);
  await ready(book);
  const [{ range, severity, code, source }] = book.diagnostics.get(path.join(book.folder, 'content/cases/b.md'));
  assert.deepEqual([range.start, range.end], [new Position(1, 7), new Position(1, 9)]);
  assert.deepEqual([severity, code, source], [0, 'a-rule', 'playbook']);
});

test('completion of keys, values and links', async (t) => {
  const book = open(t);
  await ready(book);
  const complete = (line, character) => book.providers.completion.provideCompletionItems(book.document, new Position(line, character));
  const [primary, secondary] = complete(2, 13);
  assert.deepEqual(primary.label, { label: 'primary', description: '一手来源' });
  assert.deepEqual([secondary.insertText, secondary.filterText, secondary.keepWhitespace], ['secondary', 'secondary 可靠二手', true]);
  assert.deepEqual([primary.range.start, primary.range.end], [new Position(2, 10), new Position(2, 17)]);
  const [link] = complete(5, 6);
  assert.deepEqual([link.insertText, link.detail], ['kano]]', '狩野模型']);
  assert.deepEqual(complete(5, 2), []);
  book.document.text = '---\ntitle: x\n\n---\n';
  const [key] = complete(2, 0);
  assert.deepEqual([key.insertText, key.command.command], ['evidence: ', 'editor.action.triggerSuggest']);
  const elsewhere = new Document(path.join(book.folder, 'README.md'), page);
  assert.deepEqual(book.providers.completion.provideCompletionItems(elsewhere, new Position(1, 0)), []);
});

test('hover', async (t) => {
  const book = open(t);
  await ready(book);
  const hover = book.providers.hover.provideHover(book.document, new Position(2, 1));
  assert.equal(hover.contents.value, '证据\n\n- `primary` 一手来源\n- `secondary` 可靠二手');
  assert.equal(book.providers.hover.provideHover(book.document, new Position(5, 1)), null);
});

test('problems while typing, the findings of the check after saving', async (t) => {
  const book = open(t);
  await ready(book);
  edit(book, book.document, page.replace('title', 'titel'));
  await until('a live problem', () => book.found().length > 0);
  assert.deepEqual(book.found(), ['这里没有“titel”这个字段。您是不是想写“title”？']);
  book.write('check.json', JSON.stringify([finding('content/cases/a.md', 'from the check', { severity: 'warning', hint: 'do this' })]));
  save(book, book.document);
  await until('the check', () => book.status.text === '$(error) 0 $(warning) 1');
  assert.deepEqual([book.found(), book.found('b')], [['from the check\ndo this'], []]);
  edit(book, book.document, page);
  await until('no problem', () => book.found().length === 0);
});

test('a check does not replace what is seen in a document that is being edited', async (t) => {
  const book = open(t);
  await ready(book);
  edit(book, book.document, page.replace('title', 'titel'));
  book.write('check.json', JSON.stringify([finding('content/cases/a.md', 'stale')]));
  book.commands['playbook.check']();
  await until('the check', () => book.found('b').length === 0);
  assert.match(book.found()[0], /titel/);
  book.document.isDirty = false;
  book.events.close(book.document);
  assert.deepEqual(book.found(), ['stale']);
});

test('an older version of a page, which Git shows beside it, does not count', async (t) => {
  const book = open(t);
  await ready(book);
  edit(book, book.document, page.replace('title', 'titel'));
  await until('a live problem', () => book.found().length > 0);
  const older = new Document(book.document.uri.fsPath);
  older.uri = { ...older.uri, scheme: 'git' };
  book.events.open(older);
  book.events.close(older);
  assert.equal(book.found().length, 1);
});

test('schemas are read again when the ids change, and not with every save', async (t) => {
  const book = open(t);
  await ready(book);
  const schemas = () => book.calls().filter((call) => call.startsWith('schema')).length;
  const checks = () => book.calls().filter((call) => call.startsWith('check')).length;
  edit(book, book.document, page.replace('see', 'look at'));
  save(book, book.document);
  await until('a second check', () => checks() === 2);
  assert.equal(schemas(), 1);
  edit(book, book.document, page.replace('👍 x', 'y'));
  save(book, book.document);
  await until('a second schema', () => schemas() === 2);
  book.events.create();
  await until('a third schema', () => schemas() === 3);
});

test('saves in a row are one check', async (t) => {
  const book = open(t);
  await ready(book);
  for (let i = 0; i < 5; i++) save(book, book.document);
  await until('a second check', () => book.calls().length === 3);
  await pause(600);
  assert.equal(book.calls().length, 3);
});

test('without the command: one message, and nothing else fails', async (t) => {
  const book = open(t, { command: ['no-such-program-anywhere'] });
  await until('a message', () => book.messages.length > 0);
  save(book, book.document);
  await pause(700);
  assert.equal(book.messages.length, 1);
  assert.match(book.messages[0], /no-such-program-anywhere.*找不到这个程序.*Go.*playbook\.command/);
  assert.match(book.status.text, /circle-slash/);
  assert.deepEqual(book.providers.completion.provideCompletionItems(book.document, new Position(2, 13)), []);
  assert.equal(book.providers.hover.provideHover(book.document, new Position(2, 1)), null);
  book.settings.command = [process.execPath, 'command.js'];
  book.events.configuration({ affectsConfiguration: (name) => name === 'playbook' });
  await until('the check', () => /error/.test(book.status.text));
});

test('a command that prints something else: one message with what it said, in English', async (t) => {
  const book = open(t, { language: 'en' });
  await ready(book);
  fs.rmSync(path.join(book.folder, 'schema.json'));
  fs.rmSync(path.join(book.folder, 'check.json'));
  book.commands['playbook.reloadSchemas']();
  await until('a message', () => book.messages.length > 0);
  assert.match(book.messages[0], /cannot be run: cannot read schema\.json/);
  assert.ok(book.providers.completion.provideCompletionItems(book.document, new Position(2, 13)).length > 0, 'the old schemas are kept');
});

test('an empty command is a message, too', async (t) => {
  const book = open(t, { command: [] });
  book.settings.command = [];
  await until('a message', () => book.messages.length > 0);
  assert.equal(book.messages.length, 1);
});

test('nothing runs in a folder that is not trusted', async (t) => {
  const book = open(t, { isTrusted: false });
  book.commands['playbook.check']();
  save(book, book.document);
  book.events.create();
  await pause(700);
  assert.deepEqual(book.calls(), []);
  book.vscode.workspace.isTrusted = true;
  book.events.trust();
  await ready(book);
  assert.equal(book.calls().length, 2);
});

test('it lets go of everything', async (t) => {
  const book = open(t);
  await ready(book);
  book.context.subscriptions.splice(0).forEach((each) => each.dispose());
  assert.ok(['diagnostics', 'status', 'completion', 'hover', 'watcher', 'playbook.check', 'save'].every((each) => book.disposed.includes(each)));
});

test('a folder without a book is left alone', () => {
  const fake = fakeVscode({ folder: os.tmpdir(), settings: {} });
  const context = { subscriptions: [] };
  load('../extension.js', fake.vscode).activate(context);
  assert.deepEqual([context.subscriptions, fake.providers], [[], {}]);
});

test('the manifest names what the extension registers', async (t) => {
  const manifest = require('../package.json');
  const book = open(t);
  await ready(book);
  assert.deepEqual(manifest.contributes.commands.map((each) => each.command), Object.keys(book.commands));
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, false);
  assert.deepEqual([manifest.dependencies, manifest.devDependencies, manifest.scripts], [undefined, undefined, undefined]);
  const recommended = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../extensions.json'), 'utf8'));
  assert.deepEqual(recommended.recommendations, [`${manifest.publisher}.${manifest.name}`]);
});
