'use strict';

// Reads the YAML that people write at the top of a page: mappings and lists by
// indentation, lists and groups in brackets on a line, quoted and block texts,
// comments. It never refuses. What is half typed becomes a key without a colon, a
// bracket or quote that is left open ends where its field ends, and what fits
// nowhere is skipped.
//
// A node is one of
//   {kind: 'map', items: [{name, start, end, colon, value}], flow}
//   {kind: 'list', items: [node or null], flow}
//   {kind: 'scalar', text, style: 'plain' | 'single' | 'double' | 'block'}
// each with start and end, offsets into the text. A value that is not there is null.

// Nobody writes deeper than this; a hostile file must not exhaust the stack.
const DEEPEST = 40;

const isBreak = (c) => c === '\n' || c === '\r';
const isBlank = (c) => c === ' ' || c === '\t';

/** parse returns the mapping that text holds from start up to end. */
function parse(text, start, end) {
  const reader = new Reader(text, start, end);
  const used = reader.lines.filter((line) => !line.empty);
  return reader.map(used.reduce((least, line) => Math.min(least, line.indent), Infinity), 0);
}

function linesOf(text, start, end) {
  const lines = [];
  for (let at = start; at < end;) {
    let stop = at;
    while (stop < end && !isBreak(text[stop])) stop++;
    let first = at;
    while (first < stop && isBlank(text[first])) first++;
    const bare = first === stop;
    const marker = first === at && text.slice(at, stop).trimEnd() === '---';
    lines.push({ start: at, end: stop, first, indent: first - at, bare, empty: bare || marker || text[first] === '#' });
    at = stop + (text.startsWith('\r\n', stop) ? 2 : 1);
  }
  return lines;
}

class Reader {
  constructor(text, start, end) {
    this.text = text;
    this.lines = linesOf(text, start, end);
    this.at = 0; // index of the line to be read
  }

  /** next is the next line that says something. */
  next() {
    while (this.at < this.lines.length && this.lines[this.at].empty) this.at++;
    return this.lines[this.at];
  }

  isItem(line) {
    return this.text[line.first] === '-' && (line.first + 1 === line.end || isBlank(this.text[line.first + 1]));
  }

  /** colon returns where the colon behind a line's key is, or -1. */
  colon(line) {
    const { text } = this;
    let at = line.first;
    if (/["']/.test(text[at])) {
      at = this.closing(at, line.end);
      while (isBlank(text[at])) at++;
      return at > 0 && at < line.end && text[at] === ':' ? at : -1;
    }
    if (/[[\]{},#|>]/.test(text[at])) return -1;
    for (; at < line.end; at++) {
      if (text[at] === '#' && isBlank(text[at - 1])) return -1;
      if (text[at] === ':' && (at + 1 === line.end || isBlank(text[at + 1]))) return at;
    }
    return -1;
  }

  map(indent, depth) {
    const node = { kind: 'map', start: this.next()?.first ?? 0, end: 0, items: [] };
    for (let line; (line = this.next()) && line.indent >= indent;) {
      if (line.indent > indent || this.isItem(line)) {
        this.at++; // it belongs nowhere
        continue;
      }
      const colon = this.colon(line);
      const end = colon < 0 ? this.plainEnd(line.first, line.end) : colon;
      const key = this.scalar(line.first, end, this.style(line.first));
      const item = { name: key.text, start: key.start, end: key.end, colon: colon >= 0, value: null };
      node.items.push(item);
      if (item.colon) item.value = this.value(colon + 1, indent, depth, true);
      else this.at++;
      node.end = item.value?.end ?? (item.colon ? colon + 1 : item.end);
    }
    return node;
  }

  list(indent, parent, depth) {
    const node = { kind: 'list', start: this.next().first, end: 0, items: [] };
    for (let line; (line = this.next()) && line.indent >= indent;) {
      const isItem = this.isItem(line);
      if (!isItem && line.indent === indent && indent === parent) break; // the next key of the parent
      if (line.indent > indent || (!isItem && this.colon(line) >= 0)) {
        this.at++;
        continue;
      }
      const item = isItem ? this.item(line, indent, depth) : this.half(line);
      node.items.push(item);
      node.end = item?.end ?? line.first + 1;
    }
    return node;
  }

  /** item reads what stands behind a dash, as a block that begins further right. */
  item(line, indent, depth) {
    let at = line.first + 1;
    while (at < line.end && isBlank(this.text[at])) at++;
    if (at === line.end || this.text[at] === '#') return this.value(at, indent, depth, false);
    line.first = at;
    line.indent = at - line.start;
    return this.block(line.indent, indent, depth + 1);
  }

  /** half reads an item whose dash is not there yet. */
  half(line) {
    this.at++;
    return { ...this.scalar(line.first, this.plainEnd(line.first, line.end), 'plain'), dashless: true };
  }

  block(indent, parent, depth) {
    if (depth > DEEPEST) {
      while (this.next()?.indent >= indent) this.at++;
      return null;
    }
    switch (this.shape(indent)) {
      case 'list': return this.list(indent, parent, depth);
      case 'map': return this.map(indent, depth);
      default: return this.value(this.next().first, parent, depth, false);
    }
  }

  /** shape tells what a block is. A first line that is half typed does not say, so later ones are asked. */
  shape(indent) {
    const first = this.next();
    for (let i = this.at; i < this.lines.length; i++) {
      const line = this.lines[i];
      if (line.empty || line.indent > indent) continue;
      if (line.indent < indent) return 'text';
      if (this.isItem(line)) return 'list';
      if (this.colon(line) >= 0) return 'map';
      if (line === first && /["'[{|>]/.test(this.text[line.first])) return 'text';
    }
    return 'text';
  }

  /** value reads what stands behind a colon or a dash, or below it. */
  value(from, indent, depth, listBelow) {
    const { text } = this;
    const line = this.lines[this.at];
    let at = from;
    while (at < line.end && isBlank(text[at])) at++;
    if (at === line.end || (text[at] === '#' && at > from)) {
      this.at++;
      const next = this.next();
      const below = next && (next.indent > indent || (listBelow && next.indent === indent && this.isItem(next)));
      return below ? this.block(next.indent, indent, depth + 1) : null;
    }
    if (/^[|>][-+\d]{0,2}[ \t]*(#.*)?$/.test(text.slice(at, line.end))) return this.literal(at, indent);
    const limit = this.limit(indent);
    let node;
    switch (text[at]) {
      case '[': case '{': node = this.flow(at, limit, depth + 1); break;
      case '"': case "'": node = this.quoted(at, limit); break;
      default: node = this.scalar(at, this.folded(at, line, indent), 'plain');
    }
    this.leave(node.end);
    return node;
  }

  /** limit is where the lines end that may go on with a value: those further right, and closing brackets. */
  limit(indent) {
    let i = this.at + 1;
    for (; i < this.lines.length; i++) {
      const line = this.lines[i];
      if (!line.empty && line.indent <= indent && !/[\]}]/.test(this.text[line.first])) break;
    }
    return this.lines[i - 1].end;
  }

  /** leave goes to the line behind the one that holds an offset. */
  leave(offset) {
    while (this.at + 1 < this.lines.length && this.lines[this.at + 1].start <= offset) this.at++;
    this.at++;
  }

  folded(at, line, indent) {
    let end = this.plainEnd(at, line.end);
    for (let i = this.at + 1; i < this.lines.length; i++) {
      const more = this.lines[i];
      if (more.bare) continue;
      if (more.empty || more.indent <= indent) break;
      end = this.plainEnd(more.first, more.end);
    }
    return end;
  }

  plainEnd(at, stop) {
    let end = at;
    for (let i = at; i < stop; i++) {
      if (this.text[i] === '#' && i > at && isBlank(this.text[i - 1])) break;
      if (!isBlank(this.text[i])) end = i + 1;
    }
    return end;
  }

  literal(at, indent) {
    let end = this.lines[this.at].end;
    const body = end;
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at];
      if (!line.bare && line.indent <= indent) break;
      end = line.end;
    }
    return { kind: 'scalar', style: 'block', start: at, end, text: unfold(this.text.slice(body, end)) };
  }

  style(at) {
    return { '"': 'double', "'": 'single' }[this.text[at]] || 'plain';
  }

  /** closing returns the offset behind the quote that closes the one at at, or -1. */
  closing(at, limit) {
    const quote = this.text[at];
    for (let i = at + 1; i < limit; i++) {
      if (quote === '"' && this.text[i] === '\\') i++;
      else if (this.text[i] === quote) {
        if (quote === '"' || this.text[i + 1] !== "'") return i + 1;
        i++;
      }
    }
    return -1;
  }

  quoted(at, limit) {
    let end = this.closing(at, limit);
    if (end < 0 || end > limit) {
      end = at;
      while (end < limit && !isBreak(this.text[end])) end++;
    }
    return this.scalar(at, end, this.style(at));
  }

  scalar(start, end, style) {
    const written = this.text.slice(start, end);
    return { kind: 'scalar', style, start, end, text: unquote(written.trimEnd(), style) };
  }

  /** flow reads a list in [ ] or a group in { }. */
  flow(start, limit, depth) {
    const { text } = this;
    if (depth > DEEPEST) return this.scalar(start, limit, 'plain');
    const isMap = text[start] === '{';
    const node = { kind: isMap ? 'map' : 'list', flow: true, start, end: limit, items: [] };
    for (let at = this.gap(start + 1, limit); at < limit; at = this.gap(at, limit)) {
      if (/[\]}]/.test(text[at])) {
        node.end = at + 1;
        break;
      }
      if (text[at] === ',') at++;
      else {
        const item = isMap ? this.entry(at, limit, depth) : this.flowValue(at, limit, depth, false);
        node.items.push(item);
        at = Math.max(at + 1, item.last ?? item.end);
      }
    }
    return node;
  }

  entry(at, limit, depth) {
    const key = this.flowValue(at, limit, DEEPEST, true);
    const item = { name: key.text ?? '', start: key.start, end: key.end, colon: false, value: null };
    let last = this.gap(key.end, limit);
    item.colon = last < limit && this.text[last] === ':';
    if (!item.colon) return { ...item, last: key.end };
    last = this.gap(last + 1, limit);
    if (last < limit && !/[,\]}]/.test(this.text[last])) {
      item.value = this.flowValue(last, limit, depth, false);
      last = item.value.end;
    }
    return { ...item, last };
  }

  flowValue(at, limit, depth, isKey) {
    const { text } = this;
    if (/["']/.test(text[at])) return this.quoted(at, limit);
    if (/[[{]/.test(text[at])) return this.flow(at, limit, depth + 1);
    let end = at;
    for (let i = at; i < limit && !/[,[\]{}]/.test(text[i]); i++) {
      if (text[i] === '#' && /\s/.test(text[i - 1])) break;
      if (isKey && text[i] === ':' && (i + 1 >= limit || /[\s,[\]{}]/.test(text[i + 1]))) break;
      if (!/\s/.test(text[i])) end = i + 1;
    }
    return this.scalar(at, end, 'plain');
  }

  /** gap skips spaces, line ends and comments. */
  gap(at, limit) {
    while (at < limit) {
      if (/\s/.test(this.text[at])) at++;
      else if (this.text[at] === '#' && /\s/.test(this.text[at - 1])) {
        while (at < limit && !isBreak(this.text[at])) at++;
      } else break;
    }
    return at;
  }
}

/** unfold joins the lines of a text. */
const unfold = (text) => text.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean).join(' ');

function unquote(written, style) {
  if (style === 'plain') return unfold(written);
  const quote = written[0];
  const inner = unfold(written.length > 1 && written.endsWith(quote) ? written.slice(1, -1) : written.slice(1));
  if (style === 'single') return inner.replaceAll("''", "'");
  return inner.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/g, (_, u, x, c) =>
    u || x ? String.fromCharCode(parseInt(u || x, 16)) : { n: ' ', t: ' ' }[c] ?? c);
}

module.exports = { parse };
