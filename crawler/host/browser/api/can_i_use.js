// wx.canIUse: whether an interface, a component or one of their parts exists here.
import { UNSUPPORTED } from './unsupported.js';

const COMPONENTS = new Set([
  'view',
  'scroll-view',
  'swiper',
  'swiper-item',
  'movable-view',
  'movable-area',
  'cover-view',
  'cover-image',
  'icon',
  'text',
  'rich-text',
  'progress',
  'button',
  'checkbox',
  'checkbox-group',
  'form',
  'input',
  'label',
  'picker',
  'picker-view',
  'picker-view-column',
  'radio',
  'radio-group',
  'slider',
  'switch',
  'textarea',
  'navigator',
  'audio',
  'image',
  'video',
  'camera',
  'map',
  'canvas',
  'open-data',
  'web-view',
  'page-meta',
  'navigation-bar',
  'editor',
  'match-media',
  'root-portal',
  'page-container',
  'official-account',
]);
const OPEN_TYPES = new Set([
  'contact',
  'share',
  'getPhoneNumber',
  'getRealtimePhoneNumber',
  'getUserInfo',
  'launchApp',
  'openSetting',
  'feedback',
  'chooseAvatar',
  'agreePrivacyAuthorization',
]);
const missing = new Set(UNSUPPORTED);

export default (host) => ({ canIUse: { quiet: true, run: (schema) => canIUse(host, schema) } });

function canIUse(host, schema) {
  if (typeof schema !== 'string' || schema === '') return false;
  const [first, part, option] = schema.split('.');
  if (COMPONENTS.has(first)) {
    return first !== 'button' || part !== 'open-type' || option === undefined || OPEN_TYPES.has(option);
  }
  if (missing.has(first)) return false;
  const wx = host.wx ?? globalThis.wx;
  return first === 'cloud' || (Object.hasOwn(wx, first) && wx[first] !== undefined);
}
