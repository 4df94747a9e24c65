// The four privacy functions. Consent is kept by the platform; here is only the program's listener.
//
// page -> platform  native 'onNeedPrivacyAuthorization' {}            a listener is registered
// platform -> page  event  'needPrivacyAuthorization' {id, referrer}  a call waits: fire the listener
// page -> platform  native 'resolvePrivacyAuthorization' {id, event, buttonId}
//
// Source: the platform's privacy guide; the functions exist from base library 2.32.3.

const SINCE = [2, 32, 3];

/** Whether version text `version` is at least `wanted`. */
export function atLeast(version, wanted) {
  const parts = String(version).split('.').map(Number);
  for (let index = 0; index < wanted.length; index += 1) {
    const part = parts[index] || 0;
    if (part !== wanted[index]) return part > wanted[index];
  }
  return true;
}

export default (host) => {
  if (!atLeast(host.config.sdkVersion, SINCE)) return {};
  let listener = null;

  host.events.on('needPrivacyAuthorization', ({ id, referrer }) => {
    const resolve = (answer = {}) => {
      const { event = '', buttonId = '' } = answer ?? {};
      const given = { id, event: String(event), buttonId: String(buttonId) };
      host.native('resolvePrivacyAuthorization', given, null).catch(() => undefined);
    };
    listener?.(resolve, { referrer });
  });

  const register = (given) => {
    if (typeof given !== 'function') return;
    listener = given;
    host.native('onNeedPrivacyAuthorization', {}, host.currentCall()).catch(() => undefined);
  };
  return {
    getPrivacySetting: { native: true },
    requirePrivacyAuthorize: { native: true },
    openPrivacyContract: { native: true },
    onNeedPrivacyAuthorization: { raw: true, run: register },
  };
};
