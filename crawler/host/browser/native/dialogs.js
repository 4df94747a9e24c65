// `host.dialogs`: everything the platform draws above a page.
//
//   await modal({title, content, showCancel, cancelText, confirmText, cancelColor, confirmColor, editable,
//                placeholderText, call})            -> {confirm, cancel, content}
//   await actionSheet({title, items, color, call})  -> index, -1 when cancelled
//   toast({title, icon, image, duration, mask, call}), hideToast(), loading({title, mask, call}), hideLoading()
//   await picker({columns, selected, title, onColumn, call}) -> {confirm, selected}     (see shared/picker.js)
//   await prompt({title, text, value, placeholder, call})    -> {confirm, value}
//   await preview({urls, current, call})                     -> undefined, when closed
//   await payment({name, text, call})                        -> {confirm}
//   capsule.rect(), capsule.light(on); isOpen(id), openIds(), closeAll(), back()
//
// `host.control.showDialog(spec) -> id`, `closeDialog(id)`: the platform's own surfaces, described by the inspector and
// answered to it only. `spec`: {id, type, style, layout: sheet|center|page|float|black, mask, outside, bar, call,
// blocks: [{kind, …}] (shared/blocks.js), buttons: [{name, text, role, primary}]}.
import { createSurfaces } from './shared/surfaces.js';
import { BLOCKS } from './shared/blocks.js';
import { mountCapsule } from './shared/capsule.js';
import { openPicker } from './shared/picker.js';

BLOCKS.own = ({ element }) => element;

const fieldOf = (name, value, placeholder) => ({ kind: 'field', name, value: value || '', placeholder: placeholder || '' });

export default (host) => {
  const { real } = host;
  const surfaces = createSurfaces(host);
  const toasts = { id: '', timer: 0 };

  const modal = (options) => {
    const blocks = [];
    if (options.title) blocks.push({ kind: 'title', text: options.title });
    if (options.editable) blocks.push(fieldOf('content', options.content, options.placeholderText));
    else if (options.content) blocks.push({ kind: 'text', text: options.content });
    const { confirmText = '确定', confirmColor, cancelText = '取消', cancelColor } = options;
    const buttons = [{ name: 'confirm', text: confirmText, role: 'item', color: confirmColor || '#576b95' }];
    if (options.showCancel !== false) buttons.unshift({ name: 'cancel', text: cancelText, role: 'item', color: cancelColor });
    // Android closes a modal by a tap beside it or its back key, whatever its buttons: neither yes nor no, as the platform's
    // page of showModal says of `cancel`.
    const spec = { type: 'modal', layout: 'center', call: options.call, blocks, buttons, outside: 'outside' };
    return surfaces.ask(spec, (name, answer) => ({
      confirm: name === 'confirm',
      cancel: name === 'cancel',
      content: answer.values.content ?? '',
    }));
  };

  const actionSheet = ({ title, items, color, call }) => {
    const rows = items.map((text, index) => ({ name: real.String(index), text }));
    const blocks = [...(title ? [{ kind: 'note', text: title }] : []), { kind: 'items', items: rows }];
    const buttons = [{ name: 'cancel', text: '取消', role: 'close' }];
    const spec = { type: 'actionsheet', layout: 'sheet', style: color || '', call, blocks, buttons, outside: 'cancel' };
    return surfaces.ask(spec, (name) => (name === 'cancel' ? -1 : real.Number(name)));
  };

  const hide = () => {
    host.clock.clearTimeout(toasts.timer);
    surfaces.close(toasts.id);
    toasts.id = '';
  };

  const MARKS = { success: '✓', error: '✕', loading: '' };
  const float = (type, { title, icon, image, mask, call }) => {
    hide();
    const blocks = [];
    if (image) blocks.push({ kind: 'picture', src: image });
    else if (icon === 'loading') blocks.push({ kind: 'own', element: surfaces.make('box', { class: 'mio-spinner' }) });
    else if (MARKS[icon]) blocks.push({ kind: 'own', element: surfaces.make('box', { class: 'mio-mark' }, MARKS[icon]) });
    blocks.push({ kind: 'text', text: title });
    toasts.id = surfaces.show({ type, layout: 'float', style: icon || 'none', mask: false, block: mask === true, call, blocks });
  };
  const toast = (options) => {
    float('toast', options);
    toasts.timer = host.clock.setTimeout(hide, options.duration > 0 ? options.duration : 1500);
  };
  const loading = (options) => float('loading', { ...options, icon: 'loading' });

  const prompt = ({ title, text, value, placeholder, call }) =>
    surfaces.ask(
      {
        type: 'prompt',
        layout: 'center',
        call,
        blocks: [
          { kind: 'title', text: title || '' },
          ...(text ? [{ kind: 'text', text }] : []),
          fieldOf('value', value, placeholder),
        ],
        buttons: [
          { name: 'cancel', text: '取消', role: 'close' },
          { name: 'confirm', text: '确定', role: 'item', color: '#576b95' },
        ],
      },
      (name, answer) => ({ confirm: name === 'confirm', value: answer.values.value }),
    );

  const preview = ({ urls, current, call }) => {
    const at = typeof current === 'number' ? current : real.isArray(urls) ? urls.indexOf(current) : 0;
    const src = urls[at] || urls[0] || '';
    const place = { kind: 'note', text: `${(at < 0 ? 0 : at) + 1} / ${urls.length}` };
    const buttons = [{ name: 'close', text: '关闭', role: 'close' }];
    const blocks = [{ kind: 'picture', src }, place];
    return surfaces.ask({ type: 'preview', layout: 'black', call, outside: 'close', blocks, buttons }, () => null);
  };

  const payment = ({ name, text, call }) =>
    surfaces.ask(
      {
        type: 'payment',
        layout: 'sheet',
        call,
        blocks: [{ kind: 'app', name: name || '' }, { kind: 'title', text: '微信支付' }, { kind: 'text', text: text || '' }],
        buttons: [
          { name: 'cancel', text: '取消', role: 'refuse' },
          { name: 'confirm', text: '确认支付', role: 'agree', primary: true },
        ],
      },
      (button) => ({ confirm: button === 'confirm' }),
    );

  real.assign(host.dialogs, {
    modal,
    actionSheet,
    toast,
    hideToast: hide,
    loading,
    hideLoading: hide,
    picker: (options) => openPicker(surfaces, real, options),
    prompt,
    preview,
    payment,
    isOpen: surfaces.isOpen,
    openIds: surfaces.openIds,
    closeAll: surfaces.closeAll,
    back: surfaces.back,
    capsule: mountCapsule(host, surfaces),
  });
  real.assign(host.control, {
    showDialog: (spec) => surfaces.show({ ...spec, remote: true }),
    closeDialog: surfaces.close,
  });
};
