/** `navigator`: a link to a page, another mini program, back, or out. */
import { emit, listen, mirror, ownerPath } from './shared/element.js';
import { followHover, hoverProperties } from './shared/hover.js';

const ROUTES = new Set(['navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack']);
const NAMES = { navigate: 'navigateTo', redirect: 'redirectTo' };

export default (host) => {
  const otherProgram = async (call) => {
    const answer = await host.dialogs.modal({
      title: '',
      content: '即将打开其他小程序',
      confirmText: '允许',
      cancelText: '取消',
      call: call.id,
    });
    if (!answer.confirm) throw new host.ApiError('fail cancel');
  };

  const move = async ({ target, openType, url, delta }, call) => {
    if (openType === 'exit') {
      if (target === 'miniProgram') host.exit('navigator');
    } else if (target === 'miniProgram') await otherProgram(call);
    else if (openType === 'navigateBack') await host.router.back(delta || 1);
    else if (ROUTES.has(openType)) await host.router.go(NAMES[openType] || openType, url, {});
  };

  const go = async (comp) => {
    const { openType, target, url, appId, path, extraData } = comp.data;
    const isOther = target === 'miniProgram' && openType !== 'exit';
    const name = isOther ? 'navigateToMiniProgram' : NAMES[openType] || openType;
    const args = { openType, target, url, appId, path, ...(isOther && { extraData }), file: `${ownerPath(comp)}.wxml` };
    const call = host.recorder.begin('component.navigator', args, { stack: '' });
    try {
      await move(comp.data, call);
      call.end(true, `${name}:ok`);
      emit(host, comp, 'success', { errMsg: `${name}:ok` });
    } catch (error) {
      const errMsg = `${name}:${error.reason || 'fail'}`;
      call.end(false, errMsg, error.errno);
      if (!(error instanceof host.ApiError)) host.reportError(error, 'navigator', 'host');
      emit(host, comp, 'fail', { errMsg });
    }
    emit(host, comp, 'complete', {});
  };

  return {
    tag: 'navigator',
    properties: {
      ...hoverProperties(50, 600, 'navigator-hover'),
      target: { type: String, value: 'self' },
      url: String,
      openType: { type: String, value: 'navigate' },
      delta: { type: Number, value: 1 },
      appId: String,
      path: String,
      extraData: null,
      version: String,
      envVersion: { type: String, value: 'release' },
      shortLink: String,
      renderLink: Boolean,
      openStyle: String,
      ariaLabel: String,
    },
    observers: {
      'url, openType, target, appId, path, ariaLabel': function look(url, openType, target, appId, path, label) {
        const other = target === 'miniProgram' ? { target, 'app-id': appId, path } : { target: null };
        mirror(this, { url, 'open-type': openType, ...other, 'aria-label': label });
      },
    },
    lifetimes: {
      created() {
        mirror(this, { role: 'link', 'open-type': 'navigate' });
        followHover(host, this);
        listen(this, 'tap', () => go(this));
      },
    },
  };
};
