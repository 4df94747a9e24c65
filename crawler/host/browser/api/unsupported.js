// Interfaces of base library 3.17.0 that this host knows and cannot do. They fail as on a device without
// them and are counted. Names: the public API definitions miniprogram-api-typings 5.2.3, 2026-11-22.

/** Called with options and callbacks. */
const ASYNC = [
  'addFileToFavorites',
  'addVideoToFavorites',
  'addCard',
  'openCard',
  'authPrivateMessage',
  'bindEmployeeRelation',
  'checkDeviceSupportHevc',
  'checkEmployeeRelation',
  'checkIsPictureInPictureActive',
  'closeBLEPeripheralServer',
  'compressVideo',
  'cropImage',
  'editImage',
  'exitVoIPChat',
  'faceDetect',
  'getChannelsShareKey',
  'getChatToolInfo',
  'getCommonConfig',
  'getDeviceVoIPList',
  'getHCEState',
  'getInferenceEnvInfo',
  'getShowSplashAdStatus',
  'getVideoInfo',
  'initFaceDetect',
  'join1v1Chat',
  'jumpToOfflinePay',
  'notifyGroupMembers',
  'openChannelsEvent',
  'openChannelsLiveNoticeInfo',
  'openChatTool',
  'openDesignerProfile',
  'openHKOfflinePayView',
  'openInquiriesTopic',
  'openOfficialAccountChat',
  'openOfficialAccountProfile',
  'openSingleStickerView',
  'openStickerIPView',
  'openStickerSetView',
  'openStoreCouponDetail',
  'openStoreOrderDetail',
  'openVideoEditor',
  'postMessageToReferrerMiniProgram',
  'postMessageToReferrerPage',
  'preloadSkylineView',
  'preloadWebview',
  'requestAppleSubscribeSign',
  'requestCommonPayment',
  'requestDeviceVoIP',
  'requestMerchantTransfer',
  'requestPluginPayment',
  'requestSubscribeEmployeeMessage',
  'requestVirtualPayment',
  'reserveChannelsLive',
  'restartMiniProgram',
  'sendHCEMessage',
  'setEnable1v1Chat',
  'setWifiList',
  'setWindowSize',
  'shareAppMessageToGroup',
  'shareEmojiToGroup',
  'shareFileMessage',
  'shareFileToGroup',
  'shareImageToGroup',
  'shareToOfficialAccount',
  'shareToWeRun',
  'shareVideoMessage',
  'shareVideoToGroup',
  'showRedPackage',
  'startHCE',
  'startLocalServiceDiscovery',
  'stopFaceDetect',
  'stopHCE',
  'stopLocalServiceDiscovery',
  'subscribeVoIPVideoMembers',
  'updateVoIPChatMuteConfig',
  'updateWeChatApp',
  'enterChatToolMode',
  'playVoice',
  'pauseVoice',
  'stopVoice',
  'playBackgroundAudio',
  'pauseBackgroundAudio',
  'seekBackgroundAudio',
  'stopBackgroundAudio',
  'getBackgroundAudioPlayerState',
];

/** Called for an object they return. */
const OBJECTS = [
  'createBufferURL',
  'createCacheManager',
  'createGlobalPayment',
  'createInferenceSession',
  'createMediaAudioPlayer',
  'createMediaContainer',
  'createMediaRecorder',
  'createTCPSocket',
  'createUDPSocket',
  'createVKSession',
  'createVideoDecoder',
  'createWebAudioContext',
  'createWorker',
  'getNFCAdapter',
  'getXrFrameSystem',
  'isVKSupport',
  'revokeBufferURL',
  'rewriteRoute',
];

export const UNSUPPORTED = [...ASYNC, ...OBJECTS];

export default (host) => {
  const tell = (name) => host.send({ t: 'unsupported', name: `wx.${name}` });
  const table = {};
  for (const name of ASYNC) {
    const run = () => {
      tell(name);
      throw new host.ApiError('not supported');
    };
    table[name] = { supported: false, run };
  }
  for (const name of OBJECTS) table[name] = { raw: true, run: () => tell(name) };
  return table;
};
