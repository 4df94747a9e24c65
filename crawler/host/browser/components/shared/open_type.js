/**
 * `open-type` of buttons and of open-data, by name.
 *
 * `event`: the event that brings the answer; `native`: the interface the platform's side is asked for. What needs
 * consent, a phone sheet or a picker is answered there, out of the program's reach.
 */
export const OPEN_TYPES = {
  getPhoneNumber: { event: 'getphonenumber', native: 'button.getPhoneNumber' },
  getRealtimePhoneNumber: { event: 'getrealtimephonenumber', native: 'button.getRealtimePhoneNumber' },
  getUserInfo: { event: 'getuserinfo', native: 'button.getUserInfo' },
  chooseAvatar: { event: 'chooseavatar', native: 'button.chooseAvatar' },
  openSetting: { event: 'opensetting', native: 'button.openSetting' },
  contact: { event: 'contact', native: 'button.contact' },
  feedback: { event: 'feedback', native: 'button.feedback' },
  launchApp: { event: 'launchapp', native: 'button.launchApp', failEvent: 'error' },
  agreePrivacyAuthorization: { event: 'agreeprivacyauthorization', native: 'button.agreePrivacyAuthorization' },
  share: { native: 'button.share' },
  liveActivity: { event: 'createliveactivity', native: 'button.liveActivity' },
};

/** The single types of a value such as `getPhoneNumber|agreePrivacyAuthorization`; consent comes first. */
export const partsOf = (openType) => {
  const parts = String(openType || '')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const isAgree = (part) => part === 'agreePrivacyAuthorization';
  return [...parts.filter(isAgree), ...parts.filter((part) => !isAgree(part))];
};
