/** The editable text of `editor`: formats, its content as HTML, text and delta, and content set from either. */
import { inner } from './element.js';
import { Sanitiser } from './sanitise.js';

const COMMANDS = { bold: 'bold', italic: 'italic', underline: 'underline', strike: 'strikeThrough', ins: 'underline' };
const ALIGNED = { left: 'justifyLeft', center: 'justifyCenter', right: 'justifyRight', justify: 'justifyFull' };
const LISTS = { ordered: 'insertOrderedList', bullet: 'insertUnorderedList', check: 'insertUnorderedList' };
const MARKS = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  U: 'underline',
  INS: 'underline',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
};
const INLINE_TAGS = { bold: 'b', italic: 'i', underline: 'u', ins: 'u', strike: 's' };
const BLOCK = /^(P|DIV|H[1-6]|LI|BLOCKQUOTE|HR)$/;
const STYLED = ['color', 'backgroundColor', 'fontSize', 'fontFamily', 'lineHeight', 'letterSpacing'];

const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `field` is the editable element; pictures are shown from what `picture(src)` answers. */
export class RichEditing {
  constructor(host, field, picture) {
    this.host = host;
    this.field = field;
    this.picture = picture;
    this.document = host.real.document;
  }

  run(command, value) {
    this.field.focus();
    this.document.execCommand('styleWithCSS', false, command.startsWith('fore') || command.startsWith('hilite'));
    this.document.execCommand(command, false, value);
  }

  format(name, value) {
    if (Object.hasOwn(COMMANDS, name)) this.run(COMMANDS[name]);
    else if (name === 'header') this.run('formatBlock', value ? `h${Math.min(6, Math.max(1, Number(value)))}` : 'p');
    else if (name === 'align') this.run(ALIGNED[value] || 'justifyLeft');
    else if (name === 'list') this.run(LISTS[value] || 'insertUnorderedList');
    else if (name === 'script') this.run(value === 'sub' ? 'subscript' : 'superscript');
    else if (name === 'indent') this.run(String(value).startsWith('-') ? 'outdent' : 'indent');
    else if (name === 'color') this.run('foreColor', value);
    else if (name === 'backgroundColor') this.run('hiliteColor', value);
    else if (STYLED.includes(name)) this.style(name, value);
  }

  /** Around what is selected. */
  style(name, value) {
    const range = this.range();
    if (!range || range.collapsed) return;
    const span = this.host.real.createElement('span');
    span.style.setProperty(dashed(name), String(value));
    span.append(range.extractContents());
    range.insertNode(span);
  }

  range() {
    const selection = this.document.getSelection();
    const range = selection && selection.rangeCount ? selection.getRangeAt(0) : null;
    return range && this.field.contains(range.commonAncestorContainer) ? range : null;
  }

  insert(node) {
    const range = this.range();
    if (range) {
      range.deleteContents();
      range.insertNode(node);
      range.setStartAfter(node);
      range.collapse(true);
    } else {
      const last = this.field.lastElementChild;
      if (last && BLOCK.test(last.tagName) && last.tagName !== 'HR') last.append(node);
      else this.field.append(node);
    }
  }

  image({ src, alt, width, height, extClass }) {
    const image = inner(this.host, 'img', String(extClass || ''));
    image.removeAttribute('data-mi-inner');
    image.setAttribute('alt', String(alt || ''));
    for (const [name, value] of [
      ['width', width],
      ['height', height],
    ])
      if (value) image.setAttribute(name, String(value));
    this.pictures ??= new WeakMap();
    this.pictures.set(image, String(src));
    const url = this.picture(String(src));
    if (url) image.src = url;
    this.insert(image);
  }

  /** `html` as the program wrote it, or quill's `delta`. */
  set({ html, delta }) {
    if (delta && Array.isArray(delta.ops)) this.field.replaceChildren(...this.blocksOf(delta.ops));
    else this.field.replaceChildren(new Sanitiser(this.host, this.picture).read(String(html ?? '')));
  }

  /** Delta keeps the format of a block on the line break that ends it. */
  blocksOf(ops) {
    const blocks = [];
    let line = [];
    const end = (attributes = {}) => {
      const header = Number(attributes.header);
      const block = this.host.real.createElement(header ? `h${Math.min(6, Math.max(1, header))}` : 'p');
      if (attributes.align) block.style.textAlign = String(attributes.align);
      block.append(...line);
      blocks.push(block);
      line = [];
    };
    for (const { insert, attributes } of ops.filter((op) => op && op.insert !== undefined)) {
      if (typeof insert === 'string') {
        insert.split('\n').forEach((text, index) => {
          if (index) end(attributes);
          if (text) line.push(this.marked(text, attributes || {}));
        });
      } else if (insert && insert.image) {
        const image = this.host.real.createElement('img');
        const url = this.picture(String(insert.image));
        if (url) image.src = url;
        line.push(image);
      } else if (insert && insert.divider) blocks.push(this.host.real.createElement('hr'));
    }
    if (line.length) end();
    return blocks;
  }

  marked(text, attributes) {
    let node = this.document.createTextNode(text);
    const around = (tag) => {
      const element = this.host.real.createElement(tag);
      element.append(node);
      node = element;
      return element;
    };
    for (const [name, tag] of Object.entries(INLINE_TAGS)) if (attributes[name]) around(tag);
    const styled = STYLED.filter((name) => attributes[name]);
    if (styled.length) {
      const span = around('span');
      for (const name of styled) span.style.setProperty(dashed(name), String(attributes[name]));
    }
    return node;
  }

  content() {
    const ops = [];
    const push = (insert, attributes) => ops.push(Object.keys(attributes).length ? { insert, attributes } : { insert });
    const visit = (node, attributes) => {
      for (const child of node.childNodes) {
        if (child.nodeType === 3) push(child.data, attributes);
        else if (child.tagName === 'IMG')
          push({ image: this.pictures?.get(child) ?? child.getAttribute('src') ?? '' }, attributes);
        else if (child.tagName === 'BR') push('\n', {});
        else if (child.nodeType === 1) {
          visit(child, { ...attributes, ...this.marksOf(child) });
          if (BLOCK.test(child.tagName)) push('\n', this.blockMarks(child));
        }
      }
    };
    visit(this.field, {});
    if (!ops.length || !/\n$/.test(String(ops[ops.length - 1].insert))) push('\n', {});
    const text = ops.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
    return { html: this.field.innerHTML, text, delta: { ops } };
  }

  marksOf(element) {
    const marks = {};
    if (Object.hasOwn(MARKS, element.tagName)) marks[MARKS[element.tagName]] = true;
    for (const name of STYLED) {
      const value = element.style.getPropertyValue(dashed(name));
      if (value) marks[name] = value;
    }
    return marks;
  }

  blockMarks({ tagName, style, parentNode }) {
    const marks = {};
    if (/^H[1-6]$/.test(tagName)) marks.header = Number(tagName[1]);
    if (tagName === 'LI') marks.list = parentNode.tagName === 'OL' ? 'ordered' : 'bullet';
    if (style.textAlign) marks.align = style.textAlign;
    return marks;
  }

  /** Formats at the cursor, as `statuschange` tells them. */
  status() {
    const found = {};
    for (const [name, command] of Object.entries(COMMANDS))
      if (this.document.queryCommandState(command)) found[name] = true;
    const block = /^h([1-6])$/.exec(this.document.queryCommandValue('formatBlock'));
    if (block) found.header = Number(block[1]);
    for (const [name, command] of Object.entries(ALIGNED))
      if (name !== 'left' && this.document.queryCommandState(command)) found.align = name;
    if (this.document.queryCommandState('insertOrderedList')) found.list = 'ordered';
    else if (this.document.queryCommandState('insertUnorderedList')) found.list = 'bullet';
    return found;
  }
}
