// Toast, loading, modal, action sheet: drawn in the screen by the platform.
import { expect } from './shared/parameters.js';

/** Width of a button's text in Chinese characters: Latin letters count half. */
const width = (text) => [...String(text)].reduce((sum, letter) => sum + (letter > '\u00ff' ? 1 : 0.5), 0);

/** What the drawn modal needs, each a text or a truth. */
const modalOf = (options, call) => {
  const text = (name, otherwise = '') => String(options[name] || otherwise);
  return {
    title: text('title'),
    content: text('content'),
    showCancel: options.showCancel !== false,
    cancelText: text('cancelText', '取消'),
    confirmText: text('confirmText', '确定'),
    cancelColor: text('cancelColor'),
    confirmColor: text('confirmColor'),
    editable: options.editable === true,
    placeholderText: text('placeholderText'),
    call: call.id,
  };
};

export default (host) => {
  const { dialogs } = host;
  const short = (options, name) => {
    if (options[name] !== undefined && width(options[name]) > 4) {
      throw new host.ApiError(`${name} length should not larger than 4 Chinese characters`);
    }
  };

  const toast = (options, call) => {
    expect(host, options, { title: 'String' });
    const { title, icon = 'success', image = '', duration = 1500, mask = false } = options;
    dialogs.toast({ title, icon, image: image && host.displayUrl(image), duration, mask, call: call.id });
  };
  const loading = (options, call) => {
    expect(host, options, { title: 'String' });
    dialogs.loading({ title: options.title, mask: options.mask === true, call: call.id });
  };
  const modal = async (options, call) => {
    short(options, 'confirmText');
    short(options, 'cancelText');
    const { confirm, cancel, content } = await dialogs.modal(modalOf(options, call));
    return { confirm, cancel, content: options.editable === true && confirm ? content : null };
  };
  const actionSheet = async (options, call) => {
    expect(host, options, { itemList: 'Array' });
    const { itemList } = options;
    if (itemList.length === 0) throw new host.ApiError('parameter error: itemList should have at least one item');
    if (itemList.length > 6) throw new host.ApiError('parameter error: itemList should not be larger than 6');
    const answer = await dialogs.actionSheet({
      title: String(options.alertText ?? ''),
      items: itemList.map(String),
      color: String(options.itemColor ?? ''),
      call: call.id,
    });
    if (answer < 0) throw new host.ApiError('cancel');
    return { tapIndex: answer };
  };

  return {
    showToast: { run: toast },
    hideToast: { run: () => void dialogs.hideToast() },
    showLoading: { run: loading },
    hideLoading: { run: () => void dialogs.hideLoading() },
    showModal: { run: modal },
    showActionSheet: { run: actionSheet },
  };
};
