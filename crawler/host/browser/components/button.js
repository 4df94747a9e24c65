/** `button`, with every open-type; those count only when a hand really tapped. */
import { askPlatform, emit, listen, mirror, tellUnsupported } from './shared/element.js';
import { formOf, registerControl } from './shared/fields.js';
import { followHover, hoverProperties } from './shared/hover.js';
import { OPEN_TYPES, partsOf } from './shared/open_type.js';
import { makeTapJudge } from './shared/touch.js';

const PASSED_ON = ['appParameter', 'lang', 'sessionFrom', 'sendMessageTitle', 'sendMessagePath', 'sendMessageImg'];

const opacityOf = (host, element) => {
  let product = 1;
  for (let at = element; at && at.nodeType === 1; at = at.parentNode) {
    product *= Number(host.real.getComputedStyle(at).opacity);
  }
  return product;
};

const isCovered = (host, element, rect) => {
  const { elementFromPoint, contains } = host.real;
  const hit = elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  return !(hit && (contains(element, hit) || contains(hit, element)));
};

/** How what was tapped looked, the button or its label: the consent record needs to know. */
const looks = (host, element) => {
  const rect = host.real.rectOf(element);
  return {
    text: (element.innerText || '').replace(/\s+/g, ' ').trim(),
    rect: [rect.x, rect.y, rect.width, rect.height],
    opacity: opacityOf(host, element),
    covered: isCovered(host, element, rect),
  };
};

/** The platform hands pictures over as bytes; the program gets a temporary file. */
const withFile = (host, { files, ...detail }) => {
  if (!files || !files.length || !host.files) return detail;
  const bytes = Uint8Array.from(atob(files[0].base64), (letter) => letter.charCodeAt(0));
  return { ...detail, avatarUrl: host.files.temporary(bytes, files[0].extension) };
};

/** The page says what is shared before the platform's chooser opens. */
const share = (host, comp) => {
  const page = host.pages.top();
  const target = { id: comp.id, dataset: { ...comp.dataset } };
  if (page) host.pages.lifecycle(page, 'onShareAppMessage', { from: 'button', target });
};

const askFor = async (host, comp, part, shared) => {
  const type = OPEN_TYPES[part];
  if (!type) {
    tellUnsupported(host, `button open-type ${part}`);
    return true;
  }
  try {
    const detail = await askPlatform(host, comp, type.native, { ...shared, openType: part });
    if (type.event) emit(host, comp, type.event, withFile(host, detail));
    return true;
  } catch (failure) {
    const event = type.failEvent || type.event;
    if (event) emit(host, comp, event, failure);
    return false;
  }
};

export default (host) => {
  const isRealTap = makeTapJudge(host);
  if (host.project.app.style === 'v2') host.real.document.documentElement.setAttribute('data-mi-style', 'v2');

  const openTypeTapped = async (comp, touched) => {
    const openType = comp.data.openType;
    const shared = { id: comp.id, ...looks(host, touched), combined: openType, dataset: { ...comp.dataset } };
    for (const name of PASSED_ON) if (comp.data[name]) shared[name] = comp.data[name];
    for (const part of partsOf(openType)) {
      if (part === 'share') share(host, comp);
      if (!(await askFor(host, comp, part, shared))) return;
    }
  };

  const submitOrReset = (comp) => {
    const form = formOf(comp);
    if (!form) return;
    if (comp.data.formType === 'submit') form.submit(comp);
    if (comp.data.formType === 'reset') form.reset();
  };

  return {
    tag: 'button',
    properties: {
      ...hoverProperties(20, 70, 'button-hover'),
      size: { type: String, value: 'default' },
      type: { type: String, value: 'default' },
      plain: Boolean,
      disabled: Boolean,
      loading: Boolean,
      formType: String,
      openType: String,
      lang: { type: String, value: 'en' },
      sessionFrom: String,
      sendMessageTitle: String,
      sendMessagePath: String,
      sendMessageImg: String,
      showMessageCard: Boolean,
      appParameter: String,
      phoneNumberNoQuotaToast: { type: Boolean, value: true },
      name: String,
      ariaLabel: String,
      ariaRole: String,
    },
    observers: {
      'type, size, plain, disabled, loading, openType, formType': function look(type, size, plain, disabled, loading) {
        const { openType, formType } = this.data;
        const attributes = { type, size, plain, disabled, loading, 'open-type': openType, 'form-type': formType };
        mirror(this, { ...attributes, 'aria-disabled': disabled ? 'true' : null });
      },
      'ariaLabel, ariaRole, name': function aria(label, role, name) {
        mirror(this, { 'aria-label': label, role: role || 'button', name });
      },
    },
    lifetimes: {
      created() {
        mirror(this, { role: 'button', type: 'default', size: 'default' });
        // Kept here, since a program can make the component name another element as its own.
        const element = this.$$;
        followHover(host, this);
        // On a device a disabled button swallows the tap, so that neither it nor what lies around it hears of it.
        const swallow = (event) => {
          if (this.data.disabled) event.stopPropagation();
        };
        listen(this, 'tap', swallow, { capture: true });
        // A label around or `for` the button passes its tap on; what counts is the hand on the label.
        registerControl(this, {
          tapped: (event, labelElement) => {
            if (this.data.disabled) return;
            emit(host, this, 'tap', event.detail);
            if (this.data.openType && isRealTap(labelElement, event)) openTypeTapped(this, labelElement);
          },
        });
        listen(this, 'tap', (event) => {
          if (this.data.disabled) return;
          if (this.data.formType) submitOrReset(this);
          if (this.data.openType && isRealTap(element, event)) openTypeTapped(this, element);
        });
      },
    },
  };
};
