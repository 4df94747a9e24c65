// Interfaces whose call matters to the record and whose work this host cannot do: they answer as a phone without the
// thing does, or as for a user who closes the window that the platform would open. Error numbers: the tables of the
// public API definitions, miniprogram-api-typings 5.2.3, 2026-11-22.
import { hollow } from './shared/hollow.js';

const no = (reason, errCode) => ({ reason, ...(errCode === undefined ? {} : { errCode }) });
const NO_NFC = no('当前设备不支持NFC', 13000);
const NO_BEACON = no('unsupport', 11000);
const NO_SOTER = no('not support', 90001);
const CANCELLED = no('cancel');
const NO_PERMISSION = no('jsapi has no permission');
const NOT_IN_ROOM = no('not in room', -1);
const NO_SPEED = no('not support');

/** Reason of the failure -> names. */
const FAILING = [
  [NO_NFC, ['getHCEState', 'startHCE', 'stopHCE', 'sendHCEMessage']],
  [
    NO_NFC,
    [
      'addPaymentPassFinish',
      'addPaymentPassGetCertificateData',
      'canAddSecureElementPass',
      'checkTransitCardSupport',
      'deleteTransitCard',
      'getSecureElementPasses',
      'getTransitCardCPLC',
      'getTransitCardInfo',
      'getTransitCardList',
      'issueTransitCard',
      'rechargeTransitCard',
      'removeSecureElementPass',
    ],
  ],
  [NO_BEACON, ['startBeaconDiscovery', 'stopBeaconDiscovery']],
  [no('not startBeaconDiscovery', 11004), ['getBeacons']],
  [NO_SOTER, ['startSoterAuthentication', 'checkIsSoterEnrolledInDevice']],
  [no('user denied', 12007), ['connectWifi']],
  [no('no fetched data'), ['getBackgroundFetchData']],
  [no('main switch is off', 20004), ['requestSubscribeDeviceMessage', 'requestSubscribeEmployeeMessage']],
  [
    CANCELLED,
    [
      'selectGroupMembers',
      'addFileToFavorites',
      'addVideoToFavorites',
      'addCard',
      'bindEmployeeRelation',
      'cropImage',
      'editImage',
      'openVideoEditor',
      'notifyGroupMembers',
      'openBusinessView',
      'requestAppleSubscribeSign',
      'requestCommonPayment',
      'requestMerchantTransfer',
      'requestPluginPayment',
      'requestVirtualPayment',
      'showRedPackage',
      'reserveChannelsLive',
      'shareAppMessageToGroup',
      'shareEmojiToGroup',
      'shareFileMessage',
      'shareFileToGroup',
      'shareImageToGroup',
      'shareToOfficialAccount',
      'shareToWeRun',
      'shareVideoMessage',
      'shareVideoToGroup',
    ],
  ],
  [
    NO_PERMISSION,
    [
      'requestFacialVerify',
      'checkIsSupportFacialRecognition',
      'startFacialRecognitionVerify',
      'getChannelsLiveInfo',
      'getChannelsLiveNoticeInfo',
      'getChannelsShareKey',
      'getChatToolInfo',
      'getCommonConfig',
      'enterChatToolMode',
      'openChatTool',
      'join1v1Chat',
      'requestDeviceVoIP',
      'setEnable1v1Chat',
      'checkEmployeeRelation',
    ],
  ],
  [NOT_IN_ROOM, ['exitVoIPChat', 'subscribeVoIPVideoMembers', 'updateVoIPChatMuteConfig']],
  [NO_SPEED, ['setWindowSize', 'initFaceDetect', 'faceDetect', 'stopFaceDetect', 'getInferenceEnvInfo']],
];

/** Answers that say what a phone without the thing says. */
const ANSWERED = {
  getDeviceVoIPList: () => ({ list: [] }),
  authPrivateMessage: () => ({ valid: false, encryptedData: '', iv: '' }),
  checkDeviceSupportHevc: () => ({ supportHevc: false }),
  getShowSplashAdStatus: () => ({ status: 'fail', code: 0 }),
  getBackgroundAudioPlayerState: () => ({
    status: 2,
    currentPosition: 0,
    duration: 0,
    downloadPercent: 0,
    dataUrl: '',
  }),
};

/** Leave for another part of the messenger, or ask the system for something that shows nothing here. */
const DONE = [
  'openAppAuthorizeSetting',
  'openSystemBluetoothSetting',
  'openCard',
  'openChannelsEvent',
  'openChannelsLiveNoticeInfo',
  'openDesignerProfile',
  'openHKOfflinePayView',
  'jumpToOfflinePay',
  'openInquiriesTopic',
  'openOfficialAccountChat',
  'openOfficialAccountProfile',
  'openSingleStickerView',
  'openStickerIPView',
  'openStickerSetView',
  'openStoreCouponDetail',
  'openStoreOrderDetail',
  'postMessageToReferrerMiniProgram',
  'postMessageToReferrerPage',
  'preloadSkylineView',
  'preloadWebview',
  'setWifiList',
  'startLocalServiceDiscovery',
  'stopLocalServiceDiscovery',
  'updateWeChatApp',
  'playVoice',
  'pauseVoice',
  'stopVoice',
  'playBackgroundAudio',
  'pauseBackgroundAudio',
  'seekBackgroundAudio',
  'stopBackgroundAudio',
];

/** What they tell of never happens here, so listening succeeds and nothing comes. */
const LISTENERS = [
  'BackgroundAudioPause',
  'BackgroundAudioPlay',
  'BackgroundAudioStop',
  'EmbeddedMiniProgramHeightChange',
  'UserOffTranslation',
  'UserTriggerTranslation',
  'VoIPChatInterrupted',
  'VoIPChatMembersChanged',
  'VoIPChatSpeakersChanged',
  'VoIPChatStateChanged',
  'VoIPVideoMembersChanged',
  'WindowStateChange',
];

export default (host) => {
  const table = {};
  for (const [{ reason, errCode }, names] of FAILING) {
    const run = () => {
      throw new host.ApiError(reason, undefined, errCode === undefined ? undefined : { errCode });
    };
    for (const name of names) table[name] = { recorded: true, run };
  }
  for (const [name, run] of Object.entries(ANSWERED)) table[name] = { recorded: true, run };
  for (const name of DONE) table[name] = { recorded: true, run: () => undefined };
  for (const name of LISTENERS) {
    for (const way of ['on', 'off']) table[way + name] = { recorded: true, raw: true, run: () => undefined };
  }
  const nfc = () =>
    hollow(host, 'NFCAdapter', { reason: NO_NFC.reason, errCode: NO_NFC.errCode, fields: { tech: TECH } });
  table.getNFCAdapter = { recorded: true, raw: true, run: nfc };
  return table;
};

const TECH = {
  ndef: 'NDEF',
  nfcA: 'NFC-A',
  isoDep: 'ISO-DEP',
  nfcB: 'NFC-B',
  nfcF: 'NFC-F',
  nfcV: 'NFC-V',
  mifareClassic: 'MIFARE-CLASSIC',
  mifareUltralight: 'MIFARE-ULTRALIGHT',
};
